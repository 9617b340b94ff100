// SPDX-License-Identifier: Apache-2.0

import Cryptography
import Database
import Domain

/// Every change to a visit goes through here: booking, giving back, working the list of the day, raising a topic.
struct VisitDesk: BookedDesk {
    let services: Services
    let site: Site

    static let collection = "visits"
    static let operationNoun = "Visit"
    static let place = DeskPlace.receptions
    static let schema = ReceptionAPI.visit
    static let acts: [CaseAct<VisitDesk>] = [.checkIn, .record, .raise, .miss, .cancel]
    static let booked = "bookings"
    static let codeParameter = "booking"
    static let idParameter = "visit"

    private var tenant: Tenant.ID { site.tenant.id }
    var store: VisitStore { VisitStore(tenant: tenant, keys: services.keys) }
    private var days: ReceptionStore { ReceptionStore(tenant: tenant) }
    private var receptions: ReceptionDesk { ReceptionDesk(services: services, site: site) }

    static func name(_ command: ReceptionVisit.Command) -> String { VisitWording.name(command) }
    static func label(of command: ReceptionVisit.Command, for visit: ReceptionVisit) -> String {
        command == .record && visit.record != nil ? "改记录" : name(command)
    }
    static func done(_ command: ReceptionVisit.Command) -> String { VisitWording.done(command) }

    /// Books a place. `client`: where the request comes from; nil where nobody asks for it over the web. Throws
    /// ``VisitRefusal/slotFull`` when no place is left at that time.
    func book(
        _ wish: ReceptionVisit.Wish, by actor: Actor, from client: WebRequest.Client? = nil, at now: Instant,
        in transaction: Transaction
    ) throws -> ReceptionVisit {
        guard let reception = try receptions.reception(wish.reception, in: transaction) else {
            throw WebFailure.notFound
        }
        let transition = try ReceptionVisit.booking(
            wish, on: reception, as: services.id(ReceptionVisit.self), at: now)
        // Of a phone that nobody has shown to be the own one nothing is told: who has booked is nobody's business.
        if wish.isVerified, let phone = wish.phone?.words,
            try store.hasBooked(services.keys.hash(ofPhone: phone, in: tenant), on: reception.id, in: transaction)
        {
            throw VisitRefusal.alreadyBooked
        }
        let sender = wish.isVerified ? nil : client.map { store.sender($0, of: reception.id) }
        if let sender { try requireShare(of: reception, for: sender, in: transaction) }
        guard let slot = wish.slot, try days.takePlace(at: slot, of: reception.id, in: transaction) else {
            throw VisitRefusal.slotFull
        }
        try save(transition, Signature(actor: actor, role: nil, now: now), in: transaction)
        if let sender { try store.keep(sender, of: transition.after.id, in: transaction) }
        return transition.after
    }

    /// Nobody takes a day for the own self alone: of those who have shown no phone to be theirs, one device and one address book so
    /// many places. Counted are those that are booked, so what failed or was given back is free again.
    private func requireShare(
        of reception: ReceptionDay, for sender: VisitStore.Sender, in transaction: Transaction
    ) throws {
        try days.lock(reception.id, in: transaction)
        let booked = try store.booked(by: sender, on: reception.id, in: transaction)
        if let refusal = ReceptionVisit.refusal(
            booking: reception.plan.hours, byDevice: booked.byDevice, byAddress: booked.byAddress)
        {
            throw refusal
        }
    }

    /// The holder of a booking gives the place or the contact back.
    func perform(
        _ command: ReceptionVisit.Command, ofHolder visit: ReceptionVisit, at now: Instant, in transaction: Transaction
    ) throws -> ReceptionVisit {
        let actor = Actor.bookingHolder(visit.id)
        let transition =
            switch command {
            case .cancel: try visit.cancelling(reason: nil, by: actor, at: now)
            case .takeContactBack:
                try visit.takingContactBack(isHeld: try isHeld(visit, in: transaction), by: actor)
            case .checkIn, .record, .raise, .miss: throw VisitRefusal.notYours
            }
        try save(transition, Signature(actor: actor, role: nil, now: now), in: transaction)
        // What was erased just now is not told once more.
        return try self.visit(visit.id, in: transaction) ?? transition.after
    }

    // MARK: - Codes

    /// The code of a booking. It grows from a key that lies outside the database: the owner of the phone can see it
    /// again, and a copy of the database opens no booking.
    func bookingCode(of visit: ReceptionVisit.ID) -> BookingCode { BookingCode(random: random("booking", visit)) }

    /// The tracking code of the topic that a visit raises, which its visitor finds by the booking code.
    func trackingCode(of visit: ReceptionVisit.ID) -> TrackingCode { TrackingCode(random: random("topic", visit)) }

