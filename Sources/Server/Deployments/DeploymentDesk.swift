// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

/// What a notice begins with, as a form says it.
struct DeploymentDraft: Sendable {
    let kind: Deployment.Kind
    let title: String
    let text: String
    let organ: DirectoryEntry.ID?
    let audience: Audience
    /// Rooms within it alone.
    let area: AreaCode?
    let rooms: [Room.ID]
    let units: [HandlingUnit.ID]
    let dueOn: Day
    let files: [Attachment.ID]
    /// How those have agreed whom it shows by name or door (BR-41).
    let consent: FreeText?

    /// To whom it goes.
    enum Audience: String, CaseIterable, Sendable {
        case everybody, rooms
        case townRooms = "town_rooms"
        case villageRooms = "village_rooms"
        case units, chosen
    }

    /// More rooms, units and bodies nobody looks through in a form.
    static let optionsMax = 2_000
    /// Every room and every unit ticked, and the other fields with the files.
    static let partsMax = 2 * optionsMax + 100

    static let fields: [InputField] = [
        InputField("kind", "这是", .choice(DeploymentWording.kinds)),
        InputField("title", "标题", .line(limit: 60)),
        InputField("text", "内容", .paragraph(limit: 3000), help: "传达什么、要做什么、怎样回报。"),
        InputField(
            "organ", "以哪个机构的名义", .reference(.entries(.organs)), isRequired: false, help: "不选，就是以本会的名义。"),
        InputField("to", "发给谁", .choice(DeploymentWording.audiences)),
        InputField(
            "area", "只发给这里的议事室（区划代码）", .areaCode, isRequired: false,
            help: "12位。填了，就只发给这个镇、村的议事室；不填，就是全县。"),
        InputField(
            "rooms", "勾选议事室", .references(.rooms), isRequired: false, help: "上面选“只发给下面勾选的”才用。",
            listMax: optionsMax),
        InputField(
            "units", "勾选承办单位", .references(.units), isRequired: false, help: "上面选“只发给下面勾选的”才用。",
            listMax: optionsMax),
        InputField("dueOn", "哪天前回报", .day),
        InputField("files", "附件", .files, isRequired: false),
    ]

    /// All that may be sent with one.
    static let sentFields = fields + [PersonalDetails.consentField]
    /// What hundreds read of it.
    static let publicFields = ["title", "text"]

    /// Throws ``ConsentMissing`` where it shows somebody who is not said to agree.
    init(_ input: Input) throws {
        consent = try PersonalDetails.consent(input, to: Self.publicFields.map { input.text($0) })
        kind = input.choice("kind")
        title = input.text("title")
        text = input.text("text")
        organ = input.optional("organ").flatMap { Identifier($0) }
        audience = input.choice("to")
        area = input.optional("area").flatMap { AreaCode($0) }
        rooms = input.ids("rooms")
        units = input.ids("units")
        dueOn = input.day("dueOn")
        files = input.ids("files")
    }
}

/// Sends notices out, with a receipt for each addressee, and reminds the silent ones.
struct DeploymentDesk: Sendable {
    let services: Services
    let site: Site
    /// So many receipts are written in one transaction, so that nobody else who writes waits long.
    static let lot = 200

    private var tenant: Tenant.ID { site.tenant.id }
    var store: DeploymentStore { DeploymentStore(tenant: tenant, contents: services.contents) }
    var addressees: DeploymentAddresseeStore { DeploymentAddresseeStore(tenant: tenant) }
    private var receipts: DeploymentReceiptDesk { DeploymentReceiptDesk(services: services, site: site) }

    init(services: Services, site: Site) {
        (self.services, self.site) = (services, site)
    }

    init(_ request: WebRequest, _ services: Services) {
        self.init(services: services, site: request.site)
    }

