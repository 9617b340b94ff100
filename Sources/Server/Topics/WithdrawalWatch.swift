// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

/// Carries out withdrawals whose time to think again is over.
struct WithdrawalWatch: Sendable {
    let services: Services
    /// So many in one transaction at most, that nobody waits for long.
    private static let batch = 100

    /// One look at all tenants. What is left comes with the next.
    func look() async throws {
        let now = services.clock.now()
        for site in services.sites.all {
            let desk = TopicDesk(services: services, site: site)
            let due = try await services.engine.read {
                try desk.store.withdrawals(dueAt: now, limit: Self.batch, in: $0)
            }
            guard !due.isEmpty else { continue }
            try await services.engine.write { transaction in
                try desk.store.lock(due, in: transaction)
                for id in due {
                    // Undone or scheduled a moment ago: then there is nothing to carry out.
                    guard let topic = try desk.store.topic(id, in: transaction), topic.isWithdrawalDue(at: now) else {
                        continue
                    }
                    try desk.carryOutWithdrawal(of: topic, at: now, in: transaction)
                }
            }
        }
    }
}

extension TopicDesk {
    /// Ends a topic that its submitter took back. Throws ``TopicRefusal/notWithdrawing`` before the time.
    func carryOutWithdrawal(of topic: Topic, at now: Instant, in transaction: Transaction) throws {
        try save(
            topic.takingWithdrawalIntoEffect(at: now), Signature(actor: .system, role: nil, now: now), in: transaction)
    }
}
