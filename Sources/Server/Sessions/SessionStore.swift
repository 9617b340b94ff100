// SPDX-License-Identifier: Apache-2.0

import Cryptography
import Database
import Domain

/// The rows of sessions: what lists, figures and CHECKs need. The session itself is what its log tells.
struct SessionStore: Sendable {
    let tenant: Tenant.ID
    let keys: Keyring

    /// Writes the row after a transition. Throws ``WebFailure/changedMeanwhile`` when somebody else was first.
    func save(
        _ transition: Transition<ConsultationSession>, at now: Instant, in transaction: Transaction
    ) throws {
        let (before, after) = (transition.before, transition.after)
        let stays = StayStore(tenant: tenant)
        let (kind, state) = (SessionEvent.subject, after.state.name.rawValue)
        if before.version == 0 {
            try insert(after, in: transaction)
            try stays.begin(kind, after.id.number, in: state, version: after.version, at: now, in: transaction)
        } else {
            let ending = stays.ending(
                kind, after.id.number, from: before.state.name.rawValue, to: state, at: now)
            try update(after, from: before.version, ending, in: transaction)
            try stays.move(
                kind, after.id.number, from: before.state.name.rawValue, to: state, version: after.version, at: now,
                in: transaction)
        }
        let known = Set(before.participants)
        let changed = before.onLeave.symmetricDifference(after.onLeave)
        for participant in after.participants where !known.contains(participant) || changed.contains(participant.id) {
            try save(participant, of: after, in: transaction)
        }
        let kept = Set(after.participants.map(\.id))
        for participant in before.participants where !kept.contains(participant.id) {
            try delete(participant.id, in: transaction)
        }
    }

    /// Lets those who check in or answer at the same moment do so one after the other: each sees what the one before did.
    func lock(_ session: ConsultationSession.ID, in transaction: Transaction) throws {
        _ = try transaction.first(
            """
            SELECT id FROM consultation_session WHERE tenant = \(tenant.number) AND id = \(session.number)
            \(sqlite: "", postgres: "FOR UPDATE")
            """
        ) { try $0.next(Int64.self) }
    }

    /// The session that somebody takes part in.
    func session(of participant: Participant.ID, in transaction: Transaction) throws -> ConsultationSession.ID? {
        try transaction.first(
            """
            SELECT session FROM session_participant
            WHERE tenant = \(tenant.number) AND id = \(participant.number)
            """
        ) { Identifier(try $0.next()) }
    }

    private func insert(_ session: ConsultationSession, in transaction: Transaction) throws {
        try transaction.execute(
            """
            INSERT INTO consultation_session (id, tenant, room, area, title, place, starts_on, starts_minute, seats,
                form, campaign, state, is_announced, \(SQL(joining: Self.presence.map(\.column), with: ", ")), version)
            VALUES (\(session.id.number), \(tenant.number), \(session.room.number), \(session.area.text),
                \(session.plan.title.words), \(session.plan.place.words), \(session.plan.day.description),
                \(session.plan.minuteOfDay), \(session.plan.seats),
                \(session.plan.form ?? ConsultationForm.roomCode), \(session.plan.campaign?.number),
                \(session.state.name.rawValue),
                \(session.isAnnounced),
                \(SQL(joining: Self.presence.map { "\(Self.present($0.category, session))" }, with: ", ")),
                \(session.version))
            """)
    }

    /// The columns in which a session's row tells how many of each category were there.
    static let presence: [(category: ParticipantCategory, column: SQL)] = ParticipantCategory.allCases.map { category in
        let column: SQL =
            switch category {
            case .member: "present_member"
            case .department: "present_department"
            case .grassroots: "present_grassroots"
            case .people: "present_people"
            case .expert: "present_expert"
            }
        return (category, column)
    }

    private static func present(_ category: ParticipantCategory, _ session: ConsultationSession) -> Int {
        session.participants.count { $0.isPresent && $0.category == category }
    }

    private func update(
        _ session: ConsultationSession, from version: Int, _ ending: SQL, in transaction: Transaction
    ) throws {
        let present = Self.presence.map { "\($0.column) = \(Self.present($0.category, session))" as SQL }
        let conclusion = session.conclusion.map { $0.isConsensus ? "consensus" : "no_consensus" }
        let changed = try transaction.execute(
            """
            UPDATE consultation_session SET \(ending) \(SQL(joining: present, with: ", ")), starts_on = \(session.plan.day.description),
                starts_minute = \(session.plan.minuteOfDay), place = \(session.plan.place.words),
                state = \(session.state.name.rawValue),
                is_announced = \(session.isAnnounced), conclusion = \(conclusion),
                \(DeadlineColumns.assignments(session.deadline)), version = \(session.version)
            WHERE tenant = \(tenant.number) AND id = \(session.id.number) AND version = \(version)
            """)
        guard changed == 1 else { throw WebFailure.changedMeanwhile }
    }

    private func delete(_ participant: Participant.ID, in transaction: Transaction) throws {
        try transaction.execute(
            "DELETE FROM session_participant WHERE tenant = \(tenant.number) AND id = \(participant.number)")
    }

    private func save(
        _ participant: Participant, of session: ConsultationSession, in transaction: Transaction
    ) throws {
        try transaction.execute(
            """
            INSERT INTO session_participant (id, tenant, session, category, person, is_present, answer, is_on_leave,
                phone_hash, expert)
            VALUES (\(participant.id.number), \(tenant.number), \(session.id.number), \(participant.category.rawValue),
                \(participant.person?.number), \(participant.isPresent), \(participant.answer?.rawValue),
                \(session.onLeave.contains(participant.id)), \(participant.phone?.words.map { keys.hash(ofPhone: $0, in: tenant) }),
                \(participant.expert?.number))
            ON CONFLICT \(sqlite: "(id)", postgres: "(tenant, id)") DO UPDATE SET is_present = excluded.is_present,
                answer = excluded.answer, is_on_leave = excluded.is_on_leave
            """)
    }
}
