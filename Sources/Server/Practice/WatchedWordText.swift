// SPDX-License-Identifier: Apache-2.0

import ChineseText
import Domain

/// The county's watched words as a form field, and back.
enum WatchedWordText {
    static func words(_ words: [String]) -> String { words.joined(separator: "、") }

    /// Words between commas of any kind, or line by line. Throws what is wrong with the first that is.
    static func read(_ text: String, field: String) throws(FieldProblem) -> [String] {
        var words: [String] = []
        var place = 0
        for part in text.split(whereSeparator: { "、，,；;\n".contains($0) }) {
            let word = String(part).trimmingWhitespace
            guard !word.isEmpty else { continue }
            place += 1
            guard WatchedWords.lengths.contains(word.count), WordQuery(word) != nil else {
                throw FieldProblem(field: field, sentence: PracticeWording.badWatchedWord(place))
            }
            if !words.contains(word) { words.append(word) }
        }
        guard words.count <= WatchedWords.countMax else {
            throw FieldProblem(field: field, sentence: PracticeWording.watchedWordCount)
        }
        return words
    }
}
