// SPDX-License-Identifier: Apache-2.0

/// Which topics somebody may see. Page, list, search, count and API all filter by the same scope (design: visibility).
package struct TopicScope: Hashable, Sendable {
    /// Strangers meet only the public text of published topics.
    package let isPublicOnly: Bool
    /// The domains in which all topics are seen.
    package let domains: [Appointment.Domain]
    /// The domains in which what was said is read as it was said.
    package let wordDomains: [Appointment.Domain]
    /// The member who sees what was given to this person to research.
    package let researcher: Person.ID?

    package init(of actor: Actor) {
        switch actor {
        case .staff(let staff):
            domains = staff.roomDomains
            wordDomains = staff.appointments.filter(\.role.readsWords).map(\.domain)
            researcher = staff.id
            isPublicOnly = false
        case .visitor, .holder:
            domains = []
            wordDomains = []
            researcher = nil
            isPublicOnly = true
        case .console, .system:
            domains = [.tenant]
            wordDomains = [.tenant]
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

    /// Whether what was said is read as it was said: by whoever screens it, here or in the room above before which it was
    /// brought, and by its researcher; everybody else reads it without what points at one person (BR-38).
    package func readsWords(of topic: Topic) -> Bool {
        readsWords(room: topic.room, area: topic.area, researcher: topic.researcher)
            || topic.escalation.map { readsWords(room: $0.room, area: $0.area, researcher: nil) } ?? false
    }

    /// The same for a topic of this room and area, as far as it was not brought elsewhere.
    package func readsWords(room: Room.ID, area: AreaCode, researcher other: Person.ID?) -> Bool {
        wordDomains.contains { $0.covers(room: room, area: area) } || researcher.map { $0 == other } ?? false
    }
}
