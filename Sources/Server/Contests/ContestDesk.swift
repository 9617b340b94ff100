// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

/// Every change to an entry of the contest goes through here.
struct ContestDesk: CaseDesk {
    let services: Services
    let site: Site

    static let collection = "contests"
    static let operationNoun = "ContestEntry"
    static let place = DeskPlace.items
    static let schema = ContestAPI.entry
    static let publishing: Set<ContestEntry.Command> = [.publish]
    static let acts: [CaseAct<ContestDesk>] = [.judge, .publish, .visit, .withdraw]

    private var tenant: Tenant.ID { site.tenant.id }
    var store: ContestStore { ContestStore(tenant: tenant, contents: services.contents) }
    var topics: TopicDesk { TopicDesk(services: services, site: site) }

    static func name(_ command: ContestEntry.Command) -> String { ContestWording.name(command) }
    static func done(_ command: ContestEntry.Command) -> String { ContestWording.done(command) }

    /// Puts a topic up for this year's contest.
    func nominate(
        _ id: Topic.ID, reason: String, by actor: Actor, at now: Instant, in transaction: Transaction
    ) throws -> ContestEntry {
        let topic = try topics.visible(id, to: actor, in: transaction)
        let transition = try ContestEntry.nominating(
            topic, reason: reason, isThere: try store.isThere(id, in: now.day.year, in: transaction),
            as: services.id(ContestEntry.self), by: actor, today: now.day)
        var role: Role?
        if case .staff(let staff) = actor {
            role = staff.role(among: ContestEntry.nominators, room: topic.room, area: topic.area)
        }
        try save(transition, Signature(actor: actor, role: role, now: now), in: transaction)
        return transition.after
    }

    func entry(_ id: ContestEntry.ID, in transaction: Transaction) throws -> ContestEntry? {
        lying(ContestEntry.replaying(try log(of: id, in: transaction).map(\.event), as: id))
    }

    func visible(_ id: ContestEntry.ID, to actor: Actor, in transaction: Transaction) throws -> ContestEntry {
        guard let entry = try entry(id, in: transaction),
            RoomScope(of: actor).covers(room: entry.nomination.room, area: entry.nomination.area)
        else { throw WebFailure.notFound }
        return entry
    }

    func save(_ transition: Transition<ContestEntry>, _ signature: Signature, in transaction: Transaction) throws {
        let recorded = try append(transition, to: transition.after.id, signature, in: transaction)
        try store.save(transition, recorded, in: transaction)
    }

    func proposal(
        _ field: InputField, of command: ContestEntry.Command, for record: ContestEntry, in transaction: Transaction
    ) throws -> String {
        command == .visit && field.name == "day" ? services.clock.now().day.description : ""
    }

    func headline(_ record: ContestEntry, in transaction: Transaction) throws -> CaseHeadline {
        let topic = try topics.store.topic(record.nomination.topic, in: transaction)
        return CaseHeadline(
            title: topic?.publicText?.title.words ?? Excerpt.said(topic?.text.words),
            said: record.nomination.reason.words)
    }

    func wordsToPublish(
        by command: ContestEntry.Command?, of record: ContestEntry, for actor: Actor, in transaction: Transaction
    ) throws -> [String?] {
        command == nil ? [record.result?.words.words] : []
    }

    func json(_ record: ContestEntry, for actor: Actor, in transaction: Transaction) throws -> JSON {
        ContestAPI.json(record, for: actor)
    }
}

extension CaseAct<ContestDesk> {
    static let judge = CaseAct(
        .judge, "marks", advice: "每位评委按公布的三条标准各打1到5分，一位评委记一次。",
        fields: { _ in
            [InputField("judge", "评委是谁", .line(limit: 40), help: "单位、职务和姓名。")]
                + ContestEntry.Criterion.allCases.map {
                    InputField($0.rawValue, ContestWording.name($0), .choice(ContestWording.points))
                }
        },
        decide: { record, input, d in
            try record.judging(
                .init(
                    judge: input.text("judge"), topic: input.choice("topic"), research: input.choice("research"),
                    effect: input.choice("effect")), by: d.actor)
        })

    static let publish = CaseAct(
        .publish, "result", advice: "结果公布后不能改。评为优秀案例的，公开页上写明理由，附全过程。",
        publicFields: ["words"],
        fields: { _ in
            [
                InputField("award", "评为什么", .choice(ContestWording.awards)),
                InputField("words", "理由（公开）", .paragraph(limit: 500), help: "谁都能看到：不写居民的姓名、电话、住址。"),
            ]
        },
        decide: { record, input, d in
            let isPublic =
                try TopicListStore(tenant: d.desk.site.tenant.id, contents: d.desk.services.contents)
                .published(record.nomination.topic, in: d.transaction) != nil
            return try record.publishing(
                .init(input.choice("award"), words: input.text("words")), isPublic: isPublic, by: d.actor)
        })

    static let visit = CaseAct(
        .visit, "visits", advice: "哪天、哪些人来观摩、看了什么，记一笔。公开页只写来过几次。",
        fields: { _ in
            [
                InputField("day", "哪天", .day), InputField("people", "谁来的", .line(limit: 200)),
                InputField("record", "看了什么、谈了什么", .paragraph(limit: 2000)),
            ]
        },
        decide: { record, input, d in
            try record.noting(
                .init(on: input.day("day"), people: input.text("people"), record: input.text("record")), by: d.actor,
                today: d.now.day)
        })

    static let withdraw = CaseAct(
        .withdraw, "withdrawal", advice: "公布以前可以撤回，撤回后可以再报。",
        fields: { _ in [InputField("reason", "为什么撤回", .paragraph(limit: 300))] },
        decide: { record, input, d in try record.withdrawing(reason: input.text("reason"), by: d.actor) })
}
