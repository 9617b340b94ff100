// SPDX-License-Identifier: Apache-2.0

/// Participants × statements, of which only the votes that were given take room.
///
/// Participants and statements stand in the order of their ids, and so do the votes of a participant: the same votes in
/// any order make the same matrix, to the last bit.
package struct VoteMatrix: Equatable, Sendable {
    /// The ids of those who have voted, ascending.
    package let participants: [Int]
    /// The ids of the statements, ascending.
    package let statements: [Int]
    /// All votes, participant after participant.
    let cells: [Cell]
    /// Where the votes of each participant begin in `cells`, and where the last one's end.
    let starts: [Int]
    /// How many answered what to each statement, at the places of the codes of cells.
    let counts: [Int32]

    init(participants: [Int], statements: [Int], cells: [Cell], starts: [Int], counts: [Int32]? = nil) {
        self.participants = participants
        self.statements = statements
        self.cells = cells
        self.starts = starts
        self.counts = counts ?? Self.counts(of: cells, statements: statements.count)
    }

    private static func counts(of cells: [Cell], statements: Int) -> [Int32] {
        var counts = [Int32](repeating: 0, count: 3 * statements)
        for cell in cells { counts[Int(cell.code)] += 1 }
        return counts
    }

    /// A statement and what was answered to it, in one number, so that a table over all such pairs answers what a vote
    /// is worth without any arithmetic.
    struct Cell: Hashable, Sendable {
        let code: UInt32

        init(code: UInt32) {
            self.code = code
        }

        init(statement: Int, answer: Vote.Answer) {
            code = UInt32(truncatingIfNeeded: 3 * statement + 1 + Int(answer.rawValue))
        }

        var statement: Int { Int(code) / 3 }
        /// −1, 0 or 1.
        var value: Int { Int(code) % 3 - 1 }
    }

    /// How many votes there are, each pair of participant and statement once.
    package var voteCount: Int { cells.count }

    /// How many statements a participant has answered.
    func voteCount(of participant: Int) -> Int { starts[participant + 1] - starts[participant] }

    /// The votes of one participant, by its place among them.
    func votes(of participant: Int) -> ArraySlice<Cell> { cells[starts[participant]..<starts[participant + 1]] }

    /// How all answered one statement, by its place.
    func tally(of statement: Int) -> Tally { Tally(counts[(3 * statement)..<(3 * statement + 3)]) }
}
