// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

/// Every change to a look-back goes through here, with the people who are asked again.
struct LookBackDesk: CaseDesk {
    let services: Services
    let site: Site

    static let collection = "lookbacks"
    static let operationNoun = "LookBack"
    static let place = DeskPlace.items
    static let schema = LookBackAPI.lookBack
    static let acts: [CaseAct<LookBackDesk>] = [.look, .ask, .conclude, .drop]

    private var tenant: Tenant.ID { site.tenant.id }
    var store: LookBackStore { LookBackStore(tenant: tenant, contents: services.contents) }
    var topics: TopicDesk { TopicDesk(services: services, site: site) }
    var items: ItemDesk { ItemDesk(services: services, site: site) }

    static func name(_ command: LookBack.Command) -> String { LookBackWording.name(command) }
    static func done(_ command: LookBack.Command) -> String { LookBackWording.done(command) }

    /// Chooses a topic of the year before.
    func choose(
        _ id: Topic.ID, reason: String, by actor: Actor, at now: Instant, in transaction: Transaction
    ) throws -> LookBack {
        let topic = try topics.visible(id, to: actor, in: transaction)
        let session = try topic.session.flatMap {
            try SessionDesk(services: services, site: site).session($0, in: transaction)
        }
        let transition = try LookBack.choosing(
            topic, consultedOn: session?.plan.day, reason: reason,
            others: try store.chosenAlone(for: now.day.year, in: transaction), as: services.id(LookBack.self),
            by: actor, today: now.day)
        let signature = Signature(actor: actor, role: HandlingAssessment.role(of: actor), now: now)
        try save(transition, signature, in: transaction)
        return transition.after
    }

    /// Whether it is time to warn that nothing was chosen for this year (BR-23).
    func isOwed(to actor: Actor, on today: Day, in transaction: Transaction) throws -> Bool {
        let scope = RoomScope(of: actor)
        guard !scope.domains.isEmpty, LookBack.isOwed(chosen: 0, on: today, profile: site.practice.profile) else {
            return false
        }
        return try store.isMissing(for: today.year, scope: scope, in: transaction)
    }

    func lookBack(_ id: LookBack.ID, in transaction: Transaction) throws -> LookBack? {
        lying(LookBack.replaying(try log(of: id, in: transaction).map(\.event), as: id))
    }

    func visible(_ id: LookBack.ID, to actor: Actor, in transaction: Transaction) throws -> LookBack {
        guard let record = try lookBack(id, in: transaction),
            RoomScope(of: actor).covers(room: record.choice.room, area: record.choice.area)
        else { throw WebFailure.notFound }
        return record
    }

    func save(_ transition: Transition<LookBack>, _ signature: Signature, in transaction: Transaction) throws {
        let record = transition.after
        let recorded = try append(transition, to: record.id, signature, in: transaction)
        try store.save(transition, in: transaction)
        switch transition.event {
        case .asked(let inquiries, let deadline):
            for inquiry in inquiries {
                guard let item = try items.item(inquiry.item, in: transaction) else { continue }
                try items.confirmations.ask(about: item, until: deadline.day, signature, in: transaction)
            }
        case .concluded, .dropped:
            for inquiry in transition.before.inquiries ?? [] {
                guard let item = try items.item(inquiry.item, in: transaction), item.askingAgain == inquiry.number
                else { continue }
                try items.save(try item.endingLookBack(), signature, in: transaction)
            }
        case .chosen, .looked, .deadlineMoved: break
        }
        switch transition.event {
        case .chosen, .asked, .concluded, .dropped:
            let told = try [Role.roomSecretary, .convener].flatMap { role in
                try AppointmentStore(tenant: tenant).holders(
                    of: role, room: record.choice.room, area: record.choice.area, on: signature.now.day,
                    in: transaction)
            }
            try tell(told, of: recorded, signature, in: transaction)
        case .looked, .deadlineMoved: break
        }
    }

    /// Asks about each item of the topic that is closed; they are told apart by the number of their inquiry.
    func beginAsking(
        about record: LookBack, _ signature: Signature, in transaction: Transaction
    ) throws -> [LookBack.Inquiry] {
        try ItemStore(tenant: tenant).items(of: record.choice.topic, in: transaction).compactMap { id in
            guard let item = try items.item(id, in: transaction), item.state == .closed, item.askingAgain == nil else {
                return nil
            }
            let asking = try item.beingAskedAgain()
            try items.save(asking, signature, in: transaction)
            return LookBack.Inquiry(item: id, number: asking.after.asked)
        }
    }

