// SPDX-License-Identifier: Apache-2.0

/// Who acts. A command never looks at a request: it is told the actor.
package enum Actor: Hashable, Sendable {
    /// Anybody, not signed in.
    case visitor
    /// Whoever holds a key to one record, without an account or beside it.
    case holder(Key)
    /// Somebody of the tenant who has signed in.
    case staff(Staff)
    /// The command line on the machine itself.
    case console
    /// The program's own clockwork.
    case system
}

extension Actor {
    /// What somebody shows who comes to one record and to no other: a code, a one-time link, or the phone that was left with
    /// it. Rules open a record to its own key and name no other.
    package enum Key: Hashable, Sendable {
        /// The tracking code of this topic: its submitter, as far as can be known (BR-08).
        case topic(Topic.ID)
        /// The one-time link that asks for this confirmation.
        case confirmation(Confirmation.ID)
        /// The one-time link that asks for this opinion: the proposer to whom it went.
        case opinion(ProposerOpinion.ID)
        /// The link of the third party with this number that judges units in this commendation.
        case evaluator(Commendation.ID, Int)
        /// The code of this booking, or the phone that was left with it.
        case booking(ReceptionVisit.ID)
        /// The code of this enrolment, or the phone that was left with it.
        case enrolment(Enrolment.ID)
        /// The phone from which this comment of a media consultation came.
        case comment(LiveComment.ID)
        /// Being this participant of a session: by the phone on its list, or by name with the code in the room.
        case participant(Participant.ID)
    }

    /// Whoever holds the tracking code of this topic.
    package static func codeHolder(_ topic: Topic.ID) -> Actor { .holder(.topic(topic)) }
    /// Whoever holds the one-time link that asks for this confirmation.
    package static func linkHolder(_ confirmation: Confirmation.ID) -> Actor { .holder(.confirmation(confirmation)) }
    /// Whoever holds the one-time link that asks for this opinion.
    package static func opinionHolder(_ opinion: ProposerOpinion.ID) -> Actor { .holder(.opinion(opinion)) }
    /// The third party with this number, by its link.
    package static func evaluator(_ number: Int, in commendation: Commendation.ID) -> Actor {
        .holder(.evaluator(commendation, number))
    }
    /// Whoever holds the code of this booking, or has signed in by its phone.
    package static func bookingHolder(_ visit: ReceptionVisit.ID) -> Actor { .holder(.booking(visit)) }
    /// Whoever holds the code of this enrolment, or has signed in by its phone.
    package static func enrolmentHolder(_ enrolment: Enrolment.ID) -> Actor { .holder(.enrolment(enrolment)) }
    /// Whoever has signed in by the phone from which this comment came.
    package static func commentHolder(_ comment: LiveComment.ID) -> Actor { .holder(.comment(comment)) }
    /// Whoever is this participant of a session.
    package static func participant(_ participant: Participant.ID) -> Actor { .holder(.participant(participant)) }
}

extension Actor {
    /// The role itself, where the actor holds it: what is one office's, whatever the record.
    package func holding(_ role: Role) -> Role? {
        guard case .staff(let staff) = self, staff.holds(role) else { return nil }
        return role
    }

    /// The first of these roles that the actor holds for the whole tenant: whoever looks after a part of it alone has none.
    package func everywhere(among roles: Set<Role>) -> Role? {
        guard case .staff(let staff) = self else { return nil }
        return staff.appointments.first { roles.contains($0.role) && $0.domain == .tenant }?.role
    }
}

/// A signed-in person with the roles held at this moment.
package struct Staff: Hashable, Sendable {
    package let id: Person.ID
    package let name: String
    package let appointments: [Appointment]
    /// Those of the appointments in which the person acts for somebody else.
    package let substitutions: [Substitution]

    /// In which appointment, and for whom.
    package struct Substitution: Hashable, Sendable {
        package let appointment: Appointment
        package let holder: Person.ID

        package init(in appointment: Appointment, for holder: Person.ID) {
            self.appointment = appointment
            self.holder = holder
        }
    }

    package init(id: Person.ID, name: String, appointments: [Appointment], substitutions: [Substitution] = []) {
        self.id = id
        self.name = name
        self.appointments = appointments
        self.substitutions = substitutions
    }

    /// For whom the person acts for a unit, as its officer; nil in the own right.
    package func substitution(in unit: HandlingUnit.ID) -> Person.ID? {
        substitutions.first { $0.appointment == Appointment(.unitOfficer, .unit(unit)) }?.holder
    }

    /// Whether a role is held, wherever it counts.
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
