// SPDX-License-Identifier: Apache-2.0

import ChineseText
import Database
import Domain

/// How often what is asked was done (BR-30), counted from the records and from nothing else.
struct QuotaStore: Sendable {
    let tenant: Tenant.ID

    /// Of whom something is asked: a member, a special committee, the committee as a whole.
    struct Bearer: Sendable {
        let id: Int64
        let name: String
    }

    /// One record that counts.
    struct Record: Sendable {
        let kind: Kind
        let id: Int64
        let day: Day
        /// How many people were met, where people are counted.
        let amount: Int
        /// The session's title, the room's name, or what the register says was done; nil where it was erased.
        let name: String?
        /// Whether the reader may read the record.
        let isSeen: Bool

        enum Kind: String, Sendable {
            case session, sentiment, reception, activity
        }
    }

    // MARK: - Of whom

    /// The members in use whose figures somebody reads, in the order of strokes.
    func members(_ scope: QuotaScope, in transaction: Transaction) throws -> [Bearer] {
        let members = try transaction.rows(
            """
            SELECT DISTINCT m.person, p.name FROM membership m JOIN person p ON p.tenant = m.tenant AND p.id = m.person
            WHERE m.tenant = \(tenant.number) AND m.ended_on IS NULL AND (\(Self.visible(scope)))
            """
        ) { Bearer(id: try $0.next(), name: try $0.next()) }
        return StrokeOrder.sorted(members) { $0.name }
    }

    /// A condition on `membership m`; the plain rule is ``QuotaScope/includes(_:of:)``.
    static func visible(_ scope: QuotaScope) -> SQL {
        var conditions: [SQL] = scope.person.map { ["m.person = \($0.number)"] } ?? []
        for domain in scope.domains {
            switch domain {
            case .tenant: return "1 = 1"
            case .area(let area): conditions.append("(\(AreaCondition.sql("m.area", area)))")
            case .room, .unit: break
            }
        }
        return conditions.isEmpty ? "1 = 0" : SQL(joining: conditions, with: " OR ")
    }

    /// The special committees in use, by name.
    func committees(in transaction: Transaction) throws -> [Bearer] {
        try transaction.rows(
            """
            SELECT id, name FROM organ
            WHERE tenant = \(tenant.number) AND kind = \(Organ.Kind.specialCommittee.rawValue) AND ended_on IS NULL
            ORDER BY name, id
            """
        ) { Bearer(id: try $0.next(), name: try $0.next()) }
    }

    // MARK: - How often

    /// How often each has done it in these days, by who it is; the committee as a whole under the tenant's number.
    func counts(
        of duty: DutyQuota.Duty, from first: Day, to last: Day, in transaction: Transaction
    ) throws -> [Int64: Int] {
        let records = sources(of: duty, from: first, to: last, seenBy: nil)
        let counted = try transaction.rows(
            """
            SELECT r.bearer, \(Self.count(of: duty)) FROM (\(SQL(joining: records, with: " UNION ALL "))) r
            WHERE r.amount > 0 GROUP BY r.bearer
            """
        ) { (try $0.next(Int64.self), try $0.next(Int.self)) }
        return Dictionary(counted, uniquingKeysWith: { first, _ in first })
    }

    /// The same of one bearer.
    func count(
        of duty: DutyQuota.Duty, by bearer: Int64, from first: Day, to last: Day, in transaction: Transaction
    ) throws -> Int {
        let records = sources(of: duty, from: first, to: last, seenBy: nil, by: bearer)
        return try transaction.first(
            """
            SELECT \(Self.count(of: duty)) FROM (\(SQL(joining: records, with: " UNION ALL "))) r
            WHERE r.amount > 0 GROUP BY r.bearer
            """
        ) { try $0.next(Int.self) } ?? 0
    }

    /// The records behind one bearer's figure, the latest first.
    func records(
        of duty: DutyQuota.Duty, by bearer: Int64, from first: Day, to last: Day, seenBy reader: Actor, limit: Int,
        in transaction: Transaction
    ) throws -> [Record] {
        let records = sources(of: duty, from: first, to: last, seenBy: reader, by: bearer)
        return try transaction.rows(
            """
            SELECT r.kind, r.record, r.day, r.amount, r.name, r.is_seen
            FROM (\(SQL(joining: records, with: " UNION ALL "))) r
            WHERE r.amount > 0 ORDER BY r.day DESC, r.record DESC LIMIT \(limit)
            """
        ) { row in
            guard let kind = Record.Kind(rawValue: try row.next()) else {
                throw DatabaseError.malformed("quota record")
            }
            let id = try row.next(Int64.self)
            guard let day = Day(try row.next(String.self)) else { throw DatabaseError.malformed("quota record \(id)") }
            return Record(
                kind: kind, id: id, day: day, amount: try row.next(), name: try row.next(),
                isSeen: try row.next(Int.self) == 1)
        }
    }

    /// People are added up; who was twice in villages on one day was there once.
    private static func count(of duty: DutyQuota.Duty) -> SQL {
        switch duty {
        case .contacts, .sessions, .serviceActivities, .symposia: "SUM(r.amount)"
        case .villageVisits: "COUNT(DISTINCT r.day)"
        }
    }

    // MARK: - The records

