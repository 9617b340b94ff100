// SPDX-License-Identifier: Apache-2.0

/// By how much a group agrees (or disagrees) more than all others (Small et al. 2021, "Representative comments").
package struct Representativeness: Hashable, Sendable {
    /// What part of the group does.
    package let share: Share
    /// The part in the group, divided by the part among the others.
    package let ratio: Double
    /// Whether the parts differ: the test of two proportions, with one added to all four counts.
    package let test: Double

    init(_ side: Side, group: Tally, others: Tally) {
        share = Share(side, of: group)
        ratio = share.estimate / Share(side, of: others).estimate
        test = Self.twoProportions(
            group.count(of: side), of: group.seen, others.count(of: side), of: others.seen)
    }

    private static func twoProportions(_ count: Int, of seen: Int, _ other: Int, of otherSeen: Int) -> Double {
        let (count, seen) = (Double(count) + 1, Double(seen) + 1)
        let (other, otherSeen) = (Double(other) + 1, Double(otherSeen) + 1)
        let pooled = (count + other) / (seen + otherSeen)
        if pooled == 1 { return 0 }
        return (count / seen - other / otherSeen) / (pooled * (1 - pooled) * (1 / seen + 1 / otherSeen)).squareRoot()
    }

    /// Whether it tells the group from the others: more than half of it do, and more than elsewhere.
    package var isSignificant: Bool { share.isSignificant && test > Share.significance }

    /// What representative statements are sorted by.
    var weight: Double { share.estimate * share.test * ratio * test }
}
