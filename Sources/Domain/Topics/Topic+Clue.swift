// SPDX-License-Identifier: Apache-2.0

extension Topic {
    /// What everybody may read of it, as one text; nil where nothing was written for everybody, or it was taken back.
    var wordsForEverybody: String? {
        guard publication != .withdrawn, let text = publicText, let body = text.body.words else { return nil }
        return [text.title.words, body].compactMap(\.self).joined(separator: "\n")
    }

    /// Whether it was handed on to those who write proposals.
    package var isHandedOn: Bool {
        guard case .redirected(let redirection) = state else { return false }
        return redirection.channel == .proposalClue
    }

    /// What became of it with those who write proposals, as they learn it step by step; the last word counts.
    package func hearing(_ result: String) throws(TopicRefusal) -> Transition<Topic> {
        guard isHandedOn else { throw .notRedirected }
        return Transition(self, .resultTold(.kept(result)))
    }
}
