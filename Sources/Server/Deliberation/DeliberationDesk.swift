// SPDX-License-Identifier: Apache-2.0

import Database
import Domain
import Markup

/// Every change to a call for opinions goes through here, and the question who may read it.
struct DeliberationDesk: CaseDesk {
    let services: Services
    let site: Site

    static let collection = "deliberations"
    static let operationNoun = "Deliberation"
    static let place = DeskPlace.deliberations
    static let schema = DeliberationAPI.call
    static let publishing: Set<Deliberation.Command> = [.open]
    static let acts: [CaseAct<DeliberationDesk>] = [.open, .extend, .close, .drop]

    private var tenant: Tenant.ID { site.tenant.id }
    var store: DeliberationStore { DeliberationStore(tenant: tenant, contents: services.contents) }
    var votes: OpinionVoteStore { OpinionVoteStore(tenant: tenant) }
    var topics: TopicDesk { TopicDesk(services: services, site: site) }
    var sessions: SessionDesk { SessionDesk(services: services, site: site) }
    var statements: OpinionStatementStore {
        OpinionStatementStore(tenant: tenant, keys: services.keys, contents: services.contents)
    }

    static func name(_ command: Deliberation.Command) -> String { DeliberationWording.name(command) }
    static func done(_ command: Deliberation.Command) -> String { DeliberationWording.done(command) }

    /// Begins a call on a topic or beside a session that this person can see.
    func begin(
        on matter: Deliberation.Matter, question: String, by actor: Actor, at now: Instant, in transaction: Transaction
    ) throws -> Deliberation {
        let id = services.id(Deliberation.self)
        let transition: Transition<Deliberation>
        switch matter {
        case .topic(let topic):
            transition = try Deliberation.beginning(
                on: try topics.visible(topic, to: actor, in: transaction), question: question, as: id, by: actor)
        case .session(let session):
            transition = try Deliberation.beginning(
                beside: try sessions.visible(session, to: actor, in: transaction), question: question, as: id,
                by: actor)
        }
        let opening = transition.after.opening
        var role: Role?
        if case .staff(let staff) = actor {
            role = staff.role(among: Deliberation.keepers, room: opening.room, area: opening.area)
        }
        try save(transition, Signature(actor: actor, role: role, now: now), in: transaction)
        return transition.after
    }

    func call(_ id: Deliberation.ID, in transaction: Transaction) throws -> Deliberation? {
        lying(Deliberation.replaying(try log(of: id, in: transaction).map(\.event), as: id))
    }

    func visible(_ id: Deliberation.ID, to actor: Actor, in transaction: Transaction) throws -> Deliberation {
        guard let call = try call(id, in: transaction),
            RoomScope(of: actor).covers(room: call.opening.room, area: call.opening.area)
        else { throw WebFailure.notFound }
        return call
    }

    /// A call as strangers may read it: opened, and on something that they may read. Throws ``WebFailure/notFound``.
    func published(_ id: Deliberation.ID, in transaction: Transaction) throws -> Deliberation {
        guard let call = try call(id, in: transaction), call.state.name.isPublic,
            try isPublic(call.opening.matter, in: transaction)
        else { throw WebFailure.notFound }
        return call
    }

    /// Whether strangers may read what a call is about.
    func isPublic(_ matter: Deliberation.Matter, in transaction: Transaction) throws -> Bool {
        switch matter {
        case .topic(let id): try topics.store.topic(id, in: transaction)?.publication.isPublic ?? false
        case .session(let id): try sessions.session(id, in: transaction)?.isAnnounced ?? false
        }
    }

    /// The calls of a room in which people answer now, as strangers may read them.
    func open(
        in room: Room.ID, on today: Day, in transaction: Transaction
    ) throws -> [DeliberationStore.Listed] {
        try store.open(in: room, on: today, in: transaction).filter { listed in
            try call(listed.id, in: transaction).map { try isPublic($0.opening.matter, in: transaction) } ?? false
        }
    }

