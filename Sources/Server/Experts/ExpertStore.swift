// SPDX-License-Identifier: Apache-2.0

import ChineseText
import Database
import Domain

/// The experts of the register with what they did for the committee (A1-17): the sessions that they came to and the topics that they
/// researched are counted from the records, what they did beside these stands in a register of its own.
struct ExpertStore: Sendable {
    let tenant: Tenant.ID

    /// How many sessions and lines of an expert are shown, the latest.
    private static let latest = 100

    /// An expert in one pool.
    struct Listed: Sendable {
        let person: Person.ID
        let name: String
        let pool: String
        let fields: String
        let startsOn: Day
        let endsOn: Day?
        /// What was written down of the time before.
        let record: String?
        let sessions: Int
        let researches: Int
        let contributions: Int
    }

    /// Something that an expert did, and when.
    struct Deed: Sendable {
        let day: Day
        let words: String
    }

    /// What is known of one expert.
    struct File: Sendable {
        /// One for each pool, and one at least.
        let terms: [Listed]
        let sessions: [Deed]
        let contributions: [Deed]
    }

    /// The participants, `q`, who were this expert and were there, with their sessions, `s`.
    private func attended(_ person: SQL) -> SQL {
        """
        FROM session_participant q JOIN consultation_session s ON s.tenant = q.tenant AND s.id = q.session
        WHERE q.tenant = \(tenant.number) AND (q.expert = \(person) OR q.person = \(person)) AND q.is_present = 1
        """
    }

    /// Experts in use, in the order of strokes; one of them where `person` is given.
    func experts(
        _ person: Person.ID? = nil, on today: Day, in transaction: Transaction
    ) throws -> [Listed] {
        let condition: SQL = person.map { "AND e.person = \($0.number)" } ?? ""
        let found = try transaction.rows(
            """
            SELECT e.person, p.name, o.name, e.fields, e.starts_on, e.ends_on, e.record,
                (SELECT COUNT(*) \(attended("e.person"))),
                (SELECT COUNT(*) FROM topic t
                    WHERE t.tenant = e.tenant AND t.researcher = e.person AND t.research_records > 0),
                (SELECT COUNT(*) FROM expert_contribution c
                    WHERE c.tenant = e.tenant AND c.person = e.person AND c.ended_on IS NULL
                        AND c.held_on <= \(today.description))
            FROM expert e
            JOIN person p ON p.tenant = e.tenant AND p.id = e.person
            JOIN organ o ON o.tenant = e.tenant AND o.id = e.pool
            WHERE e.tenant = \(tenant.number) AND e.ended_on IS NULL \(condition) ORDER BY e.id
            """
        ) { row in
            let person = Person.ID(try row.next())
            let (name, pool, fields) = (try row.next(String.self), try row.next(String.self), try row.next(String.self))
            return Listed(
                person: person, name: name, pool: pool, fields: fields,
                startsOn: try Self.day(&row, "expert.starts_on"),
                endsOn: try row.next(String?.self).flatMap { Day($0) }, record: try row.next(),
                sessions: try row.next(), researches: try row.next(), contributions: try row.next())
        }
        return StrokeOrder.sorted(found) { $0.name }
    }

    /// What is known of somebody; nil of whoever is no expert.
    func file(of person: Person.ID, on today: Day, in transaction: Transaction) throws -> File? {
        let terms = try experts(person, on: today, in: transaction)
        guard !terms.isEmpty else { return nil }
        return File(
            terms: terms,
            sessions: try transaction.rows(
                """
                SELECT s.starts_on, s.title \(attended("\(person.number)"))
                ORDER BY s.starts_on DESC, s.id DESC LIMIT \(Self.latest)
                """
            ) { row in Deed(day: try Self.day(&row, "consultation_session.starts_on"), words: try row.next()) },
            contributions: try transaction.rows(
                """
                SELECT held_on, kind, name, result FROM expert_contribution
                WHERE tenant = \(tenant.number) AND person = \(person.number) AND ended_on IS NULL
                    AND held_on <= \(today.description)
                ORDER BY held_on DESC, id DESC LIMIT \(Self.latest)
                """
            ) { row in
                let day = try Self.day(&row, "expert_contribution.held_on")
                guard let kind = ContributionKind(rawValue: try row.next()) else {
                    throw DatabaseError.malformed("expert_contribution.kind")
                }
                let (name, result) = (try row.next(String.self), try row.next(String?.self))
                let words = ["\(DirectoryWording.name(kind))：\(name)", result].compactMap(\.self)
                return Deed(day: day, words: words.joined(separator: "；"))
            })
    }

    private static func day(_ row: inout Row, _ column: String) throws -> Day {
        guard let day = Day(try row.next(String.self)) else { throw DatabaseError.malformed(column) }
        return day
    }
}
