// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

/// What the fields of a session's acts offer.
extension SessionDesk {
    func options(
        _ source: InputField.OptionSource, for session: ConsultationSession, in transaction: Transaction
    ) throws -> [InputField.Option] {
        switch source {
        case .ownTopics:
            try TopicDeskStore(tenant: tenant, contents: services.contents).named(session.topics, in: transaction)
                .map { .init(code: $0.id.text, label: $0.deskTitle) }
        case .participants: session.participants.map { Self.option($0, of: session) }
        case .absentParticipants: session.participants.filter { !$0.isPresent }.map { Self.option($0, of: session) }
        case .silentParticipants:
            session.participants.filter { person in
                person.id != session.floor?.participant && !session.waiting.contains { $0.participant == person.id }
            }.map { Self.option($0, of: session) }
        case .waitingSpeakers:
            session.waiting.compactMap { speaker in
                session.participants.first { $0.id == speaker.participant }.map { Self.option($0, of: session) }
            }
        case .memberParticipants:
            session.members.map { Self.option($0, of: session) }
        case .papers:
            session.papers.map { .init(code: $0.id.text, label: $0.title.words ?? TopicWording.erased) }
        case .units: try unitOptions(for: session, in: transaction)
        case .members, .officers:
            try invitees(
                try commonOptions(source, in: transaction), to: session, isProposers: source == .members,
                in: transaction)
        default: try commonOptions(source, in: transaction)
        }
    }

    /// Opinions are those of people who are there. Whoever does not keep the room answers for nobody else and is told nobody else's name. Online comes who can.
    func open(
        _ options: [InputField.Option], of field: InputField, _ command: ConsultationSession.Command,
        for session: ConsultationSession, to actor: Actor
    ) -> [InputField.Option] {
        if command == .recordOpinion, field.name == "participant" {
            let present = Set(session.participants.map(\.id).filter(session.isThere).map(\.text))
            return options.filter { present.contains($0.code) }
        }
        // An item may be on a topic on which nothing was agreed, and is meant to be.
        if command == .draftItem, field.name == "topic" {
            return options.map { option in
                let conclusion = Identifier<Topic>(option.code).flatMap(session.conclusion(on:))
                return conclusion?.isConsensus == false
                    ? .init(code: option.code, label: "\(option.label)（没有形成一致意见）") : option
            }
        }
        guard command == .answer || command == .object else { return options }
        switch field.name {
        case "participant" where !session.isKept(by: actor):
            guard case .staff(let staff) = actor else { return [] }
            let own = session.participants.filter { $0.person == staff.id }.map(\.id.text)
            return options.filter { own.contains($0.code) }
        case "reply" where session.plan.link == nil:
            return options.filter { $0.code != Participant.Answer.online.rawValue }
        case _: return options
        }
    }

    /// The topics that somebody wants to plan a session on, those first of rooms for which this person plans: the first one's
    /// room leads. A topic of a room that is to hold it, too, comes in when everybody may read of it and it is ready. Throws
    /// ``WebFailure/notFound`` where there is none, ``InputProblems`` where its room is not named or all are of rooms that are to hold it, too.
    func brought(
        _ ids: [Topic.ID], to plan: ConsultationSession.Plan, by actor: Actor, in transaction: Transaction
    ) throws -> [Topic] {
        let hosts = Set((plan.coHosts ?? []).map(\.room))
        let found = try ids.map { id -> Topic in
            guard let topic = try topics.store.topic(id, in: transaction) else { throw WebFailure.notFound }
            if TopicScope(of: actor).includes(topic) { return topic }
            guard topic.publication.isPublic, topic.state == .ready else { throw WebFailure.notFound }
            guard hosts.contains(topic.room) else {
                throw InputProblems([
                    .init(field: "topics", sentence: "有的议题是别的议事室的，请在联办的议事室里选上那一间。")
                ])
            }
            return topic
        }
        guard case .staff(let staff) = actor else { return found }
        let isOwn = { (topic: Topic) in
            staff.holds(anyOf: ConsultationSession.planners, room: topic.room, area: topic.area)
                && !hosts.contains(topic.room)
        }
        let own = found.filter(isOwn)
        guard !own.isEmpty || hosts.isEmpty else {
            throw InputProblems([.init(field: "topics", sentence: "至少选一件本议事室的议题，由本室牵头。")])
        }
        return own + found.filter { !isOwn($0) }
    }

    /// What the session's topics are called for this actor.
    func titles(
        of session: ConsultationSession, to actor: Actor, in transaction: Transaction
    ) throws -> [Topic.ID: String] {
        Self.titles(
            try TopicDeskStore(tenant: tenant, contents: services.contents)
                .named(session.topics, scope: TopicScope(of: actor), in: transaction))
    }

    /// What topics are called, each as its reader may know it.
    static func titles(_ topics: [(topic: TopicDeskStore.Named, isOpen: Bool)]) -> [Topic.ID: String] {
        Dictionary(
            topics.map { ($0.topic.id, $0.isOpen ? $0.topic.deskTitle : $0.topic.plainTitle) },
            uniquingKeysWith: { first, _ in first })
    }

    /// The units; those that had what is like the session's topics stand first and say so. Nothing is chosen beforehand.
    private func unitOptions(
        for session: ConsultationSession, in transaction: Transaction
    ) throws -> [InputField.Option] {
        let options = try commonOptions(.units, in: transaction)
        let had = try loadTopics(of: session, in: transaction).flatMap { topic in
            try TopicPrecedents(
                try topics.alike(topic, in: transaction), like: topic, for: .visitor, topics.precedents, in: transaction
            )
            .precedents.flatMap { $0.decision.units.map(\.id.text) }
        }
        return options.filter { had.contains($0.code) }
            .map { .init(code: $0.code, label: "\($0.label)（办过相近的）") }
            + options.filter { !had.contains($0.code) }
    }

    /// Secretary and convener alone choose somebody while the session is on. Of the minutes members say something too, and
    /// choose among residents by number (BR-38).
    private static func option(
        _ participant: Participant, of session: ConsultationSession
    ) -> InputField.Option {
        let name =
            session.minutes == nil
            ? participant.name.words ?? TopicWording.erased : SessionNames.masked(session).name(participant)
        return .init(
            code: participant.id.text,
            label: "\(name)（\(SessionWording.name(participant.category))）")
    }
}