    /// Sends a notice out: it is fixed, and the first lot has its receipts. ``DeploymentSender`` sends what is left, as ``sendNext``.
    func issue(
        _ draft: DeploymentDraft, by actor: Actor, at now: Instant, in transaction: Transaction
    ) throws -> Deployment {
        guard let role = Deployment.role(of: actor) else { throw DeploymentRefusal.notYours }
        let deployment = try deployment(draft, by: actor, at: now, in: transaction)
        let order = deployment.order
        try AttachmentDesk(services: services, site: site)
            .attach(draft.files, to: .deployment(deployment.id), by: actor, at: now, in: transaction)
        let recorded = try services.eventLog.append(
            DeploymentEvent.issued(order), subject: deployment.id.number, subjectVersion: 1,
            .init(tenant: tenant, actor: actor, role: role, recordedAt: now, consent: draft.consent), in: transaction)
        try store.insert(deployment, recorded, in: transaction)
        try send(
            deployment, left: order.addressees.count, Signature(actor: actor, role: role, now: now), in: transaction)
        return deployment
    }

    /// Writes the receipts of the next lot of a notice, in the name of whoever sent it; returns whether there was one left.
    @discardableResult
    func sendNext(_ id: Deployment.ID, at now: Instant, in transaction: Transaction) throws -> Bool {
        guard let left = try store.unsent(of: id, in: transaction), left > 0 else { return false }
        guard let entry = try log(of: id, in: transaction).first, let sender = entry.person else {
            throw DatabaseError.malformed("sender of deployment \(id)")
        }
        let staff = Staff(id: sender, name: entry.actorName ?? "", appointments: [])
        try send(
            Self.deployment(entry.event, as: id), left: left,
            Signature(actor: .staff(staff), role: entry.role, now: now), in: transaction)
        return true
    }

    /// `left`: how many addressees have no receipt yet.
    private func send(
        _ deployment: Deployment, left: Int, _ signature: Signature, in transaction: Transaction
    ) throws {
        let lot = deployment.order.addressees.suffix(left).prefix(Self.lot)
        // Before anything else is written: of two servers that send the same lot, one waits here and finds it sent.
        guard try store.note(lot.count, of: left, in: deployment.id, in: transaction) else { return }
        let people = try addressees.answering(on: signature.now.day, in: transaction)
        for addressee in lot {
            let sending = DeploymentReceipt.sending(
                deployment, to: receipts.lying(addressee) ?? addressee, as: services.id(DeploymentReceipt.self))
            try receipts.save(sending, signature, answering: people, in: transaction)
        }
    }

    /// What a draft becomes by the rule; nothing is written yet.
    func deployment(
        _ draft: DeploymentDraft, by actor: Actor, at now: Instant, in transaction: Transaction
    ) throws -> Deployment {
        if let organ = draft.organ, try store.organName(organ, in: transaction) == nil {
            throw InputProblems([.init(field: "organ", sentence: "没有这个机构，请从列表里选。")])
        }
        let order = Deployment.Order(
            draft.kind, title: draft.title, text: draft.text, organ: draft.organ, day: now.day, dueOn: draft.dueOn,
            addressees: try addressees(of: draft, in: transaction), files: draft.files)
        return try Deployment.issuing(order, as: services.id(Deployment.self), by: actor)
    }

    /// Each once, rooms before units.
    private func addressees(
        of draft: DeploymentDraft, in transaction: Transaction
    ) throws -> [Deployment.Addressee] {
        switch draft.audience {
        case .everybody:
            return try addressees.rooms(level: nil, area: draft.area, in: transaction) + units(in: transaction)
        case .rooms: return try addressees.rooms(level: nil, area: draft.area, in: transaction)
        case .townRooms: return try addressees.rooms(level: .town, area: draft.area, in: transaction)
        case .villageRooms: return try addressees.rooms(level: .village, area: draft.area, in: transaction)
        case .units: return try units(in: transaction)
        case .chosen:
            let rooms = try addressees.rooms(draft.rooms, in: transaction)
            guard rooms.count == draft.rooms.count else {
                throw InputProblems([.init(field: "rooms", sentence: "没有这间议事室，请从列表里选。")])
            }
            let chosen = try units(in: transaction).filter { unit in draft.units.contains { unit == .unit($0) } }
            guard chosen.count == draft.units.count else {
                throw InputProblems([.init(field: "units", sentence: "没有这个单位，请从列表里选。")])
            }
            return rooms + chosen
        }
    }

