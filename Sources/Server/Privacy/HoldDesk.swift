// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

/// Holds on records: placed and lifted by the privacy officer.
struct HoldDesk: CaseDesk {
    let services: Services
    let site: Site

    static let collection = "holds"
    static let operationNoun = "Hold"
    static let place = DeskPlace.retention
    static let schema = RetentionAPI.hold
    static let acts: [CaseAct<HoldDesk>] = [.lift]

    /// What is asked to place one.
    static let fields: [InputField] = [
        InputField(
            "record", "哪一件的编号", .line(limit: 13),
            help: "议题、事项、协商会、报名、来访、走访的事、留言、线索、提案、交办、通知或者申请的编号，在它自己页面的网址里。"),
        InputField("reason", "依据什么留存", .paragraph(limit: 300)),
    ]

    private var tenant: Tenant.ID { site.tenant.id }
    var store: HoldStore { HoldStore(tenant: tenant) }

    static func name(_ command: RecordHold.Command) -> String { RetentionWording.name(command) }
    static func done(_ command: RecordHold.Command) -> String { RetentionWording.done(command) }

    /// Places a hold on the case of this number, or to which the record of this number belongs.
    func place(
        on number: String, reason: String, by actor: Actor, at now: Instant, in transaction: Transaction
    ) throws -> RecordHold {
        guard let record = try record(number, in: transaction) else {
            throw InputProblems([.init(field: "record", sentence: "没有这个编号的记录，请核对。")])
        }
        let transition = try RecordHold.placing(
            on: record, reason: reason, isHeld: try store.isHeld(record, in: transaction),
            as: services.id(RecordHold.self), by: actor)
        try save(transition, Signature(actor: actor, role: .privacyOfficer, now: now), in: transaction)
        return transition.after
    }

    private func record(_ number: String, in transaction: Transaction) throws -> RecordHold.Record? {
        try Identifier<Never>(number.uppercased()).flatMap { try store.record(numbered: $0.number, in: transaction) }
    }

    func hold(_ id: RecordHold.ID, in transaction: Transaction) throws -> RecordHold? {
        RecordHold.replaying(try log(of: id, in: transaction).map(\.event), as: id)
    }

    func visible(_ id: RecordHold.ID, to actor: Actor, in transaction: Transaction) throws -> RecordHold {
        guard case .staff(let staff) = actor, staff.holds(.privacyOfficer), let hold = try hold(id, in: transaction)
        else { throw WebFailure.notFound }
        return hold
    }

    func save(_ transition: Transition<RecordHold>, _ signature: Signature, in transaction: Transaction) throws {
        _ = try append(transition, to: transition.after.id, signature, in: transaction)
        try store.save(transition, in: transaction)
    }

    func headline(_ hold: RecordHold, in transaction: Transaction) throws -> CaseHeadline {
        CaseHeadline(title: RetentionWording.title(hold), said: RetentionWording.reason(hold))
    }

    func json(_ hold: RecordHold, for actor: Actor, in transaction: Transaction) throws -> JSON {
        RetentionAPI.json(hold, for: actor)
    }
}

extension CaseAct<HoldDesk> {
    static let lift = CaseAct(
        .lift, "lifting", advice: "解除后，超过保存期限的信息会在下一次清理时删除。",
        fields: { _ in [InputField("reason", "为什么可以解除", .paragraph(limit: 300))] },
        decide: { hold, input, d in try hold.lifting(reason: input.text("reason"), by: d.actor) })
}
