// SPDX-License-Identifier: Apache-2.0

import ChineseText
import Database
import Domain

/// Reads what all registers say of a member or a body: of entries in use alone.
struct DirectoryFileStore: Sendable {
    let tenant: Tenant.ID

    /// How many meetings and appraisals are shown, the latest.
    private static let latest = 20
    /// How many members of a body are named.
    private static let membersMax = 400

    /// To what somebody belongs as a member of a committee of some level.
    struct Seat: Sendable {
        let level: Membership.Level
        let sector, committee, area, room: String?
    }

    /// What somebody is in a body.
    struct Post: Sendable {
        /// The person, or the body, whichever is not known already.
        let name: String
        let post: Organ.Post
        let title: String?
        /// Of a duty group, of which kind it is.
        let groupKind: String?

        var organ: String { name }
    }

    /// For what somebody is an expert, of which pool.
    struct Expert: Sendable {
        let name: String
        let fields: String
        let startsOn: Day
        let endsOn: Day?
    }

    /// A meeting at which somebody sat in, by which post.
    struct Meeting: Sendable {
        let kind: String
        let name: String
        let heldOn: Day
        let invitedOn: Day?
        let attended: Bool?
        let followUp: String?
        /// The body or the person, whichever is not known already; nil where the register does not say it.
        let other: String?
        let post: Organ.Post?
    }

    /// A matter that somebody was asked to appraise.
    struct Appraisal: Sendable {
        let matter: String
        let heldOn: Day
        let opinion: String?
        let report: String?
    }

    /// A training in which somebody took part.
    struct Training: Sendable {
        let kind: TrainingKind
        let name: String
        let heldOn: Day
    }

    /// What is said of a member.
    struct Member: Sendable {
        let seats: [Seat]
        let posts: [Post]
        let pools: [Expert]
        let position, specialities, training: String?
        let meetings: [Meeting]
        let appraisals: [Appraisal]
        let trainings: [Training]
    }

    /// What is said of a body.
    struct Body: Sendable {
        let posts: [Post]
        let members: [String]
        let experts: [Expert]
        let partners: [String]
        let meetings: [Meeting]
    }

    func member(_ person: Person.ID, on today: Day, in transaction: Transaction) throws -> Member {
        let words =
            try transaction.first(
                """
                SELECT position, specialities, training FROM person
                WHERE tenant = \(tenant.number) AND id = \(person.number)
                """
            ) { row in [try row.next(String?.self), try row.next(String?.self), try row.next(String?.self)] }
            ?? [nil, nil, nil]
        return Member(
            seats: try seats(of: person, in: transaction), posts: try posts(of: person, in: transaction),
            pools: try experts("o.name", "e.person = \(person.number)", in: transaction), position: words[0],
            specialities: words[1], training: words[2], meetings: try meetings(of: person, in: transaction),
            appraisals: try appraisals(of: person, in: transaction),
            trainings: try trainings(of: person, until: today, in: transaction))
    }

    private func seats(of person: Person.ID, in transaction: Transaction) throws -> [Seat] {
        try transaction.rows(
            """
            SELECT m.level, s.name, c.name, a.name, r.name FROM membership m
            LEFT JOIN organ s ON s.tenant = m.tenant AND s.id = m.sector
            LEFT JOIN organ c ON c.tenant = m.tenant AND c.id = m.committee
            LEFT JOIN area a ON a.tenant = m.tenant AND a.code = m.area
            LEFT JOIN room r ON r.tenant = m.tenant AND r.id = m.room
            WHERE m.tenant = \(tenant.number) AND m.person = \(person.number) AND m.ended_on IS NULL ORDER BY m.id
            """
        ) { row in
            guard let level = Membership.Level(rawValue: try row.next()) else {
                throw DatabaseError.malformed("membership.level")
            }
            return Seat(
                level: level, sector: try row.next(), committee: try row.next(), area: try row.next(),
                room: try row.next())
        }
    }

