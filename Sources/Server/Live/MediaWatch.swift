// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

/// Closes media consultations that nobody has closed: otherwise what was cut in and not answered would be nobody's task (BR-25).
struct MediaWatch: Watch {
    let services: Services
    /// So many at one look; what is left comes with the next.
    private static let batch = 20

    /// One look at all tenants.
    func look() async throws {
        let (services, now) = (services, services.clock.now())
        try await DueRound(services: services, complaint: "a media consultation cannot be ended").go {
            site, transaction in
            try MediaDesk(services: services, site: site).store.overdue(
                before: Instant(now.day, hour: 0), limit: Self.batch, in: transaction)
        } act: { id, site, transaction in
            try MediaDesk(services: services, site: site).end(id, at: now, in: transaction)
        }
    }
}

extension MediaDesk {
    /// Ends a consultation by itself. Closed or given another window a moment ago, there is nothing to end.
    func end(_ id: MediaConsultation.ID, at now: Instant, in transaction: Transaction) throws {
        try store.lock(id, in: transaction)
        guard let transition = try consultation(id, in: transaction)?.ending(at: now) else { return }
        try save(transition, Signature(actor: .system, role: nil, now: now), in: transaction)
    }
}
