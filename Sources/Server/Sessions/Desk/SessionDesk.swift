// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

/// Every change to a consultation session goes through here, with what follows from it for its topics and items.
struct SessionDesk: CaseDesk {
    let services: Services
    let site: Site

    static let collection = "sessions"
    static let operationNoun = "Session"
    static let place = DeskPlace.sessions
    static let schema = SessionAPI.session
    static let publishing: Set<ConsultationSession.Command> = [
        .announce, .reschedule, .postpone, .cancel, .handInPaper, .changePaper, .concludeTopic, .conclude,
        .issueOutcome,
    ]
    static let acts: [SessionAct] = [
        .announce, .reschedule, .ready, .start, .endTurn, .giveFloor, .askFloor, .arrive, .checkIn, .recordOpinion,
        .concludeTopic, .conclude, .draftMinutes, .confirmMinutes, .issueOutcome, .draftItem, .object, .invite, .answer,
        .remind,
        .approveLeave, .enlist, .reorder, .handInPaper, .changePaper, .recordVisit, .pair, .archive, .noteLeader,
        .postpone, .cancel,
    ]

    var tenant: Tenant.ID { site.tenant.id }
    private var store: SessionStore { SessionStore(tenant: tenant, keys: services.keys) }
    var topics: TopicDesk { TopicDesk(services: services, site: site) }
    var items: ItemDesk { ItemDesk(services: services, site: site) }
    var lists: SuggestionListDesk { SuggestionListDesk(services: services, site: site) }
    var attachments: AttachmentDesk { AttachmentDesk(services: services, site: site) }
    var together: SessionTogetherStore { SessionTogetherStore(tenant: tenant) }

    static func name(_ command: ConsultationSession.Command) -> String { SessionWording.name(command) }
    static func done(_ command: ConsultationSession.Command) -> String { SessionWording.done(command) }

    /// Puts a session on the calendar.
    func plan(
        _ plan: ConsultationSession.Plan, on topics: [Topic.ID], by actor: Actor, at now: Instant,
        in transaction: Transaction
    ) throws -> ConsultationSession {
        let topics = try brought(topics, to: plan, by: actor, in: transaction)
        let bodies = try topics.first.map { try self.bodies(of: actor, in: $0.room, on: now.day, transaction) }
        let transition = try ConsultationSession.planning(
            plan, on: topics, as: services.id(ConsultationSession.self), by: actor, for: bodies ?? [], at: now,
            practice: site.practice)
        let session = transition.after
        var role: Role?
        if case .staff(let staff) = actor {
            role = staff.role(among: ConsultationSession.planners, room: session.room, area: session.area)
        }
        try save(transition, Signature(actor: actor, role: role, now: now), in: transaction)
        return session
    }

    /// For which bodies somebody may convene a session of this room (A3-01).
    private func bodies(
        of actor: Actor, in room: Room.ID, on day: Day, _ transaction: Transaction
    ) throws -> Set<ConveningBody> {
        guard case .staff(let staff) = actor,
            let listed = try RoomStore(tenant: tenant).room(room, in: transaction)
        else { return [] }
        return ConveningBody.those(
            of: staff, in: listed.room.level, seats: try together.seats(of: staff.id, on: day, in: transaction))
    }

    func session(_ id: ConsultationSession.ID, in transaction: Transaction) throws -> ConsultationSession? {
        guard
            let session = lying(
                ConsultationSession.replaying(try log(of: id, in: transaction).map(\.event), as: id))
        else { return nil }
        let unplaced = session.itemsWithoutTopic
        return unplaced.isEmpty
            ? session : session.placing(try ItemStore(tenant: tenant).topics(of: unplaced, in: transaction))
    }

    func visible(
        _ id: ConsultationSession.ID, to actor: Actor, in transaction: Transaction
    ) throws -> ConsultationSession {
        guard let session = try session(id, in: transaction), SessionScope(of: actor).includes(session) else {
            throw WebFailure.notFound
        }
        return session
    }

    func save(
        _ transition: Transition<ConsultationSession>, _ signature: Signature, in transaction: Transaction
    ) throws {
        let recorded = try append(transition, to: transition.after.id, signature, in: transaction)
        try store.save(transition, at: signature.now, in: transaction)
        spoilPages(ofRoomsHolding: transition, in: transaction)
        for topic in try loadTopics(of: transition.after, in: transaction) {
            try topics.spoilPages(of: topic, in: transaction)
            transaction.afterCommit { [pages = services.pages, tenant] in
                for host in transition.after.plan.coHosts ?? [] {
                    pages.spoil(tenant: tenant, room: host.room, topic: topic.id)
                }
            }
        }
        try follow(transition, signature, in: transaction)
        try tell(of: transition, recorded, signature, in: transaction)
        try tellEnrolled(of: transition, recorded, signature, in: transaction)
        try SessionInvitationNews(services: services, site: site).tell(
            of: transition, recorded, signature, in: transaction)
        try LiveTeller(services: services, site: site).tell(of: transition, at: signature.now, in: transaction)
        try SessionWall.tell(of: transition, services, tenant, at: signature.now, in: transaction)
    }

