// SPDX-License-Identifier: Apache-2.0

/// Texts in memory, found by what they hold.
package struct MemoryIndex: GramIndex {
    private var texts: [String] = []
    private var sets: [Gram: [Int: NumberSet]] = [:]
    private var counts: [Gram: Int] = [:]

    package init() {}

    /// Adds a text; its number is how many there were before.
    package mutating func append(_ text: String) {
        let (block, number) = texts.count.quotientAndRemainder(dividingBy: NumberSet.span)
        for gram in FoldedText(text).grams {
            sets[gram, default: [:]][block, default: NumberSet()].insert(number)
            counts[gram, default: 0] += 1
        }
        texts.append(text)
    }

    package func textCount() -> Int { texts.count }

    package func counts(of grams: [Gram]) -> [Int] {
        grams.map { counts[$0] ?? 0 }
    }

    package func blocks(of grams: [Gram]) -> [GramBlock] {
        grams.flatMap { gram in
            (sets[gram] ?? [:]).map { GramBlock(block: $0.key, gram: gram, numbers: $0.value) }
        }.sorted { $0.block < $1.block }
    }

    package func candidates(_ numbers: [Int]) -> [Candidate<Int>] {
        numbers.map { Candidate(id: $0, texts: [texts[$0]]) }
    }
}
