// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

/// Looking after a room's code: renewing it, giving it out on paper slips, and making those void.
struct RoomCodeDesk: CaseDesk {
    let services: Services
    let site: Site

    static let collection = "rooms"
    static let operationNoun = "RoomCode"
    static let place = DeskPlace.rooms
    static let schema = RoomDeskAPI.schema
    static let acts: [CaseAct<RoomCodeDesk>] = [.makeSlips, .voidSlips, .renew, .pauseIntake, .resumeIntake]
    /// How many days the desk's record looks back for scans.
    static let scanDays = 30
    /// How many topics it names that came from other rooms or went to them.
    static let passingsMax = 20

    private var tenant: Tenant.ID { site.tenant.id }
    private var store: RoomCodeStore { RoomCodeStore(tenant: tenant) }
    private var slips: SlipDesk { SlipDesk(services: services, site: site) }

    static func name(_ command: RoomCode.Command) -> String { RoomWording.name(command) }
    static func done(_ command: RoomCode.Command) -> String { RoomWording.done(command) }

    /// For those whose room it is, leaders among them, and the system administrator.
    func visible(_ id: RoomCode.ID, to actor: Actor, in transaction: Transaction) throws -> RoomCode {
        guard let code = try store.code(id, in: transaction), Self.isOpen(code.room, code.area, to: actor) else {
            throw WebFailure.notFound
        }
        return code
    }

    /// Who reads the desk's record of a room; it says nothing of what was raised there.
    static let readers = DeskPlace.rooms.roles.union([.systemAdministrator])

    /// Where the rooms lie whose desk records are this person's to read.
    static func domains(of staff: Staff) -> [Appointment.Domain] {
        staff.appointments.filter { readers.contains($0.role) }.map(\.domain)
    }

    /// Whether the desk's record of a room is this person's to read.
    static func isOpen(_ room: Room.ID, _ area: AreaCode, to actor: Actor) -> Bool {
        guard case .staff(let staff) = actor else { return false }
        return staff.holds(anyOf: readers, room: room, area: area)
    }

    func save(_ transition: Transition<RoomCode>, _ signature: Signature, in transaction: Transaction) throws {
        _ = try append(transition, to: transition.after.id, signature, in: transaction)
        try store.save(transition, at: signature.now, in: transaction)
        switch transition.event {
        case .recordsFollowed: break
        case .renewed, .intakePaused, .intakeResumed:
            if case .renewed(_, _, _, true) = transition.event {
                try SlipStore(tenant: tenant).void(
                    nil, of: transition.after.room, at: signature.now, in: transaction)
            }
            transaction.afterCommit { [pages = services.pages] in pages.spoilAll() }
        case .slipsMade(let batch, let count, let day):
            try slips.make(
                SlipBatch(
                    id: batch, room: transition.after.room, count: count, validUntil: day, madeAt: signature.now),
                in: transaction)
        case .slipsVoided(let batch, _):
            try SlipStore(tenant: tenant).void(batch, of: transition.after.room, at: signature.now, in: transaction)
        }
    }

    /// There is nothing to make void where no slip can be spent any more.
    func hindrance(
        to command: RoomCode.Command, of code: RoomCode, by actor: Actor, at now: Instant, in transaction: Transaction
    ) throws -> RoomCodeRefusal? {
        switch command {
        case .voidSlips:
            try SlipStore(tenant: tenant).good(in: code.room, on: now.day, in: transaction).isEmpty ? .noSlipsOut : nil
        case .renew, .makeSlips, .pauseIntake, .resumeIntake: nil
        }
    }

    func options(
        _ source: InputField.OptionSource, for code: RoomCode, in transaction: Transaction
    ) throws -> [InputField.Option] {
        guard case .goodSlips = source else { return try commonOptions(source, in: transaction) }
        let today = services.clock.now().day
        return try SlipStore(tenant: tenant).good(in: code.room, on: today, in: transaction).map {
            .init(code: $0.batch.id.text, label: RoomWording.batch($0, today: today))
        }
    }

