// SPDX-License-Identifier: Apache-2.0

import Cryptography
import Database
import Domain

/// Every change to an enrolment goes through here: leaving it, deciding on it, taking it back.
struct EnrolmentDesk: BookedDesk {
    let services: Services
    let site: Site

    static let collection = "enrolments"
    static let operationNoun = "Enrolment"
    static let place = DeskPlace.sessions
    static let schema = EnrolmentAPI.enrolment
    static let acts: [CaseAct<EnrolmentDesk>] = [.admit, .decline]
    static let booked = "enrolments"
    static let codeParameter = "enrolment"
    static let idParameter = "own"

    private var tenant: Tenant.ID { site.tenant.id }
    var store: EnrolmentStore { EnrolmentStore(tenant: tenant, keys: services.keys) }
    private var sessions: SessionDesk { SessionDesk(services: services, site: site) }
    private var news: EnrolmentNews { EnrolmentNews(services: services, site: site) }

    static func name(_ command: Enrolment.Command) -> String { EnrolmentWording.name(command) }
    static func done(_ command: Enrolment.Command) -> String { EnrolmentWording.done(command) }

    /// Leaves a wish to take part. A second time from the same device, or by a phone that is known to be the own one, it is
    /// the first that counts.
    func enrol(
        _ wish: Enrolment.Wish, device: String?, by actor: Actor, at now: Instant, in transaction: Transaction
    ) throws -> Enrolment {
        guard let session = try sessions.session(wish.session, in: transaction), session.isAnnounced else {
            throw WebFailure.notFound
        }
        if let earlier = try earlier(wish, device: device, in: transaction) { return earlier }
        let transition = try Enrolment.enrolling(
            wish, to: session, waiting: store.counts(of: session.id, in: transaction).waiting,
            as: services.id(Enrolment.self), at: now)
        try save(transition, device: device, Signature(actor: actor, role: nil, now: now), in: transaction)
        return transition.after
    }

    /// What was left before from there. Of a phone that somebody has only typed nothing is told, and of a device only to
    /// whoever gives the same name: a device may be shared.
    private func earlier(
        _ wish: Enrolment.Wish, device: String?, in transaction: Transaction
    ) throws -> Enrolment? {
        if wish.isVerified, let phone = wish.phone?.words,
            let own = try store.enrolment(
                ofPhone: services.keys.hash(ofPhone: phone, in: tenant), for: wish.session, in: transaction)
        {
            return try enrolment(own, in: transaction)
        }
        guard let device, let known = try store.enrolment(ofDevice: device, for: wish.session, in: transaction),
            let earlier = try enrolment(known, in: transaction)
        else { return nil }
        guard earlier.name == wish.name.words else { throw EnrolmentRefusal.deviceUsed }
        return earlier
    }

    /// The holder takes the wish or the contact back.
    func perform(
        _ command: Enrolment.Command, ofHolder enrolment: Enrolment, at now: Instant, in transaction: Transaction
    ) throws -> Enrolment {
        let actor = Actor.enrolmentHolder(enrolment.id)
        let isHeld = try HoldStore(tenant: tenant).isHeld(.session(enrolment.session.id), in: transaction)
        let transition =
            switch command {
            case .withdraw: try enrolment.withdrawing(by: actor, at: now)
            case .takeContactBack: try enrolment.takingContactBack(isHeld: isHeld, by: actor)
            case .admit, .decline: throw EnrolmentRefusal.notYours
            }
        try save(transition, Signature(actor: actor, role: nil, now: now), in: transaction)
        // What was erased just now is not told once more.
        return try self.enrolment(enrolment.id, in: transaction) ?? transition.after
    }

    /// Puts whoever is admitted on the session's list, where name and phone lie from then on.
    func invite(
        _ enrolment: Enrolment, as id: Participant.ID, _ signature: Signature, in transaction: Transaction
    ) throws {
        let people = Participant(
            id: id, category: .people, name: .kept(enrolment.name ?? EnrolmentWording.somebody),
            phone: enrolment.phone.map(FreeText.kept), person: nil, answer: .coming)
        try sessions.save(
            try enrolment.session.inviting([people], by: signature.actor), signature, in: transaction)
    }

    // MARK: - Loading and saving

