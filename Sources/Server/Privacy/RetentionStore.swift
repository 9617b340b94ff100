// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

/// What has passed its period, and what went.
struct RetentionStore: Sendable {
    let tenant: Tenant.ID

    // MARK: - What is due

    /// A record with personal data whose period has passed, named as the event log names its subject.
    struct Due: Sendable, Hashable {
        let kind: String
        let number: Int64
    }

    /// Records of a category whose matter ended before `limit` and that nothing holds; oldest first.
    func due(
        _ category: RetentionPractice.Category, endedBefore limit: Instant, most: Int, in transaction: Transaction
    ) throws -> [Due] {
        try transaction.rows("\(sql(category, limit)) ORDER BY 2 LIMIT \(most)") {
            Due(kind: try $0.next(), number: try $0.next())
        }
    }

    func dueCount(
        _ category: RetentionPractice.Category, endedBefore limit: Instant, in transaction: Transaction
    ) throws -> Int {
        try transaction.first("SELECT COUNT(*) FROM (\(sql(category, limit))) due") { try $0.next(Int.self) } ?? 0
    }

    /// What has passed its period, and on which no hold lies by itself; what it belongs to is asked in each.
    private func sql(_ category: RetentionPractice.Category, _ limit: Instant) -> SQL {
        let past = past(category, limit)
        guard !category.goesAsRows else { return past }
        return """
            SELECT past.kind, past.id FROM (\(past)) past WHERE \(HoldStore.none(on: "past.kind", "past.id", of: tenant))
            """
    }

    private func past(_ category: RetentionPractice.Category, _ limit: Instant) -> SQL {
        switch category {
        case .submitterContacts: ofTopics("SELECT topic FROM topic_contact WHERE tenant = \(tenant.number)", limit)
        case .supporterPhones:
            ofTopics("SELECT topic FROM topic_support WHERE tenant = \(tenant.number) AND phone IS NOT NULL", limit)
        case .attachments:
            ofTopics(
                """
                SELECT record FROM attachment
                WHERE tenant = \(tenant.number) AND record_kind = 'topic' AND erased_at IS NULL
                UNION SELECT i.topic FROM suggestion_item i
                JOIN attachment a ON a.tenant = i.tenant AND a.record_kind = 'item' AND a.record = i.id
                WHERE i.tenant = \(tenant.number) AND a.erased_at IS NULL
                """, limit)
        case .caseFiles: files(limit)
        case .participantNames: ofSessions(limit)
        case .visitorContacts: ofVisits(limit)
        case .liaisonContacts: ofSentiments(limit)
        case .commenterContacts: ofComments(limit)
        case .clueWords: ofClues(limit)
        case .decidedRequests: ofRequests(limit)
        case .notices:
            """
            SELECT 'notice' AS kind, id FROM notice WHERE tenant = \(tenant.number) AND created_at < \(limit.milliseconds)
            UNION ALL SELECT 'message', id FROM message
            WHERE tenant = \(tenant.number) AND created_at < \(limit.milliseconds) AND address IS NULL
            UNION ALL SELECT 'letter', id FROM outbox
            WHERE tenant = \(tenant.number) AND delivered_at < \(limit.milliseconds)
            """
        case .signIns:
            """
            SELECT 'sign_in' AS kind, id FROM sign_in
            WHERE tenant = \(tenant.number) AND last_seen_at < \(limit.milliseconds)
            """
        }
    }

    private func ofTopics(_ candidates: SQL, _ limit: Instant) -> SQL {
        """
        WITH RECURSIVE \(ended(candidates)) SELECT 'topic' AS kind, origin AS id FROM ended
        WHERE ended_at < \(limit.milliseconds)
        """
    }

    /// `ended`: those of the candidates whose matter has ended, with the moment of it: each topic on the way, from the one
    /// that it is handled as part of to the last round, and none of them held.
    private func ended(_ candidates: SQL) -> SQL {
        """
        way (origin, topic) AS (
            SELECT id, id FROM topic WHERE tenant = \(tenant.number) AND id IN (\(candidates))
            UNION
            SELECT w.origin, COALESCE(t.merged_into, t.escalated_into, t.next_round) FROM way w
            JOIN topic t ON t.tenant = \(tenant.number) AND t.id = w.topic
            WHERE COALESCE(t.merged_into, t.escalated_into, t.next_round) IS NOT NULL
        ),
        ended (origin, ended_at) AS (
            SELECT w.origin, MAX(e.recorded_at) FROM way w
            JOIN topic t ON t.tenant = \(tenant.number) AND t.id = w.topic
            LEFT JOIN event e ON e.tenant = \(tenant.number) AND e.subject_kind = 'topic' AND e.subject = t.id
                AND e.kind IN ('closed', 'rejected', 'redirected', 'result_told', 'solved_directly', 'merged', 'withdrawn',
                    'taken_over', 'dissolved', 'mediated')
            LEFT JOIN record_hold h ON h.tenant = \(tenant.number) AND h.record_kind = 'topic' AND h.record = t.id
                AND h.state = 'placed'
            GROUP BY w.origin
            HAVING COUNT(h.id) = 0
                AND SUM(CASE WHEN t.state IN ('closed', 'rejected', 'redirected', 'solved_directly', 'merged', 'withdrawn')
                    OR t.escalated_into IS NOT NULL THEN 0 ELSE 1 END) = 0
        )
        """
    }

