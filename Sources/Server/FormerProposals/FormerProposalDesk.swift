// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

/// Writes down proposals of earlier sessions as they were declared.
struct FormerProposalDesk: Sendable {
    let services: Services
    let site: Site

    var store: FormerProposalStore { FormerProposalStore(tenant: site.tenant.id, contents: services.contents) }

    /// Takes one in; what is there already under its number stays as it is. Numbers that are given here from now on come after
    /// (BR-13).
    func declare(
        _ proposal: FormerProposal, by actor: Actor, at now: Instant, in transaction: Transaction
    ) throws {
        let number = proposal.number
        guard
            FormerProposal.mayDeclare(number, numberedHere: try store.seriesNumberedHere(in: transaction))
        else { throw WebFailure.notFound }
        guard try !store.isDeclared(number, in: transaction) else { return }
        let id = services.id(FormerProposal.self)
        let event = FormerProposalEvent.declared(proposal)
        let recorded = try services.eventLog.append(
            event, subject: id.number, subjectVersion: 1,
            .init(tenant: site.tenant.id, actor: actor, role: .systemAdministrator, recordedAt: now), in: transaction)
        try store.insert(proposal, as: id, recorded, in: transaction)
        try DocumentRegisterStore(tenant: site.tenant.id)
            .reach(.proposal, of: number.series.code, number.serial, in: transaction)
    }
}
