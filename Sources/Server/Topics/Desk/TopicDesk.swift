// SPDX-License-Identifier: Apache-2.0

import Cryptography
import Database
import Domain

/// Every change to a topic goes through here: load, decide, save value and event in the transaction it is given.
struct TopicDesk: CaseDesk {
    let services: Services
    let site: Site

    static let collection = "topics"
    static let operationNoun = "Topic"
    static let place = DeskPlace.screening
    static let schema = TopicAPI.deskTopic
    static let publishing: Set<Topic.Command> = [.review]
    static let acts: [TopicAct] = [
        .release, .pool, .categorise, .select, .recordPlanDecision, .assign, .proposeForPlan, .research, .openNextRound,
        .solveDirectly, .ask, .merge, .unmerge, .reject, .redirect, .passOn, .deselect, .tellResult, .takeBack,
        .reconsider,
        .review,
        .unpublish, .score, .mediate, .attach, .relate, .escalate, .keepHere, .gather, .declineEscalation, .dissolve,
        .returnResult,
        .acknowledgeReturn, .giveReceipt,
    ]

    var tenant: Tenant.ID { site.tenant.id }
    var store: TopicStore { TopicStore(tenant: tenant, contents: services.contents) }
    private var contacts: TopicContacts { TopicContacts(services: services, site: site) }
    var dispatches: DispatchStore {
        DispatchStore(tenant: tenant, keys: services.keys, contents: services.contents)
    }
    var precedents: PrecedentStore { PrecedentStore(tenant: tenant, contents: services.contents) }
    var links: RecordLinkStore { RecordLinkStore(tenant: tenant) }

    static func name(_ command: Topic.Command) -> String { TopicWording.name(command) }
    static func label(of command: Topic.Command, for topic: Topic) -> String {
        if command == .reconsider, topic.state.name == .solvedDirectly { return "没有真解决，重新筛选" }
        return command == .review && topic.publication.isPublic ? "改公开文字" : name(command)
    }
    static func done(_ command: Topic.Command) -> String { TopicWording.done(command) }

    /// Writes a topic that begins: one that came in, or a next round.
    func insert(
        _ transition: Transition<Topic>, code: TrackingCode, _ signature: Signature, in transaction: Transaction
    ) throws {
        let recorded = try record(transition, signature, in: transaction)
        try store.insert(
            transition.after, trackingHash: Self.hash(code), formerNumber: transition.event.formerNumber, recorded,
            in: transaction)
        try dispatches.keep(transition, recorded, in: transaction)
        try contacts.keep(transition.event, of: transition.after.id, recorded, in: transaction)
        try tell(of: transition, recorded, signature, in: transaction)
        guard let previous = transition.after.previousRound else { return }
        try links.insert(
            RecordLink(from: .topic(previous), to: .topic(transition.after.id), relation: .followedBy), in: transaction)
    }

    func save(_ transition: Transition<Topic>, _ signature: Signature, in transaction: Transaction) throws {
        try requirePartsReturned(transition, in: transaction)
        let recorded = try record(transition, signature, in: transaction)
        try store.save(transition, recorded, at: signature.now, in: transaction)
        try dispatches.keep(transition, recorded, in: transaction)
        try link(transition, in: transaction)
        if case .cameBack = transition.event, transition.before.isHandedOn {
            try ClueDesk(services: services, site: site)
                .takeBack(.topic(transition.after.id), signature, in: transaction)
        }
        if case .passedOn(let passing, _) = transition.event {
            try TopicPassingStore(tenant: tenant)
                .insert(passing, of: transition.after, at: signature.now, in: transaction)
        }
        if case .scored(let score) = transition.event {
            try TopicScoreStore(tenant: tenant).replace(score, of: transition.after.id, in: transaction)
        }
        try tell(of: transition, recorded, signature, in: transaction)
        try contacts.replace(transition, recorded, at: signature.now, in: transaction)
        try contacts.tell(transition, recorded, at: signature.now, in: transaction)
        try SentimentDesk(services: services, site: site).learn(of: transition, signature, in: transaction)
    }

