// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

/// Members who are asked to appraise a matter (A1-03): they hear of it, and say their opinion in their line of the register.
extension RegisterDesk {
    /// The desk of the register of appraisals.
    static func appraisals(_ request: WebRequest, _ services: Services) -> RegisterDesk {
        RegisterDesk(services: services, site: request.site, form: .appraisals)
    }

    /// Tells the member whom a line names.
    func tellAppraiser(
        _ transition: Transition<DirectoryEntry>, _ recorded: EventStore.Recorded, _ signature: Signature,
        in transaction: Transaction
    ) throws {
        guard form.register == .appraisals, let person = transition.appraiserToTell(on: signature.now.day) else {
            return
        }
        if case .staff(let staff) = signature.actor, staff.id == person { return }
        try OutboxStore(tenant: site.tenant.id).insert(
            recorded.event, to: [person], ids: services.ids, at: signature.now, in: transaction)
    }

    /// The line that names this person. Throws ``WebFailure/notFound`` for any other.
    func own(_ id: DirectoryEntry.ID, of staff: Staff, in transaction: Transaction) throws -> DirectoryEntry {
        guard let entry = try store.entry(id, in: transaction), entry.appraiser == staff.id else {
            throw WebFailure.notFound
        }
        return entry
    }

    /// The member says the own opinion.
    func sayOpinion(
        _ opinion: String, in id: DirectoryEntry.ID, by staff: Staff, at now: Instant, in transaction: Transaction
    ) throws {
        let entry = try own(id, of: staff, in: transaction)
        let transition = try entry.sayingOpinion(opinion, by: .staff(staff), on: now.day)
        let role: Role? = staff.holds(.member) ? .member : staff.appointments.first?.role
        try save(transition, Signature(actor: .staff(staff), role: role, now: now), in: transaction)
    }
}