    private func random(_ purpose: String, _ visit: ReceptionVisit.ID) -> UInt64 {
        let bytes = services.keys.slips.code(for: Array("reception/\(tenant)/\(visit)/\(purpose)".utf8))
        return bytes.prefix(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    }

    // MARK: - Loading and saving

    func held(by code: BookingCode, in transaction: Transaction) throws -> ReceptionVisit? {
        try store.visit(code, in: transaction).flatMap { try visit($0, in: transaction) }
    }

    func held(
        _ id: ReceptionVisit.ID, byPhone phoneHash: [UInt8], in transaction: Transaction
    ) throws -> ReceptionVisit? {
        try store.isLeft(phoneHash, with: id, in: transaction) ? try visit(id, in: transaction) : nil
    }

    func visit(_ id: ReceptionVisit.ID, in transaction: Transaction) throws -> ReceptionVisit? {
        let log = try log(of: id, in: transaction).map(\.event)
        guard let day = ReceptionVisit.reception(of: log),
            let reception = try receptions.reception(day, in: transaction)
        else { return nil }
        return ReceptionVisit.replaying(log, on: reception, as: id)
    }

    func visible(_ id: ReceptionVisit.ID, to actor: Actor, in transaction: Transaction) throws -> ReceptionVisit {
        guard let visit = try visit(id, in: transaction), ReceptionScope(of: actor).includes(visit.reception) else {
            throw WebFailure.notFound
        }
        return visit
    }

    func save(_ transition: Transition<ReceptionVisit>, _ signature: Signature, in transaction: Transaction) throws {
        let visit = transition.after
        let recorded = try append(transition, to: visit.id, signature, in: transaction)
        guard transition.before.version > 0 else {
            return try store.insert(
                visit, code: visit.isWalkIn ? nil : bookingCode(of: visit.id), recorded, in: transaction)
        }
        try store.update(transition, in: transaction)
        switch transition.event {
        case .cancelled(let reason): try giveBack(visit, reason: reason, recorded, signature, in: transaction)
        case .contactTakenBack:
            let contents = try store.takeContact(of: visit.id, in: transaction)
            try services.erasures.erase(contents, tenant: tenant, at: signature.now, in: transaction)
        case .booked, .walkedIn, .checkedIn, .missed, .recorded, .raised: break
        }
    }

    /// The place is free again, whoever did not do it personally is told, and nothing of the person is kept, unless a hold lies
    /// on the visit.
    private func giveBack(
        _ visit: ReceptionVisit, reason: FreeText?, _ recorded: EventStore.Recorded, _ signature: Signature,
        in transaction: Transaction
    ) throws {
        if let slot = visit.wish.slot { try days.freePlace(at: slot, of: visit.reception.id, in: transaction) }
        try store.forgetSender(of: visit.id, in: transaction)
        if case .staff = signature.actor {
            try send(
                VisitWording.cancelled(visit, reason: reason?.words, contact: site.tenant.contact),
                titled: VisitWording.cancelledTitle, to: visit, key: "visit/\(Identifier<Never>(recorded.event).text)",
                at: signature.now, in: transaction)
        }
        guard try !isHeld(visit, in: transaction) else { return }
        _ = try store.takeContact(of: visit.id, in: transaction)
        let contents = try services.eventLog.contents(
            of: visit.id.number, subject: VisitEvent.subject, kinds: ["booked"], tenant: tenant, in: transaction)
        try services.erasures.erase(contents, tenant: tenant, at: signature.now, in: transaction)
    }

    private func isHeld(_ visit: ReceptionVisit, in transaction: Transaction) throws -> Bool {
        let topic = visit.topic.map { [RecordHold.Record.topic($0)] } ?? []
        return try HoldStore(tenant: tenant).isHeld(anyOf: [.visit(visit.id)] + topic, in: transaction)
    }

    /// Cancels what is booked on a day that is cancelled.
    func cancelAll(
        on reception: ReceptionDay, reason: FreeText, _ signature: Signature, in transaction: Transaction
    ) throws {
        for id in try store.waiting(on: reception.id, in: transaction) {
            guard let transition = try visit(id, in: transaction)?.cancellingWithDay(reason: reason) else { continue }
            try save(transition, signature, in: transaction)
        }
    }

    /// What was recorded becomes a topic, with the phone that the visitor left; the link is kept at both ends.
    func raise(
        _ visit: ReceptionVisit, as topic: Topic.ID, _ signature: Signature, in transaction: Transaction
    ) throws {
        guard let said = visit.record?.said.words else { throw VisitRefusal.notRecorded }
        let plan = visit.reception.plan
        let draft = TopicDraft(
            room: plan.room, area: plan.area, source: .reception, text: said, place: visit.record?.place?.words,
            phone: visit.wish.phone?.words)
        let raised = Topic.submitting(
            draft, as: topic, isHeld: false, at: signature.now, practice: site.practice)
        let code = trackingCode(of: visit.id)
        try TopicDesk(services: services, site: site).insert(raised, code: code, signature, in: transaction)
        try RecordLinkStore(tenant: tenant).insert(
            RecordLink(from: .visit(visit.id), to: .topic(topic), relation: .raised), in: transaction)
        try send(
            VisitWording.raised(code, services.baseURL(of: tenant)), titled: VisitWording.raisedTitle, to: visit,
            key: "visit/\(visit.id)/topic", at: signature.now, in: transaction)
    }

    /// By SMS, where there is a phone and a way to send.
    private func send(
        _ sentence: String, titled title: String, to visit: ReceptionVisit, key: String, at now: Instant,
        in transaction: Transaction
    ) throws {
        guard services.channels(of: tenant).contains(.sms),
            let phone = visit.wish.phone?.words.flatMap({ MobileNumber($0) })
        else { return }
        try MessageStore(tenant: tenant, keys: services.keys).insert(
            to: .sms(phone), title: title, text: "\(site.tenant.shortName)：\(sentence)", key: key,
            as: services.id(MessageStore.self), at: now, in: transaction)
    }

    func proposal(
        _ field: InputField, of command: ReceptionVisit.Command, for visit: ReceptionVisit,
        in transaction: Transaction
    ) throws -> String {
        switch (command, field.name) {
        // What was written at booking is where the record begins.
        case (.record, "said"): visit.record?.said.words ?? visit.wish.matter?.words ?? ""
        case (.record, "place"): visit.record?.place?.words ?? ""
        case (.record, "answer"): visit.record?.answer?.words ?? ""
        case (.record, _), (.checkIn, _), (.raise, _), (.miss, _), (.cancel, _), (.takeContactBack, _): ""
        }
    }

    func hindrance(
        to command: ReceptionVisit.Command, of visit: ReceptionVisit, by actor: Actor, at now: Instant,
        in transaction: Transaction
    ) throws -> VisitRefusal? {
        visit.hindrance(to: command, on: now.day)
    }

    func headline(_ visit: ReceptionVisit, in transaction: Transaction) throws -> CaseHeadline {
        CaseHeadline(
            title: VisitWording.title(visit, namesVisitor: false), said: visit.wish.matter?.words)
    }

    func json(_ visit: ReceptionVisit, for actor: Actor, in transaction: Transaction) throws -> JSON {
        ReceptionAPI.json(visit, for: actor)
    }
}

extension CaseAct<VisitDesk> {
    static let checkIn = CaseAct(
        .checkIn, "check-in", advice: "人到了就点一下。",
        decide: { visit, _, d in try visit.checkingIn(by: d.actor, on: d.now.day) })

