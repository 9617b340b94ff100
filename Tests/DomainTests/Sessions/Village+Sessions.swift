// SPDX-License-Identifier: Apache-2.0

import Domain

extension Village {
    /// Announced on Thursday the 5th of March 2026, eleven working days ahead.
    static let plan = ConsultationSession.Plan(
        title: .kept("村口路灯怎么修"), day: day("2026-03-20"), minuteOfDay: 570, place: .kept("桥东村议事室"))
    static let sessionMorning = morning(of: "2026-03-20")

    /// Of each category that must be there somebody: a member, a department, the village, the people.
    static let circle = [
        Participant(id: Participant.ID(81), category: .member, name: .kept("委员甲"), phone: nil, person: memberID),
        Participant(id: Participant.ID(82), category: .department, name: .kept("科长乙"), phone: nil, person: nil),
        Participant(id: Participant.ID(83), category: .grassroots, name: .kept("书记丙"), phone: nil, person: nil),
        Participant(
            id: Participant.ID(84), category: .people, name: .kept("村民丁"), phone: .kept("13900000000"), person: nil),
    ]

    static let paper = ConsultationSession.Paper(
        id: .init(88), title: .kept("路灯现状"), file: .init(89), author: nil, handedInBy: memberID,
        handedInOn: day("2026-03-10"), isPublic: false)

    static func plannedSession(
        inviting people: [Participant] = circle, plan: ConsultationSession.Plan = plan
    ) throws -> ConsultationSession {
        try ConsultationSession.planning(
            plan, on: [topic(.ready)], as: sessionID, by: convener, for: Set(ConveningBody.allCases), at: morning,
            practice: practice
        ).after.inviting(people, by: secretary).after
    }

    /// A session on these topics whose minutes are drafted; on all of them something was agreed, but on one.
    static func minuted(on topics: [Topic.ID], without none: Topic.ID? = nil) throws -> ConsultationSession {
        var log: [SessionEvent] = [
            .planned(room: room, area: town, topics: topics, plan: plan), .announced, .invited(circle),
            .readied(waiver: nil), .started, .checkedIn([Participant.ID(81)]),
        ]
        if let none { log.append(.topicConcluded(none, .noConsensus(reason: .kept("经费没有着落")))) }
        guard let session = ConsultationSession.replaying(log, as: sessionID) else {
            preconditionFailure("the first event plans a session")
        }
        return try session.concluding(.consensus(.kept("修")), by: convener, at: sessionMorning, practice: practice)
            .after.draftingMinutes("到会一人", by: secretary, at: Village.sessionMorning, practice: practice).after
    }

    /// The session as the public commands bring it to that state.
    static func session(_ state: ConsultationSession.State.Name) throws -> ConsultationSession {
        switch state {
        case .planned: return try plannedSession()
        case .announced:
            return try session(.planned).announcing(
                topics: [topic(.ready)], by: convener, at: morning, practice: practice
            ).after
        case .ready:
            return try session(.announced).readying(
                waiver: nil, by: secretary, at: morning, practice: practice
            ).after
        case .inProgress:
            return try session(.ready).starting(by: secretary, at: sessionMorning)
                .after.checkingIn([Participant.ID(81), Participant.ID(84)], by: secretary).after
        case .concluded:
            return try session(.inProgress).concluding(
                .consensus(.kept("四月底前修好")), by: convener, at: sessionMorning, practice: practice
            ).after.draftingItem(itemID, on: topicID, by: secretary).after
        case .minutesDrafted:
            return try session(.concluded).draftingMinutes(
                "到会四人，一致同意", by: secretary, at: Village.sessionMorning, practice: practice
            ).after
        case .minutesConfirmed: return try session(.minutesDrafted).confirmingMinutes(by: convener).after
        case .outcomeIssued: return try session(.minutesConfirmed).issuingOutcome(by: convener).after
        case .archived: return try session(.outcomeIssued).archiving(by: secretary).after
        case .postponed: return try session(.announced).postponing(reason: "下大雪", by: convener).after
        case .cancelled: return try session(.announced).cancelling(reason: "已当场解决", by: convener).after
        }
    }
}
