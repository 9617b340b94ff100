// SPDX-License-Identifier: Apache-2.0

import OfficialDocuments

/// Minutes as the secretary wrote them, line by line: what looks like a label or a heading is set as one, and not a word
/// is changed.
enum MinutesText {
    /// A label is short, as 时间：… or 一致意见：… are.
    private static let labelMax = 6
    private static let ordinals: Set<Character> = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十"]

    static func blocks(_ text: String) -> [OfficialDocument.Block] {
        text.split(whereSeparator: \.isNewline).map { line in
            String(line.drop(while: \.isWhitespace))
        }
        .filter { !$0.isEmpty }.map(block)
    }

    private static func block(_ line: String) -> OfficialDocument.Block {
        if isHeading(line) { return .heading(line) }
        guard let colon = line.firstIndex(of: "：") else { return .paragraph(line) }
        let label = String(line[..<colon])
        let words = String(line[line.index(after: colon)...])
        guard (2...labelMax).contains(label.count), label.allSatisfy({ $0.isLetter && !$0.isASCII }) else {
            return .paragraph(line)
        }
        return words.isEmpty ? .heading(label) : .entry(label: label, words)
    }

    /// 一、… in a line of its own.
    private static func isHeading(_ line: String) -> Bool {
        let number = line.prefix { ordinals.contains($0) }
        return !number.isEmpty && line.dropFirst(number.count).first == "、" && line.count <= 30
            && !"。；，".contains(line.last ?? "。")
    }
}
