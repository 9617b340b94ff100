// SPDX-License-Identifier: Apache-2.0

import Domain

extension LifecycleTable<ProposalClue> {
    static var clue: Self {
        LifecycleTable(
            title: "Clue for proposals (提案线索)", subject: "clue",
            examples: ProposalClue.State.allCases.map { ($0.rawValue, example(in: $0)) },
            whose: { Example.names(of: $0.holders) }, actor: { _ in .staff(Example.staff) }, event: event,
            state: { $0.state.rawValue })
    }

    private static func example(in state: ProposalClue.State) -> ProposalClue {
        let way: [ClueEvent] =
            switch state {
            case .left: []
            case .released: [.released]
            case .setAside: [.setAside(reason: .erased)]
            case .withdrawn: [.withdrawn]
            }
        // With words: what is erased is released by nobody.
        let words = FreeText.kept("路灯不亮")
        let first: ClueEvent = state == .withdrawn ? .handedOn(words, from: .init(1)) : .left(words)
        guard let clue = ProposalClue.replaying([first] + way, as: .init(1)) else {
            preconditionFailure("the first event leaves a clue")
        }
        return clue
    }

    private static func event(of command: ProposalClue.Command) -> ClueEvent {
        switch command {
        case .release: .released
        case .setAside: .setAside(reason: .erased)
        case .erase: .erased
        }
    }
}
