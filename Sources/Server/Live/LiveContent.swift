// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

/// A media consultation as everybody may see it: who speaks, the question at hand, its answer, and what may be read.
struct LiveContent: Sendable {
    let record: MediaConsultation
    let session: ConsultationSession
    let roomName: String
    let atHand: CommentListStore.Listed?
    let figures: LiveFigures
    /// The number of the last event that those who watch were told.
    let told: Int64

    /// Throws ``WebFailure/notFound`` for one that was cancelled, or whose session nobody knows of.
    static func read(
        _ id: MediaConsultation.ID, _ services: Services, _ site: Site, in transaction: Transaction
    ) throws -> LiveContent {
        let desk = CommentDesk(services: services, site: site)
        guard let record = try desk.media.consultation(id, in: transaction), record.state.name != .cancelled,
            let session = try desk.media.sessions.session(record.origin.session, in: transaction),
            session.isAnnounced,
            let room = try RoomStore(tenant: site.tenant.id).room(record.origin.room, in: transaction)
        else { throw WebFailure.notFound }
        return LiveContent(
            record: record, session: session, roomName: room.room.name,
            atHand: try desk.lists.atHand(of: id, in: transaction),
            figures: try desk.media.figures(of: record, in: transaction),
            told: try StreamStore(tenant: site.tenant.id).last(
                of: LiveFace.channel(id, of: site.tenant.id), in: transaction))
    }

    var title: String { session.plan.title.words ?? TopicWording.erased }

    /// Who has the floor, by office or as one of the people.
    var speaker: String? { session.floor.map { SessionNames.masked(session).name($0.participant) } }

    /// Where the pictures are; embedded only from hosts that the operator allows.
    func stream(embeddedFrom hosts: [String]) -> (address: StreamAddress, isEmbedded: Bool)? {
        guard record.state == .open, let address = record.plan.stream?.words.flatMap({ StreamAddress($0) }) else {
            return nil
        }
        return (address, address.isEmbedded(from: hosts))
    }

    /// What a comment says to everybody: without what points at one person, whatever a moderator has overlooked.
    static func words(_ comment: CommentListStore.Listed) -> String {
        comment.words.map(TopicReading.masked) ?? TopicWording.erased
    }

    static func name(_ comment: CommentListStore.Listed) -> String {
        comment.name.map(TopicReading.masked) ?? CommentWording.somebody
    }
}
