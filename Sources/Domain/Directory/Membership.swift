// SPDX-License-Identifier: Apache-2.0

/// What a member belongs to: both axes, sector and territory, and a special committee (A1-14, BR-31).
package struct Membership: Hashable, Sendable {
    package let level: Level
    package let sector: DirectoryEntry.ID?
    package let committee: DirectoryEntry.ID?
    package let area: AreaCode?
    package let isPartyMember: Bool
    /// The duty branches to which the member belongs today.
    package let branches: Int

    package init(
        level: Level, sector: DirectoryEntry.ID?, committee: DirectoryEntry.ID?, area: AreaCode?, isPartyMember: Bool,
        branches: Int
    ) {
        self.level = level
        self.sector = sector
        self.committee = committee
        self.area = area
        self.isPartyMember = isPartyMember
        self.branches = branches
    }

    /// Of which committee somebody is a member. Members of higher committees who live here are guests (A1-15).
    package enum Level: String, CaseIterable, Hashable, Sendable {
        case own, city, province, national
    }

    /// Something that a member should belong to and does not.
    package enum Gap: String, CaseIterable, Hashable, Sendable {
        case sector, committee, area, branch
    }

    /// What is missing (BR-31): a member of this committee needs a sector, a special committee and an area; a guest from
    /// a higher one an area; a Party member of this committee exactly one duty branch.
    package var gaps: [Gap] {
        var gaps: [Gap] = []
        if level == .own {
            if sector == nil { gaps.append(.sector) }
            if committee == nil { gaps.append(.committee) }
        }
        if area == nil { gaps.append(.area) }
        if level == .own, isPartyMember, branches != 1 { gaps.append(.branch) }
        return gaps
    }
}
