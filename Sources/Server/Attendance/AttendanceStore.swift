// SPDX-License-Identifier: Apache-2.0

import ChineseText
import Database
import Domain

/// How often members were there, counted from the lists of the sessions that a reader sees (BR-36).
struct AttendanceStore: Sendable {
    let tenant: Tenant.ID
    let scope: SessionScope
    let period: BoardPeriod

    /// A member with the own figure.
    struct Member: Sendable {
        let person: Person
        let attendance: Attendance
    }

    /// A session that counts for a member.
    struct Session: Sendable {
        let id: ConsultationSession.ID
        let title: String?
        let day: Day
        let isPresent: Bool
        let isOnLeave: Bool
    }

    init(_ request: WebRequest, _ period: BoardPeriod) {
        tenant = request.site.tenant.id
        scope = SessionScope(of: request.actor)
        self.period = period
    }

    /// The members on the lists, by their names. Whoever keeps no room reads the own figure alone.
    func members(in transaction: Transaction) throws -> [Member] {
        let members = try transaction.rows(
            """
            SELECT p.person, n.name, COUNT(*), COUNT(CASE WHEN p.is_present = 1 THEN 1 END),
                COUNT(CASE WHEN p.is_present = 0 AND p.is_on_leave = 1 THEN 1 END)
            FROM \(tables) JOIN person n ON n.tenant = p.tenant AND n.id = p.person
            WHERE \(condition) GROUP BY p.person, n.name
            """
        ) { row in
            Member(
                person: Person(id: Identifier(try row.next()), name: try row.next()),
                attendance: Attendance(
                    invited: try row.next(), present: try row.next(), onLeave: try row.next()))
        }
        return StrokeOrder.sorted(members) { $0.person.name }
    }

    /// The sessions that count for a member, the latest first.
    func sessions(of person: Person.ID, in transaction: Transaction) throws -> [Session] {
        try transaction.rows(
            """
            SELECT s.id, s.title, s.starts_on, p.is_present, p.is_on_leave FROM \(tables)
            WHERE \(condition) AND p.person = \(person.number) ORDER BY s.starts_on DESC, s.id DESC
            """
        ) { row in
            let (id, title) = (ConsultationSession.ID(try row.next()), try row.next(String?.self))
            guard let day = Day(try row.next(String.self)) else {
                throw DatabaseError.malformed("consultation_session.starts_on")
            }
            return Session(
                id: id, title: title, day: day, isPresent: try row.next(Bool.self),
                isOnLeave: try row.next(Bool.self))
        }
    }

    private let tables: SQL = """
        session_participant p JOIN consultation_session s ON s.tenant = p.tenant AND s.id = p.session
        """

    /// Lists of sessions that were held, as far as the reader sees them.
    private var condition: SQL {
        let own: SQL =
            scope.domains.isEmpty ? scope.participant.map { "AND p.person = \($0.number)" } ?? "AND 1 = 0" : ""
        return """
            \(SessionListStore.visible(scope, tenant)) AND p.category = 'member' AND p.person IS NOT NULL \(own)
            AND s.state IN ('concluded', 'minutes_drafted', 'minutes_confirmed', 'outcome_issued', 'archived')
            AND s.starts_on >= \(period.first.description) AND s.starts_on <= \(period.last.description)
            """
    }
}
