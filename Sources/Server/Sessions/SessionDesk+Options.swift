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
        guard command == .answer else { return options }
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

    /// The units; those that had what is like the session's topics stand first and say so. Nothing is chosen beforehand.
    private func unitOptions(
        for session: ConsultationSession, in transaction: Transaction
    ) throws -> [InputField.Option] {
        let options = try commonOptions(.units, in: transaction)
        let had = try loadTopics(of: session, in: transaction).flatMap { topic in
            try TopicPrecedents(try topics.alike(topic, in: transaction), tenant: tenant, in: transaction)
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
