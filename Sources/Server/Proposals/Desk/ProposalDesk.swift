// SPDX-License-Identifier: Apache-2.0

import Database
import Domain
import Markup

/// Every change to a proposal goes through here, with what follows from it: its number, its links, and who is told.
struct ProposalDesk: CaseDesk {
    let services: Services
    let site: Site

    static let collection = "proposals"
    static let operationNoun = "Proposal"
    static let place = DeskPlace.proposals
    static let schema = ProposalAPI.proposal
    static let publishing: Set<Proposal.Command> = [.file, .review]
    static let acts: [CaseAct<ProposalDesk>] = writingActs + reviewActs + handlingActs

    private var tenant: Tenant.ID { site.tenant.id }
    var store: ProposalStore { ProposalStore(tenant: tenant) }
    var series: ProposalSeriesStore { ProposalSeriesStore(tenant: tenant) }
    var lists: ProposalListStore { ProposalListStore(tenant: tenant, contents: services.contents) }
    var attachments: AttachmentDesk { AttachmentDesk(services: services, site: site) }
    var links: RecordLinkStore { RecordLinkStore(tenant: tenant) }

    static func name(_ command: Proposal.Command) -> String { ProposalWording.name(command) }
    static func label(of command: Proposal.Command, for proposal: Proposal) -> String {
        command == .review && proposal.publication.isPublic ? "改公开文字" : name(command)
    }
    static func doing(_ command: Proposal.Command) -> String? { command == .write ? "存草稿" : nil }
    static func done(_ command: Proposal.Command) -> String { ProposalWording.done(command) }

    /// Begins a draft. `source`: what it grew from, which the person may see; the link is kept at both ends (BR-46).
    func draft(
        _ content: Proposal.Content, of proposer: Proposer, from source: RecordLink.Record?, by actor: Actor,
        at now: Instant, in transaction: Transaction
    ) throws -> Proposal {
        let transition = try Proposal.drafting(
            content, of: proposer, standing: try store.standing(of: proposer.signer, on: now.day, in: transaction),
            as: services.id(Proposal.self), by: actor)
        try save(transition, Signature(actor: actor, role: .member, now: now), in: transaction)
        if let source {
            // BR-46
            try links.insert(
                RecordLink(from: source, to: .proposal(transition.after.id), relation: .proposedAs), in: transaction)
        }
        return transition.after
    }

    /// Enters what a body has handed in on sealed paper on `day`, with a copy of it.
    func enter(
        _ content: Proposal.Content, of proposer: Proposer, handedIn day: Day, by actor: Actor, at now: Instant,
        in transaction: Transaction
    ) throws -> Proposal {
        let transition = try Proposal.entering(
            content, of: proposer, registered: try proposer.body.flatMap { try store.kind(of: $0, in: transaction) },
            standing: try store.standing(of: proposer.signer, on: day, in: transaction), handedIn: day,
            in: try period(on: day, in: transaction), as: services.id(Proposal.self), by: actor, at: now,
            practice: site.practice)
        try attachments.attach(
            content.attachments, to: .proposal(transition.after.id), by: actor, at: now, in: transaction)
        try save(transition, Signature(actor: actor, role: .proposalOfficer, now: now), in: transaction)
        return transition.after
    }

    func proposal(_ id: Proposal.ID, in transaction: Transaction) throws -> Proposal? {
        Proposal.replaying(try log(of: id, in: transaction).map(\.event), as: id)
    }

    func visible(_ id: Proposal.ID, to actor: Actor, in transaction: Transaction) throws -> Proposal {
        guard let proposal = try proposal(id, in: transaction),
            ProposalScope(of: actor).includes(
                proposal, handlers: try store.handlers(of: proposal, in: transaction))
        else { throw WebFailure.notFound }
        return proposal
    }

    /// Another proposal that a field names; it must be one that this person may see.
    func other(_ id: Proposal.ID, field: String, _ decision: Decision<ProposalDesk>) throws -> Proposal {
        do {
            return try visible(id, to: decision.actor, in: decision.transaction)
        } catch WebFailure.notFound {
            throw InputProblems([.init(field: field, sentence: "没有找到这件提案，请从列表里选。")])
        }
    }

    func save(_ transition: Transition<Proposal>, _ signature: Signature, in transaction: Transaction) throws {
        let proposal = transition.after
        let recorded = try append(transition, to: proposal.id, signature, in: transaction)
        try store.save(transition, recorded, on: signature.now.day, in: transaction)
        try link(transition, in: transaction)
        // Decided, it is nobody's to look after any more.
        if transition.before.isUndecided, !proposal.isUndecided {
            try claimStore.delete(of: proposal.id, in: transaction)
        }
        try follow(transition, signature, in: transaction)
        try ClueDesk(services: services, site: site).tellOrigin(of: transition, signature, in: transaction)
        try tell(of: transition, recorded, signature, in: transaction)
    }

