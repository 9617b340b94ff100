// SPDX-License-Identifier: Apache-2.0

import ChineseText
import Database
import Domain
import Markup

/// Every change to a statement goes through here.
struct OpinionStatementDesk: CaseDesk {
    let services: Services
    let site: Site

    static let collection = "statements"
    static let operationNoun = "OpinionStatement"
    static let place = DeskPlace.deliberations
    static let schema = DeliberationAPI.statement
    static let publishing: Set<OpinionStatement.Command> = [.adopt]
    static let acts: [CaseAct<OpinionStatementDesk>] = [.adopt, .reject, .takeDown, .erase]
    /// From here on two sentences differ in a word at most.
    private static let alikeMin = 0.9
    /// How long a request is repeated for, as far as an erasure waits for it.
    private static let repeatingMilliseconds: Int64 = 10 * 60_000

    private var tenant: Tenant.ID { site.tenant.id }
    var calls: DeliberationDesk { DeliberationDesk(services: services, site: site) }
    private var store: OpinionStatementStore { calls.statements }

    static func name(_ command: OpinionStatement.Command) -> String { DeliberationWording.name(command) }
    static func done(_ command: OpinionStatement.Command) -> String { DeliberationWording.done(command) }

    /// Staff begin with a sentence, or add one. `consent`: how those have agreed whom it shows.
    func seed(
        _ text: String, in id: Deliberation.ID, consent: FreeText? = nil, by actor: Actor, at now: Instant,
        in transaction: Transaction
    ) throws -> OpinionStatement {
        let call = try calls.visible(id, to: actor, in: transaction)
        let transition = try OpinionStatement.seeding(text, in: call, as: services.id(OpinionStatement.self), by: actor)
        try save(
            transition,
            Signature(
                actor: actor, role: transition.after.role(of: actor, for: .adopt), now: now, consent: consent),
            in: transaction)
        return transition.after
    }

    /// Somebody who may answer offers a sentence.
    func offer(
        _ text: String, in call: Deliberation, by voice: OpinionVoice, at now: Instant, in transaction: Transaction
    ) throws -> OpinionStatement {
        let votes = OpinionVoteStore(tenant: tenant)
        let key = voice.key(in: call.id, of: tenant, services.keys)
        let voter = try votes.voter(key, in: call.id, in: transaction)
        let transition = try OpinionStatement.offering(
            text, in: call, offered: voter?.offered ?? 0, as: services.id(OpinionStatement.self), on: now.day,
            practice: site.practice)
        guard try alike(text, in: call.id, in: transaction) == nil else { throw OpinionStatementRefusal.alike }
        let votesDesk = OpinionVoteDesk(services: services, site: site)
        let id = try voter?.id ?? votesDesk.admit(voice, key, to: call.id, at: now, in: transaction)
        try votes.countOffer(of: id, in: transaction)
        try save(
            transition, Signature(actor: .visitor, role: nil, now: now),
            author: voice.author(in: call.id, of: tenant, services.keys), in: transaction)
        return transition.after
    }

    /// What this voice has offered in a call, oldest first.
    func offered(
        by voice: OpinionVoice, in call: Deliberation.ID, in transaction: Transaction
    ) throws -> [OpinionStatementStore.Own] {
        try store.own(by: voice.author(in: call, of: tenant, services.keys), in: call, in: transaction)
    }

    /// Whoever offered a sentence that was not used takes its words away.
    func eraseOwn(
        _ id: OpinionStatement.ID, in call: Deliberation.ID, by voice: OpinionVoice, at now: Instant,
        in transaction: Transaction
    ) throws {
        guard try offered(by: voice, in: call, in: transaction).contains(where: { $0.id == id }),
            let statement = try statement(id, in: transaction)
        else { throw WebFailure.notFound }
        try save(
            try statement.erasingOwn(), Signature(actor: .visitor, role: nil, now: now), in: transaction)
    }

    /// Throws where far too many come at once.
    func admitOffer(in call: Deliberation.ID, from client: WebRequest.Client, at now: Instant) throws {
        try services.intake.require(tenant: tenant, room: "statement/\(call)", client: client, at: now)
    }

    /// The statement of a call that says nearly the same; nil where there is none.
    func alike(
        _ text: String, in call: Deliberation.ID, in transaction: Transaction
    ) throws -> OpinionStatementStore.Listed? {
        let known = try store.list(of: call, [.offered, .adopted], in: transaction)
        var index = MemoryIndex()
        for statement in known { index.append(statement.text) }
        let nearest = try SimilarityQuery(text).matches(in: index, limit: 1).first
        return nearest.flatMap { $0.score >= Self.alikeMin ? known[$0.id] : nil }
    }

    func statement(_ id: OpinionStatement.ID, in transaction: Transaction) throws -> OpinionStatement? {
        lying(OpinionStatement.replaying(try log(of: id, in: transaction).map(\.event), as: id))
    }

    func visible(_ id: OpinionStatement.ID, to actor: Actor, in transaction: Transaction) throws -> OpinionStatement {
        guard let statement = try statement(id, in: transaction),
            RoomScope(of: actor).covers(room: statement.content.room, area: statement.content.area)
        else { throw WebFailure.notFound }
        return statement
    }

    /// The call of a statement.
    func call(of statement: OpinionStatement, in transaction: Transaction) throws -> Deliberation {
        guard let call = try calls.call(statement.content.deliberation, in: transaction) else {
            throw WebFailure.notFound
        }
        return call
    }

