// SPDX-License-Identifier: Apache-2.0

/// What somebody answered to one statement; of several answers to the same the last counts.
package struct Vote: Hashable, Sendable {
    /// Whose answer it is. Numbers of the caller's choice; only their order matters.
    package let participant: Int
    /// What it answers.
    package let statement: Int
    /// What was answered.
    package let answer: Answer

    /// An answer may be one of these and nothing else. Whoever was not asked has not answered.
    package enum Answer: Int8, CaseIterable, Sendable {
        case disagree = -1
        case pass = 0
        case agree = 1
    }

    package init(participant: Int, statement: Int, answer: Answer) {
        self.participant = participant
        self.statement = statement
        self.answer = answer
    }
}
