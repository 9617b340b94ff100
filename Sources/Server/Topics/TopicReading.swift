// SPDX-License-Identifier: Apache-2.0

import ChineseText
import Domain

/// What somebody of the desk reads of a topic: whoever screens or researches it reads what was said as it was said, a
/// leader the wording for the public, or what was said without what points at one person (BR-38).
struct TopicReading: Sendable {
    private let topic: Topic
    let isMasked: Bool

    init(_ topic: Topic, by actor: Actor) {
        self.topic = topic
        isMasked = !TopicScope(of: actor).readsWords(of: topic)
    }

    /// What the topic says; nil once it is erased.
    var text: String? {
        isMasked ? topic.publicText?.body.words ?? topic.text.words.map(Self.masked) : topic.text.words
    }

    /// Other words that belong to it.
    func shown(_ words: String) -> String { isMasked ? Self.masked(words) : words }

    func shown(_ text: FreeText?) -> String? { text.map { shown($0.words ?? TopicWording.erased) } }

    /// All that was said of it, later words of its submitter included, with the wording for the public; nothing of it for whoever does
    /// not read it as it was said.
    func texts(_ log: [TopicEvent]) -> [String?] {
        guard !isMasked else { return [] }
        let wording = topic.publicText
        return [topic.text, topic.place, wording?.title, wording?.body, wording?.answer].map { $0?.words }
            + log.map { $0.saidLater?.words }
    }

    /// The way of the topic, with what was said at its steps.
    func shown(_ trace: Trace) -> Trace {
        guard isMasked else { return trace }
        return Trace(
            steps: trace.steps.map { step in
                var step = step
                step.quote = step.quote.map(Self.masked)
                return step
            })
    }

    /// The words without what points at one person.
    static func masked(_ words: String) -> String { PersonalDetail.masked(words, as: TopicWording.masked) }
}
