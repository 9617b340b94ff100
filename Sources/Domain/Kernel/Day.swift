// SPDX-License-Identifier: Apache-2.0

/// A civil day of the Gregorian calendar, as deadlines and documents name it.
package struct Day: Hashable, Comparable, Sendable {
    /// Days since 1970-01-01.
    package let number: Int

    package init(number: Int) {
        self.number = number
    }

    /// Algorithm: days from civil (proleptic Gregorian), with years that begin in March.
    package init(year: Int, month: Int, day: Int) {
        let y = month <= 2 ? year - 1 : year
        let era = (y >= 0 ? y : y - 399) / 400
        let yearOfEra = y - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        number = era * 146_097 + dayOfEra - 719_468
    }

    /// Reads `2026-03-05`; nil for anything else, and for a day that does not exist.
    package init?(_ text: String) {
        let parts = text.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0].count == 4, parts[1].count == 2, parts[2].count == 2 else { return nil }
        let numbers = parts.compactMap { part -> Int? in
            part.allSatisfy { $0 >= 48 && $0 <= 57 } ? part.reduce(0) { $0 * 10 + Int($1) - 48 } : nil
        }
        guard numbers.count == 3, (1...12).contains(numbers[1]), numbers[2] >= 1 else { return nil }
        let day = Day(year: numbers[0], month: numbers[1], day: numbers[2])
        guard day.month == numbers[1], day.dayOfMonth == numbers[2] else { return nil }
        self = day
    }

    package var year: Int { civil.year }
    package var month: Int { civil.month }
    package var dayOfMonth: Int { civil.day }

    /// 1 is Monday, 7 is Sunday.
    package var weekday: Int { ((number + 3) % 7 + 7) % 7 + 1 }

    /// So many days later; earlier where the number is negative.
    package func advanced(by days: Int) -> Day { Day(number: number + days) }

    /// The same day of the month so many months later, or earlier; else the last day of that month.
    package func advanced(byMonths months: Int) -> Day {
        let month = year * 12 + self.month - 1 + months
        let first = Day(year: month / 12, month: month % 12 + 1, day: 1)
        let next = Day(year: (month + 1) / 12, month: (month + 1) % 12 + 1, day: 1)
        return min(first.advanced(by: dayOfMonth - 1), next.advanced(by: -1))
    }

    package static func < (a: Day, b: Day) -> Bool { a.number < b.number }

    private var civil: (year: Int, month: Int, day: Int) {
        let z = number + 719_468
        let era = (z >= 0 ? z : z - 146_096) / 146_097
        let dayOfEra = z - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let m = (5 * dayOfYear + 2) / 153
        let month = m < 10 ? m + 3 : m - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * m + 2) / 5 + 1)
    }
}

extension Day: CustomStringConvertible {
    /// `2026-03-05`, as it is stored.
    package var description: String {
        func padded(_ n: Int, _ width: Int) -> String {
            let text = String(n)
            return String(repeating: "0", count: max(0, width - text.utf8.count)) + text
        }
        let (year, month, day) = civil
        return "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))"
    }
}

extension Day: Codable {
    package init(from decoder: any Decoder) throws {
        let text = try String(from: decoder)
        guard let day = Day(text) else {
            throw DecodingError.dataCorrupted(
                .init(codingPath: decoder.codingPath, debugDescription: "not a day: \(text)"))
        }
        self = day
    }

    package func encode(to encoder: any Encoder) throws {
        try description.encode(to: encoder)
    }
}