    /// Selects of `bearer, day, amount, kind, record, name, is_seen`: what counts for a duty.
    private func sources(
        of duty: DutyQuota.Duty, from first: Day, to last: Day, seenBy reader: Actor?, by bearer: Int64? = nil
    ) -> [SQL] {
        let look = Look(tenant: tenant, first: first, last: last, reader: reader, bearer: bearer)
        switch duty {
        case .contacts:
            return [look.issues("opened"), look.receptions(countsVisitors: true), look.activities(.contact)]
        case .sessions: return [look.attended(where: "1 = 1")]
        case .villageVisits:
            return [
                look.issues("visited", where: Look.isVillage("i.area")),
                look.receptions(countsVisitors: false, where: Look.isVillage("d.area")),
                look.attended(where: Look.isVillage("s.area")), look.activities(.villageVisit),
            ]
        case .serviceActivities: return [look.activities(.serviceActivity)]
        case .symposia: return [look.symposia]
        }
    }
}

/// What is looked for: whose, on which days, and for whom.
private struct Look {
    let tenant: Tenant.ID
    let first: Day
    let last: Day
    /// Nil where only counted.
    let reader: Actor?
    let bearer: Int64?

    /// A village or community: the last three digits of its code say which one (rules.md C.9).
    static func isVillage(_ area: SQL) -> SQL { "\(area) NOT LIKE '%000'" }

    private func when(_ day: SQL) -> SQL {
        "\(day) >= \(first.description) AND \(day) <= \(last.description)"
    }

    private func whose(_ column: SQL) -> SQL { bearer.map { "AND \(column) = \($0)" } ?? "" }

    private func seen(_ condition: (Actor) -> SQL) -> SQL {
        reader.map { "CASE WHEN \(condition($0)) THEN 1 ELSE 0 END" } ?? "1"
    }

    /// What members met on the way: the event says on which day.
    func issues(_ event: String, where condition: SQL = "1 = 1") -> SQL {
        """
        SELECT i.opener AS bearer, e.occurred_on AS day, 1 AS amount, CAST('sentiment' AS TEXT) AS kind, i.id AS record,
            r.name AS name, \(seen { SentimentStore.visible(SentimentScope(of: $0), tenant) }) AS is_seen
        FROM sentiment_issue i
        JOIN event e ON e.tenant = i.tenant AND e.subject_kind = \(SentimentEvent.subject) AND e.subject = i.id
            AND e.kind = \(event)
        JOIN room r ON r.tenant = i.tenant AND r.id = i.room
        WHERE i.tenant = \(tenant.number) AND \(when("e.occurred_on")) AND \(condition) \(whose("i.opener"))
        """
    }

    /// Days on which members received; each visitor was met by all who received.
    func receptions(countsVisitors: Bool, where condition: SQL = "1 = 1") -> SQL {
        let amount: SQL =
            countsVisitors
            ? """
            CAST((SELECT COUNT(*) FROM reception_visit v WHERE v.tenant = d.tenant AND v.reception = d.id
                AND v.state IN ('arrived', 'recorded', 'raised')) AS INTEGER)
            """ : "1"
        return """
            SELECT m.person AS bearer, d.held_on AS day, \(amount) AS amount, CAST('reception' AS TEXT) AS kind,
                d.id AS record, r.name AS name,
                \(seen { ReceptionListStore.visible(ReceptionScope(of: $0), tenant) }) AS is_seen
            FROM reception_member m
            JOIN reception_day d ON d.tenant = m.tenant AND d.id = m.reception
            JOIN room r ON r.tenant = d.tenant AND r.id = d.room
            WHERE m.tenant = \(tenant.number) AND d.state = 'over' AND \(when("d.held_on")) AND \(condition)
                \(whose("m.person"))
            """
    }

    /// Sessions at which members were.
    func attended(where condition: SQL) -> SQL {
        """
        SELECT p.person AS bearer, s.starts_on AS day, 1 AS amount, CAST('session' AS TEXT) AS kind, s.id AS record,
            s.title AS name, \(seen { SessionListStore.visible(SessionScope(of: $0), tenant) }) AS is_seen
        FROM session_participant p
        JOIN consultation_session s ON s.tenant = p.tenant AND s.id = p.session
        WHERE p.tenant = \(tenant.number) AND p.category = 'member' AND p.person IS NOT NULL AND p.is_present = 1
            AND \(SessionListStore.isHeld) AND \(when("s.starts_on")) AND \(condition) \(whose("p.person"))
        """
    }

    /// Sessions of the form of the monthly symposium that were held.
    var symposia: SQL {
        """
        SELECT s.tenant AS bearer, s.starts_on AS day, 1 AS amount, CAST('session' AS TEXT) AS kind, s.id AS record,
            s.title AS name, \(seen { SessionListStore.visible(SessionScope(of: $0), tenant) }) AS is_seen
        FROM consultation_session s
        WHERE s.tenant = \(tenant.number) AND s.form = \(ConsultationForm.monthlySymposiumCode)
            AND \(SessionListStore.isHeld) AND \(when("s.starts_on")) \(whose("s.tenant"))
        """
    }

    /// What the register of activities says.
    func activities(_ kind: DutyActivityKind) -> SQL {
        """
        SELECT COALESCE(a.person, a.organ) AS bearer, a.held_on AS day,
            CAST(COALESCE(a.people, '1') AS INTEGER) AS amount, CAST('activity' AS TEXT) AS kind, a.id AS record,
            a.name AS name, 1 AS is_seen
        FROM duty_activity a
        WHERE a.tenant = \(tenant.number) AND a.kind = \(kind.rawValue) AND a.ended_on IS NULL AND \(when("a.held_on"))
            \(whose("COALESCE(a.person, a.organ)"))
        """
    }
}
