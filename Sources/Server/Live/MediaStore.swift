// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

/// The rows of media consultations: what lists, look-ups and CHECKs need. The consultation itself is what its log tells.
struct MediaStore: Sendable {
    let tenant: Tenant.ID

    /// Writes the row after a transition. Throws ``WebFailure/changedMeanwhile`` when somebody else was first.
    func save(_ transition: Transition<MediaConsultation>, in transaction: Transaction) throws {
        let (before, after) = (transition.before, transition.after)
        guard before.version > 0 else { return try insert(after, in: transaction) }
        let changed = try transaction.execute(
            """
            UPDATE media_consultation SET state = \(after.state.name.rawValue),
                opens_at = \(after.plan.opensAt.milliseconds), closes_at = \(after.plan.closesAt.milliseconds),
                views = \(after.views), heads = \(after.headCount?.count), version = \(after.version)
            WHERE tenant = \(tenant.number) AND id = \(after.id.number) AND version = \(before.version)
            """)
        guard changed == 1 else { throw WebFailure.changedMeanwhile }
    }

    private func insert(_ record: MediaConsultation, in transaction: Transaction) throws {
        let origin = record.origin
        try transaction.execute(
            """
            INSERT INTO media_consultation (id, tenant, session, room, area, state, opens_at, closes_at, version)
            VALUES (\(record.id.number), \(tenant.number), \(origin.session.number), \(origin.room.number),
                \(origin.area.text), \(record.state.name.rawValue), \(record.plan.opensAt.milliseconds),
                \(record.plan.closesAt.milliseconds), \(record.version))
            """)
    }

    /// Holds the consultation until the transaction ends, so that nothing is cut in while it closes.
    func lock(_ id: MediaConsultation.ID, in transaction: Transaction) throws {
        guard transaction.dialect == .postgres else { return }
        try transaction.forEach(
            "SELECT id FROM media_consultation WHERE tenant = \(tenant.number) AND id = \(id.number) FOR UPDATE"
        ) { _ in }
    }

    // MARK: - Looking up

    /// The consultation beside a session that was not cancelled.
    func consultation(
        of session: ConsultationSession.ID, in transaction: Transaction
    ) throws -> MediaConsultation.ID? {
        try transaction.first(
            """
            SELECT id FROM media_consultation
            WHERE tenant = \(tenant.number) AND session = \(session.number) AND state <> 'cancelled'
            """
        ) { Identifier(try $0.next()) }
    }

    /// A consultation as it is pointed at from elsewhere.
    struct Named: Sendable {
        let id: MediaConsultation.ID
        let state: MediaConsultation.State.Name
    }

    func named(of session: ConsultationSession.ID, in transaction: Transaction) throws -> Named? {
        try transaction.first(
            """
            SELECT id, state FROM media_consultation
            WHERE tenant = \(tenant.number) AND session = \(session.number) AND state <> 'cancelled'
            """
        ) { row in Named(id: Identifier(try row.next()), state: try Self.state(&row)) }
    }

    /// Whether everybody may read a consultation: one that was not cancelled, beside a session that was announced.
    func isPublic(_ id: MediaConsultation.ID, in transaction: Transaction) throws -> Bool {
        try transaction.first(
            """
            SELECT m.id FROM media_consultation m
            JOIN consultation_session s ON s.tenant = m.tenant AND s.id = m.session
            WHERE \(Self.published(tenant)) AND m.id = \(id.number)
            """
        ) { try $0.next(Int64.self) } != nil
    }

    /// The consultations that are open though their window ended before a moment.
    func overdue(before moment: Instant, limit: Int, in transaction: Transaction) throws -> [MediaConsultation.ID] {
        try transaction.rows(
            """
            SELECT id FROM media_consultation
            WHERE tenant = \(tenant.number) AND state = 'open' AND closes_at < \(moment.milliseconds)
            ORDER BY id LIMIT \(limit)
            """
        ) { Identifier(try $0.next()) }
    }

    // MARK: - Lists

    /// A consultation in a list.
    struct Listed: Sendable {
        let id: MediaConsultation.ID
        let state: MediaConsultation.State.Name
        let title: String?
        let roomName: String
        let opensAt: Instant
        let closesAt: Instant
    }

    /// Newest first. `state`: nil for all.
    func list(
        _ state: MediaConsultation.State.Name?, scope: RoomScope, after: MediaConsultation.ID?, limit: Int,
        in transaction: Transaction
    ) throws -> [Listed] {
        let beyond: SQL = after.map { "AND m.id < \($0.number)" } ?? ""
        let narrower: SQL = state.map { "AND m.state = \($0.rawValue)" } ?? ""
        return try listed("\(Self.visible(scope, tenant)) \(narrower) \(beyond)", limit: limit, in: transaction)
    }

    /// Those in these states to which comments in these states came, newest first.
    func list(
        _ states: [MediaConsultation.State.Name], withComments comments: [LiveComment.State.Name], scope: RoomScope,
        limit: Int, in transaction: Transaction
    ) throws -> [Listed] {
        guard !states.isEmpty, !comments.isEmpty else { return [] }
        return try listed(
            """
            \(Self.visible(scope, tenant))
            AND m.state IN (\(SQL(joining: states.map { "\($0.rawValue)" }, with: ", "))) AND EXISTS (
                SELECT 1 FROM live_comment c
                WHERE c.tenant = m.tenant AND c.consultation = m.id
                    AND c.state IN (\(SQL(joining: comments.map { "\($0.rawValue)" }, with: ", "))))
            """, limit: limit, in: transaction)
    }

