// SPDX-License-Identifier: Apache-2.0

/// Why a text is like another: the sentence of it that says most of the same, and where.
package struct Passage: Sendable {
    package let text: String
    /// What both say, in order and apart.
    package let places: [Range<String.Index>]

    fileprivate static func sentences(_ text: String) -> [Substring] {
        text.split { "。！？；!?;\n\r".contains($0) }.map { $0.trimmingPrefix(while: \.isWhitespace) }
    }
}

extension WordQuery {
    /// The first sentence of a text that holds any of the words.
    package func passage(of text: String) -> Passage? {
        Passage.sentences(text).lazy.map(String.init).compactMap { sentence in
            let places = places(in: sentence)
            return places.isEmpty ? nil : Passage(text: sentence, places: places)
        }.first
    }
}

extension SimilarityQuery {
    /// The sentence of these texts that shares most with this one; nil when none shares two characters in a row.
    package func passage(of texts: [String]) -> Passage? {
        let sentences = texts.flatMap(Passage.sentences)
        var best: (sentence: Substring, places: [Range<Int>], folded: FoldedText)?
        for sentence in sentences {
            let folded = FoldedText(sentence)
            let places = shared(folded)
            if places.count > best?.places.count ?? 0 { best = (sentence, places, folded) }
        }
        return best.map { best in
            let text = String(best.sentence)
            return Passage(text: text, places: best.folded.places(best.places, in: text))
        }
    }

    /// The pairs of a text that are this one's as well.
    private func shared(_ folded: FoldedText) -> [Range<Int>] {
        let own = Set(grams)
        return zip(folded.scalars, folded.scalars.dropFirst()).enumerated().compactMap { index, pair in
            guard pair.0 != Folding.gap, pair.1 != Folding.gap, own.contains(Gram(pair.0, pair.1)) else { return nil }
            return index..<index + 2
        }
    }
}
