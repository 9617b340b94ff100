// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

/// Looks for words in media consultations.
extension SearchStore {
    /// A media consultation.
    struct Live: Sendable {
        let id: MediaConsultation.ID
        /// Of the session that it stands beside.
        let title: String
        let place: String?
        let state: MediaConsultation.State.Name
        let opensAt: Instant
        let roomName: String
        /// What the desk reported on it.
        let reports: [String]
    }

    /// Media consultations by their session and, on the desk, by the report; nil as scope: those that everybody may know.
    func live(_ scope: RoomScope?, _ narrowing: Narrowing, in transaction: Transaction) throws -> Found<Live> {
        let visible = scope.map { MediaStore.visible($0, tenant) } ?? MediaStore.published(tenant)
        let reports =
            try scope.map { scope in
                try said(
                    in: "e.subject_kind = 'media_consultation' AND e.kind = 'reported'",
                    of: """
                        SELECT m.tenant AS tenant, m.id AS id, m.id AS record FROM media_consultation m
                        WHERE \(MediaStore.visible(scope, tenant)) AND \(Self.within("m", narrowing)) ORDER BY m.id DESC
                        """, narrowing, in: transaction)
            } ?? Beside()
        return try reports.cutting(
            look(
                """
                SELECT m.id, m.state, m.opens_at, s.title, s.place, r.name FROM media_consultation m
                JOIN consultation_session s ON s.tenant = m.tenant AND s.id = m.session
                JOIN room r ON r.tenant = m.tenant AND r.id = m.room
                WHERE \(visible) AND s.title IS NOT NULL AND \(Self.within("m", narrowing)) ORDER BY m.id DESC
                """, reports.left(of: narrowing), in: transaction
            ) { row in
                let id = MediaConsultation.ID(try row.next())
                guard let state = MediaConsultation.State.Name(rawValue: try row.next()) else {
                    throw DatabaseError.malformed("media_consultation \(id)")
                }
                let opensAt = Instant(milliseconds: try row.next())
                let (title, place) = (try row.next(String.self), try row.next(String?.self))
                let live = Live(
                    id: id, title: title, place: place, state: state, opensAt: opensAt, roomName: try row.next(),
                    reports: reports.texts[id.number] ?? [])
                return (live, [title, place] + live.reports)
            })
    }
}
