// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

/// Requests about personal data, and what follows when one is granted (BR-40).
struct PersonalDataDesk: CaseDesk {
    let services: Services
    let site: Site

    /// The address that these requests had when they were about erasing alone.
    static let collection = "erasures"
    static let operationNoun = "Erasure"
    static let place = DeskPlace.erasures
    static let schema = PersonalDataAPI.request
    static let acts: [CaseAct<PersonalDataDesk>] = [.grant, .refuse]

    private var tenant: Tenant.ID { site.tenant.id }
    private var store: PersonalDataStore { PersonalDataStore(tenant: tenant) }
    private var topics: TopicDesk { TopicDesk(services: services, site: site) }
    private var sessions: SessionDesk { SessionDesk(services: services, site: site) }

    static func name(_ command: PersonalDataRequest.Command) -> String { PersonalDataWording.name(command) }
    static func label(of command: PersonalDataRequest.Command, for request: PersonalDataRequest) -> String {
        command == .grant ? PersonalDataWording.granting(request.asking) : name(command)
    }
    static func done(_ command: PersonalDataRequest.Command) -> String { PersonalDataWording.done(command) }

    /// Somebody asks, by code or link. `link`: the confirmation whose link was used.
    func request(
        _ asking: PersonalDataRequest.Asking, link: Confirmation? = nil, by actor: Actor, at now: Instant,
        in transaction: Transaction
    ) throws -> PersonalDataRequest {
        let found = PersonalDataRequest.Circumstances(
            link: try link.flatMap { try whose($0, in: transaction) },
            isKept: try isKept(asking.whose, in: transaction), hasOpen: try store.hasOpen(asking, in: transaction))
        let transition = try PersonalDataRequest.requesting(
            asking, where: found, as: services.id(PersonalDataRequest.self), by: actor, at: now,
            practice: site.practice)
        try save(transition, Signature(actor: actor, role: nil, now: now), in: transaction)
        return transition.after
    }

    /// Whom a one-time link asks; nil for a submitter, who has a code.
    func whose(
        _ confirmation: Confirmation, in transaction: Transaction
    ) throws -> PersonalDataRequest.Circumstances.Link? {
        let whose: MaskedIdentity? =
            switch confirmation.inquiry.voice {
            case .submitter: nil
            case .supporter(let support):
                try SupportStore(tenant: tenant, contents: services.contents).topic(of: support, in: transaction)
                    .map { .supporter(support, of: $0) }
            case .participant(let participant):
                try SessionStore(tenant: tenant, keys: services.keys).session(of: participant, in: transaction)
                    .map { .participant(participant, in: $0) }
            }
        return whose.map { .init(confirmation: confirmation.id, whose: $0) }
    }

    /// Whether something of this person is left.
    private func isKept(_ whose: MaskedIdentity, in transaction: Transaction) throws -> Bool {
        switch whose {
        case .submitter(let topic): try topics.store.topic(topic, in: transaction).map { $0.text != .erased } ?? false
        case .supporter, .participant:
            try Identities(services: services, site: site).read(whose, in: transaction)?.isKept ?? false
        }
    }

    /// Throws what a request of this kind would be refused for, whatever were written in its form: nothing is kept any more, or one
    /// waits already. `latest`: the last of each kind.
    static func requireOpen(
        _ kind: PersonalDataRequest.Kind, of topic: Topic, _ latest: [PersonalDataRequest.Kind: PersonalDataRequest]
    ) throws(PersonalDataRefusal) {
        guard topic.text != .erased else { throw .alreadyErased }
        guard latest[kind]?.state.name != .open else { throw .alreadyRequested }
    }

    func request(_ id: PersonalDataRequest.ID, in transaction: Transaction) throws -> PersonalDataRequest? {
        PersonalDataRequest.replaying(try log(of: id, in: transaction).map(\.event), as: id)
    }

    /// Somebody's last request of each kind, as this person may know it.
    func latest(
        of whose: MaskedIdentity, in transaction: Transaction
    ) throws -> [PersonalDataRequest.Kind: PersonalDataRequest] {
        let requests = try store.latest(of: whose, in: transaction).compactMap { try request($0, in: transaction) }
        return Dictionary(requests.map { ($0.asking.kind, $0) }, uniquingKeysWith: { $1 })
    }

