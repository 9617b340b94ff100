// SPDX-License-Identifier: Apache-2.0

import ChineseText
import Database
import Domain

/// What was decided on topics that say the like, public ones and those of the own room, and what that speaks for: a help for whoever screens, and never more
/// than that.
struct TopicPrecedents: Sendable {
    /// A decided topic that is like this one.
    struct Precedent: Sendable {
        let found: SimilarTopics.Found
        let decision: PrecedentStore.Decision
    }

    /// What most of the precedents have in common.
    struct Suggestion<Value: Sendable & Hashable>: Sendable {
        let value: Value
        let name: String
        /// How many of the precedents speak for it.
        let count: Int
    }

    /// As many as one reads before one decides.
    static let shownMax = 3
    /// One alone is chance.
    private static let agreeingMin = 2

    /// The nearest first.
    let precedents: [Precedent]

    var isEmpty: Bool { precedents.isEmpty }

    /// None.
    init() { precedents = [] }

    /// Of topics that are like one. `found`: the public ones, which were looked up already; those of its own room are looked up for
    /// whoever reads what was said there.
    init(
        _ found: [SimilarTopics.Found], like topic: Topic, for actor: Actor, _ store: PrecedentStore,
        in transaction: Transaction
    ) throws {
        let own =
            TopicScope(of: actor).readsWords(room: topic.room, area: topic.area, researcher: nil)
            ? try Self.own(topic, store, in: transaction) : []
        let public_ = Set(found.map(\.topic.id))
        let decided = Array(
            (found.filter { !$0.topic.state.isUndecided } + own.filter { !public_.contains($0.topic.id) })
                .sorted { $0.likeness > $1.likeness }.prefix(Self.shownMax))
        let decisions = try store.decisions(
            on: decided.map(\.topic.id), own: own.isEmpty ? nil : topic.room, in: transaction)
        precedents = decided.compactMap { found in
            decisions[found.topic.id].map { Precedent(found: found, decision: $0) }
        }
    }

    /// Those of the own room, whether anybody else may read them or not; the nearest first.
    private static func own(
        _ topic: Topic, _ store: PrecedentStore, in transaction: Transaction
    ) throws -> [SimilarTopics.Found] {
        guard let words = topic.text.words else { return [] }
        let decided = try store.decided(in: topic.room, in: transaction).filter { $0.id != topic.id }
        var index = MemoryIndex()
        for each in decided { index.append(each.body) }
        let query = SimilarityQuery(words)
        return try query.matches(in: index, limit: shownMax).compactMap { match in
            guard match.likeness >= SimilarTopics.likenessMin, let passage = query.passage(of: [decided[match.id].body])
            else { return nil }
            return .init(topic: decided[match.id], likeness: match.likeness, passage: Marked(passage))
        }
    }

    /// The room that dealt with most of them, where it is another one than the topic's own.
    func room(otherThan own: Room.ID) -> Suggestion<Room.ID>? {
        let suggestion = common { precedent in
            [(precedent.found.topic.room, precedent.found.topic.roomName)]
        }
        return suggestion?.value == own ? nil : suggestion
    }

    /// The unit that most of them went to.
    var unit: Suggestion<HandlingUnit.ID>? { common { $0.decision.units.map { ($0.id, $0.name) } } }

    /// What most of them are about, where the topic is not sorted so already.
    func category(otherThan own: String?, _ profile: PracticeProfile) -> Suggestion<String>? {
        let suggestion = common { precedent in
            precedent.decision.category.flatMap { profile.topicCategory($0) }.map { [($0.code, $0.name)] } ?? []
        }
        return suggestion?.value == own ? nil : suggestion
    }

    /// Where most of them were sent on to.
    var channel: Suggestion<Topic.Channel>? {
        common { precedent in precedent.decision.channel.map { [($0, TopicWording.name($0))] } ?? [] }
    }

    /// On what ground most of them were turned down.
    func ground(_ profile: PracticeProfile) -> Suggestion<String>? {
        common { precedent in
            precedent.decision.ground.flatMap { profile.rejectionGround($0) }.map { [($0.code, $0.name)] } ?? []
        }
    }

    /// What at least two have in common; of several, what the nearest has.
    private func common<Value: Sendable & Hashable>(
        _ values: (Precedent) -> [(Value, String)]
    ) -> Suggestion<Value>? {
        var order: [Value] = []
        var counts: [Value: (name: String, count: Int)] = [:]
        for precedent in precedents {
            for (value, name) in values(precedent) {
                if counts[value] == nil { order.append(value) }
                counts[value, default: (name, 0)].count += 1
            }
        }
        let best = order.compactMap { value in counts[value].map { (value, $0) } }
            .max { $0.1.count < $1.1.count || ($0.1.count == $1.1.count && isLater($0.0, $1.0, in: order)) }
        guard let best, best.1.count >= Self.agreeingMin else { return nil }
        return Suggestion(value: best.0, name: best.1.name, count: best.1.count)
    }

    private func isLater<Value: Hashable>(_ a: Value, _ b: Value, in order: [Value]) -> Bool {
        (order.firstIndex(of: a) ?? 0) > (order.firstIndex(of: b) ?? 0)
    }
}