    func enrolment(_ id: Enrolment.ID, in transaction: Transaction) throws -> Enrolment? {
        let log = try log(of: id, in: transaction).map(\.event)
        guard let wished = Enrolment.session(of: log), let session = try sessions.session(wished, in: transaction)
        else { return nil }
        return Enrolment.replaying(log, to: session, as: id)
    }

    /// Those for a session that lie in these states, in the order of coming.
    func enrolments(
        _ states: [Enrolment.State.Name], for session: ConsultationSession, in transaction: Transaction
    ) throws -> [Enrolment] {
        try store.standing(states, for: session.id, in: transaction).compactMap { id in
            Enrolment.replaying(try log(of: id, in: transaction).map(\.event), to: session, as: id)
        }
    }

    func held(by code: BookingCode, in transaction: Transaction) throws -> Enrolment? {
        try store.enrolment(code, in: transaction).flatMap { try enrolment($0, in: transaction) }
    }

    func held(_ id: Enrolment.ID, byPhone phoneHash: [UInt8], in transaction: Transaction) throws -> Enrolment? {
        try store.isLeft(phoneHash, with: id, in: transaction) ? try enrolment(id, in: transaction) : nil
    }

    func visible(_ id: Enrolment.ID, to actor: Actor, in transaction: Transaction) throws -> Enrolment {
        guard let enrolment = try enrolment(id, in: transaction),
            SessionScope(of: actor).opensRoom(of: enrolment.session)
        else { throw WebFailure.notFound }
        return enrolment
    }

    func save(_ transition: Transition<Enrolment>, _ signature: Signature, in transaction: Transaction) throws {
        try save(transition, device: nil, signature, in: transaction)
    }

    private func save(
        _ transition: Transition<Enrolment>, device: String?, _ signature: Signature, in transaction: Transaction
    ) throws {
        let (before, after) = (transition.before, transition.after)
        let recorded = try append(transition, to: after.id, signature, in: transaction)
        guard before.version > 0 else {
            try store.insert(after, code: code(of: after.id), device: device, recorded, in: transaction)
            return try tell(
                try secretaries(of: after.session, on: signature.now.day, in: transaction), of: recorded, signature,
                in: transaction)
        }
        try store.update(transition, in: transaction)
        switch transition.event {
        case .admitted:
            try news.send(.admitted, to: before, recorded, at: signature.now, in: transaction)
            try erase(ofWish: before, words: false, signature, in: transaction)
        case .declined(let reason):
            try news.send(.declined(reason), to: before, recorded, at: signature.now, in: transaction)
            try erase(ofWish: before, words: true, signature, in: transaction)
        case .withdrawn: try takeBack(before, signature, in: transaction)
        case .lapsed: try erase(ofWish: before, words: true, signature, in: transaction)
        case .contactTakenBack: try takeContact(of: before, signature, in: transaction)
        case .enrolled: break
        }
    }

    private func secretaries(
        of session: ConsultationSession, on day: Day, in transaction: Transaction
    ) throws -> [Person.ID] {
        try AppointmentStore(tenant: tenant).holders(
            of: .roomSecretary, room: session.room, area: session.area, on: day, in: transaction)
    }

    /// The seat is free again, and nothing of the person is kept, unless a hold lies on the session.
    private func takeBack(_ enrolment: Enrolment, _ signature: Signature, in transaction: Transaction) throws {
        let isHeld = try HoldStore(tenant: tenant).isHeld(.session(enrolment.session.id), in: transaction)
        if let participant = enrolment.participant {
            if !isHeld { try takeContact(of: enrolment, signature, in: transaction) }
            try sessions.save(try enrolment.session.excusing(participant.id), signature, in: transaction)
        }
        if !isHeld { try erase(ofWish: enrolment, words: true, signature, in: transaction) }
    }

    /// Name and phone of somebody who is on the session's list.
    private func takeContact(of enrolment: Enrolment, _ signature: Signature, in transaction: Transaction) throws {
        guard let participant = enrolment.participant else { return }
        let contents = try PersonalContents(services: services, tenant: tenant)
            .ofResidents(in: enrolment.session.id, only: participant.id, transaction)
        try store.forgetPhone(of: enrolment.id, in: transaction)
        try SessionInvitationStore(tenant: tenant).forgetPhones(
            of: enrolment.session.id, only: participant.id, in: transaction)
        try services.erasures.erase(contents, tenant: tenant, at: signature.now, in: transaction)
    }

