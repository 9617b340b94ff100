// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

/// The sessions for which members may sign up: what is announced is public, so a member finds them everywhere.
struct SignUpStore: Sendable {
    let tenant: Tenant.ID

    /// A session that one may come to.
    struct Open: Sendable {
        let id: ConsultationSession.ID
        let title: String?
        let day: Day
        let minuteOfDay: Int
        let roomName: String
    }

    private static let listMax = 50

    /// Those of these forms that are to come and on whose lists the person does not stand, the next one first.
    func open(
        to person: Person.ID, forms: [String], since today: Day, in transaction: Transaction
    ) throws -> [Open] {
        guard !forms.isEmpty else { return [] }
        return try transaction.rows(
            """
            SELECT s.id, s.title, s.starts_on, s.starts_minute, r.name FROM consultation_session s
            JOIN room r ON r.tenant = s.tenant AND r.id = s.room
            WHERE s.tenant = \(tenant.number) AND s.is_announced = 1 AND s.state IN ('announced', 'ready')
                AND s.starts_on >= \(today.description) AND s.form IN (\(SQL(joining: forms.map { "\($0)" }, with: ", ")))
                AND NOT EXISTS (SELECT 1 FROM session_participant p
                    WHERE p.tenant = s.tenant AND p.session = s.id AND p.person = \(person.number))
            ORDER BY s.starts_on, s.starts_minute, s.id LIMIT \(Self.listMax)
            """
        ) { row in
            let (id, title) = (ConsultationSession.ID(try row.next()), try row.next(String?.self))
            guard let day = Day(try row.next(String.self)) else {
                throw DatabaseError.malformed("consultation_session.starts_on")
            }
            return Open(id: id, title: title, day: day, minuteOfDay: try row.next(), roomName: try row.next())
        }
    }
}
