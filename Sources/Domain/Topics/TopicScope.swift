// SPDX-License-Identifier: Apache-2.0

/// Which topics somebody may see. Page, list, search, count and API all filter by the same scope (design: visibility).
package struct TopicScope: Hashable, Sendable {
    /// Strangers meet only the public text of published topics.
    package let isPublicOnly: Bool
    /// The domains in which all topics are seen.
    package let domains: [Appointment.Domain]

    package init(of actor: Actor) {
        switch actor {
        case .staff(let staff):
            domains = staff.appointments.map(\.domain)
            isPublicOnly = false
        case .visitor, .codeHolder:
            domains = []
            isPublicOnly = true
        case .console, .system:
            domains = [.tenant]
            isPublicOnly = false
        }
    }

    /// The plain meaning of the scope; the database's fragment is tested against it.
    package func includes(_ topic: Topic) -> Bool {
        isPublicOnly
            ? topic.publication.isPublic
            : domains.contains { $0.covers(room: topic.room, area: topic.area) }
    }
}
