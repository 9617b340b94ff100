// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

/// Every change to the practice profile goes through here.
struct PracticeDesk: Sendable {
    let services: Services
    let site: Site

    var store: PracticeStore { PracticeStore(tenant: site.tenant.id) }

    /// Writes a new version that counts from a day on. Throws ``InputProblems`` and ``PracticeRefusal``.
    @discardableResult
    func revise(
        _ input: Input, by actor: Actor, at now: Instant, in transaction: Transaction
    ) throws -> PracticeStore.Version {
        let latest = try store.versions(in: transaction).first
        let profile = try PracticeForm.profile(input, over: latest?.profile ?? .standard)
        guard profile != latest?.profile else { throw PracticeRefusal.nothingChanged }
        let day = input.day("validFrom")
        let body = try PracticeStore.body(profile)
        let history = try store.history(in: transaction)
        let transition = try history.revising(to: body, from: day, today: now.day, by: actor)
        _ = try services.eventLog.append(
            transition, subject: site.tenant.id.number,
            .init(
                tenant: site.tenant.id, actor: actor, role: history.role(of: actor, for: .revise), recordedAt: now),
            in: transaction)
        try store.insert(transition.after.version, from: day, body: body, in: transaction)
        if day <= now.day {
            transaction.afterCommit { [services, tenant = site.tenant.id] in
                services.liveSites.follow(profile, of: tenant, services.pages)
            }
        }
        return .init(number: transition.after.version, validFrom: day, profile: profile)
    }
}
