// SPDX-License-Identifier: Apache-2.0

/// Crockford's base 32: digits and capital letters without I, L, O, U, so that it can be read aloud and copied by hand.
package enum Crockford {
    private static let alphabet = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ".utf8)

    /// `value` in exactly `length` characters, most significant first.
    package static func text(of value: UInt64, length: Int) -> String {
        String(unsafeUninitializedCapacity: length) { buffer in
            var rest = value
            for index in stride(from: length - 1, through: 0, by: -1) {
                buffer[index] = alphabet[Int(rest & 31)]
                rest >>= 5
            }
            return length
        }
    }

    /// The value of exactly `length` characters; small letters count, and O is 0, I and L are 1, as people misread them.
    package static func value(of text: some StringProtocol, length: Int) -> UInt64? {
        var value: UInt64 = 0
        var count = 0
        for byte in text.utf8 {
            guard let digit = digit(byte), value <= UInt64.max >> 5 else { return nil }
            value = value << 5 | digit
            count += 1
        }
        return count == length ? value : nil
    }

    /// The value of one character, or nil if it is none of the alphabet's.
    package static func digit(_ byte: UInt8) -> UInt64? {
        let upper = byte >= 97 && byte <= 122 ? byte - 32 : byte
        switch upper {
        case UInt8(ascii: "O"): return 0
        case UInt8(ascii: "I"), UInt8(ascii: "L"): return 1
        default: return alphabet.firstIndex(of: upper).map(UInt64.init)
        }
    }
}
