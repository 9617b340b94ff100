// SPDX-License-Identifier: Apache-2.0

/// What a text says that others do not: the characters of it that stand in none of their pairs.
package struct TextDifference: Sendable {
    private let known: Set<Gram>

    /// `others`: what the text is held against.
    package init(from others: [String]) {
        known = Set(others.flatMap { FoldedText($0).grams })
    }

    /// Where a text says something of its own, in order and apart. How it is punctuated makes no difference.
    package func places(in text: String) -> [Range<String.Index>] {
        let folded = FoldedText(text)
        var isShared = [Bool](repeating: false, count: folded.scalars.count)
        for place in folded.scalars.indices where folded.scalars[place] != Folding.gap {
            let (before, after) = (folded.scalar(place - 1), folded.scalar(place + 1))
            if before == Folding.gap, after == Folding.gap {
                isShared[place] = known.contains(Gram(folded.scalars[place]))
            } else if after != Folding.gap, known.contains(Gram(folded.scalars[place], after)) {
                isShared[place] = true
                isShared[place + 1] = true
            }
        }
        let own = folded.scalars.indices.filter { folded.scalars[$0] != Folding.gap && !isShared[$0] }
        return folded.places(own.map { $0..<$0 + 1 }, in: text)
    }
}

extension FoldedText {
    /// The character at a place, and a gap beyond both ends.
    fileprivate func scalar(_ place: Int) -> UInt32 {
        scalars.indices.contains(place) ? scalars[place] : Folding.gap
    }
}
