// SPDX-License-Identifier: Apache-2.0

/// Turns text into bytes that HTML reads back as that text, in content and in quoted attribute values.
///
/// It works on UTF-8 bytes, not on characters: a quote followed by a combining mark is one `Character` that equals
/// no quote, and would slip through a comparison of characters.
enum Escaping {
    /// Appends `text` with `& < > " '` as references. Control characters that HTML forbids become U+FFFD; the
    /// controls that reorder text for display (U+202A–202E, U+2066–2069) are left out, because they make a shown
    /// text lie about what it says. All other bytes pass.
    static func append(_ text: UnsafeBufferPointer<UInt8>, to bytes: inout [UInt8]) {
        var runStart = 0
        var index = 0
        while index < text.count {
            let byte = text[index]
            let isPlain = byte < 64 ? (special >> UInt64(byte)) & 1 == 0 : byte != reorderingLead
            if isPlain || (byte == reorderingLead && !isReorderingControl(at: index, in: text)) {
                index += 1
                continue
            }
            bytes.append(contentsOf: text[runStart..<index])
            replacement(for: byte).withUTF8Buffer { bytes.append(contentsOf: $0) }
            index += byte == reorderingLead ? 3 : 1
            runStart = index
        }
        bytes.append(contentsOf: text[runStart...])
    }

    /// One bit for each byte below 64 that cannot pass: the five signs and all control characters but tab, line feed
    /// and carriage return.
    private static let special: UInt64 = {
        var bits: UInt64 = 0xFFFF_FFFF
        for sign: UInt8 in [0x09, 0x0A, 0x0D] { bits &= ~(1 << UInt64(sign)) }
        for sign in "&<>\"'".utf8 { bits |= 1 << UInt64(sign) }
        return bits
    }()

    /// The first byte of every reordering control in UTF-8, and of much harmless punctuation.
    private static let reorderingLead: UInt8 = 0xE2

    private static func isReorderingControl(at index: Int, in text: UnsafeBufferPointer<UInt8>) -> Bool {
        guard index + 2 < text.count else { return false }
        switch text[index + 1] {
        case 0x80: return (0xAA...0xAE).contains(text[index + 2])
        case 0x81: return (0xA6...0xA9).contains(text[index + 2])
        default: return false
        }
    }

    private static func replacement(for byte: UInt8) -> StaticString {
        switch byte {
        case UInt8(ascii: "&"): "&amp;"
        case UInt8(ascii: "<"): "&lt;"
        case UInt8(ascii: ">"): "&gt;"
        case UInt8(ascii: "\""): "&quot;"
        case UInt8(ascii: "'"): "&#39;"
        case reorderingLead: ""
        default: "\u{FFFD}"
        }
    }
}
