// SPDX-License-Identifier: Apache-2.0

/// How large a part of those who saw a statement agree (or disagree), and whether that is more than half.
package struct Share: Hashable, Sendable {
    /// (A + 1) / (S + 2): the part, drawn towards a half where few have voted (Small et al. 2021).
    package let estimate: Double
    /// 2 √(S + 1) · ((A + 1) / (S + 1) − ½): by how many standard deviations it is above a half.
    package let test: Double

    package init(_ count: Int, of seen: Int) {
        estimate = (Double(count) + 1) / (Double(seen) + 2)
        test = 2 * (Double(seen) + 1).squareRoot() * ((Double(count) + 1) / (Double(seen) + 1) - 0.5)
    }

    init(_ side: Side, of tally: Tally) {
        self.init(tally.count(of: side), of: tally.seen)
    }

    /// From here on chance is no good explanation: one time in ten it would be, on one side.
    static let significance = 1.2816

    package var isSignificant: Bool { test > Self.significance }

    /// What statements that all agree on are sorted by.
    var weight: Double { estimate * test }
}
