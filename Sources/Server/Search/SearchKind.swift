// SPDX-License-Identifier: Apache-2.0

import ChineseText
import Domain

/// What the search of the whole site finds.
enum SearchKind: String, CaseIterable, Hashable, Sendable {
    case topics, sessions, campaigns, calls, receptions, walks, items, lists, deployments, clues, proposals
    case formerProposals = "former_proposals"
    /// Media consultations beside sessions.
    case live
    case lookBacks = "look_backs"
    /// The contest of outcomes; for everybody its model cases.
    case contests
    case rooms
    /// People, units, bodies and rooms by their registers.
    case directory

    /// Whether its records lie in an area, so that one can look around a place.
    var liesInArea: Bool {
        switch self {
        case .topics, .sessions, .calls, .receptions, .walks, .items, .lists, .live, .lookBacks, .contests, .rooms: true
        case .campaigns, .deployments, .clues, .proposals, .formerProposals, .directory: false
        }
    }

    /// Those that there are at a committee for this reader.
    static func found(in site: Site, by reader: Actor) -> [SearchKind] {
        // Who keeps the registers and has no records finds lines of registers, and rooms.
        if case .staff = reader, !reader.holds(oneOf: SearchRoutes.recordReaders) { return [.rooms, .directory] }
        return allCases.filter { kind in
            switch kind {
            case .topics, .sessions, .calls, .items, .live, .rooms: true
            case .campaigns: site.has(.campaigns) && reader.holds(oneOf: DeskPlace.sessions.roles)
            case .receptions: site.has(.receptions)
            case .walks: site.has(.sentiments) && reader.holds(oneOf: DeskPlace.sentiments.roles)
            case .lists: reader.holds(oneOf: SuggestionListRoutes.readers)
            case .deployments: reader.holds(oneOf: DeploymentRoutes.readers)
            case .clues: site.has(.proposals) && reader.holds(oneOf: ProposalClue.readers)
            case .proposals, .formerProposals: site.has(.proposals)
            case .lookBacks: site.has(.lookBacks) && reader.holds(oneOf: LookBackRoutes.readers)
            case .contests: site.has(.contests)
            case .directory: reader.holds(oneOf: Register.people.holders)
            }
        }
    }
}

/// A record that holds what was looked for, as a list shows it.
struct SearchHit: Sendable {
    let kind: SearchKind
    let id: String
    let title: String
    /// What else it says; a list shows the sentence that was found.
    var others: [String] = []
    let chip: Chip
    /// Where it belongs, and when.
    let note: String
    let address: String
    /// Where a page that begins after it goes on.
    var place: String
    /// Whether it lies in the area that comes first.
    var isNear = false

    /// With the words of the query marked.
    func card(_ query: WordQuery) -> CardList.Card {
        CardList.Card(
            chip: chip, title: title, titlePlaces: query.places(in: title), passage: passage(query),
            address: address, note: note)
    }

    /// The first sentence beside the title that holds one of the words.
    func passage(_ query: WordQuery) -> Marked? {
        others.lazy.compactMap { query.passage(of: $0) }.first.map(Marked.init)
    }
}

/// A part of what was found, of one kind.
struct SearchPart: Sendable {
    var hits: [SearchHit] = []
    /// Whether only so many of the newest records were looked through.
    var isCut = false
    /// Where a page goes on after all of these, where there are records that were not looked at.
    var goesOn: String?
}

extension SearchPart {
    /// The same with a mark before each place, and whether it lies in the area that comes first.
    func marked(_ mark: String, isNear: Bool) -> SearchPart {
        let hits = hits.map { hit in
            var marked = hit
            (marked.place, marked.isNear) = (mark + hit.place, isNear)
            return marked
        }
        return SearchPart(hits: hits, isCut: isCut, goesOn: goesOn.map { mark + $0 })
    }
}

extension Actor {
    /// Whether it is somebody of the staff with one of these roles.
    func holds(oneOf roles: Set<Role>) -> Bool {
        guard case .staff(let staff) = self else { return false }
        return roles.contains { staff.holds($0) }
    }
}
