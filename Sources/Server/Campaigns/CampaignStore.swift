// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

/// Campaigns (主题活动; A2-20): entries of their register, with what their sessions come to.
struct CampaignStore: Sendable {
    let tenant: Tenant.ID

    /// A day, a week or a month that gathers sessions.
    struct Campaign: Sendable {
        let id: DirectoryEntry.ID
        let name: String
        let kind: String
        let theme: String?
        let startsOn: Day
        let endsOn: Day
    }

    /// What the sessions of a campaign come to. Each number is of what the reader may see.
    struct Figures: Sendable {
        var planned = 0
        var held = 0
        var consensus = 0
        var topics = 0
        /// Person-times by category.
        var present: [ParticipantCategory: Int] = [:]
        var items = 0
        /// How many items units reported as solved, and how many the people confirmed.
        var claimed = 0
        var confirmed = 0
    }

    private static let columns: SQL = "c.id, c.name, c.kind, c.theme, c.starts_on, c.ends_on FROM campaign c"

    private static func read(_ row: inout Row) throws -> Campaign {
        let id = Identifier<DirectoryEntry>(try row.next())
        let (name, kind, theme) = (try row.next(String.self), try row.next(String.self), try row.next(String?.self))
        guard let first = Day(try row.next(String.self)), let last = Day(try row.next(String.self)) else {
            throw DatabaseError.malformed("campaign \(id)")
        }
        return Campaign(id: id, name: name, kind: kind, theme: theme, startsOn: first, endsOn: last)
    }

    func campaign(_ id: DirectoryEntry.ID, in transaction: Transaction) throws -> Campaign? {
        try transaction.first(
            "SELECT \(Self.columns) WHERE c.tenant = \(tenant.number) AND c.id = \(id.number)", Self.read)
    }

    /// Those that sessions may still be planned for.
    func open(on day: Day, in transaction: Transaction) throws -> [Campaign] {
        try transaction.rows(
            """
            SELECT \(Self.columns)
            WHERE c.tenant = \(tenant.number) AND c.ended_on IS NULL AND c.ends_on >= \(day.description)
            ORDER BY c.starts_on, c.id LIMIT 100
            """, Self.read)
    }

    /// All, latest first.
    func all(limit: Int, in transaction: Transaction) throws -> [Campaign] {
        try transaction.rows(
            """
            SELECT \(Self.columns) WHERE c.tenant = \(tenant.number)
            ORDER BY c.starts_on DESC, c.id DESC LIMIT \(limit)
            """, Self.read)
    }

    func figures(
        of campaign: DirectoryEntry.ID, scope: SessionScope, in transaction: Transaction
    ) throws -> Figures {
        var figures = Figures()
        let sessions: SQL = """
            \(SessionListStore.visible(scope, tenant)) AND s.campaign = \(campaign.number)
            """
        if let counts = try transaction.first(
            """
            SELECT COUNT(*), COALESCE(SUM(CASE WHEN \(SessionListStore.isHeld) THEN 1 ELSE 0 END), 0),
                COALESCE(SUM(CASE WHEN s.conclusion = 'consensus' THEN 1 ELSE 0 END), 0)
            FROM consultation_session s WHERE \(sessions) AND s.state <> 'cancelled'
            """,
            { row in (try row.next(Int.self), try row.next(Int.self), try row.next(Int.self)) })
        {
            (figures.planned, figures.held, figures.consensus) = counts
        }
        figures.topics =
            try transaction.first(
                """
                SELECT COUNT(DISTINCT t.id) FROM consultation_session s
                JOIN topic t ON t.tenant = s.tenant AND t.session = s.id WHERE \(sessions) AND s.state <> 'cancelled'
                """
            ) { try $0.next(Int.self) } ?? 0
        let present = try transaction.rows(
            """
            SELECT p.category, COUNT(*) FROM consultation_session s
            JOIN session_participant p ON p.tenant = s.tenant AND p.session = s.id
            WHERE \(sessions) AND p.is_present = 1 GROUP BY p.category
            """
        ) { row in (ParticipantCategory(rawValue: try row.next()), try row.next(Int.self)) }
        for case (let category?, let count) in present { figures.present[category] = count }
        if let items = try transaction.first(
            """
            SELECT COUNT(*),
                COALESCE(SUM(CASE WHEN i.state IN ('verified', 'closed') AND i.claimed = 'solved' THEN 1 ELSE 0 END), 0),
                COALESCE(SUM(CASE WHEN \(BoardStore.confirmed) = 'solved' THEN 1 ELSE 0 END), 0)
            FROM \(BoardStore.items) WHERE \(sessions) AND i.state <> 'drafted'
            """,
            { row in (try row.next(Int.self), try row.next(Int.self), try row.next(Int.self)) })
        {
            (figures.items, figures.claimed, figures.confirmed) = items
        }
        return figures
    }
}
