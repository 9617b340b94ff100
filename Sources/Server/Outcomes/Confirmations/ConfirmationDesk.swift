// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

/// Asks the people concerned, and takes their word: by tracking code, or by a link that works once.
struct ConfirmationDesk: Sendable {
    let services: Services
    let site: Site
    /// How long a link works.
    static let linkMilliseconds: Int64 = 30 * 86_400_000

    private var tenant: Tenant.ID { site.tenant.id }
    private var store: ConfirmationStore { ConfirmationStore(tenant: tenant, contents: services.contents) }
    private var supports: SupportStore { SupportStore(tenant: tenant, contents: services.contents) }

    /// Asks everybody concerned about an item, by its last inquiry: submitters of the topic and of what is handled as part of it, who
    /// answer by their code and are called by the phone that they left; supporters with a phone, and participants of the
    /// people's category.
    func ask(
        about item: SuggestionItem, until: Day? = nil, _ signature: Signature, in transaction: Transaction
    ) throws {
        let topics = TopicStore(tenant: tenant, contents: services.contents)
        let concerned = try concerned(by: item.topic, topics, in: transaction)
        // Whoever left the same phone twice is asked once, and has one voice: that of the submitter, by the code.
        var phones: Set<String> = []
        let contacts = TopicContactStore(tenant: tenant, keys: services.keys)
        let news = TopicContacts(services: services, site: site)
        for topic in concerned.submitted {
            let id = try ask(.submitter(topic), about: item, signature, in: transaction)
            try news.callToConfirm(topic, id, at: signature.now, in: transaction)
        }
        phones.formUnion(try contacts.phones(of: concerned.submitted, in: transaction).map(\.phone))
        for topic in concerned.rounds {
            for (supporter, phone) in try supports.reachable(of: topic, in: transaction) {
                if let phone, !phones.insert(phone).inserted { continue }
                let id = try ask(.supporter(supporter), about: item, signature, in: transaction)
                try send(id, to: phone, about: item, until, signature, in: transaction)
            }
        }
        let session = try SessionDesk(services: services, site: site).session(item.session, in: transaction)
        for participant in session?.participants ?? [] where participant.category == .people && participant.isPresent {
            if let phone = participant.phone?.words, !phones.insert(phone).inserted { continue }
            let id = try ask(.participant(participant.id), about: item, signature, in: transaction)
            try send(id, to: participant.phone?.words, about: item, until, signature, in: transaction)
        }
    }

    /// The topics of a matter, through all its rounds and with what is handled as part of them; and those of them that
    /// somebody submitted, whose codes people hold.
    private func concerned(
        by topic: Topic.ID, _ topics: TopicStore, in transaction: Transaction
    ) throws -> (rounds: [Topic.ID], submitted: [Topic.ID]) {
        var (rounds, submitted): ([Topic.ID], [Topic.ID]) = ([], [])
        var next: Topic.ID? = topic
        while let id = next, let round = try topics.topic(id, in: transaction) {
            let parts = try topics.parts(of: id, in: transaction)
            rounds += [id] + parts
            submitted += round.source.hasSubmitter ? [id] : []
            for part in parts where try topics.topic(part, in: transaction)?.source.hasSubmitter == true {
                submitted.append(part)
            }
            next = round.previousRound
        }
        return (rounds, submitted)
    }

    private func ask(
        _ voice: Confirmation.Voice, about item: SuggestionItem, _ signature: Signature, in transaction: Transaction
    ) throws -> Confirmation.ID {
        let transition = Confirmation.asking(
            .init(item: item.id, number: item.asked, voice: voice), as: services.id(Confirmation.self))
        _ = try append(transition, signature, in: transaction)
        try store.insert(transition.after, in: transaction)
        return transition.after.id
    }

    /// Sends the one-time link to the phone that was left, in the transaction that asks; without a phone or a way to
    /// send, the secretary prints a slip.
    private func send(
        _ id: Confirmation.ID, to phone: String?, about item: SuggestionItem, _ until: Day?, _ signature: Signature,
        in transaction: Transaction
    ) throws {
        guard let phone = textable(phone) else { return }
        let link = try makeLink(for: id, at: signature.now, in: transaction)
        let topic = try TopicListStore(tenant: tenant, contents: services.contents).published(
            item.topic, in: transaction)
        let day = until ?? item.deadline?.day ?? signature.now.day
        let text = ItemWording.invitation(
            topic?.title, organ: site.tenant.shortName, by: ChineseTime.date(day, today: signature.now.day),
            address: "\(services.baseURL(of: tenant))/c/\(link.text)")
        _ = try MessageStore(tenant: tenant, keys: services.keys).insert(
            to: .sms(phone), title: ItemWording.invitationTitle, text: text, key: "confirmation/\(id)",
            expiresAt: signature.now.advanced(byMilliseconds: Self.linkMilliseconds),
            as: services.id(MessageStore.self), at: signature.now, in: transaction)
    }

