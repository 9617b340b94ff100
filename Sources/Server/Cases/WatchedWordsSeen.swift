// SPDX-License-Identifier: Apache-2.0

import Domain

/// The words of the county's list that the page of a form has said, sent along with it: so nobody brings them before others unaware.
struct WatchedWordsSeen: Sendable {
    static let name = "_watched"
    /// No word of a list holds it.
    private static let mark: Character = "、"
    let words: [String]

    init(_ words: [String] = []) { self.words = words }

    init(sent: [String: String]) {
        words = (sent[Self.name] ?? "").split(separator: Self.mark).map(String.init)
    }

    /// Throws once for words that no page has said. Whoever sends the form again has read them there.
    func require(_ found: [String]) throws {
        let unseen = found.filter { !words.contains($0) }
        guard unseen.isEmpty else {
            throw InputProblems([.init(field: Self.name, sentence: WatchedWording.unseen(unseen))])
        }
    }

    /// Nil where there is nothing to say.
    var field: HiddenField? {
        words.isEmpty ? nil : HiddenField(name: Self.name, value: words.joined(separator: String(Self.mark)))
    }

    /// What whoever decides reads before the button.
    var note: Note? {
        words.isEmpty ? nil : Note(text: WatchedWording.published(words), tone: .soon, icon: .lock)
    }
}
