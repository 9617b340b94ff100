// SPDX-License-Identifier: Apache-2.0

import ChineseText
import Database
import Domain

/// One search over all that a reader may see: strangers what is public, staff what is on their desk. Each kind is asked by
/// its own visibility rule, the same as for its lists.
struct SiteSearch: Sendable {
    let services: Services
    let site: Site
    let reader: Actor
    let today: Day
    /// How many sealed words of a kind are unsealed for one question of the staff at most, whether it looks once or twice.
    var wordsMax = 20_000

    /// What somebody looks for.
    struct Asked: Sendable {
        let query: WordQuery
        var area: AreaCode?
        /// What lies here comes first.
        var near: AreaCode?
        /// What topics are about; with it only topics are looked for.
        var category: String?
        /// What was typed, as it may be the number that a topic has in a system outside.
        var typed: String?
        /// What lies here was found before.
        fileprivate(set) var elsewhereThan: AreaCode?
        /// How often one question looks among a kind: twice where it looks around a place and then everywhere.
        fileprivate(set) var looks = 1

        init(
            query: WordQuery, area: AreaCode? = nil, near: AreaCode? = nil, category: String? = nil,
            typed: String? = nil
        ) {
            (self.query, self.area, self.near, self.category, self.typed) = (query, area, near, category, typed)
        }
    }

    /// Records of a kind that are shown beside those of other kinds.
    static let beside = 5

    private var kinds: KindSearch {
        KindSearch(services: services, site: site, reader: reader, today: today, wordsMax: wordsMax)
    }

    /// A few of each kind, those of the area that comes first before the others.
    func overview(_ asked: Asked, in transaction: Transaction) throws -> [(kind: SearchKind, part: SearchPart)] {
        try SearchKind.found(in: site, by: reader).map { kind in
            (kind, try part(kind, asked, after: nil, limit: Self.beside + 1, isOverview: true, in: transaction))
        }
    }

    /// How the place of a record begins that lies in the area that comes first, and of one elsewhere.
    private static let (nearMark, otherMark) = ("near/", "other/")

    /// Records of one kind, newest first, after the place where the page before ended; those of the area that comes first before
    /// all others.
    func part(
        _ kind: SearchKind, _ asked: Asked, after: String?, limit: Int, in transaction: Transaction
    ) throws -> SearchPart {
        try part(kind, asked, after: after, limit: limit, isOverview: false, in: transaction)
    }

    private func part(
        _ kind: SearchKind, _ asked: Asked, after: String?, limit: Int, isOverview: Bool, in transaction: Transaction
    ) throws -> SearchPart {
        guard let near = asked.near, kind.liesInArea, asked.area == nil else {
            return try kinds.records(kind, asked, after: after, limit: limit, in: transaction)
        }
        if try kind == .topics && allTopicsLie(in: near, in: transaction) {
            return try kinds.records(
                kind, asked, after: after.map { String($0.dropFirst(Self.nearMark.count)) }, limit: limit,
                in: transaction
            ).marked(Self.nearMark, isNear: true)
        }
        var (narrowed, others, found) = (asked, asked, SearchPart())
        (narrowed.area, narrowed.looks) = (near, 2)
        (others.elsewhereThan, others.looks) = (near, 2)
        if after?.hasPrefix(Self.otherMark) != true {
            found = try kinds.records(
                kind, narrowed, after: after.map { String($0.dropFirst(Self.nearMark.count)) }, limit: limit,
                in: transaction
            ).marked(Self.nearMark, isNear: true)
            // Page by page, what lies here is looked through to its end before anything else is; an overview has no second page on
            // which the others would come.
            guard found.hits.count < limit, isOverview || found.goesOn == nil else { return found }
        }
        let rest = try kinds.records(
            kind, others,
            after: after.flatMap { $0.hasPrefix(Self.otherMark) ? String($0.dropFirst(Self.otherMark.count)) : nil },
            limit: limit - found.hits.count, in: transaction
        ).marked(Self.otherMark, isNear: false)
        return SearchPart(hits: found.hits + rest.hits, isCut: found.isCut || rest.isCut, goesOn: rest.goesOn)
    }

    /// Whether a desk has no topics elsewhere: looking for them would only halve how far one may look here.
    private func allTopicsLie(in area: AreaCode, in transaction: Transaction) throws -> Bool {
        guard case .staff(let staff) = reader, !staff.holds(.member) else { return false }
        let rooms = RoomStore(tenant: site.tenant.id)
        return try TopicScope(of: reader).domains.allSatisfy { domain in
            switch domain {
            case .area(let own): area.contains(own)
            case .room(let room): try rooms.area(of: room, in: transaction).map { area.contains($0) } ?? false
            case .tenant, .unit: false
            }
        }
    }
}
