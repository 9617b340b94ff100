// SPDX-License-Identifier: Apache-2.0

/// One folded character, or two that stand side by side in a word: what texts are indexed by and looked for with. Or a mark, by
/// which a text is found beside what it says.
package struct Gram: Hashable, Comparable, Sendable {
    /// Both characters in one number; the index stores it. Scalars have 21 bits.
    package let number: Int64

    init(_ character: UInt32) {
        number = Int64(character) << 21
    }

    init(_ first: UInt32, _ second: UInt32) {
        number = Int64(first) << 21 | Int64(second)
    }

    /// A mark, which no character or pair of them ever is: these have 42 bits. `mark`: a number below 2⁴² and not below zero; what it
    /// means, is known to whoever marks a text and asks for it.
    package init(mark: Int64) {
        number = (1 << 42) + mark
    }

    /// Whether it is two characters.
    var isPair: Bool { number & 0x1F_FFFF != 0 }

    package static func < (one: Gram, other: Gram) -> Bool { one.number < other.number }
}
