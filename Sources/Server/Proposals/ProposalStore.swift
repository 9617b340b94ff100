// SPDX-License-Identifier: Apache-2.0

import ChineseText
import Database
import Domain

/// The rows of proposals: what lists, sums, public pages and CHECKs need. The proposal itself is what its log tells.
struct ProposalStore: Sendable {
    let tenant: Tenant.ID

    /// Writes the row after a transition. Throws ``WebFailure/changedMeanwhile`` when somebody else was first.
    func save(
        _ transition: Transition<Proposal>, _ recorded: EventStore.Recorded, on today: Day, in transaction: Transaction
    ) throws {
        let (before, after) = (transition.before, transition.after)
        if before.version == 0 {
            try insert(after, recorded, in: transaction)
        } else {
            try update(after, from: before, recorded, on: today, in: transaction)
            try ProposalIndexStore(tenant: tenant).replace(
                before.indexedText, by: after.indexedText, of: after.id, in: transaction)
        }
        guard before.coSigners != after.coSigners else { return }
        try replaceCoSigners(of: after, in: transaction)
    }

    private func insert(
        _ proposal: Proposal, _ recorded: EventStore.Recorded, in transaction: Transaction
    ) throws {
        let (proposer, series) = (proposal.proposer, proposal.period?.series)
        try transaction.execute(
            """
            INSERT INTO proposal (id, tenant, kind, signer, body, organisation, subject, state, term, session, period,
                submitted_on, replies, is_open, is_key, asks_back, publication, follow_ups, \(DeadlineColumns.names), version)
            VALUES (\(proposal.id.number), \(tenant.number), \(proposer.kind.rawValue), \(proposer.signer.number),
                \(proposer.body?.number), \(recorded.content(of: proposer.organisation)),
                \(recorded.content(of: proposal.content.subject)), \(proposal.state.name.rawValue),
                \(series?.term), \(series?.session), \(proposal.period?.kind.rawValue),
                \(proposal.entry?.handedIn.description), 0, \(proposal.isOpen), 0, 0, \(proposal.publication.name), 0,
                \(DeadlineColumns.values(proposal.deadline)), \(proposal.version))
            """)
    }

    private func update(
        _ proposal: Proposal, from before: Proposal, _ recorded: EventStore.Recorded, on today: Day,
        in transaction: Transaction
    ) throws {
        // A text that was written anew has a new subject; otherwise the row keeps the one it has.
        let isRewritten = before.content != proposal.content
        let subject: SQL =
            isRewritten ? recorded.content(of: proposal.content.subject).map { "subject = \($0)," } ?? "" : ""
        let submittedOn: SQL =
            before.period == nil && proposal.period != nil ? "submitted_on = \(today.description)," : ""
        let filedOn: SQL = before.number == nil && proposal.number != nil ? "filed_on = \(today.description)," : ""
        let series = proposal.period?.series
        let changed = try transaction.execute(
            """
            UPDATE proposal SET signer = \(proposal.proposer.signer.number), \(subject) \(submittedOn) \(filedOn) state = \(proposal.state.name.rawValue),
                term = \(series?.term), session = \(series?.session), period = \(proposal.period?.kind.rawValue),
                serial = \(proposal.number?.serial), lead = \(proposal.lead?.number), ground = \(proposal.ground),
                outcome = \(proposal.outcome), replies = \(proposal.replies), is_open = \(proposal.isOpen),
                is_key = \(proposal.isKey), category = \(proposal.category), follow_ups = \(proposal.followUps),
                supervisions = \(proposal.supervisions), led_by = \(proposal.ledBy?.number),
                upward = \(proposal.upward?.name.rawValue),
                asks_back = \(proposal.withdrawal != nil),
                publication = \(proposal.publication.name), public_title = \(proposal.publicText?.title.words),
                public_body = \(proposal.publicText?.body.words), closed_on = \(proposal.closedOn?.description),
                \(DeadlineColumns.assignments(proposal.deadline)), version = \(proposal.version)
            WHERE tenant = \(tenant.number) AND id = \(proposal.id.number) AND version = \(before.version)
            """)
        guard changed == 1 else { throw WebFailure.changedMeanwhile }
    }

