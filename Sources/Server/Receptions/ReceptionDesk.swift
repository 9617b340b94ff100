// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

/// Every change to a reception day goes through here, with what follows from it for those who have booked.
struct ReceptionDesk: CaseDesk {
    let services: Services
    let site: Site

    static let collection = "receptions"
    static let operationNoun = "Reception"
    static let place = DeskPlace.receptions
    static let schema = ReceptionAPI.reception
    static let acts: [CaseAct<ReceptionDesk>] = [.enterWalkIn, .finish, .revise, .cancel]

    private var tenant: Tenant.ID { site.tenant.id }
    var store: ReceptionStore { ReceptionStore(tenant: tenant) }
    var visits: VisitDesk { VisitDesk(services: services, site: site) }

    static func name(_ command: ReceptionDay.Command) -> String { ReceptionWording.name(command) }
    static func done(_ command: ReceptionDay.Command) -> String { ReceptionWording.done(command) }

    /// Announces a day. Everybody may book from now on. `consent`: how those have agreed whose door it shows.
    func plan(
        _ plan: ReceptionDay.Plan, alongside: Bool = false, consent: FreeText? = nil, by actor: Actor, at now: Instant,
        in transaction: Transaction
    ) throws -> ReceptionDay {
        let transition = try ReceptionDay.planning(
            plan, as: services.id(ReceptionDay.self),
            besides: store.hours(of: plan.room, on: plan.day, in: transaction), alongside: alongside, by: actor,
            on: now.day)
        try requireMembers(plan.members, in: transaction)
        var role: Role?
        if case .staff(let staff) = actor {
            role = staff.role(among: ReceptionDay.planners, room: plan.room, area: plan.area)
        }
        try save(transition, Signature(actor: actor, role: role, now: now, consent: consent), in: transaction)
        return transition.after
    }

    /// Throws ``InputProblems`` when one of them is no member.
    func requireMembers(_ people: [Person.ID], in transaction: Transaction) throws {
        let members = try MembershipStore(tenant: tenant)
            .acting(on: services.clock.now().day, in: transaction).map(\.id)
        guard Set(people).isSubset(of: members) else {
            throw InputProblems([.init(field: "members", sentence: "没有这一位委员，请从列表里选。")])
        }
    }

    func reception(_ id: ReceptionDay.ID, in transaction: Transaction) throws -> ReceptionDay? {
        lying(ReceptionDay.replaying(try log(of: id, in: transaction).map(\.event), as: id))
    }

    func visible(_ id: ReceptionDay.ID, to actor: Actor, in transaction: Transaction) throws -> ReceptionDay {
        guard let reception = try reception(id, in: transaction), ReceptionScope(of: actor).includes(reception) else {
            throw WebFailure.notFound
        }
        return reception
    }

    func save(_ transition: Transition<ReceptionDay>, _ signature: Signature, in transaction: Transaction) throws {
        let recorded = try append(transition, to: transition.after.id, signature, in: transaction)
        try store.save(transition, in: transaction)
        if case .cancelled(let reason) = transition.event {
            try visits.cancelAll(on: transition.after, reason: reason, signature, in: transaction)
        }
        if transition.after.state != .open {
            try visits.store.forgetSenders(on: transition.after.id, in: transaction)
        }
        try tell(of: transition, recorded, signature, in: transaction)
    }

    private func tell(
        of transition: Transition<ReceptionDay>, _ recorded: EventStore.Recorded, _ signature: Signature,
        in transaction: Transaction
    ) throws {
        let (reception, plan) = (transition.after, transition.after.plan)
        func holders(_ role: Role) throws -> [Person.ID] {
            try AppointmentStore(tenant: tenant).holders(
                of: role, room: plan.room, area: plan.area, on: signature.now.day, in: transaction)
        }
        switch transition.event {
        case .planned, .revised:
            try tell(
                try holders(.convener) + reception.plan.members, of: recorded, signature, in: transaction)
        case .cancelled:
            try tell(
                try holders(.roomSecretary) + holders(.convener) + reception.plan.members, of: recorded, signature,
                in: transaction)
        case .walkedIn, .finished: break
        }
    }

    func proposal(
        _ field: InputField, of command: ReceptionDay.Command, for reception: ReceptionDay,
        in transaction: Transaction
    ) throws -> String {
        switch (command, field.name) {
        case (.revise, "place"): reception.plan.place.words ?? ""
        case (.revise, "members"): reception.plan.members.map(\.text).joined(separator: " ")
        case (.revise, _), (.enterWalkIn, _), (.finish, _), (.cancel, _): ""
        }
    }

    func hindrance(
        to command: ReceptionDay.Command, of reception: ReceptionDay, by actor: Actor, at now: Instant,
        in transaction: Transaction
    ) throws -> ReceptionRefusal? {
        if let hindrance = reception.hindrance(to: command, on: now.day) { return hindrance }
        guard command == .finish else { return nil }
        return try visits.store.waiting(on: reception.id, in: transaction).isEmpty ? nil : .visitsWaiting
    }

