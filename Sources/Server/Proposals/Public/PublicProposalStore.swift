// SPDX-License-Identifier: Apache-2.0

import ChineseText
import Database
import Domain

/// Published proposals, for everybody.
struct PublicProposalStore: Sendable {
    let tenant: Tenant.ID
    let contents: ContentStore

    /// What a list is narrowed to.
    struct Search: Sendable, Hashable {
        var words: String?
        var unit: HandlingUnit.ID?
        var outcome: String?
        /// Of which plenary session.
        var series: ProposalSeries?
    }

    /// A proposal as everybody reads it.
    struct PublicProposal: Sendable {
        let id: Proposal.ID
        let number: ProposalNumber
        let title: String
        let body: String
        let state: Proposal.State.Name
        let kind: Proposer.Kind
        /// The first proposer, whose name stands on the document.
        let signer: Person.ID
        let signerName: String
        /// The sector, group or committee that proposes, of the registers.
        let bodyID: Proposer.BodyID?
        /// What the body is called that proposes: a party and a people's organisation too. Nil where members do.
        let bodyName: String?
        /// How many sign beside the first proposer.
        let coSigners: Int
        let outcome: String?
        let isKey: Bool
        let lead: Proposal.ID?
        let submittedOn: Day?
    }

    /// So many are read for each step of a search by words.
    private static let step = 200
    /// Up to so many that may hold the words are looked up by their numbers; of more, some are soon met from the latest on.
    private static let lookedUpMax = 2_000

    /// Latest number first, after the one with this number. The index says where words may stand, the text whether they do.
    func published(
        _ search: Search, after: ProposalNumber?, limit: Int, in transaction: Transaction
    ) throws -> [PublicProposal] {
        guard let words = search.words else {
            return try rows(Self.condition(search), after: after, limit: limit, in: transaction)
        }
        guard let query = WordQuery(words), let holding = try condition(query, in: transaction) else { return [] }
        let condition: SQL = "\(Self.condition(search)) \(holding)"
        var (found, place): ([PublicProposal], ProposalNumber?) = ([], after)
        while found.count < limit {
            let next = try rows(condition, after: place, limit: Self.step, in: transaction)
            found += next.filter { query.matches([$0.title, $0.body, $0.number.text].map { FoldedText($0) }) }
            guard next.count == Self.step else { break }
            place = next.last?.number
        }
        return Array(found.prefix(limit))
    }

    /// What narrows a search to those that may hold the words, if anything does; nil where none holds them.
    private func condition(_ query: WordQuery, in transaction: Transaction) throws -> SQL? {
        guard try ProposalIndexStore(tenant: tenant).isComplete(in: transaction) else { return "" }
        let index = PublishedTextStore<Proposal>(tenant: tenant, transaction: transaction)
        let counts = zip(query.grams, try index.counts(of: query.grams)).sorted { $0.1 < $1.1 }
        guard let rarest = counts.first?.1, rarest > 0 else { return nil }
        let grams = counts.prefix(rarest <= Self.step ? 1 : 4).map(\.0)
        let holders = try index.holders(of: grams.sorted())
        guard holders.count > 0 else { return nil }
        guard holders.count <= Self.lookedUpMax else { return "" }
        return """
            AND p.id IN (SELECT i.proposal FROM indexed_proposal i
                WHERE i.tenant = \(tenant.number) AND i.number IN (\(SQL(numbers: holders.numbers.map(Int64.init)))))
            """
    }

    func published(_ id: Proposal.ID, in transaction: Transaction) throws -> PublicProposal? {
        try rows("AND p.id = \(id.number)", after: nil, limit: 1, in: transaction).first
    }

    /// The units that have a published proposal, by name.
    func units(in transaction: Transaction) throws -> [HandlingUnit] {
        try transaction.rows(
            """
            SELECT u.id, u.name FROM handling_unit u WHERE u.tenant = \(tenant.number) AND EXISTS (
                SELECT 1 FROM proposal_assignment a JOIN proposal p ON p.tenant = a.tenant AND p.id = a.proposal
                WHERE a.tenant = u.tenant AND a.unit = u.id AND a.state <> 'recalled' AND p.publication = 'published')
            ORDER BY u.name, u.id LIMIT 200
            """
        ) { HandlingUnit(id: Identifier(try $0.next()), name: try $0.next()) }
    }

