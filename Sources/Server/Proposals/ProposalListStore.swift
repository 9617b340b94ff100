// SPDX-License-Identifier: Apache-2.0

import ChineseText
import Database
import Domain

/// Proposals in lists: on the desk, and as others read of those that are like what they write.
struct ProposalListStore: Sendable {
    let tenant: Tenant.ID
    let contents: ContentStore

    // MARK: - The desk

    /// Which part of the desk's list is looked at.
    enum Part: String, CaseIterable, Sendable {
        case writing, review, filed, handling, replied
        /// The key proposals that whoever looks leads, until they end; each lies in another part too.
        case led
        /// What was promised and the key proposals, by the day by which it is looked at what became of them.
        case promised
        case over

        /// Where a proposal in this state lies. What waits to be assigned is what the sums count so (BR-15). A closed
        /// one that has a day left lies among what was promised.
        init(_ state: Proposal.State.Name) {
            switch state {
            case .draft, .awaitingCoSigners, .returned: self = .writing
            case .submitted: self = .review
            case .filed: self = .filed
            case .forwarded, .handling, .rehandling, .merged: self = .handling
            case .replied: self = .replied
            case .followUp: self = .promised
            case .closed, .notFiled, .withdrawn: self = .over
            }
        }
    }

    /// A proposal in a list.
    struct Listed: Sendable {
        let id: Proposal.ID
        let subject: String?
        let number: ProposalNumber?
        let state: Proposal.State.Name
        let kind: Proposer.Kind
        let signerName: String
        /// The body that proposes, by its register or its seal; nil where members do.
        let bodyName: String?
        let isKey: Bool
        let outcome: String?
        let dueOn: Day?

        /// Whom it is known by: the body, or who signs first.
        var proposer: String { bodyName ?? signerName }
    }

    /// By due day, then by number; what is over latest first.
    func list(
        _ part: Part, scope: ProposalScope, after: Place?, limit: Int, in transaction: Transaction
    ) throws -> [(proposal: Listed, place: Place)] {
        let key: SQL = part == .over ? "''" : "COALESCE(p.due_on, '9999-12-31')"
        let beyond: SQL =
            after.map { place in
                part == .over
                    ? "AND p.id < \(place.id.number)"
                    : "AND (\(key) > \(place.key) OR (\(key) = \(place.key) AND p.id > \(place.id.number)))"
            } ?? ""
        let order: SQL = part == .over ? "p.id DESC" : "\(key), p.id"
        // Which they are is found by an index alone; what they say is read of those.
        return try transaction.rows(
            """
            SELECT \(Self.columns), q.place FROM \(Self.tables) JOIN (
                SELECT p.tenant AS tenant, p.id AS id, \(key) AS place FROM proposal p
                WHERE \(Self.visible(scope, tenant)) AND \(Self.condition(part, scope)) \(beyond)
                ORDER BY \(order) LIMIT \(limit)
            ) q ON q.tenant = p.tenant AND q.id = p.id
            ORDER BY \(part == .over ? "p.id DESC" : "q.place, p.id" as SQL)
            """
        ) { row in
            let listed = try next(&row)
            return (listed, Place(key: try row.next(), id: listed.id))
        }
    }

    /// Where a page of a list ended.
    struct Place: Sendable, Hashable {
        let key: String
        let id: Proposal.ID
    }

    /// These proposals, as far as the scope sees them, in no order.
    func listed(_ ids: [Proposal.ID], scope: ProposalScope, in transaction: Transaction) throws -> [Listed] {
        guard !ids.isEmpty else { return [] }
        return try transaction.rows(
            """
            SELECT \(Self.columns) FROM \(Self.tables)
            WHERE \(Self.visible(scope, tenant)) AND p.id IN (\(SQL(numbers: ids.map(\.number))))
            """, next)
    }

