// SPDX-License-Identifier: Apache-2.0

/// A mobile number of the mainland: eleven digits.
package struct MobileNumber: Hashable, Sendable {
    package let text: String

    /// Reads a number as people write it, with blanks, hyphens or +86; nil for anything else.
    package init?(_ typed: String) {
        var digits = ""
        for scalar in typed.unicodeScalars {
            switch scalar {
            case "0"..."9": digits.unicodeScalars.append(scalar)
            case "０"..."９":
                // As Chinese keyboards write them.
                digits += String(scalar.value - 0xFF10)
            case " ", "-", "\u{3000}": continue
            case "+", "＋":
                guard digits.isEmpty else { return nil }
            default: return nil
            }
            guard digits.utf8.count <= 15 else { return nil }
        }
        for prefix in ["0086", "86"] where digits.utf8.count == 11 + prefix.utf8.count && digits.hasPrefix(prefix) {
            digits.removeFirst(prefix.count)
        }
        let bytes = Array(digits.utf8)
        guard bytes.count == 11, bytes[0] == UInt8(ascii: "1"), bytes[1] >= UInt8(ascii: "3") else { return nil }
        text = digits
    }

    /// `138****5678`.
    package var masked: String { "\(text.prefix(3))****\(text.suffix(4))" }
}