    /// Sessions that are over, as are the matters they were about; their residents have names until then.
    private func ofSessions(_ limit: Instant) -> SQL {
        overSessions(
            """
            (
                EXISTS (
                    SELECT 1 FROM session_participant p
                    WHERE p.tenant = s.tenant AND p.session = s.id AND p.category = 'people')
                OR EXISTS (
                    SELECT 1 FROM session_enrolment n WHERE n.tenant = s.tenant AND n.session = s.id))
            AND NOT EXISTS (
                SELECT 1 FROM retention_item i
                WHERE i.tenant = s.tenant AND i.category = \(RetentionPractice.Category.participantNames.rawValue)
                    AND i.record_kind = 'session' AND i.record = s.id)
            """, limit)
    }

    private func overSessions(_ condition: SQL, _ limit: Instant) -> SQL {
        """
        WITH RECURSIVE \(ended("SELECT id FROM topic WHERE tenant = \(tenant.number) AND session IS NOT NULL"))
        SELECT 'session' AS kind, s.id FROM consultation_session s
        WHERE s.tenant = \(tenant.number) AND s.state IN ('outcome_issued', 'archived', 'cancelled')
            AND \(condition)
            AND (
                SELECT e.recorded_at FROM event e
                WHERE e.tenant = s.tenant AND e.subject_kind = 'session' AND e.subject = s.id
                ORDER BY e.subject_version DESC LIMIT 1
            ) < \(limit.milliseconds)
            AND NOT EXISTS (
                SELECT 1 FROM topic t WHERE t.tenant = s.tenant AND t.session = s.id AND t.id NOT IN (
                    SELECT origin FROM ended WHERE ended_at < \(limit.milliseconds)))
        """
    }

    /// Papers of sessions that are over; files of proposals that have ended, with those of their assignments; files of notices to
    /// which everybody has answered, with those of their receipts.
    private func files(_ limit: Instant) -> SQL {
        let proposals: SQL = """
            SELECT 'proposal' AS kind, p.id FROM proposal p
            WHERE p.tenant = \(tenant.number) AND p.state IN ('closed', 'not_filed', 'withdrawn')
                AND (\(Self.hasFile(of: "proposal", "p"))
                    OR EXISTS (
                        SELECT 1 FROM proposal_assignment g WHERE g.tenant = p.tenant AND g.proposal = p.id
                            AND \(Self.hasFile(of: "assignment", "g"))))
                AND (
                    SELECT e.recorded_at FROM event e
                    WHERE e.tenant = p.tenant AND e.subject_kind = 'proposal' AND e.subject = p.id
                    ORDER BY e.subject_version DESC LIMIT 1
                ) < \(limit.milliseconds)
            """
        let notices: SQL = """
            SELECT 'deployment' AS kind, d.id FROM deployment d
            WHERE d.tenant = \(tenant.number) AND d.due_on < \(limit.day.description)
                AND (\(Self.hasFile(of: "deployment", "d"))
                    OR EXISTS (
                        SELECT 1 FROM deployment_receipt c WHERE c.tenant = d.tenant AND c.deployment = d.id
                            AND \(Self.hasFile(of: "deployment_receipt", "c"))))
                AND NOT EXISTS (
                    SELECT 1 FROM deployment_receipt c WHERE c.tenant = d.tenant AND c.deployment = d.id
                        AND (c.due_on IS NOT NULL OR c.reported_on >= \(limit.day.description)))
            """
        return """
            SELECT kind, id FROM (\(overSessions(Self.hasFile(of: "session", "s"), limit))) those
            UNION ALL \(proposals) UNION ALL \(notices)
            """
    }

    /// Whether a record of a table has a file that was not taken from it.
    private static func hasFile(of kind: String, _ table: SQL) -> SQL {
        """
        EXISTS (
            SELECT 1 FROM attachment a
            WHERE a.tenant = \(table).tenant AND a.record_kind = \(kind) AND a.record = \(table).id AND a.erased_at IS NULL)
        """
    }

