// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

/// Every change to a media consultation goes through here, with what follows for the comments that reached the room.
struct MediaDesk: CaseDesk {
    let services: Services
    let site: Site

    static let collection = "live"
    static let operationNoun = "Live"
    static let place = DeskPlace.live
    static let schema = MediaAPI.consultation
    static let publishing: Set<MediaConsultation.Command> = [.report]
    static let acts: [CaseAct<MediaDesk>] = [
        .open, .countHeads, .declareViews, .close, .report, .revise, .cancel,
    ]

    private var tenant: Tenant.ID { site.tenant.id }
    var store: MediaStore { MediaStore(tenant: tenant) }
    var sessions: SessionDesk { SessionDesk(services: services, site: site) }

    static func name(_ command: MediaConsultation.Command) -> String { MediaWording.name(command) }
    static func done(_ command: MediaConsultation.Command) -> String { MediaWording.done(command) }

    /// Puts one beside a session.
    func plan(
        _ plan: MediaConsultation.Plan, beside id: ConsultationSession.ID, by actor: Actor, at now: Instant,
        in transaction: Transaction
    ) throws -> MediaConsultation {
        let session = try sessions.visible(id, to: actor, in: transaction)
        let others = try store.consultation(of: id, in: transaction) == nil ? 0 : 1
        let transition = try MediaConsultation.planning(
            plan, beside: session, others: others, as: services.id(MediaConsultation.self), by: actor, at: now)
        let role = transition.after.role(of: actor, for: .open)
        try save(transition, Signature(actor: actor, role: role, now: now), in: transaction)
        return transition.after
    }

    // MARK: - Loading and saving

    func consultation(_ id: MediaConsultation.ID, in transaction: Transaction) throws -> MediaConsultation? {
        lying(MediaConsultation.replaying(try log(of: id, in: transaction).map(\.event), as: id))
    }

    func visible(_ id: MediaConsultation.ID, to actor: Actor, in transaction: Transaction) throws -> MediaConsultation {
        guard let record = try consultation(id, in: transaction),
            RoomScope(of: actor).covers(room: record.origin.room, area: record.origin.area)
        else { throw WebFailure.notFound }
        return record
    }

    func save(_ transition: Transition<MediaConsultation>, _ signature: Signature, in transaction: Transaction) throws {
        let record = transition.after
        let recorded = try append(transition, to: record.id, signature, in: transaction)
        // From here on nothing is cut in at the same moment: the row is held.
        try store.save(transition, in: transaction)
        switch transition.event {
        case .opened: try spoilPages(of: record, in: transaction)
        case .closed:
            try followUp(record, signature, in: transaction)
            try spoilPages(of: record, in: transaction)
            // Whoever closes it knows; of one that ended by itself the room hears.
            if signature.actor == .system { try tellRoom(of: record, recorded, signature, in: transaction) }
        case .planned, .cancelled: try tellRoom(of: record, recorded, signature, in: transaction)
        case .revised, .headsCounted, .viewsDeclared, .reported: break
        }
        try LiveTeller(services: services, site: site).tell(of: transition, at: signature.now, in: transaction)
    }

    private func tellRoom(
        of record: MediaConsultation, _ recorded: EventStore.Recorded, _ signature: Signature,
        in transaction: Transaction
    ) throws {
        let told = try MediaConsultation.holders.sorted { $0.rawValue < $1.rawValue }.flatMap { role in
            try AppointmentStore(tenant: tenant).holders(
                of: role, room: record.origin.room, area: record.origin.area, on: signature.now.day, in: transaction)
        }
        try tell(told, of: recorded, signature, in: transaction)
    }

    /// The traces of its topics tell of it.
    func spoilPages(of record: MediaConsultation, in transaction: Transaction) throws {
        guard let session = try sessions.session(record.origin.session, in: transaction) else { return }
        for topic in try sessions.loadTopics(of: session, in: transaction) {
            try sessions.topics.spoilPages(of: topic, in: transaction)
        }
    }

    /// What was cut in and not answered lies with its unit from here on (BR-25).
    private func followUp(_ record: MediaConsultation, _ signature: Signature, in transaction: Transaction) throws {
        let desk = CommentDesk(services: services, site: site)
        let waiting = try desk.lists.standing([.cutIn], of: record.id, limit: 500, in: transaction)
        for listed in waiting {
            guard let comment = try desk.comment(listed.id, in: transaction),
                let transition = comment.followingUp(at: signature.now, practice: site.practice)
            else { continue }
            try desk.save(transition, Signature(actor: .system, role: nil, now: signature.now), in: transaction)
        }
    }

    /// The session is not held: nobody waits for its consultation.
    func end(
        with session: ConsultationSession.ID, _ reason: FreeText, _ signature: Signature, in transaction: Transaction
    ) throws {
        guard let id = try store.consultation(of: session, in: transaction),
            let transition = try consultation(id, in: transaction)?.ending(with: reason)
        else { return }
        try save(transition, signature, in: transaction)
    }

    func figures(of record: MediaConsultation, in transaction: Transaction) throws -> LiveFigures {
        try store.figures(of: record.id, in: transaction)
    }

    // MARK: - Forms

    func proposal(
        _ field: InputField, of command: MediaConsultation.Command, for record: MediaConsultation,
        in transaction: Transaction
    ) throws -> String {
        switch command {
        case .revise: MediaFields.value(of: field.name, in: record.plan)
        case .declareViews: field.name == "day" ? record.plan.opensAt.day.description : ""
        case .open, .close, .countHeads, .report, .cancel: ""
        }
    }

    func hindrance(
        to command: MediaConsultation.Command, of record: MediaConsultation, by actor: Actor, at now: Instant,
        in transaction: Transaction
    ) throws -> MediaRefusal? {
        record.hindrance(to: command, at: now, undecided: try figures(of: record, in: transaction).undecided)
    }

    func headline(_ record: MediaConsultation, in transaction: Transaction) throws -> CaseHeadline {
        let session = try sessions.session(record.origin.session, in: transaction)
        return CaseHeadline(title: session?.plan.title.words ?? TopicWording.erased, said: nil)
    }

    func wordsToPublish(
        by command: MediaConsultation.Command?, of record: MediaConsultation, for actor: Actor,
        in transaction: Transaction
    ) throws -> [String?] {
        guard command == nil, case .reported(let words) = record.state else { return [] }
        return [words.words]
    }

    func json(_ record: MediaConsultation, for actor: Actor, in transaction: Transaction) throws -> JSON {
        MediaAPI.json(record, figures: try figures(of: record, in: transaction), for: actor)
    }
}
