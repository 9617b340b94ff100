// SPDX-License-Identifier: Apache-2.0

import ChineseText
import Database
import Domain

/// Assignments in lists: a unit's desk by due day, and what of them waits for the office.
struct AssignmentListStore: Sendable {
    let tenant: Tenant.ID
    let contents: ContentStore

    /// Which part of the list is looked at.
    enum Part: String, CaseIterable, Sendable {
        /// All that the unit has to do something for now.
        case inbox
        case toSign = "to_sign"
        case returned
        case working
        case overdue
        /// A draft waits for the office.
        case toCheck = "to_check"
        /// More time was asked for.
        case asking
        /// The office holds the draft good; the leader signs.
        case toSend = "to_send"
        case sent
    }

    /// An assignment in a list.
    struct Listed: Sendable {
        let id: ProposalAssignment.ID
        let proposal: Proposal.ID
        let subject: String?
        let number: ProposalNumber?
        let state: ProposalAssignment.State.Name
        let part: Proposal.Part
        let unit: HandlingUnit.ID
        let unitName: String
        let outcome: String?
        let dueOn: Day?
        let remindedOn: Day?
        let isKey: Bool
    }

    /// Where a page of a list ended.
    struct Place: Sendable, Hashable {
        let key: String
        let id: ProposalAssignment.ID
    }

    /// By due day; what was sent latest first.
    func list(
        _ part: Part, scope: ProposalScope, today: Day, after: Place?, limit: Int, in transaction: Transaction
    ) throws -> [(assignment: Listed, place: Place)] {
        let key: SQL = part == .sent ? "''" : "COALESCE(a.due_on, '9999-12-31')"
        let beyond: SQL =
            after.map { place in
                part == .sent
                    ? "AND a.id < \(place.id.number)"
                    : "AND (\(key) > \(place.key) OR (\(key) = \(place.key) AND a.id > \(place.id.number)))"
            } ?? ""
        // Which they are is found by an index alone; what they say is read of those.
        return try transaction.rows(
            """
            SELECT \(Self.columns), q.place FROM \(Self.tables) JOIN (
                SELECT a.tenant AS tenant, a.id AS id, \(key) AS place FROM proposal_assignment a
                WHERE \(Self.visible(scope, tenant)) AND \(Self.condition(part, today)) \(beyond)
                ORDER BY \(part == .sent ? "a.id DESC" : "\(key), a.id" as SQL) LIMIT \(limit)
            ) q ON q.tenant = a.tenant AND q.id = a.id
            ORDER BY \(part == .sent ? "a.id DESC" : "q.place, a.id" as SQL)
            """
        ) { row in
            let listed = try next(&row)
            return (listed, Place(key: try row.next(), id: listed.id))
        }
    }

    /// How many lie in each part, in one statement: state by state.
    func counts(scope: ProposalScope, today: Day, in transaction: Transaction) throws -> [Part: Int] {
        let states = try transaction.rows(
            """
            SELECT a.state, COUNT(*), COUNT(CASE WHEN a.due_on < \(today.description) THEN 1 END),
                COUNT(CASE WHEN a.asks_longer = 1 THEN 1 END)
            FROM proposal_assignment a WHERE \(Self.visible(scope, tenant)) GROUP BY a.state
            """
        ) { row -> (state: ProposalAssignment.State.Name, all: Int, late: Int, asking: Int) in
            guard let state = ProposalAssignment.State.Name(rawValue: try row.next()) else {
                throw DatabaseError.malformed("proposal_assignment.state")
            }
            return (state, try row.next(), try row.next(), try row.next())
        }
        return states.reduce(into: [:]) { counts, sum in
            for part in Self.parts(of: sum.state) { counts[part, default: 0] += sum.all }
            guard sum.state != .sent, sum.state != .recalled else { return }
            counts[.overdue, default: 0] += sum.late
            counts[.asking, default: 0] += sum.asking
        }
    }