    /// What others may be merged into: it has its number, and no unit has it.
    func mergeTargets(
        for proposal: Proposal.ID, scope: ProposalScope, in transaction: Transaction
    ) throws -> [Listed] {
        try transaction.rows(
            """
            SELECT \(Self.columns) FROM \(Self.tables)
            WHERE \(Self.visible(scope, tenant)) AND p.state = 'filed' AND p.asks_back = 0 AND p.id <> \(proposal.number)
            ORDER BY p.term DESC, p.session DESC, p.serial LIMIT 500
            """, next)
    }

    /// Those of which the handling is supervised together, key proposals first.
    func supervised(scope: ProposalScope, limit: Int, in transaction: Transaction) throws -> [Listed] {
        try transaction.rows(
            """
            SELECT \(Self.columns) FROM \(Self.tables)
            WHERE \(Self.visible(scope, tenant)) AND p.state IN ('filed', 'handling', 'replied', 'rehandling', 'follow_up')
            ORDER BY p.is_key DESC, p.term DESC, p.session DESC, p.serial LIMIT \(limit)
            """, next)
    }

    /// How many lie in each part.
    func counts(scope: ProposalScope, in transaction: Transaction) throws -> [Part: Int] {
        let states = try transaction.rows(
            """
            SELECT p.state, COUNT(*), COUNT(p.due_on), COUNT(CASE WHEN \(Self.led(scope)) THEN 1 END) FROM proposal p
            WHERE \(Self.visible(scope, tenant)) GROUP BY p.state
            """
        ) { row -> (state: Proposal.State.Name, all: Int, due: Int, led: Int) in
            guard let state = Proposal.State.Name(rawValue: try row.next()) else {
                throw DatabaseError.malformed("proposal.state")
            }
            return (state, try row.next(), try row.next(), try row.next())
        }
        return states.reduce(into: [:]) { counts, sum in
            // A closed one that has a day left lies among what was promised.
            let promised = sum.state == .closed ? sum.due : 0
            counts[Part(sum.state), default: 0] += sum.all - promised
            if promised > 0 { counts[.promised, default: 0] += promised }
            if sum.led > 0 { counts[.led, default: 0] += sum.led }
        }
    }

    /// What somebody owes for proposals: whoever reviews them the review and the look back, whoever was invited the own answer,
    /// whoever leads a key proposal that was answered a supervision.
    static func owing(_ scope: ProposalScope) -> SQL {
        var conditions: [SQL] = ["1 = 0"]
        if scope.seesSubmitted { conditions.append("p.state IN ('submitted', 'closed', 'follow_up')") }
        if let person = scope.person {
            conditions.append(
                """
                p.state = 'awaiting_co_signers' AND EXISTS (
                    SELECT 1 FROM proposal_co_signer w WHERE w.tenant = p.tenant AND w.proposal = p.id
                        AND w.person = \(person.number) AND w.answer IS NULL)
                """)
            // BR-22
            conditions.append("p.state = 'replied' AND p.supervisions = 0 AND p.led_by = \(person.number)")
        }
        return "(\(SQL(joining: conditions.map { "(\($0))" }, with: " OR ")))"
    }

    /// How much somebody owes for proposals, for what units have of them, and as one who was asked about a reply.
    func deadlines(
        scope: ProposalScope, today: Day, since day: Day, in transaction: Transaction
    ) throws -> DeadlineCounts {
        let own = try DeadlineCounts.read(
            "proposal p WHERE \(Self.visible(scope, tenant))", owing: Self.owing(scope), due: "p.due_on", today: today,
            since: day, in: transaction)
        let units = try DeadlineCounts.read(
            "proposal_assignment a WHERE \(AssignmentListStore.visible(scope, tenant))", owing: "1 = 1",
            due: "a.due_on",
            today: today, since: day, in: transaction)
        guard let person = scope.person else { return own + units }
        let asked = try DeadlineCounts.read(
            """
            proposer_opinion o JOIN proposal l ON l.tenant = o.tenant AND l.id = o.lead
            WHERE o.tenant = \(tenant.number) AND o.proposer = \(person.number)
            """,
            owing: "o.result IS NULL AND l.state = 'replied' AND l.replies = o.number", due: "l.due_on", today: today,
            since: day, in: transaction)
        return own + units + asked
    }

