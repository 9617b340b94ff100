// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

/// Reminds proposers who have said nothing of a reply, once, some days before it is too late. Whoever says nothing then has no
/// opinion, and is never counted as satisfied (BR-21).
struct ProposerOpinionWatch: Sendable {
    let services: Services
    /// So many in one transaction at most, that nobody waits for long.
    private static let batch = 100
    /// So many working days before the last one.
    static let daysBefore = 3

    /// One look at all tenants. What is left comes with the next.
    func look() async throws {
        let now = services.clock.now()
        for site in services.sites.all {
            let desk = ProposerOpinionDesk(services: services, site: site)
            let soon = site.practice.calendar.deadline(workingDays: Self.daysBefore, after: now.day).day
            let silent = try await services.engine.read {
                try desk.store.silent(dueBy: soon, limit: Self.batch, in: $0)
            }
            guard !silent.isEmpty else { continue }
            try await services.engine.write { transaction in
                for id in silent { try desk.remind(id, at: now, in: transaction) }
            }
        }
    }
}

extension ProposerOpinionDesk {
    /// Reminds one of those asked. Answered a moment ago, there is nothing to be reminded of.
    func remind(_ id: ProposerOpinion.ID, at now: Instant, in transaction: Transaction) throws {
        guard let asked = try opinion(id, in: transaction) else { return }
        try proposals.store.lock([asked.inquiry.lead], in: transaction)
        guard let opinion = try opinion(id, in: transaction),
            let lead = try proposals.proposal(opinion.inquiry.lead, in: transaction)
        else { return }
        let transition: Transition<ProposerOpinion>
        do {
            transition = try opinion.beingReminded(about: lead, on: now.day)
        } catch {
            return
        }
        try save(transition, Signature(actor: .system, role: nil, now: now), in: transaction)
    }
}
