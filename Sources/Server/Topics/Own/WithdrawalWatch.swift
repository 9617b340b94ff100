// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

/// Carries out withdrawals whose time to think again is over.
struct WithdrawalWatch: Watch {
    let services: Services
    /// So many at one look; what is left comes with the next.
    private static let batch = 100

    /// One look at all tenants.
    func look() async throws {
        let (services, now) = (services, services.clock.now())
        try await DueRound(services: services, complaint: "a withdrawal cannot be carried out").go {
            site, transaction in
            try TopicDesk(services: services, site: site).store.withdrawals(
                dueAt: now, limit: Self.batch, in: transaction)
        } act: { id, site, transaction in
            try TopicDesk(services: services, site: site).carryOutWithdrawal(of: id, at: now, in: transaction)
        }
    }
}

extension TopicDesk {
    /// Ends a topic that its submitter took back. Undone or scheduled a moment ago, there is nothing to carry out.
    fileprivate func carryOutWithdrawal(of id: Topic.ID, at now: Instant, in transaction: Transaction) throws {
        try store.lock([id], in: transaction)
        guard let topic = try store.topic(id, in: transaction), topic.isWithdrawalDue(at: now) else { return }
        try carryOutWithdrawal(of: topic, at: now, in: transaction)
    }

    /// Ends a topic that its submitter took back; a system outside that pushed it fetches this as its result (BR-09). Throws
    /// ``TopicRefusal/notWithdrawing`` before the time.
    func carryOutWithdrawal(of topic: Topic, at now: Instant, in transaction: Transaction) throws {
        let signature = Signature(actor: .system, role: nil, now: now)
        let withdrawn = try topic.takingWithdrawalIntoEffect(at: now)
        try save(withdrawn, signature, in: transaction)
        guard let told = withdrawn.after.returningWithdrawal(DispatchWording.withdrawn) else { return }
        try save(told, signature, in: transaction)
    }
}
