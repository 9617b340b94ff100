// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

/// The rows of assignments: what lists, sums and CHECKs need. The assignment itself is what its log tells.
struct AssignmentStore: Sendable {
    let tenant: Tenant.ID

    /// Writes the row after a transition. Throws ``WebFailure/changedMeanwhile`` when somebody else was first.
    func save(
        _ transition: Transition<ProposalAssignment>, on today: Day, in transaction: Transaction
    ) throws {
        let (before, after) = (transition.before, transition.after)
        if before.version == 0 {
            try insert(after, in: transaction)
        } else {
            try update(after, from: before.version, in: transaction)
        }
        guard after.replies.count > before.replies.count else { return }
        try insertReply(of: after, due: before.deadline?.day ?? today, on: today, in: transaction)
    }

    /// When a reply went out, and by when it was due: the day of the signature may be another.
    private func insertReply(
        of assignment: ProposalAssignment, due: Day, on today: Day, in transaction: Transaction
    ) throws {
        try transaction.execute(
            """
            INSERT INTO proposal_reply (tenant, assignment, number, unit, outcome, due_on, sent_on, letter)
            VALUES (\(tenant.number), \(assignment.id.number), \(assignment.replies.count),
                \(assignment.unit.number), \(assignment.replies.last?.outcome), \(due.description),
                \(today.description), \(assignment.replies.last?.signature?.number?.text))
            """)
    }

    private func insert(_ assignment: ProposalAssignment, in transaction: Transaction) throws {
        try transaction.execute(
            """
            INSERT INTO proposal_assignment (id, tenant, proposal, unit, part, state, replies, contacts, asks_longer,
                \(DeadlineColumns.names), version)
            VALUES (\(assignment.id.number), \(tenant.number), \(assignment.proposal.number),
                \(assignment.unit.number), \(assignment.part.rawValue), \(assignment.state.name.rawValue), 0, 0, 0,
                \(DeadlineColumns.values(assignment.deadline)), \(assignment.version))
            """)
    }

    private func update(
        _ assignment: ProposalAssignment, from version: Int, in transaction: Transaction
    ) throws {
        let last = assignment.replies.last
        let changed = try transaction.execute(
            """
            UPDATE proposal_assignment SET unit = \(assignment.unit.number), officer = \(assignment.officer?.number),
                state = \(assignment.state.name.rawValue), outcome = \(last?.outcome),
                replies = \(assignment.replies.count), contacts = \(assignment.contacts.count),
                asks_longer = \(assignment.extensionAsked != nil),
                received_on = \(assignment.receivedOn?.description), sent_on = \(last?.signature?.day.description),
                reminded_on = \(assignment.remindedOn?.description),
                \(DeadlineColumns.assignments(assignment.deadline)), version = \(assignment.version)
            WHERE tenant = \(tenant.number) AND id = \(assignment.id.number) AND version = \(version)
            """)
        guard changed == 1 else { throw WebFailure.changedMeanwhile }
    }

    /// The assignments of a proposal, in the order in which they were made.
    func assignments(
        of proposal: Proposal.ID, in transaction: Transaction
    ) throws -> [ProposalAssignment.ID] {
        try transaction.rows(
            """
            SELECT id FROM proposal_assignment WHERE tenant = \(tenant.number) AND proposal = \(proposal.number)
            ORDER BY id
            """
        ) { Identifier(try $0.next()) }
    }

    /// The units that have or had a part in a proposal.
    func units(of proposal: Proposal.ID, in transaction: Transaction) throws -> Set<HandlingUnit.ID> {
        let units = try transaction.rows(
            "SELECT unit FROM proposal_assignment WHERE tenant = \(tenant.number) AND proposal = \(proposal.number)"
        ) { Identifier<HandlingUnit>(try $0.next()) }
        return Set(units)
    }

    /// The unit that leads the handling of a proposal; nil where several each reply.
    func lead(of proposal: Proposal.ID, in transaction: Transaction) throws -> HandlingUnit.ID? {
        try transaction.first(
            """
            SELECT unit FROM proposal_assignment
            WHERE tenant = \(tenant.number) AND proposal = \(proposal.number) AND part = 'lead' AND state <> 'recalled'
            """
        ) { Identifier(try $0.next()) }
    }

