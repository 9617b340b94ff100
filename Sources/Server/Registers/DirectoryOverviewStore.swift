// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

/// Reads what an overview of the registers shows: thirteen statements, and one for each register's count.
struct DirectoryOverviewStore: Sendable {
    let tenant: Tenant.ID

    /// How many incomplete rooms are named; the list of rooms names all.
    private static let roomsMax = 200
    private static let observersMax = 200

    func overview(
        for actor: Actor, of site: Tenant, on today: Day, in transaction: Transaction
    ) throws -> DirectoryOverview {
        let scopes = Register.allCases.map { RegisterScope(of: actor, over: $0) }.filter { !$0.isEmpty }
        let counts = try scopes.map { scope in
            (
                register: scope.register,
                count: try RegisterStore(tenant: tenant, form: .of(scope.register), scope: scope)
                    .count(.init(), in: transaction)
            )
        }
        // A line without a body lies nowhere: whoever keeps all of them completes it.
        let observers =
            scopes.contains { $0.register == .observations && $0.isWhole } ? try observers(in: transaction) : []
        guard scopes.contains(where: { !$0.register.isBusiness }) else {
            return DirectoryOverview(
                counts: counts, keepsMasterData: false, members: [], organs: [], units: [], conveners: [],
                rooms: (all: 0, complete: 0), incompleteRooms: [], roomLevels: [:], staffing: Staffing(),
                observersWithoutPost: observers)
        }
        let rooms = RoomStore(tenant: tenant)
        return DirectoryOverview(
            counts: counts, keepsMasterData: true, members: try members(on: today, in: transaction),
            organs: try organs(in: transaction), units: try units(on: today, in: transaction),
            conveners: try conveners(in: transaction),
            rooms: try rooms.counts(.init(), on: today, in: transaction),
            incompleteRooms: try rooms.rooms(
                .init(isComplete: false), on: today, after: nil, limit: Self.roomsMax, in: transaction
            ).map { .init(id: .init($0.room.id.number), name: $0.room.name, gaps: $0.gaps(on: today)) },
            roomLevels: try roomLevels(in: transaction),
            staffing: try StaffingStore(of: site).staffing(on: today, in: transaction), observersWithoutPost: observers)
    }

    private func observers(in transaction: Transaction) throws -> [DirectoryOverview.ObserverLine] {
        try transaction.rows(
            """
            SELECT e.id, p.name, e.held_on FROM observation e JOIN person p ON p.tenant = e.tenant AND p.id = e.person
            WHERE e.tenant = \(tenant.number) AND e.organ IS NULL AND e.ended_on IS NULL
            ORDER BY e.held_on, e.id LIMIT \(Self.observersMax)
            """
        ) { row in .init(id: Identifier(try row.next()), name: try row.next(), day: try row.next()) }
    }

    private func roomLevels(in transaction: Transaction) throws -> [Room.Level: Int] {
        let counted = try transaction.rows(
            "SELECT level, COUNT(*) FROM room WHERE tenant = \(tenant.number) AND ended_on IS NULL GROUP BY level"
        ) { row in (Room.Level(rawValue: try row.next()), try row.next(Int.self)) }
        return Dictionary(
            counted.compactMap { level, count in level.map { ($0, count) } }, uniquingKeysWith: { first, _ in first })
    }

    /// Somebody belongs to a branch as a member of the register, or by a post in it; the same branch counts once.
    private func members(on today: Day, in transaction: Transaction) throws -> [DirectoryOverview.MemberLine] {
        let term = try MembershipStore(tenant: tenant).term(on: today, in: transaction)
        return try transaction.rows(
            """
            SELECT m.id, p.name, m.level, m.sector, m.committee, m.area, m.party,
                (SELECT COUNT(*) FROM organ b WHERE b.tenant = m.tenant AND b.kind = 'party_branch'
                    AND b.ended_on IS NULL AND (b.id = m.branch OR EXISTS (
                        SELECT 1 FROM organ_post o WHERE o.tenant = m.tenant AND o.person = m.person
                            AND o.organ = b.id AND o.ended_on IS NULL))),
                CASE WHEN EXISTS (
                    SELECT 1 FROM organ_post o JOIN organ g ON g.tenant = o.tenant AND g.id = o.organ
                    WHERE o.tenant = m.tenant AND o.person = m.person AND o.ended_on IS NULL
                        AND g.kind = 'duty_group' AND g.ended_on IS NULL) THEN 1 ELSE 0 END,
                \(MembershipStore.tenure(of: term))
            FROM membership m JOIN person p ON p.tenant = m.tenant AND p.id = m.person
            WHERE m.tenant = \(tenant.number) AND m.ended_on IS NULL ORDER BY m.id
            """
        ) { row in
            let id = Identifier<DirectoryEntry>(try row.next())
            let name = try row.next(String.self)
            guard let level = Membership.Level(rawValue: try row.next()) else {
                throw DatabaseError.malformed("membership.level")
            }
            let sector = try row.next(Int64?.self).map { Identifier<DirectoryEntry>($0) }
            let committee = try row.next(Int64?.self).map { Identifier<DirectoryEntry>($0) }
            let area = try row.next(String?.self).flatMap { AreaCode($0) }
            let party = try row.next(String.self)
            let membership = Membership(
                level: level, sector: sector, committee: committee, area: area, isPartyMember: party == "cpc",
                branches: try row.next())
            let isInGroup = try row.next(Int.self) == 1
            let tenure = try MembershipStore.tenure(&row)
            return DirectoryOverview.MemberLine(
                id: id, name: name, membership: membership, isInGroup: isInGroup,
                absence: level == .own ? tenure.gap(on: today, in: term) : nil)
        }
    }

