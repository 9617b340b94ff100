// SPDX-License-Identifier: Apache-2.0

/// People who answer alike.
package struct Group: Sendable {
    /// Their ids, ascending.
    package let members: [Int]
    /// The middle of where they stand.
    package let centre: Place
    /// How they answered each statement.
    package let tallies: [Tally]
    /// By how much they agree more than the others, for each statement.
    package let agreement: [Representativeness]
    /// By how much they disagree more.
    package let disagreement: [Representativeness]

    private static let shown = 5

    init(members: [Int], centre: Place, tallies: [Tally], others: [Tally]) {
        self.members = members
        self.centre = centre
        self.tallies = tallies
        agreement = zip(tallies, others).map { Representativeness(.agree, group: $0, others: $1) }
        disagreement = zip(tallies, others).map { Representativeness(.disagree, group: $0, others: $1) }
    }

    /// What tells the group from the others, as indices of statements: the five weightiest of those `among` which are
    /// significant, agreement before disagreement.
    package func representative(among statements: some Sequence<Int>) -> [Finding] {
        let significant = statements.flatMap { statement in
            [
                (Finding(statement: statement, side: .agree), agreement[statement]),
                (Finding(statement: statement, side: .disagree), disagreement[statement]),
            ].filter(\.1.isSignificant)
        }
        let weightiest = significant.sorted { $0.1.weight > $1.1.weight }.prefix(Self.shown).map(\.0)
        return weightiest.filter { $0.side == .agree } + weightiest.filter { $0.side == .disagree }
    }
}

/// That people agree with a statement, or disagree.
package struct Finding: Hashable, Sendable {
    /// The index of the statement.
    package let statement: Int
    package let side: Side
}