    /// A phone to which an SMS can go now; nil without a number or a way to send.
    private func textable(_ phone: String?) -> MobileNumber? {
        services.channels(of: tenant).contains(.sms) ? phone.flatMap { MobileNumber($0) } : nil
    }

    /// Makes the link that asks one person as somebody of the room does it by hand, and says so in the log; a link that was made
    /// before works no more. Whoever had one by SMS hears of it, so that nobody's word is given in silence by somebody else.
    func handOutLink(
        of confirmation: Confirmation, about item: SuggestionItem, by actor: Actor, at now: Instant,
        in transaction: Transaction
    ) throws -> SecretLink {
        let transition = try confirmation.makingLink(about: item, by: actor)
        let link = SecretLink()
        let isVoidingSMS = try confirmation.slips == 0 && store.hasLink(confirmation.id, at: now, in: transaction)
        let signature = Signature(actor: actor, role: Confirmation.linker(actor, of: item), now: now)
        _ = try append(transition, signature, in: transaction)
        try store.handOut(
            link.hash, transition, until: now.advanced(byMilliseconds: Self.linkMilliseconds), in: transaction)
        if isVoidingSMS, let phone = textable(try phone(of: confirmation, about: item, in: transaction)) {
            let expiry = now.advanced(byMilliseconds: Self.linkMilliseconds)
            _ = try MessageStore(tenant: tenant, keys: services.keys).insert(
                to: .sms(phone), title: ItemWording.linkVoidedTitle,
                text: ItemWording.linkVoided(organ: site.tenant.shortName), key: "confirmation/\(confirmation.id)/void",
                expiresAt: expiry, as: services.id(MessageStore.self), at: now, in: transaction)
        }
        return link
    }

    /// The phone that somebody who is asked has left, and that is not erased.
    private func phone(
        of confirmation: Confirmation, about item: SuggestionItem, in transaction: Transaction
    ) throws -> String? {
        switch confirmation.inquiry.voice {
        case .submitter: return nil
        case .supporter(let id): return try supports.phone(of: id, in: transaction)
        case .participant(let id):
            return try SessionDesk(services: services, site: site).session(item.session, in: transaction)?
                .participants.first { $0.id == id }?.phone?.words
        }
    }

    /// Who made links by hand for the people asked about an item, and when; never for whom.
    func slips(
        of item: SuggestionItem.ID, in transaction: Transaction
    ) throws -> [EventStore.Entry<ConfirmationEvent>] {
        let asked = try store.withSlips(about: item, in: transaction).map(\.number)
        return try services.eventLog.logs(of: asked, tenant: tenant, as: ConfirmationEvent.self, in: transaction)
            .values.flatMap { $0 }.filter { $0.event == .linkMade }.sorted { $0.id < $1.id }
    }

    /// Makes the link that goes out by SMS as somebody is asked.
    func makeLink(
        for confirmation: Confirmation.ID, at now: Instant, in transaction: Transaction
    ) throws -> SecretLink {
        let link = SecretLink()
        try store.setLink(
            link.hash, of: confirmation, until: now.advanced(byMilliseconds: Self.linkMilliseconds), in: transaction)
        return link
    }

    /// The confirmation behind a link, if it still works.
    func confirmation(
        behind link: SecretLink, at now: Instant, in transaction: Transaction
    ) throws -> Confirmation? {
        try store.confirmation(linkHash: link.hash, at: now, in: transaction).flatMap {
            try confirmation($0, in: transaction)
        }
    }

    func confirmation(_ id: Confirmation.ID, in transaction: Transaction) throws -> Confirmation? {
        Confirmation.replaying(try log(of: id, in: transaction).map(\.event), as: id)
    }

    func log(
        of id: Confirmation.ID, in transaction: Transaction
    ) throws -> [EventStore.Entry<ConfirmationEvent>] {
        try services.eventLog.log(of: id.number, tenant: tenant, as: ConfirmationEvent.self, in: transaction)
    }