    /// The units of one proposal, with their part.
    func handlers(
        of proposal: PublicProposal, in transaction: Transaction
    ) throws -> [(name: String, part: Proposal.Part)] {
        try transaction.rows(
            """
            SELECT u.name, a.part FROM proposal_assignment a
            JOIN handling_unit u ON u.tenant = a.tenant AND u.id = a.unit
            WHERE a.tenant = \(tenant.number) AND a.state <> 'recalled'
                AND a.proposal = \(proposal.lead?.number ?? proposal.id.number)
            ORDER BY a.id
            """
        ) { row in
            let name = try row.next(String.self)
            guard let part = Proposal.Part(rawValue: try row.next()) else {
                throw DatabaseError.malformed("proposal_assignment.part")
            }
            return (name: name, part: part)
        }
    }

    /// The sessions of which something is published, latest first.
    func series(in transaction: Transaction) throws -> [ProposalSeries] {
        try transaction.rows(
            """
            SELECT DISTINCT term, session FROM proposal WHERE tenant = \(tenant.number) AND publication = 'published'
            ORDER BY term DESC, session DESC
            """
        ) { ProposalSeries(term: try $0.next(), session: try $0.next()) }
    }

    private var names: ProposerNameStore { ProposerNameStore(tenant: tenant, contents: contents) }

    private func rows(
        _ condition: SQL, after: ProposalNumber?, limit: Int, in transaction: Transaction
    ) throws -> [PublicProposal] {
        let beyond: SQL =
            after.map { number in
                """
                AND (p.term, p.session, p.serial) < (\(number.series.term), \(number.series.session), \(number.serial))
                """
            } ?? ""
        return try transaction.rows(
            """
            SELECT p.id, p.term, p.session, p.serial, p.public_title, p.public_body, p.state, p.kind, s.name,
                p.outcome, p.is_key, p.lead, p.signer, p.submitted_on,
                (SELECT COUNT(*) FROM proposal_co_signer k
                    WHERE k.tenant = p.tenant AND k.proposal = p.id AND k.answer = 'signed'),
                p.body, \(ProposerNameStore.columns)
            FROM proposal p JOIN person s ON s.tenant = p.tenant AND s.id = p.signer
            \(ProposerNameStore.tables)
            WHERE p.tenant = \(tenant.number) AND p.publication = 'published' \(condition) \(beyond)
            ORDER BY p.term DESC, p.session DESC, p.serial DESC LIMIT \(limit)
            """
        ) { row in
            let id = Identifier<Proposal>(try row.next())
            let number = ProposalNumber(.init(term: try row.next(), session: try row.next()), try row.next())
            let (title, body) = (try row.next(String.self), try row.next(String?.self))
            guard let state = Proposal.State.Name(rawValue: try row.next()),
                let kind = Proposer.Kind(rawValue: try row.next())
            else { throw DatabaseError.malformed("proposal \(id)") }
            let signer = try row.next(String.self)
            let outcome = try row.next(String?.self)
            let isKey = try row.next(Bool.self)
            let lead = try row.next(Int64?.self).map { Proposal.ID($0) }
            let person = Person.ID(try row.next())
            let submittedOn = try row.next(String?.self).flatMap { Day($0) }
            let coSigners: Int = try row.next()
            let bodyID = try row.next(Int64?.self).map { Proposer.BodyID($0) }
            return PublicProposal(
                id: id, number: number, title: title, body: body ?? "", state: state, kind: kind, signer: person,
                signerName: signer, bodyID: bodyID, bodyName: try names.body(&row), coSigners: coSigners,
                outcome: outcome,
                isKey: isKey, lead: lead, submittedOn: submittedOn)
        }
    }

    private static func condition(_ search: Search) -> SQL {
        var conditions: [SQL] = []
        if let outcome = search.outcome { conditions.append("AND p.outcome = \(outcome)") }
        if let series = search.series {
            conditions.append("AND p.term = \(series.term) AND p.session = \(series.session)")
        }
        if let unit = search.unit {
            conditions.append(
                """
                AND EXISTS (SELECT 1 FROM proposal_assignment a WHERE a.tenant = p.tenant AND a.unit = \(unit.number)
                    AND a.state <> 'recalled' AND (a.proposal = p.id OR a.proposal = p.lead))
                """)
        }
        return SQL(joining: conditions, with: " ")
    }
}
