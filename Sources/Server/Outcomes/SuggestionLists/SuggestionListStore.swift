// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

/// The rows of suggestion lists: what lists, look-ups and CHECKs need. The list itself is what its log tells.
struct SuggestionListStore: Sendable {
    let tenant: Tenant.ID

    /// Writes the row after a transition. Throws ``WebFailure/changedMeanwhile`` when somebody else was first.
    func save(_ transition: Transition<SuggestionList>, in transaction: Transaction) throws {
        let (before, after) = (transition.before, transition.after)
        guard before.version > 0 else { return try insert(after, in: transaction) }
        let changed = try transaction.execute(
            """
            UPDATE suggestion_list SET state = \(after.state.rawValue), version = \(after.version)
            WHERE tenant = \(tenant.number) AND id = \(after.id.number) AND version = \(before.version)
            """)
        guard changed == 1 else { throw WebFailure.changedMeanwhile }
    }

    private func insert(_ list: SuggestionList, in transaction: Transaction) throws {
        let issue = list.issue
        try transaction.execute(
            """
            INSERT INTO suggestion_list (id, tenant, session, room, area, year, serial, number, state, issued_on, document,
                version)
            VALUES (\(list.id.number), \(tenant.number), \(issue.session.number), \(issue.room.number),
                \(issue.area.text), \(issue.number.year), \(issue.number.serial), \(issue.number.text),
                \(list.state.rawValue), \(issue.day.description), \(issue.document), \(list.version))
            """)
    }

    /// A list as other records name it.
    struct Named: Sendable, Hashable {
        let id: SuggestionList.ID
        let number: String
    }

    /// The document of a session's outcome; nil before it was issued.
    func list(of session: ConsultationSession.ID, in transaction: Transaction) throws -> Named? {
        try transaction.first(
            """
            SELECT id, number FROM suggestion_list
            WHERE tenant = \(tenant.number) AND session = \(session.number)
            """
        ) { Named(id: Identifier(try $0.next()), number: try $0.next()) }
    }

    // MARK: - Lists

    /// A list in the register.
    struct Listed: Sendable {
        let id: SuggestionList.ID
        let number: String
        /// What the document is called.
        let document: String
        let state: SuggestionList.State
        let issuedOn: Day
        let title: String?
        let roomName: String
        let items: Int
    }

    /// The register, newest first. `state`: nil for all.
    func list(
        _ state: SuggestionList.State?, scope: RoomScope, after: SuggestionList.ID?, limit: Int,
        in transaction: Transaction
    ) throws -> [Listed] {
        let beyond: SQL = after.map { "AND l.id < \($0.number)" } ?? ""
        let narrower: SQL = state.map { "AND l.state = \($0.rawValue)" } ?? ""
        return try transaction.rows(
            """
            SELECT l.id, l.number, l.document, l.state, l.issued_on, s.title, r.name,
                (SELECT COUNT(*) FROM suggestion_item i
                    WHERE i.tenant = l.tenant AND i.session = l.session AND i.is_discarded = 0)
            FROM suggestion_list l
            JOIN consultation_session s ON s.tenant = l.tenant AND s.id = l.session
            JOIN room r ON r.tenant = l.tenant AND r.id = l.room
            WHERE \(Self.visible(scope, tenant)) \(narrower) \(beyond)
            ORDER BY l.id DESC LIMIT \(limit)
            """
        ) { row in
            let id = Identifier<SuggestionList>(try row.next())
            let number: String = try row.next()
            let document = try row.next(String?.self) ?? ConsultationForm.list
            guard let state = SuggestionList.State(rawValue: try row.next()), let day = Day(try row.next(String.self))
            else { throw DatabaseError.malformed("suggestion_list \(id)") }
            return Listed(
                id: id, number: number, document: document, state: state, issuedOn: day, title: try row.next(),
                roomName: try row.next(),
                items: try row.next())
        }
    }

    /// How many there are in each state.
    func counts(scope: RoomScope, in transaction: Transaction) throws -> [SuggestionList.State: Int] {
        let counted = try transaction.rows(
            """
            SELECT l.state, COUNT(*) FROM suggestion_list l WHERE \(Self.visible(scope, tenant)) GROUP BY l.state
            """
        ) { row in (SuggestionList.State(rawValue: try row.next()), try row.next(Int.self)) }
        return counted.reduce(into: [:]) { counts, each in
            if let state = each.0 { counts[state] = each.1 }
        }
    }

    /// The one place where a scope becomes a condition on `suggestion_list l`.
    static func visible(_ scope: RoomScope, _ tenant: Tenant.ID) -> SQL {
        scope.domains.isEmpty
            ? "1 = 0"
            : """
            l.tenant = \(tenant.number) AND (\(SQL(
                joining: scope.domains.map { RoomDomainCondition.sql($0, of: "l") }, with: " OR ")))
            """
    }
}
