// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

/// The wall of a session as a channel: that something is another now, while it is in progress. The page is read anew then,
/// so nothing is told but the session's version.
struct SessionWall: StreamFace {
    static func channel(_ session: ConsultationSession.ID, of tenant: Tenant.ID) -> StreamChannel {
        StreamChannel(tenant: tenant, kind: .sessionWall, record: session.number)
    }

    /// As the wall itself: for those who keep the session.
    func isVisible(
        _ channel: StreamChannel, to request: WebRequest, _ services: Services, in transaction: Transaction
    ) throws -> Bool {
        let desk = SessionDesk(services: services, site: request.site)
        guard let session = try desk.session(.init(channel.record), in: transaction) else { return false }
        return SessionScope(of: request.actor).includes(session) && session.isKept(by: request.actor)
    }

    /// Tells the wall that the session has gone a step further.
    static func tell(
        of transition: Transition<ConsultationSession>, _ services: Services, _ tenant: Tenant.ID, at now: Instant,
        in transaction: Transaction
    ) throws {
        let (before, session) = (transition.before, transition.after)
        guard before.state == .inProgress || session.state == .inProgress else { return }
        try services.streams.publish(
            .changed, ["version": .integer(Int64(session.version))], to: channel(session.id, of: tenant), at: now,
            in: transaction)
    }
}
