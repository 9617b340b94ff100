// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

extension CaseAct<AccountDesk> {
    static let grant = CaseAct(
        .grant, "granting", advice: "一个人可以有几个职务；系统、安全、审计三名管理员要分开，不能兼别的职务。",
        fields: { _ in
            [
                InputField(
                    "role", "什么职务",
                    .choice(Role.allCases.map { .init(code: $0.rawValue, label: RoleWording.name($0)) })),
                InputField(
                    "room", "哪间议事室", .reference(.rooms), isRequired: false, help: "秘书、召集人只管一间的，选这一间；管一片或者全县的，在下面填区域。"),
                InputField("unit", "哪个单位", .reference(.units), isRequired: false, help: "单位经办人要选。"),
                InputField(
                    "area", "哪个区域", .line(limit: 12), isRequired: false, help: "12位区划代码，全县也有一个；管理员、隐私专员不用填。"),
                InputField("from", "从哪天起", .day, isRequired: false, help: "不填就是从现在起。"),
                InputField("until", "到哪天止", .day, isRequired: false, help: "不填就是一直有效。"),
            ]
        },
        decide: { account, input, d in
            try account.granting(
                Grant(
                    id: d.desk.services.id(Grant.self),
                    appointment: Appointment(input.choice("role"), try GrantFields.domain(input, d)),
                    from: input.optional("from").flatMap { Day($0) },
                    until: input.optional("until").flatMap { Day($0) }),
                by: d.actor, today: d.now.day)
        })

    static let substitute = CaseAct(
        .substitute, "substitution", advice: "在这几天里，他可以办被代理人的事；办的每件事都记着是代谁办的。",
        fields: { _ in
            [
                InputField(
                    "appointment", "代理谁", .reference(.otherAppointments),
                    help: "只列出同一议事室、单位或区域里职务相同的人；秘书和召集人可以互相代理，单位只有一名经办人的，别的单位的经办人可以代理。"),
                InputField("from", "从哪天起", .day),
                InputField("until", "到哪天止", .day),
            ]
        },
        decide: { account, input, d in
            let id: Grant.ID = input.id("appointment")
            let held = try d.desk.others(than: account, in: d.transaction).first { $0.grant.id == id }
            guard let held else { throw AccountRefusal.otherPlace }
            // Nobody acts longer than the one acted for holds the post.
            guard held.grant.until.map({ input.day("until") <= $0 }) ?? true else { throw AccountRefusal.wrongPeriod }
            // The list of choices is cut somewhere; who else holds the post is counted on all.
            let isSole = try d.desk.appointments.isSole(
                held.grant.appointment, besides: account.person.id, on: d.now.day, in: d.transaction)
            return try account.substituting(
                in: held.grant.appointment, of: held.holder.id, isSole: isSole, as: d.desk.services.id(Grant.self),
                from: input.day("from"), until: input.day("until"), by: d.actor, today: d.now.day)
        })

    static let endAppointment = CaseAct(
        .endAppointment, "ending", advice: "马上生效。他手上没办完的事，请先转给别人。",
        fields: { _ in [InputField("appointment", "免去哪个职务", .reference(.ownAppointments))] },
        decide: { account, input, d in try account.endingAppointment(input.id("appointment"), by: d.actor) })

    static let unlock = CaseAct(
        .unlock, "unlocking", advice: "", decide: { account, _, d in try account.unlocking(by: d.actor) })

    static let endSignIns = CaseAct(
        .endSignIns, "sign-ins-end", advice: "", decide: { account, _, d in try account.endingSignIns(by: d.actor) })

    static let close = CaseAct(
        .close, "closing", advice: "停用后马上退出所有登录，密码作废，不再收到短信和邮件，也不再列进可选的人员。职务记录还在，恢复账号后照旧；需要的话另外免去。",
        fields: { _ in [InputField("reason", "为什么停用", .line(limit: 100))] },
        decide: { account, input, d in try account.closing(reason: input.text("reason"), by: d.actor) })

    static let reopen = CaseAct(
        .reopen, "reopening", advice: "", decide: { account, _, d in try account.reopening(by: d.actor) })
}

/// Where a role counts, as the form says it.
enum GrantFields {
    /// Throws ``InputProblems`` when more than one place is named, or one that is not there.
    static func domain(_ input: Input, _ decision: Decision<AccountDesk>) throws -> Appointment.Domain {
        let named = ["room", "unit", "area"].filter { input.optional($0) != nil }
        guard let field = named.first else {
            // Whoever leaves the places out by a slip would hand out all rooms.
            guard ![.roomSecretary, .convener].contains(input.choice("role", as: Role.self)) else {
                throw InputProblems([.init(field: "room", sentence: "请选管哪一间；管一片或者全县的，填那里的区划代码。")])
            }
            return .tenant
        }
        guard named.count == 1 else {
            throw InputProblems([.init(field: named[1], sentence: "议事室、单位、区域只能填一个。")])
        }
        let store = PlaceStore(tenant: decision.desk.tenant)
        let transaction = decision.transaction
        switch field {
        case "room":
            let id: Room.ID = input.id("room")
            if try store.rooms([id], in: transaction)[id] != nil { return .room(id) }
        case "unit":
            let id: HandlingUnit.ID = input.id("unit")
            if try store.units([id], in: transaction)[id] != nil { return .unit(id) }
        case _:
            if let code = AreaCode(input.text("area")), try store.areas([code], in: transaction)[code] != nil {
                return .area(code)
            }
        }
        throw InputProblems([.init(field: field, sentence: "这里没有这个地方或单位，请重新选。")])
    }
}