    static let record = CaseAct(
        .record, "record", advice: "照着说的写，不写姓名和电话。写完可以转成议题，提出人凭查询码看得到。",
        fields: { profile in
            [
                InputField("said", "说了什么", .paragraph(limit: profile.topicTextLimit)),
                InputField("place", "在哪里", .line(limit: 60), isRequired: false, help: "写到小区、楼或路口。"),
                InputField("answer", "委员怎么答复的", .paragraph(limit: 500), isRequired: false, help: "来的人凭预约码看得到。"),
            ]
        },
        decide: { visit, input, d in
            try visit.recording(
                .init(
                    said: input.text("said"), place: input.optional("place"), answer: input.optional("answer")),
                by: d.actor)
        })

    static let raise = CaseAct(
        .raise, "topic", advice: "记下的话成为这间议事室的一件议题，从今天起算期限。",
        decide: { visit, _, d in
            let topic = d.desk.services.id(Topic.self)
            let raised = try visit.raising(topic, by: d.actor)
            try d.desk.raise(
                visit, as: topic, d.signature(as: visit.role(of: d.actor, for: .raise)), in: d.transaction)
            return raised
        })

    static let miss = CaseAct(
        .miss, "absence", advice: "过了时间没有来。后来又来了，还可以改成到场。",
        decide: { visit, _, d in try visit.missing(by: d.actor, on: d.now.day) })

    static let cancel = CaseAct(
        .cancel, "cancellation", advice: "替打电话来的人取消，或者这个时段不接待了。留了手机号的会收到短信，称呼和电话随即删除。",
        fields: { _ in [InputField("reason", "为什么取消", .paragraph(limit: 100), help: "这句话会原样告诉这一位。")] },
        decide: { visit, input, d in try visit.cancelling(reason: input.text("reason"), by: d.actor, at: d.now) })
}

extension RecordLink.Record {
    /// The visit as links name it.
    static func visit(_ id: ReceptionVisit.ID) -> Self { .init(kind: VisitEvent.subject, number: id.number) }
}