    /// A session as it is, with everybody else who changes it waiting until this transaction ends.
    func locked(_ id: ConsultationSession.ID, in transaction: Transaction) throws -> ConsultationSession {
        try store.lock(id, in: transaction)
        guard let session = try session(id, in: transaction) else { throw WebFailure.notFound }
        return session
    }

    /// Changes a session by what a participant does by oneself, without an account. Those who do so at the same moment
    /// wait for each other.
    func change(
        _ id: ConsultationSession.ID, by actor: Actor, at now: Instant, as role: Role? = nil,
        in transaction: Transaction,
        _ decide: (ConsultationSession) throws -> Transition<ConsultationSession>
    ) throws -> ConsultationSession {
        let transition = try decide(try locked(id, in: transaction))
        try save(transition, Signature(actor: actor, role: role, now: now), in: transaction)
        return transition.after
    }

    /// The topics of a session as they are now.
    func loadTopics(of session: ConsultationSession, in transaction: Transaction) throws -> [Topic] {
        try session.topics.compactMap { try topics.store.topic($0, in: transaction) }
    }

    /// The minutes start from what was recorded.
    func proposal(
        _ field: InputField, of command: ConsultationSession.Command, for session: ConsultationSession,
        in transaction: Transaction
    ) throws -> String {
        switch command {
        case .draftMinutes:
            try session.minutes?.words
                ?? SessionMinutes(
                    session: session, log: try log(of: session.id, in: transaction),
                    topics: try TopicDeskStore(tenant: tenant, contents: services.contents)
                        .named(session.topics, in: transaction).map { ($0.id, $0.plainTitle) },
                    proposals: try proposalNames(of: session, in: transaction)
                ).draft
        case .reschedule:
            switch field.name {
            case "day": ""
            case "place": session.plan.place.words ?? ""
            default: SessionWording.time(session.plan.minuteOfDay)
            }
        case .announce, .invite, .answer, .remind, .approveLeave, .recordVisit, .noteLeader, .ready, .start, .arrive,
            .checkIn,
            .recordOpinion,
            .enlist, .askFloor, .reorder, .giveFloor, .endTurn, .pair, .handInPaper, .changePaper, .concludeTopic,
            .conclude,
            .object,
            .draftItem, .confirmMinutes, .issueOutcome, .archive, .postpone, .cancel:
            ""
        }
    }

    func hindrance(
        to command: ConsultationSession.Command, of session: ConsultationSession, by actor: Actor, at now: Instant,
        in transaction: Transaction
    ) throws -> SessionRefusal? {
        session.hindrance(to: command, on: now.day)
    }

    func headline(_ session: ConsultationSession, in transaction: Transaction) throws -> CaseHeadline {
        CaseHeadline(title: session.plan.title.words ?? TopicWording.erased, said: nil)
    }

    func wordsShown(
        by command: ConsultationSession.Command, of session: ConsultationSession, in transaction: Transaction
    ) throws -> [String?] {
        switch command {
        case .announce: return [session.plan.title.words, session.plan.place.words]
        case .issueOutcome:
            let conclusions = session.topics.map { session.conclusion(on: $0) } + [session.conclusion]
            return try conclusions.compactMap { $0?.text }.flatMap { text in
                try unasked([text.words], of: session.id, in: transaction) { event in
                    switch event {
                    case .topicConcluded(_, let conclusion), .concluded(let conclusion, _): conclusion.text == text
                    case _: false
                    }
                }
            }
        case _: return []
        }
    }

    func wordsToPublish(
        by command: ConsultationSession.Command?, of session: ConsultationSession, for actor: Actor,
        in transaction: Transaction
    ) throws -> [String?] {
        let plan = [session.plan.title.words, session.plan.place.words]
        let papers = session.papers.map(\.title.words)
        let results = session.topics.map { session.conclusion(on: $0)?.text.words } + [session.conclusion?.text.words]
        switch command {
        case nil: return plan + papers + results
        case .announce: return plan
        case .changePaper: return papers
        case .issueOutcome: return results
        // All else that others read is written on the page itself.
        default: return []
        }
    }

    func json(_ session: ConsultationSession, for actor: Actor, in transaction: Transaction) throws -> JSON {
        SessionAPI.json(
            session, list: try lists.store.list(of: session.id, in: transaction), for: actor, at: services.clock.now(),
            site.practice)
    }
}
