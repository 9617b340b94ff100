// SPDX-License-Identifier: Apache-2.0

import Database
import Domain
import Markup

/// Every change to an assignment goes through here, with what follows from it for the proposal and its proposers.
struct AssignmentDesk: CaseDesk {
    let services: Services
    let site: Site

    static let collection = "assignments"
    static let operationNoun = "Assignment"
    static let place = DeskPlace.proposals
    static let schema = AssignmentAPI.assignment
    static let publishing: Set<ProposalAssignment.Command> = [.check, .send]
    static let acts: [CaseAct<AssignmentDesk>] = [
        .signFor, .requestReturn, .contact, .draft, .giveOpinion, .send, .takeBack, .askExtension, .uphold, .reassign,
        .check,
        .sendBack, .grantExtension, .refuseExtension, .remind, .handOver, .correct,
    ]

    private var tenant: Tenant.ID { site.tenant.id }
    var store: AssignmentStore { AssignmentStore(tenant: tenant) }
    var lists: AssignmentListStore { AssignmentListStore(tenant: tenant, contents: services.contents) }
    var proposals: ProposalDesk { ProposalDesk(services: services, site: site) }
    var attachments: AttachmentDesk { AttachmentDesk(services: services, site: site) }

    static func name(_ command: ProposalAssignment.Command) -> String { AssignmentWording.name(command) }
    static func done(_ command: ProposalAssignment.Command) -> String { AssignmentWording.done(command) }

    func assignment(
        _ id: ProposalAssignment.ID, in transaction: Transaction
    ) throws -> ProposalAssignment? {
        ProposalAssignment.replaying(try log(of: id, in: transaction).map(\.event), as: id)
    }

    /// All assignments of a proposal, in the order in which they were made.
    func assignments(of proposal: Proposal.ID, in transaction: Transaction) throws -> [ProposalAssignment] {
        try store.assignments(of: proposal, in: transaction).compactMap { try assignment($0, in: transaction) }
    }

    /// The office and leaders see all, a unit its own, and a lead what its co-handlers say.
    func visible(
        _ id: ProposalAssignment.ID, to actor: Actor, in transaction: Transaction
    ) throws -> ProposalAssignment {
        let scope = ProposalScope(of: actor)
        guard let assignment = try assignment(id, in: transaction) else { throw WebFailure.notFound }
        if scope.seesSubmitted { return assignment }
        guard assignment.state != .recalled else { throw WebFailure.notFound }
        if scope.units.contains(assignment.unit) { return assignment }
        guard assignment.isCoHandling,
            let lead = try store.lead(of: assignment.proposal, in: transaction), scope.units.contains(lead)
        else { throw WebFailure.notFound }
        return assignment
    }

    /// Throws ``WebFailure/notFound`` unless the actor may open this file: whoever sees the assignment, and of what was sent
    /// whoever sees the proposal, or one that is part of it.
    func requireVisible(
        _ file: Attachment.ID, of id: ProposalAssignment.ID, to actor: Actor, in transaction: Transaction
    ) throws {
        guard let assignment = try assignment(id, in: transaction) else { throw WebFailure.notFound }
        let isSent = assignment.replies.contains { $0.attachments.contains(file) }
        guard isSent, !assignment.isCoHandling else {
            _ = try visible(id, to: actor, in: transaction)
            return
        }
        let scope = ProposalScope(of: actor)
        let parts = try proposals.store.parts(of: assignment.proposal, in: transaction)
        for each in [assignment.proposal] + parts {
            guard let proposal = try proposals.proposal(each, in: transaction),
                scope.includes(proposal, handlers: try proposals.store.handlers(of: proposal, in: transaction))
            else { continue }
            return
        }
        throw WebFailure.notFound
    }

    /// What of the other records a reply depends on.
    func others(
        of assignment: ProposalAssignment, in transaction: Transaction
    ) throws -> ProposalAssignment.Others {
        let proposal = try proposals.proposal(assignment.proposal, in: transaction)
        return .init(
            opinionsOwed: try store.opinionsOwed(of: assignment.proposal, in: transaction),
            isKey: proposal?.isKey ?? false, contactEnds: proposal?.contactEnds(site.practice),
            isWithdrawn: proposal?.state.name == .withdrawn)
    }

    /// What proposers were not satisfied with: of the reply before, while there is to be another (BR-20).
    func objections(
        to assignment: ProposalAssignment, in transaction: Transaction
    ) throws -> [ProposerOpinionStore.Said] {
        guard assignment.isOwed, !assignment.isCoHandling, !assignment.replies.isEmpty else { return [] }
        return try proposals.opinions.store.said(of: assignment.proposal, in: transaction)
            .filter { $0.round == assignment.replies.count && $0.result == .dissatisfied }
    }

