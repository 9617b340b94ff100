// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

/// Reads what an overview of the registers shows: five statements, and one for each register's count.
struct DirectoryOverviewStore: Sendable {
    let tenant: Tenant.ID

    /// How many incomplete rooms are named; the list of rooms names all.
    private static let roomsMax = 200

    func overview(on today: Day, in transaction: Transaction) throws -> DirectoryOverview {
        let rooms = RoomStore(tenant: tenant)
        return DirectoryOverview(
            counts: try Register.allCases.map { register in
                (
                    register: register,
                    count: try RegisterStore(tenant: tenant, form: .of(register)).count(.init(), in: transaction)
                )
            },
            members: try members(in: transaction), organs: try organs(in: transaction),
            rooms: try rooms.counts(.init(), on: today, in: transaction),
            incompleteRooms: try rooms.rooms(
                .init(isComplete: false), on: today, after: nil, limit: Self.roomsMax, in: transaction
            ).map { .init(id: .init($0.room.id.number), name: $0.room.name, gaps: $0.gaps(on: today)) })
    }

    /// Somebody belongs to a branch as a member of the register, or by a post in it; the same branch counts once.
    private func members(in transaction: Transaction) throws -> [DirectoryOverview.MemberLine] {
        try transaction.rows(
            """
            SELECT m.id, p.name, m.level, m.sector, m.committee, m.area, m.party,
                (SELECT COUNT(*) FROM organ b WHERE b.tenant = m.tenant AND b.kind = 'party_branch'
                    AND b.ended_on IS NULL AND (b.id = m.branch OR EXISTS (
                        SELECT 1 FROM organ_post o WHERE o.tenant = m.tenant AND o.person = m.person
                            AND o.organ = b.id AND o.ended_on IS NULL)))
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
            return DirectoryOverview.MemberLine(
                id: id, name: name,
                membership: Membership(
                    level: level, sector: sector, committee: committee, area: area, isPartyMember: party == "cpc",
                    branches: try row.next()))
        }
    }

    private func organs(in transaction: Transaction) throws -> [DirectoryOverview.OrganLine] {
        let held = try transaction.rows(
            """
            SELECT DISTINCT organ, post FROM organ_post
            WHERE tenant = \(tenant.number) AND ended_on IS NULL
            """
        ) { row -> (Int64, Organ.Post?) in (try row.next(), Organ.Post(rawValue: try row.next())) }
        let posts = Dictionary(grouping: held, by: \.0).mapValues { Set($0.compactMap(\.1)) }
        return try transaction.rows(
            "SELECT id, name, kind FROM organ WHERE tenant = \(tenant.number) AND ended_on IS NULL ORDER BY kind, id"
        ) { row in
            let id = try row.next(Int64.self)
            let name = try row.next(String.self)
            guard let kind = Organ.Kind(rawValue: try row.next()) else { throw DatabaseError.malformed("organ.kind") }
            return DirectoryOverview.OrganLine(
                id: Identifier(id), name: name, kind: kind, held: posts[id] ?? [])
        }
    }
}
