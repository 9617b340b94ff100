// SPDX-License-Identifier: Apache-2.0

/// Who acts. A command never looks at a request: it is told the actor.
package enum Actor: Hashable, Sendable {
    /// Anybody, not signed in.
    case visitor
    /// Whoever holds the tracking code of this topic: its submitter, as far as can be known (BR-08).
    case codeHolder(Topic.ID)
    /// Whoever holds the one-time link that asks for this confirmation.
    case linkHolder(Confirmation.ID)
    /// Whoever holds the code of this booking, or has signed in by the phone that was left with it.
    case bookingHolder(ReceptionVisit.ID)
    /// Whoever holds the code of this enrolment, or has signed in by the phone that was left with it.
    case enrolmentHolder(Enrolment.ID)
    /// Whoever is this participant of a session: signed in by the phone on its list, or by name with the code in the room.
    case participant(Participant.ID)
    /// Somebody of the tenant who has signed in.
    case staff(Staff)
    /// The command line on the machine itself.
    case console
    /// The program's own clockwork.
    case system
}

/// A signed-in person with the roles held at this moment.
package struct Staff: Hashable, Sendable {
    package let id: Person.ID
    package let name: String
    package let appointments: [Appointment]

    package init(id: Person.ID, name: String, appointments: [Appointment]) {
        self.id = id
        self.name = name
        self.appointments = appointments
    }

    package func holds(_ role: Role) -> Bool {
        appointments.contains { $0.role == role }
    }

    /// Whether a role is held that counts in the whole tenant.
    package func holdsEverywhere(_ role: Role) -> Bool {
        appointments.contains(Appointment(role, .tenant))
    }

    /// The places that one of the roles that open rooms covers.
    package var roomDomains: [Appointment.Domain] {
        appointments.filter(\.role.opensRooms).map(\.domain)
    }

    /// The handling units that this person answers for.
    package var units: [HandlingUnit.ID] {
        appointments.compactMap { appointment in
            guard case .unit(let unit) = appointment.domain, appointment.role == .unitOfficer else { return nil }
            return unit
        }
    }

    /// Whether one of `roles` is held where a record of this room and area lies.
    package func holds(anyOf roles: Set<Role>, room: Room.ID, area: AreaCode) -> Bool {
        role(among: roles, room: room, area: area) != nil
    }

    /// The role in which the person acts there: what the event log records.
    package func role(among roles: Set<Role>, room: Room.ID, area: AreaCode) -> Role? {
        appointments.first { roles.contains($0.role) && $0.domain.covers(room: room, area: area) }?.role
    }
}