    /// All that somebody has asked, with when, oldest first.
    func all(
        of whose: MaskedIdentity, in transaction: Transaction
    ) throws -> [(request: PersonalDataRequest, at: Instant)] {
        try store.all(of: whose, in: transaction).compactMap { id in
            let log = try log(of: id, in: transaction)
            guard let first = log.first, let request = PersonalDataRequest.replaying(log.map(\.event), as: id) else {
                return nil
            }
            return (request, first.at)
        }
    }

    func visible(
        _ id: PersonalDataRequest.ID, to actor: Actor, in transaction: Transaction
    ) throws -> PersonalDataRequest {
        guard case .staff(let staff) = actor, staff.holds(.privacyOfficer),
            let request = try request(id, in: transaction)
        else { throw WebFailure.notFound }
        return request
    }

    func save(
        _ transition: Transition<PersonalDataRequest>, _ signature: Signature, in transaction: Transaction
    ) throws {
        let recorded = try append(transition, to: transition.after.id, signature, in: transaction)
        try store.save(transition, in: transaction)
        switch transition.event {
        case .requested, .asked:
            let officers = try AppointmentStore(tenant: tenant)
                .holders(of: .privacyOfficer, on: signature.now.day, in: transaction)
            try tell(officers.map(\.id), of: recorded, signature, in: transaction)
        case .granted: try follow(transition.after, signature, in: transaction)
        case .opened, .refused, .deadlineMoved: break
        }
        try forgetNumber(of: transition.after, at: signature.now, in: transaction)
    }

    /// The new phone stands with the topic, or nowhere: with a decided request it is of no more use. What is held keeps it, until
    /// the hold is lifted and its period has passed.
    private func forgetNumber(
        of request: PersonalDataRequest, at now: Instant, in transaction: Transaction
    ) throws {
        guard !request.isOpen, request.asking.correction?.phone != nil else { return }
        let holds = HoldStore(tenant: tenant)
        guard try !holds.isHeld(request.record, .request(request.id), in: transaction) else { return }
        let number = try contents(asked: request.id, in: transaction)
        try services.erasures.erase(number, tenant: tenant, at: now, in: transaction)
    }

    /// What was wished is done.
    private func follow(
        _ request: PersonalDataRequest, _ signature: Signature, in transaction: Transaction
    ) throws {
        switch (request.asking.kind, request.asking.whose) {
        case (.erase, .submitter(let topic)): try erase(topic, signature, in: transaction)
        case (.erase, .participant(let participant, let session)):
            let contents = try PersonalContents(services: services, tenant: tenant)
                .ofResidents(in: session, only: participant, transaction)
            try services.erasures.erase(contents, tenant: tenant, at: signature.now, in: transaction)
        case (.erase, .supporter(let support, _)):
            try PhoneDesk(services: services, site: site).erase(of: support, at: signature.now, in: transaction)
        case (.correct, .submitter(let id)):
            guard let topic = try topics.store.topic(id, in: transaction), let correction = request.asking.correction
            else { throw WebFailure.notFound }
            try topics.save(try Self.correcting(topic, by: correction), signature, in: transaction)
        case (.correct, _), (.access, _): break
        }
    }

    /// Sets right what is wrong. Throws ``PersonalDataRefusal/alreadyErased`` where what was asked is erased, or its topic.
    private static func correcting(
        _ topic: Topic, by correction: PersonalDataRequest.Correction
    ) throws -> Transition<Topic> {
        let words = correction.phone?.number.words ?? correction.right?.words
        guard let words, topic.text != .erased else { throw PersonalDataRefusal.alreadyErased }
        return switch correction.matter {
        case .words: try topic.correcting(words)
        case .place: try topic.correctingPlace(words)
        case .phone: try topic.replacingContact(words)
        }
    }

