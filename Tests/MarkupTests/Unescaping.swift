// SPDX-License-Identifier: Apache-2.0

/// What a browser reads from escaped text: the five references resolved in one pass.
func unescaped(_ text: String) -> String {
    var rest = Array(text.unicodeScalars)[...]
    var plain = String.UnicodeScalarView()
    let references: [(String, Unicode.Scalar)] = [
        ("&amp;", "&"), ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"),
    ]
    while let first = rest.first {
        if let (name, sign) = references.first(where: { rest.starts(with: $0.0.unicodeScalars) }) {
            plain.append(sign)
            rest = rest.dropFirst(name.unicodeScalars.count)
        } else {
            plain.append(first)
            rest = rest.dropFirst()
        }
    }
    return String(plain)
}

/// The text as it may be shown: forbidden controls as U+FFFD, reordering controls gone.
func showable(_ text: String) -> String {
    var shown = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
        switch scalar.value {
        case 0x09, 0x0A, 0x0D: shown.append(scalar)
        case 0..<0x20: shown.append("\u{FFFD}")
        case 0x202A...0x202E, 0x2066...0x2069: continue
        default: shown.append(scalar)
        }
    }
    return String(shown)
}
