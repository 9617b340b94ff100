// SPDX-License-Identifier: Apache-2.0

extension Topic {
    /// What can be asked of a topic.
    package enum Command: String, CaseIterable, Hashable, Sendable {
        case release, pool, reject, ask, answer
        case solveDirectly = "solve_directly"
        case review, unpublish, relate

        /// Whose act it is, whatever the state.
        package var holders: Set<Role> {
            switch self {
            case .release, .pool, .reject, .ask, .solveDirectly, .review, .unpublish, .relate: [.roomSecretary]
            case .answer: []
            }
        }
    }

    package func permittedCommands(for actor: Actor) -> Set<Command> {
        Set(Command.allCases.filter { refusal(of: $0, by: actor) == nil })
    }

    /// Nil if the actor may do this now; otherwise why not. Buttons and guards both ask here.
    package func refusal(of command: Command, by actor: Actor) -> TopicRefusal? {
        guard isAct(command, of: actor) else { return .notYours }
        switch command {
        case .release: return state == .held ? nil : .notHeld
        case .pool, .reject, .solveDirectly: return decisionRefusal
        case .ask: return askingRefusal
        case .answer: return answeringRefusal
        case .review: return reviewRefusal(by: actor)
        case .unpublish: return publication.isPublic ? nil : .notPublished
        case .relate: return nil
        }
    }

    /// The role in which the actor acts on this topic: what the event log records.
    package func role(of actor: Actor, for command: Command) -> Role? {
        guard case .staff(let staff) = actor else { return nil }
        return staff.role(among: command.holders, room: room, area: area)
    }

    private func isAct(_ command: Command, of actor: Actor) -> Bool {
        switch actor {
        case .staff(let staff): staff.holds(anyOf: command.holders, room: room, area: area)
        case .codeHolder(let own): command == .answer && own == id
        case .visitor, .console, .system: false
        }
    }

    private var decisionRefusal: TopicRefusal? {
        switch state {
        case .screening, .asked: nil
        case .held: .stillHeld
        case .pooled, .rejected, .solvedDirectly: .alreadyDecided
        }
    }

    private var askingRefusal: TopicRefusal? {
        switch state {
        case .screening: nil
        case .asked: .alreadyAsked
        case .held: .stillHeld
        case .pooled, .rejected, .solvedDirectly: .alreadyDecided
        }
    }

    private var answeringRefusal: TopicRefusal? {
        switch state {
        case .asked: nil
        case .held, .screening, .pooled, .rejected, .solvedDirectly: .nothingAsked
        }
    }

    private func reviewRefusal(by actor: Actor) -> TopicRefusal? {
        switch state {
        case .held: return .stillHeld
        case .rejected: return .rejectedIsNotPublished
        case .screening, .asked, .pooled, .solvedDirectly:
            guard case .staff(let staff) = actor else { return .notYours }
            return publication.reviewers.contains(staff.id) ? .alreadyReviewed : nil  // BR-41
        }
    }
}
