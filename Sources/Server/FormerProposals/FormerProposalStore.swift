// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

/// Proposals of earlier sessions, as they were declared.
struct FormerProposalStore: Sendable {
    let tenant: Tenant.ID
    let contents: ContentStore

    func insert(
        _ proposal: FormerProposal, as id: FormerProposal.ID, _ recorded: EventStore.Recorded,
        in transaction: Transaction
    ) throws {
        let number = proposal.number
        try transaction.execute(
            """
            INSERT INTO former_proposal (id, tenant, term, session, serial, kind, subject, proposer, unit, filed_on,
                replied_on, outcome, opinion, is_open, body, reply)
            VALUES (\(id.number), \(tenant.number), \(number.series.term), \(number.series.session), \(number.serial),
                \(proposal.kind.rawValue), \(recorded.content(of: proposal.subject)),
                \(recorded.content(of: proposal.proposer)), \(recorded.content(of: proposal.unit)),
                \(proposal.filedOn?.description), \(proposal.repliedOn?.description), \(proposal.outcome),
                \(proposal.opinion?.rawValue), \(proposal.isOpen), \(recorded.content(of: proposal.text)),
                \(recorded.content(of: proposal.reply)))
            """)
    }

    func isDeclared(_ number: ProposalNumber, in transaction: Transaction) throws -> Bool {
        try transaction.first(
            """
            SELECT 1 FROM former_proposal WHERE tenant = \(tenant.number) AND term = \(number.series.term)
                AND session = \(number.series.session) AND serial = \(number.serial)
            """
        ) { try $0.next(Int.self) } != nil
    }

    func numbers(in transaction: Transaction) throws -> Set<ProposalNumber> {
        Set(
            try transaction.rows(
                "SELECT term, session, serial FROM former_proposal WHERE tenant = \(tenant.number)"
            ) { ProposalNumber(.init(term: try $0.next(), session: try $0.next()), try $0.next()) })
    }

    /// The sessions in which this program has given numbers.
    func seriesNumberedHere(in transaction: Transaction) throws -> Set<ProposalSeries> {
        Set(
            try transaction.rows(
                "SELECT DISTINCT term, session FROM proposal WHERE tenant = \(tenant.number) AND serial IS NOT NULL"
            ) { ProposalSeries(term: try $0.next(), session: try $0.next()) })
    }

    /// The sessions of which there is something, latest first, with how many.
    func series(
        scope: ProposalScope, in transaction: Transaction
    ) throws -> [(series: ProposalSeries, count: Int)] {
        try transaction.rows(
            """
            SELECT f.term, f.session, COUNT(*) FROM former_proposal f WHERE \(visible(scope))
            GROUP BY f.term, f.session ORDER BY f.term DESC, f.session DESC
            """
        ) { (ProposalSeries(term: try $0.next(), session: try $0.next()), try $0.next(Int.self)) }
    }

    /// One in a list.
    struct Listed: Sendable {
        let id: FormerProposal.ID
        let number: ProposalNumber
        let outcome: String?
        let subject: String?
        let proposer: String?
    }

    /// Those of a session, by number.
    func list(
        _ series: ProposalSeries, scope: ProposalScope, after: Int, limit: Int, in transaction: Transaction
    ) throws -> [Listed] {
        try transaction.rows(
            """
            \(Self.listing) WHERE \(visible(scope)) AND f.term = \(series.term) AND f.session = \(series.session)
                AND f.serial > \(after)
            ORDER BY f.serial LIMIT \(limit)
            """, next)
    }

    private static let listing: SQL = """
        SELECT f.id, f.term, f.session, f.serial, f.outcome, f.subject, c.words, f.proposer, q.words
        FROM former_proposal f JOIN content c ON c.tenant = f.tenant AND c.id = f.subject
        JOIN content q ON q.tenant = f.tenant AND q.id = f.proposer
        """

    private func next(_ row: inout Row) throws -> Listed {
        let id = FormerProposal.ID(try row.next())
        let number = ProposalNumber(.init(term: try row.next(), session: try row.next()), try row.next())
        let outcome = try row.next(String?.self)
        let subject = try contents.next(&row, tenant: tenant)?.words
        return Listed(
            id: id, number: number, outcome: outcome, subject: subject,
            proposer: try contents.next(&row, tenant: tenant)?.words)
    }

    /// All that is known of one that the scope sees.
    func proposal(
        _ id: FormerProposal.ID, scope: ProposalScope, in transaction: Transaction
    ) throws -> FormerProposal? {
        try transaction.first("\(Self.whole) WHERE \(visible(scope)) AND f.id = \(id.number)", nextWhole)?.proposal
    }

    /// All that is known of those that the scope sees, in the order in which they were declared.
    func all(
        scope: ProposalScope, after: Int64?, limit: Int, in transaction: Transaction
    ) throws -> [(id: FormerProposal.ID, proposal: FormerProposal)] {
        try transaction.rows(
            "\(Self.whole) WHERE \(visible(scope)) AND f.id > \(after ?? 0) ORDER BY f.id LIMIT \(limit)", nextWhole)
    }

    private static let whole: SQL = """
        SELECT f.id, f.term, f.session, f.serial, f.kind, f.filed_on, f.replied_on, f.outcome, f.opinion, f.is_open,
            f.subject, c.words, f.proposer, q.words, f.unit, u.words, f.body, b.words, f.reply, r.words
        FROM former_proposal f JOIN content c ON c.tenant = f.tenant AND c.id = f.subject
        JOIN content q ON q.tenant = f.tenant AND q.id = f.proposer
        LEFT JOIN content u ON u.tenant = f.tenant AND u.id = f.unit
        LEFT JOIN content b ON b.tenant = f.tenant AND b.id = f.body
        LEFT JOIN content r ON r.tenant = f.tenant AND r.id = f.reply
        """

    private func nextWhole(_ row: inout Row) throws -> (id: FormerProposal.ID, proposal: FormerProposal) {
        let id = FormerProposal.ID(try row.next())
        let number = ProposalNumber(.init(term: try row.next(), session: try row.next()), try row.next())
        guard let kind = Proposer.Kind(rawValue: try row.next()) else {
            throw DatabaseError.malformed("former_proposal \(id)")
        }
        let filedOn = try row.next(String?.self).flatMap { Day($0) }
        let repliedOn = try row.next(String?.self).flatMap { Day($0) }
        let outcome = try row.next(String?.self)
        let opinion = try row.next(String?.self).flatMap { ProposerOpinion.Rating(rawValue: $0) }
        let isOpen = try row.next(Bool.self)
        let subject = try contents.next(&row, tenant: tenant)
        let proposer = try contents.next(&row, tenant: tenant)
        guard let subject, let proposer else { throw DatabaseError.malformed("former_proposal \(id)") }
        let proposal = FormerProposal(
            number: number, kind: kind, subject: subject, proposer: proposer,
            unit: try contents.next(&row, tenant: tenant), filedOn: filedOn, repliedOn: repliedOn,
            outcome: outcome, opinion: opinion, isOpen: isOpen,
            text: try contents.next(&row, tenant: tenant), reply: try contents.next(&row, tenant: tenant))
        return (id, proposal)
    }

    private func visible(_ scope: ProposalScope) -> SQL { Self.visible(scope, tenant) }

    /// Who sees all proposals sees all of these; everybody else what their proposers let others read.
    static func visible(_ scope: ProposalScope, _ tenant: Tenant.ID) -> SQL {
        "f.tenant = \(tenant.number)\(scope.seesSubmitted ? "" : " AND f.is_open = 1" as SQL)"
    }
}
