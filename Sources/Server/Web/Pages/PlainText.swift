// SPDX-License-Identifier: Apache-2.0

import Foundation

/// Text as people meant it: composed, without what nobody can see and without white space at the ends.
enum PlainText {
    /// The normal form of what was typed. Control characters go (a line break stays in paragraphs); direction overrides
    /// go too, since with them a text can read otherwise than it is stored.
    static func normalised(_ typed: String, keepsLines: Bool) -> String {
        var scalars = String.UnicodeScalarView()
        var lastWasReturn = false
        for scalar in typed.unicodeScalars {
            defer { lastWasReturn = scalar == "\r" }
            switch scalar {
            case "\r": scalars.append(keepsLines ? "\n" : " ")
            case "\n":
                if !lastWasReturn { scalars.append(keepsLines ? "\n" : " ") }
            case "\t", "\u{2028}", "\u{2029}": scalars.append(" ")
            default:
                if !isInvisible(scalar) { scalars.append(scalar) }
            }
        }
        // Composed last: what stood between a letter and its accent may have just gone.
        return String(scalars).precomposedStringWithCanonicalMapping.trimmingCharacters(in: .whitespacesAndNewlines)
    }

    private static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0..<0x20, 0x7F...0x9F, 0x202A...0x202E, 0x2066...0x2069, 0xFEFF, 0xFFF9...0xFFFB: true
        case 0xFFFE, 0xFFFF: true
        default: false
        }
    }
}
