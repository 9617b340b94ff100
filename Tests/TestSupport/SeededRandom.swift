// SPDX-License-Identifier: Apache-2.0

import Foundation

/// Random numbers that are the same for the same seed (SplitMix64), so that a failure can be seen again.
///
/// `SHANGLIANG_SEED` sets the seed of a run.
package struct SeededRandom: RandomNumberGenerator {
    /// The seed of this run: what the environment says, else one that nobody has chosen.
    package static let seed =
        ProcessInfo.processInfo.environment["SHANGLIANG_SEED"].flatMap { UInt64($0) }
        ?? UInt64.random(in: 0...999_999_999)

    private var state: UInt64

    package init(seed: UInt64 = SeededRandom.seed) {
        state = seed
    }

    package mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

extension Collection {
    /// Any one element of a collection that has some.
    package func any(_ random: inout SeededRandom) -> Element {
        guard let element = randomElement(using: &random) else { preconditionFailure("nothing to choose from") }
        return element
    }
}