    /// Erases all that the submitter said, and the public wording made of it. The events keep their commitments, so the
    /// chain verifies as before and nothing is counted differently.
    private func erase(_ id: Topic.ID, _ signature: Signature, in transaction: Transaction) throws {
        guard let topic = try topics.store.topic(id, in: transaction) else { throw WebFailure.notFound }
        let contents = try services.eventLog.contents(
            of: id.number, subject: TopicEvent.subject, kinds: PersonalDataStore.personalKinds, tenant: tenant,
            in: transaction)
        let remarks = try remarks(ofSubmitter: id, in: transaction)
        let corrections = try corrections(of: .submitter(id), in: transaction)
        let said = try words(saidBefore: id, in: transaction)
        let consents = try consents(notedWith: id, in: transaction)
        // What members read of it was made of the same words.
        let handedOn = try ClueDesk(services: services, site: site).contents(handedOnFrom: id, in: transaction)
        try topics.save(try topic.erasing(), signature, in: transaction)
        _ = try attachments.erase(of: .topic(id), onlyOfResidents: true, at: signature.now, in: transaction)
        // The phone's words are among the contents; its hash is forgotten here, and whoever signed in by it is out.
        if let contact = try TopicContactStore(tenant: tenant, keys: services.keys).take(of: id, in: transaction) {
            try ResidentDesk(services: services, site: site).endAll(
                of: contact.phoneHash, .erased, by: .system, at: signature.now, in: transaction)
        }
        try services.erasures.erase(
            contents + said + remarks + corrections + handedOn + consents, tenant: tenant, at: signature.now,
            in: transaction)
        // Answers that are kept for repeated requests may hold the words and cannot be found by topic: all but those of the
        // last minutes go, in which somebody may still be repeating.
        try AnsweredRequestStore(tenant: tenant).forget(
            before: signature.now.advanced(byMilliseconds: -Self.repeatingMilliseconds), in: transaction)
    }

    /// What was noted of consents with what came of the topic: its items, the sessions that it was given to, and the media
    /// consultations beside them. They show the person whom its words showed.
    private func consents(notedWith topic: Topic.ID, in transaction: Transaction) throws -> [Int64] {
        let log = try topics.log(of: topic, in: transaction).map(\.event)
        let held = Set(log.compactMap { if case .scheduled(let session) = $0 { session } else { nil } }).sorted()
        let live = MediaStore(tenant: tenant)
        let beside = try held.compactMap { try live.consultation(of: $0, in: transaction)?.number }
        let items = try ItemStore(tenant: tenant).items(of: topic, withDiscarded: true, in: transaction)
            .map(\.number)
        let events = services.eventLog
        return try events.consents(of: items, subject: ItemEvent.subject, tenant: tenant, in: transaction)
            + events.consents(of: held.map(\.number), subject: SessionEvent.subject, tenant: tenant, in: transaction)
            + events.consents(of: beside, subject: MediaEvent.subject, tenant: tenant, in: transaction)
    }

    /// Where the same was said first, on a reception day or on a walk: the words there, with name and phone.
    private func words(saidBefore topic: Topic.ID, in transaction: Transaction) throws -> [Int64] {
        let links = try RecordLinkStore(tenant: tenant).links(of: .topic(topic), in: transaction)
        return try links.filter { $0.relation == .raised && $0.to == .topic(topic) }.flatMap { link -> [Int64] in
            switch link.from.kind {
            case VisitEvent.subject:
                try VisitStore(tenant: tenant, keys: services.keys)
                    .takeContact(of: .init(link.from.number), in: transaction)
                    + contents(of: link.from, ["booked", "walked_in", "recorded"], in: transaction)
            case SentimentEvent.subject:
                try SentimentStore(tenant: tenant, contents: services.contents)
                    .takePerson(of: .init(link.from.number), in: transaction)
                    + contents(
                        of: link.from, ["opened", "listened", "visited", "transferred", "result_returned", "told"],
                        in: transaction)
            default: []
            }
        }
    }

    /// The records of which words would go with those of a topic: where the same was said first, where it was handed on, and, where
    /// all is to be erased, what else was asked about it.
    func touched(by request: PersonalDataRequest, in transaction: Transaction) throws -> [RecordHold.Record] {
        guard let topic = request.topic else { return [] }
        let links = try RecordLinkStore(tenant: tenant).links(of: .topic(topic), in: transaction)
        let before = links.filter { $0.relation == .raised && $0.to == .topic(topic) }
        let clues = try ClueDesk(services: services, site: site).store.clues(of: topic, in: transaction)
        let asked =
            request.asking.kind == .erase
            ? try store.all(of: .submitter(topic), in: transaction).filter { $0 != request.id } : []
        return before.compactMap { RecordHold.Record(subject: $0.from.kind, number: $0.from.number) }
            + clues.map(RecordHold.Record.clue) + asked.map(RecordHold.Record.request)
    }

