// SPDX-License-Identifier: Apache-2.0

extension Room {
    /// A post of a room in which nobody can act, whatever name the register says: no one with an account in use holds the role
    /// near it. It is a gap of its own, beside what the room lacks (A2-01). The raw value is what the API says.
    package enum Vacancy: String, CaseIterable, Hashable, Sendable {
        case secretary, convener

        /// The role in which somebody would act.
        package var role: Role {
            switch self {
            case .secretary: .roomSecretary
            case .convener: .convener
            }
        }
    }

    /// Somebody with an account in use, and a role of this person that is in force.
    package struct Holder: Hashable, Sendable {
        package let person: Person.ID
        package let appointment: Appointment

        package init(_ person: Person.ID, _ appointment: Appointment) {
            self.person = person
            self.appointment = appointment
        }
    }

    /// The posts in which nobody can act: nobody near holds the role, nor does whom the register names, be it for the whole
    /// county. `named`: whom the register names; `holders`: those who can act; `home`: the tenant's own area.
    package static func vacancies(
        of room: ID, in area: AreaCode, named: [Vacancy: Person.ID], holders: some Sequence<Holder>, home: AreaCode
    ) -> [Vacancy] {
        let there = holders.filter { $0.appointment.domain.covers(room: room, area: area) }
        return Vacancy.allCases.filter { vacancy in
            !there.contains { holder in
                holder.appointment.role == vacancy.role
                    && (holder.person == named[vacancy]
                        || holder.appointment.domain.isNear(room: room, area: area, home: home))
            }
        }
    }
}

extension Appointment.Domain {
    /// Whether whoever holds a role there is near a room: it is the room's own, or that of its village or town. Whoever looks after
    /// the whole county is near to what lies in no part of it; elsewhere there shall be somebody on the spot.
    package func isNear(room: Room.ID, area: AreaCode, home: AreaCode) -> Bool {
        guard covers(room: room, area: area) else { return false }
        switch self {
        case .room: return true
        case .tenant: return area == home
        case .area(let own): return !own.contains(home) || area == home
        case .unit: return false
        }
    }
}
