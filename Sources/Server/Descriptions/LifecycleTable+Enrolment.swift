// SPDX-License-Identifier: Apache-2.0

import Domain

extension LifecycleTable<Enrolment> {
    static var enrolment: Self {
        LifecycleTable(
            title: "Enrolment for a session (会议报名)", subject: "enrolment",
            examples: Enrolment.State.Name.allCases.map { ($0.rawValue, example(in: $0)) }, whose: whose,
            actor: { $0.holders.isEmpty ? .enrolmentHolder(.init(1)) : .staff(Example.staff) }, event: event,
            state: { $0.state.name.rawValue })
    }

    private static func whose(_ command: Enrolment.Command) -> String {
        switch command {
        case .admit, .decline: Example.names(of: command.holders)
        case .withdraw, .takeContactBack: "holder of the enrolment"
        }
    }

    /// The enrolment of somebody who left a name, for a session that is announced.
    private static func example(in state: Enrolment.State.Name) -> Enrolment {
        let last: [EnrolmentEvent] =
            switch state {
            case .waiting: []
            case .admitted: [event(of: .admit)]
            case .declined: [event(of: .decline)]
            case .withdrawn: [event(of: .withdraw)]
            case .lapsed: [.lapsed]
            }
        let person = Participant(id: .init(2), category: .people, name: .kept("报名的人"), phone: nil, person: nil)
        let session = LifecycleTable<ConsultationSession>.example(in: .announced)
            .applying(.invited([person]))
        let wish = Enrolment.Wish(session: session.id, name: "报名的人", phone: nil, words: nil)
        guard let enrolment = Enrolment.replaying([.enrolled(wish)] + last, to: session, as: .init(1)) else {
            preconditionFailure("the first event enrols")
        }
        return enrolment
    }

    private static func event(of command: Enrolment.Command) -> EnrolmentEvent {
        switch command {
        case .admit: .admitted(.init(2))
        case .decline: .declined(reason: .erased)
        case .withdraw: .withdrawn
        case .takeContactBack: .contactTakenBack
        }
    }
}
