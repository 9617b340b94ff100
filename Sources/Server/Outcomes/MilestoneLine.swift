// SPDX-License-Identifier: Apache-2.0

import Domain

/// A milestone as somebody writes it, a line each: the day, then what is done by then. The day is written as people write days:
/// `2026-12-05`, `2026年12月5日`, `2026/12/5`.
struct MilestoneLine: Sendable {
    let day: Day
    let text: String

    init?(_ line: some StringProtocol) {
        var rest = Substring(line).drop(while: \.isWhitespace)
        guard let year = Self.number(&rest, digits: 4...4), Self.takes("年-/.", &rest),
            let month = Self.number(&rest, digits: 1...2), Self.takes("月-/.", &rest),
            let dayOfMonth = Self.number(&rest, digits: 1...2), let day = Self.day(year, month, dayOfMonth)
        else { return nil }
        guard Self.takes("日号 \t　:：,，", &rest) else { return nil }
        let text = rest.drop { $0.isWhitespace || ":：,，".contains($0) }
        guard !text.isEmpty else { return nil }
        self.day = day
        self.text = String(text)
    }

    private static func day(_ year: Int, _ month: Int, _ day: Int) -> Day? {
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }
        return Day("\(year)-\(two(month))-\(two(day))")
    }

    private static func number(_ rest: inout Substring, digits: ClosedRange<Int>) -> Int? {
        let found = rest.prefix { $0.isASCII && $0.isNumber }
        guard digits.contains(found.count), let number = Int(found) else { return nil }
        rest = rest.dropFirst(found.count)
        return number
    }

    /// Whether the next character is one of these; it is read then.
    private static func takes(_ characters: String, _ rest: inout Substring) -> Bool {
        guard let next = rest.first, characters.contains(next) else { return false }
        rest = rest.dropFirst()
        return true
    }
}
