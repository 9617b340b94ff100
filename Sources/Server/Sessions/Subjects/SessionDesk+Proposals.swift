// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

/// Sessions over the handling of proposals: how they are planned, whom they invite, and what they mean for each proposal.
extension SessionDesk {
    var proposals: ProposalDesk { ProposalDesk(services: services, site: site) }

    /// Puts a session over these proposals on the calendar of a room.
    func plan(
        _ plan: ConsultationSession.Plan, in room: Room.ID, by actor: Actor, at now: Instant,
        in transaction: Transaction
    ) throws -> ConsultationSession {
        guard let listed = try RoomStore(tenant: tenant).room(room, in: transaction), listed.isOpen else {
            throw InputProblems([.init(field: "room", sentence: "没有这间议事室，请从列表里选。")])
        }
        // Looked at first: each that is chosen is read event by event.
        guard (plan.proposals ?? []).count <= ConsultationSession.Plan.proposalsMax else {
            throw SessionRefusal.proposalNotOpen
        }
        let chosen = try (plan.proposals ?? []).map { try proposals.visible($0, to: actor, in: transaction) }
        let transition = try ConsultationSession.planning(
            plan, over: chosen, in: room, area: listed.room.area, as: services.id(ConsultationSession.self), by: actor,
            at: now)
        try save(transition, Signature(actor: actor, role: .proposalOfficer, now: now), in: transaction)
        return transition.after
    }

    /// The proposals of a session of which a unit has noted a talk with the proposers or written a reply.
    func material(
        of session: ConsultationSession, in transaction: Transaction
    ) throws -> Set<Proposal.ID> {
        try AssignmentStore(tenant: tenant).withMaterial(session.proposals, in: transaction)
    }

    /// That it was held is a supervision of each of its proposals (BR-22).
    func supervise(
        _ session: ConsultationSession, _ signature: Signature, in transaction: Transaction
    ) throws {
        guard let conclusion = session.conclusion, !session.proposals.isEmpty else { return }
        try proposals.store.lock(session.proposals, in: transaction)
        let act = session.supervision(conclusion, on: signature.now.day)
        for id in session.proposals {
            guard let proposal = try proposals.proposal(id, in: transaction),
                let transition = proposal.beingTalkedOver(in: act)
            else { continue }
            try proposals.save(transition, signature, in: transaction)
        }
    }

    /// Every room that holds a session, or held it until now, counts it, whether it has topics or not.
    func spoilPages(ofRoomsHolding transition: Transition<ConsultationSession>, in transaction: Transaction) {
        let hosts = [transition.before, transition.after].flatMap { session in
            [session.room] + (session.plan.coHosts ?? []).map(\.room)
        }
        transaction.afterCommit { [pages = services.pages, tenant] in
            for room in Set(hosts) { pages.spoil(tenant: tenant, room: room) }
        }
    }

    /// What the form of an invitation offers: the proposers, or the officers of the units that handle, first and named as such.
    func invitees(
        _ options: [InputField.Option], to session: ConsultationSession, isProposers: Bool, in transaction: Transaction
    ) throws -> [InputField.Option] {
        guard !session.proposals.isEmpty else { return options }
        var first: Set<String> = []
        if isProposers {
            first = Set(try chosen(of: session, in: transaction).flatMap { $0.proposers.map(\.text) })
        } else {
            let units = try AssignmentStore(tenant: tenant).precedents(session.proposals, in: transaction)
                .values.flatMap { $0.map(\.unit) }
            first = try Set(
                DirectoryStore().officers(of: tenant, on: services.clock.now().day, in: transaction)
                    .filter { units.contains($0.unit.id) }.map(\.person.id.text))
        }
        let mark = isProposers ? "（提案者）" : "（承办单位）"
        return options.filter { first.contains($0.code) }.map { .init(code: $0.code, label: "\($0.label)\(mark)") }
            + options.filter { !first.contains($0.code) }
    }

    /// What the minutes call the proposals: by number, since minutes go out to all who took part.
    func proposalNames(
        of session: ConsultationSession, in transaction: Transaction
    ) throws -> [String] {
        try chosen(of: session, in: transaction).compactMap { proposal in
            guard let number = proposal.number else { return nil }
            let title = proposal.publication.isPublic ? proposal.publicText?.title.words : nil
            return title.map { "\(number.text) \($0)" } ?? number.text
        }
    }

    /// The proposals of a session in their order, read at once.
    private func chosen(of session: ConsultationSession, in transaction: Transaction) throws -> [Proposal] {
        let logs = try proposals.logs(of: session.proposals, in: transaction)
        return session.proposals.compactMap { id in Proposal.replaying((logs[id] ?? []).map(\.event), as: id) }
    }
}
