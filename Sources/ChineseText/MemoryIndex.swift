// SPDX-License-Identifier: Apache-2.0

/// Texts in memory, found by what they hold.
package struct MemoryIndex: GramIndex {
    private var texts: [String] = []
    private var sets = GramSets()

    package init() {}

    /// Adds a text; its number is how many there were before.
    package mutating func append(_ text: String) {
        sets.append(text)
        texts.append(text)
    }

    package func textCount() -> Int { texts.count }

    package func counts(of grams: [Gram]) -> [Int] { sets.counts(of: grams) }

    package func blocks(of grams: [Gram]) -> [GramBlock] { sets.blocks(of: grams) }

    package func candidates(_ numbers: [Int]) -> [Candidate<Int>] {
        numbers.map { Candidate(id: $0, texts: [texts[$0]]) }
    }
}
