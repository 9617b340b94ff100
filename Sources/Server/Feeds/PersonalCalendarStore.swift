// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

/// The secret addresses of people's own calendars, and what stands in one.
struct PersonalCalendarStore: Sendable {
    let tenant: Tenant.ID

    /// Sets the address of a person; the one before works no more.
    func set(_ hash: [UInt8], of person: Person.ID, at now: Instant, in transaction: Transaction) throws {
        try transaction.execute(
            """
            INSERT INTO personal_calendar (tenant, person, token_hash, made_at)
            VALUES (\(tenant.number), \(person.number), \(hash), \(now.milliseconds))
            ON CONFLICT (tenant, person) DO UPDATE SET token_hash = excluded.token_hash, made_at = excluded.made_at
            """)
    }

    /// Takes the address of a person away; false where there was none.
    @discardableResult
    func remove(of person: Person.ID, in transaction: Transaction) throws -> Bool {
        try transaction.execute(
            "DELETE FROM personal_calendar WHERE tenant = \(tenant.number) AND person = \(person.number)") == 1
    }

    /// When the address of a person was made; nil where there is none.
    func madeAt(of person: Person.ID, in transaction: Transaction) throws -> Instant? {
        try transaction.first(
            "SELECT made_at FROM personal_calendar WHERE tenant = \(tenant.number) AND person = \(person.number)"
        ) { Instant(milliseconds: try $0.next()) }
    }

    /// Whose calendar lies behind an address, with the roles of this day; nobody's whose account rests or is closed.
    func holder(of hash: [UInt8], on day: Day, in transaction: Transaction) throws -> Staff? {
        let person = try transaction.first(
            """
            SELECT p.person FROM personal_calendar p
            JOIN account c ON c.tenant = p.tenant AND c.person = p.person AND c.state = 'active' AND c.must_change = 0
            WHERE p.tenant = \(tenant.number) AND p.token_hash = \(hash)
            """
        ) { Identifier<Person>(try $0.next()) }
        return try person.flatMap { try SignInStore(tenant: tenant).staff($0, on: day, in: transaction) }
    }

    // MARK: - What stands in it

    /// The sessions of a person that were announced, from `first` on, with what was cancelled or put off since: those of the own
    /// rooms, and those on whose list the person is and has not declined.
    func sessions(
        of staff: Staff, from first: Day, limit: Int, in transaction: Transaction
    ) throws -> [SessionListStore.Listed] {
        let declined: SQL = """
            EXISTS (SELECT 1 FROM session_participant d WHERE d.tenant = s.tenant AND d.session = s.id
                AND d.person = \(staff.id.number) AND d.answer IN ('declined', 'substituted'))
            """
        return try SessionListStore(tenant: tenant).rows(
            """
            \(SessionListStore.visible(SessionScope(of: .staff(staff)), tenant))
                AND s.is_announced = 1 AND s.starts_on >= \(first.description) AND NOT \(declined)
            """, limit: limit, in: transaction)
    }

    /// Something that is owed by a day.
    struct Due: Sendable {
        let subject: NoticeSubject
        let day: Day
        /// When something last happened to it.
        let changedAt: Instant?
        /// Whether it is the own signature on what one supervises (会签).
        let isSignature: Bool
    }

    /// What a row of the list is called that waits for a signature; every other is called by its record.
    private static let signature = "signature"