    /// Keeps or takes back the link that an event speaks of.
    private func link(_ transition: Transition<Topic>, in transaction: Transaction) throws {
        let own = RecordLink.Record.topic(transition.after.id)
        if case .related(let other) = transition.event {
            try links.insert(RecordLink(from: own, to: .topic(other), relation: .relatedTo), in: transaction)
        }
        if case .merged(let other) = transition.event {
            try links.insert(RecordLink(from: own, to: .topic(other), relation: .mergedInto), in: transaction)
        }
        if case .escalated(let parent) = transition.event {
            try links.insert(RecordLink(from: own, to: .topic(parent), relation: .escalatedTo), in: transaction)
        }
        if let parent = transition.before.escalatedInto, !transition.after.isDealtWithAbove {
            try links.delete(RecordLink(from: own, to: .topic(parent), relation: .escalatedTo), in: transaction)
        }
        if case .merged(let other) = transition.before.state, transition.after.state.name != .merged {
            try links.delete(RecordLink(from: own, to: .topic(other), relation: .mergedInto), in: transaction)
        }
    }

    /// Another topic that a field names; it must be one that this person may see.
    func other(_ id: Topic.ID, field: String, _ decision: Decision<TopicDesk>) throws -> Topic {
        guard let found = try store.topic(id, in: decision.transaction),
            TopicScope(of: decision.actor).includes(found)
        else { throw InputProblems([.init(field: field, sentence: "没有找到这件议题，或者它不归您看。")]) }
        return found
    }

    /// Gives a topic what this person has uploaded.
    func attach(_ files: [Attachment.ID], to topic: Topic, _ decision: Decision<TopicDesk>) throws {
        guard case .staff(let staff) = decision.actor else { return }
        try AttachmentDesk(services: services, site: site).attach(
            files, to: .topic(topic.id), by: staff.id, at: decision.now, in: decision.transaction)
    }

    /// Checks that somebody holds a role. Throws ``InputProblems`` when not.
    func requireHolder(_ person: Person.ID, of role: Role, field: String, in transaction: Transaction) throws {
        guard
            try AppointmentStore(tenant: tenant).holders(of: role, on: services.clock.now().day, in: transaction)
                .contains(where: { $0.id == person })
        else { throw InputProblems([.init(field: field, sentence: "没有这一位，请从列表里选。")]) }
    }

    /// Puts into the outbox what others should hear of.
    private func tell(
        of transition: Transition<Topic>, _ recorded: EventStore.Recorded, _ signature: Signature,
        in transaction: Transaction
    ) throws {
        let topic = transition.after
        let appointments = AppointmentStore(tenant: tenant)
        func holders(_ role: Role) throws -> [Person.ID] {
            try appointments.holders(
                of: role, room: topic.room, area: topic.area, on: signature.now.day, in: transaction)
        }
        switch transition.event {
        case .submitted, .submittedAndHeld:
            try tell(
                try takers(of: topic, on: signature.now.day, in: transaction), of: recorded, signature, in: transaction)
        case .answered, .added, .withdrawalAsked, .withdrawalUndone,
            .withdrawn,
            .researched, .erased, .proposedForPlan:
            try tell(try holders(.roomSecretary), of: recorded, signature, in: transaction)
        case .escalated, .escalationDeclined, .escalationUndone, .returnAcknowledged, .receiptGiven:
            try tell(try holders(.roomSecretary), of: recorded, signature, in: transaction)
        case .escalationAsked(let room, let area, _):
            let above = try appointments.holders(
                of: .roomSecretary, room: room, area: area, on: signature.now.day, in: transaction)
            try tell(above, of: recorded, signature, in: transaction)
        case .pooled:
            let counterparts = try self.counterparts(of: topic, on: signature.now.day, in: transaction)
            try tell(try holders(.convener) + counterparts, of: recorded, signature, in: transaction)
        case .roundOpened, .gathered:
            try tell(try holders(.convener), of: recorded, signature, in: transaction)
        case .planDecided:
            try tell(
                try holders(.convener) + released(by: transition, on: signature.now.day, in: transaction),
                of: recorded, signature, in: transaction)
        case .solvedDirectly, .mediated:
            guard topic.state.name == .solvedDirectly else { break }
            try tell(
                try released(by: transition, on: signature.now.day, in: transaction), of: recorded, signature,
                in: transaction)
        case .selected:
            try tell(try holders(.roomSecretary), of: recorded, signature, in: transaction)
        case .passedOn:
            // What goes along is told with what it is part of.
            guard topic.mergedInto == nil else { break }
            try tell(
                try takers(of: topic, on: signature.now.day, in: transaction)
                    + released(by: transition, on: signature.now.day, in: transaction),
                of: recorded, signature, in: transaction)
        case .deselected:
            try tell(
                try holders(.roomSecretary) + released(by: transition, on: signature.now.day, in: transaction),
                of: recorded, signature, in: transaction)
        case .judged(let answer, _) where answer.outcome != .solved:
            try tell(try holders(.roomSecretary), of: recorded, signature, in: transaction)
        case .assigned(let researcher, _):
            try tell([researcher], of: recorded, signature, in: transaction)
        case .cameBack:
            // Sent back by the other side, it is screened anew by a day of its own; parts are told of with it.
            guard topic.follower == nil else { break }
            try tell(try holders(.roomSecretary), of: recorded, signature, in: transaction)
        case .resultTold where signature.role != .roomSecretary && topic.isHandedOn:
            // Those who write proposals have spoken: the room may have to go on with it.
            try tell(try holders(.roomSecretary), of: recorded, signature, in: transaction)
        case .released, .asked, .rejected, .reconsidered, .redirected, .resultTold, .merged,
            .unmerged, .attached, .scheduled,
            .unscheduled,
            .consulted, .handlingBegan, .closed, .reopened, .continued, .reviewed, .unpublished, .related,
            .deadlineMoved, .corrected, .placeCorrected, .contactReplaced, .scored, .takenOver, .dissolved,
            .resultReturned, .categorised,
            .judged:
            break
        }
    }