    func headline(_ reception: ReceptionDay, in transaction: Transaction) throws -> CaseHeadline {
        let room = try RoomStore(tenant: tenant).room(reception.plan.room, in: transaction)?.room.name ?? ""
        return CaseHeadline(
            title: ReceptionWording.title(reception.plan.day, room, today: services.clock.now().day), said: nil)
    }

    func json(_ reception: ReceptionDay, for actor: Actor, in transaction: Transaction) throws -> JSON {
        ReceptionAPI.json(try content(of: reception, in: transaction), for: actor)
    }

    /// A day with all that its record shows.
    struct Content: Sendable {
        let reception: ReceptionDay
        let listed: ReceptionListStore.Listed
        let slots: [ReceptionStore.Slot]
        let visits: [VisitStore.Listed]
        /// The names of those who receive.
        let members: [String]
    }

    func content(of reception: ReceptionDay, in transaction: Transaction) throws -> Content {
        guard let listed = try ReceptionListStore(tenant: tenant).one(reception.id, in: transaction) else {
            throw WebFailure.notFound
        }
        let names = try DirectoryStore().names(of: Set(reception.plan.members), tenant: tenant, in: transaction)
        return Content(
            reception: reception, listed: listed, slots: try store.slots(of: reception.id, in: transaction),
            visits: try visits.store.visits(of: reception.id, in: transaction),
            members: reception.plan.members.compactMap { names[$0] })
    }

    /// What else takes place in the venue at the same time, as long as the day is to come.
    func beside(
        _ reception: ReceptionDay, for actor: Actor, in transaction: Transaction
    ) throws -> [VenueCalendarStore.Entry] {
        let plan = reception.plan
        guard reception.state == .open, plan.day >= services.clock.now().day else { return [] }
        return try VenueCalendarStore(tenant: tenant).others(
            beside: .reception(reception.id, on: plan.day, in: plan.hours), in: plan.room, for: actor, in: transaction)
    }
}

extension CaseAct<ReceptionDesk> {
    /// What somebody may leave who books or walks in; nothing has to be given.
    static let visitorFields: [InputField] = [
        InputField("name", "怎么称呼", .line(limit: 20), isRequired: false, help: "写什么都行，如：王大姐。"),
        InputField("phone", "手机号", .phone, isRequired: false, help: "只用来发短信告诉这一位，办事的人看不到。"),
        InputField("matter", "想说什么事", .paragraph(limit: 200), isRequired: false),
    ]

    static let enterWalkIn = CaseAct(
        .enterWalkIn, "walk-ins", advice: "没有预约、直接来的人登记在这里，登记了就算到场。姓名、电话愿意留才留。",
        fields: { _ in visitorFields },
        decide: { reception, input, d in
            let id = d.desk.services.id(ReceptionVisit.self)
            let entered = try reception.enteringWalkIn(id, on: d.now.day, by: d.actor)
            let wish = ReceptionVisit.Wish(
                reception: reception.id, slot: nil, name: input.optional("name"), phone: input.phone("phone"),
                matter: input.optional("matter"))
            try d.desk.visits.save(
                ReceptionVisit.walkingIn(wish, on: reception, as: id),
                d.signature(as: reception.role(of: d.actor, for: .enterWalkIn)), in: d.transaction)
            return entered
        })

    static let finish = CaseAct(
        .finish, "finishing", advice: "结束后，名单上的称呼谁都看不到了；记下的话还可以转成议题。", asksBack: true,
        decide: { reception, _, d in
            try reception.finishing(
                waiting: d.desk.visits.store.waiting(on: reception.id, in: d.transaction).count, on: d.now.day,
                by: d.actor)
        })

    static let revise = CaseAct(
        .revise, "revision", advice: "日子和时段有人约了，不能改；要改，请取消这一天，另外安排。",
        publicFields: ["place"],
        fields: { _ in
            [InputField("place", "在哪里", .line(limit: 60)), InputField("members", "哪些委员接待", .references(.members))]
        },
        decide: { reception, input, d in
            let members: [Person.ID] = input.ids("members")
            try d.desk.requireMembers(members, in: d.transaction)
            return try reception.revising(place: input.text("place"), members: members, by: d.actor)
        })

    static let cancel = CaseAct(
        .cancel, "cancellation", advice: "约过的人凭预约码看得到原因，留了手机号的会收到短信。",
        fields: { _ in [InputField("reason", "为什么取消", .paragraph(limit: 100), help: "这句话会原样告诉约过的人。")] },
        decide: { reception, input, d in try reception.cancelling(reason: input.text("reason"), by: d.actor) })
}