    /// What the desk's record of a room shows.
    func record(_ id: RoomCode.ID, for actor: Actor, on today: Day, in transaction: Transaction) throws
        -> RoomDeskRecord
    {
        let code = try visible(id, to: actor, in: transaction)
        guard let listed = try RoomStore(tenant: tenant).room(code.room, in: transaction) else {
            throw WebFailure.notFound
        }
        let since = today.advanced(by: 1 - Self.scanDays)
        return RoomDeskRecord(
            code: code, listed: listed,
            vacancies: try StaffingStore(of: site.tenant).vacancies(of: listed.room, on: today, in: transaction),
            today: today,
            scans: try ScanStore(tenant: tenant).lines(of: code.room, since: since, in: transaction),
            batches: try SlipStore(tenant: tenant).batches(of: code.room, in: transaction),
            members: try DirectoryFileStore(tenant: tenant).members(of: code.room, in: transaction),
            training: try DirectoryFileStore(tenant: tenant).training(ofConvenerOf: code.room, in: transaction),
            sources: try RoomFigureStore(tenant: tenant).sources(of: code.room, in: transaction),
            former: try store.former(of: code.room, usedSince: since, in: transaction),
            passings: try TopicPassingStore(tenant: tenant)
                .lines(of: code.room, limit: Self.passingsMax, in: transaction),
            plan: try RoomPlanStore(tenant: tenant).plan(of: code.room, in: today.year, in: transaction),
            counterparts: try RoomPlanStore(tenant: tenant).counterparts(of: listed.room, in: transaction),
            log: try services.eventLog.log(
                of: id.number, tenant: tenant, as: RoomCodeEvent.self, in: transaction))
    }

    func headline(_ code: RoomCode, in transaction: Transaction) throws -> CaseHeadline {
        CaseHeadline(
            title: try RoomStore(tenant: tenant).room(code.room, in: transaction)?.room.name ?? "", said: nil)
    }

    func json(_ code: RoomCode, for actor: Actor, in transaction: Transaction) throws -> JSON {
        RoomDeskAPI.json(
            try record(code.id, for: actor, on: services.clock.now().day, in: transaction), for: actor,
            services.baseURL(of: tenant))
    }
}

extension CaseAct<RoomCodeDesk> {
    static let renew = CaseAct(
        .renew, "renewal", advice: "换了以后要重新打印海报和台卡。旧码不会打不开：扫到的人会看到“这张码已更换”，点一下就到新的。",
        fields: { _ in
            [
                InputField("reason", "为什么更换", .paragraph(limit: 200), help: "如：海报被人贴了别的码。"),
                InputField(
                    "slips", "发出去的纸条",
                    .choice([.init(code: "void", label: "还没用掉的纸条一起作废", help: "不选的话，纸条照样能用到期满。")]), isRequired: false),
            ]
        },
        decide: { code, input, d in
            try code.renewing(
                to: try RoomCodeStore(tenant: d.desk.site.tenant.id).freeToken(in: d.transaction),
                reason: input.text("reason"), voidsSlips: input.optional("slips") == "void", by: d.actor)
        })

    static let voidSlips = CaseAct(
        .voidSlips, "voiding", advice: "丢了、被人整沓拿走、印错了的，作废一批：没用掉的马上不能再用，拿着的人会看到请他另要一张。已经用掉的照算，提的议题照办。",
        fields: { _ in
            [
                InputField("batch", "哪一批", .reference(.goodSlips)),
                InputField("reason", "为什么作废", .paragraph(limit: 200), help: "如：放在前台的一沓不见了。"),
            ]
        },
        decide: { code, input, d in
            let id: SlipBatch.ID = input.id("batch")
            let store = SlipStore(tenant: d.desk.site.tenant.id)
            guard let batch = try store.batch(id, in: d.transaction), batch.room == code.room else {
                throw InputProblems([.init(field: "batch", sentence: "请从列出的里面选一批。")])
            }
            return try code.voidingSlips(of: batch, reason: input.text("reason"), on: d.now.day, by: d.actor)
        })

    static let makeSlips = CaseAct(
        .makeSlips, "slips", advice: "给没带手机的人：一张纸条提一件议题，用一次。别人可以帮着在任何一台电脑、手机上填。",
        fields: { _ in
            [
                InputField(
                    "count", "张数",
                    .choice([
                        .init(code: "12", label: "12张", help: "1页A4"), .init(code: "24", label: "24张", help: "2页A4"),
                        .init(code: "48", label: "48张", help: "4页A4"),
                    ])), InputField("until", "有效到", .day, help: "最多\(RoomCode.slipDaysMax)天。"),
            ]
        },
        decide: { code, input, d in
            try code.makingSlips(
                Int(input.text("count")) ?? 1, as: d.desk.services.id(SlipBatch.self), until: input.day("until"),
                on: d.now.day, by: d.actor)
        })

    static let pauseIntake = CaseAct(
        .pauseIntake, "pausing", advice: "只停这一间：扫码的人会看到为什么停、从哪天起停；已经提的照常办，别的议事室不受影响。",
        publicFields: ["reason"],
        fields: { _ in
            [InputField("reason", "为什么暂停", .paragraph(limit: 100), help: "这句话公众看得到。如：议事室搬迁，4月1日重新开放。")]
        },
        decide: { code, input, d in try code.pausingIntake(reason: input.text("reason"), by: d.actor, at: d.now) })

    static let resumeIntake = CaseAct(
        .resumeIntake, "resuming", advice: "恢复以后，扫码马上就能提议题。", asksBack: true,
        decide: { code, _, d in try code.resumingIntake(by: d.actor) })
}