    private func listed(_ condition: SQL, limit: Int, in transaction: Transaction) throws -> [Listed] {
        try transaction.rows(
            """
            SELECT m.id, m.state, s.title, r.name, m.opens_at, m.closes_at FROM media_consultation m
            JOIN consultation_session s ON s.tenant = m.tenant AND s.id = m.session
            JOIN room r ON r.tenant = m.tenant AND r.id = m.room
            WHERE \(condition) ORDER BY m.id DESC LIMIT \(limit)
            """
        ) { row in
            Listed(
                id: Identifier(try row.next()), state: try Self.state(&row), title: try row.next(),
                roomName: try row.next(), opensAt: Instant(milliseconds: try row.next()),
                closesAt: Instant(milliseconds: try row.next()))
        }
    }

    /// A session beside which one can be planned.
    struct Candidate: Sendable {
        let id: ConsultationSession.ID
        let title: String?
        let day: Day
    }

    /// The announced sessions of these rooms that are not over and have none, by day.
    func candidates(scope: RoomScope, limit: Int, in transaction: Transaction) throws -> [Candidate] {
        guard !scope.domains.isEmpty else { return [] }
        let domains = scope.domains.map { RoomDomainCondition.sql($0, of: "s") }
        return try transaction.rows(
            """
            SELECT s.id, s.title, s.starts_on FROM consultation_session s
            WHERE s.tenant = \(tenant.number) AND (\(SQL(joining: domains, with: " OR "))) AND s.is_announced = 1
                AND s.state IN ('announced', 'ready', 'in_progress', 'postponed')
                AND NOT EXISTS (
                    SELECT 1 FROM media_consultation m
                    WHERE m.tenant = s.tenant AND m.session = s.id AND m.state <> 'cancelled')
            ORDER BY s.starts_on, s.id LIMIT \(limit)
            """
        ) { row in
            let id = Identifier<ConsultationSession>(try row.next())
            let title = try row.next(String?.self)
            guard let day = Day(try row.next(String.self)) else { throw DatabaseError.malformed("session \(id)") }
            return Candidate(id: id, title: title, day: day)
        }
    }

    /// How many there are in each state.
    func counts(scope: RoomScope, in transaction: Transaction) throws -> [MediaConsultation.State.Name: Int] {
        let counted = try transaction.rows(
            "SELECT m.state, COUNT(*) FROM media_consultation m WHERE \(Self.visible(scope, tenant)) GROUP BY m.state"
        ) { row in (try Self.state(&row), try row.next(Int.self)) }
        return Dictionary(counted) { first, _ in first }
    }

    /// What these consultations are called, as far as the scope may see them: like their sessions.
    func titles(
        of ids: [MediaConsultation.ID], scope: RoomScope, in transaction: Transaction
    ) throws -> [MediaConsultation.ID: NoticeTitle] {
        guard !ids.isEmpty else { return [:] }
        let found = try transaction.rows(
            """
            SELECT m.id, s.title FROM media_consultation m
            JOIN consultation_session s ON s.tenant = m.tenant AND s.id = m.session
            WHERE \(Self.visible(scope, tenant)) AND m.id IN (\(SQL(numbers: ids.map(\.number))))
            """
        ) { row -> (MediaConsultation.ID, NoticeTitle) in
            let id = Identifier<MediaConsultation>(try row.next())
            return (id, NoticeTitle(words: try row.next(String?.self) ?? TopicWording.erased, isPublic: true))
        }
        return Dictionary(uniqueKeysWithValues: found)
    }

    private static func state(_ row: inout Row) throws -> MediaConsultation.State.Name {
        guard let state = MediaConsultation.State.Name(rawValue: try row.next()) else {
            throw DatabaseError.malformed("media_consultation.state")
        }
        return state
    }

    /// The one place where a scope becomes a condition on `media_consultation m`.
    static func visible(_ scope: RoomScope, _ tenant: Tenant.ID) -> SQL {
        guard !scope.domains.isEmpty else { return "1 = 0" }
        let domains = scope.domains.map { RoomDomainCondition.sql($0, of: "m") }
        return "m.tenant = \(tenant.number) AND (\(SQL(joining: domains, with: " OR ")))"
    }

    /// The condition that everybody may read a `media_consultation m` of its session `s`: it was not cancelled, and that was announced.
    static func published(_ tenant: Tenant.ID) -> SQL {
        "m.tenant = \(tenant.number) AND m.state <> 'cancelled' AND s.is_announced = 1"
    }

    // MARK: - Figures

    /// The figures of a consultation, counted from its comments.
    func figures(of consultation: MediaConsultation.ID, in transaction: Transaction) throws -> LiveFigures {
        func count(_ condition: SQL) -> SQL { "COUNT(CASE WHEN \(condition) THEN 1 END)" }
        let counts = [
            count("state <> 'withdrawn'"), count("state IN ('waiting', 'held')"),
            count("state NOT IN ('waiting', 'held', 'rejected', 'withdrawn')"), count("is_suggestion = 1"),
            count("cut_in_at IS NOT NULL"), count("is_on_spot = 1"), count("is_on_spot = 0"),
            count("state IN ('cut_in', 'follow_up')"), count("state = 'itemised'"),
        ]
        return try transaction.first(
            """
            SELECT \(SQL(joining: counts, with: ", ")) FROM live_comment
            WHERE tenant = \(tenant.number) AND consultation = \(consultation.number)
            """
        ) { row in
            LiveFigures(
                comments: try row.next(), undecided: try row.next(), published: try row.next(),
                suggestions: try row.next(), cutIn: try row.next(), answeredOnSpot: try row.next(),
                answeredLater: try row.next(), unanswered: try row.next(), itemised: try row.next())
        } ?? LiveFigures()
    }
}
