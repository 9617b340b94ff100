// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

/// Looks for walks whose topic has ended and that owe nothing: theirs ended before an ending named the day by which the person
/// concerned is told. Each is found once; from then on it owes something.
struct WalkWatch: Watch {
    let services: Services

    /// One look at all tenants.
    func look() async throws {
        let now = services.clock.now()
        try await DueRound(services: services, complaint: "a walk cannot learn that its topic has ended").go {
            site, transaction in
            try SentimentDesk(services: services, site: site).store.oweNothing(in: transaction)
        } act: { id, site, transaction in
            try SentimentDesk(services: services, site: site).learn(
                id, Signature(actor: .system, role: nil, now: now), in: transaction)
        }
    }
}