    private func posts(of person: Person.ID, in transaction: Transaction) throws -> [Post] {
        try transaction.rows(
            """
            SELECT o.name, h.post, h.title, o.group_kind FROM organ_post h
            JOIN organ o ON o.tenant = h.tenant AND o.id = h.organ
            WHERE h.tenant = \(tenant.number) AND h.person = \(person.number) AND h.ended_on IS NULL ORDER BY h.id
            """, Self.post)
    }

    private static func post(_ row: inout Row) throws -> Post {
        let name = try row.next(String.self)
        guard let post = Organ.Post(rawValue: try row.next()) else {
            throw DatabaseError.malformed("organ_post.post")
        }
        let title = try row.next(String?.self)
        let kind = try row.next(String?.self)
        return Post(
            name: name, post: post, title: title,
            groupKind: kind.flatMap { code in DirectoryWording.groupKinds.first { $0.code == code }?.label })
    }

    private func experts(_ name: SQL, _ condition: SQL, in transaction: Transaction) throws -> [Expert] {
        try transaction.rows(
            """
            SELECT \(name), e.fields, e.starts_on, e.ends_on FROM expert e
            JOIN person p ON p.tenant = e.tenant AND p.id = e.person
            JOIN organ o ON o.tenant = e.tenant AND o.id = e.pool
            WHERE e.tenant = \(tenant.number) AND e.ended_on IS NULL AND \(condition) ORDER BY e.id
            """
        ) { row in
            let (name, fields) = (try row.next(String.self), try row.next(String.self))
            return Expert(
                name: name, fields: fields, startsOn: try Self.day(&row, "expert.starts_on"),
                endsOn: try row.next(String?.self).flatMap { Day($0) })
        }
    }

    private func meetings(of person: Person.ID, in transaction: Transaction) throws -> [Meeting] {
        try transaction.rows(
            """
            SELECT e.meeting, e.name, e.held_on, e.invited_on, e.attended, e.follow_up, \(RegisterStore.organName), e.post
            FROM observation e
            WHERE e.tenant = \(tenant.number) AND e.ended_on IS NULL AND \(RegisterStore.observer) = \(person.number)
            ORDER BY e.held_on DESC, e.id DESC LIMIT \(Self.latest)
            """, Self.meeting)
    }

    /// Meetings at which posts of a body sat in.
    private func meetings(ofOrgan id: DirectoryEntry.ID, in transaction: Transaction) throws -> [Meeting] {
        try transaction.rows(
            """
            SELECT e.meeting, e.name, e.held_on, e.invited_on, e.attended, e.follow_up,
                (SELECT p.name FROM person p WHERE p.tenant = e.tenant AND p.id = \(RegisterStore.observer)), e.post
            FROM observation e
            WHERE e.tenant = \(tenant.number) AND e.ended_on IS NULL AND e.organ = \(id.number)
            ORDER BY e.held_on DESC, e.id DESC LIMIT \(Self.latest)
            """, Self.meeting)
    }

    private static func meeting(_ row: inout Row) throws -> Meeting {
        let (kind, name) = (try row.next(String.self), try row.next(String.self))
        return Meeting(
            kind: kind, name: name, heldOn: try day(&row, "observation.held_on"),
            invitedOn: try row.next(String?.self).flatMap { Day($0) },
            attended: try row.next(String?.self).map { $0 == "yes" }, followUp: try row.next(),
            other: try row.next(), post: try row.next(String?.self).flatMap { Organ.Post(rawValue: $0) })
    }

    private func appraisals(of person: Person.ID, in transaction: Transaction) throws -> [Appraisal] {
        try transaction.rows(
            """
            SELECT matter, held_on, opinion, report FROM appraisal
            WHERE tenant = \(tenant.number) AND person = \(person.number) AND ended_on IS NULL
            ORDER BY held_on DESC, id DESC LIMIT \(Self.latest)
            """
        ) { row in
            let matter = try row.next(String.self)
            return Appraisal(
                matter: matter, heldOn: try Self.day(&row, "appraisal.held_on"), opinion: try row.next(),
                report: try row.next())
        }
    }

