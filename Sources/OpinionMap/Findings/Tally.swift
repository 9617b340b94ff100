// SPDX-License-Identifier: Apache-2.0

/// How often a statement was answered, and how.
package struct Tally: Hashable, Sendable {
    package var agree = 0
    package var disagree = 0
    package var pass = 0

    package init(agree: Int = 0, disagree: Int = 0, pass: Int = 0) {
        (self.agree, self.disagree, self.pass) = (agree, disagree, pass)
    }

    /// How many have answered it at all.
    package var seen: Int { agree + disagree + pass }

    /// How many have answered so.
    package func count(of side: Side) -> Int { side == .agree ? agree : disagree }

    static func + (one: Tally, other: Tally) -> Tally {
        Tally(agree: one.agree + other.agree, disagree: one.disagree + other.disagree, pass: one.pass + other.pass)
    }

    static func - (one: Tally, other: Tally) -> Tally {
        Tally(agree: one.agree - other.agree, disagree: one.disagree - other.disagree, pass: one.pass - other.pass)
    }

    /// Out of the counts of the three codes of a statement.
    init(_ counts: ArraySlice<Int32>) {
        let start = counts.startIndex
        self.init(agree: Int(counts[start + 2]), disagree: Int(counts[start]), pass: Int(counts[start + 1]))
    }
}

/// What can be found of a statement: that people agree, or that they disagree.
package enum Side: String, CaseIterable, Sendable {
    case agree, disagree
}
