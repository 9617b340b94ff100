// SPDX-License-Identifier: Apache-2.0

/// How a proposal's text falls into its three parts, in whole percents that add up to a hundred.
package struct ProposalShares: Hashable, Sendable {
    /// Percents of the text that say how things stand (情况).
    package let situation: Int
    /// Percents of the text that say why (分析).
    package let analysis: Int
    /// Percents of the text that say what to do (建议).
    package let advice: Int
    /// Characters in each part, without spaces and line ends.
    package let lengths: (situation: Int, analysis: Int, advice: Int)

    package init(situation: String, analysis: String, advice: String) {
        let counts = [situation, analysis, advice].map { $0.count { !$0.isWhitespace } }
        let percents = Self.percents(of: counts)
        (self.situation, self.analysis, self.advice) = (percents[0], percents[1], percents[2])
        lengths = (counts[0], counts[1], counts[2])
    }

    package var isEmpty: Bool { lengths == (0, 0, 0) }

    /// Rounded so that they add up: what was cut off most is rounded up first (largest remainder).
    private static func percents(of counts: [Int]) -> [Int] {
        let sum = counts.reduce(0, +)
        guard sum > 0 else { return counts.map { _ in 0 } }
        var percents = counts.map { $0 * 100 / sum }
        let byRemainder = counts.indices.sorted { a, b in
            (counts[b] * 100 % sum, a) < (counts[a] * 100 % sum, b)
        }
        for index in byRemainder.prefix(100 - percents.reduce(0, +)) { percents[index] += 1 }
        return percents
    }

    package static func == (a: Self, b: Self) -> Bool { a.lengths == b.lengths }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(lengths.situation)
        hasher.combine(lengths.analysis)
        hasher.combine(lengths.advice)
    }
}
