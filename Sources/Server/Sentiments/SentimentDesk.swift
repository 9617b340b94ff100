// SPDX-License-Identifier: Apache-2.0

import ChineseText
import Cryptography
import Database
import Domain

/// Every change to an issue from among the people goes through here, with the topic that it may become.
struct SentimentDesk: CaseDesk {
    let services: Services
    let site: Site

    static let collection = "sentiments"
    static let operationNoun = "Sentiment"
    static let place = DeskPlace.sentiments
    static let schema = SentimentAPI.issue
    static let acts: [CaseAct<SentimentDesk>] = [
        .listen, .visit, .consult, .transfer, .returnResult, .tell, .close, .takeBack, .handOver, .forgetPerson,
    ]

    private var tenant: Tenant.ID { site.tenant.id }
    var store: SentimentStore { SentimentStore(tenant: tenant, contents: services.contents) }
    var topics: TopicDesk { TopicDesk(services: services, site: site) }

    static func name(_ command: SentimentIssue.Command) -> String { SentimentWording.name(command) }
    static func done(_ command: SentimentIssue.Command) -> String { SentimentWording.done(command) }

    /// Begins an issue.
    func begin(
        _ opening: SentimentIssue.Opening, _ step: SentimentIssue.Step, by actor: Actor, at now: Instant,
        in transaction: Transaction
    ) throws -> SentimentIssue {
        let transition = try SentimentIssue.begin(
            opening, step, as: services.id(SentimentIssue.self), by: actor, at: now, practice: site.practice)
        var role: Role?
        if case .staff(let staff) = actor {
            role = staff.role(among: SentimentIssue.openers, room: opening.room, area: opening.area)
        }
        try save(transition, Signature(actor: actor, role: role, now: now), in: transaction)
        return transition.after
    }

    func issue(_ id: SentimentIssue.ID, in transaction: Transaction) throws -> SentimentIssue? {
        lying(SentimentIssue.replaying(try log(of: id, in: transaction).map(\.event), as: id))
    }

    func visible(_ id: SentimentIssue.ID, to actor: Actor, in transaction: Transaction) throws -> SentimentIssue {
        guard let issue = try issue(id, in: transaction), SentimentScope(of: actor).includes(issue) else {
            throw WebFailure.notFound
        }
        return issue
    }

    func save(_ transition: Transition<SentimentIssue>, _ signature: Signature, in transaction: Transaction) throws {
        let issue = transition.after
        let recorded = try append(
            transition, to: issue.id, signature, occurredOn: transition.event.occurredOn, in: transaction)
        try store.save(transition, recorded, on: signature.now.day, in: transaction)
        if transition.before.isHandedOn, case .cameBack = transition.event {
            try ClueDesk(services: services, site: site).takeBack(.sentiment(issue.id), signature, in: transaction)
        }
        if case .personForgotten = transition.event {
            let contents = try store.takePerson(of: issue.id, in: transaction)
            try services.erasures.erase(contents, tenant: tenant, at: signature.now, in: transaction)
        }
        try tell(of: transition, recorded, signature, in: transaction)
    }

    /// Whoever goes on with it hears of what others did to it, and the secretary of what a member brings.
    private func tell(
        of transition: Transition<SentimentIssue>, _ recorded: EventStore.Recorded, _ signature: Signature,
        in transaction: Transaction
    ) throws {
        let (opening, keeper) = (transition.after.opening, transition.after.keeper)
        switch transition.event {
        case .opened, .visited, .consulted, .topicEnded, .topicWentOn, .transferred, .cameBack, .resultReturned, .told:
            let secretaries = try AppointmentStore(tenant: tenant).holders(
                of: .roomSecretary, room: opening.room, area: opening.area, on: signature.now.day, in: transaction)
            try tell(
                secretaries + [keeper] + officers(having: transition, signature, in: transaction), of: recorded,
                signature, in: transaction)
        case .closed: try tell([opening.opener, keeper], of: recorded, signature, in: transaction)
        case .handedOver: try tell([keeper], of: recorded, signature, in: transaction)
        case .listened, .personForgotten, .deadlineMoved: break
        }
    }

    /// Who answers for the unit that has just been given it.
    private func officers(
        having transition: Transition<SentimentIssue>, _ signature: Signature, in transaction: Transaction
    ) throws -> [Person.ID] {
        guard case .transferred(let transfer, _) = transition.event, let unit = transfer.answeringUnit else {
            return []
        }
        return try DirectoryStore().officers(of: tenant, on: signature.now.day, in: transaction)
            .filter { $0.unit.id == unit }.map(\.person.id)
    }

    /// What was met while walking learns that the topic as which it is talked over has ended or goes on again, or the last of
    /// those that this is dealt with as part of (BR-07, BR-10).
    func learn(of transition: Transition<Topic>, _ signature: Signature, in transaction: Transaction) throws {
        let (before, after) = (transition.before, transition.after)
        guard
            before.follower != after.follower
                || (SentimentWording.result(before) == nil) != (SentimentWording.result(after) == nil)
        else { return }
        let concerned = try [after.id] + topics.store.concerned(by: after.id, in: transaction)
        let walks = try store.consulted(as: concerned, in: transaction)
        try store.lock(walks, in: transaction)
        // Only staff act on what was met while walking; a topic is ended by its submitter, too.
        var own = signature
        if case .staff = signature.actor {} else { own = Signature(actor: .system, role: nil, now: signature.now) }
        for walk in walks { try learnLocked(walk, own, in: transaction) }
    }