    /// What the people say who were asked again.
    func tally(of record: LookBack, in transaction: Transaction) throws -> ConfirmationTally {
        let tallies = try tallies(of: record, in: transaction)
        return (record.inquiries ?? []).reduce(into: ConfirmationTally()) { sum, inquiry in
            if let tally = tallies[inquiry.item]?[inquiry.number] { sum = sum + tally }
        }
    }

    /// What came of each inquiry about the items of a look-back.
    private func tallies(
        of record: LookBack, in transaction: Transaction
    ) throws -> [SuggestionItem.ID: [Int: ConfirmationTally]] {
        try ConfirmationStore(tenant: tenant, contents: services.contents)
            .tallies(of: (record.inquiries ?? []).map(\.item), in: transaction)
    }

    /// Whether all have answered who are still asked: an item that was reopened asks nobody any more (0044).
    func isAnswered(_ record: LookBack, in transaction: Transaction) throws -> Bool {
        let tallies = try tallies(of: record, in: transaction)
        return try (record.inquiries ?? []).allSatisfy { inquiry in
            guard let item = try items.item(inquiry.item, in: transaction), item.isAsking(inquiry.number),
                let tally = tallies[inquiry.item]?[inquiry.number]
            else { return true }
            return tally.asked == tally.answered
        }
    }

    func proposal(
        _ field: InputField, of command: LookBack.Command, for record: LookBack, in transaction: Transaction
    ) throws -> String {
        command == .look && field.name == "day" ? services.clock.now().day.description : ""
    }

    func hindrance(
        to command: LookBack.Command, of record: LookBack, by actor: Actor, at now: Instant, in transaction: Transaction
    ) throws -> LookBackRefusal? {
        record.hindrance(to: command, on: now.day, isAnswered: try isAnswered(record, in: transaction))
    }

    func headline(_ record: LookBack, in transaction: Transaction) throws -> CaseHeadline {
        let topic = try topics.store.topic(record.choice.topic, in: transaction)
        return CaseHeadline(
            title: topic?.publicText?.title.words ?? Excerpt.said(topic?.text.words), said: record.choice.reason.words)
    }

    func json(_ record: LookBack, for actor: Actor, in transaction: Transaction) throws -> JSON {
        LookBackAPI.json(record, tally: try tally(of: record, in: transaction), for: actor)
    }
}

extension RecordLink.Record {
    /// The look-back as links name it.
    static func lookBack(_ id: LookBack.ID) -> Self { .init(kind: LookBackEvent.subject, number: id.number) }
}

extension CaseAct<LookBackDesk> {
    static let look = CaseAct(
        .look, "look", advice: "再调研、再视察、再协商，每看一次记一笔。",
        fields: { _ in
            [
                InputField("means", "怎样看的", .choice(LookBackWording.means)), InputField("day", "哪天", .day),
                InputField("people", "谁去的", .line(limit: 100)),
                InputField("found", "看到什么、听到什么", .paragraph(limit: 2000)),
            ]
        },
        decide: { record, input, d in
            try record.looking(
                .init(
                    input.choice("means"), on: input.day("day"), people: input.text("people"),
                    found: input.text("found")), by: d.actor, today: d.now.day)
        })

    static let ask = CaseAct(
        .ask, "asking", advice: "再请提出人、支持的人和到会的群众代表说一说：现在是不是还好。", asksBack: true,
        decide: { record, _, d in
            // The rule is asked before anybody else is.
            if let refusal = record.refusal(of: .ask, by: d.actor) { throw refusal }
            let inquiries = try d.desk.beginAsking(
                about: record, d.signature(as: record.role(of: d.actor, for: .ask)), in: d.transaction)
            return try record.asking(inquiries, by: d.actor, at: d.now, practice: d.practice)
        })

    static let conclude = CaseAct(
        .conclude, "conclusion", advice: "大家都答了，或者过了确认期限，写明成果有没有保持住。反弹的，请另请单位重办。",
        fields: { _ in
            [
                InputField("grade", "成果保持得怎样", .choice(LookBackWording.grades)),
                InputField("words", "结论", .paragraph(limit: 1000)),
            ]
        },
        decide: { record, input, d in
            try record.concluding(
                .init(input.choice("grade"), words: input.text("words")),
                isAnswered: try d.desk.isAnswered(record, in: d.transaction), by: d.actor, on: d.now.day)
        })

    static let drop = CaseAct(
        .drop, "dropping", advice: "这件不看了，可以另选一件。",
        fields: { _ in [InputField("reason", "为什么不看了", .paragraph(limit: 300))] },
        decide: { record, input, d in try record.dropping(reason: input.text("reason"), by: d.actor) })
}
