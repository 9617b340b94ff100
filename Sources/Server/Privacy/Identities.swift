// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

/// Who lies behind a record, as far as something was left: what is masked everywhere else (BR-38).
struct Identities: Sendable {
    let services: Services
    let site: Site

    private var tenant: Tenant.ID { site.tenant.id }
    private var topics: TopicStore { TopicStore(tenant: tenant, contents: services.contents) }
    private var supports: SupportStore { SupportStore(tenant: tenant, contents: services.contents) }
    private var contacts: TopicContactStore { TopicContactStore(tenant: tenant, keys: services.keys) }
    private var sessions: SessionDesk { SessionDesk(services: services, site: site) }

    /// Somebody with what was left of name and phone.
    struct Found: Sendable {
        let identity: MaskedIdentity
        let room: Room.ID
        let area: AreaCode
        /// Which of the supporters or residents this is, from 1.
        let place: Int
        let name: String?
        let phone: String?

        var isKept: Bool { name != nil || phone != nil }
    }

    /// Whoever this number stands for: the submitter of a topic, a support, a participant of the people's category.
    func find(_ number: Int64, in transaction: Transaction) throws -> Found? {
        if let topic = try topics.topic(.init(number), in: transaction) {
            return try submitter(of: topic, in: transaction)
        }
        if let topic = try supports.topic(of: .init(number), in: transaction) {
            return try read(.supporter(.init(number), of: topic), in: transaction)
        }
        guard
            let session = try SessionStore(tenant: tenant, keys: services.keys).session(
                of: .init(number), in: transaction)
        else {
            return nil
        }
        return try read(.participant(.init(number), in: session), in: transaction)
    }

    func read(_ identity: MaskedIdentity, in transaction: Transaction) throws -> Found? {
        switch identity {
        case .submitter(let id):
            return try topics.topic(id, in: transaction).map { try submitter(of: $0, in: transaction) }
        case .supporter(let id, let topic):
            return try topics.topic(topic, in: transaction).flatMap { topic in
                try supporters(of: topic, in: transaction).first { $0.identity.number == id.number }
            }
        case .participant(let id, let session):
            return try sessions.session(session, in: transaction).flatMap { session in
                residents(of: session).first { $0.identity.number == id.number }
            }
        }
    }

    /// Everybody who left something with a topic.
    func behind(_ topic: Topic, in transaction: Transaction) throws -> [Found] {
        ([try submitter(of: topic, in: transaction)] + (try supporters(of: topic, in: transaction))).filter(\.isKept)
    }

    /// The residents who take part in a session.
    func behind(_ session: ConsultationSession) -> [Found] { residents(of: session).filter(\.isKept) }

    private func submitter(of topic: Topic, in transaction: Transaction) throws -> Found {
        Found(
            identity: .submitter(topic.id), room: topic.room, area: topic.area, place: 1, name: nil,
            phone: try contacts.phone(of: topic.id, in: transaction))
    }

    private func supporters(of topic: Topic, in transaction: Transaction) throws -> [Found] {
        try supports.all(of: topic.id, in: transaction).enumerated().map { index, support in
            Found(
                identity: .supporter(support, of: topic.id), room: topic.room, area: topic.area, place: index + 1,
                name: nil, phone: try supports.phone(of: support, in: transaction))
        }
    }

    private func residents(of session: ConsultationSession) -> [Found] {
        session.participants.filter { $0.category == .people }.enumerated().map { index, participant in
            Found(
                identity: .participant(participant.id, in: session.id), room: session.room, area: session.area,
                place: index + 1, name: participant.name.words, phone: participant.phone?.words)
        }
    }
}