    /// What was left with the wish: name and phone, and the words too.
    private func erase(
        ofWish enrolment: Enrolment, words: Bool, _ signature: Signature, in transaction: Transaction
    ) throws {
        try services.erasures.erase(
            try contents(ofWish: enrolment.id, words: words, in: transaction), tenant: tenant, at: signature.now,
            in: transaction)
    }

    private func contents(
        ofWish id: Enrolment.ID, words: Bool, in transaction: Transaction
    ) throws -> [Int64] {
        let log = try services.eventLog.references(
            of: id.number, tenant: tenant, as: EnrolmentEvent.self, in: transaction)
        guard case .enrolled(let wish)? = log.first else { return [] }
        return [wish.name, wish.phone, words ? wish.words : nil]
            .compactMap { $0?.words.flatMap { ContentKeeper.parse($0)?.id } }
    }

    // MARK: - What follows from a session

    /// Nobody comes any more: what is open lapses.
    func lapse(with session: ConsultationSession, _ signature: Signature, in transaction: Transaction) throws {
        for enrolment in try enrolments([.waiting], for: session, in: transaction) {
            guard let transition = enrolment.lapsing() else { continue }
            try save(transition, signature, in: transaction)
        }
    }

    /// Tells those who wait or are admitted what became of the session, where they left a phone.
    func tell(
        _ what: EnrolmentNews.OfSession, _ session: ConsultationSession, _ recorded: EventStore.Recorded,
        _ signature: Signature, in transaction: Transaction
    ) throws {
        for enrolment in try enrolments([.waiting, .admitted], for: session, in: transaction) {
            try news.send(.session(what), to: enrolment, recorded, at: signature.now, in: transaction)
        }
    }

    /// What is kept of the enrolments for a session, beside the names on its list: whoever clears it erases these contents.
    func takeAll(of session: ConsultationSession.ID, in transaction: Transaction) throws -> [Int64] {
        try store.forgetMarks(of: session, in: transaction)
        try SessionInvitationStore(tenant: tenant).forgetPhones(of: session, in: transaction)
        return try store.standing([.admitted, .declined, .withdrawn, .lapsed], for: session, in: transaction).flatMap {
            try contents(ofWish: $0, words: true, in: transaction)
        }
    }

    // MARK: - The code

    /// The code of an enrolment. It grows from a key that lies outside the database, as that of a booking does.
    func code(of id: Enrolment.ID) -> BookingCode {
        let bytes = services.keys.slips.code(for: Array("enrolment/\(tenant)/\(id)".utf8))
        return BookingCode(random: bytes.prefix(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) })
    }

    func headline(_ enrolment: Enrolment, in transaction: Transaction) throws -> CaseHeadline {
        CaseHeadline(
            title: EnrolmentWording.title(enrolment, to: .visitor),
            said: enrolment.wish.words.map { $0.words ?? TopicWording.erased })
    }

    func json(_ enrolment: Enrolment, for actor: Actor, in transaction: Transaction) throws -> JSON {
        EnrolmentAPI.json(enrolment, for: actor)
    }
}

extension CaseAct<EnrolmentDesk> {
    static let admit = CaseAct(
        .admit, "admission", advice: "请他来，就加进名单的“群众代表”，签到、会后请他确认，都和别人一样。留了手机号的会收到短信。", asksBack: true,
        decide: { enrolment, _, d in
            let id = d.desk.services.id(Participant.self)
            let admitted = try enrolment.admitting(
                as: id, admitted: d.desk.store.counts(of: enrolment.session.id, in: d.transaction).admitted,
                by: d.actor)
            try d.desk.invite(
                enrolment, as: id, d.signature(as: enrolment.role(of: d.actor, for: .admit)), in: d.transaction)
            return admitted
        })

    static let decline = CaseAct(
        .decline, "declining", advice: "请不了他，要说明原因。他凭报名码看得到，留了手机号的会收到短信；留下的称呼、电话随即删除。",
        fields: { _ in [InputField("reason", "为什么请不了", .paragraph(limit: 100), help: "这句话会原样告诉他。")] },
        decide: { enrolment, input, d in try enrolment.declining(reason: input.text("reason"), by: d.actor) })
}