    /// The parts in which all of a state lie.
    private static func parts(of state: ProposalAssignment.State.Name) -> [Part] {
        switch state {
        case .issued: [.inbox, .toSign]
        case .returnRequested: [.returned]
        case .signedFor, .sentBack: [.inbox, .working]
        case .drafted: [.toCheck]
        case .checked: [.inbox, .toSend]
        case .sent: [.sent]
        case .recalled: []
        }
    }

    /// All assignments of one proposal that the scope sees, in the order in which they were made.
    func listed(
        of proposal: Proposal.ID, scope: ProposalScope, in transaction: Transaction
    ) throws -> [Listed] {
        try transaction.rows(
            """
            SELECT \(Self.columns) FROM \(Self.tables)
            WHERE \(Self.readable(scope, tenant)) AND a.proposal = \(proposal.number) ORDER BY a.id
            """, next)
    }

    /// What was given of a session's proposals, by unit and number: the list that is printed.
    func given(
        of series: ProposalSeries, scope: ProposalScope, in transaction: Transaction
    ) throws -> [Listed] {
        try transaction.rows(
            """
            SELECT \(Self.columns) FROM \(Self.tables)
            WHERE \(Self.visible(scope, tenant)) AND p.term = \(series.term) AND p.session = \(series.session)
                AND a.state <> 'recalled'
            ORDER BY u.name, p.serial, a.id LIMIT 5000
            """, next)
    }

    /// Assignments in these states whose subject matches, by due day: the words are sealed, so they are looked at one by one.
    /// `officer`: only those that this person of the unit looks after.
    func searched(
        _ states: [ProposalAssignment.State.Name], of officer: Person.ID?, scope: ProposalScope,
        matching matches: (String?) -> Bool, limit: Int, in transaction: Transaction
    ) throws -> [Listed] {
        guard !states.isEmpty else { return [] }
        let names = SQL(joining: states.map { "\($0.rawValue)" }, with: ", ")
        let own: SQL = officer.map { "AND a.officer = \($0.number)" } ?? ""
        var found: [Listed] = []
        try transaction.scan(
            """
            SELECT \(Self.columns) FROM \(Self.tables)
            WHERE \(Self.visible(scope, tenant)) AND a.state IN (\(names)) \(own)
            ORDER BY COALESCE(a.due_on, '9999-12-31'), a.id
            """
        ) { row in
            let listed = try next(&row)
            if matches(listed.subject) { found.append(listed) }
            return found.count < limit
        }
        return found
    }

    /// People who look after something of the scope that is still owed, in the order of strokes.
    func officers(scope: ProposalScope, in transaction: Transaction) throws -> [Person] {
        let people = try transaction.rows(
            """
            SELECT DISTINCT p.id, p.name FROM proposal_assignment a
            JOIN person p ON p.tenant = a.tenant AND p.id = a.officer
            WHERE \(Self.visible(scope, tenant)) AND a.state NOT IN ('sent', 'recalled') ORDER BY p.id
            """
        ) { Person(id: Identifier(try $0.next()), name: try $0.next()) }
        return StrokeOrder.sorted(people) { $0.name }
    }

    /// What these assignments are called in notices, as far as the scope may see them.
    func titles(
        of ids: [ProposalAssignment.ID], scope: ProposalScope, in transaction: Transaction
    ) throws -> [ProposalAssignment.ID: NoticeTitle] {
        guard !ids.isEmpty else { return [:] }
        let found = try transaction.rows(
            """
            SELECT a.id, p.subject, c.words FROM proposal_assignment a
            JOIN proposal p ON p.tenant = a.tenant AND p.id = a.proposal
            JOIN content c ON c.tenant = p.tenant AND c.id = p.subject
            WHERE \(Self.readable(scope, tenant)) AND a.id IN (\(SQL(numbers: ids.map(\.number))))
            """
        ) { row -> (ProposalAssignment.ID, NoticeTitle) in
            let id = ProposalAssignment.ID(try row.next())
            let words = try contents.next(&row, tenant: tenant)?.words
            return (id, NoticeTitle(words: words ?? TopicWording.erased, isPublic: false))
        }
        return Dictionary(uniqueKeysWithValues: found)
    }

