// SPDX-License-Identifier: Apache-2.0

/// Which issues somebody may see (design: visibility).
package struct SentimentScope: Hashable, Sendable {
    /// The domains in which all issues are seen.
    package let domains: [Appointment.Domain]
    /// Who sees what this person has met or goes on with.
    package let person: Person.ID?

    package init(of actor: Actor) {
        switch actor {
        case .staff(let staff):
            domains = staff.roomDomains
            person = staff.id
        case .visitor, .holder:
            domains = []
            person = nil
        case .console, .system:
            domains = [.tenant]
            person = nil
        }
    }

    /// The plain meaning of the scope; the database's fragment is tested against it.
    package func includes(_ issue: SentimentIssue) -> Bool {
        domains.contains { $0.covers(room: issue.opening.room, area: issue.opening.area) }
            || person.map { [issue.opening.opener, issue.keeper].contains($0) } == true
    }
}
