// SPDX-License-Identifier: Apache-2.0

/// Which items somebody may see (design: visibility).
package struct ItemScope: Hashable, Sendable {
    /// The domains in which all items are seen.
    package let domains: [Appointment.Domain]
    /// The units whose items are seen once they were dispatched.
    package let units: [HandlingUnit.ID]
    /// Whoever supervises an item together with somebody else sees it.
    package let supervisor: Person.ID?

    package init(of actor: Actor) {
        switch actor {
        case .staff(let staff):
            domains = staff.roomDomains
            units = staff.units
            // Being named opens the item for as long as one holds an office that signs.
            supervisor = SuggestionItem.Command.sign.holders.contains(where: staff.holds) ? staff.id : nil
        case .visitor, .holder:
            domains = []
            units = []
            supervisor = nil
        case .console, .system:
            domains = [.tenant]
            units = []
            supervisor = nil
        }
    }

    /// The plain meaning of the scope; the database's fragment is tested against it.
    package func includes(_ item: SuggestionItem) -> Bool {
        domains.contains { $0.covers(room: item.room, area: item.area) }
            || item.hasReachedUnit && units.contains(item.task.unit)
            || supervisor.map { item.supervision?.people.contains($0) ?? false } ?? false
    }
}
