// SPDX-License-Identifier: Apache-2.0

import Domain

extension LifecycleTable<SentimentIssue> {
    static var sentiment: Self {
        LifecycleTable(
            title: "Issue from among the people (走听访商转)", subject: "sentiment",
            examples: SentimentIssue.State.Name.allCases.map { ($0.rawValue, example(in: $0)) },
            whose: {
                guard $0.holders.contains(.member) else { return Example.names(of: $0.holders) }
                let own = "room_secretary, the member who has it in hand"
                return $0.holders.contains(.unitOfficer) ? "\(own), the officers of the unit that has it" : own
            },
            actor: { _ in .staff(Example.staff) }, event: event, state: { $0.state.name.rawValue })
    }

    /// An issue that this person has opened, and whose person left a name.
    private static func example(in state: SentimentIssue.State.Name) -> SentimentIssue {
        let way: [SentimentIssue.Command] =
            switch state {
            case .walked: []
            case .listened: [.listen]
            case .visited: [.listen, .visit]
            case .consulted: [.listen, .visit, .consult]
            case .transferred: [.listen, .visit, .transfer]
            case .resultReturned: [.listen, .visit, .transfer, .returnResult]
            case .told: [.listen, .visit, .transfer, .returnResult, .tell]
            case .closed: [.listen, .visit, .transfer, .returnResult, .tell, .close]
            }
        let opening = SentimentIssue.Opening(
            room: .init(1), area: Example.area, opener: Example.staff.id, title: "", person: "当事人", phone: nil)
        let first = SentimentEvent.opened(opening, step, deadline: Example.deadline)
        guard let issue = SentimentIssue.replaying([first] + way.map(event), as: .init(1)) else {
            preconditionFailure("the first event opens one")
        }
        return issue
    }

    private static let step = SentimentIssue.Step(day: Example.day, place: "", words: "")

    private static func event(of command: SentimentIssue.Command) -> SentimentEvent {
        switch command {
        case .listen: .listened(step)
        case .visit: .visited(step)
        case .consult: .consulted(.init(1))
        case .transfer:
            .transferred(.init(channel: .opinionReport, unit: nil, words: ""), deadline: Example.deadline)
        case .takeBack: .cameBack(reason: .erased, deadline: Example.deadline)
        case .returnResult: .resultReturned(.erased, deadline: Example.deadline)
        case .tell: .told(.init(day: Example.day, means: .visit, words: nil))
        case .close: .closed
        case .handOver: .handedOver(to: .init(2))
        case .forgetPerson: .personForgotten
        }
    }
}