    func save(_ transition: Transition<OpinionStatement>, _ signature: Signature, in transaction: Transaction) throws {
        try save(transition, signature, author: nil, in: transaction)
    }

    /// `author`: by what whoever offers it finds it again.
    private func save(
        _ transition: Transition<OpinionStatement>, _ signature: Signature, author: [UInt8]?,
        in transaction: Transaction
    ) throws {
        let statement = transition.after
        let recorded = try append(transition, to: statement.id, signature, in: transaction)
        try store.save(transition, recorded, author: author, in: transaction)
        switch transition.event {
        case .said(let content): if !content.isSeed { try tell(of: statement, recorded, signature, in: transaction) }
        case .erased: try erase(statement, at: signature.now, in: transaction)
        case .adopted, .rejected, .takenDown: break
        }
        transaction.afterCommit { [opinions = services.opinions, tenant] in
            opinions.want(statement.content.deliberation, of: tenant)
        }
    }

    /// The room hears of the first that waits. While it waits, those that follow lie beside it: a hall offers a hundred in an
    /// hour.
    private func tell(
        of statement: OpinionStatement, _ recorded: EventStore.Recorded, _ signature: Signature,
        in transaction: Transaction
    ) throws {
        let content = statement.content
        let waiting = try store.counts(of: content.deliberation, in: transaction)[.offered] ?? 0
        guard waiting == 1 else { return }
        let secretaries = try AppointmentStore(tenant: tenant).holders(
            of: .roomSecretary, room: content.room, area: content.area, on: signature.now.day, in: transaction)
        try tell(secretaries, of: recorded, signature, in: transaction)
    }

    /// Nothing that was said of it is kept, its ground excepted. Answers that are kept for repeated requests may hold the words:
    /// all but those of the last minutes go, in which somebody may still be repeating.
    private func erase(_ statement: OpinionStatement, at now: Instant, in transaction: Transaction) throws {
        guard try !isHeld(statement, in: transaction) else { throw OpinionStatementRefusal.underHold }
        let contents = try services.eventLog.contents(
            of: statement.id.number, subject: OpinionStatementEvent.subject,
            kinds: ["said", "rejected", "taken_down"], tenant: tenant, in: transaction)
        try services.erasures.erase(contents, tenant: tenant, at: now, in: transaction)
        try AnsweredRequestStore(tenant: tenant).forget(
            before: now.advanced(byMilliseconds: -Self.repeatingMilliseconds), in: transaction)
    }

    /// Whether what it is about is to be kept.
    private func isHeld(_ statement: OpinionStatement, in transaction: Transaction) throws -> Bool {
        let holds = HoldStore(tenant: tenant)
        return switch try call(of: statement, in: transaction).opening.matter {
        case .topic(let id): try holds.isHeld(.topic(id), in: transaction)
        case .session(let id): try holds.isHeld(.session(id), in: transaction)
        }
    }

    func hindrance(
        to command: OpinionStatement.Command, of statement: OpinionStatement, by actor: Actor, at now: Instant,
        in transaction: Transaction
    ) throws -> OpinionStatementRefusal? {
        statement.hindrance(to: command, in: try call(of: statement, in: transaction).state.name)
    }

    func headline(_ record: OpinionStatement, in transaction: Transaction) throws -> CaseHeadline {
        CaseHeadline(title: "一句看法", said: record.content.text.words ?? TopicWording.erased)
    }

    func wordsShown(by command: OpinionStatement.Command, of record: OpinionStatement, in transaction: Transaction)
        -> [String?]
    {
        command == .adopt ? [record.content.text.words] : []
    }

    func wordsToPublish(
        by command: OpinionStatement.Command?, of record: OpinionStatement, for actor: Actor,
        in transaction: Transaction
    ) throws -> [String?] {
        [record.content.text.words]
    }

    func json(_ record: OpinionStatement, for actor: Actor, in transaction: Transaction) throws -> JSON {
        DeliberationAPI.json(record, for: actor)
    }
}

extension CaseAct<OpinionStatementDesk> {
    private static let grounds: [InputField] = [
        InputField("ground", "原因", .choice(DeliberationWording.grounds)),
        InputField("words", "补充说明", .line(limit: 100), isRequired: false),
    ]

    static let adopt = CaseAct(
        .adopt, "adoption", advice: "用了以后大家就能对它表态。只看是不是一句说得清的话，不看您同意不同意。",
        publicFields: [],
        decide: { record, _, d in
            try record.adopting(in: try d.desk.call(of: record, in: d.transaction), by: d.actor)
        })

    static let reject = CaseAct(
        .reject, "rejection", advice: "不同意一句话，不是不用它的理由。请选一条原因，会公开写成“不用的有几句、为什么”。",
        fields: { _ in grounds },
        decide: { record, input, d in
            try record.rejecting(
                .init(input.choice("ground"), words: input.optional("words")),
                in: try d.desk.call(of: record, in: d.transaction), by: d.actor)
        })

    static let erase = CaseAct(
        .erase, "erasure", advice: "句子里写到的人，或者添这句话的人要求删的，删掉原话和说明；不用它的原因还在。删了谁也找不回来。", asksBack: true,
        decide: { record, _, d in try record.erasing(by: d.actor) })

    static let takeDown = CaseAct(
        .takeDown, "removal", advice: "拿下以后不再问人，也不算进意见图；已经有的表态不删。",
        fields: { _ in grounds },
        decide: { record, input, d in
            try record.takingDown(.init(input.choice("ground"), words: input.optional("words")), by: d.actor)
        })
}
