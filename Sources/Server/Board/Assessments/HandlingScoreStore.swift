// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

/// The rows of members' scores, and which items a member has to score.
struct HandlingScoreStore: Sendable {
    let tenant: Tenant.ID
    let contents: ContentStore

    /// Writes the row after a transition. Throws ``WebFailure/changedMeanwhile`` when a double was first.
    func save(
        _ transition: Transition<HandlingScore>, _ recorded: EventStore.Recorded, in transaction: Transaction
    ) throws {
        let (before, after) = (transition.before, transition.after)
        let reason = recorded.content(of: after.mark.reason)
        guard before.version > 0 else {
            let isNew = try transaction.execute(
                """
                INSERT INTO handling_score (id, tenant, item, member, points, reason, version)
                VALUES (\(after.id.number), \(tenant.number), \(after.item.number), \(after.member.number),
                    \(after.mark.points.number), \(reason), \(after.version))
                ON CONFLICT (tenant, item, member) DO NOTHING
                """)
            guard isNew == 1 else { throw WebFailure.changedMeanwhile }
            return
        }
        let changed = try transaction.execute(
            """
            UPDATE handling_score SET points = \(after.mark.points.number), reason = \(reason),
                version = \(after.version)
            WHERE tenant = \(tenant.number) AND id = \(after.id.number) AND version = \(before.version)
            """)
        guard changed == 1 else { throw WebFailure.changedMeanwhile }
    }

    /// The score that a member gave an item; nil while there is none.
    func score(
        of item: SuggestionItem.ID, by member: Person.ID, in transaction: Transaction
    ) throws -> HandlingScore.ID? {
        try transaction.first(
            """
            SELECT id FROM handling_score
            WHERE tenant = \(tenant.number) AND item = \(item.number) AND member = \(member.number)
            """
        ) { Identifier(try $0.next()) }
    }

    /// Whether the member has researched the item's topic or was at its session.
    func takesPart(_ member: Person.ID, in item: SuggestionItem.ID, in transaction: Transaction) throws -> Bool {
        try transaction.first(
            """
            SELECT 1 FROM suggestion_item i
            WHERE i.tenant = \(tenant.number) AND i.id = \(item.number) AND \(isOf(member))
            """
        ) { try $0.next(Int.self) } != nil
    }

    private func isOf(_ member: Person.ID) -> SQL {
        """
        (EXISTS (SELECT 1 FROM topic t WHERE t.tenant = i.tenant AND t.id = i.topic
                AND t.researcher = \(member.number) AND t.research_records > 0)
            OR EXISTS (SELECT 1 FROM session_participant p WHERE p.tenant = i.tenant AND p.session = i.session
                AND p.person = \(member.number) AND p.is_present = 1))
        """
    }

    /// An item that a member took part in.
    struct Listed: Sendable {
        let item: SuggestionItem.ID
        let task: String?
        let unitName: String
        let points: Int?
    }

    /// The closed items that a member took part in: those without a score first, then by id, newest first.
    func items(
        of member: Person.ID, isScored: Bool, after: SuggestionItem.ID?, limit: Int, in transaction: Transaction
    ) throws -> [Listed] {
        let scored: SQL = isScored ? "h.id IS NOT NULL" : "h.id IS NULL"
        return try transaction.rows(
            """
            SELECT i.id, u.name, h.points, i.task, c.words FROM suggestion_item i
            JOIN handling_unit u ON u.tenant = i.tenant AND u.id = i.unit
            JOIN content c ON c.tenant = i.tenant AND c.id = i.task
            LEFT JOIN handling_score h ON h.tenant = i.tenant AND h.item = i.id AND h.member = \(member.number)
            WHERE i.tenant = \(tenant.number) AND i.state = 'closed' AND i.id < \(after?.number ?? .max)
                AND \(scored) AND \(isOf(member))
            ORDER BY i.id DESC LIMIT \(limit)
            """
        ) { row in
            let (id, unit) = (Identifier<SuggestionItem>(try row.next()), try row.next(String.self))
            let points = try row.next(Int?.self)
            return Listed(
                item: id, task: try contents.next(&row, tenant: tenant)?.words, unitName: unit, points: points)
        }
    }

    /// How many closed items the member took part in, without a score and with one.
    func counts(of member: Person.ID, in transaction: Transaction) throws -> (open: Int, scored: Int) {
        try transaction.first(
            """
            SELECT COUNT(CASE WHEN h.id IS NULL THEN 1 END), COUNT(h.id) FROM suggestion_item i
            LEFT JOIN handling_score h ON h.tenant = i.tenant AND h.item = i.id AND h.member = \(member.number)
            WHERE i.tenant = \(tenant.number) AND i.state = 'closed' AND \(isOf(member))
            """
        ) { (open: try $0.next(Int.self), scored: try $0.next(Int.self)) } ?? (0, 0)
    }

    /// What the members say of an item, without their names, lowest first.
    func marks(of item: SuggestionItem.ID, in transaction: Transaction) throws -> [(points: Int, reason: FreeText?)] {
        try transaction.rows(
            """
            SELECT h.points, h.reason, c.words FROM handling_score h
            LEFT JOIN content c ON c.tenant = h.tenant AND c.id = h.reason
            WHERE h.tenant = \(tenant.number) AND h.item = \(item.number) ORDER BY h.points, h.id
            """
        ) { row in (points: try row.next(Int.self), reason: try contents.next(&row, tenant: tenant)) }
    }
}