    /// All that have taken place: they are counted.
    private func trainings(of person: Person.ID, until today: Day, in transaction: Transaction) throws -> [Training] {
        try transaction.rows(
            """
            SELECT kind, name, held_on FROM training
            WHERE tenant = \(tenant.number) AND person = \(person.number) AND ended_on IS NULL
                AND held_on <= \(today.description)
            ORDER BY held_on DESC, id DESC
            """
        ) { row in
            guard let kind = TrainingKind(rawValue: try row.next()) else {
                throw DatabaseError.malformed("training.kind")
            }
            let name = try row.next(String.self)
            return Training(kind: kind, name: name, heldOn: try Self.day(&row, "training.held_on"))
        }
    }

    private static func day(_ row: inout Row, _ column: String) throws -> Day {
        guard let day = Day(try row.next(String.self)) else { throw DatabaseError.malformed(column) }
        return day
    }

    // MARK: - Bodies

    func organ(_ id: DirectoryEntry.ID, in transaction: Transaction) throws -> Body {
        Body(
            posts: try transaction.rows(
                """
                SELECT p.name, h.post, h.title, CAST(NULL AS TEXT) FROM organ_post h
                JOIN person p ON p.tenant = h.tenant AND p.id = h.person
                WHERE h.tenant = \(tenant.number) AND h.organ = \(id.number) AND h.ended_on IS NULL ORDER BY h.id
                """, Self.post),
            members: StrokeOrder.sorted(
                try transaction.rows(
                    """
                    SELECT p.name FROM membership m JOIN person p ON p.tenant = m.tenant AND p.id = m.person
                    WHERE m.tenant = \(tenant.number) AND m.ended_on IS NULL
                        AND (m.sector = \(id.number) OR m.committee = \(id.number) OR m.branch = \(id.number))
                    ORDER BY m.id LIMIT \(Self.membersMax)
                    """
                ) { try $0.next(String.self) }
            ) { $0 },
            experts: StrokeOrder.sorted(try experts("p.name", "e.pool = \(id.number)", in: transaction)) { $0.name },
            partners: try transaction.rows(
                """
                SELECT COALESCE(u.name, a.name, s.name, r.name, '') FROM counterpart c
                LEFT JOIN handling_unit u ON u.tenant = c.tenant AND u.id = c.unit
                LEFT JOIN area a ON a.tenant = c.tenant AND a.code = c.area
                LEFT JOIN organ s ON s.tenant = c.tenant AND s.id = c.sector
                LEFT JOIN room r ON r.tenant = c.tenant AND r.id = c.room
                WHERE c.tenant = \(tenant.number) AND c.organ = \(id.number) AND c.ended_on IS NULL ORDER BY c.id
                """
            ) { try $0.next(String.self) }, meetings: try meetings(ofOrgan: id, in: transaction))
    }

    // MARK: - Rooms

    /// The members who are assigned to a room, in the order of strokes; those of higher committees are guests there (A1-15).
    func members(of room: Room.ID, in transaction: Transaction) throws -> [(name: String, level: Membership.Level)] {
        let members = try transaction.rows(
            """
            SELECT p.name, m.level FROM membership m JOIN person p ON p.tenant = m.tenant AND p.id = m.person
            WHERE m.tenant = \(tenant.number) AND m.room = \(room.number) AND m.ended_on IS NULL ORDER BY m.id
            """
        ) { row in
            let name = try row.next(String.self)
            return (name: name, level: Membership.Level(rawValue: try row.next()) ?? .own)
        }
        return StrokeOrder.sorted(members) { $0.name }
    }

    /// What a room's convener was trained for (A1-16); nil where nobody has noted it, or there is no convener.
    func training(ofConvenerOf room: Room.ID, in transaction: Transaction) throws -> String? {
        try transaction.first(
            """
            SELECT p.training FROM room r JOIN person p ON p.tenant = r.tenant AND p.id = r.convener
            WHERE r.tenant = \(tenant.number) AND r.id = \(room.number)
            """
        ) { try $0.next(String?.self) } ?? nil
    }
}