    /// Keeps the link of a merging, and takes it back when that was undone.
    private func link(_ transition: Transition<Proposal>, in transaction: Transaction) throws {
        let own = RecordLink.Record.proposal(transition.after.id)
        if case .merged(let lead, _) = transition.event {
            try links.insert(RecordLink(from: own, to: .proposal(lead), relation: .mergedInto), in: transaction)
        }
        if case .unmerged = transition.event, let lead = transition.before.lead {
            try links.delete(RecordLink(from: own, to: .proposal(lead), relation: .mergedInto), in: transaction)
        }
    }

    /// Puts into the outbox what others should hear of: proposers of what is decided, the office of what comes in.
    private func tell(
        of transition: Transition<Proposal>, _ recorded: EventStore.Recorded, _ signature: Signature,
        in transaction: Transaction
    ) throws {
        let (before, proposal) = (transition.before, transition.after)
        var office: [Person.ID] {
            get throws {
                try AppointmentStore(tenant: tenant)
                    .holders(of: .proposalOfficer, on: signature.now.day, in: transaction).map(\.id)
            }
        }
        let told: [Person.ID] =
            switch transition.event {
            case .invited(let people, _): people
            case .recalled: before.coSigners.map(\.person)
            case .coSignerAnswered, .entered, .enteredAnew: [proposal.proposer.signer]
            case .submitted, .withdrawalAsked: try office
            // Whoever signs hears of it at once, and can say so if the body knows nothing of that paper.
            case .withdrawalEntered: [proposal.proposer.signer] + (try office)
            case .withdrawn: proposal.proposers + (proposal.period == nil ? [] : try office)
            case .filed, .turnedDown, .sentBack, .reconsidered, .merged, .unmerged, .forwarded, .resultReceived,
                .withdrawalRefused, .assigned, .rehandlingBegan, .commended, .handedOver, .corrected, .closed:
                proposal.proposers
            case .chosenAsKey: proposal.proposers + [proposal.ledBy].compactMap(\.self)
            case .supervisionAsked: [proposal.ledBy].compactMap(\.self)
            case .supervised: proposal.proposers + (try officers(of: proposal, on: signature.now.day, in: transaction))
            // Of a reply each proposer hears by being asked about it.
            case .drafted, .written, .replied, .reviewed, .unpublished, .categorised, .followUpBegan, .followedUp,
                .deadlineMoved:
                []
            }
        try tell(told, of: recorded, signature, in: transaction)
    }

    /// Everybody who answers for a unit that has it.
    private func officers(
        of proposal: Proposal, on day: Day, in transaction: Transaction
    ) throws -> [Person.ID] {
        let units = try store.handlers(of: proposal, in: transaction)
        guard !units.isEmpty else { return [] }
        return try DirectoryStore().officers(of: tenant, on: day, in: transaction)
            .filter { units.contains($0.unit.id) }.map(\.person.id)
    }

    // MARK: - Forms

    func options(
        _ source: InputField.OptionSource, for proposal: Proposal, in transaction: Transaction
    ) throws -> [InputField.Option] {
        switch source {
        case .units:
            try DirectoryStore().units(of: tenant, in: transaction).map { .init(code: $0.id.text, label: $0.name) }
        case .members:
            try store.colleagues(on: services.clock.now().day, in: transaction)
                .filter { $0.id != proposal.proposer.signer }.map { .init(code: $0.id.text, label: $0.name) }
        case .mergeTargets: try mergeOptions(for: proposal, in: transaction)
        case .supervisionSessions: try SupervisionSessions(desk: self).options(in: transaction)
        case .leaders:
            try store.leaders(on: services.clock.now().day, in: transaction)
                .map { .init(code: $0.id.text, label: $0.name) }
        default: try commonOptions(source, in: transaction)
        }
    }

    /// What a proposal may be merged into: what is like it first, which says so; nothing is chosen beforehand.
    private func mergeOptions(
        for proposal: Proposal, in transaction: Transaction
    ) throws -> [InputField.Option] {
        let targets = try lists.mergeTargets(for: proposal.id, scope: ProposalScope(of: .system), in: transaction)
        let alike = try SimilarProposals(desk: self)
            .proposals(like: proposal.content.subject.words ?? "", except: proposal.id, in: transaction).compactMap(
                \.id)
        func option(_ listed: ProposalListStore.Listed, _ mark: String) -> InputField.Option {
            let subject = listed.subject ?? TopicWording.erased
            return .init(code: listed.id.text, label: "\(listed.number?.text ?? "") \(subject)\(mark)")
        }
        return alike.compactMap { id in targets.first { $0.id == id } }.map { option($0, "（案由相近）") }
            + targets.filter { !alike.contains($0.id) }.map { option($0, "") }
    }

