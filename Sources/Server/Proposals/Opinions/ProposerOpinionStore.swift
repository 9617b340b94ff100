// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

/// The rows of opinions: one for each proposer who was asked about a reply.
struct ProposerOpinionStore: Sendable {
    let tenant: Tenant.ID
    let contents: ContentStore

    func insert(_ opinion: ProposerOpinion, in transaction: Transaction) throws {
        let inquiry = opinion.inquiry
        try transaction.execute(
            """
            INSERT INTO proposer_opinion (id, tenant, proposal, lead, number, proposer, version)
            VALUES (\(opinion.id.number), \(tenant.number), \(inquiry.proposal.number), \(inquiry.lead.number),
                \(inquiry.number), \(inquiry.proposer.number), \(opinion.version))
            """)
    }

    /// Writes a word down, and spends the link. Throws ``WebFailure/changedMeanwhile`` when a double was first.
    func update(
        _ transition: Transition<ProposerOpinion>, _ recorded: EventStore.Recorded, in transaction: Transaction
    ) throws {
        let (before, after) = (transition.before, transition.after)
        let changed = try transaction.execute(
            """
            UPDATE proposer_opinion SET manner = \(after.answer?.manner.rawValue),
                result = \(after.answer?.result.rawValue), remark = \(recorded.content(of: after.answer?.remark)),
                is_by_slip = \(after.answer?.isBySlip == true),
                token_hash = NULL, expires_at = NULL, version = \(after.version)
            WHERE tenant = \(tenant.number) AND id = \(after.id.number) AND version = \(before.version)
            """)
        guard changed == 1 else { throw WebFailure.changedMeanwhile }
    }

    /// Notes that somebody was reminded. Throws ``WebFailure/changedMeanwhile`` when an answer was first.
    func remind(_ transition: Transition<ProposerOpinion>, in transaction: Transaction) throws {
        let (before, after) = (transition.before, transition.after)
        let changed = try transaction.execute(
            """
            UPDATE proposer_opinion SET reminded_on = \(after.remindedOn?.description), version = \(after.version)
            WHERE tenant = \(tenant.number) AND id = \(after.id.number) AND version = \(before.version)
            """)
        guard changed == 1 else { throw WebFailure.changedMeanwhile }
    }

    /// Keeps a link that the office made by hand, with the event that says so. Throws ``WebFailure/changedMeanwhile`` when a word or
    /// another link was first.
    func handOut(
        _ hash: [UInt8], _ transition: Transition<ProposerOpinion>, until end: Instant, in transaction: Transaction
    ) throws {
        let (before, after) = (transition.before, transition.after)
        let changed = try transaction.execute(
            """
            UPDATE proposer_opinion SET token_hash = \(hash), expires_at = \(end.milliseconds), slips = \(after.slips),
                version = \(after.version)
            WHERE tenant = \(tenant.number) AND id = \(after.id.number) AND version = \(before.version)
            """)
        guard changed == 1 else { throw WebFailure.changedMeanwhile }
    }

    /// Keeps the link that goes out by SMS; one that was made before works no more.
    func setLink(
        _ hash: [UInt8], of id: ProposerOpinion.ID, until end: Instant, in transaction: Transaction
    ) throws {
        try transaction.execute(
            """
            UPDATE proposer_opinion SET token_hash = \(hash), expires_at = \(end.milliseconds)
            WHERE tenant = \(tenant.number) AND id = \(id.number)
            """)
    }

    /// The opinion whose link has this hash and still works: not spent, not expired, and still asked.
    func opinion(
        linkHash: [UInt8], at now: Instant, in transaction: Transaction
    ) throws -> ProposerOpinion.ID? {
        try transaction.first(
            """
            SELECT o.id FROM proposer_opinion o JOIN proposal l ON l.tenant = o.tenant AND l.id = o.lead
            WHERE o.tenant = \(tenant.number) AND o.token_hash = \(linkHash) AND o.expires_at > \(now.milliseconds)
                AND \(Self.isAsked)
            """
        ) { Identifier(try $0.next()) }
    }

    /// Who has said nothing, was not reminded, and has until that day.
    func silent(dueBy day: Day, limit: Int, in transaction: Transaction) throws -> [ProposerOpinion.ID] {
        try transaction.rows(
            """
            SELECT o.id FROM proposer_opinion o JOIN proposal l ON l.tenant = o.tenant AND l.id = o.lead
            WHERE o.tenant = \(tenant.number) AND o.result IS NULL AND o.reminded_on IS NULL AND \(Self.isAsked)
                AND l.due_on <= \(day.description)
            ORDER BY o.id LIMIT \(limit)
            """
        ) { Identifier(try $0.next()) }
    }

    /// Which part of the own list is looked at.
    enum Part: String, CaseIterable, Sendable {
        /// What is asked now and not answered.
        case asked
        /// What was answered, or is asked no more.
        case past
    }

    /// An opinion in the own list.
    struct Listed: Sendable {
        let id: ProposerOpinion.ID
        let subject: String?
        let number: ProposalNumber?
        let round: Int
        let result: ProposerOpinion.Rating?
        let isAsked: Bool
        let dueOn: Day?
    }

