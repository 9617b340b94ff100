// SPDX-License-Identifier: Apache-2.0

/// How Excel counts days: from the beginning of 1900, or of 1904 in workbooks from old Macs.
enum SerialCalendar {
    case from1900
    case from1904

    /// A day number as `2026-05-01`; nil where Excel shows no date either.
    func date(_ serial: Double) -> String? {
        guard serial >= (self == .from1900 ? 1 : 0), serial < 2_958_466 else { return nil }
        let day = Int(serial)
        switch self {
        case .from1904: return Self.text(day + 1_462 - 25_569)
        // Excel takes 1900 for a leap year, so that everything from March on is one too many.
        case .from1900 where day == 60: return "1900-02-29"
        case .from1900: return Self.text(day - 25_569 + (day < 60 ? 1 : 0))
        }
    }

    /// The part of a day as `08:30`, with seconds only where there are any.
    static func time(_ serial: Double) -> String? {
        guard serial >= 0, serial < 2_958_466 else { return nil }
        let seconds = Int((serial * 86_400).rounded())
        let parts = [seconds / 3_600, seconds / 60 % 60] + (seconds % 60 == 0 ? [] : [seconds % 60])
        return parts.map(Self.twoDigits).joined(separator: ":")
    }

    /// Days since 1970 as a date of the Gregorian calendar.
    private static func text(_ daysSince1970: Int) -> String {
        let days = daysSince1970 + 719_468
        let era = days / 146_097
        let dayOfEra = days % 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let monthFromMarch = (5 * dayOfYear + 2) / 153
        let day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
        let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        return "\(year)-\(twoDigits(month))-\(twoDigits(day))"
    }

    private static func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
