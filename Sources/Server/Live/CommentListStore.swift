// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

/// Comments in lists: everybody's, a moderator's, a unit's, and one's own.
struct CommentListStore: Sendable {
    let tenant: Tenant.ID
    let contents: ContentStore

    /// A comment in a list.
    struct Listed: Sendable {
        let id: LiveComment.ID
        let consultation: MediaConsultation.ID
        let version: Int
        let state: LiveComment.State.Name
        /// Why it is not shown.
        let ground: String?
        let isOnSpot: Bool?
        let unit: HandlingUnit.ID?
        let unitName: String?
        let sentAt: Instant
        let cutInAt: Instant?
        let dueOn: Day?
        let likes: Int
        let name: String?
        let words: String?
        let answer: String?

        /// The words of the county's list that stand in it, for whoever decides whether everybody reads it.
        func watchedWords(_ profile: PracticeProfile) -> [String] { WatchedWords.found(in: [name, words], profile) }
    }

    /// The columns of ``Listed``, of `live_comment c`.
    private static let columns: SQL = """
        c.id, c.consultation, c.version, c.state, c.ground, c.is_on_spot, c.unit, u.name, c.sent_at, c.cut_in_at, c.due_on,
        (SELECT COUNT(*) FROM live_comment_like l WHERE l.tenant = c.tenant AND l.comment = c.id),
        c.name, n.words, c.words, w.words, c.answer, a.words
        """
    private static let tables: SQL = """
        live_comment c
        JOIN content n ON n.tenant = c.tenant AND n.id = c.name
        JOIN content w ON w.tenant = c.tenant AND w.id = c.words
        LEFT JOIN content a ON a.tenant = c.tenant AND a.id = c.answer
        LEFT JOIN handling_unit u ON u.tenant = c.tenant AND u.id = c.unit
        """

    private func rows(_ condition: SQL, _ order: SQL, limit: Int, in transaction: Transaction) throws -> [Listed] {
        try transaction.rows(
            """
            SELECT \(Self.columns) FROM \(Self.tables)
            WHERE c.tenant = \(tenant.number) AND \(condition) ORDER BY \(order) LIMIT \(limit)
            """,
            read)
    }

    private func read(_ row: inout Row) throws -> Listed {
        let id = Identifier<LiveComment>(try row.next())
        let consultation = Identifier<MediaConsultation>(try row.next())
        let version = try row.next(Int.self)
        guard let state = LiveComment.State.Name(rawValue: try row.next()) else {
            throw DatabaseError.malformed("live_comment \(id)")
        }
        return Listed(
            id: id, consultation: consultation, version: version, state: state, ground: try row.next(),
            isOnSpot: try row.next(Bool?.self),
            unit: try row.next(Int64?.self).map { Identifier($0) }, unitName: try row.next(),
            sentAt: Instant(milliseconds: try row.next()),
            cutInAt: try row.next(Int64?.self).map { Instant(milliseconds: $0) },
            dueOn: try row.next(String?.self).flatMap { Day($0) }, likes: try row.next(),
            name: try contents.next(&row, tenant: tenant)?.words, words: try contents.next(&row, tenant: tenant)?.words,
            answer: try contents.next(&row, tenant: tenant)?.words)
    }

    // MARK: - Of one consultation

    /// What everybody may read, newest first, after the one with id `after`.
    func published(
        of consultation: MediaConsultation.ID, after: LiveComment.ID?, limit: Int, in transaction: Transaction
    ) throws -> [Listed] {
        let beyond: SQL = after.map { "AND c.id < \($0.number)" } ?? ""
        return try rows(
            "c.consultation = \(consultation.number) AND \(Self.isPublic) \(beyond)", "c.id DESC", limit: limit,
            in: transaction)
    }

    /// One that everybody may read.
    func published(
        _ id: LiveComment.ID, of consultation: MediaConsultation.ID, in transaction: Transaction
    ) throws -> Listed? {
        try rows(
            "c.id = \(id.number) AND c.consultation = \(consultation.number) AND \(Self.isPublic)", "c.id", limit: 1,
            in: transaction
        ).first
    }

    /// What was cut in last: the question at hand, also once it was answered.
    func atHand(of consultation: MediaConsultation.ID, in transaction: Transaction) throws -> Listed? {
        try rows(
            "c.consultation = \(consultation.number) AND c.cut_in_at IS NOT NULL", "c.cut_in_at DESC, c.id DESC",
            limit: 1, in: transaction
        ).first
    }

    /// In which order comments are listed.
    enum Order: Sendable {
        case coming, newest
    }

    /// Those in these states.
    func standing(
        _ states: [LiveComment.State.Name], of consultation: MediaConsultation.ID, order: Order = .coming, limit: Int,
        in transaction: Transaction
    ) throws -> [Listed] {
        guard !states.isEmpty else { return [] }
        let names = SQL(joining: states.map { "\($0.rawValue)" }, with: ", ")
        return try rows(
            "c.consultation = \(consultation.number) AND c.state IN (\(names))",
            order == .coming ? "c.id" : "c.id DESC", limit: limit, in: transaction)
    }

    /// All that went to the room, in the order in which it did.
    func cutIn(of consultation: MediaConsultation.ID, in transaction: Transaction) throws -> [Listed] {
        try rows(
            "c.consultation = \(consultation.number) AND c.cut_in_at IS NOT NULL", "c.cut_in_at, c.id", limit: 500,
            in: transaction)
    }

