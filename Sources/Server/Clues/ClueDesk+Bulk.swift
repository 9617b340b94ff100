// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

/// A month's clues are gone through at once, and a flood of spam is set aside by its words.
extension ClueDesk: BulkDesk {
    static let bulkActs: [CaseAct<ClueDesk>] = [.setAside, .release]

    func candidates(
        for command: ProposalClue.Command, _ filter: BulkFilter, actor: Actor, in transaction: Transaction
    ) throws -> [BulkCandidate<ProposalClue>] {
        try store.searched(
            Self.states(command), matching: filter.matches, limit: Self.bulkLimit(of: command), in: transaction
        ).compactMap { listed in
            guard let clue = try clue(listed.id, in: transaction), clue.refusal(of: command, by: actor) == nil else {
                return nil
            }
            return BulkCandidate(
                record: clue, id: clue.id, title: Excerpt.of(listed.text), origin: ClueWording.origin(listed))
        }
    }

    /// Clues are the office's, not one person's.
    func keepers(
        for command: ProposalClue.Command, actor: Actor, in transaction: Transaction
    ) throws -> [InputField.Option] { [] }

    /// The states in which the act is looked for: what was set aside by mistake is found where it is released.
    private static func states(_ command: ProposalClue.Command) -> [ProposalClue.State] {
        switch command {
        case .release: [.left, .setAside]
        case .setAside: [.left, .released]
        // What is erased for good is looked at one by one.
        case .erase: []
        }
    }
}