    /// How many co-handlers of a proposal owe their opinion.
    func opinionsOwed(of proposal: Proposal.ID, in transaction: Transaction) throws -> Int {
        try transaction.first(
            """
            SELECT COUNT(*) FROM proposal_assignment
            WHERE tenant = \(tenant.number) AND proposal = \(proposal.number) AND part = 'co_handler'
                AND state NOT IN ('sent', 'recalled')
            """
        ) { try $0.next(Int.self) } ?? 0
    }

    /// Those of these proposals of which a unit has noted a talk with the proposers or written a reply.
    func withMaterial(
        _ proposals: [Proposal.ID], in transaction: Transaction
    ) throws -> Set<Proposal.ID> {
        guard !proposals.isEmpty else { return [] }
        let found = try transaction.rows(
            """
            SELECT DISTINCT proposal FROM proposal_assignment
            WHERE tenant = \(tenant.number) AND proposal IN (\(SQL(numbers: proposals.map(\.number))))
                AND state <> 'recalled'
                AND (contacts > 0 OR replies > 0 OR state IN ('drafted', 'sent_back', 'checked'))
            """
        ) { Proposal.ID(try $0.next()) }
        return Set(found)
    }

    /// Which units handled other proposals, and in which part: what an assignment goes by.
    func precedents(
        _ proposals: [Proposal.ID], in transaction: Transaction
    ) throws -> [Proposal.ID: [Proposal.Handler]] {
        guard !proposals.isEmpty else { return [:] }
        let found = try transaction.rows(
            """
            SELECT proposal, unit, part FROM proposal_assignment
            WHERE tenant = \(tenant.number) AND state <> 'recalled'
                AND proposal IN (\(SQL(numbers: proposals.map(\.number)))) ORDER BY id
            """
        ) { row -> (Proposal.ID, Proposal.Handler) in
            let (proposal, unit) = (Proposal.ID(try row.next()), HandlingUnit.ID(try row.next()))
            guard let part = Proposal.Part(rawValue: try row.next()) else {
                throw DatabaseError.malformed("proposal_assignment.part")
            }
            return (proposal, Proposal.Handler(unit, part))
        }
        return Dictionary(grouping: found, by: \.0).mapValues { $0.map(\.1) }
    }

    /// The units that bodies of the committee keep in touch with, by the registers (A1-05).
    func counterparts(
        of bodies: [Proposer.BodyID], in transaction: Transaction
    ) throws -> [Proposer.BodyID: [HandlingUnit.ID]] {
        guard !bodies.isEmpty else { return [:] }
        let found = try transaction.rows(
            """
            SELECT c.organ, c.unit FROM counterpart c
            JOIN handling_unit u ON u.tenant = c.tenant AND u.id = c.unit AND u.ended_on IS NULL
            WHERE c.tenant = \(tenant.number) AND c.organ IN (\(SQL(numbers: bodies.map(\.number))))
                AND c.ended_on IS NULL ORDER BY c.id
            """
        ) { (Proposer.BodyID(try $0.next()), HandlingUnit.ID(try $0.next())) }
        return Dictionary(grouping: found, by: \.0).mapValues { $0.map(\.1) }
    }

    /// Under which mark a unit's letters are numbered; nil where it has none.
    func letterMark(of unit: HandlingUnit.ID, in transaction: Transaction) throws -> String? {
        try transaction.first(
            "SELECT letter_mark FROM handling_unit WHERE tenant = \(tenant.number) AND id = \(unit.number)"
        ) { try $0.next(String?.self) } ?? nil
    }

    /// What units are called, those too that have ended.
    func unitNames(in transaction: Transaction) throws -> [HandlingUnit.ID: String] {
        let units = try transaction.rows(
            "SELECT id, name FROM handling_unit WHERE tenant = \(tenant.number)"
        ) { row -> (HandlingUnit.ID, String) in (Identifier(try row.next()), try row.next()) }
        return Dictionary(uniqueKeysWithValues: units)
    }
}
