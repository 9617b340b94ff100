// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

/// The rows of look-backs: what lists, warnings and CHECKs need. The look-back itself is what its log tells.
struct LookBackStore: Sendable {
    let tenant: Tenant.ID
    let contents: ContentStore

    /// Writes the row after a transition. Throws ``WebFailure/changedMeanwhile`` when somebody else was first.
    func save(_ transition: Transition<LookBack>, in transaction: Transaction) throws {
        let (before, after) = (transition.before, transition.after)
        guard before.version > 0 else { return try insert(after, in: transaction) }
        let changed = try transaction.execute(
            """
            UPDATE look_back SET state = \(after.state.name.rawValue), grade = \(after.verdict?.grade.rawValue),
                \(DeadlineColumns.assignments(after.deadline)), version = \(after.version)
            WHERE tenant = \(tenant.number) AND id = \(after.id.number) AND version = \(before.version)
            """)
        guard changed == 1 else { throw WebFailure.changedMeanwhile }
    }

    private func insert(_ record: LookBack, in transaction: Transaction) throws {
        let choice = record.choice
        try transaction.execute(
            """
            INSERT INTO look_back (id, tenant, year, topic, room, area, state, version)
            VALUES (\(record.id.number), \(tenant.number), \(choice.year), \(choice.topic.number),
                \(choice.room.number), \(choice.area.text), \(record.state.name.rawValue), \(record.version))
            """)
    }

    /// The topics that were chosen for a year, in all rooms, and not dropped. Whoever chooses waits here for whoever chooses
    /// at the same time, so that no third is chosen.
    func chosenAlone(for year: Int, in transaction: Transaction) throws -> [Topic.ID] {
        _ = try DocumentRegisterStore(tenant: tenant).next(.lookBack, of: year, in: transaction)
        return try transaction.rows(
            """
            SELECT topic FROM look_back
            WHERE tenant = \(tenant.number) AND year = \(year) AND state <> 'dropped' ORDER BY id
            """
        ) { Identifier(try $0.next()) }
    }

    /// Whether something could be chosen for a year by what the scope sees, and nothing was.
    func isMissing(for year: Int, scope: RoomScope, in transaction: Transaction) throws -> Bool {
        try transaction.first(
            """
            SELECT t.id FROM \(Self.lastYears(year, scope, tenant))
                AND NOT EXISTS (
                    SELECT 1 FROM look_back b
                    WHERE b.tenant = \(tenant.number) AND b.year = \(year) AND b.state <> 'dropped')
            LIMIT 1
            """
        ) { try $0.next(Int64.self) } != nil
    }

    /// A topic of the year before that was handled.
    struct Candidate: Sendable {
        let id: Topic.ID
        let title: String?
        let roomName: String
        let claimed: String
        /// Whether the Party committee had it in the annual plan.
        let isOfPlan: Bool
    }

    /// What could be chosen for a year, those of the annual plan first.
    func candidates(for year: Int, scope: RoomScope, limit: Int, in transaction: Transaction) throws -> [Candidate] {
        try transaction.rows(
            """
            SELECT t.id, t.public_title, t.text, c.words, r.name, t.claimed,
                CASE WHEN t.plan = 'approved' THEN 1 ELSE 0 END AS is_of_plan
            FROM \(Self.lastYears(year, scope, tenant, joins: """
                JOIN room r ON r.tenant = t.tenant AND r.id = t.room
                JOIN content c ON c.tenant = t.tenant AND c.id = t.text
                """))
                AND NOT EXISTS (
                    SELECT 1 FROM look_back b
                    WHERE b.tenant = t.tenant AND b.topic = t.id AND b.year = \(year) AND b.state <> 'dropped')
            ORDER BY is_of_plan DESC, t.id LIMIT \(limit)
            """
        ) { row in
            let id = Identifier<Topic>(try row.next())
            let title = try row.next(String?.self)
            let words = try contents.next(&row, tenant: tenant)?.words
            return Candidate(
                id: id, title: title ?? Excerpt.said(words), roomName: try row.next(), claimed: try row.next(),
                isOfPlan: try row.next())
        }
    }