    /// Who looks at what comes in: the room's secretary, and where none can act, whoever is responsible next.
    private func takers(of topic: Topic, on today: Day, in transaction: Transaction) throws -> [Person.ID] {
        try AppointmentStore(tenant: tenant)
            .takers(room: topic.room, area: topic.area, on: today, in: transaction)
    }

    /// Those whose work on a topic that was chosen is over, where it goes another way: whoever was to research it, and who chose
    /// it.
    private func released(
        by transition: Transition<Topic>, on today: Day, in transaction: Transaction
    ) throws -> [Person.ID] {
        let before = transition.before
        guard [.selected, .researching, .ready].contains(before.state) else { return [] }
        let conveners = try AppointmentStore(tenant: tenant)
            .holders(of: .convener, room: before.room, area: before.area, on: today, in: transaction)
        return [before.researcher].compactMap(\.self) + conveners
    }

    func visible(_ id: Topic.ID, to actor: Actor, in transaction: Transaction) throws -> Topic {
        guard let topic = try store.topic(id, in: transaction),
            TopicScope(of: actor).includes(topic) || topic.isBrought(before: actor)
        else { throw WebFailure.notFound }
        return topic
    }

    /// The topic of a tracking code, or nil.
    func topic(_ code: TrackingCode, in transaction: Transaction) throws -> Topic? {
        try store.topic(trackingHash: Self.hash(code), in: transaction)
    }

    /// Closes a topic. Throws ``TopicRefusal/resultIsOwed`` while its result, or that of a topic that is handled as part of
    /// it, has not gone back to the system that pushed it (BR-09).
    func closing(
        _ topic: Topic, _ closure: Topic.Closure, in transaction: Transaction
    ) throws -> Transition<Topic> {
        try requirePartsReturned(of: topic, in: transaction)
        return try topic.closing(closure)
    }

    /// The room tells what came of a topic where it was sent on. What is learnt step by step of a clue ends nothing; elsewhere no
    /// result may be owed for its parts, as in ``closing(_:_:in:)``.
    func tellingResult(
        _ result: String, of topic: Topic, _ decision: Decision<TopicDesk>
    ) throws -> Transition<Topic> {
        let told = try topic.tellingResult(result, by: decision.actor)
        if !topic.isHandedOn { try requirePartsReturned(of: topic, in: decision.transaction) }
        return told
    }

    /// Screens anew what was sent back. Parts that were told a result with it owe theirs again (BR-09).
    func takingBack(
        _ reason: String, of topic: Topic, _ decision: Decision<TopicDesk>
    ) throws -> Transition<Topic> {
        let taken = try topic.takingBack(
            reason: reason, by: decision.actor, at: decision.now, practice: decision.practice)
        let parts = try store.parts(of: topic.id, in: decision.transaction)
        let signature = decision.signature(as: topic.role(of: decision.actor, for: .takeBack))
        for part in try store.topics(parts, in: decision.transaction) {
            guard let owing = part.comingBack(with: taken) else { continue }
            try save(owing, signature, in: decision.transaction)
        }
        return taken
    }

