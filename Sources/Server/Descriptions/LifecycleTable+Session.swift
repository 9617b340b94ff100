// SPDX-License-Identifier: Apache-2.0

import Domain

extension LifecycleTable<ConsultationSession> {
    static var session: Self {
        LifecycleTable(
            title: "Consultation session (协商会议)", subject: "session",
            examples: ConsultationSession.State.Name.allCases.map { ($0.rawValue, example(in: $0)) },
            whose: { Example.names(of: $0.holders) }, actor: { _ in .staff(Example.staff) }, event: event,
            state: { $0.state.name.rawValue })
    }

    private static let plan = ConsultationSession.Plan(
        title: .erased, day: Example.day, minuteOfDay: 0, place: .erased)

    /// A session at which that person is present, after the events that lead to the state.
    static func example(in state: ConsultationSession.State.Name) -> ConsultationSession {
        let member = Participant(
            id: .init(1), category: .member, name: .erased, phone: nil, person: Example.staff.id)
        let planned: [SessionEvent] = [
            .planned(room: .init(1), area: Example.area, topics: [.init(1)], plan: plan), .invited([member]),
            .checkedIn([member.id]),
        ]
        let last: [SessionEvent] =
            switch state {
            case .planned: []
            case .announced: [.announced]
            case .ready: [.readied(waiver: nil)]
            case .inProgress: [.started]
            case .concluded: [event(of: .conclude)]
            case .minutesDrafted: [event(of: .draftMinutes)]
            case .minutesConfirmed: [.minutesConfirmed]
            case .outcomeIssued: [.outcomeIssued]
            case .archived: [.archived]
            case .postponed: [event(of: .postpone)]
            case .cancelled: [event(of: .cancel)]
            }
        guard let session = ConsultationSession.replaying(planned + last, as: .init(1)) else {
            preconditionFailure("the first event plans a session")
        }
        return session
    }

    private static let paper = ConsultationSession.Paper(
        id: .init(1), title: .erased, file: .init(1), author: nil, handedInBy: Example.staff.id,
        handedInOn: Example.day,
        isPublic: false)

    private static func event(of command: ConsultationSession.Command) -> SessionEvent {
        switch command {
        case .announce: .announced
        case .invite: .invited([])
        case .answer: .answered(.init(1), .coming)
        case .remind: .reminded([], on: Example.day)
        case .approveLeave: .leaveApproved(.init(1), reason: .erased)
        case .recordVisit: .visited(.erased)
        case .noteLeader:
            .leaderNoted(
                .init(number: 0, side: .party, who: .erased, presence: .expected, briefing: nil, response: nil))
        case .ready: .readied(waiver: nil)
        case .start: .started
        case .checkIn: .checkedIn([])
        case .arrive: .arrived(.init(1), by: .signedIn)
        case .recordOpinion: .opinionRecorded(.init(participant: .init(1), stance: .support, text: .erased))
        case .enlist: .enlisted([], minutes: 5)
        case .askFloor: .floorAsked(.init(1), minutes: 5)
        case .reorder: .reordered([])
        case .giveFloor: .floorGiven(.init(1), minutes: 5, at: Instant(Example.day))
        case .endTurn: .turnEnded(.init(1), seconds: 0, opinion: nil)
        case .pair: .paired(mentor: .init(1), with: .init(1))
        case .handInPaper: .paperHandedIn(paper)
        case .changePaper: .paperChanged(.init(1), isPublic: true)
        case .concludeTopic: .topicConcluded(.init(1), .consensus(.erased))
        case .conclude: .concluded(.consensus(.erased), deadline: Example.deadline)
        case .draftMinutes: .minutesDrafted(.erased, outcomeDue: Example.deadline, objectionsUntil: nil)
        case .object: .objected(participant: .init(1), text: .erased)
        case .draftItem: .itemDrafted(.init(1), on: .init(1))
        case .confirmMinutes: .minutesConfirmed
        case .issueOutcome: .outcomeIssued
        case .archive: .archived
        case .postpone: .postponed(reason: .erased)
        case .reschedule: .rescheduled(plan)
        case .cancel: .cancelled(reason: .erased)
        }
    }
}
