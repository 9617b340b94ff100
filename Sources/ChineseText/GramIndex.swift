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
    /// Which block, from 0.
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
    /// The texts that hold all of these grams, each named once, and not `excluded`.
    package func holders(of grams: [Gram], without excluded: Gram? = nil) throws -> Holders {
        var holders: [Int: NumberSet] = [:]
        let blocks = try blocks(of: grams + [excluded].compactMap(\.self))
        var start = blocks.startIndex
        while start < blocks.endIndex {
            let end = blocks[start...].firstIndex { $0.block != blocks[start].block } ?? blocks.endIndex
            let sets = blocks[start..<end].filter { $0.gram != excluded }.map(\.numbers)
                .sorted { $0.bytes.count < $1.bytes.count }
            if sets.count == grams.count, let few = sets.first {
                var common = sets.dropFirst().reduce(few) { $0.intersection($1) }
                if let out = blocks[start..<end].first(where: { $0.gram == excluded }) {
                    common = common.subtracting(out.numbers)
                }
                if !common.isEmpty { holders[blocks[start].block] = common }
            }
            start = end
        }
        return Holders(blocks: holders)
    }
}

/// Texts of an index, by their numbers: so many that they are asked for one by one.
package struct Holders: Sendable {
    fileprivate let blocks: [Int: NumberSet]
    /// How many there are.
    package let count: Int

    fileprivate init(blocks: [Int: NumberSet]) {
        self.blocks = blocks
        count = blocks.values.reduce(0) { $0 + $1.count }
    }

    /// Whether this text is one of them.
    package func contains(_ number: Int) -> Bool {
        let (block, offset) = number.quotientAndRemainder(dividingBy: NumberSet.span)
        return blocks[block]?.contains(offset) ?? false
    }

    /// All of them, in order.
    package var numbers: [Int] {
        blocks.sorted { $0.key < $1.key }.flatMap { block, set in
            set.numbers.map { block * NumberSet.span + $0 }
        }
    }
}