    func save(_ transition: Transition<Deliberation>, _ signature: Signature, in transaction: Transaction) throws {
        let call = transition.after
        let recorded = try append(transition, to: call.id, signature, in: transaction)
        try store.save(transition, recorded, on: signature.now.day, in: transaction)
        // Whoever ends it knows; of one that ended by itself the room hears.
        if case .closed = transition.event, signature.actor == .system {
            let secretaries = try AppointmentStore(tenant: tenant).holders(
                of: .roomSecretary, room: call.opening.room, area: call.opening.area, on: signature.now.day,
                in: transaction)
            try tell(secretaries, of: recorded, signature, in: transaction)
        }
        try spoilPages(of: call.opening.matter, in: transaction)
        transaction.afterCommit { [opinions = services.opinions, tenant] in opinions.want(call.id, of: tenant) }
    }

    /// The pages of the topics name the call, and their traces tell of it.
    private func spoilPages(of matter: Deliberation.Matter, in transaction: Transaction) throws {
        switch matter {
        case .topic(let id):
            if let topic = try topics.store.topic(id, in: transaction) {
                try topics.spoilPages(of: topic, in: transaction)
            }
        case .session(let id):
            guard let session = try sessions.session(id, in: transaction) else { return }
            for topic in try sessions.loadTopics(of: session, in: transaction) {
                try topics.spoilPages(of: topic, in: transaction)
            }
        }
    }

    func proposal(
        _ field: InputField, of command: Deliberation.Command, for record: Deliberation, in transaction: Transaction
    ) throws -> String {
        guard field.name == "until" else { return "" }
        return (record.lastDay ?? services.clock.now().day.advanced(by: 14)).description
    }

    func hindrance(
        to command: Deliberation.Command, of record: Deliberation, by actor: Actor, at now: Instant,
        in transaction: Transaction
    ) throws -> DeliberationRefusal? {
        record.hindrance(to: command, statements: try statements.counts(of: record.id, in: transaction)[.adopted] ?? 0)
    }

    func headline(_ record: Deliberation, in transaction: Transaction) throws -> CaseHeadline {
        CaseHeadline(title: record.opening.question.words ?? TopicWording.erased, said: nil)
    }

    /// Of its statements each is asked about when it is added or adopted.
    func wordsShown(by command: Deliberation.Command, of record: Deliberation, in transaction: Transaction) -> [String?]
    {
        command == .open ? [record.opening.question.words] : []
    }

    func wordsToPublish(
        by command: Deliberation.Command?, of record: Deliberation, for actor: Actor, in transaction: Transaction
    ) throws -> [String?] {
        [record.opening.question.words]
            + (try statements.list(of: record.id, [.adopted], in: transaction).map(\.text))
    }

    func json(_ record: Deliberation, for actor: Actor, in transaction: Transaction) throws -> JSON {
        DeliberationAPI.json(
            record, people: try votes.people(of: record.id, in: transaction),
            statements: try statements.counts(of: record.id, in: transaction), for: actor)
    }
}

extension CaseAct<DeliberationDesk> {
    private static let until = InputField("until", "到哪一天为止（含这一天）", .day)

    static let open = CaseAct(
        .open, "open", advice: "打开以后，能看到这件事的人都可以表态。句子打开以后还可以添，不能改。",
        publicFields: [],
        fields: { _ in [until] },
        decide: { record, input, d in
            let adopted = try d.desk.statements.counts(of: record.id, in: d.transaction)[.adopted] ?? 0
            return try record.opening(
                until: input.day("until"), statements: adopted, by: d.actor, on: d.now.day)
        })

    static let extend = CaseAct(
        .extend, "extension", advice: "可以往后放，也可以提前。", fields: { _ in [until] },
        decide: { record, input, d in
            try record.extending(until: input.day("until"), by: d.actor, on: d.now.day)
        })

    static let close = CaseAct(
        .close, "closing", advice: "结束以后不能再表态，人数、次数和全部表态的校验值写进记录。", asksBack: true,
        decide: { record, _, d in
            // The rule is asked before anybody waits.
            if let refusal = record.refusal(of: .close, by: d.actor) { throw refusal }
            try d.desk.store.lock(record.id, in: d.transaction)
            return try record.closing(try d.desk.votes.result(of: record.id, in: d.transaction), by: d.actor)
        })

    static let drop = CaseAct(
        .drop, "dropping", advice: "还没有打开的可以不办了。",
        fields: { _ in [InputField("reason", "为什么不办了", .paragraph(limit: 300))] },
        decide: { record, input, d in try record.dropping(reason: input.text("reason"), by: d.actor) })
}
