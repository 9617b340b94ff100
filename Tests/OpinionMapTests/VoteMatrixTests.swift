// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import OpinionMap

@Suite("The matrix of votes")
struct VoteMatrixTests {
    private let some = votes("+-0.\n.+.+\n-...")

    @Test("people and statements stand in the order of their ids, whatever these are")
    func order() {
        let matrix = VoteMatrix([
            Vote(participant: 7, statement: Int.max, answer: .pass),
            Vote(participant: Int.min, statement: -3, answer: .agree),
            Vote(participant: 7, statement: -3, answer: .disagree),
        ])
        #expect(matrix.participants == [Int.min, 7])
        #expect(matrix.statements == [-3, Int.max])
        #expect(matrix.votes(of: 1).map(\.value) == [-1, 0])
        #expect(matrix.votes(of: 1).map(\.statement) == [0, 1])
    }

    @Test("votes in any order make the same matrix")
    func anyOrder() {
        var dice = Dice(state: 3)
        let camps = twoCamps(people: 50, statements: 130)
        #expect(VoteMatrix(camps.shuffled(using: &dice)) == VoteMatrix(camps))
    }

    @Test("of several answers to the same statement the last counts")
    func lastCounts() {
        let matrix = VoteMatrix(some + votes("0+..\n.-.."))
        #expect(matrix == VoteMatrix(votes("0+0.\n.-.+\n-...")))
        #expect(matrix.voteCount == 6)
    }

    @Test("statements that nobody has answered are there when they are listed")
    func listed() {
        let matrix = VoteMatrix(some, listed: [9, 2, 0])
        #expect(matrix.statements == [0, 1, 2, 3, 4, 9])
        #expect(matrix.tally(of: 5) == Tally())
        #expect(matrix.tally(of: 2) == Tally(agree: 1, disagree: 1))
        #expect(VoteMatrix([], listed: [4]).statements == [4])
    }

    @Test("adding votes makes the matrix of all of them: known and new people, known and new statements, changed minds")
    func adding() {
        let more = votes("+...+\n.....\n+..-.\n+", from: 1) + [Vote(participant: 0, statement: 2, answer: .pass)]
        #expect(VoteMatrix(some).adding(more, listed: [-5]) == VoteMatrix(some + more, listed: [-5]))
        #expect(VoteMatrix(some).adding([]) == VoteMatrix(some))
        #expect(VoteMatrix([]).adding(some) == VoteMatrix(some))
        let camps = twoCamps(people: 60, statements: 20)
        let changed = camps.indices.filter { $0 % 5 == 0 }.map {
            Vote(participant: camps[$0].participant, statement: camps[$0].statement, answer: .pass)
        }
        #expect(VoteMatrix(camps).adding(changed) == VoteMatrix(camps + changed))
    }

    @Test("the counts of answers are those of the votes that count")
    func counts() {
        let matrix = VoteMatrix(votes("+-0\n++.\n-+.")).adding(votes("-.+"))
        #expect(matrix.tally(of: 0) == Tally(agree: 1, disagree: 2))
        #expect(matrix.tally(of: 1) == Tally(agree: 2, disagree: 1))
        #expect(matrix.tally(of: 2) == Tally(agree: 1))
        #expect(matrix.tally(of: 1).seen == 3)
    }
}
