// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

/// Asks each proposer what to think of a reply, and takes the word: by the own sign-in, and by nobody else's.
struct ProposerOpinionDesk: CaseDesk {
    let services: Services
    let site: Site

    static let collection = "opinions"
    static let operationNoun = "Opinion"
    static let place = DeskPlace.proposals
    static let schema = ProposerOpinionAPI.opinion
    static let acts: [CaseAct<ProposerOpinionDesk>] = [.answer]

    private var tenant: Tenant.ID { site.tenant.id }
    var store: ProposerOpinionStore { ProposerOpinionStore(tenant: tenant, contents: services.contents) }
    var proposals: ProposalDesk { ProposalDesk(services: services, site: site) }

    static func name(_ command: ProposerOpinion.Command) -> String { ProposerOpinionWording.name(command) }
    static func label(of command: ProposerOpinion.Command, for opinion: ProposerOpinion) -> String {
        command == .answer && opinion.answer != nil ? "改一改" : name(command)
    }
    static func done(_ command: ProposerOpinion.Command) -> String { ProposerOpinionWording.done(command) }

    /// Asks everybody who proposed it, and everybody who proposed what is part of it (BR-16, BR-20).
    func ask(
        about lead: Proposal, parts: [Proposal], _ signature: Signature, in transaction: Transaction
    ) throws {
        for proposal in [lead] + parts {
            for proposer in proposal.proposers {
                try save(
                    ProposerOpinion.asking(
                        .init(proposal: proposal.id, lead: lead.id, number: lead.replies, proposer: proposer),
                        as: services.id(ProposerOpinion.self)), signature, in: transaction)
            }
        }
    }

    func opinion(_ id: ProposerOpinion.ID, in transaction: Transaction) throws -> ProposerOpinion? {
        ProposerOpinion.replaying(try log(of: id, in: transaction).map(\.event), as: id)
    }

    /// Everybody's own word alone.
    func visible(
        _ id: ProposerOpinion.ID, to actor: Actor, in transaction: Transaction
    ) throws -> ProposerOpinion {
        guard case .staff(let staff) = actor, let opinion = try opinion(id, in: transaction),
            opinion.inquiry.proposer == staff.id
        else { throw WebFailure.notFound }
        return opinion
    }

    func save(
        _ transition: Transition<ProposerOpinion>, _ signature: Signature, in transaction: Transaction
    ) throws {
        let opinion = transition.after
        let recorded = try append(transition, to: opinion.id, signature, in: transaction)
        switch transition.event {
        case .asked:
            try store.insert(opinion, in: transaction)
            try tell([opinion.inquiry.proposer], of: recorded, signature, in: transaction)
            try sendLink(of: opinion, signature, in: transaction)
        case .answered:
            try store.update(transition, recorded, in: transaction)
            try followAnswer(opinion, signature, in: transaction)
        case .reminded:
            try store.remind(transition, in: transaction)
            try tell([opinion.inquiry.proposer], of: recorded, signature, in: transaction)
            // A slip stays good: another link would void it without a word, and what came by SMS would be told as a slip's word.
            if opinion.slips == 0 { try sendLink(of: opinion, signature, in: transaction) }
        case .linkMade:
            // Whoever does not know of it hears that somebody has a link by which to answer instead.
            try tell([opinion.inquiry.proposer], of: recorded, signature, in: transaction)
        }
    }

    /// Somebody is not satisfied with the first reply: the units reply once more (BR-20). After the second it is for the
    /// committee to supervise.
    private func followAnswer(
        _ opinion: ProposerOpinion, _ signature: Signature, in transaction: Transaction
    ) throws {
        guard opinion.isDissatisfied,
            let lead = try proposals.proposal(opinion.inquiry.lead, in: transaction),
            lead.replies < Proposal.repliesMax
        else { return }
        try proposals.save(try lead.beingHandledAgain(), signature, in: transaction)
    }

    func headline(_ opinion: ProposerOpinion, in transaction: Transaction) throws -> CaseHeadline {
        let proposal = try proposals.proposal(opinion.inquiry.proposal, in: transaction)
        let subject = proposal?.content.subject.words ?? TopicWording.erased
        let replies = try replies(to: opinion, in: transaction).map { $0.reply.text.words ?? TopicWording.erased }
        return CaseHeadline(
            title: [proposal?.number?.text, subject].compactMap(\.self).joined(separator: " "),
            said: replies.isEmpty ? nil : replies.joined(separator: "\n\n"))
    }

    /// What an opinion is about: the reply of this number of each unit that replies, as it was sent.
    func replies(
        to opinion: ProposerOpinion, in transaction: Transaction
    ) throws -> [(unit: HandlingUnit.ID, reply: ProposalAssignment.Reply)] {
        try AssignmentDesk(services: services, site: site)
            .assignments(of: opinion.inquiry.lead, in: transaction)
            .compactMap { assignment in
                guard !assignment.isCoHandling, assignment.replies.count >= opinion.inquiry.number else { return nil }
                return (assignment.unit, assignment.replies[opinion.inquiry.number - 1])
            }
    }

    /// A word that is changed starts from what was said.
    func proposal(
        _ field: InputField, of command: ProposerOpinion.Command, for opinion: ProposerOpinion,
        in transaction: Transaction
    ) throws -> String {
        switch field.name {
        case "manner": opinion.answer?.manner.rawValue ?? ""
        case "result": opinion.answer?.result.rawValue ?? ""
        default: opinion.answer?.remark?.words ?? ""
        }
    }

    func json(_ opinion: ProposerOpinion, for actor: Actor, in transaction: Transaction) throws -> JSON {
        ProposerOpinionAPI.json(
            opinion, replies: try replies(to: opinion, in: transaction), for: actor)
    }
}

extension CaseAct<ProposerOpinionDesk> {
    static let answer = CaseAct(
        .answer, "answer", advice: "请说说单位办得怎样、结果您满不满意。不满意的，单位会再办一次、再答复您。",
        fields: { _ in
            [
                InputField("manner", "办理态度", .choice(ItemWording.ratings)),
                InputField("result", "办理结果", .choice(ItemWording.ratings)),
                InputField("remark", "您想说的", .paragraph(limit: 500), isRequired: false),
            ]
        },
        decide: { opinion, input, d in
            // Locked first, so that of two who answer at once each sees what the other did.
            try d.desk.proposals.store.lock([opinion.inquiry.lead], in: d.transaction)
            guard let lead = try d.desk.proposals.proposal(opinion.inquiry.lead, in: d.transaction) else {
                throw WebFailure.notFound
            }
            return try opinion.answering(.init(input), about: lead, by: d.actor)
        })
}

extension ProposerOpinion.Answer {
    /// A word as the form says it.
    init(_ input: Input) {
        self.init(
            manner: input.choice("manner"), result: input.choice("result"), remark: input.optional("remark"))
    }
}
