// SPDX-License-Identifier: Apache-2.0

extension Register {
    /// Whether its lines are records of the committee's business, and not what the program is set up with (BR-39).
    package var isBusiness: Bool { !holders.contains(.systemAdministrator) }

    /// Who enters, corrects, ends and imports its lines, each where the own role counts (rules.md D.4).
    package var holders: Set<Role> {
        switch self {
        case .areas, .organs, .people, .units, .rooms, .members, .posts, .counterparts, .terms, .plenaries, .experts:
            [.systemAdministrator]
        // What a room is and does is the room's own.
        case .parties, .venueActivities, .roomPlans: [.roomSecretary, .convener]
        // What members, committees and leaders do is known to the rooms and to the office.
        case .campaigns, .observations, .contributions, .appraisals, .leaders, .activities, .trainings:
            [.roomSecretary, .convener, .proposalOfficer]
        }
    }

    /// Everybody who keeps a register.
    package static let keepers: Set<Role> = allCases.reduce(into: []) { $0.formUnion($1.holders) }

    /// The registers whose entries say in which part of the tenant a line of this one lies; none where it lies in no part.
    package var placedBy: Set<Register> {
        switch self {
        case .parties, .venueActivities, .roomPlans: [.rooms]
        case .appraisals, .trainings: [.people]
        case .activities: [.people, .organs]
        case .observations: [.organs]
        // A day, week or month of the whole county, leaders of the Party and the government, and experts belong to no room.
        case .campaigns, .leaders, .contributions: []
        // Whoever keeps these keeps all of them.
        case .areas, .organs, .people, .units, .rooms, .members, .posts, .counterparts, .terms, .plenaries, .experts: []
        }
    }
}

/// Which lines of a register somebody keeps: all, those of the own area or room, or none.
package struct RegisterScope: Hashable, Sendable {
    package let register: Register
    /// The appointments that count for it.
    private let appointments: [Appointment]
    /// The command line on the machine and the program itself keep every register.
    private let isMachine: Bool

    package init(of actor: Actor, over register: Register) {
        self.register = register
        switch actor {
        case .console, .system: (appointments, isMachine) = ([], true)
        case .staff(let staff):
            appointments = staff.appointments.filter { Self.counts($0, for: register) }
            isMachine = false
        case .visitor, .holder: (appointments, isMachine) = ([], false)
        }
    }

    private static func counts(_ appointment: Appointment, for register: Register) -> Bool {
        guard register.holders.contains(appointment.role) else { return false }
        switch appointment.domain {
        case .tenant: return true
        case .area: return !register.placedBy.isEmpty
        // A body belongs to an area and to no room.
        case .room: return register.placedBy.contains(.rooms) || register.placedBy.contains(.people)
        case .unit: return false
        }
    }

    /// Whether nothing of the register is this person's to keep.
    package var isEmpty: Bool { !isMachine && appointments.isEmpty }

    /// Whether all of it is.
    package var isWhole: Bool { isMachine || appointments.contains { $0.domain == .tenant } }

    /// The areas and rooms whose lines are, where not all of them are.
    package var domains: [Appointment.Domain] { appointments.map(\.domain) }

    /// Where somebody or something lies: in a room, in an area, or in an area as one of a room.
    package struct Place: Hashable, Sendable {
        package let room: Room.ID?
        package let area: AreaCode?

        package init(room: Room.ID?, area: AreaCode?) {
            self.room = room
            self.area = area
        }

        fileprivate func lies(in domain: Appointment.Domain) -> Bool {
            switch domain {
            case .tenant: true
            case .area(let own): area.map(own.contains) ?? false
            case .room(let own): room == own
            case .unit: false
            }
        }
    }

    /// Whether a line that lies in these places is this person's to keep. The database's fragment is tested against it.
    package func covers(_ places: [Place]) -> Bool { isMachine || role(in: places) != nil }

    /// The role in which the person keeps a line that lies in these places: what the event log records.
    package func role(in places: [Place]) -> Role? {
        appointments.first { appointment in
            appointment.domain == .tenant || places.contains { $0.lies(in: appointment.domain) }
        }?.role
    }

    /// The role in which the person keeps the register at all.
    package var role: Role? { appointments.first?.role }
}
