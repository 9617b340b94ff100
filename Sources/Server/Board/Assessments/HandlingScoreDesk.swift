// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

/// Members score how items were handled; every score goes through here.
struct HandlingScoreDesk: Sendable {
    let services: Services
    let site: Site

    private var tenant: Tenant.ID { site.tenant.id }
    var store: HandlingScoreStore { HandlingScoreStore(tenant: tenant, contents: services.contents) }

    init(services: Services, site: Site) {
        (self.services, self.site) = (services, site)
    }

    init(_ request: WebRequest, _ services: Services) {
        self.init(services: services, site: request.site)
    }

    /// An item as a member scores it.
    struct Open: Sendable {
        let item: SuggestionItem
        /// The year of its session: in which assessment the score counts.
        let year: Int
        let circumstances: HandlingScore.Circumstances
        let score: HandlingScore?
    }

    func score(_ id: HandlingScore.ID, in transaction: Transaction) throws -> HandlingScore? {
        let log = try services.eventLog.log(
            of: id.number, tenant: tenant, as: HandlingScoreEvent.self, in: transaction)
        return HandlingScore.replaying(log.map(\.event), as: id)
    }

    /// The item that this member took part in. Throws ``WebFailure/notFound`` for any other.
    func open(_ id: SuggestionItem.ID, by actor: Actor, in transaction: Transaction) throws -> Open {
        guard case .staff(let staff) = actor, staff.holds(.member),
            let item = try ItemDesk(services: services, site: site).item(id, in: transaction),
            try store.takesPart(staff.id, in: id, in: transaction),
            let session = try SessionDesk(services: services, site: site).session(item.session, in: transaction)
        else { throw WebFailure.notFound }
        let year = session.plan.day.year
        let isIssued = try HandlingAssessmentStore(tenant: tenant).isIssued(year, in: transaction)
        return Open(
            item: item, year: year, circumstances: .init(takesPart: true, isIssued: isIssued),
            score: try store.score(of: id, by: staff.id, in: transaction).flatMap { try score($0, in: transaction) })
    }

    /// Gives a score, or another one instead. `seen`: the version that the member looked at.
    func give(
        _ mark: HandlingScore.Mark, to id: SuggestionItem.ID, seen: Int?, by actor: Actor, at now: Instant,
        in transaction: Transaction
    ) throws -> HandlingScore {
        let year = try open(id, by: actor, in: transaction).year
        // Whoever issues the assessment meanwhile has all scores or none of what comes after.
        _ = try DocumentRegisterStore(tenant: tenant).next(.handlingScore, of: year, in: transaction)
        let open = try open(id, by: actor, in: transaction)
        if let seen, seen != open.score?.version { throw WebFailure.changedMeanwhile }
        let transition =
            try open.score?.changing(to: mark, of: open.item, open.circumstances, by: actor)
            ?? HandlingScore.giving(
                mark, to: open.item, open.circumstances, as: services.id(HandlingScore.self), by: actor)
        let recorded = try services.eventLog.append(
            transition, subject: transition.after.id.number,
            .init(tenant: tenant, actor: actor, role: .member, recordedAt: now), in: transaction)
        try store.save(transition, recorded, in: transaction)
        return transition.after
    }
}
