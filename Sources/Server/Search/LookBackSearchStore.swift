// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

/// Looks for words in look-backs and in entries of the contest of outcomes.
extension SearchStore {
    // MARK: - Look-backs

    /// A look-back.
    struct FoundLookBack: Sendable {
        let id: LookBack.ID
        let year: Int
        let state: LookBack.State.Name
        let grade: LookBack.Grade?
        /// Of its topic.
        let title: String
        let roomName: String
        /// Why it was chosen, what was seen, and the verdict.
        let findings: [String]
    }

    /// Look-backs by the title of their topic and by what was found.
    func lookBacks(
        _ scope: RoomScope, _ narrowing: Narrowing, in transaction: Transaction
    ) throws -> Found<FoundLookBack> {
        let condition: SQL = "\(LookBackStore.visible(scope, "b", tenant)) AND \(Self.within("b", narrowing))"
        let findings = try said(
            in: "e.subject_kind = 'look_back' AND e.kind IN ('chosen', 'looked', 'concluded')",
            of: """
                SELECT b.tenant AS tenant, b.id AS id, b.id AS record FROM look_back b
                WHERE \(condition) ORDER BY b.id DESC
                """, narrowing, in: transaction)
        return try findings.cutting(
            look(
                """
                SELECT b.id, b.year, b.state, b.grade, r.name, t.public_title, t.text, c.words FROM look_back b
                JOIN topic t ON t.tenant = b.tenant AND t.id = b.topic
                JOIN content c ON c.tenant = t.tenant AND c.id = t.text
                JOIN room r ON r.tenant = b.tenant AND r.id = b.room
                WHERE \(condition) ORDER BY b.id DESC
                """, findings.left(of: narrowing), in: transaction
            ) { row in
                let (id, year) = (LookBack.ID(try row.next()), try row.next(Int.self))
                guard let state = LookBack.State.Name(rawValue: try row.next()) else {
                    throw DatabaseError.malformed("look_back \(id)")
                }
                let grade = try row.next(String?.self).flatMap { LookBack.Grade(rawValue: $0) }
                let roomName = try row.next(String.self)
                // What was erased is found by nothing.
                guard let title = try topicTitle(&row) else { return nil }
                let found = FoundLookBack(
                    id: id, year: year, state: state, grade: grade, title: title, roomName: roomName,
                    findings: findings.texts[id.number] ?? [])
                return (found, [title] + found.findings)
            })
    }

    // MARK: - The contest of outcomes

    /// An entry of the contest, or a model case.
    struct FoundEntry: Sendable {
        let id: ContestEntry.ID
        let topic: Topic.ID
        let year: Int
        let state: ContestEntry.State.Name
        let award: ContestEntry.Award?
        /// Of its topic.
        let title: String
        let roomName: String
        /// Why it won, and on the desk why it was put up, and what visitors saw.
        let words: [String]
    }

    /// Entries of the contest by the title of their topic and by what was written of them; nil as scope: the model cases that everybody
    /// may read, by their praise.
    func contests(
        _ scope: RoomScope?, _ narrowing: Narrowing, in transaction: Transaction
    ) throws -> Found<FoundEntry> {
        let visible = scope.map { ContestStore.visible($0, "e", tenant) } ?? ContestStore.isModelCase(tenant)
        let written =
            try scope.map { scope in
                try said(
                    in: "e.subject_kind = 'contest_entry' AND e.kind IN ('nominated', 'visited')",
                    of: """
                        SELECT n.tenant AS tenant, n.id AS id, n.id AS record FROM contest_entry n
                        WHERE \(ContestStore.visible(scope, "n", tenant)) AND \(Self.within("n", narrowing)) ORDER BY n.id DESC
                        """, narrowing, in: transaction)
            } ?? Beside()
        return try written.cutting(
            look(
                """
                SELECT e.id, e.topic, e.year, e.state, e.award, r.name, e.praise, q.words, t.public_title, t.text, c.words
                FROM contest_entry e
                JOIN topic t ON t.tenant = e.tenant AND t.id = e.topic
                JOIN content c ON c.tenant = t.tenant AND c.id = t.text
                JOIN room r ON r.tenant = e.tenant AND r.id = e.room
                LEFT JOIN content q ON q.tenant = e.tenant AND q.id = e.praise
                WHERE \(visible) AND \(Self.within("e", narrowing)) ORDER BY e.id DESC
                """, written.left(of: narrowing), words: 2, in: transaction
            ) { row in
                let (id, topic) = (ContestEntry.ID(try row.next()), Topic.ID(try row.next()))
                let year = try row.next(Int.self)
                guard let state = ContestEntry.State.Name(rawValue: try row.next()) else {
                    throw DatabaseError.malformed("contest_entry \(id)")
                }
                let award = try row.next(String?.self).flatMap { ContestEntry.Award(rawValue: $0) }
                let roomName = try row.next(String.self)
                let praise = try contents.next(&row, tenant: tenant)?.words
                // What was erased is found by nothing.
                guard let title = try topicTitle(&row) else { return nil }
                let found = FoundEntry(
                    id: id, topic: topic, year: year, state: state, award: award, title: title, roomName: roomName,
                    words: [praise].compactMap(\.self) + (written.texts[id.number] ?? []))
                return (found, [title] + found.words)
            })
    }

    /// What a topic is called beside which a record stands: as everybody reads it, or without what points at one person. Reads its
    /// public title and what was said.
    private func topicTitle(_ row: inout Row) throws -> String? {
        let title = try row.next(String?.self)
        let words = try contents.next(&row, tenant: tenant)?.words
        return title ?? words.map { Excerpt.said(TopicReading.masked($0)) }
    }
}