    private func units(in transaction: Transaction) throws -> [Deployment.Addressee] {
        try DirectoryStore().units(of: tenant, in: transaction).map { .unit($0.id) }
    }

    /// The notice as its event tells it.
    func deployment(_ id: Deployment.ID, in transaction: Transaction) throws -> Deployment? {
        try issued(id, in: transaction)?.deployment
    }

    private func issued(
        _ id: Deployment.ID, in transaction: Transaction
    ) throws -> (deployment: Deployment, consent: FreeText?)? {
        try log(of: id, in: transaction).first.map { (Self.deployment($0.event, as: id), $0.consent) }
    }

    private func log(
        of id: Deployment.ID, in transaction: Transaction
    ) throws -> [EventStore.Entry<DeploymentEvent>] {
        try services.eventLog.log(of: id.number, tenant: tenant, as: DeploymentEvent.self, in: transaction)
    }

    private static func deployment(_ event: DeploymentEvent, as id: Deployment.ID) -> Deployment {
        switch event {
        case .issued(let order): Deployment(order, as: id)
        }
    }

    /// The notice with those of its addressees that the reader sees. Throws ``WebFailure/notFound`` where there is none.
    func visible(_ id: Deployment.ID, to actor: Actor, in transaction: Transaction) throws -> Open {
        let lines = try receipts.store.lines(of: id, scope: DeploymentScope(of: actor), in: transaction)
        guard !lines.isEmpty, let issued = try issued(id, in: transaction) else { throw WebFailure.notFound }
        // Whoever sends notices sees all of its receipts.
        let all = Deployment.role(of: actor) == nil ? lines.count : issued.deployment.order.addressees.count
        return Open(
            deployment: issued.deployment, consent: issued.consent, lines: lines, unsent: all - lines.count,
            organName: try issued.deployment.order.organ.flatMap { try store.organName($0, in: transaction) },
            files: try AttachmentDesk(services: services, site: site).list(of: .deployment(id), in: transaction))
    }

    /// A notice with what belongs to it.
    struct Open: Sendable {
        let deployment: Deployment
        /// How those have agreed whom it shows; nil where it shows nobody.
        let consent: FreeText?
        let lines: [DeploymentReceiptStore.Line]
        /// How many addressees have no receipt yet, for whoever sends notices.
        let unsent: Int
        let organName: String?
        let files: [Attachment]
    }

    /// Reminds a lot of those from whom nothing was heard and who were not reminded today; returns how many.
    func remindNext(
        _ id: Deployment.ID, by actor: Actor, at now: Instant, in transaction: Transaction
    ) throws -> Int {
        guard let role = Deployment.role(of: actor) else { throw DeploymentRefusal.notYours }
        guard try store.unsent(of: id, in: transaction) != nil else { throw WebFailure.notFound }
        let signature = Signature(actor: actor, role: role, now: now)
        let people = try addressees.answering(on: now.day, in: transaction)
        var count = 0
        let silent = try receipts.store.lockSilent(of: id, on: now.day, limit: Self.lot, in: transaction)
        // Read only now: who signed while it was waited for is seen as having signed.
        let logs = try receipts.logs(of: silent, in: transaction)
        for id in silent {
            guard let receipt = receipts.lying(DeploymentReceipt.replaying((logs[id] ?? []).map(\.event), as: id)),
                receipt.hindrance(to: .remind, on: now.day) == nil
            else { continue }
            try receipts.save(
                try receipt.reminding(by: actor, today: now.day), signature, answering: people, in: transaction)
            count += 1
        }
        return count
    }

    /// Whether more are silent than are reminded at once.
    func hasManySilent(_ id: Deployment.ID, on day: Day, in transaction: Transaction) throws -> Bool {
        try receipts.store.silentCount(of: id, on: day, in: transaction) > Self.lot
    }
}

extension RecordLink.Record {
    /// The notice, for what is attached to it.
    static func deployment(_ id: Deployment.ID) -> Self { .init(kind: DeploymentEvent.subject, number: id.number) }
    /// The receipt, for what is attached to it.
    static func receipt(_ id: DeploymentReceipt.ID) -> Self {
        .init(kind: DeploymentReceiptEvent.subject, number: id.number)
    }
}
