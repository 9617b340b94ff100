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

    init(_ input: Input) {
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

    private var tenant: Tenant.ID { site.tenant.id }
    var store: DeploymentStore { DeploymentStore(tenant: tenant, contents: services.contents) }
    private var receipts: DeploymentReceiptDesk { DeploymentReceiptDesk(services: services, site: site) }

    init(services: Services, site: Site) {
        (self.services, self.site) = (services, site)
    }

    init(_ request: WebRequest, _ services: Services) {
        self.init(services: services, site: request.site)
    }

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
            .init(tenant: tenant, actor: actor, role: role, recordedAt: now), in: transaction)
        try store.insert(deployment, recorded, in: transaction)
        let signature = Signature(actor: actor, role: role, now: now)
        let people = try store.answering(on: now.day, in: transaction)
        for addressee in order.addressees {
            let sending = DeploymentReceipt.sending(
                deployment, to: addressee, as: services.id(DeploymentReceipt.self))
            try receipts.save(sending, signature, answering: people, in: transaction)
        }
        return deployment
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
            addressees: try addressees(draft, in: transaction), files: draft.files)
        return try Deployment.issuing(order, as: services.id(Deployment.self), by: actor)
    }

    /// Each once, rooms before units.
    private func addressees(
        _ draft: DeploymentDraft, in transaction: Transaction
    ) throws -> [Deployment.Addressee] {
        switch draft.audience {
        case .everybody:
            return try store.rooms(level: nil, area: draft.area, in: transaction) + units(in: transaction)
        case .rooms: return try store.rooms(level: nil, area: draft.area, in: transaction)
        case .townRooms: return try store.rooms(level: .town, area: draft.area, in: transaction)
        case .villageRooms: return try store.rooms(level: .village, area: draft.area, in: transaction)
        case .units: return try units(in: transaction)
        case .chosen:
            let rooms = try store.rooms(draft.rooms, in: transaction)
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
        let log = try services.eventLog.log(of: id.number, tenant: tenant, as: DeploymentEvent.self, in: transaction)
        return log.first.map { entry in
            switch entry.event {
            case .issued(let order): Deployment(order, as: id)
            }
        }
    }

    /// The notice with those of its addressees that the reader sees. Throws ``WebFailure/notFound`` where there is none.
    func visible(_ id: Deployment.ID, to actor: Actor, in transaction: Transaction) throws -> Open {
        let lines = try store.lines(of: id, scope: DeploymentScope(of: actor), in: transaction)
        guard !lines.isEmpty, let deployment = try deployment(id, in: transaction) else { throw WebFailure.notFound }
        return Open(
            deployment: deployment, lines: lines,
            organName: try deployment.order.organ.flatMap { try store.organName($0, in: transaction) },
            files: try AttachmentDesk(services: services, site: site).list(of: .deployment(id), in: transaction))
    }

    /// A notice with what belongs to it.
    struct Open: Sendable {
        let deployment: Deployment
        let lines: [DeploymentStore.Line]
        let organName: String?
        let files: [Attachment]
    }

    /// Reminds all from whom nothing was heard and who were not reminded today; returns how many.
    func remindAll(
        _ id: Deployment.ID, by actor: Actor, at now: Instant, in transaction: Transaction
    ) throws -> Int {
        guard let role = Deployment.role(of: actor) else { throw DeploymentRefusal.notYours }
        _ = try visible(id, to: actor, in: transaction)
        let signature = Signature(actor: actor, role: role, now: now)
        let people = try store.answering(on: now.day, in: transaction)
        var count = 0
        let owed = try store.lockOwed(of: id, in: transaction)
        // Read only now: who signed while it was waited for is seen as having signed.
        let logs = try receipts.logs(of: owed, in: transaction)
        for id in owed {
            guard let receipt = DeploymentReceipt.replaying((logs[id] ?? []).map(\.event), as: id),
                receipt.hindrance(to: .remind, on: now.day) == nil
            else { continue }
            try receipts.save(
                try receipt.reminding(by: actor, today: now.day), signature, answering: people, in: transaction)
            count += 1
        }
        guard count > 0 else { throw DeploymentRefusal.nobodySilent }
        return count
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
