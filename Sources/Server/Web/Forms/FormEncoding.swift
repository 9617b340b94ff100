// SPDX-License-Identifier: Apache-2.0

/// `application/x-www-form-urlencoded`, for forms and for queries.
enum FormEncoding {
    /// The fields; of a name that comes twice the first counts, and bytes that are not UTF-8 become U+FFFD.
    static func decode(_ bytes: some Collection<UInt8>) -> [String: String] {
        var fields: [String: String] = [:]
        for pair in bytes.split(separator: UInt8(ascii: "&")).prefix(200) {
            let halves = pair.split(separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
            let name = text(halves[0])
            if !name.isEmpty, fields[name] == nil { fields[name] = halves.count > 1 ? text(halves[1]) : "" }
        }
        return fields
    }

    /// The fields of an address's query: of what follows the first question mark.
    static func decode(queryOf address: String) -> [String: String] {
        let bytes = address.utf8
        guard let mark = bytes.firstIndex(of: UInt8(ascii: "?")) else { return [:] }
        return decode(query: bytes[bytes.index(after: mark)...])
    }

    /// The fields of a query. A NUL, which nobody types and no database holds, becomes U+FFFD too: what narrows a list
    /// finds nothing by it, where a text that is kept is refused.
    private static func decode(query bytes: some Collection<UInt8>) -> [String: String] {
        decode(bytes).mapValues { $0.replacing("\0", with: "\u{FFFD}") }
    }

    /// One value for a query.
    static func encode(_ text: String) -> String {
        var bytes: [UInt8] = []
        for byte in text.utf8 {
            switch byte {
            case 48...57, 65...90, 97...122, UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"):
                bytes.append(byte)
            default:
                bytes.append(UInt8(ascii: "%"))
                for nibble in [byte >> 4, byte & 15] { bytes.append(nibble < 10 ? nibble + 48 : nibble + 55) }
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func text(_ encoded: some Collection<UInt8>) -> String {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(encoded.count)
        var index = encoded.startIndex
        while index < encoded.endIndex {
            let byte = encoded[index]
            index = encoded.index(after: index)
            if byte == UInt8(ascii: "%"), let (value, next) = escaped(encoded, at: index) {
                bytes.append(value)
                index = next
            } else {
                bytes.append(byte == UInt8(ascii: "+") ? UInt8(ascii: " ") : byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func escaped<Bytes: Collection<UInt8>>(_ bytes: Bytes, at index: Bytes.Index) -> (
        UInt8, Bytes.Index
    )? {
        let digits = bytes[index...].prefix(2)
        guard digits.count == 2 else { return nil }
        var value: UInt8 = 0
        for digit in digits {
            guard let nibble = Character(Unicode.Scalar(digit)).hexDigitValue else { return nil }
            value = value << 4 | UInt8(nibble)
        }
        return (value, bytes.index(index, offsetBy: 2))
    }
}
