// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

/// Every change to a receipt of a notice goes through here.
struct DeploymentReceiptDesk: CaseDesk {
    let services: Services
    let site: Site

    static let collection = "receipts"
    static let operationNoun = "Receipt"
    static let place = DeskPlace.items
    static let schema = DeploymentAPI.receipt
    /// What is reported, and why nothing has to be, is read by others than wrote it.
    static let publishing: Set<DeploymentReceipt.Command> = [.report, .excuse]
    static let acts: [CaseAct<DeploymentReceiptDesk>] = [.sign, .report, .link, .remind, .excuse]

    private var tenant: Tenant.ID { site.tenant.id }
    var store: DeploymentReceiptStore { DeploymentReceiptStore(tenant: tenant, contents: services.contents) }
    var deployments: DeploymentDesk { DeploymentDesk(services: services, site: site) }

    static func name(_ command: DeploymentReceipt.Command) -> String { DeploymentWording.name(command) }
    static func done(_ command: DeploymentReceipt.Command) -> String { DeploymentWording.done(command) }

    func receipt(_ id: DeploymentReceipt.ID, in transaction: Transaction) throws -> DeploymentReceipt? {
        lying(DeploymentReceipt.replaying(try log(of: id, in: transaction).map(\.event), as: id))
    }

    func visible(
        _ id: DeploymentReceipt.ID, to actor: Actor, in transaction: Transaction
    ) throws -> DeploymentReceipt {
        guard let receipt = try receipt(id, in: transaction),
            DeploymentScope(of: actor).covers(receipt.sending.addressee)
        else { throw WebFailure.notFound }
        return receipt
    }

    func save(
        _ transition: Transition<DeploymentReceipt>, _ signature: Signature, in transaction: Transaction
    ) throws {
        let people =
            switch transition.event {
            case .sent, .reminded: try deployments.addressees.answering(on: signature.now.day, in: transaction)
            case .signed, .reported, .linked, .excused: DeploymentAnswering([])
            }
        // The row before the event: whoever reminds all takes them in the same order.
        if transition.before.version > 0 { try store.lock(transition.after.id, in: transaction) }
        try save(transition, signature, answering: people, in: transaction)
    }

    /// The same, where it is known who signs for whom: a notice goes to hundreds at once.
    func save(
        _ transition: Transition<DeploymentReceipt>, _ signature: Signature,
        answering people: DeploymentAnswering, in transaction: Transaction
    ) throws {
        let receipt = transition.after
        let recorded = try append(transition, to: receipt.id, signature, in: transaction)
        try store.save(transition, recorded, in: transaction)
        switch transition.event {
        case .sent, .reminded:
            try tell(people.nearest(to: receipt.sending.addressee), of: recorded, signature, in: transaction)
        case .linked(let follower):
            try DeploymentFollowerStore(tenant: tenant, contents: services.contents)
                .insert(follower, of: receipt.id, in: transaction)
        case .signed, .reported, .excused: break
        }
    }

    func wordsToPublish(
        by command: DeploymentReceipt.Command?, of receipt: DeploymentReceipt, for actor: Actor,
        in transaction: Transaction
    ) throws -> [String?] {
        // By a command, only what is being written now comes before others.
        guard command == nil else { return [] }
        if case .excused(let reason) = receipt.state { return [reason.words] }
        return [receipt.report?.words.words]
    }

    /// The session or the topic that somebody names by its address or its number, as far as the person sees it. Throws
    /// ``InputProblems`` for what is neither.
    func follower(
        _ text: String, for actor: Actor, in transaction: Transaction
    ) throws -> DeploymentReceipt.Follower {
        let path = text.prefix { $0 != "?" && $0 != "#" }
        let last = path.split(separator: "/").last.flatMap { Identifier<Never>($0) }
        guard let number = last?.number else { throw Self.unknown }
        do {
            let id = ConsultationSession.ID(number)
            _ = try SessionDesk(services: services, site: site).visible(id, to: actor, in: transaction)
            return .session(id)
        } catch WebFailure.notFound {
            do {
                let id = Topic.ID(number)
                _ = try TopicDesk(services: services, site: site).visible(id, to: actor, in: transaction)
                return .topic(id)
            } catch WebFailure.notFound {
                throw Self.unknown
            }
        }
    }

