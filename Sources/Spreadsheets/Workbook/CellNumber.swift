// SPDX-License-Identifier: Apache-2.0

import Foundation

/// The number of a cell as text.
struct CellNumber {
    let text: String
    /// Whether it has more digits than Excel keeps.
    let hasLostDigits: Bool

    /// Nil for what is no number.
    init?(_ stored: String, _ format: NumberFormat, _ calendar: SerialCalendar) {
        guard let value = Double(stored), value.isFinite else { return nil }
        if let moment = Self.moment(value, format, calendar) {
            self.init(text: moment, hasLostDigits: false)
        } else if case .digits(let count) = format, value >= 0, value < 1e15, value == value.rounded() {
            let digits = String(Int(value))
            self.init(text: String(repeating: "0", count: max(0, count - digits.count)) + digits, hasLostDigits: false)
        } else {
            self.init(text: Self.plain(value), hasLostDigits: (1e15..<1e21).contains(abs(value)))
        }
    }

    private init(text: String, hasLostDigits: Bool) {
        self.text = text
        self.hasLostDigits = hasLostDigits
    }

    private static func moment(_ value: Double, _ format: NumberFormat, _ calendar: SerialCalendar) -> String? {
        switch format {
        case .general, .digits: return nil
        case .date: return calendar.date(value)
        case .time: return SerialCalendar.time(value)
        case .dateTime:
            // To the second: half a second before midnight is the next day.
            let value = (value * 86_400).rounded() / 86_400
            guard let date = calendar.date(value), let time = SerialCalendar.time(value - value.rounded(.down)) else {
                return nil
            }
            return time == "00:00" ? date : "\(date) \(time)"
        }
    }

    /// Up to 15 digits, as many as Excel has, and no exponent where a person would write none.
    private static func plain(_ value: Double) -> String {
        if value == value.rounded(), abs(value) < 1e15 { return String(Int(value)) }
        let parts = String(format: "%.14e", value).split(separator: "e")
        guard parts.count == 2, let exponent = Int(parts[1]) else { return String(value) }
        let sign = value < 0 ? "-" : ""
        var digits = parts[0].filter(\.isNumber)
        while digits.count > 1, digits.last == "0" { digits.removeLast() }
        if exponent < -9 || exponent > 20 {
            let fraction = digits.dropFirst()
            let mantissa = fraction.isEmpty ? digits : "\(digits.prefix(1)).\(fraction)"
            return "\(sign)\(mantissa)E\(exponent < 0 ? "-" : "+")\(abs(exponent))"
        }
        if exponent < 0 { return "\(sign)0.\(String(repeating: "0", count: -exponent - 1))\(digits)" }
        if digits.count <= exponent + 1 {
            return sign + digits + String(repeating: "0", count: exponent + 1 - digits.count)
        }
        return "\(sign)\(digits.prefix(exponent + 1)).\(digits.dropFirst(exponent + 1))"
    }
}
