// SPDX-License-Identifier: Apache-2.0

/// The votes less the mean of their statement.
///
/// A missing vote is taken to be the mean (Small et al. 2021), so that less the mean it is exactly 0: the matrix X whose
/// components are sought has no more entries than there are votes.
struct CentredVotes {
    let matrix: VoteMatrix
    /// The mean vote on each statement; 0 where nobody has voted, or where the votes do not place people.
    let centre: [Double]
    /// Which statements place people.
    private let places: [Bool]
    /// Which of them do move somebody: not all who have answered them say the same.
    let moves: [Bool]
    /// What each code of a cell is worth in X.
    private let worth: [Double]

    init(_ matrix: VoteMatrix, places: [Bool]) {
        var centre = [Double](repeating: 0, count: places.count)
        var worth = [Double](repeating: 0, count: 3 * places.count)
        for statement in places.indices where places[statement] {
            let tally = matrix.tally(of: statement)
            let mean = Double(tally.agree - tally.disagree) / Double(max(1, tally.seen))
            centre[statement] = mean
            for value in -1...1 { worth[3 * statement + 1 + value] = Double(value) - mean }
        }
        (self.matrix, self.centre, self.places, self.worth) = (matrix, centre, places, worth)
        moves = places.indices.map { statement in
            let tally = matrix.tally(of: statement)
            return places[statement] && max(tally.agree, tally.disagree, tally.pass) < tally.seen
        }
    }

    /// XᵀX times two vectors at once, in one pass over the votes.
    func squared(times block: Block) -> Block {
        var sums = Block(repeating: .zero, count: worth.count)
        withRows(of: block) { rows in
            sums.withUnsafeMutableBufferPointer { sums in
                for row in 0..<rows.count {
                    let sum = rows.sum(of: row)
                    for index in rows.starts[row]..<rows.starts[row + 1] { sums[Int(rows.cells[index].code)] += sum }
                }
            }
        }
        return block.indices.map { statement in
            (3 * statement..<3 * statement + 3).reduce(.zero) { $0 + sums[$1] * worth[$1] }
        }
    }

    /// Where each participant stands: the own votes along both components, times √(statements / own votes), so that those
    /// who have answered little do not huddle in the middle (Small et al. 2021).
    func places(along components: Block) -> [Place] {
        let statements = Double(components.count)
        let out = places.count { !$0 }
        return withRows(of: components) { rows in
            (0..<rows.count).map { row in
                var answered = matrix.voteCount(of: row)
                // Polis sets the column of a statement that is out to 0 for everybody: it counts as answered by all.
                if out > 0 { answered = out + matrix.votes(of: row).count { places[$0.statement] } }
                return rows.sum(of: row) * (statements / Double(max(1, answered))).squareRoot()
            }
        }
    }

    /// The rows of X, to be summed up along two vectors.
    private struct Rows {
        /// What a vote adds along each vector, for each code.
        let terms: UnsafeBufferPointer<SIMD2<Double>>
        let cells: UnsafeBufferPointer<VoteMatrix.Cell>
        let starts: UnsafeBufferPointer<Int>

        var count: Int { starts.count - 1 }

        /// In four parts, since each addition waits for the one before.
        @inline(__always)
        func sum(of row: Int) -> SIMD2<Double> {
            var (first, second) = (SIMD2<Double>.zero, SIMD2<Double>.zero)
            var (third, fourth) = (SIMD2<Double>.zero, SIMD2<Double>.zero)
            var index = starts[row]
            let end = starts[row + 1]
            while index &+ 3 < end {
                first += terms[Int(cells[index].code)]
                second += terms[Int(cells[index &+ 1].code)]
                third += terms[Int(cells[index &+ 2].code)]
                fourth += terms[Int(cells[index &+ 3].code)]
                index &+= 4
            }
            while index < end {
                first += terms[Int(cells[index].code)]
                index &+= 1
            }
            return (first + second) + (third + fourth)
        }
    }

    private func withRows<Result>(of block: Block, _ body: (Rows) -> Result) -> Result {
        worth.indices.map { block[$0 / 3] * worth[$0] }.withUnsafeBufferPointer { terms in
            matrix.cells.withUnsafeBufferPointer { cells in
                matrix.starts.withUnsafeBufferPointer { starts in
                    body(Rows(terms: terms, cells: cells, starts: starts))
                }
            }
        }
    }
}
