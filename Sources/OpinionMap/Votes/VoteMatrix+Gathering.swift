// SPDX-License-Identifier: Apache-2.0

extension VoteMatrix {
    /// Gathers votes in any order; of several answers to the same statement the last counts. `listed` are statements that
    /// are there even when nobody has answered them.
    package init(_ votes: [Vote], listed: [Int] = []) {
        let participants = Numbering(votes.lazy.map { $0.participant })
        let statements = Numbering(votes.lazy.map { $0.statement }, and: listed)
        var starts = [Int](repeating: 0, count: participants.count + 1)
        for vote in votes { starts[participants.number(of: vote.participant) + 1] += 1 }
        for row in 0..<participants.count { starts[row + 1] += starts[row] }

        var next = starts
        var sorter = RowSorter(statements: statements.count)
        var ends = starts
        var cells = [Cell](unsafeUninitializedCapacity: votes.count) { room, filled in
            for vote in votes {
                let row = participants.number(of: vote.participant)
                let cell = Cell(statement: statements.number(of: vote.statement), answer: vote.answer)
                room.initializeElement(at: next[row], to: cell)
                next[row] += 1
            }
            // Rows move together where answers were given twice.
            for row in 0..<participants.count {
                let kept = sorter.sort(UnsafeMutableBufferPointer(rebasing: room[starts[row]..<starts[row + 1]]))
                if ends[row] != starts[row] {
                    for index in 0..<kept { room[ends[row] + index] = room[starts[row] + index] }
                }
                ends[row + 1] = ends[row] + kept
            }
            filled = ends[participants.count]
        }
        if cells.count < votes.count { cells.reserveCapacity(cells.count) }
        self.init(participants: participants.ids, statements: statements.ids, cells: cells, starts: ends)
    }
}

/// Sorts the votes of one participant by statement, in time that grows with their number: each marks the place of its
/// statement, a later one over an earlier one, and the marks are read in order.
private struct RowSorter {
    private var marks: [UInt64]
    private var marked: [VoteMatrix.Cell]

    init(statements: Int) {
        marks = [UInt64](repeating: 0, count: (statements + 63) / 64)
        marked = [VoteMatrix.Cell](repeating: .init(statement: 0, answer: .pass), count: statements)
    }

    /// Answers how many are left, at the beginning, when of each statement only the last is kept.
    mutating func sort(_ row: UnsafeMutableBufferPointer<VoteMatrix.Cell>) -> Int {
        guard (1..<max(1, row.count)).contains(where: { row[$0 - 1].statement >= row[$0].statement }) else {
            return row.count
        }
        var (first, last) = (marks.count, -1)
        for cell in row {
            let statement = cell.statement
            marked[statement] = cell
            marks[statement / 64] |= 1 << UInt64(statement % 64)
            (first, last) = (min(first, statement / 64), max(last, statement / 64))
        }
        var kept = 0
        for word in first..<(last + 1) {
            while marks[word] != 0 {
                row[kept] = marked[64 * word + marks[word].trailingZeroBitCount]
                marks[word] &= marks[word] - 1
                kept += 1
            }
        }
        return kept
    }
}
