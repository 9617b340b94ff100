// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

/// The one way to give somebody a role: whoever appoints, on a page, from a file or on the command line, comes through
/// here, so that no path can forget that duties are apart.
struct AppointmentDesk: Sendable {
    let services: Services
    let tenant: Tenant.ID

    private var store: AppointmentStore { AppointmentStore(tenant: tenant) }

    /// Appoints a person, without limit in time. Throws ``AppointmentRefusal``.
    func appoint(
        _ person: Person.ID, to appointment: Appointment, on day: Day, in transaction: Transaction
    ) throws {
        let grant = Grant(id: services.id(Grant.self), appointment: appointment)
        try appoint(person, to: grant, on: day, in: transaction)
    }

    /// Appoints a person as the grant says. Throws ``AppointmentRefusal``.
    func appoint(_ person: Person.ID, to grant: Grant, on day: Day, in transaction: Transaction) throws {
        guard grant.appointment.isPlaced else { throw AppointmentRefusal.wrongPlace }
        let held = try store.rolesHeld(by: person, on: day, in: transaction)
        if let refusal = Appointment.conflict(adding: grant.appointment.role, to: held) { throw refusal }
        try store.insert(grant, of: person, in: transaction)
    }
}
