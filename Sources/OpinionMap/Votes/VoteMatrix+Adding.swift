// SPDX-License-Identifier: Apache-2.0

extension VoteMatrix {
    /// The matrix with more votes, which count after those that are there. Costs one copy, and the merging of the rows that
    /// change.
    package func adding(_ votes: [Vote], listed: [Int] = []) -> VoteMatrix {
        let more = VoteMatrix(votes, listed: listed)
        let statements = Numbering(self.statements, and: more.statements)
        return widened(to: statements).merging(more.widened(to: statements))
    }

    /// The same votes among more statements.
    private func widened(to statements: Numbering) -> VoteMatrix {
        guard statements.ids != self.statements else { return self }
        let shifts = self.statements.enumerated().map { UInt32(3 * (statements.number(of: $0.element) - $0.offset)) }
        return VoteMatrix(
            participants: participants, statements: statements.ids,
            cells: cells.map { Cell(code: $0.code + shifts[$0.statement]) }, starts: starts)
    }

    /// Both matrices in one; they have the same statements, and where both hold a vote, the other's counts.
    private func merging(_ more: VoteMatrix) -> VoteMatrix {
        var participants: [Int] = []
        var (cells, starts, counts) = ([Cell](), [0], self.counts)
        participants.reserveCapacity(self.participants.count + more.participants.count)
        starts.reserveCapacity(self.starts.count + more.participants.count)
        cells.reserveCapacity(self.cells.count + more.cells.count)
        for index in counts.indices { counts[index] += more.counts[index] }

        var next = 0
        // Rows that do not change are copied as they lie, many at once.
        func copy(until end: Int) {
            let shift = cells.count - self.starts[next]
            cells += self.cells[self.starts[next]..<self.starts[end]]
            participants += self.participants[next..<end]
            starts += self.starts[(next + 1)..<(end + 1)].lazy.map { $0 + shift }
            next = end
        }
        for (row, id) in more.participants.enumerated() {
            copy(until: self.participants[next...].firstIndex { $0 >= id } ?? self.participants.count)
            let isKnown = next < self.participants.count && self.participants[next] == id
            Self.merge(isKnown ? self.votes(of: next) : [], more.votes(of: row), into: &cells) { replaced in
                counts[Int(replaced.code)] -= 1
            }
            if isKnown { next += 1 }
            participants.append(id)
            starts.append(cells.count)
        }
        copy(until: self.participants.count)
        return VoteMatrix(
            participants: participants, statements: statements, cells: cells, starts: starts, counts: counts)
    }

    /// One row out of an earlier and a later one; both are sorted.
    private static func merge(
        _ earlier: ArraySlice<Cell>, _ later: ArraySlice<Cell>, into cells: inout [Cell], replaced: (Cell) -> Void
    ) {
        var rest = earlier
        for cell in later {
            let kept = rest.prefix { $0.statement < cell.statement }
            cells += kept
            rest = rest.dropFirst(kept.count)
            if let first = rest.first, first.statement == cell.statement {
                replaced(first)
                rest = rest.dropFirst()
            }
            cells.append(cell)
        }
        cells += rest
    }
}
