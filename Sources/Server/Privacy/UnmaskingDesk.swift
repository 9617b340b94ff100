// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

/// Requests to see who lies behind a record, and the looking itself (BR-38).
struct UnmaskingDesk: CaseDesk {
    let services: Services
    let site: Site

    static let collection = "unmaskings"
    static let operationNoun = "Unmasking"
    static let place = DeskPlace.unmaskings
    static let schema = UnmaskingAPI.request
    static let acts: [CaseAct<UnmaskingDesk>] = [.grant, .refuse, .withdraw]

    /// What is asked with a request.
    static let fields: [InputField] = [
        InputField("whose", "谁的", .reference(.identities)),
        InputField("reason", "为什么要看", .paragraph(limit: 200), help: "这句话会原样告诉本人。"),
    ]

    private var tenant: Tenant.ID { site.tenant.id }
    var store: UnmaskingStore { UnmaskingStore(tenant: tenant) }
    var identities: Identities { Identities(services: services, site: site) }

    static func name(_ command: UnmaskingRequest.Command) -> String { UnmaskingWording.name(command) }
    static func done(_ command: UnmaskingRequest.Command) -> String { UnmaskingWording.done(command) }

    /// The convener of the record's room asks. Whoever is not, finds nobody behind this number.
    func request(
        _ number: Int64, reason: String, by actor: Actor, at now: Instant, in transaction: Transaction
    ) throws -> UnmaskingRequest {
        guard let found = try identities.find(number, in: transaction), case .staff(let staff) = actor else {
            throw UnmaskingRefusal.notYours
        }
        let hasOpen = try store.hasOpen(for: found.identity, by: staff.id, in: transaction)
        let transition = try UnmaskingRequest.requesting(
            found.identity, reason: reason,
            where: .init(room: found.room, area: found.area, isKept: found.isKept, hasOpen: hasOpen),
            as: services.id(UnmaskingRequest.self), by: actor, at: now, practice: site.practice)
        let role = staff.role(among: UnmaskingRequest.askers, room: found.room, area: found.area)
        try save(transition, Signature(actor: actor, role: role, now: now), in: transaction)
        return transition.after
    }

    /// The asker looks: noted with every look, and told to the person concerned with the first. Nil: it is erased.
    func look(
        _ id: UnmaskingRequest.ID, by actor: Actor, at now: Instant, in transaction: Transaction
    ) throws -> (request: UnmaskingRequest, found: Identities.Found?) {
        let request = try visible(id, to: actor, in: transaction)
        let transition = try request.looking(by: actor, at: now)
        let role = request.role(of: actor, for: .look)
        try save(transition, Signature(actor: actor, role: role, now: now), in: transaction)
        let found = try identities.read(request.asking.identity, in: transaction)
        if request.looks == 0, let found { try tell(found, of: transition.after, at: now, in: transaction) }
        return (transition.after, found)
    }

    /// By SMS, where there is a phone and a way to send; a submitter reads it on the status page in any case.
    private func tell(
        _ found: Identities.Found, of request: UnmaskingRequest, at now: Instant, in transaction: Transaction
    ) throws {
        guard services.channels(of: site.tenant.id).contains(.sms),
            let phone = found.phone.flatMap({ MobileNumber($0) })
        else {
            return
        }
        let sentence = UnmaskingWording.told(at: now, reason: request.asking.reason.words, found.identity.kind)
        try MessageStore(tenant: tenant, keys: services.keys).insert(
            to: .sms(phone), title: UnmaskingWording.toldTitle,
            text: "\(site.tenant.shortName)：\(sentence)有疑问请打\(site.tenant.contact)。", key: "unmasking/\(request.id)",
            as: services.id(MessageStore.self), at: now, in: transaction)
    }

    /// Who has seen what a submitter left: when and why, as the submitter is told.
    func looks(
        at identity: MaskedIdentity, in transaction: Transaction
    ) throws -> [(at: Instant, reason: String?)] {
        try store.looked(at: identity, in: transaction).map { id, moment in
            (moment, try request(id, in: transaction)?.asking.reason.words)
        }
    }

    func request(_ id: UnmaskingRequest.ID, in transaction: Transaction) throws -> UnmaskingRequest? {
        lying(UnmaskingRequest.replaying(try log(of: id, in: transaction).map(\.event), as: id))
    }

    /// The asker's own, and all of them for the privacy officer.
    func visible(
        _ id: UnmaskingRequest.ID, to actor: Actor, in transaction: Transaction
    ) throws -> UnmaskingRequest {
        guard case .staff(let staff) = actor, let request = try request(id, in: transaction),
            staff.holds(.privacyOfficer) || request.isAsker(staff)
        else { throw WebFailure.notFound }
        return request
    }

    func save(
        _ transition: Transition<UnmaskingRequest>, _ signature: Signature, in transaction: Transaction
    ) throws {
        let recorded = try append(transition, to: transition.after.id, signature, in: transaction)
        try store.save(transition, at: signature.now, in: transaction)
        switch transition.event {
        case .requested, .withdrawn:
            let officers = try AppointmentStore(tenant: tenant)
                .holders(of: .privacyOfficer, on: signature.now.day, in: transaction)
            try tell(officers.map(\.id), of: recorded, signature, in: transaction)
        case .granted, .refused: try tell([transition.after.asking.asker], of: recorded, signature, in: transaction)
        case .looked, .deadlineMoved: break
        }
    }

    func headline(_ request: UnmaskingRequest, in transaction: Transaction) throws -> CaseHeadline {
        CaseHeadline(
            title: UnmaskingWording.title(request.asking.identity.kind), said: request.asking.reason.words)
    }

    func json(_ request: UnmaskingRequest, for actor: Actor, in transaction: Transaction) throws -> JSON {
        UnmaskingAPI.json(request, for: actor)
    }
}

extension CaseAct<UnmaskingDesk> {
    static let grant = CaseAct(
        .grant, "granting", advice: "同意后，只有申请人能看，只能看一会儿；看过会告诉本人。", asksBack: true,
        decide: { request, _, d in try request.granting(by: d.actor, at: d.now, practice: d.practice) })

    static let refuse = CaseAct(
        .refuse, "refusal", advice: "告诉申请人为什么不能看，有没有别的办法。",
        fields: { _ in [InputField("reason", "为什么不能看", .paragraph(limit: 300))] },
        decide: { request, input, d in try request.refusing(reason: input.text("reason"), by: d.actor) })

    static let withdraw = CaseAct(
        .withdraw, "withdrawal", advice: "不用看了就撤回。",
        decide: { request, _, d in try request.withdrawing(by: d.actor) })
}
