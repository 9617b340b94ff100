// SPDX-License-Identifier: Apache-2.0

import Domain

extension LifecycleTable<LookBack> {
    static var lookBack: Self {
        LifecycleTable(
            title: "Look-back (回头看)", subject: "lookback",
            examples: LookBack.State.Name.allCases.map { ($0.rawValue, example(in: $0)) },
            whose: { Example.names(of: $0.holders) }, actor: { _ in .staff(Example.staff) }, event: event,
            state: { $0.state.name.rawValue })
    }

    /// A look-back on which somebody has looked and the people were asked, where it is under way.
    private static func example(in state: LookBack.State.Name) -> LookBack {
        let way: [LookBack.Command] =
            switch state {
            case .chosen: []
            case .underWay: [.look, .ask]
            case .concluded: [.look, .ask, .conclude]
            case .dropped: [.drop]
            }
        let first = LookBackEvent.chosen(
            .init(year: 1970, topic: .init(1), room: .init(1), area: Example.area, reason: .erased))
        guard let record = LookBack.replaying([first] + way.map(event), as: .init(1)) else {
            preconditionFailure("the first event chooses a topic")
        }
        return record
    }

    private static func event(of command: LookBack.Command) -> LookBackEvent {
        switch command {
        case .look: .looked(.init(.research, on: Example.day, people: "", found: ""))
        case .ask: .asked([], deadline: Example.deadline)
        case .conclude: .concluded(.init(.held, words: ""))
        case .drop: .dropped(reason: .erased)
        }
    }
}

extension LifecycleTable<SuggestionList> {
    static var suggestionList: Self {
        LifecycleTable(
            title: "Suggestion list (建议清单)", subject: "list",
            examples: SuggestionList.State.allCases.map { ($0.rawValue, example(in: $0)) },
            whose: { Example.names(of: $0.holders) }, actor: { _ in .staff(Example.staff) }, event: event,
            state: { $0.state.rawValue })
    }

    private static func example(in state: SuggestionList.State) -> SuggestionList {
        let way: [SuggestionList.Command] =
            switch state {
            case .issued: []
            case .routed: [.route]
            case .received: [.route, .noteReceipt]
            }
        let first = SuggestionListEvent.issued(
            .init(
                number: .init(prefix: "", year: 1970, serial: 1), session: .init(1), room: .init(1),
                area: Example.area, items: [.init(1)], day: Example.day))
        guard let list = SuggestionList.replaying([first] + way.map(event), as: .init(1)) else {
            preconditionFailure("the first event issues a list")
        }
        return list
    }

    private static func event(of command: SuggestionList.Command) -> SuggestionListEvent {
        switch command {
        case .route: .routed(.init(.partyCommittee, on: Example.day))
        case .noteReceipt: .received(.init(.partyCommittee, on: Example.day, words: ""))
        }
    }
}