    /// What proposals are called in notices, as far as the scope may see them.
    func titles(
        of ids: [Proposal.ID], scope: ProposalScope, in transaction: Transaction
    ) throws -> [Proposal.ID: NoticeTitle] {
        guard !ids.isEmpty else { return [:] }
        let found = try transaction.rows(
            """
            SELECT p.id, p.publication, p.public_title, p.subject, c.words FROM proposal p
            JOIN content c ON c.tenant = p.tenant AND c.id = p.subject
            WHERE \(Self.visible(scope, tenant)) AND p.id IN (\(SQL(numbers: ids.map(\.number))))
            """
        ) { row -> (Proposal.ID, NoticeTitle) in
            let id = Identifier<Proposal>(try row.next())
            let isPublic = try row.next(String.self) == Publication.published.name
            let title = try row.next(String?.self)
            let subject = try contents.next(&row, tenant: tenant)?.words ?? TopicWording.erased
            return (id, NoticeTitle(words: isPublic ? title ?? subject : subject, isPublic: isPublic))
        }
        return Dictionary(uniqueKeysWithValues: found)
    }

    /// Under which names parties and people's organisations have handed in lately, in the order of strokes: offered, so that one body
    /// is counted under one name.
    func organisations(in transaction: Transaction) throws -> [String] {
        let names = try transaction.rows(
            """
            SELECT c.id, c.words FROM proposal p
            JOIN content c ON c.tenant = p.tenant AND c.id = p.organisation
            WHERE p.tenant = \(tenant.number) AND p.kind = 'organisation' AND p.submitted_on IS NOT NULL
            ORDER BY p.id DESC LIMIT 200
            """
        ) { try contents.next(&$0, tenant: tenant)?.words }
        return StrokeOrder.sorted(Array(Set(names.compactMap(\.self)))) { $0 }
    }

    // MARK: - What is like a text

    /// A filed proposal that is like what somebody writes.
    struct Likeness: Sendable {
        let number: ProposalNumber
        let subject: String
        /// The body, or who signs first.
        let proposer: String
        let state: Proposal.State.Name
        let outcome: String?
        /// What it is handled as part of.
        let lead: Proposal.ID?
        let isPublic: Bool
    }

    /// These, as far as they have words. Whoever asks has seen to it that others may read of them.
    func likenesses(_ ids: [Proposal.ID], in transaction: Transaction) throws -> [Proposal.ID: Likeness] {
        guard !ids.isEmpty else { return [:] }
        let found = try transaction.rows(
            """
            SELECT p.id, p.term, p.session, p.serial, p.state, p.outcome, p.lead, p.publication, s.name, p.subject, c.words,
                \(ProposerNameStore.columns)
            FROM \(Self.tables)
            WHERE p.tenant = \(tenant.number) AND p.serial IS NOT NULL AND p.id IN (\(SQL(numbers: ids.map(\.number))))
            """
        ) { row -> (Proposal.ID, Likeness)? in
            let id = Identifier<Proposal>(try row.next())
            let number = ProposalNumber(.init(term: try row.next(), session: try row.next()), try row.next())
            guard let state = Proposal.State.Name(rawValue: try row.next()) else {
                throw DatabaseError.malformed("proposal \(id)")
            }
            let outcome = try row.next(String?.self)
            let lead = try row.next(Int64?.self).map { Proposal.ID($0) }
            let isPublic = try row.next(String.self) == Publication.published.name
            let signer = try row.next(String.self)
            guard let subject = try contents.next(&row, tenant: tenant)?.words else { return nil }
            return (
                id,
                Likeness(
                    number: number, subject: subject, proposer: try names.body(&row) ?? signer, state: state,
                    outcome: outcome,
                    lead: lead, isPublic: isPublic)
            )
        }
        return Dictionary(uniqueKeysWithValues: found.compactMap(\.self))
    }

