// SPDX-License-Identifier: Apache-2.0

import Domain

/// How many entries each register has, and what is missing in them (BR-31, BR-43, BR-44).
struct DirectoryOverview: Sendable {
    let counts: [(register: Register, count: Int)]
    let members: [MemberLine]
    let organs: [OrganLine]
    /// How many rooms are in use, and those of them that are not complete, as far as a page shows them.
    let rooms: (all: Int, complete: Int)
    let incompleteRooms: [RoomLine]

    /// A room in use that lacks something.
    struct RoomLine: Sendable {
        let id: DirectoryEntry.ID
        let name: String
        let gaps: [Room.Gap]
    }

    /// A member in use.
    struct MemberLine: Sendable {
        let id: DirectoryEntry.ID
        let name: String
        let membership: Membership
    }

    /// A body in use.
    struct OrganLine: Sendable {
        let id: DirectoryEntry.ID
        let name: String
        let kind: Organ.Kind
        let held: Set<Organ.Post>

        /// The posts without which it is not complete.
        var missing: [Organ.Post] { Organ.missingPosts(of: kind, held: held) }
    }

    /// Members of this committee who are in the Party: the denominator of their coverage (BR-44).
    var partyMembers: [MemberLine] { members.filter { $0.membership.level == .own && $0.membership.isPartyMember } }

    /// Those of them who belong to exactly one duty branch.
    var partyMembersInOneBranch: Int { partyMembers.count { $0.membership.branches == 1 } }
}
