// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

/// Reminds proposers who have said nothing of a reply, once, some days before it is too late. Whoever says nothing then has no
/// opinion, and is never counted as satisfied (BR-21).
struct ProposerOpinionWatch: Watch {
    let services: Services
    /// So many at one look; what is left comes with the next.
    private static let batch = 100
    /// So many working days before the last one.
    static let daysBefore = 3

    /// One look at all tenants.
    func look() async throws {
        let (services, now) = (services, services.clock.now())
        try await DueRound(services: services, complaint: "a proposer cannot be reminded").go { site, transaction in
            let soon = site.practice.calendar.deadline(workingDays: Self.daysBefore, after: now.day).day
            return try ProposerOpinionDesk(services: services, site: site).store.silent(
                dueBy: soon, limit: Self.batch, in: transaction)
        } act: { id, site, transaction in
            try ProposerOpinionDesk(services: services, site: site).remind(id, at: now, in: transaction)
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