    private static let unknown = InputProblems([
        .init(field: "record", sentence: "没有找到这场会或这件议题：请打开它，把网址贴在这里。")
    ])

    func attach(
        _ files: [Attachment.ID], to receipt: DeploymentReceipt, _ decision: Decision<DeploymentReceiptDesk>
    ) throws {
        try AttachmentDesk(services: services, site: site)
            .attach(files, to: .receipt(receipt.id), by: decision.actor, at: decision.now, in: decision.transaction)
    }

    func proposal(
        _ field: InputField, of command: DeploymentReceipt.Command, for receipt: DeploymentReceipt,
        in transaction: Transaction
    ) throws -> String {
        command == .report && field.name == "day" ? services.clock.now().day.description : ""
    }

    func hindrance(
        to command: DeploymentReceipt.Command, of receipt: DeploymentReceipt, by actor: Actor, at now: Instant,
        in transaction: Transaction
    ) throws -> DeploymentRefusal? {
        receipt.hindrance(to: command, on: now.day)
    }

    func headline(_ receipt: DeploymentReceipt, in transaction: Transaction) throws -> CaseHeadline {
        let order = try deployments.deployment(receipt.sending.deployment, in: transaction)?.order
        return CaseHeadline(
            title: order?.title.words ?? TopicWording.erased, said: order?.text.words ?? TopicWording.erased)
    }

    func json(_ receipt: DeploymentReceipt, for actor: Actor, in transaction: Transaction) throws -> JSON {
        let order = try deployments.deployment(receipt.sending.deployment, in: transaction)?.order
        return DeploymentAPI.json(receipt, order, for: actor)
    }
}

extension CaseAct<DeploymentReceiptDesk> {
    static let sign = CaseAct(
        .sign, "signing", advice: "收到了，有人办。", decide: { receipt, _, d in try receipt.signing(by: d.actor) })

    static let report = CaseAct(
        .report, "report", advice: "写明哪天、怎样传达的，或者做了什么。回报一次，写完整。",
        fields: { _ in
            [
                InputField("day", "哪天办的", .day), InputField("words", "办了什么", .paragraph(limit: 1000)),
                InputField("files", "照片和材料", .files, isRequired: false),
            ]
        },
        decide: { receipt, input, d in
            let files: [Attachment.ID] = input.ids("files")
            let transition = try receipt.reporting(
                .init(on: input.day("day"), words: input.text("words"), files: files), by: d.actor, today: d.now.day)
            try d.desk.attach(files, to: receipt, d)
            return transition
        })

    static let link = CaseAct(
        .link, "link", advice: "由这份通知开的会、立的议题，连在一起，以后看得到落实到了哪里。",
        fields: { _ in
            [InputField("record", "会议或议题的网址", .line(limit: 200), help: "打开那场会或那件议题，把网址贴在这里；也可以只写末尾的编号。")]
        },
        decide: { receipt, input, d in
            // The rule is asked before other records are looked for.
            if let refusal = receipt.refusal(of: .link, by: d.actor) { throw refusal }
            let follower = try d.desk.follower(input.text("record"), for: d.actor, in: d.transaction)
            return try receipt.linking(follower, by: d.actor)
        })

    static let remind = CaseAct(
        .remind, "reminder", advice: "给这一家的秘书、召集人或经办人发提醒，每天最多一次。",
        decide: { receipt, _, d in try receipt.reminding(by: d.actor, today: d.now.day) })

    static let excuse = CaseAct(
        .excuse, "excusal", advice: "这一家不用再回报了，例如已经合并，或者当面说过。",
        fields: { _ in [InputField("reason", "为什么", .paragraph(limit: 300))] },
        decide: { receipt, input, d in try receipt.excusing(reason: input.text("reason"), by: d.actor) })
}
