// SPDX-License-Identifier: Apache-2.0

/// Which issues somebody may see (design: visibility).
package struct SentimentScope: Hashable, Sendable {
    /// The domains in which all issues are seen.
    package let domains: [Appointment.Domain]
    /// Who sees what this person has met or goes on with.
    package let person: Person.ID?
    /// The units that see what was passed on to them, in the words with which it was.
    package let units: [HandlingUnit.ID]

    package init(of actor: Actor) {
        switch actor {
        case .staff(let staff):
            domains = staff.roomDomains
            person = staff.id
            units = staff.units
        case .visitor, .holder:
            domains = []
            person = nil
            units = []
        case .console, .system:
            domains = [.tenant]
            person = nil
            units = []
        }
    }

    /// The plain meaning of the scope; the database's fragment is tested against it.
    package func includes(_ issue: SentimentIssue) -> Bool {
        readsWalk(of: issue) || issue.transfer?.answeringUnit.map(units.contains) == true
    }

    /// Whether what was seen and heard on the way is read, and not only what was passed on.
    package func readsWalk(of issue: SentimentIssue) -> Bool {
        domains.contains { $0.covers(room: issue.opening.room, area: issue.opening.area) }
            || person.map { [issue.opening.opener, issue.keeper].contains($0) } == true
    }
}
