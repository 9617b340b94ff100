// SPDX-License-Identifier: Apache-2.0

import ChineseText
import Domain

/// What somebody of the desk reads of a topic: whoever screens or researches it reads what was said as it was said, a
/// leader the wording for the public, or what was said without what points at one person (BR-38).
struct TopicReading: Sendable {
    private let topic: Topic
    let isMasked: Bool
    /// Whether this reader may ask to see who is behind it.
    let mayUnmask: Bool

    init(_ topic: Topic, by actor: Actor) {
        self.topic = topic
        if case .staff(let staff) = actor {
            mayUnmask = staff.holds(anyOf: UnmaskingRequest.askers, room: topic.room, area: topic.area)
        } else {
            mayUnmask = false
        }
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

    /// How it should read, at the submitter's wish; the last word counts.
    func correction(_ log: [TopicEvent]) -> String? {
        log.reversed().lazy.compactMap { event -> String? in
            guard case .corrected(let text) = event else { return nil }
            return text.words.map(shown)
        }.first
    }

    /// What was said as it was said, each under its name: at first and since. Nothing for whoever does not read it so.
    func said(_ log: [TopicEvent]) -> [(name: String, words: String)] {
        guard !isMasked else { return [] }
        let first = [("话里", topic.text.words), ("地点里", topic.place?.words)]
        let later = log.map { (Self.name($0), $0.saidLater?.words) }
        return (first + later).compactMap { name, words in words.map { (name, $0) } }
    }

    /// What the words are called that a submitter said later.
    private static func name(_ event: TopicEvent) -> String {
        if case .answered = event { return "回答里" }
        if case .added = event { return "补充里" }
        if case .corrected = event { return "更正里" }
        if case .judged = event { return "确认时说的话里" }
        if case .placeCorrected = event { return "更正的地点里" }
        return "撤回的理由里"
    }

    /// What points at one person in what was said, field by field, as “话里有手机号”; empty where nothing does.
    func personalDetails(_ log: [TopicEvent]) -> [String] {
        var (names, kinds): ([String], [String: Set<PersonalDetail.Kind>]) = ([], [:])
        for (name, words) in said(log) {
            let found = PersonalDetail.found(in: words).map(\.kind)
            guard !found.isEmpty else { continue }
            if kinds[name] == nil { names.append(name) }
            kinds[name, default: []].formUnion(found)
        }
        return names.map { name in
            let found = PersonalDetail.Kind.allCases.filter { kinds[name]?.contains($0) == true }
            return "\(name)有\(found.map(TopicWording.name).joined(separator: "、"))"
        }
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
