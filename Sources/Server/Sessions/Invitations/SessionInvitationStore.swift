// SPDX-License-Identifier: Apache-2.0

import Cryptography
import Database
import Domain

/// Invitations as those find them who were invited: by the phone that stands beside them on a session's list.
struct SessionInvitationStore: Sendable {
    let tenant: Tenant.ID

    /// An invitation in the list of whom it is for.
    struct Own: Sendable {
        let id: Participant.ID
        let session: ConsultationSession.ID
        let answer: Participant.Answer?
        let state: ConsultationSession.State.Name
        let title: String?
        let day: Day
        let minuteOfDay: Int
        let roomName: String
    }

    /// To which sessions this phone is invited, latest day first. Who has enrolled finds that by the enrolment.
    func invitations(of phoneHash: [UInt8], limit: Int, in transaction: Transaction) throws -> [Own] {
        try transaction.rows(
            """
            SELECT p.id, s.id, p.answer, s.state, s.title, s.starts_on, s.starts_minute, r.name
            FROM session_participant p
            JOIN consultation_session s ON s.tenant = p.tenant AND s.id = p.session
            JOIN room r ON r.tenant = s.tenant AND r.id = s.room
            WHERE p.tenant = \(tenant.number) AND p.phone_hash = \(phoneHash) AND s.is_announced = 1
                AND NOT EXISTS (
                    SELECT 1 FROM session_enrolment e WHERE e.tenant = p.tenant AND e.participant = p.id)
            ORDER BY s.starts_on DESC, p.id DESC LIMIT \(limit)
            """
        ) { row in
            let id = Identifier<Participant>(try row.next())
            let session = Identifier<ConsultationSession>(try row.next())
            let answer = try row.next(String?.self).flatMap { Participant.Answer(rawValue: $0) }
            let state = ConsultationSession.State.Name(rawValue: try row.next())
            let title = try row.next(String?.self)
            guard let state, let day = Day(try row.next(String.self)) else {
                throw DatabaseError.malformed("session_participant \(id)")
            }
            return Own(
                id: id, session: session, answer: answer, state: state, title: title, day: day,
                minuteOfDay: try row.next(), roomName: try row.next())
        }
    }

    /// The session to which this phone is invited as this participant.
    func session(
        of id: Participant.ID, phoneHash: [UInt8], in transaction: Transaction
    ) throws -> ConsultationSession.ID? {
        try transaction.first(
            """
            SELECT session FROM session_participant
            WHERE tenant = \(tenant.number) AND id = \(id.number) AND phone_hash = \(phoneHash)
            """
        ) { Identifier(try $0.next()) }
    }

    /// As whom this phone stands on a session's list; nil where it does not, or more than once.
    func participant(
        of phoneHash: [UInt8], at session: ConsultationSession.ID, in transaction: Transaction
    ) throws -> Participant.ID? {
        let found = try transaction.rows(
            """
            SELECT id FROM session_participant
            WHERE tenant = \(tenant.number) AND session = \(session.number) AND phone_hash = \(phoneHash) LIMIT 2
            """
        ) { Identifier<Participant>(try $0.next()) }
        return found.count == 1 ? found.first : nil
    }

    /// Forgets by which phones the residents of a session are found; of one of them alone, if one is named.
    func forgetPhones(
        of session: ConsultationSession.ID, only participant: Participant.ID? = nil, in transaction: Transaction
    ) throws {
        let one: SQL = participant.map { "AND id = \($0.number)" } ?? ""
        try transaction.execute(
            """
            UPDATE session_participant SET phone_hash = NULL
            WHERE tenant = \(tenant.number) AND session = \(session.number) AND category = 'people' \(one)
            """)
    }
}