    func save(
        _ transition: Transition<ProposalAssignment>, _ signature: Signature, in transaction: Transaction
    ) throws {
        let recorded = try append(transition, to: transition.after.id, signature, in: transaction)
        try store.save(transition, on: signature.now.day, in: transaction)
        try follow(transition, signature, in: transaction)
        try tell(of: transition, recorded, signature, in: transaction)
    }

    /// Gives a proposal to its units: an assignment for each.
    func issue(
        _ handlers: [Proposal.Handler], of proposal: Proposal, _ signature: Signature, in transaction: Transaction
    ) throws {
        for handler in handlers {
            try save(
                ProposalAssignment.issuing(
                    .init(proposal.id, handler), as: services.id(ProposalAssignment.self), at: signature.now,
                    practice: site.practice), signature, in: transaction)
        }
    }

    /// Somebody is not satisfied: whoever replied, replies once more (BR-20).
    func reopen(_ proposal: Proposal, _ signature: Signature, in transaction: Transaction) throws {
        for assignment in try assignments(of: proposal.id, in: transaction)
        where !assignment.isCoHandling && assignment.state == .sent {
            try save(
                try assignment.beingReopened(at: signature.now, practice: site.practice), signature, in: transaction)
        }
    }

    /// The proposal was taken back: nobody owes anything for it.
    func recall(_ proposal: Proposal, _ signature: Signature, in transaction: Transaction) throws {
        for assignment in try assignments(of: proposal.id, in: transaction) where assignment.isOwed {
            try save(try assignment.beingRecalled(), signature, in: transaction)
        }
    }

    /// Once all who owe a reply have sent it, the proposal is answered. Two that send at once wait for each other, so that one
    /// of them sees that it is the last.
    private func follow(
        _ transition: Transition<ProposalAssignment>, _ signature: Signature, in transaction: Transaction
    ) throws {
        guard case .sent = transition.event else { return }
        try proposals.store.lock([transition.after.proposal], in: transaction)
        let repliers = try assignments(of: transition.after.proposal, in: transaction)
            .filter { !$0.isCoHandling && $0.state != .recalled }
        guard repliers.allSatisfy({ !$0.isOwed }),
            let proposal = try proposals.proposal(transition.after.proposal, in: transaction),
            let outcome = worst(repliers.compactMap { $0.replies.last?.outcome })
        else { return }
        try proposals.save(
            try proposal.beingReplied(outcome: outcome, at: signature.now, practice: site.practice), signature,
            in: transaction)
    }

    /// The class that stands last in the county's list: several who each reply count as the one that did least.
    private func worst(_ outcomes: [String]) -> String? {
        site.practice.profile.proposals.classes.last { outcomes.contains($0.code) }?.code ?? outcomes.last
    }

    /// Puts into the outbox what others should hear of: everybody of the unit, the office, the lead.
    private func tell(
        of transition: Transition<ProposalAssignment>, _ recorded: EventStore.Recorded, _ signature: Signature,
        in transaction: Transaction
    ) throws {
        let assignment = transition.after
        switch transition.event {
        case .issued, .reassigned, .upheld, .sentBack, .checked, .extended, .extensionRefused, .reminded, .reopened,
            .recalled:
            try tell(
                try officers(of: [assignment.unit], on: signature.now.day, in: transaction).map(\.id), of: recorded,
                signature, in: transaction)
        case .handedOver(let officer): try tell([officer], of: recorded, signature, in: transaction)
        case .returnRequested, .drafted, .extensionAsked:
            let office = try AppointmentStore(tenant: tenant)
                .holders(of: .proposalOfficer, on: signature.now.day, in: transaction)
            try tell(office.map(\.id), of: recorded, signature, in: transaction)
        case .opinionGiven:
            let lead = try store.lead(of: assignment.proposal, in: transaction)
            try tell(
                try officers(of: Set([lead].compactMap(\.self)), on: signature.now.day, in: transaction).map(\.id),
                of: recorded, signature, in: transaction)
        case .signedFor, .contacted, .takenBack, .sent, .corrected, .deadlineMoved: break
        }
    }

    /// Everybody who answers for these units.
    func officers(
        of units: Set<HandlingUnit.ID>, on day: Day, in transaction: Transaction
    ) throws -> [Person] {
        try DirectoryStore().officers(of: tenant, on: day, in: transaction)
            .filter { units.contains($0.unit.id) }.map(\.person)
    }