    func proposal(
        _ field: InputField, of command: Proposal.Command, for proposal: Proposal, in transaction: Transaction
    ) throws -> String {
        switch (command, field.name) {
        case (.enterAnew, "handedIn"), (.enterWithdrawal, "handedIn"): services.clock.now().day.description
        case (.write, _), (.enterAnew, _): ProposalForm.value(field.name, in: proposal.content)
        case (.review, "title"): proposal.publicText?.title.words ?? proposal.content.subject.words ?? ""
        case (.review, "body"): proposal.publicText?.body.words ?? ProposalForm.text(proposal.content)
        case (.supervise, "day"): services.clock.now().day.description
        case (.categorise, TopicCategories.fieldName), (.file, TopicCategories.fieldName): proposal.category ?? ""
        case (.chooseAsKey, "leader"): proposal.leader?.words ?? ""
        case (.chooseAsKey, "person"): proposal.ledBy?.text ?? ""
        case (.assign, "lead"): proposal.content.units.first?.text ?? ""
        case (.assign, "coHandlers"): proposal.content.units.dropFirst().map(\.text).joined(separator: " ")
        case (.review, _), (.supervise, _), (.invite, _), (.recall, _), (.sign, _), (.decline, _), (.submit, _),
            (.withdraw, _), (.enterWithdrawal, _), (.file, _), (.turnDown, _), (.sendBack, _), (.reconsider, _),
            (.merge, _), (.unmerge, _),
            (.consentToWithdrawal, _), (.refuseWithdrawal, _), (.forward, _), (.receiveResult, _), (.unpublish, _),
            (.assign, _), (.chooseAsKey, _), (.categorise, _), (.handOver, _), (.correct, _), (.close, _),
            (.beginFollowUp, _), (.followUp, _):
            ""
        }
    }

    func hindrance(
        to command: Proposal.Command, of proposal: Proposal, by actor: Actor, at now: Instant,
        in transaction: Transaction
    ) throws -> ProposalRefusal? {
        if [.merge, .withdraw].contains(command), try !livingParts(of: proposal, in: transaction).isEmpty {
            return .hasMerged
        }
        let asked = try store.asked(about: proposal, in: transaction)
        let standing: Proposer.Standing? =
            if case .staff(let staff) = actor, [.invite, .sign, .submit].contains(command) {
                try store.standing(of: staff.id, on: now.day, in: transaction)
            } else {
                nil
            }
        return proposal.hindrance(
            to: command, on: now.day, isAnswered: asked.asked == asked.answered, standing: standing,
            practice: site.practice.profile.proposals)
    }

    func headline(_ proposal: Proposal, in transaction: Transaction) throws -> CaseHeadline {
        CaseHeadline(title: proposal.content.subject.words ?? TopicWording.erased, said: nil)
    }

    /// While it is written: its shares, what is missing, what is like it. Where it is decided: what is like it.
    func aside(
        of command: Proposal.Command, for proposal: Proposal, written: [String: String], to actor: Actor,
        in transaction: Transaction
    ) throws -> HTML {
        switch command {
        case .write:
            try ProposalAside(desk: self, own: proposal.id).writing(written, in: transaction)
        case .file, .turnDown, .merge:
            try ProposalAside(desk: self, own: proposal.id)
                .similar(to: proposal.content.subject.words ?? "", isComparing: true, in: transaction)
        case .invite, .recall, .sign, .decline, .submit, .withdraw, .enterAnew, .enterWithdrawal, .sendBack,
            .reconsider, .unmerge,
            .consentToWithdrawal, .refuseWithdrawal, .forward, .receiveResult, .review, .unpublish, .assign,
            .chooseAsKey, .categorise, .handOver, .correct, .supervise, .close, .beginFollowUp, .followUp:
            HTML()
        }
    }

    static func refreshesAside(of command: Proposal.Command) -> Bool { command == .write }
    /// One writes on for days, on a phone, and after it was sent back.
    static func keepsWords(of command: Proposal.Command) -> Bool { command == .write }

    func wordsToPublish(
        by command: Proposal.Command?, of proposal: Proposal, for actor: Actor, in transaction: Transaction
    ) throws -> [String?] {
        let (content, wording) = (proposal.content, proposal.publicText)
        let written = [content.subject, content.situation, content.analysis, content.advice].map(\.words)
        switch command {
        case nil: return written + [wording?.title.words, wording?.body.words]
        case .file: return written
        // The public wording is written on the page itself.
        default: return []
        }
    }

    func json(_ proposal: Proposal, for actor: Actor, in transaction: Transaction) throws -> JSON {
        let links = try self.links.links(of: .proposal(proposal.id), in: transaction)
        return ProposalAPI.json(
            proposal, parts: try store.parts(of: proposal.id, in: transaction), links: links,
            consultations: try SupervisionSessions(desk: self).announced(in: links, in: transaction).map(\.id),
            for: actor)
    }

    /// What grew from a record, as far as the actor sees it.
    func proposals(
        from source: RecordLink.Record, for actor: Actor, in transaction: Transaction
    ) throws -> [ProposalListStore.Listed] {
        let ids = try links.links(of: source, in: transaction)
            .filter { $0.relation == .proposedAs && $0.from == source }.map { Proposal.ID($0.to.number) }
        return try lists.listed(ids, scope: ProposalScope(of: actor), in: transaction).sorted { $0.id < $1.id }
    }
}

extension ProposalDesk: ClaimDesk {
    static let claims = ClaimTable.proposals

    func lock(_ id: Proposal.ID, in transaction: Transaction) throws { try store.lock([id], in: transaction) }
}

extension RecordLink.Record {
    /// The proposal as links name it.
    static func proposal(_ id: Proposal.ID) -> Self { .init(kind: ProposalEvent.subject, number: id.number) }
}