    /// The latest first.
    func list(
        _ part: Part, of proposer: Person.ID, after: ProposerOpinion.ID?, limit: Int, in transaction: Transaction
    ) throws -> [Listed] {
        let beyond: SQL = after.map { "AND o.id < \($0.number)" } ?? ""
        return try transaction.rows(
            """
            SELECT o.id, p.term, p.session, p.serial, o.number, o.result,
                CASE WHEN \(Self.isAsked) THEN 1 ELSE 0 END, l.due_on, p.subject, c.words
            FROM \(Self.tables)
            WHERE o.tenant = \(tenant.number) AND o.proposer = \(proposer.number) AND \(Self.condition(part)) \(beyond)
            ORDER BY o.id DESC LIMIT \(limit)
            """
        ) { row in
            let id = ProposerOpinion.ID(try row.next())
            let (term, session, serial) = (
                try row.next(Int?.self), try row.next(Int?.self), try row.next(Int?.self)
            )
            let round = try row.next(Int.self)
            let result = try row.next(String?.self).flatMap { ProposerOpinion.Rating(rawValue: $0) }
            let isAsked = try row.next(Bool.self)
            let dueOn = try row.next(String?.self).flatMap { Day($0) }
            let subject = try contents.next(&row, tenant: tenant)?.words
            var number: ProposalNumber?
            if let term, let session, let serial { number = .init(.init(term: term, session: session), serial) }
            return Listed(
                id: id, subject: subject, number: number, round: round, result: result, isAsked: isAsked,
                dueOn: isAsked ? dueOn : nil)
        }
    }

    func counts(of proposer: Person.ID, in transaction: Transaction) throws -> [Part: Int] {
        let sums = Part.allCases.map { "COUNT(CASE WHEN \(Self.condition($0)) THEN 1 END)" as SQL }
        let numbers =
            try transaction.first(
                """
                SELECT \(SQL(joining: sums, with: ", ")) FROM \(Self.tables)
                WHERE o.tenant = \(tenant.number) AND o.proposer = \(proposer.number)
                """
            ) { row in try Part.allCases.map { _ in try row.next(Int.self) } } ?? []
        return Dictionary(uniqueKeysWithValues: zip(Part.allCases, numbers))
    }

    /// What somebody is asked about a proposal: the latest reply of it.
    func own(_ proposer: Person.ID, on proposal: Proposal.ID, in transaction: Transaction) throws
        -> ProposerOpinion.ID?
    {
        try transaction.first(
            """
            SELECT id FROM proposer_opinion
            WHERE tenant = \(tenant.number) AND proposal = \(proposal.number) AND proposer = \(proposer.number)
            ORDER BY number DESC LIMIT 1
            """
        ) { Identifier(try $0.next()) }
    }

    /// What one of those asked says.
    struct Said: Sendable {
        let id: ProposerOpinion.ID
        let proposal: Proposal.ID
        let round: Int
        let name: String
        let manner: ProposerOpinion.Rating?
        let result: ProposerOpinion.Rating?
        let remark: FreeText?
        let isBySlip: Bool
    }

    /// What all of those say who were asked about the replies to a proposal, and to what is part of it.
    func said(of lead: Proposal.ID, in transaction: Transaction) throws -> [Said] {
        try transaction.rows(
            """
            SELECT o.id, o.proposal, o.number, s.name, o.manner, o.result, o.is_by_slip, o.remark, c.words
            FROM proposer_opinion o JOIN person s ON s.tenant = o.tenant AND s.id = o.proposer
            LEFT JOIN content c ON c.tenant = o.tenant AND c.id = o.remark
            WHERE o.tenant = \(tenant.number) AND o.lead = \(lead.number) ORDER BY o.number DESC, o.id
            """
        ) { row in
            let (id, proposal) = (ProposerOpinion.ID(try row.next()), Proposal.ID(try row.next()))
            let (round, name) = (try row.next(Int.self), try row.next(String.self))
            let manner = try row.next(String?.self).flatMap { ProposerOpinion.Rating(rawValue: $0) }
            let result = try row.next(String?.self).flatMap { ProposerOpinion.Rating(rawValue: $0) }
            let isBySlip = try row.next(Bool.self)
            return Said(
                id: id, proposal: proposal, round: round, name: name, manner: manner, result: result,
                remark: try contents.next(&row, tenant: tenant), isBySlip: isBySlip)
        }
    }

    /// What opinions are called in notices: their proposals, for whoever was asked.
    func titles(
        of ids: [ProposerOpinion.ID], for proposer: Person.ID?, in transaction: Transaction
    ) throws -> [ProposerOpinion.ID: NoticeTitle] {
        guard !ids.isEmpty, let proposer else { return [:] }
        let found = try transaction.rows(
            """
            SELECT o.id, p.subject, c.words FROM \(Self.tables)
            WHERE o.tenant = \(tenant.number) AND o.proposer = \(proposer.number)
                AND o.id IN (\(SQL(numbers: ids.map(\.number))))
            """
        ) { row -> (ProposerOpinion.ID, NoticeTitle) in
            let id = ProposerOpinion.ID(try row.next())
            let words = try contents.next(&row, tenant: tenant)?.words
            return (id, NoticeTitle(words: words ?? TopicWording.erased, isPublic: false))
        }
        return Dictionary(uniqueKeysWithValues: found)
    }

    private static let tables: SQL = """
        proposer_opinion o
        JOIN proposal p ON p.tenant = o.tenant AND p.id = o.proposal
        JOIN proposal l ON l.tenant = o.tenant AND l.id = o.lead
        JOIN content c ON c.tenant = p.tenant AND c.id = p.subject
        """

    /// Whether this reply is what the proposers are asked about now.
    private static let isAsked: SQL = "(l.state = 'replied' AND l.replies = o.number)"

    private static func condition(_ part: Part) -> SQL {
        switch part {
        case .asked: "(\(isAsked) AND o.result IS NULL)"
        case .past: "NOT (\(isAsked) AND o.result IS NULL)"
        }
    }
}