    /// The same of one walk, whatever happened to its topic; nothing where it knows.
    func learn(_ walk: SentimentIssue.ID, _ signature: Signature, in transaction: Transaction) throws {
        try store.lock([walk], in: transaction)
        try learnLocked(walk, signature, in: transaction)
    }

    private func learnLocked(
        _ walk: SentimentIssue.ID, _ signature: Signature, in transaction: Transaction
    ) throws {
        guard let issue = try issue(walk, in: transaction), let last = try last(of: issue, in: transaction),
            let learned = issue.learning(
                isTopicOver: SentimentWording.result(last) != nil, at: signature.now, practice: site.practice)
        else { return }
        try save(learned, signature, in: transaction)
    }

    /// The topic that tells what becomes of an issue: the one as which it is talked over, or the last of those that this is dealt
    /// with as part of, in its own room and above, and of the rounds that went on from there.
    func last(of issue: SentimentIssue, in transaction: Transaction) throws -> Topic? {
        guard let topic = try topic(of: issue, in: transaction) else { return nil }
        return try topics.followers(of: topic, in: transaction).last ?? topic
    }

    /// It becomes a topic of its room, with the phone of the person concerned; the link is kept at both ends.
    func raise(
        _ issue: SentimentIssue, as topic: Topic.ID, text: String, place: String?, _ signature: Signature,
        in transaction: Transaction
    ) throws {
        let draft = TopicDraft(
            room: issue.opening.room, area: issue.opening.area, source: .liaison, text: text, place: place,
            phone: issue.opening.phone?.words)
        let raised = Topic.submitting(draft, as: topic, isHeld: false, at: signature.now, practice: site.practice)
        try topics.insert(raised, code: trackingCode(of: issue.id), signature, in: transaction)
        try RecordLinkStore(tenant: tenant).insert(
            RecordLink(from: .sentiment(issue.id), to: .topic(topic), relation: .raised), in: transaction)
    }

    /// The tracking code of the topic, which whoever met the matter hands to the person concerned. It grows from a key that
    /// lies outside the database, as that of a visit does.
    func trackingCode(of issue: SentimentIssue.ID) -> TrackingCode {
        let bytes = services.keys.slips.code(for: Array("sentiment/\(tenant)/\(issue)/topic".utf8))
        return TrackingCode(random: bytes.prefix(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) })
    }

    /// The topic as which an issue is talked over.
    func topic(of issue: SentimentIssue, in transaction: Transaction) throws -> Topic? {
        try issue.topic.flatMap { try topics.store.topic($0, in: transaction) }
    }

    /// Of members, those of the area and the room's secretaries, and not whoever has it in hand.
    func options(
        _ source: InputField.OptionSource, for issue: SentimentIssue, in transaction: Transaction
    ) throws -> [InputField.Option] {
        guard case .members = source else { return try commonOptions(source, in: transaction) }
        let keepers = try keepers(of: issue, in: transaction).subtracting([issue.keeper])
        let names = try DirectoryStore().names(of: keepers, tenant: tenant, in: transaction)
        return StrokeOrder.sorted(names.sorted { $0.key < $1.key }) { $0.value }
            .map { .init(code: $0.key.text, label: $0.value) }
    }

    func proposal(
        _ field: InputField, of command: SentimentIssue.Command, for issue: SentimentIssue,
        in transaction: Transaction
    ) throws -> String {
        switch (command, field.name) {
        case (.listen, "day"), (.visit, "day"), (.tell, "day"): services.clock.now().day.description
        // A topic begins with what was seen at the doors.
        case (.consult, "text"): issue.steps.last?.words.words ?? ""
        case (.consult, "place"): issue.steps.last?.place.words ?? ""
        // What the topic ended with is the result.
        case (.returnResult, "result"): try last(of: issue, in: transaction).flatMap(SentimentWording.result) ?? ""
        case (.listen, _), (.visit, _), (.consult, _), (.transfer, _), (.takeBack, _), (.returnResult, _), (.tell, _),
            (.close, _), (.handOver, _), (.forgetPerson, _):
            ""
        }
    }

    /// The result of a topic comes when the topic has ended.
    func hindrance(
        to command: SentimentIssue.Command, of issue: SentimentIssue, by actor: Actor, at now: Instant,
        in transaction: Transaction
    ) throws -> SentimentRefusal? {
        guard command == .returnResult, let last = try last(of: issue, in: transaction) else { return nil }
        return SentimentWording.result(last) == nil ? .topicGoesOn : nil
    }

    /// Once it was passed on, with the words with which it was: they are what the unit reads that has it.
    func headline(_ issue: SentimentIssue, in transaction: Transaction) throws -> CaseHeadline {
        let said: FreeText? = if let transfer = issue.transfer { transfer.words } else { issue.steps.last?.words }
        return CaseHeadline(title: issue.opening.title.words ?? TopicWording.erased, said: said?.words)
    }

    func json(_ issue: SentimentIssue, for actor: Actor, in transaction: Transaction) throws -> JSON {
        // Read anew: what was erased just now is not told once more.
        SentimentAPI.json(
            try self.issue(issue.id, in: transaction) ?? issue,
            clue: try ClueDesk(services: services, site: site).clue(of: .sentiment(issue.id), in: transaction)?.id,
            for: actor)
    }
}

extension RecordLink.Record {
    /// The issue as links name it.
    static func sentiment(_ id: SentimentIssue.ID) -> Self { .init(kind: SentimentEvent.subject, number: id.number) }
}
