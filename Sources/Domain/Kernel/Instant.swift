// SPDX-License-Identifier: Apache-2.0

/// A moment, in milliseconds since 1970-01-01T00:00:00Z. Rules receive it as an argument; nothing here reads a clock.
package struct Instant: Hashable, Comparable, Sendable {
    package let milliseconds: Int64

    package init(milliseconds: Int64) {
        self.milliseconds = milliseconds
    }

    /// The civil day of this moment in China (UTC+8; no daylight saving since 1991).
    package var day: Day {
        Day(number: Int((milliseconds + Self.chinaOffset).flooredQuotient(Self.dayLength)))
    }

    /// Milliseconds since midnight of ``day``.
    package var millisecondsIntoDay: Int64 {
        milliseconds + Self.chinaOffset - Int64(day.number) * Self.dayLength
    }

    package static func < (a: Instant, b: Instant) -> Bool {
        a.milliseconds < b.milliseconds
    }

    /// So many milliseconds later; earlier where the number is negative.
    package func advanced(byMilliseconds distance: Int64) -> Instant {
        Instant(milliseconds: milliseconds + distance)
    }

    /// The moment at `hour`:`minute` Chinese time of `day`.
    package init(_ day: Day, hour: Int = 0, minute: Int = 0) {
        milliseconds = Int64(day.number) * Self.dayLength - Self.chinaOffset + Int64(hour * 60 + minute) * 60_000
    }

    static let dayLength: Int64 = 86_400_000
    static let chinaOffset: Int64 = 8 * 3_600_000
}

extension Int64 {
    /// Division that rounds towards minus infinity, so that days before 1970 are right too.
    func flooredQuotient(_ divisor: Int64) -> Int64 {
        let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? quotient - 1 : quotient
    }
}

/// Written as its milliseconds.
extension Instant: Codable {
    package init(from decoder: any Decoder) throws {
        milliseconds = try decoder.singleValueContainer().decode(Int64.self)
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(milliseconds)
    }
}
