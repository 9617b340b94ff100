// SPDX-License-Identifier: Apache-2.0

/// Which reception days somebody may see on the desk, with their visits (design: visibility).
package struct ReceptionScope: Hashable, Sendable {
    /// The domains in which all days are seen.
    package let domains: [Appointment.Domain]
    /// Who sees the days on which this person receives.
    package let member: Person.ID?

    package init(of actor: Actor) {
        switch actor {
        case .staff(let staff):
            domains = staff.roomDomains
            member = staff.id
        case .visitor, .holder:
            domains = []
            member = nil
        case .console, .system:
            domains = [.tenant]
            member = nil
        }
    }

    /// The plain meaning of the scope; the database's fragment is tested against it.
    package func includes(_ reception: ReceptionDay) -> Bool {
        domains.contains { $0.covers(room: reception.plan.room, area: reception.plan.area) }
            || member.map(reception.receives) ?? false
    }
}