    /// Visits of days that lie before, unless the topic that came of one is held.
    private func ofVisits(_ limit: Instant) -> SQL {
        """
        SELECT 'visit' AS kind, v.id FROM reception_visit v
        JOIN reception_day d ON d.tenant = v.tenant AND d.id = v.reception
        WHERE v.tenant = \(tenant.number) AND (v.name IS NOT NULL OR v.phone IS NOT NULL OR v.address_hash IS NOT NULL)
            AND d.held_on < \(limit.day.description)
            AND \(HoldStore.none(on: "'topic'", "v.topic", of: tenant))
        """
    }

    /// Issues that were closed before, unless the topic that came of one is held.
    private func ofSentiments(_ limit: Instant) -> SQL {
        """
        SELECT 'sentiment' AS kind, i.id FROM sentiment_issue i
        WHERE i.tenant = \(tenant.number) AND (i.person IS NOT NULL OR i.phone IS NOT NULL)
            AND i.closed_on < \(limit.day.description)
            AND \(HoldStore.none(on: "'topic'", "i.topic", of: tenant))
        """
    }

    /// Comments on consultations that ended before, unless the session is held, or the unit still owes an answer.
    private func ofComments(_ limit: Instant) -> SQL {
        """
        SELECT 'live_comment' AS kind, c.id FROM live_comment c
        JOIN media_consultation m ON m.tenant = c.tenant AND m.id = c.consultation
        WHERE c.tenant = \(tenant.number) AND c.phone IS NOT NULL AND c.state <> 'follow_up'
            AND m.state IN ('closed', 'reported') AND m.closes_at < \(limit.milliseconds)
            AND \(HoldStore.none(on: "'session'", "m.session", of: tenant))
        """
    }

    /// Clues that the office has read or the room has taken back, from which no proposal grew; what was a topic's stays while the
    /// topic goes on or is held.
    private func ofClues(_ limit: Instant) -> SQL {
        let topics: SQL = """
            SELECT topic FROM proposal_clue WHERE tenant = \(tenant.number) AND topic IS NOT NULL AND state <> 'left'
            """
        return """
            WITH RECURSIVE \(ended(topics))
            SELECT 'clue' AS kind, u.id FROM proposal_clue u
            JOIN content c ON c.tenant = u.tenant AND c.id = u.text
            WHERE u.tenant = \(tenant.number) AND u.state <> 'left' AND c.words IS NOT NULL
                AND (\(ClueStore.grown)) = 0
                AND (
                    SELECT MAX(e.recorded_at) FROM event e
                    WHERE e.tenant = u.tenant AND e.subject_kind = 'clue' AND e.subject = u.id
                ) < \(limit.milliseconds)
                AND (u.topic IS NULL OR u.topic IN (SELECT origin FROM ended WHERE ended_at < \(limit.milliseconds)))
            """
    }

    /// Requests that were decided, unless the topic or session is held that they are about: what was written in them goes, that they
    /// were decided stays.
    private func ofRequests(_ limit: Instant) -> SQL {
        let pieces = [PersonalDataEvent.subject, UnmaskingEvent.subject].map { kind -> SQL in
            let isUnmasking = kind == UnmaskingEvent.subject
            let from: SQL = isUnmasking ? "unmasking_request" : "personal_data_request"
            let (whoseKind, whose): (SQL, SQL) =
                isUnmasking ? ("r.identity_kind", "r.identity") : ("r.whose_kind", "r.whose")
            let held: SQL = "CASE \(whoseKind) WHEN 'participant' THEN 'session' ELSE 'topic' END"
            let record: SQL = """
                CASE \(whoseKind) WHEN 'submitter' THEN \(whose)
                    WHEN 'supporter' THEN (
                        SELECT u.topic FROM topic_support u WHERE u.tenant = r.tenant AND u.id = \(whose))
                    ELSE (
                        SELECT p.session FROM session_participant p WHERE p.tenant = r.tenant AND p.id = \(whose))
                END
                """
            return """
                SELECT \(kind) AS kind, r.id FROM \(from) r
                WHERE r.tenant = \(tenant.number) AND r.state <> 'open'
                    AND \(HoldStore.none(on: held, record, of: tenant))
                    AND NOT EXISTS (
                        SELECT 1 FROM retention_item i
                        WHERE i.tenant = r.tenant AND i.category = \(RetentionPractice.Category.decidedRequests.rawValue)
                            AND i.record_kind = \(kind) AND i.record = r.id)
                    AND (
                        SELECT MAX(e.recorded_at) FROM event e
                        WHERE e.tenant = r.tenant AND e.subject_kind = \(kind) AND e.subject = r.id
                    ) < \(limit.milliseconds)
                """
        }
        return SQL(joining: pieces, with: " UNION ALL ")
    }

