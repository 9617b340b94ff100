// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

/// What the demo, the command line and tests do to proposals.
extension Commands {
    /// Begins a draft of a proposal, with its fields as a form would send them; returns its id.
    package func draftProposal(
        _ fields: [String: String], from topic: Topic.ID?, by actor: Actor, at now: Instant, practice: Practice,
        tenant: Tenant
    ) throws -> Proposal.ID {
        guard case .staff(let staff) = actor else { throw WebFailure.notFound }
        let input = try Input(fields, fields: ProposalForm.fields + ProposalForm.proposerFields)
        let site = Site(tenant: tenant, practice: practice)
        let named = try ProposalSources(services: services, site: site, actor: actor).named(input, in: transaction)
        return try ProposalDesk(services: services, site: site).draft(
            ProposalForm.content(input), of: ProposalForm.proposer(input, signedBy: staff.id),
            from: topic.map { .topic($0) } ?? named, by: actor, at: now, in: transaction
        ).id
    }

    /// Enters what a body hands in on sealed paper, with its fields as the office's form would send them; returns its id.
    package func enterProposal(
        _ fields: [String: String], by actor: Actor, at now: Instant, practice: Practice, tenant: Tenant
    ) throws -> Proposal.ID {
        let input = try Input(fields, fields: ProposalForm.bodyFields + ProposalForm.paperFields)
        return try ProposalDesk(services: services, site: Site(tenant: tenant, practice: practice)).enter(
            ProposalForm.content(input, attachments: input.ids(ProposalForm.files.name)),
            of: ProposalForm.proposer(input, signedBy: input.id("contact")), handedIn: input.day("handedIn"), by: actor,
            at: now, in: transaction
        ).id
    }

    /// Does one thing to what a unit has of a proposal, with its fields as a form would send them.
    package func perform(
        _ command: ProposalAssignment.Command, _ fields: [String: String], onPartOf unit: HandlingUnit.ID,
        in proposal: Proposal.ID, by actor: Actor, at now: Instant, practice: Practice, tenant: Tenant
    ) throws {
        let desk = AssignmentDesk(services: services, site: Site(tenant: tenant, practice: practice))
        let own = try desk.assignments(of: proposal, in: transaction).first { $0.unit == unit }
        try perform(command, fields, AssignmentDesk.acts, desk, own, actor, now)
    }

    /// Plans a session over the handling of the proposals that its plan names; returns its id.
    package func planProposalSession(
        _ plan: ConsultationSession.Plan, in room: Room.ID, by actor: Actor, at now: Instant, practice: Practice,
        tenant: Tenant
    ) throws -> ConsultationSession.ID {
        try SessionDesk(services: services, site: Site(tenant: tenant, practice: practice))
            .plan(plan, in: room, by: actor, at: now, in: transaction).id
    }

    /// Says, as a proposer, what to think of the last reply to a proposal.
    package func opine(
        _ fields: [String: String], on proposal: Proposal.ID, by staff: Staff, at now: Instant, practice: Practice,
        tenant: Tenant
    ) throws {
        let desk = ProposerOpinionDesk(services: services, site: Site(tenant: tenant, practice: practice))
        let own = try desk.store.own(staff.id, on: proposal, in: transaction)
            .flatMap { try desk.opinion($0, in: transaction) }
        try perform(.answer, fields, ProposerOpinionDesk.acts, desk, own, .staff(staff), now)
    }

    /// Leaves a clue for those who write proposals, as somebody without an account; returns its id.
    package func leaveClue(
        _ text: String, at now: Instant, practice: Practice, tenant: Tenant
    ) throws -> ProposalClue.ID {
        try ClueDesk(services: services, site: Site(tenant: tenant, practice: practice))
            .leave(text, at: now, in: transaction).id
    }

    /// The clue that a topic became, as it is now.
    package func clue(of topic: Topic.ID, practice: Practice, tenant: Tenant) throws -> ProposalClue? {
        try ClueDesk(services: services, site: Site(tenant: tenant, practice: practice))
            .clue(of: .topic(topic), in: transaction)
    }

    /// Begins to judge and honour the proposals of a session; returns its id.
    package func beginCommendation(
        of span: Commendation.Span, by actor: Actor, at now: Instant, practice: Practice, tenant: Tenant
    ) throws -> Commendation.ID {
        try CommendationDesk(services: services, site: Site(tenant: tenant, practice: practice))
            .begin(span, by: actor, at: now, in: transaction).id
    }

    /// Makes the link of the third party that was asked last; returns what its address ends with.
    package func makeEvaluatorLink(
        of id: Commendation.ID, by actor: Actor, at now: Instant, practice: Practice, tenant: Tenant
    ) throws -> String {
        let desk = CommendationDesk(services: services, site: Site(tenant: tenant, practice: practice))
        let record = try desk.visible(id, to: actor, in: transaction)
        guard let evaluator = record.evaluators.last else { throw CommendationRefusal.notInvited }
        return try desk.makeLink(for: evaluator.id, of: record, by: actor, at: now, in: transaction).link.text
    }

    /// Judges a unit as the third party that holds a link, with its fields as its form would send them.
    package func mark(
        _ fields: [String: String], byLink link: String, at now: Instant, practice: Practice, tenant: Tenant
    ) throws {
        guard let link = SecretLink(link) else { throw WebFailure.notFound }
        _ = try CommendationDesk(services: services, site: Site(tenant: tenant, practice: practice)).mark(
            Input(fields, fields: EvaluationForm.fields(practice.profile)), by: link, at: now, in: transaction)
    }

    /// What units have of a proposal, as it is now.
    package func assignments(
        of id: Proposal.ID, practice: Practice, tenant: Tenant
    ) throws -> [ProposalAssignment] {
        try AssignmentDesk(services: services, site: Site(tenant: tenant, practice: practice))
            .assignments(of: id, in: transaction)
    }
}
