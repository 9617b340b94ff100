// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

/// Every change to a commendation goes through here, with what follows from it for the proposals that are honoured.
struct CommendationDesk: CaseDesk {
    let services: Services
    let site: Site

    static let collection = "commendations"
    static let operationNoun = "Commendation"
    static let place = DeskPlace.proposals
    static let schema = CommendationAPI.commendation
    static let publishing: Set<Commendation.Command> = [.announce]
    static let acts: [CaseAct<CommendationDesk>] = [
        .evaluate, .inviteEvaluator, .revokeEvaluator, .nominateProposal, .nominateUnit, .review, .strike, .announce,
        .drop,
    ]

    private var tenant: Tenant.ID { site.tenant.id }
    var store: CommendationStore { CommendationStore(tenant: tenant) }
    var proposals: ProposalDesk { ProposalDesk(services: services, site: site) }

    static func name(_ command: Commendation.Command) -> String { CommendationWording.name(command) }
    static func done(_ command: Commendation.Command) -> String { CommendationWording.done(command) }

    /// Begins one for a session or a term.
    func begin(
        _ span: Commendation.Span, by actor: Actor, at now: Instant, in transaction: Transaction
    ) throws -> Commendation {
        let transition = try Commendation.beginning(
            span, isThere: try store.isThere(span, in: transaction), as: services.id(Commendation.self), by: actor)
        try save(transition, Signature(actor: actor, role: .proposalOfficer, now: now), in: transaction)
        return transition.after
    }

    func commendation(_ id: Commendation.ID, in transaction: Transaction) throws -> Commendation? {
        Commendation.replaying(try log(of: id, in: transaction).map(\.event), as: id)
    }

    /// Whoever holds a reader's role for the whole county sees all of them.
    static func isOpen(to actor: Actor) -> Bool {
        guard case .staff(let staff) = actor else { return false }
        return Commendation.readers.contains { staff.holdsEverywhere($0) }
    }

    func visible(_ id: Commendation.ID, to actor: Actor, in transaction: Transaction) throws -> Commendation {
        guard Self.isOpen(to: actor), let record = try commendation(id, in: transaction) else {
            throw WebFailure.notFound
        }
        return record
    }

    func save(_ transition: Transition<Commendation>, _ signature: Signature, in transaction: Transaction) throws {
        _ = try append(transition, to: transition.after.id, signature, in: transaction)
        try store.save(transition, in: transaction)
        try endLinks(after: transition, in: transaction)
        guard case .announced = transition.event else { return }
        for listed in transition.after.listedProposals {
            guard let proposal = try proposals.proposal(listed.id, in: transaction) else { continue }
            try proposals.save(proposal.beingCommended(in: transition.after.id), signature, in: transaction)
        }
    }

    // MARK: - Forms

    func options(
        _ source: InputField.OptionSource, for record: Commendation, in transaction: Transaction
    ) throws -> [InputField.Option] {
        switch source {
        case .nominees:
            let names = try names(of: record, in: transaction)
            return record.nominees.map { .init(code: $0.subject.code, label: names[$0.subject] ?? "") }
        case .evaluators:
            return record.evaluators.map {
                .init(code: $0.id.text, label: CommendationWording.text($0.name))
            }
        case _: return try commonOptions(source, in: transaction)
        }
    }

    /// The nominee that a field names.
    func nominee(_ input: Input, of record: Commendation) throws -> Commendation.Subject {
        let code = input.text("nominee")
        guard let found = record.nominees.first(where: { $0.subject.code == code }) else {
            throw CommendationRefusal.notNominated
        }
        return found.subject
    }

    /// What nominees are called: a proposal by number and subject, a unit by its name.
    func names(of record: Commendation, in transaction: Transaction) throws -> [Commendation.Subject: String] {
        let ids = record.nominees.compactMap { nominee -> Proposal.ID? in
            guard case .proposal(let id, _) = nominee.subject else { return nil }
            return id
        }
        let listed = try proposals.lists.listed(ids, scope: ProposalScope(of: .system), in: transaction)
        let units = try AssignmentStore(tenant: tenant).unitNames(in: transaction)
        let named = record.nominees.map { nominee -> (Commendation.Subject, String) in
            switch nominee.subject {
            case .proposal(let id, _):
                let one = listed.first { $0.id == id }
                return (nominee.subject, "\(one?.number?.text ?? "") \(one?.subject ?? TopicWording.erased)")
            case .unit(let id): return (nominee.subject, units[id] ?? "")
            }
        }
        return Dictionary(named, uniquingKeysWith: { first, _ in first })
    }

    func hindrance(
        to command: Commendation.Command, of record: Commendation, by actor: Actor, at now: Instant,
        in transaction: Transaction
    ) throws -> CommendationRefusal? {
        guard command == .announce else { return nil }
        return record.announcingHindrance(
            filed: try store.filed(record.span, in: transaction),
            practice: site.practice.profile.proposals.commendation)
    }

    func headline(_ record: Commendation, in transaction: Transaction) throws -> CaseHeadline {
        CaseHeadline(title: CommendationWording.title(record.span), said: nil)
    }

    func wordsToPublish(
        by command: Commendation.Command?, of record: Commendation, for actor: Actor, in transaction: Transaction
    ) throws -> [String?] {
        guard command == nil, case .announced(_, let decidedBy) = record.state else { return [] }
        return [decidedBy.words]
    }

    func json(_ record: Commendation, for actor: Actor, in transaction: Transaction) throws -> JSON {
        CommendationAPI.json(record, filed: try store.filed(record.span, in: transaction), for: actor)
    }
}

extension Commendation.Subject {
    /// The id by which a form names it.
    var code: String {
        switch self {
        case .proposal(let id, _): id.text
        case .unit(let id): id.text
        }
    }
}
