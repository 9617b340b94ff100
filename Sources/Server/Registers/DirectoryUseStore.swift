// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

/// What hangs on an entry: open work that somebody would be left without if the entry ended.
struct DirectoryUseStore: Sendable {
    let tenant: Tenant.ID

    /// Topics with which somebody still has something to do; what the room above dealt with is over once its topic is.
    private static let openTopic: SQL = """
        state NOT IN ('rejected', 'merged', 'redirected', 'solved_directly', 'closed', 'withdrawn') AND NOT EXISTS (
            SELECT 1 FROM topic above WHERE above.tenant = topic.tenant AND above.id = topic.escalated_into
                AND above.state IN ('rejected', 'merged', 'redirected', 'solved_directly', 'closed', 'withdrawn'))
        """

    /// A topic for whose sake a room is not closed.
    struct OpenTopic: Sendable {
        let id: Topic.ID
        /// Nil where it is not public: whoever keeps the registers has no part in the business of rooms (BR-39).
        let publicTitle: String?
        let state: Topic.State.Name
    }

    /// The open topics of a room, oldest first.
    func openTopics(of room: Room.ID, limit: Int, in transaction: Transaction) throws -> [OpenTopic] {
        try transaction.rows(
            """
            SELECT id, CASE WHEN publication = 'published' THEN public_title END, state FROM topic
            WHERE tenant = \(tenant.number) AND room = \(room.number) AND \(Self.openTopic) ORDER BY id LIMIT \(limit)
            """
        ) { row in
            let id = Identifier<Topic>(try row.next())
            let title = try row.next(String?.self)
            guard let state = Topic.State.Name(rawValue: try row.next()) else {
                throw DatabaseError.malformed("topic \(id)")
            }
            return OpenTopic(id: id, publicTitle: title, state: state)
        }
    }

    /// A role of somebody that counts in an entry.
    struct HeldRole: Sendable {
        let person: Person
        let role: Role
    }

    /// The roles that count in an area or below it, in a room, for a unit, today or from a day to come, oldest first.
    func roles(
        in entry: DirectoryEntry, on today: Day, limit: Int, in transaction: Transaction
    ) throws -> [HeldRole] {
        guard let place = Self.place(of: entry) else { return [] }
        return try transaction.rows(
            """
            SELECT p.id, p.name, a.role FROM appointment a
            JOIN person p ON p.tenant = a.tenant AND p.id = a.person
            WHERE \(held(in: place, on: today)) ORDER BY a.id LIMIT \(limit)
            """
        ) { row in
            let person = Person(id: Identifier(try row.next()), name: try row.next())
            guard let role = Role(rawValue: try row.next()) else {
                throw DatabaseError.malformed("appointment of \(person.id)")
            }
            return HeldRole(person: person, role: role)
        }
    }

    /// The condition on an appointment that it counts in an entry; nil for a register in whose entries none does. Bodies
    /// open no role by themselves: their posts do, which are entries that hang on them.
    private static func place(of entry: DirectoryEntry) -> SQL? {
        switch entry.register {
        case .areas: "a.area LIKE \(within(entry))"
        case .rooms: "a.room = \(entry.id.number)"
        case .units: "a.unit = \(entry.id.number)"
        case .organs, .people, .members, .posts, .counterparts, .terms, .plenaries, .campaigns, .experts,
            .contributions,
            .observations, .appraisals, .leaders, .parties, .activities, .trainings, .venueActivities, .roomPlans:
            nil
        }
    }

    /// Nobody has ended it, its last day has not passed, and its holder's account is not closed.
    private func held(in place: SQL, on today: Day) -> SQL {
        """
        a.tenant = \(tenant.number) AND \(place) AND a.ended_at IS NULL
            AND (a.valid_until IS NULL OR a.valid_until >= \(today.description))
            AND NOT EXISTS (
                SELECT 1 FROM account closed
                WHERE closed.tenant = a.tenant AND closed.person = a.person AND closed.state = 'closed')
        """
    }

    /// States of proposals that are over.
    private static let openProposal: SQL = "state NOT IN ('not_filed', 'closed', 'withdrawn')"

    /// The codes of an area and of all that lies in it, as LIKE has them.
    private static func within(_ area: DirectoryEntry) -> String {
        (area.values["code"].flatMap { AreaCode($0) }?.significantDigits ?? "") + "%"
    }

