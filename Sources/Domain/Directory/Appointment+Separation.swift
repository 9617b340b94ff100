// SPDX-License-Identifier: Apache-2.0

extension Role {
    /// The three administrators: one for configuration, one for accounts and roles, one who reads what was done.
    package static let administrators: Set<Role> = [
        .systemAdministrator, .securityAdministrator, .auditAdministrator,
    ]

    package var isAdministrator: Bool { Self.administrators.contains(self) }
}

extension Appointment {
    /// Why somebody who holds roles already cannot be appointed to another as well; nil where it can be.
    ///
    /// Each of the three administrators holds that one role alone: neither another of the three, nor a part in the
    /// committee's business. The same role may be held twice.
    package static func conflict(adding role: Role, to held: some Sequence<Role>) -> AppointmentRefusal? {
        // BR-39
        held.contains { $0 != role && ($0.isAdministrator || role.isAdministrator) } ? .separateDuties : nil
    }

    /// Why this actor cannot change the appointments of that person; nil where it can be.
    ///
    /// Roles are given by the security administrator, and on the machine itself; nobody changes the own.
    package static func refusal(ofChanging person: Person.ID, by actor: Actor) -> AppointmentRefusal? {
        switch actor {
        case .console: nil
        case .staff(let staff) where staff.holds(.securityAdministrator):
            // BR-39
            staff.id == person ? .ownAppointment : nil
        case .staff, .visitor, .holder, .system: .notYours
        }
    }

    /// Whether the role can count in a place of this kind at all.
    package var isPlaced: Bool {
        switch (role, domain) {
        case (.roomSecretary, .tenant), (.roomSecretary, .area), (.roomSecretary, .room), (.convener, .tenant),
            (.convener, .area), (.convener, .room), (.leader, .tenant), (.leader, .area), (.leader, .room),
            (.member, .tenant), (.member, .area), (.unitOfficer, .unit), (.privacyOfficer, .tenant),
            (.proposalOfficer, .tenant), (.systemAdministrator, .tenant), (.securityAdministrator, .tenant),
            (.auditAdministrator, .tenant):
            true
        case (.roomSecretary, .unit), (.convener, .unit), (.leader, .unit), (.member, .room), (.member, .unit),
            (.unitOfficer, .tenant), (.unitOfficer, .area), (.unitOfficer, .room), (.privacyOfficer, .area),
            (.privacyOfficer, .room), (.privacyOfficer, .unit), (.proposalOfficer, .area), (.proposalOfficer, .room),
            (.proposalOfficer, .unit), (.systemAdministrator, .area),
            (.systemAdministrator, .room), (.systemAdministrator, .unit), (.securityAdministrator, .area),
            (.securityAdministrator, .room), (.securityAdministrator, .unit), (.auditAdministrator, .area),
            (.auditAdministrator, .room), (.auditAdministrator, .unit):
            false
        }
    }
}

/// Why somebody cannot be appointed.
package enum AppointmentRefusal: String, Refusal, CaseIterable {
    /// An administrator's role and another one exclude each other.
    case separateDuties = "separate_duties"
    /// Nobody changes the own appointments.
    case ownAppointment = "own_appointment"
    /// Only the security administrator gives roles.
    case notYours = "not_yours"
    /// The role does not count in such a place.
    case wrongPlace = "wrong_place"

    package var code: String { rawValue }
}
