// SPDX-License-Identifier: Apache-2.0

import Domain

extension LifecycleTable<Deliberation> {
    static var deliberation: Self {
        LifecycleTable(
            title: "Call for opinions (看法征集)", subject: "deliberation",
            examples: Deliberation.State.Name.allCases.map { ($0.rawValue, example(in: $0)) },
            whose: { Example.names(of: $0.holders) }, actor: { _ in .staff(Example.staff) }, event: event,
            state: { $0.state.name.rawValue })
    }

    private static func example(in state: Deliberation.State.Name) -> Deliberation {
        let way: [Deliberation.Command] =
            switch state {
            case .draft: []
            case .open: [.open]
            case .closed: [.open, .close]
            case .dropped: [.drop]
            }
        let first = DeliberationEvent.begun(
            .init(.topic(.init(1)), room: .init(1), area: Example.area, question: .erased))
        guard let record = Deliberation.replaying([first] + way.map(event), as: .init(1)) else {
            preconditionFailure("the first event begins a call")
        }
        return record
    }

    private static func event(of command: Deliberation.Command) -> DeliberationEvent {
        switch command {
        case .open: .opened(until: Example.day)
        case .extend: .extended(until: Example.day)
        case .close: .closed(.init(people: 0, votes: 0, digest: ""))
        case .drop: .dropped(reason: .erased)
        }
    }
}

extension LifecycleTable<OpinionStatement> {
    static var statement: Self {
        LifecycleTable(
            title: "Statement (征集里的一句话)", subject: "statement",
            examples: OpinionStatement.State.Name.allCases.map { ($0.rawValue, example(in: $0)) },
            whose: { Example.names(of: $0.holders) }, actor: { _ in .staff(Example.staff) }, event: event,
            state: { $0.state.name.rawValue })
    }

    private static func example(in state: OpinionStatement.State.Name) -> OpinionStatement {
        let way: [OpinionStatement.Command] =
            switch state {
            case .offered: []
            case .adopted: [.adopt]
            case .rejected: [.reject]
            case .takenDown: [.adopt, .takeDown]
            }
        let opening = DeliberationEvent.begun(
            .init(.topic(.init(1)), room: .init(1), area: Example.area, question: .erased))
        guard let call = Deliberation.replaying([opening], as: .init(1)),
            let record = OpinionStatement.replaying(
                [.said(.init("", in: call, isSeed: false))] + way.map(event), as: .init(1))
        else { preconditionFailure("the first events begin a call and say a statement") }
        return record
    }

    private static func event(of command: OpinionStatement.Command) -> OpinionStatementEvent {
        switch command {
        case .adopt: .adopted
        case .reject: .rejected(.init(.offTopic, words: nil))
        case .takeDown: .takenDown(.init(.offTopic, words: nil))
        case .erase: .erased
        }
    }
}
