// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

/// Looks for words in what members met while walking.
extension SearchStore {
    /// Something that a member met.
    struct Walk: Sendable {
        let id: SentimentIssue.ID
        let title: String
        let state: SentimentIssue.State.Name
        let roomName: String
    }

    /// What was met, by what it is called in lists: whose matter it is and what was heard is for the record's readers alone.
    func walks(
        _ scope: SentimentScope, _ narrowing: Narrowing, in transaction: Transaction
    ) throws -> Found<Walk> {
        try look(
            """
            SELECT i.id, i.state, r.name, i.title, c.words FROM sentiment_issue i
            JOIN room r ON r.tenant = i.tenant AND r.id = i.room
            JOIN content c ON c.tenant = i.tenant AND c.id = i.title
            WHERE \(SentimentStore.visible(scope, tenant)) AND \(Self.within("i", narrowing)) ORDER BY i.id DESC
            """, narrowing, in: transaction
        ) { row in
            let id = SentimentIssue.ID(try row.next())
            guard let state = SentimentIssue.State.Name(rawValue: try row.next()) else {
                throw DatabaseError.malformed("sentiment_issue \(id)")
            }
            let roomName = try row.next(String.self)
            // What was erased is found by nothing.
            guard let title = try contents.next(&row, tenant: tenant)?.words else { return nil }
            return (Walk(id: id, title: title, state: state, roomName: roomName), [title])
        }
    }
}
