// SPDX-License-Identifier: Apache-2.0

import Domain

extension LifecycleTable<SuggestionItem> {
    static var item: Self {
        LifecycleTable(
            title: "Suggestion item (建议事项)", subject: "item",
            examples: SuggestionItem.State.Name.allCases.map { ($0.rawValue, example(in: $0)) },
            whose: { Example.names(of: $0.holders) },
            actor: { .staff($0.judgesUnit ? Example.overseer : Example.staff) },
            event: event,
            state: { $0.state.name.rawValue })
    }

    private static let task = SuggestionItem.Task(
        text: .erased, unit: .init(1), officer: Example.staff.id,
        milestones: [.init(day: Example.day, text: .erased)])

    /// An item of that person's unit, after the event that leads to the state.
    private static func example(in state: SuggestionItem.State.Name) -> SuggestionItem {
        let origin = SuggestionItem.Origin(session: .init(1), topic: .init(1), room: .init(1), area: Example.area)
        let last: [ItemEvent] =
            switch state {
            case .drafted: []
            case .approved: [.approved]
            case .dispatched: [event(of: .dispatch)]
            case .returnRequested: [event(of: .requestReturn)]
            case .accepted: [event(of: .accept)]
            case .inProgress: [event(of: .progress)]
            case .reported: [event(of: .report)]
            case .sentBack: [event(of: .sendBack)]
            case .verified: [event(of: .verify)]
            case .closed: [event(of: .close)]
            case .reopened: [event(of: .reopen)]
            }
        guard let item = SuggestionItem.replaying([.drafted(origin, task: task)] + last, as: .init(1)) else {
            preconditionFailure("the first event drafts an item")
        }
        return item
    }

    private static func event(of command: SuggestionItem.Command) -> ItemEvent {
        let deadline = Example.deadline
        return switch command {
        case .revise: .revised(task)
        case .discard: .discarded(reason: .erased)
        case .dispatch: .dispatched(deadline: deadline)
        case .accept: .accepted(deadline: deadline)
        case .requestReturn: .returnRequested(reason: .erased, suggested: .erased, deadline: deadline)
        case .reassign: .reassigned(unit: .init(2), officer: .init(2), deadline: deadline)
        case .uphold: .upheld(reason: .erased, deadline: deadline)
        case .handOver: .handedOver(to: .init(2))
        case .progress: .progressed(text: .erased, milestone: nil, evidence: nil)
        case .askExtension: .extensionAsked(reason: .erased)
        case .grantExtension: .extended(reason: nil, deadline: deadline)
        case .refuseExtension: .extensionRefused(reason: .erased)
        case .report: .reported(.init(adoption: .adopted, claimed: .solved, text: .erased), deadline: deadline)
        case .verify: .verified(deadline: deadline)
        case .sendBack: .sentBack(reason: .erased, deadline: deadline)
        case .close: .closed(on: Example.day, signature: nil)
        case .reopen: .reopened(reason: .erased, deadline: deadline)
        case .remind: .reminded(text: .erased, on: Example.day)
        case .superviseJointly: .supervisionAgreed(.init(party: "", committee: ""))
        case .sign, .signFor: .signed(.init(.party, on: Example.day))
        case .declineToSign: .signatureDeclined(.party, reason: .erased, deadline: deadline)
        case .inspect: .inspected(.init(day: Example.day, people: "", seen: ""))
        case .comment: .commented(.init(day: Example.day, speaker: "", text: ""))
        }
    }
}
