// SPDX-License-Identifier: Apache-2.0

/// What people have in common.
package enum Consensus {
    private static let shown = 5

    /// What more than half of all agree with, or disagree with, significantly: the five weightiest for each side, by share
    /// and test.
    static func findings(_ tallies: [Tally], among statements: some Sequence<Int>) -> [Finding] {
        var found: [Finding] = []
        for side in Side.allCases {
            let shares = statements.map { (statement: $0, share: Share(side, of: tallies[$0])) }
            found += shares.filter { $0.share.estimate > 0.5 && $0.share.isSignificant }
                .sorted { $0.share.weight > $1.share.weight }
                .prefix(shown).map { Finding(statement: $0.statement, side: side) }
        }
        return found
    }

    /// For each statement the product of the shares that agree in each group: large only where every group agrees, the small
    /// ones as well (Small et al. 2021, "Group-aware consensus"). 0 where there are no groups.
    package static func acrossGroups(_ groups: [[Tally]], statements: Int) -> [Double] {
        guard !groups.isEmpty else { return [Double](repeating: 0, count: statements) }
        return (0..<statements).map { statement in
            groups.reduce(1) { $0 * Share(.agree, of: $1[statement]).estimate }
        }
    }
}
