// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

/// Tells those who watch a media consultation what has changed of what everybody may see, and its units what of their lists; the
/// last thing of a transaction.
struct LiveTeller: Sendable {
    let services: Services
    let site: Site

    private func channel(_ id: MediaConsultation.ID) -> StreamChannel { LiveFace.channel(id, of: site.tenant.id) }

    /// The figures are others now.
    func count(_ id: MediaConsultation.ID, in transaction: Transaction) {
        services.streams.touch(channel(id), in: transaction)
    }

    /// What a comment's step means to everybody, and to the unit that is asked.
    func tell(of transition: Transition<LiveComment>, at now: Instant, in transaction: Transaction) throws {
        let comment = transition.after
        let live = comment.said.consultation
        switch transition.event {
        case .approved:
            try publish(.comment, Self.json(comment), about: comment.id, to: live, at: now, in: transaction)
        case .rejected, .withdrawn:
            if transition.before.state.name.isPublic {
                try StreamStore(tenant: site.tenant.id).erase(about: comment.id.number, in: transaction)
                try publish(.takenBack, ["id": .string(comment.id.text)], to: live, at: now, in: transaction)
            }
        case .cutIn, .redirected, .answered, .followUpDue:
            let atHand = try CommentDesk(services: services, site: site).lists.atHand(of: live, in: transaction)
            try publish(
                .atHand, ["comment": atHand.map { LiveAPI.json($0) } ?? .null], about: comment.id, to: live, at: now,
                in: transaction)
        case .sent, .held, .marked, .shortlisted, .steppedBack, .itemised, .deadlineMoved: break
        }
        count(live, in: transaction)
        try UnitComments.tell(of: transition, services, site.tenant.id, at: now, in: transaction)
    }

    /// Whoever watches reads the page anew when it begins and when it ends.
    func tell(of transition: Transition<MediaConsultation>, at now: Instant, in transaction: Transaction) throws {
        let id = transition.after.id
        switch transition.event {
        case .opened, .closed, .revised, .reported, .cancelled:
            try publish(.changed, [:], to: id, at: now, in: transaction)
        case .headsCounted, .viewsDeclared: count(id, in: transaction)
        case .planned: break
        }
    }

    /// Who has the floor of the session beside which it stands.
    func tell(of transition: Transition<ConsultationSession>, at now: Instant, in transaction: Transaction) throws {
        switch transition.event {
        case .floorGiven, .turnEnded: break
        case _: return
        }
        let session = transition.after
        guard let id = try MediaStore(tenant: site.tenant.id).consultation(of: session.id, in: transaction) else {
            return
        }
        let speaker = session.floor.map { SessionNames.masked(session).name($0.participant) }
        let seconds = session.floor.map { JSON.integer(Int64(SpeakingWording.seconds($0, at: now))) } ?? .null
        try publish(
            .speaking, ["speaker": .optional(speaker), "seconds": seconds], to: id, at: now, in: transaction)
    }

    private func publish(
        _ kind: StreamEventKind, _ data: JSON, about comment: LiveComment.ID? = nil, to live: MediaConsultation.ID,
        at now: Instant, in transaction: Transaction
    ) throws {
        try services.streams.publish(
            kind, data, about: comment?.number, to: channel(live), at: now, in: transaction)
    }

    private static func json(_ comment: LiveComment) -> JSON {
        [
            "id": .string(comment.id.text),
            "name": .string(comment.said.name.words.map(TopicReading.masked) ?? CommentWording.somebody),
            "words": .string(comment.said.words.words.map(TopicReading.masked) ?? TopicWording.erased),
        ]
    }
}