    /// Whether open work, or another entry that is in use, hangs on it.
    func isUsed(_ entry: DirectoryEntry, on today: Day, in transaction: Transaction) throws -> Bool {
        let id = entry.id.number
        let current: SQL = "tenant = \(tenant.number) AND ended_on IS NULL"
        let uses: [SQL] =
            switch entry.register {
            case .areas:
                [
                    "SELECT 1 FROM area WHERE \(current) AND id <> \(id) AND code LIKE \(Self.within(entry))",
                    "SELECT 1 FROM room WHERE \(current) AND area = \(entry.values["code"])",
                    "SELECT 1 FROM organ WHERE \(current) AND area = \(entry.values["code"])",
                    "SELECT 1 FROM membership WHERE \(current) AND area = \(entry.values["code"])",
                ]
            case .organs:
                [
                    "SELECT 1 FROM organ_post WHERE \(current) AND organ = \(id)",
                    "SELECT 1 FROM organ WHERE \(current) AND committee = \(id)",
                    "SELECT 1 FROM expert WHERE \(current) AND pool = \(id)",
                    "SELECT 1 FROM counterpart WHERE \(current) AND (organ = \(id) OR sector = \(id))",
                    """
                    SELECT 1 FROM proposal
                    WHERE tenant = \(tenant.number) AND body = \(id) AND \(Self.openProposal)
                    """,
                    """
                    SELECT 1 FROM membership WHERE \(current) AND (sector = \(id) OR committee = \(id) OR branch = \(id))
                    """,
                ]
            case .people:
                [
                    """
                    SELECT 1 FROM suggestion_item
                    WHERE tenant = \(tenant.number) AND officer = \(id) AND state <> 'closed' AND is_discarded = 0
                    """,
                    """
                    SELECT 1 FROM topic
                    WHERE tenant = \(tenant.number) AND researcher = \(id) AND state = 'researching'
                    """,
                    """
                    SELECT 1 FROM suggestion_item
                    WHERE tenant = \(tenant.number) AND (party_supervisor = \(id) OR committee_supervisor = \(id))
                        AND state <> 'closed' AND is_discarded = 0
                    """,
                    """
                    SELECT 1 FROM proposal
                    WHERE tenant = \(tenant.number) AND (signer = \(id) OR led_by = \(id)) AND \(Self.openProposal)
                    """,
                    """
                    SELECT 1 FROM proposal_assignment
                    WHERE tenant = \(tenant.number) AND officer = \(id) AND state NOT IN ('sent', 'recalled')
                    """,
                    """
                    SELECT 1 FROM reception_member m JOIN reception_day d ON d.tenant = m.tenant AND d.id = m.reception
                    WHERE m.tenant = \(tenant.number) AND m.person = \(id) AND d.state = 'open'
                        AND d.held_on >= \(today.description)
                    """,
                    """
                    SELECT 1 FROM sentiment_issue
                    WHERE tenant = \(tenant.number) AND keeper = \(id) AND state <> 'closed'
                    """,
                    // Whoever can still sign in has not left: the security administrator closes the account first.
                    "SELECT 1 FROM account WHERE tenant = \(tenant.number) AND person = \(id) AND state <> 'closed'",
                    "SELECT 1 FROM organ_post WHERE \(current) AND person = \(id)",
                    "SELECT 1 FROM expert WHERE \(current) AND person = \(id)",
                    "SELECT 1 FROM membership WHERE \(current) AND person = \(id)",
                    "SELECT 1 FROM room WHERE \(current) AND (convener = \(id) OR secretary = \(id))",
                    "SELECT 1 FROM handling_unit WHERE \(current) AND (officer = \(id) OR second_officer = \(id))",
                ]
            case .units:
                [
                    """
                    SELECT 1 FROM suggestion_item
                    WHERE tenant = \(tenant.number) AND unit = \(id) AND state <> 'closed' AND is_discarded = 0
                    """,
                    """
                    SELECT 1 FROM proposal_assignment
                    WHERE tenant = \(tenant.number) AND unit = \(id) AND state NOT IN ('sent', 'recalled')
                    """,
                    """
                    SELECT 1 FROM sentiment_issue
                    WHERE tenant = \(tenant.number) AND unit = \(id) AND state = 'transferred'
                    """,
                    """
                    SELECT 1 FROM live_comment
                    WHERE tenant = \(tenant.number) AND unit = \(id) AND state = 'follow_up'
                    """,
                    """
                    SELECT 1 FROM deployment_receipt
                    WHERE tenant = \(tenant.number) AND unit = \(id) AND due_on IS NOT NULL
                    """,
                    "SELECT 1 FROM counterpart WHERE \(current) AND unit = \(id)",
                ]
            case .rooms:
                [
                    """
                    SELECT 1 FROM topic WHERE tenant = \(tenant.number) AND room = \(id) AND \(Self.openTopic)
                    """,
                    // People are on their way there.
                    """
                    SELECT 1 FROM reception_day WHERE tenant = \(tenant.number) AND room = \(id) AND state = 'open'
                        AND held_on >= \(today.description)
                    """,
                    """
                    SELECT 1 FROM consultation_session WHERE tenant = \(tenant.number) AND room = \(id)
                        AND (state IN ('announced', 'ready', 'in_progress') OR due_on IS NOT NULL)
                    """,
                    """
                    SELECT 1 FROM session_room j
                    JOIN consultation_session s ON s.tenant = j.tenant AND s.id = j.session
                    WHERE j.tenant = \(tenant.number) AND j.room = \(id)
                        AND s.state IN ('announced', 'ready', 'in_progress')
                    """,
                    """
                    SELECT 1 FROM deployment_receipt
                    WHERE tenant = \(tenant.number) AND room = \(id) AND due_on IS NOT NULL
                    """,
                    """
                    SELECT 1 FROM sentiment_issue
                    WHERE tenant = \(tenant.number) AND room = \(id) AND state <> 'closed'
                    """,
                    "SELECT 1 FROM membership WHERE \(current) AND room = \(id)",
                    "SELECT 1 FROM counterpart WHERE \(current) AND room = \(id)",
                ]
            case .terms:
                [
                    "SELECT 1 FROM plenary WHERE \(current) AND term = \(id)",
                    """
                    SELECT 1 FROM term_change
                    WHERE tenant = \(tenant.number) AND term = \(id) AND state = 'planned'
                    """,
                ]
            case .campaigns:
                [
                    """
                    SELECT 1 FROM consultation_session WHERE tenant = \(tenant.number) AND campaign = \(id)
                        AND state IN ('planned', 'announced', 'ready', 'in_progress', 'postponed')
                    """
                ]
            case .members, .posts, .counterparts, .plenaries, .experts, .contributions, .observations, .appraisals,
                .leaders, .parties,
                .activities, .trainings, .venueActivities, .roomPlans:
                []
            }
        let roles = Self.place(of: entry).map { place -> SQL in
            "SELECT 1 FROM appointment a WHERE \(held(in: place, on: today))"
        }
        return try (uses + [roles].compactMap(\.self)).contains { use in
            try transaction.first("\(use) LIMIT 1") { try $0.next(Int64.self) } != nil
        }
    }
}
