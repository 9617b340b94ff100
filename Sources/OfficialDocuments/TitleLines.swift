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
        let least = Int((whole / widthMax).rounded(.up))
        // Where a good pause leaves too much for the lines that follow, one line more keeps them even: otherwise a word or two
        // would stand alone at the end.
        let even = lines(of: text, least)
        guard even.count > least else { return even }
        let more = lines(of: text, least + 1)
        return more.count <= even.count ? more : even
    }

    /// So many lines, and more where they do not hold the text.
    private static func lines(of text: [Character], _ count: Int) -> [String] {
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
            let between = cost(between: text[place - 1], and: text[place])
            let isEasy = between < .infinity && beginsNumber(text[place...])
            let cost = abs(width - ideal) + (isEasy ? min(between, 4) : between)
            if cost < best.cost { best = (cost, place) }
        }
        // Nothing fits: a line that is too long is better than none.
        return best.place == text.endIndex ? min(text.endIndex, text.startIndex + Int(widthMax)) : best.place
    }

    /// Whether a year, a term or a number begins here: 2026年, 十一届, 第006号.
    private static func beginsNumber(_ text: ArraySlice<Character>) -> Bool {
        if text.first == "第" { return text.dropFirst().first?.isNumber == true }
        let rest = text.drop(while: \.isNumber)
        return rest.count < text.count && rest.first.map { "届年".contains($0) } == true
    }

    private static func cost(between last: Character, and next: Character) -> Double {
        if "，。、；：？！”’）》〉】〕…—".contains(next) || "“‘（《〈【〔".contains(last) { return .infinity }
        if last.isASCII, next.isASCII, last != " " { return .infinity }
        if last.isNumber, next.isNumber || "年月日号届次件".contains(next) { return .infinity }
        if last == "第", next.isNumber { return .infinity }
        if last == "届", next.isNumber { return 20 }
        if "”》）〕】".contains(last) || "“《（〔【".contains(next) { return 0 }
        if "，、；：".contains(last) { return 0.5 }
        if "的和与".contains(last) || "年月日".contains(last) { return 1.5 }
        return 8
    }
}
