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
        SentimentIssue.replaying(try log(of: id, in: transaction).map(\.event), as: id)
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
        case .opened, .visited, .consulted, .transferred, .cameBack, .resultReturned, .told:
            let secretaries = try AppointmentStore(tenant: tenant).holders(
                of: .roomSecretary, room: opening.room, area: opening.area, on: signature.now.day, in: transaction)
            try tell(secretaries + [keeper], of: recorded, signature, in: transaction)
        case .closed: try tell([opening.opener, keeper], of: recorded, signature, in: transaction)
        case .handedOver: try tell([keeper], of: recorded, signature, in: transaction)
        case .listened, .personForgotten, .deadlineMoved: break
        }
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
        case (.returnResult, "result"): try topic(of: issue, in: transaction).flatMap(SentimentWording.result) ?? ""
        case (.listen, _), (.visit, _), (.consult, _), (.transfer, _), (.takeBack, _), (.returnResult, _), (.tell, _),
            (.close, _), (.handOver, _), (.forgetPerson, _):
            ""
        }
    }

    func headline(_ issue: SentimentIssue, in transaction: Transaction) throws -> CaseHeadline {
        CaseHeadline(
            title: issue.opening.title.words ?? TopicWording.erased, said: issue.steps.last?.words.words)
    }

    func json(_ issue: SentimentIssue, for actor: Actor, in transaction: Transaction) throws -> JSON {
        // Read anew: what was erased just now is not told once more.
        SentimentAPI.json(try self.issue(issue.id, in: transaction) ?? issue, for: actor)
    }
}

extension SentimentIssue {
    /// Where it was passed on to; nil where it was not.
    var transfer: Transfer? {
        guard case .transferred(let transfer)? = way else { return nil }
        return transfer
    }
}

extension RecordLink.Record {
    /// The issue as links name it.
    static func sentiment(_ id: SentimentIssue.ID) -> Self { .init(kind: SentimentEvent.subject, number: id.number) }
}