    /// The suggestions that became part of an item, in the order of coming.
    func itemised(as item: SuggestionItem.ID, limit: Int, in transaction: Transaction) throws -> [Listed] {
        try rows("c.item = \(item.number)", "c.id", limit: limit, in: transaction)
    }

    /// How many of one consultation are gone through at most.
    static let listedMax = 2_000

    /// How many lie in each state.
    func counts(
        of consultation: MediaConsultation.ID, in transaction: Transaction
    ) throws -> [LiveComment.State.Name: Int] {
        let counted = try transaction.rows(
            """
            SELECT state, COUNT(*) FROM live_comment
            WHERE tenant = \(tenant.number) AND consultation = \(consultation.number) GROUP BY state
            """
        ) { row in (LiveComment.State.Name(rawValue: try row.next()), try row.next(Int.self)) }
        return counted.reduce(into: [:]) { counts, each in
            if let state = each.0 { counts[state] = each.1 }
        }
    }

    /// How many wait before this one.
    func ahead(of comment: Listed, in transaction: Transaction) throws -> Int {
        try transaction.first(
            """
            SELECT COUNT(*) FROM live_comment
            WHERE tenant = \(tenant.number) AND consultation = \(comment.consultation.number) AND state = 'waiting'
                AND id < \(comment.id.number)
            """
        ) { try $0.next(Int.self) } ?? 0
    }

    /// What came from an account, latest first; what was taken back is left out.
    /// `consultation`: nil for all of them.
    func own(
        _ phoneHash: [UInt8], of consultation: MediaConsultation.ID?, limit: Int, in transaction: Transaction
    ) throws -> [Listed] {
        let narrower: SQL = consultation.map { "c.consultation = \($0.number) AND" } ?? ""
        return try rows(
            "\(narrower) c.phone_hash = \(phoneHash) AND c.state <> 'withdrawn'", "c.id DESC", limit: limit,
            in: transaction)
    }

    // MARK: - On the desk

    /// A way to look at the comments that reached units.
    enum Part: String, CaseIterable, Sendable {
        /// On the screen now, or owed by a day.
        case open
        case answered
    }

    /// Where a list goes on.
    struct Place: Sendable {
        let key: String
        let id: LiveComment.ID
    }

    /// Owed first, by due day.
    func list(
        _ part: Part, scope: ItemScope, after: Place?, limit: Int, in transaction: Transaction
    ) throws -> [(comment: Listed, place: Place)] {
        let key: SQL = "COALESCE(c.due_on, '')"
        let beyond: SQL =
            after.map { "AND (\(key) > \($0.key) OR (\(key) = \($0.key) AND c.id > \($0.id.number)))" } ?? ""
        return try rows(
            "\(Self.visible(scope)) AND \(Self.condition(part)) \(beyond)", "\(key), c.id", limit: limit,
            in: transaction
        ).map { ($0, Place(key: $0.dueOn?.description ?? "", id: $0.id)) }
    }

    func counts(scope: ItemScope, in transaction: Transaction) throws -> [Part: Int] {
        let counts = Part.allCases.map { part -> SQL in "COUNT(CASE WHEN \(Self.condition(part)) THEN 1 END)" }
        let numbers =
            try transaction.first(
                """
                SELECT \(SQL(joining: counts, with: ", ")) FROM live_comment c
                WHERE c.tenant = \(tenant.number) AND \(Self.visible(scope))
                """
            ) { row in try Part.allCases.map { _ in try row.next(Int.self) } } ?? []
        return Dictionary(uniqueKeysWithValues: zip(Part.allCases, numbers))
    }

    /// What is due of the comments that the scope sees.
    func deadlines(
        scope: ItemScope, today: Day, since day: Day, in transaction: Transaction
    ) throws -> DeadlineCounts {
        try DeadlineCounts.read(
            "live_comment c WHERE c.tenant = \(tenant.number) AND \(Self.visible(scope))",
            owing: "c.due_on IS NOT NULL", due: "c.due_on", today: today, since: day, in: transaction)
    }

    /// What these comments are called, as far as the scope may see them. Everybody may read what reached a unit.
    func titles(
        of ids: [LiveComment.ID], scope: ItemScope, in transaction: Transaction
    ) throws -> [LiveComment.ID: NoticeTitle] {
        guard !ids.isEmpty else { return [:] }
        let found = try rows(
            "\(Self.visible(scope)) AND c.id IN (\(SQL(numbers: ids.map(\.number))))", "c.id", limit: ids.count,
            in: transaction
        ).map { ($0.id, NoticeTitle(words: Excerpt.said($0.words), isPublic: $0.state.isPublic)) }
        return Dictionary(uniqueKeysWithValues: found)
    }

    /// The one place where a scope becomes a condition on `live_comment c`: a room's own, and a unit's once it is asked.
    static func visible(_ scope: ItemScope) -> SQL {
        var conditions = scope.domains.map { RoomDomainCondition.sql($0, of: "c") }
        if !scope.units.isEmpty {
            conditions.append("c.unit IN (\(SQL(numbers: scope.units.map(\.number))))")
        }
        return conditions.isEmpty ? "1 = 0" : "(\(SQL(joining: conditions, with: " OR ")))"
    }

    private static let isPublic: SQL = "c.state NOT IN ('waiting', 'held', 'rejected', 'withdrawn')"

    private static func condition(_ part: Part) -> SQL {
        switch part {
        case .open: "c.state IN ('cut_in', 'follow_up')"
        case .answered: "c.state = 'answered'"
        }
    }
}