    // MARK: - Rows

    private static let tables: SQL = """
        proposal_assignment a
        JOIN proposal p ON p.tenant = a.tenant AND p.id = a.proposal
        JOIN handling_unit u ON u.tenant = a.tenant AND u.id = a.unit
        JOIN content c ON c.tenant = p.tenant AND c.id = p.subject
        """

    private static let columns: SQL = """
        a.id, a.proposal, p.term, p.session, p.serial, a.state, a.part, a.unit, u.name, a.outcome, a.due_on,
        a.reminded_on, p.is_key, p.subject, c.words
        """

    private func next(_ row: inout Row) throws -> Listed {
        let (id, proposal) = (ProposalAssignment.ID(try row.next()), Proposal.ID(try row.next()))
        let (term, session, serial) = (
            try row.next(Int?.self), try row.next(Int?.self), try row.next(Int?.self)
        )
        guard let state = ProposalAssignment.State.Name(rawValue: try row.next()),
            let part = Proposal.Part(rawValue: try row.next())
        else { throw DatabaseError.malformed("proposal_assignment \(id)") }
        let unit = HandlingUnit.ID(try row.next())
        let unitName = try row.next(String.self)
        let outcome = try row.next(String?.self)
        let dueOn = try row.next(String?.self).flatMap { Day($0) }
        let remindedOn = try row.next(String?.self).flatMap { Day($0) }
        let isKey = try row.next(Bool.self)
        let subject = try contents.next(&row, tenant: tenant)?.words
        var number: ProposalNumber?
        if let term, let session, let serial { number = .init(.init(term: term, session: session), serial) }
        return Listed(
            id: id, proposal: proposal, subject: subject, number: number, state: state, part: part, unit: unit,
            unitName: unitName, outcome: outcome, dueOn: dueOn, remindedOn: remindedOn, isKey: isKey)
    }

    /// The one place where a scope becomes a condition on `proposal_assignment a`: the office and leaders see all, a unit its
    /// own.
    static func visible(_ scope: ProposalScope, _ tenant: Tenant.ID) -> SQL {
        if scope.seesSubmitted { return "a.tenant = \(tenant.number)" }
        guard !scope.units.isEmpty else { return "1 = 0" }
        return """
            a.tenant = \(tenant.number) AND a.state <> 'recalled'
                AND a.unit IN (\(SQL(numbers: scope.units.map(\.number))))
            """
    }

    /// What may be read beside: a lead reads what its co-handlers say.
    static func readable(_ scope: ProposalScope, _ tenant: Tenant.ID) -> SQL {
        let own = visible(scope, tenant)
        guard !scope.seesSubmitted, !scope.units.isEmpty else { return own }
        return """
            ((\(own)) OR (a.tenant = \(tenant.number) AND a.part = 'co_handler' AND EXISTS (
                SELECT 1 FROM proposal_assignment l WHERE l.tenant = a.tenant AND l.proposal = a.proposal
                    AND l.part = 'lead' AND l.state <> 'recalled'
                    AND l.unit IN (\(SQL(numbers: scope.units.map(\.number)))))))
            """
    }

    /// What a unit owes something for.
    static let owed: SQL = "a.state IN ('issued', 'signed_for', 'sent_back', 'checked')"

    private static func condition(_ part: Part, _ today: Day) -> SQL {
        switch part {
        case .inbox: owed
        case .toSign: "a.state = 'issued'"
        case .returned: "a.state = 'return_requested'"
        case .working: "a.state IN ('signed_for', 'sent_back')"
        case .overdue: "(a.state NOT IN ('sent', 'recalled') AND a.due_on < \(today.description))"
        case .toCheck: "a.state = 'drafted'"
        case .asking: "(a.asks_longer = 1 AND a.state NOT IN ('sent', 'recalled'))"
        case .toSend: "a.state = 'checked'"
        case .sent: "a.state = 'sent'"
        }
    }
}
