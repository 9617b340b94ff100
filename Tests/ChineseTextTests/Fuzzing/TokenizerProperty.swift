// SPDX-License-Identifier: Apache-2.0

@testable import ChineseText

/// What holds for any text that is indexed, for any part of it that is looked for, and for any bytes out of an index.
enum TokenizerProperty {
    /// What does not hold, if anything. The first two bytes say which part is looked for.
    static func broken(by bytes: [UInt8]) -> String? {
        if let broken = brokenSet(bytes) { return broken }
        guard bytes.count > 2 else { return nil }
        let text = String(decoding: bytes.dropFirst(2), as: UTF8.self)
        let scalars = Array(text.unicodeScalars)
        let start = Int(bytes[0]) % (scalars.count + 1)
        let part = scalars[start..<min(scalars.count, start + 1 + Int(bytes[1]) % 8)]
        return brokenFolding(text) ?? brokenQuery(String(String.UnicodeScalarView(part)), in: text)
            ?? brokenSimilarity(text)
    }

    /// Folding folds once: what is folded stays as it is.
    static func brokenFolding(_ text: String) -> String? {
        let folded = FoldedText(text)
        guard folded.origins.count == folded.scalars.count, folded.origins == folded.origins.sorted() else {
            return "the origins of \(text.debugDescription)"
        }
        let again = folded.scalars.compactMap { $0 == Folding.gap ? " " : Unicode.Scalar($0) }
        return FoldedText(String(String.UnicodeScalarView(again))).scalars == folded.scalars
            ? nil : "folded twice: \(text.debugDescription)"
    }

    /// Indexing and querying agree: whatever stands in a text is found by its grams, by its words, and can be shown.
    private static func brokenQuery(_ part: String, in text: String) -> String? {
        guard let query = WordQuery(part) else { return nil }
        let folded = FoldedText(text)
        let quoted = "\(part.debugDescription) in \(text.debugDescription)"
        guard Set(folded.grams).isSuperset(of: query.grams) else { return "not in the index: \(quoted)" }
        guard query.matches([folded]) else { return "not found: \(quoted)" }
        var index = MemoryIndex()
        for other in ["桂花苑小区一下大雨就积水", text] { index.append(other) }
        guard (try? index.holders(of: query.grams).contains(1)) == true else { return "not held: \(quoted)" }
        let places = query.places(in: text)
        guard !places.isEmpty, zip(places, places.dropFirst()).allSatisfy({ $0.upperBound < $1.lowerBound }) else {
            return "not shown: \(quoted)"
        }
        return places.allSatisfy { WordQuery(String(text[$0])) != nil } ? nil : "shown empty: \(quoted)"
    }

    /// A text is most like itself.
    private static func brokenSimilarity(_ text: String) -> String? {
        var index = MemoryIndex()
        for other in ["桂花苑小区一下大雨就积水", text, ""] { index.append(other) }
        let query = SimilarityQuery(text)
        let best = try? query.matches(in: index, limit: 3).first
        guard best?.score == (query.grams.isEmpty ? nil : 1) else { return "like itself: \(text.debugDescription)" }
        _ = query.passage(of: [text])
        return nil
    }

    /// A set of numbers is read as it is written, or not at all.
    private static func brokenSet(_ bytes: [UInt8]) -> String? {
        guard let set = NumberSet(bytes: bytes) else { return nil }
        var copy = NumberSet()
        for number in set.numbers.reversed() { copy.insert(number) }
        guard copy.numbers == set.numbers, copy.count == set.count else { return "numbers \(bytes)" }
        guard set.numbers.allSatisfy(set.contains), set.intersection(copy) == copy,
            set.intersection(NumberSet()).isEmpty
        else { return "numbers in both \(bytes)" }
        for number in set.numbers { copy.remove(number) }
        return copy.isEmpty ? nil : "numbers removed \(bytes)"
    }
}
