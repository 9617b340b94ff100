// SPDX-License-Identifier: Apache-2.0

import Domain

/// What a command may need to be told.
struct CommandInput {
    var words = "请看一看"
    var title = "村口路灯"
    var ground = "no_matter"
    var other = Topic.ID(4242)
    var now = Village.morning
    var practice = Village.practice
}

extension Topic {
    /// Carries out a command that is chosen by its name, so that tests can walk over all of them.
    func carryingOut(
        _ command: Command, by actor: Actor, with input: CommandInput = CommandInput()
    ) throws(TopicRefusal) -> Transition<Topic> {
        switch command {
        case .release: try releasing(by: actor, at: input.now, practice: input.practice)
        case .pool: try pooling(by: actor)
        case .reject:
            try rejecting(ground: input.ground, explanation: input.words, by: actor, practice: input.practice)
        case .ask: try asking(input.words, by: actor)
        case .answer: try answering(input.words, by: actor, at: input.now, practice: input.practice)
        case .solveDirectly: try solvingDirectly(input.words, by: actor)
        case .review: try reviewing(title: input.title, body: input.words, by: actor, practice: input.practice)
        case .unpublish: try unpublishing(reason: input.words, by: actor)
        case .relate: try relating(to: input.other, by: actor)
        }
    }
}
