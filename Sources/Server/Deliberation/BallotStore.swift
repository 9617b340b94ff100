// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

/// Votes of one call that are written together: what all of them rest on is read once, and all go in by one statement.
struct BallotStore: Sendable {
    let tenant: Tenant.ID

    /// Where a call stands, with those of its statements that were answered.
    struct Asked: Sendable {
        let call: Deliberation.State.Name
        let lastDay: Day?
        /// Whether strangers may read what the call is about.
        let isPublic: Bool
        let statements: [OpinionStatement.ID: OpinionStatement.State.Name]
    }

    /// One vote as it is written.
    struct Row: Sendable {
        let voter: Int64
        let statement: OpinionStatement.ID
        let answer: OpinionVote.Answer
        let changedAt: Instant
    }

    /// Nil where there is no such call. Whoever closes it waits for these votes, and they for him.
    func asked(
        _ statements: Set<OpinionStatement.ID>, in call: Deliberation.ID, in transaction: Transaction
    ) throws -> Asked? {
        let standing = try transaction.first(
            """
            SELECT d.state, d.until_on, \(OpinionVoteStore.isPublic) FROM deliberation d
            LEFT JOIN topic t ON t.tenant = d.tenant AND t.id = d.topic
            LEFT JOIN consultation_session n ON n.tenant = d.tenant AND n.id = d.session
            WHERE d.tenant = \(tenant.number) AND d.id = \(call.number)
            \(sqlite: "", postgres: "FOR SHARE OF d")
            """
        ) { row in
            (
                try DeliberationStore.state(row.next(), of: call),
                try row.next(String?.self).flatMap { Day($0) }, try row.next(Bool.self)
            )
        }
        guard let (state, lastDay, isPublic) = standing else { return nil }
        let sent = Self.list(statements.map { .integer($0.number) })
        let states = try transaction.rows(
            """
            SELECT s.id, s.state FROM opinion_statement s
            WHERE s.tenant = \(tenant.number) AND s.deliberation = \(call.number)
                AND s.id IN (SELECT CAST(sent.value AS BIGINT) FROM \(sent))
            """
        ) { row in
            let id = Identifier<OpinionStatement>(try row.next())
            guard let state = OpinionStatement.State.Name(rawValue: try row.next()) else {
                throw DatabaseError.malformed("opinion_statement \(id)")
            }
            return (id, state)
        }
        return Asked(
            call: state, lastDay: lastDay, isPublic: isPublic,
            statements: Dictionary(states) { first, _ in first })
    }

    /// Writes answers, each in the stead of an earlier one; of two to the same statement by the same voice the later
    /// counts.
    func cast(_ rows: [Row], in call: Deliberation.ID, in transaction: Transaction) throws {
        guard !rows.isEmpty else { return }
        // One statement changes a row once. In an order of their own, so that two servers do not wait for each other.
        let latest = Dictionary(rows.map { (Place(voter: $0.voter, statement: $0.statement), $0) }) { $1 }
        let sent = Self.list(
            latest.sorted { $0.key < $1.key }.map { _, row in
                .array([
                    .integer(row.voter), .integer(row.statement.number), .integer(Int64(row.answer.rawValue)),
                    .integer(row.changedAt.milliseconds),
                ])
            })
        // "WHERE true" tells SQLite where the query ends and the conflict begins.
        try transaction.execute(
            """
            INSERT INTO opinion_vote (tenant, deliberation, voter, statement, answer, changed_at)
            SELECT \(tenant.number), \(call.number), CAST(sent.value ->> 0 AS BIGINT),
                CAST(sent.value ->> 1 AS BIGINT), CAST(sent.value ->> 2 AS BIGINT), CAST(sent.value ->> 3 AS BIGINT)
            FROM \(sent) WHERE true
            ON CONFLICT (tenant, voter, statement)
                DO UPDATE SET answer = excluded.answer, changed_at = excluded.changed_at
            """)
    }

    /// A table out of one value, so that the statement is the same however many there are.
    private static func list(_ values: [JSON]) -> SQL {
        let text = String(decoding: JSON.array(values).bytes, as: UTF8.self)
        return """
            \(sqlite: "json_each(", postgres: "jsonb_array_elements(CAST(")\(text)\
            \(sqlite: ") AS sent", postgres: " AS JSONB)) AS sent (value)")
            """
    }

    private struct Place: Hashable, Comparable {
        let voter: Int64
        let statement: OpinionStatement.ID

        static func < (a: Self, b: Self) -> Bool { (a.voter, a.statement) < (b.voter, b.statement) }
    }
}
