// SPDX-License-Identifier: Apache-2.0

import ChineseText
import Domain

extension WatchedWords {
    /// Those of the county's list that the texts hold, as the list says them, whatever width and script they are written in.
    static func found(in texts: [String?], _ profile: PracticeProfile) -> [String] {
        let folded = texts.compactMap(\.self).map { FoldedText($0) }
        guard !folded.isEmpty else { return [] }
        return profile.watchedWords.filter { WordQuery($0)?.matches(folded) ?? false }
    }

    /// As a list names them: “涉密”“内部文件”.
    static func quoted(_ words: [String]) -> String { words.map { "“\($0)”" }.joined() }
}