    private func conveners(in transaction: Transaction) throws -> [DirectoryOverview.ConvenerLine] {
        try transaction.rows(
            """
            SELECT p.id, p.name, CASE WHEN p.training IS NULL THEN 0 ELSE 1 END FROM person p
            WHERE p.tenant = \(tenant.number) AND p.id IN (
                SELECT r.convener FROM room r
                WHERE r.tenant = \(tenant.number) AND r.ended_on IS NULL AND r.convener IS NOT NULL
                UNION SELECT o.person FROM organ_post o JOIN organ g ON g.tenant = o.tenant AND g.id = o.organ
                WHERE o.tenant = \(tenant.number) AND o.post = 'convener' AND o.ended_on IS NULL AND g.ended_on IS NULL)
            ORDER BY p.id
            """
        ) { row in
            .init(id: Identifier(try row.next()), name: try row.next(), isTrained: try row.next(Int.self) == 1)
        }
    }

    private func organs(in transaction: Transaction) throws -> [DirectoryOverview.OrganLine] {
        let held = try transaction.rows(
            "SELECT organ, post, person FROM organ_post WHERE tenant = \(tenant.number) AND ended_on IS NULL"
        ) { row -> (organ: Int64, post: Organ.Post?, person: Person.ID) in
            (try row.next(), Organ.Post(rawValue: try row.next()), Identifier(try row.next()))
        }
        let posts = Dictionary(grouping: held, by: \.organ)
        func heads(of organ: Int64) -> Set<Person.ID> {
            Set((posts[organ] ?? []).filter { $0.post == .head }.map(\.person))
        }
        return try transaction.rows(
            """
            SELECT o.id, o.name, o.kind, c.id, c.name FROM organ o
            LEFT JOIN organ c ON c.tenant = o.tenant AND c.id = o.committee
            WHERE o.tenant = \(tenant.number) AND o.ended_on IS NULL ORDER BY o.kind, o.id
            """
        ) { row in
            let id = try row.next(Int64.self)
            let name = try row.next(String.self)
            guard let kind = Organ.Kind(rawValue: try row.next()) else { throw DatabaseError.malformed("organ.kind") }
            let (committee, committeeName) = (try row.next(Int64?.self), try row.next(String?.self))
            let isApart = committee.map { Organ.isApart(secretaries: heads(of: id), fromHeads: heads(of: $0)) } ?? false
            return DirectoryOverview.OrganLine(
                id: Identifier(id), name: name, kind: kind, held: Set((posts[id] ?? []).compactMap(\.post)),
                apartFrom: isApart ? committeeName : nil)
        }
    }

    private func units(on today: Day, in transaction: Transaction) throws -> [DirectoryOverview.UnitLine] {
        try transaction.rows(
            """
            SELECT u.id, u.name, COUNT(DISTINCT CASE WHEN a.acting_for IS NULL THEN a.person END),
                COUNT(DISTINCT CASE WHEN a.acting_for IS NOT NULL THEN a.person END)
            FROM handling_unit u
            LEFT JOIN appointment a ON a.tenant = u.tenant AND a.unit = u.id AND a.role = \(Role.unitOfficer.rawValue)
                AND \(AppointmentStore.inForce(on: today))
            WHERE u.tenant = \(tenant.number) AND u.ended_on IS NULL GROUP BY u.id, u.name ORDER BY u.id
            """
        ) { row in
            .init(
                id: Identifier(try row.next()), name: try row.next(),
                gap: HandlingUnit.gap(officers: try row.next(), substitutes: try row.next()))
        }
    }
}
