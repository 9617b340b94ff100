// SPDX-License-Identifier: Apache-2.0

/// Which of so many texts hold which grams, without the texts.
package struct GramSets: Sendable {
    private var sets: [Gram: [Int: NumberSet]] = [:]
    private var counts: [Gram: Int] = [:]
    /// How many texts were added.
    package private(set) var textCount = 0

    package init() {}

    /// Adds the grams of a text; its number is how many texts there were before.
    package mutating func append(_ text: String) {
        let (block, number) = textCount.quotientAndRemainder(dividingBy: NumberSet.span)
        for gram in FoldedText(text).grams {
            sets[gram, default: [:]][block, default: NumberSet()].insert(number)
            counts[gram, default: 0] += 1
        }
        textCount += 1
    }

    /// How many texts hold each of the grams.
    package func counts(of grams: [Gram]) -> [Int] {
        grams.map { counts[$0] ?? 0 }
    }

    /// All blocks of these grams, block by block.
    package func blocks(of grams: [Gram]) -> [GramBlock] {
        grams.flatMap { gram in
            (sets[gram] ?? [:]).map { GramBlock(block: $0.key, gram: gram, numbers: $0.value) }
        }.sorted { $0.block < $1.block }
    }
}
