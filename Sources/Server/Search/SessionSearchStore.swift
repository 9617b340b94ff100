// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

/// Looks for words in sessions.
extension SearchStore {
    /// A session.
    struct Session: Sendable {
        let id: ConsultationSession.ID
        let title: String
        let place: String?
        let day: Day
        let state: ConsultationSession.State.Name
        let roomName: String
    }

    /// Sessions by title and place; nil as scope: those that everybody may know.
    func sessions(_ scope: SessionScope?, _ narrowing: Narrowing, in transaction: Transaction) throws -> Found<Session>
    {
        let visible =
            scope.map { SessionListStore.visible($0, tenant) } ?? SessionListStore.published(tenant)
        return try look(
            """
            SELECT s.id, s.title, s.place, s.starts_on, s.state, r.name FROM consultation_session s
            JOIN room r ON r.tenant = s.tenant AND r.id = s.room
            WHERE \(visible) AND s.title IS NOT NULL AND \(Self.within("s", narrowing)) ORDER BY s.id DESC
            """, narrowing, in: transaction
        ) { row in
            let id = Identifier<ConsultationSession>(try row.next())
            let (title, place) = (try row.next(String.self), try row.next(String?.self))
            guard let day = Day(try row.next(String.self)),
                let state = ConsultationSession.State.Name(rawValue: try row.next())
            else { throw DatabaseError.malformed("session \(id)") }
            let session = Session(
                id: id, title: title, place: place, day: day, state: state, roomName: try row.next())
            return (session, [title, place])
        }
    }
}
