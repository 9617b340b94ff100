// SPDX-License-Identifier: Apache-2.0

import Domain

/// How many entries each register has, and what is missing in them (BR-31, BR-43, BR-44).
struct DirectoryOverview: Sendable {
    /// Of those that somebody keeps.
    let counts: [(register: Register, count: Int)]
    /// Whether the gaps of members, bodies and rooms are this person's to mend; there are none told where they are not.
    let keepsMasterData: Bool
    let members: [MemberLine]
    let organs: [OrganLine]
    /// The handling units in use.
    let units: [UnitLine]
    /// Those who convene a room or a body in use (A1-16).
    let conveners: [ConvenerLine]
    /// How many rooms are in use, and those of them that are not complete, as far as a page shows them.
    let rooms: (all: Int, complete: Int)
    let incompleteRooms: [RoomLine]
    /// How many rooms in use there are of each level that has any.
    let roomLevels: [Room.Level: Int]
    /// Rooms and units behind which nobody with an account stands, whoever the registers name.
    let staffing: Staffing
    /// Who sat in before the registers knew for which post (A1-02), the earliest first, as far as a page shows them.
    let observersWithoutPost: [ObserverLine]

    /// That somebody sat in, without the post.
    struct ObserverLine: Sendable {
        let id: DirectoryEntry.ID
        let name: String
        let day: String
    }

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
        /// Whether the member has a post in a duty group: by it somebody keeps in touch with the member (A1-13, A1-22).
        let isInGroup: Bool
        /// Why a member of this committee, whose line is in use, is none today (BR-11).
        let absence: Tenure.Gap?
    }

    /// A unit in use, and what it lacks of people who answer for it today.
    struct UnitLine: Sendable {
        let id: DirectoryEntry.ID
        let name: String
        let gap: HandlingUnit.Gap?
    }

    /// Somebody who convenes, and whether it is noted what for the person was trained.
    struct ConvenerLine: Sendable {
        let id: DirectoryEntry.ID
        let name: String
        let isTrained: Bool
    }

    /// A body in use.
    struct OrganLine: Sendable {
        let id: DirectoryEntry.ID
        let name: String
        let kind: Organ.Kind
        let held: Set<Organ.Post>
        /// The special committee on which a duty branch stands, where its secretary is not the one who heads it (BR-31).
        let apartFrom: String?

        /// The posts without which it is not complete.
        var missing: [Organ.Post] { Organ.missingPosts(of: kind, held: held) }
    }

    /// Bodies that lack a post, or are led by somebody else than the rule says.
    var organsWithGaps: [OrganLine] { organs.filter { !$0.missing.isEmpty || $0.apartFrom != nil } }

    /// Units in use for which nobody answers, or one person alone for whom nobody stands in.
    var unitsWithGaps: [UnitLine] { units.filter { $0.gap != nil } }

    /// Members of this committee: the denominator of the liaison of all (BR-44).
    var ownMembers: [MemberLine] { members.filter { $0.membership.level == .own } }

    /// Those whose line is in use though they are no members today: they propose and sign nothing.
    var ownMembersNotStanding: [MemberLine] { ownMembers.filter { $0.absence != nil } }

    /// Those with whom no duty group keeps in touch.
    var ownMembersWithoutGroup: [MemberLine] { ownMembers.filter { !$0.isInGroup } }

    /// Members of this committee who are in the Party: the denominator of their coverage (BR-44).
    var partyMembers: [MemberLine] { members.filter { $0.membership.level == .own && $0.membership.isPartyMember } }

    /// Those of them who belong to exactly one duty branch.
    var partyMembersInOneBranch: Int { partyMembers.count { $0.membership.branches == 1 } }
}
