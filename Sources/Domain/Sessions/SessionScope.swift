// SPDX-License-Identifier: Apache-2.0

/// Which sessions somebody may see (design: visibility).
package struct SessionScope: Hashable, Sendable {
    /// The domains in which all sessions are seen.
    package let domains: [Appointment.Domain]
    /// Who sees the sessions that this person takes part in.
    package let participant: Person.ID?

    package init(of actor: Actor) {
        switch actor {
        case .staff(let staff):
            domains = staff.roomDomains
            participant = staff.id
        case .visitor, .holder:
            domains = []
            participant = nil
        case .console, .system:
            domains = [.tenant]
            participant = nil
        }
    }

    /// Whether it is this person's room: then who has enrolled is seen, too.
    package func opensRoom(of session: ConsultationSession) -> Bool {
        domains.contains { $0.covers(room: session.room, area: session.area) }
    }

    /// Whether it is a room of this person's that holds it, too.
    private func opensCoHost(of session: ConsultationSession) -> Bool {
        (session.plan.coHosts ?? []).contains { host in domains.contains { $0.covers(room: host.room, area: host.area) }
        }
    }

    /// The plain meaning of the scope; the database's fragment is tested against it.
    package func includes(_ session: ConsultationSession) -> Bool {
        opensRoom(of: session) || opensCoHost(of: session)
            || participant.map { session.participant($0) != nil } ?? false
    }
}
