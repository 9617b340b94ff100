// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

/// The rows of issued assessments; what they say lies in their events.
struct HandlingAssessmentStore: Sendable {
    let tenant: Tenant.ID

    /// Writes a new one. Throws ``HandlingAssessmentRefusal/alreadyIssued`` when somebody else was first.
    func insert(_ assessment: HandlingAssessment, by issuer: Person.ID, in transaction: Transaction) throws {
        let issue = assessment.issue
        let isNew = try transaction.execute(
            """
            INSERT INTO handling_assessment (id, tenant, year, number, issued_on, issuer)
            VALUES (\(assessment.id.number), \(tenant.number), \(issue.year), \(issue.number.text),
                \(issue.day.description), \(issuer.number))
            ON CONFLICT (tenant, year) DO NOTHING
            """)
        guard isNew == 1 else { throw HandlingAssessmentRefusal.alreadyIssued }
    }

    func isIssued(_ year: Int, in transaction: Transaction) throws -> Bool {
        try transaction.first(
            "SELECT 1 FROM handling_assessment WHERE tenant = \(tenant.number) AND year = \(year)"
        ) { try $0.next(Int.self) } != nil
    }

    /// An assessment as lists name it.
    struct Listed: Sendable {
        let id: HandlingAssessment.ID
        let year: Int
        let number: String
        let issuedOn: Day
        let issuerName: String
    }

    /// All, latest year first.
    func all(in transaction: Transaction) throws -> [Listed] {
        try transaction.rows(
            """
            SELECT a.id, a.year, a.number, a.issued_on, p.name FROM handling_assessment a
            JOIN person p ON p.tenant = a.tenant AND p.id = a.issuer
            WHERE a.tenant = \(tenant.number) ORDER BY a.year DESC LIMIT 100
            """
        ) { row in
            let (id, year) = (Identifier<HandlingAssessment>(try row.next()), try row.next(Int.self))
            let number = try row.next(String.self)
            guard let day = Day(try row.next(String.self)) else {
                throw DatabaseError.malformed("handling_assessment \(id)")
            }
            return Listed(id: id, year: year, number: number, issuedOn: day, issuerName: try row.next())
        }
    }
}
