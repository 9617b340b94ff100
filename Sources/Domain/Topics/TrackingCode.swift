// SPDX-License-Identifier: Apache-2.0

/// What a submitter keeps instead of an account: three groups of four characters, 55 random bits and a check.
///
/// It is a bearer secret: never logged, looked up by its hash alone.
package struct TrackingCode: Hashable, Sendable {
    /// `7K4M-92QX-H3TB`.
    package let text: String

    /// From random bits, of which 55 are used.
    package init(random: UInt64) {
        let body = Crockford.text(of: random & (1 << 55 - 1), length: 11)
        text = Self.grouped(body + String(Self.check(of: body)))
    }

    /// Reads a code as people type it: small letters, full-width ones, blanks and hyphens of any kind or none are forgiven, a
    /// slip is noticed.
    package init?(_ typed: some StringProtocol) {
        let plain = Self.folded(typed)
        guard plain.utf8.count == 12, let value = Crockford.value(of: plain.prefix(11), length: 11) else { return nil }
        let body = Crockford.text(of: value, length: 11)
        guard let last = plain.utf8.last, let digit = Crockford.digit(last),
            Crockford.text(of: digit, length: 1) == String(Self.check(of: body))
        else { return nil }
        text = Self.grouped(body + String(Self.check(of: body)))
    }

    /// The letters and digits alone, as a plain keyboard writes them.
    private static func folded(_ typed: some StringProtocol) -> String {
        var plain = String.UnicodeScalarView()
        for scalar in typed.unicodeScalars where !scalar.properties.isWhitespace && !scalar.properties.isDash {
            // Chinese keyboards write the same characters in full width.
            let isWide = (0xFF01...0xFF5E).contains(scalar.value)
            plain.append(isWide ? Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar : scalar)
        }
        return String(plain)
    }

    /// Makes the twelve characters, weighted by falling powers of x, sum to nothing in the field of 32 elements: one
    /// wrong character and any two exchanged ones, neighbours or not, are always noticed.
    private static func check(of body: String) -> Character {
        let sum = body.utf8.reduce(UInt64(0)) { sum, byte in timesX(sum) ^ (Crockford.digit(byte) ?? 0) }
        return Character(Crockford.text(of: timesX(sum), length: 1))
    }

    /// `value` times x, modulo x⁵ + x² + 1.
    private static func timesX(_ value: UInt64) -> UInt64 {
        value << 1 ^ (value & 0b1_0000 == 0 ? 0 : 0b10_0101)
    }

    private static func grouped(_ plain: String) -> String {
        let characters = Array(plain)
        return [0, 4, 8].map { String(characters[$0..<$0 + 4]) }.joined(separator: "-")
    }
}
