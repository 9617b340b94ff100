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
        /// Which of the year's topics it is, as its register says; nil where it is none.
        let slot: String?
    }

    /// How far the sessions of a campaign are.
    struct Progress: Sendable {
        var planned = 0
        var held = 0
        /// How many of their outcomes were issued.
        var issued = 0
    }

    /// A topic that the sessions of a campaign talk over, with what came of it.
    struct Issue: Sendable {
        let topic: Topic.ID
        let state: Topic.State.Name?
        let items: Int
        let claimed: Int
        let confirmed: Int

        /// Whether all who were asked say of all that was agreed that it is solved.
        var isSolved: Bool { items > 0 && confirmed == items }
    }

    /// Something that a member met while walking for a campaign.
    struct Walk: Sendable {
        let id: SentimentIssue.ID
        let title: String?
        let state: SentimentIssue.State.Name
        let roomName: String

        /// Whether something came back.
        var hasResult: Bool {
            switch state {
            case .resultReturned, .told, .closed: true
            case .walked, .listened, .visited, .consulted, .transferred: false
            }
        }
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

    private static let columns: SQL = "c.id, c.name, c.kind, c.theme, c.starts_on, c.ends_on, c.slot FROM campaign c"

    private static func read(_ row: inout Row) throws -> Campaign {
        let id = Identifier<DirectoryEntry>(try row.next())
        let (name, kind, theme) = (try row.next(String.self), try row.next(String.self), try row.next(String?.self))
        guard let first = Day(try row.next(String.self)), let last = Day(try row.next(String.self)) else {
            throw DatabaseError.malformed("campaign \(id)")
        }
        return Campaign(
            id: id, name: name, kind: kind, theme: theme, startsOn: first, endsOn: last, slot: try row.next())
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

    /// Throws for a session whose campaign there is not, or is over, and for one in “4+X” that is about none of the year's topics
    /// where the county has set some (A3-04).
    func check(_ plan: ConsultationSession.Plan, on day: Day, in transaction: Transaction) throws {
        let isYearly = plan.form == ConsultationForm.fourPlusXCode
        guard plan.campaign != nil || isYearly else { return }
        let open = try open(on: day, in: transaction)
        let chosen = try plan.campaign.map { try Self.known($0, among: open) }
        if isYearly, chosen?.slot == nil, open.contains(where: { $0.slot != nil }) {
            throw InputProblems([.init(field: "campaign", sentence: "请选是今年“4+X”的哪个题目，固定的或者机动的。")])
        }
    }

    /// Throws for a campaign that there is not, or that is over.
    func check(_ campaign: DirectoryEntry.ID?, on day: Day, in transaction: Transaction) throws {
        guard let campaign else { return }
        _ = try Self.known(campaign, among: open(on: day, in: transaction))
    }

    private static func known(_ campaign: DirectoryEntry.ID, among open: [Campaign]) throws -> Campaign {
        guard let chosen = open.first(where: { $0.id == campaign }) else {
            throw InputProblems([.init(field: "campaign", sentence: "没有这项活动，或者已经结束。请从列表里选。")])
        }
        return chosen
    }

    /// All, latest first.
    func all(limit: Int, in transaction: Transaction) throws -> [Campaign] {
        try transaction.rows(
            """
            SELECT \(Self.columns) WHERE c.tenant = \(tenant.number)
            ORDER BY c.starts_on DESC, c.id DESC LIMIT \(limit)
            """, Self.read)
    }

    /// How far the sessions of these campaigns are, as far as the scope sees them.
    func progress(
        of campaigns: [DirectoryEntry.ID], scope: SessionScope, in transaction: Transaction
    ) throws -> [DirectoryEntry.ID: Progress] {
        guard !campaigns.isEmpty else { return [:] }
        let rows = try transaction.rows(
            """
            SELECT s.campaign, COUNT(*), COUNT(CASE WHEN \(SessionListStore.isHeld) THEN 1 END),
                COUNT(CASE WHEN s.state IN ('outcome_issued', 'archived') THEN 1 END)
            FROM consultation_session s
            WHERE \(SessionListStore.visible(scope, tenant)) AND s.state <> 'cancelled'
                AND s.campaign IN (\(SQL(joining: campaigns.map { "\($0.number)" }, with: ", "))) GROUP BY s.campaign
            """
        ) { row in
            (
                DirectoryEntry.ID(try row.next(Int64.self)),
                Progress(planned: try row.next(), held: try row.next(), issued: try row.next())
            )
        }
        return Dictionary(rows) { first, _ in first }
    }

    /// The topics that the sessions of a campaign talk over, latest first.
    func issues(
        of campaign: DirectoryEntry.ID, scope: SessionScope, limit: Int, in transaction: Transaction
    ) throws -> [Issue] {
        try transaction.rows(
            """
            SELECT t.id, t.state, COUNT(i.id),
                COUNT(CASE WHEN i.state IN ('verified', 'closed') AND i.claimed = 'solved' THEN 1 END),
                COUNT(CASE WHEN \(BoardStore.confirmed) = 'solved' THEN 1 END)
            FROM consultation_session s JOIN topic t ON t.tenant = s.tenant AND t.session = s.id
            LEFT JOIN suggestion_item i ON i.tenant = t.tenant AND i.topic = t.id AND i.session = s.id
                AND i.state <> 'drafted' AND i.is_discarded = 0
            WHERE \(SessionListStore.visible(scope, tenant)) AND s.campaign = \(campaign.number)
                AND s.state <> 'cancelled'
            GROUP BY t.id, t.state ORDER BY t.id DESC LIMIT \(limit)
            """
        ) { row in
            Issue(
                topic: Topic.ID(try row.next(Int64.self)), state: Topic.State.Name(rawValue: try row.next()),
                items: try row.next(), claimed: try row.next(), confirmed: try row.next())
        }
    }

    /// What members met while walking for a campaign, latest first, as far as the scope sees it (A2-25).
    func walks(
        of campaign: DirectoryEntry.ID, scope: SentimentScope, contents: ContentStore, limit: Int,
        in transaction: Transaction
    ) throws -> [Walk] {
        try transaction.rows(
            """
            SELECT i.id, i.state, r.name, i.title, c.words FROM sentiment_issue i
            JOIN room r ON r.tenant = i.tenant AND r.id = i.room
            JOIN content c ON c.tenant = i.tenant AND c.id = i.title
            WHERE \(SentimentStore.visible(scope, tenant)) AND i.campaign = \(campaign.number)
            ORDER BY i.id DESC LIMIT \(limit)
            """
        ) { row in
            let id = Identifier<SentimentIssue>(try row.next())
            guard let state = SentimentIssue.State.Name(rawValue: try row.next()) else {
                throw DatabaseError.malformed("sentiment_issue \(id)")
            }
            let room = try row.next(String.self)
            return Walk(
                id: id, title: try contents.next(&row, tenant: tenant)?.words, state: state, roomName: room)
        }
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
