// SPDX-License-Identifier: Apache-2.0

/// Characters that XML cannot hold, as Excel writes them: `_x000D_`. What looks like one already gets its underscore
/// escaped, `_x005F_x000D_`.
enum EscapedText {
    static func escape(_ text: String) -> String {
        guard text.utf8.contains(where: { $0 < 0x20 || $0 == 0x5F || $0 == 0xEF }) else { return text }
        var escaped = ""
        var rest = text.unicodeScalars[...]
        while let scalar = rest.popFirst() {
            switch scalar.value {
            case 0..<0x09, 0x0B..<0x20, 0xFFFE, 0xFFFF: escaped += code(scalar)
            case 0x5F where looksEscaped(rest): escaped += code(scalar)
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }

    /// The underscore that ends an escape is not looked for: it may be the first of the next one.
    private static func looksEscaped(_ rest: Substring.UnicodeScalarView) -> Bool {
        let next = rest.prefix(5)
        return next.count == 5 && next.first == "x"
            && next.dropFirst().allSatisfy { $0.isASCII && $0.properties.isASCIIHexDigit }
    }

    private static func code(_ scalar: Unicode.Scalar) -> String {
        let digits = String(scalar.value, radix: 16, uppercase: true)
        return "_x\(String(repeating: "0", count: 4 - digits.count))\(digits)_"
    }
}
