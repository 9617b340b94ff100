// SPDX-License-Identifier: Apache-2.0

/// Where texts are found by what they hold: tables of a database, or memory. Texts are numbered from 0 as they come, and
/// the numbers lie in blocks.
package protocol GramIndex {
    associatedtype ID: Comparable & Sendable

    /// How many texts were numbered so far.
    func textCount() throws -> Int

    /// How many texts hold each of the grams.
    func counts(of grams: [Gram]) throws -> [Int]

    /// All blocks of these grams, block by block.
    func blocks(of grams: [Gram]) throws -> [GramBlock]

    /// The texts with these numbers, as far as they may be seen.
    func candidates(_ numbers: [Int]) throws -> [Candidate<ID>]
}

/// The texts of one block that hold a gram.
package struct GramBlock: Sendable {
    package let block: Int
    package let gram: Gram
    package let numbers: NumberSet

    package init(block: Int, gram: Gram, numbers: NumberSet) {
        self.block = block
        self.gram = gram
        self.numbers = numbers
    }
}

/// A text that may be like another.
package struct Candidate<ID: Sendable>: Sendable {
    package let id: ID
    /// Its parts: title and body, say.
    package let texts: [String]

    package init(id: ID, texts: [String]) {
        self.id = id
        self.texts = texts
    }
}

extension GramIndex {
    /// The numbers of the texts that hold all of these grams, in order.
    package func numbers(holding grams: [Gram]) throws -> [Int] {
        var found: [Int] = []
        let blocks = try blocks(of: grams)
        var start = blocks.startIndex
        while start < blocks.endIndex {
            let end = blocks[start...].firstIndex { $0.block != blocks[start].block } ?? blocks.endIndex
            let sets = blocks[start..<end].map(\.numbers).sorted { $0.bytes.count < $1.bytes.count }
            if sets.count == grams.count, var common = sets.first.map({ Set($0.numbers) }) {
                for set in sets.dropFirst() { common.formIntersection(set.numbers) }
                found += common.sorted().map { blocks[start].block * NumberSet.span + $0 }
            }
            start = end
        }
        return found
    }
}
