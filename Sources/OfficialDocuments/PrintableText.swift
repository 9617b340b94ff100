// SPDX-License-Identifier: Apache-2.0

/// Text as it can be printed: one forbidden character would make a whole Word file unreadable.
enum PrintableText {
    /// Without the characters that XML 1.0 cannot hold, and without those that turn the direction of a line.
    static func kept(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: isDropped) else { return text }
        return String(String.UnicodeScalarView(text.unicodeScalars.filter { !isDropped($0) }))
    }

    private static func isDropped(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x09, 0x0A: false
        case 0..<0x20, 0x7F..<0xA0, 0xFFFE, 0xFFFF: true
        // Isolates, embeddings and overrides: what is read must be what is stored.
        case 0x202A...0x202E, 0x2066...0x2069: true
        default: false
        }
    }

    /// As it stands in XML, in an attribute too.
    static func xml(_ text: String) -> String {
        var escaped = ""
        for scalar in kept(text).unicodeScalars {
            switch scalar {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            case "\"": escaped += "&quot;"
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }

    /// With a word joiner before every single dash, so that 2024—2025 is not broken before it (GB/T 15834); a dash of two
    /// stays as it is.
    static func withBoundDashes(_ text: String) -> String {
        let scalars = Array(kept(text).unicodeScalars)
        var bound = String.UnicodeScalarView()
        for (index, scalar) in scalars.enumerated() {
            let isDash = scalar == "\u{2014}"
            let followsDash = index > 0 && scalars[index - 1] == "\u{2014}"
            let precedesDash = index + 1 < scalars.count && scalars[index + 1] == "\u{2014}"
            if isDash, !followsDash, !precedesDash { bound.append("\u{2060}") }
            bound.append(scalar)
        }
        return String(bound)
    }

    /// How wide it is in Chinese characters: what is narrow counts half.
    static func width(_ text: String) -> Double {
        text.unicodeScalars.reduce(0) { $0 + ($1.value < 0x2000 ? 0.5 : 1) }
    }
}
