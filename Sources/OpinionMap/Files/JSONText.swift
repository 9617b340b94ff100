// SPDX-License-Identifier: Apache-2.0

/// Writes JSON (RFC 8259) piece by piece.
struct JSONText {
    private(set) var bytes: [UInt8] = []
    /// Whether something stands before, in the same array or object.
    private var needsComma = false

    mutating func object(_ members: (inout JSONText) -> Void) { enclosed("{", "}", members) }

    mutating func array<Items: Sequence>(_ items: Items, _ each: (inout JSONText, Items.Element) -> Void) {
        enclosed("[", "]") { text in
            for item in items { each(&text, item) }
        }
    }

    /// A member of an object; `value` writes exactly one value.
    mutating func member(_ name: String, _ value: (inout JSONText) -> Void) {
        string(name)
        bytes.append(UInt8(ascii: ":"))
        needsComma = false
        value(&self)
    }

    mutating func number(_ value: Int) {
        separate()
        bytes += value.description.utf8
    }

    /// The shortest digits that mean exactly this number, which is finite.
    mutating func number(_ value: Double) {
        separate()
        bytes += value.description.utf8
    }

    mutating func string(_ value: String) {
        separate()
        bytes.append(UInt8(ascii: "\""))
        for byte in value.utf8 {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes += [UInt8(ascii: "\\"), byte]
            case 0..<0x20:
                let digits = String(byte, radix: 16)
                bytes += ("\\u" + String(repeating: "0", count: 4 - digits.count) + digits).utf8
            default: bytes.append(byte)
            }
        }
        bytes.append(UInt8(ascii: "\""))
    }

    private mutating func enclosed(_ open: Unicode.Scalar, _ close: Unicode.Scalar, _ inside: (inout JSONText) -> Void)
    {
        separate()
        bytes.append(UInt8(ascii: open))
        needsComma = false
        inside(&self)
        bytes.append(UInt8(ascii: close))
        needsComma = true
    }

    private mutating func separate() {
        if needsComma { bytes.append(UInt8(ascii: ",")) }
        needsComma = true
    }
}
