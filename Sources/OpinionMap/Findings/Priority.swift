// SPDX-License-Identifier: Apache-2.0

import Foundation

/// How much there is to be learnt from asking a statement next (Polis documentation, "Comment routing").
package enum Priority {
    /// What asks who people are is asked early.
    private static let ofMeta = 49.0

    /// ((1 − (P + 1) / (S + 2)) · (E + 1) · (A + 1) / (S + 2) · (1 + 8 · 2^(−S / 5)))²: before others comes what few pass on,
    /// what divides, what finds agreement, and what few have seen yet.
    /// - Parameters:
    ///   - tally: the answers of those who are in groups.
    ///   - extremity: how far from the middle of the map somebody stands who agrees with this alone.
    package static func of(_ tally: Tally, extremity: Double, isMeta: Bool) -> Double {
        if isMeta { return ofMeta }
        let passing = Share(tally.pass, of: tally.seen).estimate
        let agreeing = Share(tally.agree, of: tally.seen).estimate
        let novelty = 1 + 8 * exp2(-Double(tally.seen) / 5)
        let root = (1 - passing) * (extremity + 1) * agreeing * novelty
        return root * root
    }

    /// E for each statement: the length of where somebody would stand who agrees with this one and has answered nothing
    /// else, (1 − mean) · √statements · component.
    package static func extremities(centre: [Double], components: [SIMD2<Double>]) -> [Double] {
        let scale = Double(components.count).squareRoot()
        return zip(centre, components).map { (1 - $0) * scale * $1.squaredLength.squareRoot() }
    }
}
