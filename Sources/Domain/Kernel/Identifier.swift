// SPDX-License-Identifier: Apache-2.0

/// The id of one `Subject`: 63 bits, positive, made by the application (design: storage).
///
/// In addresses and JSON it is a string of 13 Crockford base-32 characters, so that no script rounds it.
package struct Identifier<Subject>: Hashable, Comparable, Sendable {
    package let number: Int64

    package init(_ number: Int64) {
        self.number = number
    }

    /// Reads the 13 characters that ``text`` writes; nil for anything else.
    package init?(_ text: some StringProtocol) {
        guard let value = Crockford.value(of: text, length: Self.length), value <= UInt64(Int64.max), value > 0 else {
            return nil
        }
        number = Int64(value)
    }

    /// Thirteen characters of Crockford's base 32.
    package var text: String { Crockford.text(of: UInt64(number), length: Self.length) }

    package static func < (a: Self, b: Self) -> Bool { a.number < b.number }

    private static var length: Int { 13 }
}

extension Identifier: CustomStringConvertible {
    package var description: String { text }
}

extension Identifier: Codable {
    package init(from decoder: any Decoder) throws {
        let text = try String(from: decoder)
        guard let id = Identifier(text) else {
            throw DecodingError.dataCorrupted(
                .init(codingPath: decoder.codingPath, debugDescription: "not an id: \(text)"))
        }
        self = id
    }

    package func encode(to encoder: any Encoder) throws {
        try text.encode(to: encoder)
    }
}
