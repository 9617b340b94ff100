// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

/// The lines of the register of appraisals as the member reads them whom they name.
struct AppraisalStore: Sendable {
    let tenant: Tenant.ID

    /// How many lines are listed, the latest.
    private static let latest = 100

    /// What somebody was asked to appraise.
    struct Own: Sendable {
        let id: DirectoryEntry.ID
        let matter: String
        let unit: String?
        let heldOn: Day
        let opinion: String?
        let report: String?
        let isEnded: Bool
    }

    private static let columns: SQL = """
        x.id, x.matter, u.name, x.held_on, x.opinion, x.report, x.ended_on FROM appraisal x
        LEFT JOIN handling_unit u ON u.tenant = x.tenant AND u.id = x.unit
        """

    /// What somebody was asked to appraise, the latest day first.
    func own(of person: Person.ID, in transaction: Transaction) throws -> [Own] {
        try transaction.rows(
            """
            SELECT \(Self.columns)
            WHERE x.tenant = \(tenant.number) AND x.person = \(person.number) AND x.ended_on IS NULL
            ORDER BY x.held_on DESC, x.id DESC LIMIT \(Self.latest)
            """, Self.own)
    }

    /// One line, ended or not; nil where it names somebody else.
    func own(_ id: DirectoryEntry.ID, of person: Person.ID, in transaction: Transaction) throws -> Own? {
        try transaction.first(
            """
            SELECT \(Self.columns)
            WHERE x.tenant = \(tenant.number) AND x.id = \(id.number) AND x.person = \(person.number)
            """, Self.own)
    }

    private static func own(_ row: inout Row) throws -> Own {
        let id = DirectoryEntry.ID(try row.next())
        let (matter, unit) = (try row.next(String.self), try row.next(String?.self))
        guard let day = Day(try row.next(String.self)) else { throw DatabaseError.malformed("appraisal.held_on") }
        return Own(
            id: id, matter: matter, unit: unit, heldOn: day, opinion: try row.next(), report: try row.next(),
            isEnded: try row.next(String?.self) != nil)
    }

    /// Lines in use, `x`, in which somebody has not said the own opinion.
    static func owed(by staff: Staff, _ tenant: Tenant.ID) -> SQL {
        """
        x.tenant = \(tenant.number) AND x.person = \(staff.id.number) AND x.ended_on IS NULL AND x.opinion IS NULL
        """
    }

    /// What lines are called, for whom they name.
    func titles(
        of ids: [DirectoryEntry.ID], seenBy actor: Actor, in transaction: Transaction
    ) throws -> [DirectoryEntry.ID: NoticeTitle] {
        guard case .staff(let staff) = actor, !ids.isEmpty else { return [:] }
        let found = try transaction.rows(
            """
            SELECT x.id, x.matter FROM appraisal x
            WHERE x.tenant = \(tenant.number) AND x.person = \(staff.id.number)
                AND x.id IN (\(SQL(numbers: ids.map(\.number))))
            """
        ) { row in
            let id = DirectoryEntry.ID(try row.next())
            return (id, NoticeTitle(words: try row.next(), isPublic: false))
        }
        return Dictionary(found) { first, _ in first }
    }
}