    // MARK: - What goes as rows

    /// Forgets these rows of notices, messages, letters or sign-ins.
    func forget(_ due: [Due], in transaction: Transaction) throws -> Int {
        var count = 0
        for (kind, rows) in Dictionary(grouping: due, by: \.kind) {
            let table: SQL
            switch kind {
            case "notice": table = "notice"
            case "message": table = "message"
            case "letter": table = "outbox"
            case "sign_in": table = "sign_in"
            default: throw DatabaseError.malformed("retention of \(kind)")
            }
            let ids = SQL(joining: rows.map { "\($0.number)" }, with: ", ")
            count += try transaction.execute(
                "DELETE FROM \(table) WHERE tenant = \(tenant.number) AND id IN (\(ids))")
        }
        return count
    }

    /// Forgets the phones of a topic's supporters and returns the contents that are to be erased; the supports stay.
    func takePhones(ofSupportersOf topic: Int64, in transaction: Transaction) throws -> [Int64] {
        let contents = try transaction.rows(
            """
            SELECT phone FROM topic_support
            WHERE tenant = \(tenant.number) AND topic = \(topic) AND phone IS NOT NULL
            """
        ) { try $0.next(Int64.self) }
        try transaction.execute(
            """
            UPDATE topic_support SET phone = NULL, phone_hash = NULL
            WHERE tenant = \(tenant.number) AND topic = \(topic)
            """)
        return contents
    }

    // MARK: - Runs

    func save(_ transition: Transition<RetentionRun>, in transaction: Transaction) throws {
        let (before, after) = (transition.before, transition.after)
        let state = after.isFinished ? "finished" : "running"
        guard before.version > 0 else {
            try transaction.execute(
                """
                INSERT INTO retention_run (id, tenant, day, state, version)
                VALUES (\(after.id.number), \(tenant.number), \(after.day.description), \(state), \(after.version))
                """)
            return
        }
        let changed = try transaction.execute(
            """
            UPDATE retention_run SET state = \(state), version = \(after.version)
            WHERE tenant = \(tenant.number) AND id = \(after.id.number) AND version = \(before.version)
            """)
        guard changed == 1 else { throw WebFailure.changedMeanwhile }
    }

    /// Notes which records a batch has taken something from.
    func note(
        _ due: [Due], _ category: RetentionPractice.Category, run: RetentionRun.ID, at now: Instant,
        in transaction: Transaction
    ) throws {
        guard !due.isEmpty else { return }
        let rows = due.map { one -> SQL in
            """
            (\(tenant.number), \(run.number), \(category.rawValue), \(one.kind), \(one.number), \(now.milliseconds))
            """
        }
        try transaction.execute(
            """
            INSERT INTO retention_item (tenant, run, category, record_kind, record, erased_at)
            VALUES \(SQL(joining: rows, with: ", "))
            ON CONFLICT (tenant, category, record_kind, record)
                DO UPDATE SET run = excluded.run, erased_at = excluded.erased_at
            """)
    }

    /// The run that has not ended, and whether one of this day has.
    func standing(on day: Day, in transaction: Transaction) throws -> (running: RetentionRun.ID?, isDone: Bool) {
        let running = try transaction.first(
            "SELECT id FROM retention_run WHERE tenant = \(tenant.number) AND state = 'running' ORDER BY id LIMIT 1"
        ) { Identifier<RetentionRun>(try $0.next()) }
        let done = try transaction.first(
            """
            SELECT 1 FROM retention_run
            WHERE tenant = \(tenant.number) AND day = \(day.description) AND state = 'finished'
            """
        ) { try $0.next(Int64.self) }
        return (running, done != nil)
    }

    /// The latest runs, newest first.
    func runs(most: Int, in transaction: Transaction) throws -> [RetentionRun.ID] {
        try transaction.rows(
            "SELECT id FROM retention_run WHERE tenant = \(tenant.number) ORDER BY id DESC LIMIT \(most)"
        ) { Identifier(try $0.next()) }
    }

    /// A record that a run has taken something from.
    struct Swept: Sendable {
        let category: RetentionPractice.Category
        let kind: String
        let number: Int64
    }

    func items(of run: RetentionRun.ID, most: Int, in transaction: Transaction) throws -> [Swept] {
        try transaction.rows(
            """
            SELECT category, record_kind, record FROM retention_item
            WHERE tenant = \(tenant.number) AND run = \(run.number)
            ORDER BY category, record_kind, record LIMIT \(most)
            """
        ) { row in
            guard let category = RetentionPractice.Category(rawValue: try row.next()) else {
                throw DatabaseError.malformed("retention_item.category")
            }
            return Swept(category: category, kind: try row.next(), number: try row.next())
        }
    }
}