    private func replaceCoSigners(of proposal: Proposal, in transaction: Transaction) throws {
        try transaction.execute(
            "DELETE FROM proposal_co_signer WHERE tenant = \(tenant.number) AND proposal = \(proposal.id.number)")
        guard !proposal.coSigners.isEmpty else { return }
        let rows = proposal.coSigners.enumerated().map { place, signer -> SQL in
            """
            (\(tenant.number), \(proposal.id.number), \(signer.person.number), \(place), \(signer.answer?.rawValue))
            """
        }
        try transaction.execute(
            """
            INSERT INTO proposal_co_signer (tenant, proposal, person, place, answer)
            VALUES \(SQL(joining: rows, with: ", "))
            """)
    }

    /// Holds proposals until the transaction ends, in one order, so that nothing is merged into what is just being merged. On
    /// SQLite there is one writer.
    func lock(_ ids: [Proposal.ID], in transaction: Transaction) throws {
        guard transaction.dialect == .postgres, !ids.isEmpty else { return }
        let numbers = SQL(joining: ids.map { "\($0.number)" }, with: ", ")
        try transaction.forEach(
            "SELECT id FROM proposal WHERE tenant = \(tenant.number) AND id IN (\(numbers)) ORDER BY id FOR UPDATE"
        ) { _ in }
    }

    /// The proposals that are handled as part of this one, or were until both ended, oldest first.
    func parts(of lead: Proposal.ID, in transaction: Transaction) throws -> [Proposal.ID] {
        try transaction.rows(
            "SELECT id FROM proposal WHERE tenant = \(tenant.number) AND lead = \(lead.number) ORDER BY id"
        ) { Identifier(try $0.next()) }
    }

    /// The units that a proposal was assigned to, itself or as part of another; what was recalled is theirs no more.
    func handlers(of proposal: Proposal, in transaction: Transaction) throws -> Set<HandlingUnit.ID> {
        let ids = SQL(joining: [proposal.id, proposal.lead].compactMap(\.self).map { "\($0.number)" }, with: ", ")
        let units = try transaction.rows(
            """
            SELECT unit FROM proposal_assignment
            WHERE tenant = \(tenant.number) AND proposal IN (\(ids)) AND state <> 'recalled'
            """
        ) { Identifier<HandlingUnit>(try $0.next()) }
        return Set(units)
    }

    /// How many proposers were asked about the reply that stands, and how many have answered.
    func asked(about lead: Proposal, in transaction: Transaction) throws -> (asked: Int, answered: Int) {
        try transaction.first(
            """
            SELECT COUNT(*), COUNT(result) FROM proposer_opinion
            WHERE tenant = \(tenant.number) AND lead = \(lead.id.number) AND number = \(lead.replies)
            """
        ) { (asked: try $0.next(), answered: try $0.next()) } ?? (0, 0)
    }

    // MARK: - Who proposes

    /// What somebody may propose as on a day, by the registers of that day (BR-11).
    func standing(of person: Person.ID, on day: Day, in transaction: Transaction) throws -> Proposer.Standing {
        let isMember = try members([person], on: day, in: transaction).contains(person)
        let held = try transaction.rows(
            """
            SELECT o.id, o.kind FROM organ_post h JOIN organ o ON o.tenant = h.tenant AND o.id = h.organ
            WHERE h.tenant = \(tenant.number) AND h.person = \(person.number) AND h.ended_on IS NULL
                AND o.ended_on IS NULL AND (
                    o.kind = 'sector' AND h.post = 'convener' OR o.kind = 'duty_group' AND h.post IN ('head', 'convener')
                    OR o.kind = 'special_committee' AND h.post = 'head')
            """
        ) { row -> (Proposer.BodyID, Organ.Kind?) in (Identifier(try row.next()), Organ.Kind(rawValue: try row.next()))
        }
        let bodies = held.compactMap { body, kind in kind.flatMap(Proposer.Kind.init(signedFor:)).map { ($0, body) } }
        return Proposer.Standing(
            isMember: isMember, bodies: Dictionary(grouping: bodies, by: \.0).mapValues { Set($0.map(\.1)) })
    }

    /// Those of these people who are members of this committee on a day (BR-11).
    func members(_ people: [Person.ID], on day: Day, in transaction: Transaction) throws -> Set<Person.ID> {
        try MembershipStore(tenant: tenant).members(people, on: day, in: transaction)
    }

    /// All members of this committee who can sign in today, in the order of strokes.
    func colleagues(on day: Day, in transaction: Transaction) throws -> [Person] {
        StrokeOrder.sorted(try MembershipStore(tenant: tenant).colleagues(on: day, in: transaction)) { $0.name }
    }

