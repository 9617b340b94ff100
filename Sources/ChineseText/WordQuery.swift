// SPDX-License-Identifier: Apache-2.0

/// Words that somebody looks for. A text is found when each of them is a part of it, folded, wherever a word of the text
/// begins or ends: 路灯 finds 南路路灯坏了, and 3 finds 13号楼.
package struct WordQuery: Sendable {
    let words: [[UInt32]]
    /// What every text that is found holds, once, in order.
    package let grams: [Gram]

    /// Nil when there is nothing to look for, only punctuation.
    package init?(_ text: String) {
        words = FoldedText(text).words.map(Array.init)
        guard !words.isEmpty else { return nil }
        grams = Set(
            words.flatMap { word in
                word.count == 1 ? [Gram(word[0])] : zip(word, word.dropFirst()).map { Gram($0, $1) }
            }
        ).sorted()
    }

    /// Whether the ``grams`` alone say that a text is found: no word has more than two characters.
    package var isExact: Bool { words.allSatisfy { $0.count <= 2 } }

    /// Whether each word is part of one of the texts.
    package func matches(_ texts: [FoldedText]) -> Bool {
        words.allSatisfy { word in texts.contains { !$0.scalars.places(of: word).isEmpty } }
    }

    /// Where the words stand in a text, in order and apart.
    package func places(in text: String) -> [Range<String.Index>] {
        let folded = FoldedText(text)
        return folded.places(words.flatMap { folded.scalars.places(of: $0) }, in: text)
    }
}

extension FoldedText {
    /// Places of the folded text as places of the text, joined where they touch.
    func places(_ places: [Range<Int>], in text: String) -> [Range<String.Index>] {
        var joined: [Range<Int>] = []
        for place in places.sorted(by: { $0.lowerBound < $1.lowerBound }) {
            let found = Int(origins[place.lowerBound])..<Int(ends[place.upperBound - 1])
            if let last = joined.last, found.lowerBound <= last.upperBound {
                joined[joined.count - 1] = last.lowerBound..<max(last.upperBound, found.upperBound)
            } else {
                joined.append(found)
            }
        }
        let scalars = text.unicodeScalars
        var (index, offset) = (scalars.startIndex, 0)
        func move(to goal: Int) -> String.Index {
            index = scalars.index(index, offsetBy: goal - offset)
            offset = goal
            return index
        }
        return joined.map { place in
            let start = move(to: place.lowerBound)
            return start..<move(to: place.upperBound)
        }
    }
}

extension [UInt32] {
    /// Where `word` stands.
    func places(of word: [UInt32]) -> [Range<Int>] {
        guard let first = word.first, count >= word.count else { return [] }
        return (0...(count - word.count)).compactMap { start in
            self[start] == first && self[start..<start + word.count].elementsEqual(word)
                ? start..<start + word.count : nil
        }
    }
}
