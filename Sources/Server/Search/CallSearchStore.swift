// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

/// Looks for words in calls for opinions.
extension SearchStore {
    /// A call for opinions.
    struct Call: Sendable {
        let id: Deliberation.ID
        let question: String
        let state: Deliberation.State.Name
        let lastDay: Day?
        let roomName: String
        /// What is asked in it.
        let statements: [String]
    }

    /// Calls for opinions by their question and by what is asked; nil as scope: those that everybody may know.
    func calls(_ scope: RoomScope?, _ narrowing: Narrowing, in transaction: Transaction) throws -> Found<Call> {
        let visible =
            scope.map { DeliberationStore.visible($0, tenant) } ?? DeliberationStore.published(tenant)
        // What people are asked in them has half of the words at most, the questions what is left.
        let asked = try texts(
            """
            SELECT s.deliberation, s.words, c.words FROM opinion_statement s
            JOIN deliberation d ON d.tenant = s.tenant AND d.id = s.deliberation
            JOIN content c ON c.tenant = s.tenant AND c.id = s.words
            WHERE \(visible) AND \(Self.within("d", narrowing)) AND s.state = 'adopted'
            ORDER BY s.deliberation DESC, s.id
            """, most: narrowing.wordsMax / 2, in: transaction
        ) { try contents.next(&$0, tenant: tenant)?.words }
        return try asked.cutting(
            look(
                """
                SELECT d.id, d.state, d.until_on, r.name, d.question, c.words FROM deliberation d
                JOIN room r ON r.tenant = d.tenant AND r.id = d.room
                JOIN content c ON c.tenant = d.tenant AND c.id = d.question
                WHERE \(visible) AND \(Self.within("d", asked.left(of: narrowing))) ORDER BY d.id DESC
                """, asked.left(of: narrowing), in: transaction
            ) { row in
                let id = Deliberation.ID(try row.next())
                let state = try DeliberationStore.state(row.next(), of: id)
                let lastDay = try row.next(String?.self).flatMap { Day($0) }
                let roomName: String = try row.next()
                // What was erased is found by nothing.
                guard let question = try contents.next(&row, tenant: tenant)?.words else { return nil }
                let call = Call(
                    id: id, question: question, state: state, lastDay: lastDay, roomName: roomName,
                    statements: asked.texts[id.number] ?? [])
                return (call, [question] + call.statements)
            })
    }
}