    /// The topics that were talked over in the year before `year` and have been handled.
    private static func lastYears(_ year: Int, _ scope: RoomScope, _ tenant: Tenant.ID, joins: SQL = "") -> SQL {
        """
        topic t JOIN consultation_session s ON s.tenant = t.tenant AND s.id = t.session \(joins)
        WHERE \(visible(scope, "t", tenant)) AND t.state = 'closed' AND t.claimed IS NOT NULL
            AND s.starts_on >= \(Day(year: year - 1, month: 1, day: 1).description)
            AND s.starts_on < \(Day(year: year, month: 1, day: 1).description)
        """
    }

    // MARK: - Lists

    /// A look-back in a list.
    struct Listed: Sendable {
        let id: LookBack.ID
        let year: Int
        let state: LookBack.State.Name
        let grade: LookBack.Grade?
        let title: String?
        let roomName: String
        let dueOn: Day?
    }

    /// Newest first. `state`: nil for all.
    func list(
        _ state: LookBack.State.Name?, scope: RoomScope, after: LookBack.ID?, limit: Int, in transaction: Transaction
    ) throws -> [Listed] {
        let beyond: SQL = after.map { "AND b.id < \($0.number)" } ?? ""
        let narrower: SQL = state.map { "AND b.state = \($0.rawValue)" } ?? ""
        return try transaction.rows(
            """
            SELECT b.id, b.year, b.state, b.grade, b.due_on, r.name, t.public_title, t.text, c.words FROM look_back b
            JOIN topic t ON t.tenant = b.tenant AND t.id = b.topic
            JOIN content c ON c.tenant = t.tenant AND c.id = t.text
            JOIN room r ON r.tenant = b.tenant AND r.id = b.room
            WHERE \(Self.visible(scope, "b", tenant)) \(narrower) \(beyond) ORDER BY b.id DESC LIMIT \(limit)
            """
        ) { row in
            let id = Identifier<LookBack>(try row.next())
            let year: Int = try row.next()
            guard let state = LookBack.State.Name(rawValue: try row.next()) else {
                throw DatabaseError.malformed("look_back \(id)")
            }
            let grade = try row.next(String?.self).flatMap { LookBack.Grade(rawValue: $0) }
            let dueOn = try row.next(String?.self).flatMap { Day($0) }
            let roomName: String = try row.next()
            let title = try row.next(String?.self)
            let words = try contents.next(&row, tenant: tenant)?.words
            return Listed(
                id: id, year: year, state: state, grade: grade, title: title ?? Excerpt.said(words), roomName: roomName,
                dueOn: dueOn)
        }
    }

    /// How many there are in each state.
    func counts(scope: RoomScope, in transaction: Transaction) throws -> [LookBack.State.Name: Int] {
        let counted = try transaction.rows(
            "SELECT b.state, COUNT(*) FROM look_back b WHERE \(Self.visible(scope, "b", tenant)) GROUP BY b.state"
        ) { row in (LookBack.State.Name(rawValue: try row.next()), try row.next(Int.self)) }
        return counted.reduce(into: [:]) { counts, each in
            if let state = each.0 { counts[state] = each.1 }
        }
    }

    /// What these look-backs are called, as far as the scope may see them.
    func titles(
        of ids: [LookBack.ID], scope: RoomScope, in transaction: Transaction
    ) throws -> [LookBack.ID: NoticeTitle] {
        guard !ids.isEmpty else { return [:] }
        let found = try transaction.rows(
            """
            SELECT b.id, t.public_title, t.text, c.words FROM look_back b
            JOIN topic t ON t.tenant = b.tenant AND t.id = b.topic
            JOIN content c ON c.tenant = t.tenant AND c.id = t.text
            WHERE \(Self.visible(scope, "b", tenant))
                AND b.id IN (\(SQL(joining: ids.map { "\($0.number)" }, with: ", ")))
            """
        ) { row -> (LookBack.ID, NoticeTitle) in
            let id = Identifier<LookBack>(try row.next())
            let title = try row.next(String?.self)
            let words = try contents.next(&row, tenant: tenant)?.words
            return (id, NoticeTitle(words: title ?? Excerpt.said(words), isPublic: title != nil))
        }
        return Dictionary(uniqueKeysWithValues: found)
    }

    /// The one place where a scope becomes a condition on a row with room and area.
    static func visible(_ scope: RoomScope, _ row: SQL, _ tenant: Tenant.ID) -> SQL {
        guard !scope.domains.isEmpty else { return "1 = 0" }
        let domains = scope.domains.map { RoomDomainCondition.sql($0, of: row) }
        return "\(row).tenant = \(tenant.number) AND (\(SQL(joining: domains, with: " OR ")))"
    }
}
