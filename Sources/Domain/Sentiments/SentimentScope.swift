// SPDX-License-Identifier: Apache-2.0

/// Which issues somebody may see (design: visibility).
package struct SentimentScope: Hashable, Sendable {
    /// The domains in which all issues are seen.
    package let domains: [Appointment.Domain]
    /// Who sees what this person has opened.
    package let opener: Person.ID?

    package init(of actor: Actor) {
        switch actor {
        case .staff(let staff):
            domains = staff.roomDomains
            opener = staff.id
        case .visitor, .codeHolder, .linkHolder, .bookingHolder, .enrolmentHolder, .participant:
            domains = []
            opener = nil
        case .console, .system:
            domains = [.tenant]
            opener = nil
        }
    }

    /// The plain meaning of the scope; the database's fragment is tested against it.
    package func includes(_ issue: SentimentIssue) -> Bool {
        domains.contains { $0.covers(room: issue.opening.room, area: issue.opening.area) }
            || opener == issue.opening.opener
    }
}
