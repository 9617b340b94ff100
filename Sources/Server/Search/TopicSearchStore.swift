// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

/// Looks for words in topics of a desk.
extension SearchStore {
    /// A topic of somebody's desk.
    struct DeskTopic: Sendable {
        let id: Topic.ID
        let publicTitle: String?
        let publicBody: String?
        let publicAnswer: String?
        /// What was said.
        let words: String?
        /// Where it is.
        let place: String?
        /// What its submitter said later.
        let later: [String]
        /// What it is called in a system outside, where just that was typed.
        let number: String?
        let state: Topic.State.Name
        let receivedAt: Instant
        let roomName: String
        /// How it ended in a former system, if it did.
        let former: Topic.Former.Ending?
    }

    /// Topics by what was said, at first and later, by where it is, by what is public of them and by their numbers outside.
    func topics(_ scope: TopicScope, _ narrowing: Narrowing, in transaction: Transaction) throws -> Found<DeskTopic> {
        let about: SQL = narrowing.category.map { "AND t.category = \($0)" } ?? ""
        let condition: SQL =
            "\(TopicVisibility.sql(scope, tenant: tenant)) AND \(Self.within("t", narrowing)) \(about)"
        let numbers = try topics(numbered: narrowing.typed, scope, in: transaction)
        // The kinds of ``TopicEvent/kindsSaidLater``, as they stand in the index.
        let later = try said(
            in:
                "e.subject_kind = 'topic' AND e.kind IN ('answered', 'added', 'corrected', 'place_corrected', 'withdrawal_asked', 'judged')",
            of: """
                SELECT t.tenant AS tenant, t.id AS id, t.id AS record FROM topic t
                WHERE \(condition) ORDER BY t.id DESC
                """, narrowing, in: transaction)
        let found: Found<DeskTopic> = try lookCounting(
            """
            SELECT t.id, t.public_title, t.public_body, t.public_answer, t.publication, t.text, c.words, t.place, p.words, t.state,
                t.received_at, r.name, t.room, t.area, t.researcher, t.former_ending
            FROM topic t
            JOIN room r ON r.tenant = t.tenant AND r.id = t.room
            JOIN content c ON c.tenant = t.tenant AND c.id = t.text
            LEFT JOIN content p ON p.tenant = t.tenant AND p.id = t.place
            WHERE \(condition) ORDER BY t.id DESC
            """, later.left(of: narrowing), in: transaction
        ) { row, unsealed in
            let id = Identifier<Topic>(try row.next())
            let (title, body) = (try row.next(String?.self), try row.next(String?.self))
            let answer = try row.next(String?.self)
            let isPublic = try row.next(String.self) == Publication.published.name
            let words = try contents.next(&row, tenant: tenant)?.words
            let place = try contents.next(&row, tenant: tenant)?.words
            if place != nil { unsealed += 1 }
            guard let state = Topic.State.Name(rawValue: try row.next()) else {
                throw DatabaseError.malformed("topic \(id)")
            }
            let (receivedAt, roomName) = (Instant(milliseconds: try row.next()), try row.next(String.self))
            let room = Identifier<Room>(try row.next())
            guard let area = AreaCode(try row.next(String.self)) else { throw DatabaseError.malformed("topic \(id)") }
            let researcher = try row.next(Int64?.self).map { Identifier<Person>($0) }
            let former = try row.next(String?.self).flatMap { Topic.Former.Ending(rawValue: $0) }
            let shown = [title, body, answer]
            if isPublic, let from = narrowing.indexedFrom, id.number >= from, holds(shown, narrowing) { return nil }
            var said = [words, place] + (later.texts[id.number] ?? [])
            let number = numbers[id]
            if !scope.readsWords(room: room, area: area, researcher: researcher) {
                // Masking takes its time: only where there is something to find.
                guard holds(shown + said + [number], narrowing) else { return nil }
                said = said.map { $0.map(TopicReading.masked) }
            }
            let topic = DeskTopic(
                id: id, publicTitle: title, publicBody: body, publicAnswer: answer, words: said[0], place: said[1],
                later: said.dropFirst(2).compactMap(\.self), number: number, state: state, receivedAt: receivedAt,
                roomName: roomName, former: former)
            return (topic, shown + said + [number])
        }
        return later.cutting(found)
    }

    /// The topics that have just this number in a system outside, in or out, with how they are called there.
    func topics(
        numbered typed: String?, _ scope: TopicScope, in transaction: Transaction
    ) throws -> [Topic.ID: String] {
        guard let typed else { return [:] }
        let found = try transaction.rows(
            """
            SELECT t.id, d.system, d.number FROM topic_dispatch d JOIN topic t ON t.tenant = d.tenant AND t.id = d.topic
            WHERE d.tenant = \(tenant.number) AND d.number IN (\(typed), \(typed.uppercased()), \(typed.lowercased()))
                AND \(TopicVisibility.sql(scope, tenant: tenant))
            """
        ) { row -> (Topic.ID, String) in
            (Identifier(try row.next()), "\(try row.next(String.self)) \(try row.next(String.self))")
        }
        return Dictionary(found) { first, _ in first }
    }
}
