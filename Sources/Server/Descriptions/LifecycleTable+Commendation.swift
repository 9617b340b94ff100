// SPDX-License-Identifier: Apache-2.0

import Domain

extension LifecycleTable<Commendation> {
    static var commendation: Self {
        LifecycleTable(
            title: "Commendation of proposals and units (提案评优)", subject: "commendation",
            examples: Commendation.State.Name.allCases.map { ($0.rawValue, example(in: $0)) },
            whose: { $0 == .mark ? "third party by its link" : Example.names(of: Commendation.holders) },
            actor: { $0 == .mark ? .evaluator(1, in: .init(1)) : .staff(Example.staff) }, event: event,
            state: { $0.state.name.rawValue })
    }

    /// One in which a third party is asked, and a proposal stands on the list.
    private static func example(in state: Commendation.State.Name) -> Commendation {
        let way: [Commendation.Command] =
            switch state {
            case .collecting: [.inviteEvaluator, .nominateProposal, .review]
            case .announced: [.inviteEvaluator, .nominateProposal, .review, .announce]
            case .dropped: [.inviteEvaluator, .drop]
            }
        let first = CommendationEvent.begun(.init(term: 1, session: 1))
        guard let record = Commendation.replaying([first] + way.map(event), as: .init(1)) else {
            preconditionFailure("the first event begins a commendation")
        }
        return record
    }

    private static func event(of command: Commendation.Command) -> CommendationEvent {
        let subject = Commendation.Subject.proposal(.init(1), isCollective: true)
        return switch command {
        case .evaluate, .mark: .evaluated(.init(of: .init(1), by: "", [], words: ""))
        case .inviteEvaluator:
            .evaluatorInvited(.init(1, name: .erased, units: [.init(1)], until: Example.day))
        case .revokeEvaluator: .evaluatorRevoked(1, reason: .erased)
        case .nominateProposal: .nominated(subject, reason: .erased)
        case .nominateUnit: .nominated(.unit(.init(1)), reason: .erased)
        case .strike: .struck(subject, reason: .erased)
        case .review: .reviewed(subject, .listed, words: .erased)
        case .announce: .announced(on: Example.day, decidedBy: .erased)
        case .drop: .dropped(reason: .erased)
        }
    }
}
