// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

/// A session that was announced, as everybody may know it: nothing of it that was not published.
struct PublicSession: Sendable {
    let session: ConsultationSession
    let room: Room
    /// Those of its topics that are public, in the session's order.
    let topics: [TopicListStore.PublicTopic]
    /// Those of its proposals that are public, with their titles, in the session's order.
    let proposals: [(id: Proposal.ID, title: String)]
    let counts: EnrolmentStore.Counts
    /// The media consultation beside it; nil where there is none.
    let live: MediaStore.Named?
    /// What the rooms and bodies are called that hold it, too.
    let coHosts: (rooms: [String], bodies: [String])
    /// Where people are asked what they think.
    let deliberations: DeliberationLinks

    /// Seats that are left; nil where there is no number of them.
    var seatsLeft: Int? { session.plan.seats.map { max(0, $0 - counts.admitted) } }

    /// Throws ``WebFailure/notFound`` for a session that nobody knows of yet.
    static func read(
        _ id: ConsultationSession.ID, _ services: Services, _ site: Site, in transaction: Transaction
    ) throws -> PublicSession {
        let tenant = site.tenant.id
        guard let session = try SessionDesk(services: services, site: site).session(id, in: transaction),
            session.isAnnounced, let listed = try RoomStore(tenant: tenant).room(session.room, in: transaction)
        else { throw WebFailure.notFound }
        let topics = try TopicListStore(tenant: tenant, contents: services.contents)
            .published(session.topics, in: transaction)
        let titles = try ProposalListStore(tenant: tenant, contents: services.contents)
            .titles(of: session.proposals, scope: ProposalScope(of: .system), in: transaction)
        return PublicSession(
            session: session, room: listed.room,
            topics: session.topics.compactMap { id in topics.first { $0.id == id } },
            proposals: session.proposals.compactMap { id -> (id: Proposal.ID, title: String)? in
                guard let title = titles[id], title.isPublic else { return nil }
                return (id, title.words)
            },
            counts: try EnrolmentStore(tenant: tenant, keys: services.keys).counts(of: id, in: transaction),
            live: try MediaStore(tenant: tenant).named(of: id, in: transaction),
            coHosts: try SessionTogetherStore(tenant: tenant).names(of: session, in: transaction),
            deliberations: DeliberationLinks(
                calls: try DeliberationStore(tenant: tenant, contents: services.contents)
                    .calls(on: .session(id), in: transaction)))
    }
}
