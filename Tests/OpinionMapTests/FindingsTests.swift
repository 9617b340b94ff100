// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import OpinionMap

@Suite("What is found of statements")
struct FindingsTests {
    private func isClose(_ one: Double, _ other: Double) -> Bool { abs(one - other) < 1e-12 }

    @Test("the share of a group, and whether it is more than half")
    func share() {
        let share = Share(3, of: 3)
        #expect(isClose(share.estimate, 4.0 / 5))
        // 2 √4 · (4/4 − ½)
        #expect(isClose(share.test, 2))
        #expect(share.isSignificant)
        #expect(Share(0, of: 0).estimate == 0.5)
        #expect(Share(0, of: 0).test == 1)
        #expect(!Share(2, of: 4).isSignificant)
    }

    @Test("how much more than the others, and its test of two proportions")
    func representativeness() {
        let found = Representativeness(
            .agree, group: Tally(agree: 8, disagree: 1, pass: 1), others: Tally(agree: 2, disagree: 10, pass: 2))
        #expect(isClose(found.ratio, (9.0 / 12) / (3.0 / 16)))
        // 9 of 11 and 3 of 15, pooled 12 of 26.
        let pooled = 12.0 / 26
        let expected = (9.0 / 11 - 3.0 / 15) / (pooled * (1 - pooled) * (1.0 / 11 + 1.0 / 15)).squareRoot()
        #expect(isClose(found.test, expected))
        #expect(found.isSignificant)
        #expect(isClose(found.weight, 9.0 / 12 * found.share.test * 4 * expected))
    }

    @Test("where everybody agrees with everything the test is 0")
    func pooledShare() {
        let all = Tally(agree: 5)
        #expect(Representativeness(.agree, group: all, others: all).test == 0)
        #expect(Representativeness(.disagree, group: Tally(), others: Tally()).test == 0)
    }

    @Test("five representative statements at most, the weightiest, agreement before disagreement")
    func representative() {
        let strong = Tally(agree: 20), weak = Tally(agree: 14, disagree: 6), against = Tally(disagree: 20)
        let even = Tally(agree: 10, disagree: 10)
        let own = [weak, against, even, strong, strong, strong, strong]
        let group = Group(
            members: [], centre: .zero, tallies: own,
            others: own.indices.map { $0 == 1 ? strong : Tally(agree: 8, disagree: 12) })
        let found = group.representative(among: own.indices)
        #expect(found.map(\.statement) == [3, 4, 5, 6, 1])
        #expect(found.map(\.side) == [.agree, .agree, .agree, .agree, .disagree])
        #expect(group.representative(among: [0, 2]) == [Finding(statement: 0, side: .agree)])
    }

    @Test("what most share, five each way, the weightiest first")
    func common() {
        let tallies = [
            Tally(agree: 6, disagree: 4), Tally(agree: 9, disagree: 1), Tally(disagree: 10), Tally(agree: 10),
            Tally(pass: 10),
        ]
        let found = Consensus.findings(tallies, among: tallies.indices)
        #expect(
            found == [
                Finding(statement: 3, side: .agree), Finding(statement: 1, side: .agree),
                Finding(statement: 2, side: .disagree),
            ])
        let many = [Tally](repeating: Tally(agree: 10), count: 9)
        #expect(Consensus.findings(many, among: many.indices).map(\.statement) == [0, 1, 2, 3, 4])
        #expect(Consensus.findings(many, among: [7]).map(\.statement) == [7])
    }

    @Test("consensus across groups is the product of their shares: a small group that disagrees brings it down")
    func acrossGroups() {
        let groups = [[Tally(agree: 98)], [Tally(disagree: 2)]]
        #expect(isClose(Consensus.acrossGroups(groups, statements: 1)[0], 99.0 / 100 * 1 / 4))
        #expect(Consensus.acrossGroups([], statements: 2) == [0, 0])
    }

    @Test("how much there is to be learnt from a statement")
    func priority() {
        // 5 agree, 2 disagree, 3 pass: (1 − 4/12) · (0.5 + 1) · 6/12 · (1 + 8 / 4) = 1.5
        let tally = Tally(agree: 5, disagree: 2, pass: 3)
        #expect(isClose(Priority.of(tally, extremity: 0.5, isMeta: false), 1.5 * 1.5))
        #expect(Priority.of(tally, extremity: 0.5, isMeta: true) == 49)
        // Never seen: (½ · 1 · ½ · 9)²
        #expect(isClose(Priority.of(Tally(), extremity: 0, isMeta: false), 2.25 * 2.25))
    }

    @Test("a statement is as extreme as where somebody stands who agrees with it alone")
    func extremity() {
        let found = Priority.extremities(centre: [0.5, 0, 0, 0], components: [SIMD2(3, 4), .zero, .zero, .zero])
        #expect(found == [0.5 * 2 * 5, 0, 0, 0])
    }
}