    /// A signature with the number of its letter: the next of the unit's mark in the year of the letter's date.
    func numbered(
        _ signature: ProposalAssignment.Signature, of unit: HandlingUnit.ID, in transaction: Transaction
    ) throws -> ProposalAssignment.Signature {
        guard let mark = try store.letterMark(of: unit, in: transaction) else { return signature }
        return signature.numbered(
            try DocumentRegisterStore(tenant: tenant).nextLetter(mark, of: signature.day.year, in: transaction))
    }

    // MARK: - Forms

    func options(
        _ source: InputField.OptionSource, for assignment: ProposalAssignment, in transaction: Transaction
    ) throws -> [InputField.Option] {
        if case .ownOfficers = source {
            return try officers(of: [assignment.unit], on: services.clock.now().day, in: transaction)
                .map { .init(code: $0.id.text, label: $0.name) }
        }
        guard case .units = source else { return [] }
        let taken = try store.units(of: assignment.proposal, in: transaction)
        return try DirectoryStore().units(of: tenant, in: transaction).filter { !taken.contains($0.id) }
            .map { .init(code: $0.id.text, label: $0.name) }
    }

    /// A draft that was sent back starts from what was written, a reminder from the words that are usual.
    func proposal(
        _ field: InputField, of command: ProposalAssignment.Command, for assignment: ProposalAssignment,
        in transaction: Transaction
    ) throws -> String {
        let today = services.clock.now().day
        switch command {
        case .draft: return AssignmentWording.value(field.name, of: assignment.draft ?? assignment.setAside)
        case .correct: return field.name == "text" ? assignment.replies.last?.text.words ?? "" : ""
        case .remind: return try reminder(of: assignment, today: today, in: transaction)
        case .contact, .giveOpinion, .send: return field.name == "day" ? today.description : ""
        case .signFor, .requestReturn, .reassign, .uphold, .takeBack, .sendBack, .check, .askExtension, .grantExtension,
            .refuseExtension, .handOver:
            return ""
        }
    }

    /// A reply that was sent back is written on.
    static func keepsWords(of command: ProposalAssignment.Command) -> Bool { command == .draft }

    private func reminder(
        of assignment: ProposalAssignment, today: Day, in transaction: Transaction
    ) throws -> String {
        let proposal = try proposals.proposal(assignment.proposal, in: transaction)
        return AssignmentWording.reminder(
            of: assignment, subject: proposal?.content.subject.words ?? TopicWording.erased, today: today)
    }

    func hindrance(
        to command: ProposalAssignment.Command, of assignment: ProposalAssignment, by actor: Actor, at now: Instant,
        in transaction: Transaction
    ) throws -> AssignmentRefusal? {
        assignment.hindrance(to: command, on: now.day, others: try others(of: assignment, in: transaction))
    }

    func headline(_ assignment: ProposalAssignment, in transaction: Transaction) throws -> CaseHeadline {
        let proposal = try proposals.proposal(assignment.proposal, in: transaction)
        let subject = proposal?.content.subject.words ?? TopicWording.erased
        return CaseHeadline(
            title: [proposal?.number?.text, subject].compactMap(\.self).joined(separator: " "),
            said: said(of: assignment))
    }

    /// What is decided upon: the reason of a return, the draft, the wish for more time.
    private func said(of assignment: ProposalAssignment) -> String? {
        let words: [FreeText?]
        switch assignment.state {
        case .returnRequested(let reason, let suggested): words = [reason, suggested]
        case .drafted(let reply), .checked(let reply), .sentBack(let reply, _): words = [reply.text]
        case .issued, .signedFor, .sent, .recalled: words = []
        }
        let texts = (words + [assignment.extensionAsked?.reason]).compactMap { $0 }
        return texts.isEmpty ? nil : texts.map { $0.words ?? TopicWording.erased }.joined(separator: "\n")
    }

    func wordsToPublish(
        by command: ProposalAssignment.Command?, of assignment: ProposalAssignment, for actor: Actor,
        in transaction: Transaction
    ) throws -> [String?] {
        let reply = assignment.draft ?? (command == nil ? assignment.replies.last : nil)
        return [reply?.text.words, reply?.abstract?.words]
    }

    func json(
        _ assignment: ProposalAssignment, for actor: Actor, in transaction: Transaction
    ) throws -> JSON {
        AssignmentAPI.json(
            assignment, objections: try objections(to: assignment, in: transaction), for: actor)
    }
}

extension RecordLink.Record {
    /// The assignment as attachments name it.
    static func assignment(_ id: ProposalAssignment.ID) -> Self {
        .init(kind: AssignmentEvent.subject, number: id.number)
    }
}
