// SPDX-License-Identifier: Apache-2.0

import Domain

/// What a command on an item may need to be told.
struct ItemInput {
    var words = "请看一看"
    var task = Village.task
    /// Who takes over.
    var unit = Village.otherUnit
    var officer = Person.ID(29)
    var milestone: Int?
    var report = Village.report
    /// Whether all the people asked have answered.
    var isAnswered = true
    /// The two who supervise it together.
    var supervision = SuggestionItem.Supervision(party: "督查室副主任", committee: "副主席")
    /// Whose signature is noted from paper.
    var side = SuggestionItem.Side.party
    /// When somebody went there or said something.
    var day = Village.itemMorning.day
    var now = Village.itemMorning
    var practice = Village.practice
}

extension SuggestionItem {
    /// Carries out a command that is chosen by its name, so that tests can walk over all of them.
    func carryingOut(
        _ command: Command, by actor: Actor, with input: ItemInput = ItemInput()
    ) throws(ItemRefusal) -> Transition<SuggestionItem> {
        let (words, now, practice) = (input.words, input.now, input.practice)
        return switch command {
        case .revise: try revising(input.task, by: actor, at: now)
        case .discard: try discarding(reason: words, by: actor)
        case .dispatch: try dispatching(by: actor, at: now, practice: practice)
        case .accept: try accepting(by: actor, at: now, practice: practice)
        case .requestReturn:
            try requestingReturn(reason: words, suggested: words, by: actor, at: now, practice: practice)
        case .reassign:
            try reassigning(to: input.unit, officer: input.officer, by: actor, at: now, practice: practice)
        case .uphold: try upholding(reason: words, by: actor, at: now, practice: practice)
        case .handOver: try handingOver(to: input.officer, by: actor)
        case .progress: try progressing(words, milestone: input.milestone, by: actor)
        case .askExtension: try askingExtension(reason: words, by: actor, at: now)
        case .grantExtension: try grantingExtension(by: actor, at: now, practice: practice)
        case .refuseExtension: try refusingExtension(reason: words, by: actor)
        case .report: try reporting(input.report, by: actor, at: now, practice: practice)
        case .verify: try verifying(by: actor, at: now, practice: practice)
        case .sendBack: try sendingBack(reason: words, by: actor, at: now, practice: practice)
        case .close: try closing(isAnswered: input.isAnswered, by: actor, at: now)
        case .reopen: try reopening(reason: words, by: actor, at: now, practice: practice)
        case .remind: try reminding(words, by: actor, at: now)
        case .superviseJointly: try supervisingJointly(input.supervision, by: actor)
        case .sign: try signing(words, isAnswered: input.isAnswered, by: actor, at: now)
        case .declineToSign: try decliningToSign(reason: words, by: actor, at: now, practice: practice)
        case .signFor:
            try notingSignature(
                of: input.side, on: words, words: nil, isAnswered: input.isAnswered, by: actor, at: now)
        case .inspect:
            try inspecting(.init(day: input.day, people: words, seen: words), by: actor, on: now.day)
        case .comment:
            try commenting(.init(day: input.day, speaker: words, text: words), by: actor, on: now.day)
        }
    }
}
