// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

/// Counts a session's proposals, what units do with them, and what proposers say; and lists what each number counts, by the same
/// condition.
struct ProposalStatisticsStore: Sendable {
    typealias Figure = ProposalStatistics.Figure
    typealias Facet = ProposalStatistics.Facet
    typealias Subject = ProposalStatistics.Subject
    typealias Filter = ProposalStatistics.Filter

    let tenant: Tenant.ID
    let contents: ContentStore
    let today: Day

    /// All numbers together.
    func counts(_ filter: Filter, in transaction: Transaction) throws -> ProposalStatistics.Counts {
        try Subject.allCases.reduce(into: [:]) { sum, subject in
            let figures = Figure.allCases.filter { $0.subject == subject }
            let numbers =
                try transaction.first(
                    """
                    SELECT \(columns(figures)) FROM \(Self.tables(subject, by: nil))
                    WHERE \(Self.ties(subject, by: nil)) AND \(condition(filter, subject))
                    """
                ) { row in try figures.map { _ in try row.next(Int.self) } } ?? figures.map { _ in 0 }
            for (figure, number) in zip(figures, numbers) { sum[figure] = number }
        }
    }

    /// The same numbers, and as they are split. A proposal that units handle apart counts for each of them; one without a facet for
    /// none. All facets but the units are counted together: whatever has the same of all of them is one row.
    func split(
        _ filter: Filter, in transaction: Transaction
    ) throws -> (all: ProposalStatistics.Counts, facets: [Facet: [String: ProposalStatistics.Counts]]) {
        var all: ProposalStatistics.Counts = [:]
        var facets: [Facet: [String: ProposalStatistics.Counts]] = [:]
        let others = Facet.allCases.filter { $0 != .unit }
        for subject in Subject.allCases {
            let figures = Figure.allCases.filter { $0.subject == subject }
            for figure in figures { all[figure] = 0 }
            try forEachRow(of: subject, by: others, filter, in: transaction) { values, numbers in
                for (figure, number) in zip(figures, numbers) { all[figure, default: 0] += number }
                for (facet, value) in zip(others, values) {
                    guard let value else { continue }
                    for (figure, number) in zip(figures, numbers) {
                        facets[facet, default: [:]][value, default: [:]][figure, default: 0] += number
                    }
                }
            }
        }
        facets[.unit] = try units(filter, in: transaction)
        return (all, facets)
    }

    /// The numbers of each unit.
    func units(_ filter: Filter, in transaction: Transaction) throws -> [String: ProposalStatistics.Counts] {
        try Subject.allCases.reduce(into: [:]) { units, subject in
            let figures = Figure.allCases.filter { $0.subject == subject }
            try forEachRow(of: subject, by: [.unit], filter, in: transaction) { values, numbers in
                guard let unit = values[0] else { return }
                for (figure, number) in zip(figures, numbers) { units[unit, default: [:]][figure] = number }
            }
        }
    }

    /// To which classes the proposals of each unit came, and how often.
    func mixes(_ filter: Filter, in transaction: Transaction) throws -> [String: [String: Int]] {
        let place = Figure.allCases.filter { $0.subject == .proposals }.firstIndex(of: .answered)
        var mixes: [String: [String: Int]] = [:]
        try forEachRow(of: .proposals, by: [.unit, .outcome], filter, in: transaction) { values, numbers in
            guard let unit = values[0], let outcome = values[1], let place, numbers[place] > 0 else { return }
            mixes[unit, default: [:]][outcome] = numbers[place]
        }
        return mixes
    }

    /// A subject's numbers for whatever has the same of these facets, with what that is.
    private func forEachRow(
        of subject: Subject, by facets: [Facet], _ filter: Filter, in transaction: Transaction,
        _ body: ([String?], [Int]) throws -> Void
    ) throws {
        let figures = Figure.allCases.filter { $0.subject == subject }
        let values = SQL(joining: facets.map { Self.value($0, subject) }, with: ", ")
        let facet = facets.contains(.unit) ? Facet.unit : .sector
        try transaction.forEach(
            """
            SELECT \(values), \(columns(figures)) FROM \(Self.tables(subject, by: facet))
            WHERE \(Self.ties(subject, by: facet)) AND \(condition(filter, subject)) GROUP BY \(values)
            """
        ) { row in
            let values = try facets.map { _ in try row.next(String?.self) }
            try body(values, try figures.map { _ in try row.next(Int.self) })
        }
    }

    private func columns(_ figures: [Figure]) -> SQL {
        SQL(joining: figures.map { "COUNT(CASE WHEN \(condition($0)) THEN 1 END)" as SQL }, with: ", ")
    }

    /// A record that a number counts.
    struct Record: Sendable {
        /// The record itself: a proposal, an assignment, or an opinion.
        let id: Int64
        let proposal: Proposal.ID
        let number: ProposalNumber?
        let subject: String?
        /// The unit; or who proposes, of a body's proposal the body.
        let name: String?
        let outcome: String?
        let result: ProposerOpinion.Rating?
    }

