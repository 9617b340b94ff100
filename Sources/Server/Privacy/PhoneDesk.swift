// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

/// Takes back the phone that somebody left with a support; the support counts as before (BR-40).
struct PhoneDesk: Sendable {
    let services: Services
    let site: Site

    private var tenant: Tenant.ID { site.tenant.id }
    private var supports: SupportStore { SupportStore(tenant: tenant, contents: services.contents) }

    /// The holder of the link that asks a supporter takes the phone back; nobody has to grant it.
    func takeBack(
        of confirmation: Confirmation, at now: Instant, in transaction: Transaction
    ) throws {
        guard case .supporter(let id) = confirmation.inquiry.voice,
            let topic = try supports.topic(of: id, in: transaction)
        else { throw WebFailure.notFound }
        let log = try services.eventLog.log(of: id.number, tenant: tenant, as: SupportEvent.self, in: transaction)
        guard let support = Support.replaying(log.map(\.event), as: id) else { throw WebFailure.notFound }
        let isHeld = try HoldStore(tenant: tenant).isHeld(.topic(topic), in: transaction)
        let transition = try support.takingPhoneBack(isHeld: isHeld)
        _ = try services.eventLog.append(
            transition, subject: id.number,
            .init(tenant: tenant, actor: .linkHolder(confirmation.id), role: nil, recordedAt: now), in: transaction)
        try erase(of: id, at: now, in: transaction)
    }

    /// Erases the phone and forgets its hash.
    func erase(of support: Support.ID, at now: Instant, in transaction: Transaction) throws {
        guard let taken = try supports.takePhone(of: support, in: transaction) else { return }
        try services.erasures.erase([taken.content], tenant: tenant, at: now, in: transaction)
        try ResidentDesk(services: services, site: site).endAll(
            of: taken.phoneHash, .erased, by: .system, at: now, in: transaction)
    }
}
