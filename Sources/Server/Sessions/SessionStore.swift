// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

/// The rows of sessions: what lists, figures and CHECKs need. The session itself is what its log tells.
struct SessionStore: Sendable {
    let tenant: Tenant.ID

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
            try update(after, from: before.version, in: transaction)
            try stays.move(
                kind, after.id.number, from: before.state.name.rawValue, to: state, version: after.version, at: now,
                in: transaction)
        }
        let known = Set(before.participants)
        for participant in after.participants where !known.contains(participant) {
            try save(participant, of: after.id, in: transaction)
        }
        if case .excused(let participant) = transition.event { try delete(participant, in: transaction) }
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
                state, is_announced, version)
            VALUES (\(session.id.number), \(tenant.number), \(session.room.number), \(session.area.text),
                \(session.plan.title.words), \(session.plan.place.words), \(session.plan.day.description),
                \(session.plan.minuteOfDay), \(session.plan.seats), \(session.state.name.rawValue),
                \(session.isAnnounced), \(session.version))
            """)
    }

    private func update(
        _ session: ConsultationSession, from version: Int, in transaction: Transaction
    ) throws {
        let conclusion = session.conclusion.map { $0.isConsensus ? "consensus" : "no_consensus" }
        let changed = try transaction.execute(
            """
            UPDATE consultation_session SET starts_on = \(session.plan.day.description),
                starts_minute = \(session.plan.minuteOfDay), state = \(session.state.name.rawValue),
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
        _ participant: Participant, of session: ConsultationSession.ID, in transaction: Transaction
    ) throws {
        try transaction.execute(
            """
            INSERT INTO session_participant (id, tenant, session, category, person, is_present)
            VALUES (\(participant.id.number), \(tenant.number), \(session.number), \(participant.category.rawValue),
                \(participant.person?.number), \(participant.isPresent))
            ON CONFLICT \(sqlite: "(id)", postgres: "(tenant, id)") DO UPDATE SET is_present = excluded.is_present
            """)
    }
}
