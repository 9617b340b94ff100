// SPDX-License-Identifier: Apache-2.0

/// Numbers below a hundred as Chinese writes them: 十五届三次会议.
package enum ChineseNumeral {
    private static let digits: [Character] = Array("零一二三四五六七八九")

    /// `15` as 十五; a number of a hundred and more in figures.
    package static func text(of number: Int) -> String {
        guard (0...99).contains(number) else { return String(number) }
        let (tens, units) = number.quotientAndRemainder(dividingBy: 10)
        let unit = units == 0 && tens > 0 ? "" : String(digits[units])
        return (tens > 1 ? String(digits[tens]) : "") + (tens > 0 ? "十" : "") + unit
    }

    /// The first number in a name, in characters or in figures: 15 of 第十五届, 3 of 第3次会议.
    package static func first(in name: String) -> Int? {
        let run = name.drop { !isNumeral($0) }.prefix(while: isNumeral)
        if let figures = Int(run) { return figures }
        let parts = run.split(separator: "十", maxSplits: 1, omittingEmptySubsequences: false)
        guard let first = parts.first, run.isEmpty == false else { return nil }
        if parts.count == 1 { return digit(first) }
        guard let tens = first.isEmpty ? 1 : digit(first), let units = parts[1].isEmpty ? 0 : digit(parts[1]) else {
            return nil
        }
        return tens * 10 + units
    }

    private static func isNumeral(_ character: Character) -> Bool {
        character == "十" || digits.contains(character) || "0123456789".contains(character)
    }

    private static func digit(_ text: Substring) -> Int? {
        text.count == 1 ? text.first.flatMap(digits.firstIndex) : nil
    }
}
