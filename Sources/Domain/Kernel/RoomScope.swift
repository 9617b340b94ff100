// SPDX-License-Identifier: Apache-2.0

/// Which numbered lists and look-backs somebody may see: those of the rooms whose desk is open to this person.
package struct RoomScope: Hashable, Sendable {
    package let domains: [Appointment.Domain]

    package init(of actor: Actor) {
        switch actor {
        case .staff(let staff): domains = staff.roomDomains
        case .visitor, .holder: domains = []
        case .console, .system: domains = [.tenant]
        }
    }

    /// The plain meaning of the scope; the database's fragment is tested against it.
    package func covers(room: Room.ID, area: AreaCode) -> Bool {
        domains.contains { $0.covers(room: room, area: area) }
    }
}
