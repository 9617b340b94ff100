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
    private var together: SessionTogetherStore { SessionTogetherStore(tenant: tenant) }
    private var enrolments: EnrolmentDesk { EnrolmentDesk(services: services, site: site) }

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
        guard let session = ConsultationSession.replaying(try log(of: id, in: transaction).map(\.event), as: id) else {
            return nil
        }
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

    /// What a session's step means for those who have enrolled for it.
    private func tellEnrolled(
        of transition: Transition<ConsultationSession>, _ recorded: EventStore.Recorded, _ signature: Signature,
        in transaction: Transaction
    ) throws {
        let session = transition.after
        switch transition.event {
        case .postponed: try enrolments.tell(.postponed, session, recorded, signature, in: transaction)
        case .rescheduled: try enrolments.tell(.rescheduled, session, recorded, signature, in: transaction)
        case .cancelled(let reason):
            try enrolments.tell(.cancelled(reason), session, recorded, signature, in: transaction)
            try enrolments.lapse(with: session, signature, in: transaction)
        case .concluded: try enrolments.lapse(with: session, signature, in: transaction)
        case .planned, .announced, .invited, .joined, .excused, .answered, .leaveApproved, .reminded, .visited,
            .leaderNoted,
            .readied,
            .started,
            .checkedIn, .arrived, .doubled, .opinionRecorded, .enlisted, .floorAsked, .reordered, .floorGiven,
            .turnEnded, .paired, .paperHandedIn, .paperChanged, .paperWithdrawn, .topicConcluded, .minutesDrafted,
            .itemDrafted, .itemDiscarded,
            .objected, .minutesConfirmed, .outcomeIssued, .archived, .deadlineMoved:
            break
        }
    }

    /// What a session's step means for its topics and items.
    private func follow(
        _ transition: Transition<ConsultationSession>, _ signature: Signature, in transaction: Transaction
    ) throws {
        let session = transition.after
        switch transition.event {
        case .planned:
            try together.insert(session, in: transaction)
            let links = RecordLinkStore(tenant: tenant)
            for topic in session.topics {
                try links.insert(
                    RecordLink(from: .session(session.id), to: .topic(topic), relation: .consults), in: transaction)
            }
            for proposal in session.proposals {
                try links.insert(
                    RecordLink(from: .session(session.id), to: .proposal(proposal), relation: .consults),
                    in: transaction)
            }
        case .announced, .rescheduled:
            try move(session, signature, in: transaction) { topic in
                topic.session == session.id ? nil : try topic.scheduling(in: session.id)
            }
        case .cancelled:
            try move(session, signature, in: transaction) { topic in
                topic.session == session.id ? try topic.unscheduling() : nil
            }
            if case .cancelled(let reason) = transition.event {
                try MediaDesk(services: services, site: site).end(with: session.id, reason, signature, in: transaction)
            }
        case .concluded:
            try move(session, signature, in: transaction) { try $0.beingConsulted() }
            try supervise(session, signature, in: transaction)
        case .outcomeIssued:
            try issue(session, signature, in: transaction)
        case .invited, .joined, .excused, .answered, .leaveApproved, .reminded, .visited, .leaderNoted, .readied,
            .started,
            .checkedIn,
            .arrived, .doubled,
            .opinionRecorded, .enlisted, .floorAsked, .reordered, .floorGiven, .turnEnded, .paired, .paperHandedIn,
            .paperChanged, .paperWithdrawn, .topicConcluded, .minutesDrafted, .itemDrafted, .itemDiscarded, .objected,
            .minutesConfirmed, .archived,
            .postponed, .deadlineMoved:
            break
        }
    }

    /// The outcome becomes a document with a number, items become binding and their topics are in handling; a topic without items
    /// ends here.
    private func issue(
        _ session: ConsultationSession, _ signature: Signature, in transaction: Transaction
    ) throws {
        try lists.issue(session, signature, in: transaction)
        var withItems: Set<Topic.ID> = []
        for id in session.items {
            guard let item = try items.item(id, in: transaction) else { continue }
            withItems.insert(item.topic)
            try items.save(try item.approving(), signature, in: transaction)
        }
        try move(session, signature, in: transaction) { topic in
            withItems.contains(topic.id)
                ? try topic.beginningHandling()
                : try topics.closing(
                    topic, .noAction(reason: session.conclusion(on: topic.id)?.text ?? .kept("")), in: transaction)
        }
    }

    /// Takes each topic of the session one step on; nil leaves it where it is.
    private func move(
        _ session: ConsultationSession, _ signature: Signature, in transaction: Transaction,
        _ step: (Topic) throws -> Transition<Topic>?
    ) throws {
        for id in session.topics {
            guard let topic = try topics.store.topic(id, in: transaction), let transition = try step(topic) else {
                continue
            }
            try topics.save(transition, signature, in: transaction)
        }
    }

    /// The topics of a session as they are now.
    func loadTopics(of session: ConsultationSession, in transaction: Transaction) throws -> [Topic] {
        try session.topics.compactMap { try topics.store.topic($0, in: transaction) }
    }

    private func tell(
        of transition: Transition<ConsultationSession>, _ recorded: EventStore.Recorded, _ signature: Signature,
        in transaction: Transaction
    ) throws {
        let session = transition.after
        func holders(_ role: Role) throws -> [Person.ID] {
            try AppointmentStore(tenant: tenant).holders(
                of: role, room: session.room, area: session.area, on: signature.now.day, in: transaction)
        }
        switch transition.event {
        case .planned:
            try tell(
                try holders(.convener) + session.participants.compactMap(\.person)
                    + coHosts(of: session, on: signature.now.day, in: transaction), of: recorded, signature,
                in: transaction)
        case .minutesDrafted, .objected:
            try tell(
                try holders(.convener) + session.participants.compactMap(\.person), of: recorded, signature,
                in: transaction)
        case .announced, .rescheduled, .postponed, .cancelled, .outcomeIssued:
            // Special committees that keep in touch with what it is about hear of what everybody may know of.
            let counterparts =
                session.isAnnounced
                ? try CounterpartStore(tenant: tenant).committees(
                    of: .init(of: session), on: signature.now.day, in: transaction) : []
            try tell(
                try holders(.roomSecretary) + session.participants.compactMap(\.person)
                    + coHosts(of: session, on: signature.now.day, in: transaction)
                    + counterparts.flatMap(\.people).map(\.id), of: recorded, signature,
                in: transaction)
        case .invited(let people):
            try tell(people.compactMap(\.person), of: recorded, signature, in: transaction)
        case .leaveApproved(let id, _):
            try tell(
                session.participants.filter { $0.id == id }.compactMap(\.person), of: recorded, signature,
                in: transaction)
        case .reminded(let silent, _):
            try tell(
                session.participants.filter { silent.contains($0.id) }.compactMap(\.person), of: recorded, signature,
                in: transaction)
        case .concluded, .minutesConfirmed, .joined, .excused, .answered:
            try tell(try holders(.roomSecretary), of: recorded, signature, in: transaction)
        case .readied, .paperHandedIn:
            // Those who are invited hear once that papers are there.
            let isNew = session.hasToldOfPapers && !transition.before.hasToldOfPapers
            let keepers = if case .readied = transition.event { [Person.ID]() } else { try holders(.roomSecretary) }
            try tell(
                keepers + (isNew ? session.participants.compactMap(\.person) : []), of: recorded, signature,
                in: transaction)
        case .visited, .leaderNoted, .started, .checkedIn, .arrived, .doubled, .opinionRecorded, .topicConcluded,
            .itemDrafted,
            .itemDiscarded, .archived,
            .enlisted, .floorAsked, .reordered, .floorGiven, .turnEnded, .paired, .paperChanged, .paperWithdrawn,
            .deadlineMoved:
            break
        }
    }

    /// Secretaries and conveners of the rooms that hold it, too, and who keeps the bodies that convene it.
    private func coHosts(
        of session: ConsultationSession, on day: Day, in transaction: Transaction
    ) throws -> [Person.ID] {
        let appointments = AppointmentStore(tenant: tenant)
        let rooms = try (session.plan.coHosts ?? []).flatMap { host in
            try [Role.roomSecretary, .convener].flatMap { role in
                try appointments.holders(of: role, room: host.room, area: host.area, on: day, in: transaction)
            }
        }
        return rooms + (try together.keepers(of: session.plan.bodies ?? [], on: day, in: transaction))
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

    func headline(_ session: ConsultationSession, in transaction: Transaction) throws -> CaseHeadline {
        CaseHeadline(title: session.plan.title.words ?? TopicWording.erased, said: nil)
    }

    func wordsShown(by command: ConsultationSession.Command, of session: ConsultationSession) -> [String?] {
        command == .announce ? [session.plan.title.words, session.plan.place.words] : []
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
