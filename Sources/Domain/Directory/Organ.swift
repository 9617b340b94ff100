// SPDX-License-Identifier: Apache-2.0

/// Bodies of a committee and what posts they have (rules.md C.7).
package enum Organ {
    /// What kind of body it is.
    package enum Kind: String, CaseIterable, Hashable, Sendable {
        /// 常务委员会.
        case standingCommittee = "standing_committee"
        /// 主席会议.
        case chairpersonsCouncil = "chairpersons_council"
        /// 专门委员会.
        case specialCommittee = "special_committee"
        /// 界别.
        case sector
        /// 乡镇、街道政协工作委员会 (A1-11).
        case workCommittee = "work_committee"
        /// 委员履职小组 (A1-13).
        case dutyGroup = "duty_group"
        /// 履职党支部 (A1-19).
        case partyBranch = "party_branch"
        /// 人才库、专家团、乡贤 (A1-17).
        case expertPool = "expert_pool"
        /// 领导小组 (A1-12).
        case leadingGroup = "leading_group"
        /// 办公室及内设机构.
        case office
    }

    /// What somebody is in a body.
    package enum Post: String, CaseIterable, Hashable, Sendable {
        /// 主席、主任、组长、书记: the head.
        case head
        /// 副主席、副主任、副组长.
        case deputy
        /// 秘书长、秘书.
        case secretary
        /// 召集人 (A1-16).
        case convener
        /// 职能部门负责人: of a work committee, who runs the Party and government office.
        case office
        /// 专门负责人员: of a work committee, who does its work.
        case officer
        /// 成员.
        case member
        /// 专家、顾问.
        case adviser
    }

    /// The posts without which a body of this kind is not complete (BR-43): a town's work committee needs its head, its
    /// deputy, its office and its officer; a committee and a sector need somebody who convenes.
    package static func requiredPosts(of kind: Kind) -> [Post] {
        switch kind {
        case .workCommittee: [.head, .deputy, .office, .officer]
        case .specialCommittee, .partyBranch, .dutyGroup, .leadingGroup: [.head]
        case .sector: [.convener]
        case .standingCommittee, .chairpersonsCouncil, .expertPool, .office: []
        }
    }

    /// Whether a secretary of a duty branch is somebody else than who heads the special committee on which the branch stands
    /// (A1-19). Where one of the two has nobody, that is what is missing.
    package static func isApart(secretaries: Set<Person.ID>, fromHeads heads: Set<Person.ID>) -> Bool {
        !secretaries.isEmpty && !heads.isEmpty && !secretaries.isSubset(of: heads)  // BR-31
    }

    /// The posts that are missing among those that are held (BR-43).
    package static func missingPosts(of kind: Kind, held: Set<Post>) -> [Post] {
        requiredPosts(of: kind).filter { !held.contains($0) }
    }
}
