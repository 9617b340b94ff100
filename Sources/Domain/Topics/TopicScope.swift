// SPDX-License-Identifier: Apache-2.0

/// Which topics somebody may see. Page, list, search, count and API all filter by the same scope (design: visibility).
package struct TopicScope: Hashable, Sendable {
    /// Strangers meet only the public text of published topics.
    package let isPublicOnly: Bool
    /// The domains in which all topics are seen.
    package let domains: [Appointment.Domain]
    /// The member who sees what was given to this person to research.
    package let researcher: Person.ID?

    package init(of actor: Actor) {
        switch actor {
        case .staff(let staff):
            domains = staff.roomDomains
            researcher = staff.id
            isPublicOnly = false
        case .visitor, .codeHolder, .linkHolder, .bookingHolder, .enrolmentHolder, .participant:
            domains = []
            researcher = nil
            isPublicOnly = true
        case .console, .system:
            domains = [.tenant]
            researcher = nil
            isPublicOnly = false
        }
    }

    /// The plain meaning of the scope; the database's fragment is tested against it.
    package func includes(_ topic: Topic) -> Bool {
        isPublicOnly
            ? topic.publication.isPublic
            : domains.contains { $0.covers(room: topic.room, area: topic.area) }
                || researcher.map { $0 == topic.researcher } ?? false
    }
}