    /// How many records a figure counts.
    func count(_ figure: Figure, _ filter: Filter, in transaction: Transaction) throws -> Int {
        try transaction.first(
            """
            SELECT COUNT(*) FROM \(Self.tables(figure.subject, by: nil))
            WHERE \(Self.ties(figure.subject, by: nil)) AND \(condition(filter, figure.subject)) AND \(condition(figure))
            """
        ) { try $0.next(Int.self) } ?? 0
    }

    /// The records that a figure counts, in the order in which they were made.
    func records(
        _ figure: Figure, _ filter: Filter, after: Int64?, limit: Int, in transaction: Transaction
    ) throws -> [Record] {
        let (id, name, outcome, result): (SQL, SQL, SQL, SQL) =
            switch figure.subject {
            case .proposals:
                (
                    "p.id",
                    "(SELECT s.name FROM person s WHERE s.tenant = p.tenant AND s.id = p.signer)", "p.outcome",
                    "CAST(NULL AS TEXT)"
                )
            case .assignments:
                (
                    "a.id", "(SELECT u.name FROM handling_unit u WHERE u.tenant = a.tenant AND u.id = a.unit)",
                    "a.outcome", "CAST(NULL AS TEXT)"
                )
            case .opinions:
                (
                    "o.id", "(SELECT s.name FROM person s WHERE s.tenant = o.tenant AND s.id = o.proposer)",
                    "l.outcome", "o.result"
                )
            }
        let beyond: SQL = after.map { "AND \(id) > \($0)" } ?? ""
        let names = ProposerNameStore(tenant: tenant, contents: contents)
        return try transaction.rows(
            """
            SELECT \(id), p.id, p.term, p.session, p.serial, \(name), \(outcome), \(result), p.subject, c.words,
                \(ProposerNameStore.columns)
            FROM \(Self.tables(figure.subject, by: nil))
            JOIN content c ON c.tenant = p.tenant AND c.id = p.subject
            \(ProposerNameStore.tables)
            WHERE \(Self.ties(figure.subject, by: nil)) AND \(condition(filter, figure.subject)) AND \(condition(figure)) \(beyond)
            ORDER BY \(id) LIMIT \(limit)
            """
        ) { row in
            let (id, proposal) = (try row.next(Int64.self), Proposal.ID(try row.next()))
            let (term, session, serial) = (
                try row.next(Int?.self), try row.next(Int?.self), try row.next(Int?.self)
            )
            let (name, outcome) = (try row.next(String?.self), try row.next(String?.self))
            let result = try row.next(String?.self).flatMap { ProposerOpinion.Rating(rawValue: $0) }
            let subject = try contents.next(&row, tenant: tenant)?.words
            let body = try names.body(&row)
            var number: ProposalNumber?
            if let term, let session, let serial { number = .init(.init(term: term, session: session), serial) }
            return Record(
                id: id, proposal: proposal, number: number, subject: subject,
                name: figure.subject == .assignments ? name : body ?? name, outcome: outcome, result: result)
        }
    }

    /// What sectors are called that have proposals.
    func sectorNames(in transaction: Transaction) throws -> [String: String] {
        let found = try transaction.rows(
            "SELECT id, name FROM organ WHERE tenant = \(tenant.number) AND kind = 'sector'"
        ) { row -> (String, String) in (DirectoryEntry.ID(try row.next()).text, try row.next()) }
        return Dictionary(uniqueKeysWithValues: found)
    }

    // MARK: - Conditions

    /// The records of a subject; split by unit, with the units that reply. What ties them is said by ``ties(_:by:)``: after
    /// `CROSS JOIN` SQLite begins with the proposals of the session, which the few counts it has of large tables do not tell it
    /// to (decision 0079).
    private static func tables(_ subject: Subject, by facet: Facet?) -> SQL {
        let sector: SQL =
            facet == .sector
            ? "LEFT JOIN membership m ON m.tenant = p.tenant AND m.person = p.signer AND m.level = 'own'" : ""
        let units: SQL = facet == .unit ? "CROSS JOIN proposal_assignment a" : ""
        switch subject {
        case .proposals: return "proposal p \(units) \(sector)"
        case .assignments:
            return """
                proposal p CROSS JOIN proposal_assignment a
                LEFT JOIN proposal_reply r ON r.tenant = a.tenant AND r.assignment = a.id AND r.number = 1 \(sector)
                """
        case .opinions: return "proposal p CROSS JOIN proposer_opinion o CROSS JOIN proposal l \(units) \(sector)"
        }
    }

