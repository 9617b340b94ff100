// SPDX-License-Identifier: Apache-2.0

/// Writes a value as one part of an address, so that it cannot end that part or begin another.
enum PercentEncoding {
    /// Appends `text` with every byte outside `A–Z a–z 0–9 - . _ ~` as `%XX`. A `%XX` that is there already passes,
    /// so that a value may be encoded beforehand; any other `%` becomes `%25`.
    static func append(_ text: UnsafeBufferPointer<UInt8>, to bytes: inout [UInt8]) {
        for index in text.indices {
            let byte = text[index]
            if isUnreserved(byte) || (byte == percent && isTriple(at: index, in: text)) {
                bytes.append(byte)
            } else {
                bytes.append(percent)
                bytes.append(hexDigit(byte >> 4))
                bytes.append(hexDigit(byte & 0x0F))
            }
        }
    }

    private static let percent = UInt8(ascii: "%")

    private static func isUnreserved(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"),
            UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "~"):
            true
        default: false
        }
    }

    private static func isTriple(at index: Int, in text: UnsafeBufferPointer<UInt8>) -> Bool {
        index + 2 < text.count && isHexDigit(text[index + 1]) && isHexDigit(text[index + 2])
    }

    private static func isHexDigit(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "F"),
            UInt8(ascii: "a")...UInt8(ascii: "f"):
            true
        default: false
        }
    }

    private static func hexDigit(_ value: UInt8) -> UInt8 {
        value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "A") + value - 10
    }
}
