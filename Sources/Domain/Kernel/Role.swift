// SPDX-License-Identifier: Apache-2.0

/// The roles of rules.md D.4 that something in the product asks for.
package enum Role: String, CaseIterable, Hashable, Sendable, Codable {
    /// 议事室秘书: screens topics of the room, answers, publishes.
    case roomSecretary = "room_secretary"
    /// 召集人: sees the room's desk; convenes.
    case convener
    /// 领导: sees where things stand, changes nothing.
    case leader
}

/// A role together with where it counts.
package struct Appointment: Hashable, Sendable {
    package let role: Role
    package let domain: Domain

    package init(_ role: Role, _ domain: Domain) {
        self.role = role
        self.domain = domain
    }

    /// The part of the tenant in which a role counts.
    package enum Domain: Hashable, Sendable {
        case tenant
        /// The area and all below it.
        case area(AreaCode)
        case room(Room.ID)

        package func covers(room: Room.ID, area: AreaCode) -> Bool {
            switch self {
            case .tenant: true
            case .area(let own): own.contains(area)
            case .room(let own): own == room
            }
        }
    }
}