    /// Which rows of the tables belong together.
    private static func ties(_ subject: Subject, by facet: Facet?) -> SQL {
        let replier: SQL = "a.part <> 'co_handler' AND a.state <> 'recalled'"
        switch subject {
        case .proposals:
            return facet == .unit
                ? "a.tenant = p.tenant AND a.proposal = COALESCE(p.lead, p.id) AND \(replier)" : "1 = 1"
        case .assignments: return "a.tenant = p.tenant AND a.proposal = p.id AND \(replier)"
        case .opinions:
            let units: SQL = facet == .unit ? "AND a.tenant = o.tenant AND a.proposal = o.lead AND \(replier)" : ""
            return """
                o.tenant = p.tenant AND o.proposal = p.id
                AND l.tenant = o.tenant AND l.id = o.lead AND l.replies = o.number \(units)
                """
        }
    }

    /// What the records are split by, as text; ids as numbers.
    private static func value(_ facet: Facet, _ subject: Subject) -> SQL {
        switch facet {
        case .unit: "CAST(a.unit AS TEXT)"
        case .kind: "p.kind"
        case .category: "p.category"
        case .sector: "CAST(CASE WHEN p.kind = 'sector' THEN p.body WHEN p.kind = 'member' THEN m.sector END AS TEXT)"
        case .outcome:
            switch subject {
            case .proposals: "p.outcome"
            case .assignments: "a.outcome"
            case .opinions: "l.outcome"
            }
        }
    }

    /// Which records the filter means.
    private func condition(_ filter: Filter, _ subject: Subject) -> SQL {
        var conditions: [SQL] = [
            """
            p.tenant = \(tenant.number) AND p.term = \(filter.series.term) AND p.session = \(filter.series.session)
            """
        ]
        for (facet, value) in filter.values.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
            conditions.append(condition(facet, value, subject))
        }
        return SQL(joining: conditions, with: " AND ")
    }

    private func condition(_ facet: Facet, _ value: String, _ subject: Subject) -> SQL {
        switch facet {
        case .kind: return "p.kind = \(value)"
        case .category: return "p.category = \(value)"
        case .outcome: return "\(Self.value(.outcome, subject)) = \(value)"
        case .sector:
            let id = DirectoryEntry.ID(value)?.number ?? 0
            return """
                ((p.kind = 'sector' AND p.body = \(id)) OR (p.kind = 'member' AND EXISTS (
                    SELECT 1 FROM membership g WHERE g.tenant = p.tenant AND g.person = p.signer AND g.level = 'own'
                        AND g.sector = \(id))))
                """
        case .unit:
            let id = HandlingUnit.ID(value)?.number ?? 0
            let of: SQL =
                switch subject {
                case .proposals: "COALESCE(p.lead, p.id)"
                case .assignments: "a.proposal"
                case .opinions: "o.lead"
                }
            let own: SQL = subject == .assignments ? "AND h.id = a.id" : ""
            return """
                EXISTS (SELECT 1 FROM proposal_assignment h WHERE h.tenant = p.tenant AND h.proposal = \(of)
                    AND h.unit = \(id) AND h.part <> 'co_handler' AND h.state <> 'recalled' \(own))
                """
        }
    }

    /// What a figure counts of its subject's records.
    private func condition(_ figure: Figure) -> SQL {
        switch figure {
        case .submitted, .assigned, .asked: "1 = 1"
        case .filed: "p.serial IS NOT NULL"
        case .bundles: "(\(Self.bundle))"
        case .merged: "(p.serial IS NOT NULL AND p.lead IS NOT NULL)"
        case .withdrawn: "(p.serial IS NOT NULL AND p.state = 'withdrawn')"
        case .closed: "(\(Self.bundle) AND p.state IN ('closed', 'follow_up'))"
        case .answered: "(\(Self.bundle) AND p.replies > 0)"
        case .upward: "(\(Self.sentUp))"
        case .upwardCollective: "(\(Self.sentUp) AND p.kind <> 'member')"
        case .upwardIndividual: "(\(Self.sentUp) AND p.kind = 'member')"
        case .upwardAnswered: "p.upward = 'answered'"
        case .key: "p.is_key = 1"
        case .keySupervised: "(p.is_key = 1 AND p.supervisions > 0)"
        case .promised: "(p.follow_ups > 0 OR (p.state IN ('closed', 'follow_up') AND p.due_on IS NOT NULL))"
        case .followedUp: "p.follow_ups > 0"
        case .inTime: "(r.sent_on IS NOT NULL AND r.sent_on <= r.due_on)"
        case .late: "(r.sent_on IS NOT NULL AND r.sent_on > r.due_on)"
        case .overdue: "(r.sent_on IS NULL AND a.due_on < \(today.description))"
        case .returned: "o.result IS NOT NULL"
        case .content: "o.result IN ('satisfied', 'basically')"
        case .dissatisfied: "o.result = 'dissatisfied'"
        }
    }

    /// Sent up, whether or not the committee above has answered, and whether instead of being filed here or beside that.
    private static let sentUp: SQL = "p.upward IS NOT NULL"

    /// What units have or had, without what is part of another.
    private static let bundle: SQL = """
        p.serial IS NOT NULL AND p.lead IS NULL AND p.state IN ('handling', 'replied', 'rehandling', 'closed', 'follow_up')
        """
}
