// SPDX-License-Identifier: Apache-2.0

/// A text as it is compared: its words, folded, each with the place it came from.
package struct FoldedText: Sendable {
    /// Folded scalars, with one ``Folding/gap`` between words and none at the ends.
    let scalars: [UInt32]
    /// For each of them, which scalar of the text it came from.
    let origins: [Int32]
    /// And where that ends, with the accents and invisible marks behind it.
    let ends: [Int32]

    package init(_ text: some StringProtocol) {
        var scalars: [UInt32] = []
        var (origins, ends): ([Int32], [Int32]) = ([], [])
        scalars.reserveCapacity(text.utf8.count / 3 + 1)
        origins.reserveCapacity(text.utf8.count / 3 + 1)
        ends.reserveCapacity(text.utf8.count / 3 + 1)
        var origin: Int32 = 0
        for scalar in text.unicodeScalars {
            var isInvisible = true
            Folding.fold(scalar) { folded in
                isInvisible = false
                if folded == Folding.gap, scalars.last ?? Folding.gap == Folding.gap { return }
                scalars.append(folded)
                origins.append(origin)
                ends.append(origin + 1)
            }
            origin += 1
            if isInvisible, let last = ends.indices.last, ends[last] == origin - 1 { ends[last] = origin }
        }
        if scalars.last == Folding.gap {
            scalars.removeLast()
            origins.removeLast()
            ends.removeLast()
        }
        self.scalars = scalars
        self.origins = origins
        self.ends = ends
    }

    /// The words: what stands between gaps. A sentence of Chinese between two commas is one.
    var words: [ArraySlice<UInt32>] {
        scalars.split(separator: Folding.gap)
    }

    /// What the text is found by: each of its characters and each pair within a word, once, in order.
    package var grams: [Gram] {
        var grams = Set<Gram>(minimumCapacity: scalars.count * 2)
        var last = Folding.gap
        for scalar in scalars {
            if scalar != Folding.gap {
                grams.insert(Gram(scalar))
                if last != Folding.gap { grams.insert(Gram(last, scalar)) }
            }
            last = scalar
        }
        return grams.sorted()
    }
}

extension FoldedText {
    /// Everything but the gaps: texts with the same letters say the same, however they are punctuated.
    package var letters: [UInt32] { scalars.filter { $0 != Folding.gap } }
}
