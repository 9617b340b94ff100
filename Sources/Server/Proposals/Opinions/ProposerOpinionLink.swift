// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

/// The one-time link by which a proposer says what to think of a reply without signing in. It goes to the proposer's own phone, or
/// as a slip from the office's hand, and never through the unit (BR-20).
extension ProposerOpinionDesk {
    private var messages: MessageStore { MessageStore(tenant: site.tenant.id, keys: services.keys) }

    /// Sends the link to the phone that the proposer has left, in the transaction that asks or reminds; never once a slip was made, so
    /// that from then on the link of an opinion is a slip.
    func sendLink(
        of opinion: ProposerOpinion, _ signature: Signature, in transaction: Transaction
    ) throws {
        guard services.channels(of: site.tenant.id).contains(.sms) else { return }
        let contacts = try ContactStore(tenant: site.tenant.id, keys: services.keys)
            .contacts(of: opinion.inquiry.proposer, in: transaction)
        guard let phone = contacts.first(where: { $0.channel == .sms })?.address,
            let lead = try proposals.proposal(opinion.inquiry.lead, in: transaction),
            let proposal = try proposals.proposal(opinion.inquiry.proposal, in: transaction)
        else { return }
        let link = try makeLink(of: opinion.id, at: signature.now, in: transaction)
        let day = lead.deadline?.day ?? signature.now.day
        let text = ProposerOpinionWording.invitation(
            proposal.number?.text, organ: site.tenant.shortName,
            by: ChineseTime.date(day, today: signature.now.day), address: address(link))
        try messages.insert(
            to: phone, title: ProposerOpinionWording.invitationTitle, text: text,
            key: "opinion/\(opinion.id)/\(opinion.version)", recipient: opinion.inquiry.proposer,
            expiresAt: Self.end(signature.now), as: services.id(MessageStore.self), at: signature.now,
            in: transaction)
    }

    /// Makes the link that asks one proposer as the office does it by hand: the log says by whom, the proposer hears of it, and a link
    /// that was made before works no more.
    func handOutLink(
        of opinion: ProposerOpinion, by actor: Actor, at now: Instant, in transaction: Transaction
    ) throws -> SecretLink {
        guard let lead = try proposals.proposal(opinion.inquiry.lead, in: transaction) else {
            throw WebFailure.notFound
        }
        let handlers = try AssignmentDesk(services: services, site: site).assignments(of: lead.id, in: transaction)
        let transition = try opinion.makingLink(about: lead, handledBy: handlers.map(\.unit), by: actor)
        let link = SecretLink()
        try store.handOut(link.hash, transition, until: Self.end(now), in: transaction)
        try save(transition, Signature(actor: actor, role: ProposerOpinion.linker(actor), now: now), in: transaction)
        return link
    }

    /// Makes the link that goes out by SMS; a link that was made before works no more.
    func makeLink(of id: ProposerOpinion.ID, at now: Instant, in transaction: Transaction) throws -> SecretLink {
        let link = SecretLink()
        try store.setLink(link.hash, of: id, until: Self.end(now), in: transaction)
        return link
    }

    /// Until when a link that is made now works.
    static func end(_ now: Instant) -> Instant {
        now.advanced(byMilliseconds: ConfirmationDesk.linkMilliseconds)
    }

    func address(_ link: SecretLink) -> String {
        "\(services.baseURL(of: site.tenant.id))\(ProposerOpinionLinkRoutes.page)/\(link.text)"
    }

    /// What a link asks, while it works. Throws ``WebFailure/notFound`` for any other.
    func opinion(
        behind link: SecretLink, at now: Instant, in transaction: Transaction
    ) throws -> ProposerOpinion {
        guard let id = try store.opinion(linkHash: link.hash, at: now, in: transaction),
            let opinion = try opinion(id, in: transaction)
        else { throw WebFailure.notFound }
        return opinion
    }

    /// Takes the word of whoever holds the link, and spends it; of two that come with it at once, one is too late.
    func answer(
        _ answer: ProposerOpinion.Answer, by link: SecretLink, at now: Instant, in transaction: Transaction
    ) throws -> ProposerOpinion {
        let lead = try opinion(behind: link, at: now, in: transaction).inquiry.lead
        try proposals.store.lock([lead], in: transaction)
        let opinion = try opinion(behind: link, at: now, in: transaction)
        guard let answered = try proposals.proposal(lead, in: transaction) else { throw WebFailure.notFound }
        let actor = Actor.opinionHolder(opinion.id)
        let transition = try opinion.answering(
            opinion.slips > 0 ? answer.bySlip : answer, about: answered, by: actor)
        try save(transition, Signature(actor: actor, role: nil, now: now), in: transaction)
        return transition.after
    }
}
