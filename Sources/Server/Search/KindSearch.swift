// SPDX-License-Identifier: Apache-2.0

import ChineseText
import Database
import Domain

/// Looks for records of one kind: each kind by its own visibility rule, the same as for its lists, and as its own lists show it.
struct KindSearch: Sendable {
    let services: Services
    let site: Site
    let reader: Actor
    let today: Day
    /// How many sealed words of a kind are unsealed for one question of the staff at most, whether it looks once or twice.
    let wordsMax: Int

    /// Sealed words of a kind that are unsealed for a stranger's question at most, whatever they are words of.
    private static let strangersWordsMax = 3_000

    var tenant: Tenant.ID { site.tenant.id }
    var store: SearchStore { SearchStore(tenant: tenant, contents: services.contents) }
    var isStaff: Bool { if case .staff = reader { true } else { false } }

    /// Records of a kind, newest first, after the place where the page before ended.
    func records(
        _ kind: SearchKind, _ asked: SiteSearch.Asked, after: String?, limit: Int, in transaction: Transaction
    ) throws -> SearchPart {
        switch kind {
        case .topics:
            isStaff
                ? try deskTopics(asked, after, limit, transaction) : try publicTopics(asked, after, limit, transaction)
        case .sessions: try sessions(asked, after, limit, transaction)
        case .campaigns: try campaigns(asked, after, limit, transaction)
        case .calls: try calls(asked, after, limit, transaction)
        case .receptions: try receptions(asked, after, limit, transaction)
        case .walks: try walks(asked, after, limit, transaction)
        case .items: try items(asked, after, limit, transaction)
        case .lists: try lists(asked, after, limit, transaction)
        case .deployments: try deployments(asked, after, limit, transaction)
        case .clues: try clues(asked, after, limit, transaction)
        case .proposals: try proposals(asked, after, limit, transaction)
        case .formerProposals: try formerProposals(asked, after, limit, transaction)
        case .live: try live(asked, after, limit, transaction)
        case .lookBacks: try lookBacks(asked, after, limit, transaction)
        case .contests: try contests(asked, after, limit, transaction)
        case .rooms: try rooms(asked, after, limit, transaction)
        case .directory: try directory(asked, after, limit, transaction)
        }
    }

    /// What narrows a look at sealed words.
    func narrowing(_ asked: SiteSearch.Asked, _ after: String?, _ limit: Int) -> SearchStore.Narrowing {
        var narrowing = SearchStore.Narrowing(
            query: asked.query, area: asked.area, after: after.flatMap { Identifier<Never>($0)?.number }, limit: limit)
        (narrowing.category, narrowing.elsewhereThan) = (asked.category, asked.elsewhereThan)
        narrowing.typed = asked.typed
        narrowing.wordsMax = (isStaff ? wordsMax : Self.strangersWordsMax) / asked.looks
        return narrowing
    }

    /// Where a page goes on of which only so many records were looked at.
    func goesOn<Record: Sendable>(_ found: SearchStore.Found<Record>) -> String? {
        found.isCut ? found.last.map { Identifier<Never>($0).text } : nil
    }
}
