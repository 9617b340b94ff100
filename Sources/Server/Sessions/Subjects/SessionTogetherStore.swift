// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

/// Who holds a session together with its room: further rooms and bodies; and for which bodies somebody may convene.
struct SessionTogetherStore: Sendable {
    let tenant: Tenant.ID

    func insert(_ session: ConsultationSession, in transaction: Transaction) throws {
        for host in session.plan.coHosts ?? [] {
            try transaction.execute(
                """
                INSERT INTO session_room (tenant, session, room, area)
                VALUES (\(tenant.number), \(session.id.number), \(host.room.number), \(host.area.text))
                """)
        }
        for body in session.plan.bodies ?? [] {
            try transaction.execute(
                """
                INSERT INTO session_body (tenant, session, organ)
                VALUES (\(tenant.number), \(session.id.number), \(body.number))
                """)
        }
    }

    /// How many rooms and bodies are offered: a county has some hundreds, and whoever has more finds the first ones.
    private static let optionsMax = DeploymentDraft.optionsMax

    /// The rooms that can hold a session, too.
    func rooms(in transaction: Transaction) throws -> [InputField.Option] {
        try RoomStore(tenant: tenant).names(in: [.tenant], limit: Self.optionsMax, in: transaction)
            .map { .init(code: $0.id.text, label: $0.name) }
    }

    /// The bodies that can convene a session, too.
    func bodies(in transaction: Transaction) throws -> [InputField.Option] {
        try RegisterStore(tenant: tenant, form: .organs)
            .options(kinds: Self.conveners, limit: Self.optionsMax, in: transaction)
            .map { .init(code: $0.id.text, label: $0.label) }
    }

    private static let conveners: [Organ.Kind] = [
        .standingCommittee, .chairpersonsCouncil, .specialCommittee, .sector, .workCommittee, .dutyGroup,
    ]

    /// The rooms that a form names, each with its area. Throws ``InputProblems`` where there is none.
    func hosts(_ rooms: [Room.ID], in transaction: Transaction) throws -> [ConsultationSession.CoHost] {
        guard rooms.count <= ConsultationSession.CoHost.countMax else {
            throw InputProblems([
                .init(field: "coHosts", sentence: "联办的议事室最多\(ConsultationSession.CoHost.countMax)间。")
            ])
        }
        let store = RoomStore(tenant: tenant)
        return try rooms.map { id in
            guard let listed = try store.room(id, in: transaction), listed.isOpen else {
                throw InputProblems([.init(field: "coHosts", sentence: "没有这间议事室，请从列表里选。")])
            }
            return ConsultationSession.CoHost(room: id, area: listed.room.area)
        }
    }

    /// The bodies that a form names. Throws ``InputProblems`` where there is none.
    func known(_ bodies: [DirectoryEntry.ID], in transaction: Transaction) throws -> [DirectoryEntry.ID] {
        guard !bodies.isEmpty else { return [] }
        // By their ids: what a form offers may be cut.
        guard bodies.count <= ConsultationSession.CoHost.countMax,
            try RegisterStore(tenant: tenant, form: .organs).haveKinds(Self.conveners, Set(bodies), in: transaction)
        else {
            throw InputProblems([.init(field: "bodies", sentence: "没有这个机构，或者选得太多。请从列表里选，最多10个。")])
        }
        return bodies
    }

    /// The kinds of bodies in which somebody holds a post on that day.
    func seats(of person: Person.ID, on day: Day, in transaction: Transaction) throws -> Set<Organ.Kind> {
        let kinds = try transaction.rows(
            """
            SELECT DISTINCT o.kind FROM organ_post p JOIN organ o ON o.tenant = p.tenant AND o.id = p.organ
            WHERE p.tenant = \(tenant.number) AND p.person = \(person.number) AND o.ended_on IS NULL
                AND (p.ended_on IS NULL OR p.ended_on > \(day.description))
            """
        ) { try $0.next(String.self) }
        return Set(kinds.compactMap { Organ.Kind(rawValue: $0) })
    }

    /// Who holds a post in one of these bodies that convenes or keeps it: those are told.
    func keepers(of bodies: [DirectoryEntry.ID], on day: Day, in transaction: Transaction) throws -> [Person.ID] {
        guard !bodies.isEmpty else { return [] }
        return try transaction.rows(
            """
            SELECT DISTINCT p.person FROM organ_post p
            WHERE p.tenant = \(tenant.number) AND p.organ IN (\(SQL(joining: bodies.map { "\($0.number)" }, with: ", ")))
                AND \(Self.keeps(on: day))
            """
        ) { Identifier(try $0.next()) }
    }

    /// The condition that `organ_post p` is one that convenes or keeps a body, and is held on that day.
    static func keeps(on day: Day) -> SQL {
        """
        (p.post IN ('head', 'secretary', 'convener') AND (p.ended_on IS NULL OR p.ended_on > \(day.description)))
        """
    }

    /// What the rooms and bodies are called that hold it, too, in the plan's order.
    func names(
        of session: ConsultationSession, in transaction: Transaction
    ) throws -> (rooms: [String], bodies: [String]) {
        let rooms = try (session.plan.coHosts ?? []).compactMap {
            try RoomStore(tenant: tenant).room($0.room, in: transaction)?.room.name
        }
        let bodies = session.plan.bodies ?? []
        guard !bodies.isEmpty else { return (rooms, []) }
        let labels = try RegisterStore(tenant: tenant, form: .organs).labels(of: Set(bodies), in: transaction)
        return (rooms, bodies.compactMap { labels[$0] })
    }

    /// The condition that `consultation_session s` is held in this room, as the first or beside it.
    static func isHeld(in room: Room.ID) -> SQL {
        """
        (s.room = \(room.number) OR EXISTS (
            SELECT 1 FROM session_room w
            WHERE w.tenant = s.tenant AND w.session = s.id AND w.room = \(room.number)))
        """
    }

    /// The condition that `consultation_session s` is held in a room of these domains beside its first; nil where there is none
    /// to ask for, and where all are seen anyway.
    static func isHeldBeside(in domains: [Appointment.Domain]) -> SQL? {
        let conditions = domains.map { RoomDomainCondition.sql($0, of: "w") }
        guard !conditions.isEmpty, !domains.contains(.tenant) else { return nil }
        return """
            EXISTS (SELECT 1 FROM session_room w
                WHERE w.tenant = s.tenant AND w.session = s.id AND (\(SQL(joining: conditions, with: " OR "))))
            """
    }
}
