// SPDX-License-Identifier: Apache-2.0

/// Sessions in which proposers and units talk over how several proposals are handled (提案办理协商, A4-07).
extension ConsultationSession {
    /// Who may plan one, in whichever room it is held: the office of the proposals committee, which convenes it.
    package static let proposalPlanners: Set<Role> = [.proposalOfficer]

    /// Puts a session over filed proposals on the calendar of a room. Whose room it is announces and holds it like any other.
    package static func planning(
        _ plan: Plan, over proposals: [Proposal], in room: Room.ID, area: AreaCode, as id: ID, by actor: Actor,
        at now: Instant
    ) throws(SessionRefusal) -> Transition<ConsultationSession> {
        guard case .staff(let staff) = actor, proposalPlanners.contains(where: { staff.holdsEverywhere($0) }) else {
            throw .notYours
        }
        guard plan.form == ConsultationForm.proposalHandlingCode else { throw .formNotYours }
        guard !proposals.isEmpty else { throw .noProposal }
        let ids = proposals.map(\.id)
        guard ids.count <= Plan.proposalsMax, ids == plan.proposals, Set(ids).count == ids.count,
            proposals.allSatisfy(\.takesSupervision)
        else { throw .proposalNotOpen }
        guard plan.day >= now.day else { throw .dayHasPassed }
        let blank = ConsultationSession(id: id, room: room, area: area, topics: [], plan: plan)
        return Transition(blank, .planned(room: room, area: area, topics: [], plan: plan))
    }

    /// What research is to a topic, the handling's own material is to a proposal: its unit has noted a talk with the proposers,
    /// or has written a reply (BR-01). `material`: the proposals of which there is some.
    func requireMaterial(_ material: Set<Proposal.ID>) throws(SessionRefusal) {
        guard material.isSuperset(of: proposals) else { throw .noHandlingMaterial }
    }

    /// What the session was to the handling of each of its proposals, once it has ended (BR-22).
    package func supervision(_ conclusion: Conclusion, on day: Day) -> Proposal.SupervisionAct {
        let title = plan.title.words ?? ""
        let agreed = conclusion.text.words ?? ""
        return .init(
            .consultation, on: day, people: "提案者、承办单位",
            words: conclusion.isConsensus ? "“\(title)”商定：\(agreed)" : "“\(title)”没有谈成：\(agreed)", session: id)
    }
}