    /// What the submitter of a topic is asked just now.
    func asked(submitterOf topic: Topic.ID, in transaction: Transaction) throws -> [Confirmation.ID] {
        try store.open(voice: "submitter", subject: topic.number, in: transaction)
    }

    /// Takes a word. A link is spent by it; of two that come with it at once, one is too late. `origin`: from where it comes,
    /// by which it is marked when that is the handling unit.
    func answer(
        _ answer: Confirmation.Answer, to id: Confirmation.ID, by actor: Actor, from origin: UnitAddress.Origin,
        spending link: SecretLink? = nil, at now: Instant, in transaction: Transaction
    ) throws -> Confirmation {
        let items = ItemDesk(services: services, site: site)
        guard let asked = try confirmation(id, in: transaction) else { throw WebFailure.notFound }
        // Locked first, as whoever closes it does: no word comes after the closing, and none is missed by it.
        try ItemStore(tenant: tenant).lock(asked.inquiry.item, in: transaction)
        guard let confirmation = try confirmation(id, in: transaction),
            let item = try items.item(confirmation.inquiry.item, in: transaction)
        else { throw WebFailure.notFound }
        let flag = try UnitAddressStore(tenant: tenant, keys: services.keys)
            .flag(origin, of: item.task.unit, at: now, in: transaction)
        let isBySlip = link != nil && confirmation.slips > 0
        let transition = try confirmation.answering(
            answer.flagged(flag, isBySlip: isBySlip), about: item, by: actor)
        let signature = Signature(actor: actor, role: nil, now: now)
        let recorded = try append(transition, signature, in: transaction)
        try store.save(transition, recorded, linkHash: link?.hash, at: now, in: transaction)
        let topics = TopicDesk(services: services, site: site)
        if let topic = try topics.store.topic(item.topic, in: transaction) {
            try topics.spoilPages(of: topic, in: transaction)
        }
        return transition.after
    }

    /// What came of the last time the people were asked about an item.
    func tally(of item: SuggestionItem, in transaction: Transaction) throws -> ConfirmationTally {
        try tallies(of: item, in: transaction)[item.inquiries] ?? ConfirmationTally()
    }

    /// What came of each time the people were asked about an item.
    func tallies(of item: SuggestionItem, in transaction: Transaction) throws -> [Int: ConfirmationTally] {
        try store.tallies(of: item.id, in: transaction)
    }

    /// Everybody who was asked the last time; while a look-back asks, those whom it asks.
    func rows(of item: SuggestionItem, in transaction: Transaction) throws -> [ConfirmationStore.Asked] {
        try store.asked(about: item.id, inquiry: item.shownInquiry, in: transaction)
    }

    private func append(
        _ transition: Transition<Confirmation>, _ signature: Signature, in transaction: Transaction
    ) throws -> EventStore.Recorded {
        try services.eventLog.append(
            transition, subject: transition.after.id.number,
            .init(tenant: tenant, actor: signature.actor, role: signature.role, recordedAt: signature.now),
            in: transaction)
    }
}

/// How many were asked, how many answered, and what they said: the unit's claim is counted apart.
struct ConfirmationTally: Sendable, Hashable {
    var asked = 0
    var solved = 0
    var partly = 0
    var unsolved = 0
    /// Of those who answered, those whose word may have come from the unit itself.
    var flagged = 0
    /// Of those who say that it is solved, likewise.
    var flaggedSolved = 0
    /// Of those who answered, those who did by a link that the room made by hand.
    var bySlip = 0

    var answered: Int { solved + partly + unsolved }

    static func + (a: ConfirmationTally, b: ConfirmationTally) -> ConfirmationTally {
        ConfirmationTally(
            asked: a.asked + b.asked, solved: a.solved + b.solved, partly: a.partly + b.partly,
            unsolved: a.unsolved + b.unsolved, flagged: a.flagged + b.flagged,
            flaggedSolved: a.flaggedSolved + b.flaggedSolved, bySlip: a.bySlip + b.bySlip)
    }

    /// Whether all who answered say that it is solved, and somebody did.
    var isConfirmed: Bool { solved > 0 && solved == answered }

    /// Counts people who said this; nil for those who said nothing.
    mutating func add(_ count: Int, flagged: Int, bySlip: Int, of outcome: OutcomeClass?) {
        asked += count
        self.bySlip += bySlip
        self.flagged += flagged
        flaggedSolved += outcome == .solved ? flagged : 0
        switch outcome {
        case .solved: solved += count
        case .partly: partly += count
        case .unsolved: unsolved += count
        case nil: break
        }
    }
}