    /// Who leads the whole county on this day, in the order of strokes: from them a leader of a key proposal is chosen.
    func leaders(on day: Day, in transaction: Transaction) throws -> [Person] {
        let people = try transaction.rows(
            """
            SELECT DISTINCT p.id, p.name FROM appointment a
            JOIN person p ON p.tenant = a.tenant AND p.id = a.person
            WHERE a.tenant = \(tenant.number) AND a.role = 'leader' AND a.area IS NULL AND a.room IS NULL
                AND \(AppointmentStore.inForce(on: day))
            """
        ) { Person(id: Identifier(try $0.next()), name: try $0.next()) }
        return StrokeOrder.sorted(people) { $0.name }
    }

    /// What the body is called that proposes, by its register or its seal; nil where members do.
    func bodyName(of proposer: Proposer, in transaction: Transaction) throws -> String? {
        if let organisation = proposer.organisation { return organisation.words ?? TopicWording.erased }
        return try proposer.body.flatMap { try bodyNames([$0], in: transaction)[$0] }
    }

    /// The bodies of today that may propose, by name.
    func bodies(in transaction: Transaction) throws -> [(id: Proposer.BodyID, name: String)] {
        try transaction.rows(
            """
            SELECT id, name FROM organ WHERE tenant = \(tenant.number) AND ended_on IS NULL
                AND kind IN ('sector', 'duty_group', 'special_committee')
            ORDER BY name, id
            """
        ) { (id: Identifier(try $0.next()), name: try $0.next()) }
    }

    /// As what a body of today's registers proposes; nil where none is there that does.
    func kind(of body: Proposer.BodyID, in transaction: Transaction) throws -> Proposer.Kind? {
        let kind = try transaction.first(
            "SELECT kind FROM organ WHERE tenant = \(tenant.number) AND id = \(body.number) AND ended_on IS NULL"
        ) { Organ.Kind(rawValue: try $0.next()) }
        return kind?.flatMap(Proposer.Kind.init(signedFor:))
    }

    /// What bodies are called.
    func bodyNames(_ ids: some Sequence<Proposer.BodyID>, in transaction: Transaction) throws -> [Proposer.BodyID:
        String]
    {
        let numbers = SQL(joining: Set(ids).map { "\($0.number)" }, with: ", ")
        guard !Set(ids).isEmpty else { return [:] }
        let found = try transaction.rows(
            "SELECT id, name FROM organ WHERE tenant = \(tenant.number) AND id IN (\(numbers))"
        ) { row -> (Proposer.BodyID, String) in (Identifier(try row.next()), try row.next()) }
        return Dictionary(uniqueKeysWithValues: found)
    }

    /// The plenary sessions of the registers that have numbers.
    func sessions(in transaction: Transaction) throws -> [ProposalPeriod.Session] {
        try transaction.rows(
            """
            SELECT t.name, s.name, s.opens_on, s.closes_on FROM plenary s
            JOIN term t ON t.tenant = s.tenant AND t.id = s.term
            WHERE s.tenant = \(tenant.number) AND s.ended_on IS NULL AND t.ended_on IS NULL ORDER BY s.opens_on, s.id
            """
        ) { row -> ProposalPeriod.Session? in
            let series = ProposalSeries(termName: try row.next(), sessionName: try row.next())
            let (opens, closes) = (Day(try row.next(String.self)), Day(try row.next(String.self)))
            guard let series, let opens, let closes else { return nil }
            return ProposalPeriod.Session(series, opens: opens, closes: closes)
        }.compactMap(\.self)
    }
}

extension Proposer.Kind {
    /// As what somebody who signs for a body of this kind proposes; nil for a body that does not propose.
    init?(signedFor kind: Organ.Kind) {
        switch kind {
        case .sector: self = .sector
        case .dutyGroup: self = .group
        case .specialCommittee: self = .committee
        case .standingCommittee, .chairpersonsCouncil, .workCommittee, .partyBranch, .expertPool, .leadingGroup,
            .office:
            return nil
        }
    }
}

extension Proposal {
    /// Whether its proposer agrees that everybody reads it.
    var isOpen: Bool { content.disclosure == .open }

    /// The ground for which it was not filed, while that stands.
    var ground: String? {
        guard case .notFiled(let rejection) = state else { return nil }
        return rejection.ground
    }
}
