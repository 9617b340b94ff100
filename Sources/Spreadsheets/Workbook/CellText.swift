// SPDX-License-Identifier: Apache-2.0

/// A cell's text as it is heard piece by piece, kept only as far as it can still be within the limit.
struct CellText {
    private var bytes: [UInt8] = []
    private let bytesMax: Int

    /// One character is at most an escape of seven bytes. One more than the limit is kept, so that it is noticed.
    init(_ limits: SpreadsheetLimits) {
        bytesMax = (limits.cellCharacters + 1) * 7
    }

    mutating func append(_ piece: UnsafeRawBufferPointer) {
        bytes.append(contentsOf: piece.prefix(max(0, bytesMax - bytes.count)))
    }

    /// Whether there may have been more than was kept. Then it is too long, however it is written.
    var isFull: Bool { bytes.count == bytesMax }

    mutating func clear() { bytes.removeAll(keepingCapacity: true) }

    /// The text. Characters that XML cannot hold stand in it as `_x000D_`, and an underscore that would look like
    /// the beginning of one as `_x005F_`.
    var string: String {
        guard bytes.contains(UInt8(ascii: "_")) else { return String(decoding: bytes, as: UTF8.self) }
        var plain: [UInt8] = []
        var index = 0
        while index < bytes.count {
            if let scalar = escaped(at: index) {
                plain += String(scalar).utf8
                index += 7
            } else {
                plain.append(bytes[index])
                index += 1
            }
        }
        return String(decoding: plain, as: UTF8.self)
    }

    private func escaped(at index: Int) -> Unicode.Scalar? {
        guard bytes.count >= index + 7, bytes[index] == UInt8(ascii: "_"), bytes[index + 1] == UInt8(ascii: "x"),
            bytes[index + 6] == UInt8(ascii: "_")
        else { return nil }
        var value: UInt32 = 0
        for byte in bytes[(index + 2)..<(index + 6)] {
            guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue else { return nil }
            value = value << 4 | UInt32(digit)
        }
        return Unicode.Scalar(value)
    }
}
