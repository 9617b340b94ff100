// SPDX-License-Identifier: Apache-2.0

import Foundation

/// How characters are made alike before they are compared: full and half width, compatibility forms, traditional and
/// simplified script, letters of either case, with and without accents.
///
/// Each scalar is folded by itself, whatever stands beside it. So the folded form of a part of a text is a part of the
/// folded form of the text, and what was found in the one can be shown in the other.
enum Folding {
    /// Stands for whatever is between words: white space, punctuation, control characters.
    static let gap: UInt32 = 0

    /// Appends what a scalar folds to: nothing for accents and invisible marks, ``gap`` between words.
    @inline(__always)
    static func fold(_ scalar: Unicode.Scalar, _ append: (UInt32) -> Void) {
        if scalar.value < 0x1_0000 {
            let folded = basicPlane[Int(scalar.value)]
            if folded != unlisted { return append(UInt32(folded)) }
        }
        for folded in spelledOut(scalar) { append(folded) }
    }

    /// What the table does not say is worked out when it is met. It is a noncharacter, so nothing folds to it.
    private static let unlisted: UInt16 = 0xFFFF

    /// What most characters of a Chinese text fold to.
    private static let basicPlane: [UInt16] = {
        var table = [UInt16](repeating: unlisted, count: 0x1_0000)
        // Han characters have no other forms than the script's.
        for range in [0x3400...0x4DBF, 0x4E00...0x9FFF] {
            for value in range { table[value] = UInt16(value) }
        }
        for (character, folded) in zip(
            TraditionalScript.characters.unicodeScalars, TraditionalScript.folded.unicodeScalars)
        {
            table[Int(character.value)] = UInt16(folded.value)
        }
        // ASCII, general and Chinese punctuation, full width.
        for value: UInt32 in [0...0x7F, 0x2000...0x206F, 0x3000...0x303F, 0xFF01...0xFF5E].joined() {
            guard let scalar = Unicode.Scalar(value) else { continue }
            let folded = spelledOut(scalar, simplified: { UInt32(table[Int($0)]) })
            if folded.count == 1 { table[Int(value)] = UInt16(folded[0]) }
        }
        return table
    }()

    private static func spelledOut(_ scalar: Unicode.Scalar) -> [UInt32] {
        spelledOut(scalar) { value in
            let folded = value < 0x1_0000 ? basicPlane[Int(value)] : unlisted
            return folded == unlisted ? value : UInt32(folded)
        }
    }

    private static func spelledOut(_ scalar: Unicode.Scalar, simplified: (UInt32) -> UInt32) -> [UInt32] {
        String(Character(scalar)).decomposedStringWithCompatibilityMapping.unicodeScalars
            .flatMap(\.properties.lowercaseMapping.unicodeScalars)
            .compactMap { part in
                switch role(of: part) {
                case .word: isHan(part) ? simplified(part.value) : part.value
                case .gap: gap
                case .invisible: nil
                }
            }
    }

    private static func isHan(_ scalar: Unicode.Scalar) -> Bool {
        (0x3400...0x4DBF).contains(scalar.value) || (0x4E00...0x9FFF).contains(scalar.value)
    }

    private enum Role {
        case word, gap, invisible
    }

    private static func role(of scalar: Unicode.Scalar) -> Role {
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .format: .invisible
        case .spaceSeparator, .lineSeparator, .paragraphSeparator, .control, .connectorPunctuation, .dashPunctuation,
            .openPunctuation, .closePunctuation, .initialPunctuation, .finalPunctuation, .otherPunctuation, .surrogate:
            .gap
        // Symbols are sought as well; what Unicode does not know yet is a letter as a rule.
        default: .word
        }
    }
}