    // MARK: - Rows

    private static let tables: SQL = """
        proposal p JOIN person s ON s.tenant = p.tenant AND s.id = p.signer
        JOIN content c ON c.tenant = p.tenant AND c.id = p.subject
        \(ProposerNameStore.tables)
        """

    private static let columns: SQL = """
        p.id, p.term, p.session, p.serial, p.state, p.kind, p.is_key, p.outcome, p.due_on, s.name, p.subject, c.words,
        \(ProposerNameStore.columns)
        """

    private var names: ProposerNameStore { ProposerNameStore(tenant: tenant, contents: contents) }

    private func next(_ row: inout Row) throws -> Listed {
        let id = Identifier<Proposal>(try row.next())
        let (term, session, serial) = (
            try row.next(Int?.self), try row.next(Int?.self), try row.next(Int?.self)
        )
        guard let state = Proposal.State.Name(rawValue: try row.next()),
            let kind = Proposer.Kind(rawValue: try row.next())
        else { throw DatabaseError.malformed("proposal \(id)") }
        let isKey = try row.next(Bool.self)
        let outcome = try row.next(String?.self)
        let dueOn = try row.next(String?.self).flatMap { Day($0) }
        let signer = try row.next(String.self)
        let subject = try contents.next(&row, tenant: tenant)?.words
        var number: ProposalNumber?
        if let term, let session, let serial { number = .init(.init(term: term, session: session), serial) }
        return Listed(
            id: id, subject: subject, number: number, state: state, kind: kind, signerName: signer,
            bodyName: try names.body(&row), isKey: isKey, outcome: outcome, dueOn: dueOn)
    }

    /// The one place where a scope becomes a condition on `proposal p`.
    static func visible(_ scope: ProposalScope, _ tenant: Tenant.ID) -> SQL {
        var conditions: [SQL] = []
        if scope.seesSubmitted { conditions.append("p.term IS NOT NULL") }
        if let person = scope.person {
            conditions.append("p.signer = \(person.number)")
            conditions.append(
                """
                p.id IN (SELECT k.proposal FROM proposal_co_signer k WHERE k.tenant = \(tenant.number)
                    AND k.person = \(person.number) AND (k.answer IS NULL OR k.answer = 'signed'))
                """)
        }
        if !scope.units.isEmpty {
            let given: SQL = """
                (SELECT a.proposal FROM proposal_assignment a WHERE a.tenant = \(tenant.number)
                    AND a.state <> 'recalled' AND a.unit IN (\(SQL(numbers: scope.units.map(\.number)))))
                """
            conditions += ["p.id IN \(given)", "p.lead IN \(given)"]
        }
        guard !conditions.isEmpty else { return "1 = 0" }
        return "p.tenant = \(tenant.number) AND (\(SQL(joining: conditions, with: " OR ")))"
    }

    /// What somebody leads that has not ended.
    private static func led(_ scope: ProposalScope) -> SQL {
        guard let person = scope.person else { return "1 = 0" }
        return "p.led_by = \(person.number) AND p.state IN ('filed', 'handling', 'replied', 'rehandling')"
    }

    private static func condition(_ part: Part, _ scope: ProposalScope) -> SQL {
        let states = SQL(
            joining: Proposal.State.Name.allCases.filter { Part($0) == part }.map { "\($0.rawValue)" as SQL },
            with: ", ")
        return switch part {
        case .writing, .review, .filed, .handling, .replied: "p.state IN (\(states))"
        case .led: "(\(led(scope)))"
        case .promised: "(p.state IN (\(states)) OR p.state = 'closed' AND p.due_on IS NOT NULL)"
        case .over: "(p.state IN (\(states)) AND NOT (p.state = 'closed' AND p.due_on IS NOT NULL))"
        }
    }
}
