// SPDX-License-Identifier: Apache-2.0

/// Breaks a title into lines of about the same length where a reader would pause: not inside a number, not before a
/// closing mark, and rather after one than between two characters of a word.
package enum TitleLines {
    /// At 22 pt twenty characters fill a line; one is left as a margin.
    private static let widthMax = 19.0

    /// The lines; the title itself where it fits into one.
    package static func broken(_ title: String) -> [String] {
        let text = Array(title.filter { !$0.isNewline })
        let whole = width(text)
        guard whole > widthMax else { return [String(text)] }
        let count = Int((whole / widthMax).rounded(.up))
        var lines: [String] = []
        var rest = text[...]
        for left in stride(from: count, to: 1, by: -1) {
            let end = breakingPoint(rest, ideal: width(Array(rest)) / Double(left))
            lines.append(String(rest[..<end]))
            rest = rest[end...]
        }
        while width(Array(rest)) > widthMax {
            let end = breakingPoint(rest, ideal: widthMax * 0.9)
            lines.append(String(rest[..<end]))
            rest = rest[end...]
        }
        return (lines + [String(rest)]).filter { !$0.isEmpty }
    }

    private static func width(_ text: [Character]) -> Double { PrintableText.width(String(text)) }

    /// The cheapest place to break: far from the middle costs, and so does the middle of a word.
    private static func breakingPoint(_ text: ArraySlice<Character>, ideal: Double) -> Int {
        var best = (cost: Double.infinity, place: text.endIndex)
        var width = 0.0
        for place in text.indices.dropFirst() {
            width += PrintableText.width(String(text[place - 1]))
            guard width <= widthMax else { break }
            let cost = abs(width - ideal) + cost(between: text[place - 1], and: text[place])
            if cost < best.cost { best = (cost, place) }
        }
        // Nothing fits: a line that is too long is better than none.
        return best.place == text.endIndex ? min(text.endIndex, text.startIndex + Int(widthMax)) : best.place
    }

    private static func cost(between last: Character, and next: Character) -> Double {
        if "，。、；：？！”’）》〉】〕…—".contains(next) || "“‘（《〈【〔".contains(last) { return .infinity }
        if last.isASCII, next.isASCII, last != " " { return .infinity }
        if last.isNumber, "年月日号届次件".contains(next) { return .infinity }
        if "”》）〕】".contains(last) || "“《（〔【".contains(next) { return 0 }
        if "，、；：".contains(last) { return 0.5 }
        if "的和与".contains(last) || "年月日".contains(last) { return 1.5 }
        return 8
    }
}
