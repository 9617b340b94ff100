// SPDX-License-Identifier: Apache-2.0

import Foundation

/// A text that others like it are looked for with.
///
/// First few good candidates: the texts that share most with it, counted by its rarest grams. Then these are compared as
/// a whole, by how much of each stands in the other in the same order, and by what they share.
package struct SimilarityQuery: Sendable {
    /// How many entries of the index are counted for one question, over all grams: the rarest that are so many. Among
    /// very many texts each gram has more.
    private static func entriesMax(_ texts: Int) -> Int { max(100_000, texts * 3 / 4) }
    /// How many candidates are compared as a whole.
    package static let candidatesMax = 100

    /// The words, folded, without fillers.
    private let words: [ArraySlice<UInt32>]
    /// What others are found by.
    let grams: [Gram]

    package init(_ text: String) {
        words = Self.words(text)
        grams = Self.grams(words).sorted()
    }

    private static func words(_ text: String) -> [ArraySlice<UInt32>] {
        FoldedText(text).words.map(Fillers.trimmed)
    }

    private static func grams(_ words: [ArraySlice<UInt32>]) -> Set<Gram> {
        var grams = Set<Gram>(minimumCapacity: 2 * words.reduce(0) { $0 + $1.count })
        forEachGram(of: words) { grams.insert($0) }
        return grams
    }

    private static func forEachGram(of words: [ArraySlice<UInt32>], _ body: (Gram) -> Void) {
        for word in words {
            var last: UInt32?
            for character in word {
                body(Gram(character))
                if let last { body(Gram(last, character)) }
                last = character
            }
        }
    }

    /// The texts most like this one, the most like first; of equal ones the larger id. `among`: the numbers of those that are looked
    /// at alone; nil for all.
    package func matches<Index: GramIndex>(
        in index: Index, limit: Int, among: Set<Int>? = nil
    ) throws -> [Match<Index.ID>] {
        let texts = try index.textCount()
        let known = weighed(try index.counts(of: grams), texts: texts)
        guard !known.isEmpty else { return [] }
        let heaviest = heaviest(
            try index.blocks(of: selected(known, texts: texts)), known.mapValues(\.weight), among: among)
        let order = CommonSubsequence(of: Array(words.joined()))
        let total = known.values.reduce(0) { $0 + $1.weight }
        let whole = total + unknownWeight(known, texts: texts)
        return try index.candidates(heaviest).map { candidate in
            let others = candidate.texts.map(Self.words)
            let shared = Self.shared(others.flatMap(\.self), known)
            let ratio = others.reduce(0) { max($0, order.ratio(with: Array($1.joined()))) }
            return Match(
                id: candidate.id, score: (ratio + Double(shared) / Double(total)) / 2,
                likeness: (ratio + Double(shared) / Double(whole)) / 2)
        }
        .sorted { $0.score > $1.score || $0.score == $1.score && $0.id > $1.id }
        .prefix(limit).map(\.self)
    }

    /// In how many texts a gram stands, and what it says: the rarer, the more.
    private struct Weighed {
        let count: Int
        let weight: Int
        /// Its place among the known.
        let place: Int
    }

    /// What the known grams that stand in these words weigh together, each once.
    private static func shared(_ words: [ArraySlice<UInt32>], _ known: [Gram: Weighed]) -> Int {
        var isCounted = [Bool](repeating: false, count: known.count)
        var weight = 0
        forEachGram(of: words) { gram in
            guard let gram = known[gram], !isCounted[gram.place] else { return }
            isCounted[gram.place] = true
            weight += gram.weight
        }
        return weight
    }

    /// The grams that stand anywhere. A pair says more than a character that stands in as many texts.
    private func weighed(_ counts: [Int], texts: Int) -> [Gram: Weighed] {
        var known: [Gram: Weighed] = [:]
        for (gram, count) in zip(grams, counts) where count > 0 {
            known[gram] = Weighed(
                count: count, weight: Self.weight(gram, in: count, of: texts), place: known.count)
        }
        return known
    }

    private static func weight(_ gram: Gram, in count: Int, of texts: Int) -> Int {
        Int(log(1 + Double(texts) / Double(count)) * (gram.isPair ? 100 : 50))
    }

    /// What the grams weigh that stand in no text, as if one text had them.
    private func unknownWeight(_ known: [Gram: Weighed], texts: Int) -> Int {
        grams.reduce(0) { known[$1] == nil ? $0 + Self.weight($1, in: 1, of: texts) : $0 }
    }

    /// The rarest, as many as may be counted.
    private func selected(_ known: [Gram: Weighed], texts: Int) -> [Gram] {
        let most = Self.entriesMax(texts)
        var entries = 0
        let byRarity = known.sorted { ($0.value.count, $0.key) < ($1.value.count, $1.key) }.map(\.key)
        let rare = byRarity.prefix { gram in
            entries += known[gram]?.count ?? 0
            return entries <= most
        }
        return rare.isEmpty ? Array(byRarity.prefix(1)) : Array(rare)
    }

    /// The numbers of the texts whose grams weigh most together; of equal ones the later.
    private func heaviest(_ blocks: [GramBlock], _ weights: [Gram: Int], among: Set<Int>?) -> [Int] {
        var best: [(weight: Int32, number: Int)] = []
        /// What a text must weigh to be among the best that are known so far.
        var floor: Int32 = 1
        var sums = [Int32](repeating: 0, count: NumberSet.span)
        var start = blocks.startIndex
        while start < blocks.endIndex {
            let block = blocks[start].block
            while start < blocks.endIndex, blocks[start].block == block {
                let weight = Int32(weights[blocks[start].gram] ?? 0)
                sums.withUnsafeMutableBufferPointer { sums in
                    blocks[start].numbers.forEach { sums[$0] += weight }
                }
                start += 1
            }
            for (number, sum) in sums.enumerated() where sum >= floor {
                if let among, !among.contains(block * NumberSet.span + number) { continue }
                best.append((sum, block * NumberSet.span + number))
                guard best.count == 4 * Self.candidatesMax else { continue }
                Self.keepBest(&best)
                floor = best[Self.candidatesMax - 1].weight
            }
            sums.withUnsafeMutableBufferPointer { $0.update(repeating: 0) }
        }
        Self.keepBest(&best)
        return best.map(\.number)
    }

    private static func keepBest(_ best: inout [(weight: Int32, number: Int)]) {
        best.sort { ($0.weight, $0.number) > ($1.weight, $1.number) }
        best.removeLast(max(0, best.count - candidatesMax))
    }
}

/// A text that is like another.
package struct Match<ID: Sendable>: Sendable {
    package let id: ID
    /// How much, from 0 to 1, beside the others that were found.
    package let score: Double
    /// How much of all that was said it says, from 0 to 1. Of a matter that stands in no text, what is nearest still has a
    /// ``score``, by the common words around it; here what nobody else says counts too.
    package let likeness: Double
}