    /// What is owed by whoever this is, earliest first: topics to look at, to screen and to research, sessions' minutes, items,
    /// issues, and for the privacy officer what people ask. `signer`: the same person with all offices; what leaders see they do
    /// not owe, but what they supervise they sign.
    func dues(of staff: Staff, signer: Actor, limit: Int, in transaction: Transaction) throws -> [Due] {
        let actor = Actor.staff(staff)
        let ofPrivacy: [SQL] =
            staff.holds(.privacyOfficer)
            ? [
                """
                SELECT CAST(\(PersonalDataEvent.subject) AS TEXT), d.id, d.due_on FROM personal_data_request d
                WHERE d.tenant = \(tenant.number) AND d.state = 'open' AND d.due_on IS NOT NULL
                """,
                """
                SELECT CAST(\(UnmaskingEvent.subject) AS TEXT), u.id, u.due_on FROM unmasking_request u
                WHERE u.tenant = \(tenant.number) AND u.state = 'open' AND u.due_on IS NOT NULL
                """,
            ] : []
        let parts: [SQL] = [
            """
            SELECT CAST(\(TopicEvent.subject) AS TEXT) AS kind, t.id AS id, t.due_on AS due FROM topic t
            WHERE \(TopicVisibility.sql(TopicScope(of: actor), tenant: tenant))
                AND t.state IN ('held', 'screening', 'researching', 'redirected') AND t.due_on IS NOT NULL
            """,
            """
            SELECT CAST(\(SessionEvent.subject) AS TEXT), s.id, s.due_on FROM consultation_session s
            WHERE \(SessionListStore.visible(SessionScope(of: actor), tenant)) AND s.due_on IS NOT NULL
            """,
            """
            SELECT CAST(\(ItemEvent.subject) AS TEXT), i.id, \(ItemListStore.due) FROM suggestion_item i
            WHERE \(ItemListStore.visible(ItemScope(of: actor), tenant, withSupervised: false))
                AND \(ItemListStore.due) IS NOT NULL AND \(ItemListStore.owing(ItemScope(of: actor)))
            """,
            """
            SELECT CAST(\(Self.signature) AS TEXT), i.id, i.due_on FROM suggestion_item i
            WHERE i.tenant = \(tenant.number) AND \(ItemListStore.awaitsSignature(ItemScope(of: signer)))
                AND i.due_on IS NOT NULL
            """,
            """
            SELECT CAST(\(CommentEvent.subject) AS TEXT), c.id, c.due_on FROM live_comment c
            WHERE c.tenant = \(tenant.number) AND \(CommentListStore.visible(ItemScope(of: actor)))
                AND c.due_on IS NOT NULL
            """,
            """
            SELECT CAST(\(ProposalEvent.subject) AS TEXT), p.id, p.due_on FROM proposal p
            WHERE \(ProposalListStore.visible(ProposalScope(of: actor), tenant)) AND p.due_on IS NOT NULL
                AND \(ProposalListStore.owing(ProposalScope(of: actor)))
            """,
            """
            SELECT CAST(\(AssignmentEvent.subject) AS TEXT), a.id, a.due_on FROM proposal_assignment a
            WHERE \(AssignmentListStore.visible(ProposalScope(of: actor), tenant)) AND a.due_on IS NOT NULL
            """,
            """
            SELECT CAST(\(OpinionEvent.subject) AS TEXT), o.id, l.due_on FROM proposer_opinion o
            JOIN proposal l ON l.tenant = o.tenant AND l.id = o.lead
            WHERE o.tenant = \(tenant.number) AND o.proposer = \(staff.id.number) AND o.result IS NULL
                AND l.state = 'replied' AND l.replies = o.number AND l.due_on IS NOT NULL
            """,
            """
            SELECT CAST(\(SentimentEvent.subject) AS TEXT), i.id, i.due_on FROM sentiment_issue i
            WHERE \(SentimentStore.owed(SentimentScope(of: actor), tenant)) AND i.due_on IS NOT NULL
            """,
            """
            SELECT CAST(\(DeploymentReceiptEvent.subject) AS TEXT), r.id, r.due_on FROM deployment_receipt r
            WHERE \(DeploymentReceiptStore.owed(by: staff, tenant))
            """,
            """
            SELECT CAST(\(DirectoryEvent.subject) AS TEXT), x.id, x.held_on FROM appraisal x
            WHERE \(AppraisalStore.owed(by: staff, tenant))
            """,
        ]
        return try transaction.rows(
            """
            SELECT d.kind, d.id, d.due, (
                SELECT MAX(e.recorded_at) FROM event e
                WHERE e.tenant = \(tenant.number) AND e.subject = d.id AND e.subject_kind =
                    CASE WHEN d.kind = \(Self.signature) THEN \(ItemEvent.subject) ELSE d.kind END)
            FROM (\(SQL(joining: parts + ofPrivacy, with: " UNION ALL ")) ORDER BY 3, 1, 2 LIMIT \(limit)) d
            ORDER BY d.due, d.kind, d.id
            """
        ) { row -> Due? in
            let (kind, id) = (try row.next(String.self), try row.next(Int64.self))
            let isSignature = kind == Self.signature
            guard let subject = NoticeSubject(kind: isSignature ? ItemEvent.subject : kind, number: id),
                let day = Day(try row.next(String.self))
            else {
                throw DatabaseError.malformed("due of \(kind)")
            }
            return Due(
                subject: subject, day: day, changedAt: try row.next(Int64?.self).map(Instant.init(milliseconds:)),
                isSignature: isSignature)
        }.compactMap(\.self)
    }
}