    private func contents(
        of record: RecordLink.Record, _ kinds: [String], in transaction: Transaction
    ) throws -> [Int64] {
        try services.eventLog.contents(
            of: record.number, subject: record.kind, kinds: kinds, tenant: tenant, in: transaction)
    }

    /// What a submitter added to the own answers on items, and to those that were changed later.
    private func remarks(ofSubmitter topic: Topic.ID, in transaction: Transaction) throws -> [Int64] {
        let confirmations = ConfirmationStore(tenant: tenant, contents: services.contents)
        return try confirmations.asked(submitterOf: topic, in: transaction).flatMap { id in
            try services.eventLog.contents(
                of: id.number, subject: ConfirmationEvent.subject, kinds: ["answered"], tenant: tenant,
                in: transaction)
        }
    }

    /// What somebody wrote into requests to correct.
    private func corrections(of whose: MaskedIdentity, in transaction: Transaction) throws -> [Int64] {
        try store.all(of: whose, in: transaction).flatMap { try contents(asked: $0, in: transaction) }
    }

    /// What was written into one.
    private func contents(asked id: PersonalDataRequest.ID, in transaction: Transaction) throws -> [Int64] {
        try services.eventLog.contents(
            of: id.number, subject: PersonalDataEvent.subject, kinds: ["asked"], tenant: tenant, in: transaction)
    }

    /// How long a request is repeated for, as far as an erasure waits for it.
    static let repeatingMilliseconds: Int64 = 10 * 60_000

    /// Takes back the public wording of topics whose words are erased, and their submitters' photos: an older copy of the
    /// database, brought back, had both and knew nothing of the erasure. All topics are looked through for it, which takes
    /// seconds among a million: only after such a copy.
    func withdrawErased(at now: Instant, in transaction: Transaction) throws {
        guard try ErasureStore().hasUnfollowed(tenant: tenant, in: transaction) else { return }
        for id in try topics.store.erasedButPublic(in: transaction) {
            guard let topic = try topics.store.topic(id, in: transaction) else { continue }
            try topics.save(
                try topic.erasing(), Signature(actor: .system, role: nil, now: now), in: transaction)
        }
        for id in try attachments.topicsErasedButForPhotos(in: transaction) {
            _ = try attachments.erase(of: .topic(id), onlyOfResidents: true, at: now, in: transaction)
        }
        try ErasureStore().follow(tenant: tenant, in: transaction)
    }

    private var attachments: AttachmentStore { AttachmentStore(tenant: tenant, keys: services.keys) }

    func headline(_ request: PersonalDataRequest, in transaction: Transaction) throws -> CaseHeadline {
        let topic = try request.topic.flatMap { try topics.store.topic($0, in: transaction) }
        return CaseHeadline(
            title: PersonalDataWording.title(request.asking.kind, request.asking.whose),
            said: topic.map { $0.text.words.map(TopicReading.masked) ?? TopicWording.erased })
    }

    func json(_ request: PersonalDataRequest, for actor: Actor, in transaction: Transaction) throws -> JSON {
        PersonalDataAPI.json(request, for: actor)
    }
}

extension CaseAct<PersonalDataDesk> {
    static let grant = CaseAct(
        .grant, "granting", advice: "看清楚申请的是什么。删除后谁也找不回来；议题的经过和数字还在。", asksBack: true,
        decide: { request, _, d in
            let touched = try [request.record] + d.desk.touched(by: request, in: d.transaction)
            let isHeld = try HoldStore(tenant: d.desk.site.tenant.id).isHeld(anyOf: touched, in: d.transaction)
            return try request.granting(by: d.actor, at: d.now, isHeld: isHeld)
        })

    static let refuse = CaseAct(
        .refuse, "refusal", advice: "依法不能照办的，向申请人说明依据，并告诉他可以向谁申诉。",
        fields: { _ in [InputField("reason", "为什么不能照办", .paragraph(limit: 300))] },
        decide: { request, input, d in try request.refusing(reason: input.text("reason"), by: d.actor) })
}
