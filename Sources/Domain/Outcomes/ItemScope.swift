// SPDX-License-Identifier: Apache-2.0

/// Which items somebody may see (design: visibility).
package struct ItemScope: Hashable, Sendable {
    /// The domains in which all items are seen.
    package let domains: [Appointment.Domain]
    /// The units whose items are seen once they were dispatched.
    package let units: [HandlingUnit.ID]

    package init(of actor: Actor) {
        switch actor {
        case .staff(let staff):
            domains = staff.roomDomains
            units = staff.units
        case .visitor, .holder:
            domains = []
            units = []
        case .console, .system:
            domains = [.tenant]
            units = []
        }
    }

    /// The plain meaning of the scope; the database's fragment is tested against it.
    package func includes(_ item: SuggestionItem) -> Bool {
        domains.contains { $0.covers(room: item.room, area: item.area) }
            || item.hasReachedUnit && units.contains(item.task.unit)
    }
}