    /// No result may be owed for the parts of a topic that is turned down or settled either.
    private func requirePartsReturned(_ transition: Transition<Topic>, in transaction: Transaction) throws {
        switch transition.event {
        case .rejected, .solvedDirectly: try requirePartsReturned(of: transition.after, in: transaction)
        case .mediated(let mediation) where mediation.answer != nil:
            try requirePartsReturned(of: transition.after, in: transaction)
        case _: break
        }
    }

    private func requirePartsReturned(of topic: Topic, in transaction: Transaction) throws {
        guard try store.owing(amongPartsOf: topic.id, in: transaction).isEmpty else { throw TopicRefusal.resultIsOwed }
    }

    /// What others were merged into is not merged itself (BR-07).
    func hindrance(
        to command: Topic.Command, of topic: Topic, by actor: Actor, at now: Instant, in transaction: Transaction
    ) throws -> TopicRefusal? {
        guard command == .merge else { return nil }
        return try store.merged(into: topic.id, in: transaction).isEmpty ? nil : .hasMerged
    }

    func headline(_ topic: Topic, in transaction: Transaction) throws -> CaseHeadline {
        CaseHeadline(
            title: topic.publicText?.title.words ?? Excerpt.said(topic.text.words),
            said: topic.text.words ?? TopicWording.erased)
    }

    func wordsToPublish(
        by command: Topic.Command?, of topic: Topic, for actor: Actor, in transaction: Transaction
    ) throws -> [String?] {
        // The public wording is written on the page itself.
        guard command == nil else { return [] }
        let reading = TopicReading(topic, by: actor)
        return reading.texts(reading.isMasked ? [] : try log(of: topic.id, in: transaction).map(\.event))
    }

    func json(_ topic: Topic, for actor: Actor, in transaction: Transaction) throws -> JSON {
        TopicAPI.json(try whole(topic, for: actor, in: transaction), for: actor)
    }

    private func record(
        _ transition: Transition<Topic>, _ signature: Signature, in transaction: Transaction
    ) throws -> EventStore.Recorded {
        try spoilPages(
            of: transition.after,
            showsElse: transition.before.publicText != transition.after.publicText
                || transition.before.publication != transition.after.publication, in: transaction)
        if transition.before.room != transition.after.room { try spoilPages(of: transition.before, in: transaction) }
        return try append(transition, to: transition.after.id, signature, in: transaction)
    }

    /// What was kept of the topic's public pages is good no more, once this transaction is durable. `showsElse`: whether what others
    /// show of it has changed, too.
    func spoilPages(of topic: Topic, showsElse: Bool = false, in transaction: Transaction) throws {
        // A topic of several rooms shows where each of theirs stands, and theirs show where it stands.
        let children = topic.source == .escalation ? try store.children(of: topic.id, in: transaction) : []
        let merged = showsElse ? try store.merged(into: topic.id, in: transaction) : []
        transaction.afterCommit { [pages = services.pages, tenant] in
            pages.spoil(tenant: tenant, room: topic.room, topic: topic.id)
            for child in children { pages.spoil(tenant: tenant, room: child.room, topic: child.id) }
            if let escalation = topic.escalation, let parent = escalation.parent {
                pages.spoil(tenant: tenant, room: escalation.room, topic: parent)
            }
            // Rounds of one matter lead to each other, and what was merged to what it is handled as part of.
            for round in [topic.previousRound, topic.nextRound].compactMap({ $0 }) + merged {
                pages.spoil(tenant: tenant, room: topic.room, topic: round)
            }
        }
    }

    private static func hash(_ code: TrackingCode) -> [UInt8] {
        SHA256.digest(Array(code.text.utf8))
    }
}

extension TopicDesk: ClaimDesk {
    static let claims = ClaimTable.topics

    func lock(_ id: Topic.ID, in transaction: Transaction) throws { try store.lock([id], in: transaction) }
}

extension RecordLink.Record {
    static func topic(_ id: Topic.ID) -> Self { .init(kind: TopicEvent.subject, number: id.number) }
    static func session(_ id: ConsultationSession.ID) -> Self { .init(kind: SessionEvent.subject, number: id.number) }
    static func item(_ id: SuggestionItem.ID) -> Self { .init(kind: ItemEvent.subject, number: id.number) }
}
