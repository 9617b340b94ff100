// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

/// What people have chosen for kinds of notices.
struct NoticeChoiceStore: Sendable {
    let tenant: Tenant.ID

    /// What a person has chosen; a kind that is not there goes as usual.
    func choices(of person: Person.ID, in transaction: Transaction) throws -> [NoticeKind: NoticeChoice] {
        let rows = try transaction.rows(
            """
            SELECT kind, choice FROM notice_choice
            WHERE tenant = \(tenant.number) AND person = \(person.number)
            """
        ) { row in (NoticeKind(rawValue: try row.next()), NoticeChoice(rawValue: try row.next())) }
        return rows.reduce(into: [:]) { choices, row in
            if let kind = row.0, let choice = row.1 { choices[kind] = choice }
        }
    }

    func save(
        _ choice: NoticeChoice, for kind: NoticeKind, of person: Person.ID, in transaction: Transaction
    ) throws {
        guard choice != .usual else {
            try transaction.execute(
                """
                DELETE FROM notice_choice
                WHERE tenant = \(tenant.number) AND person = \(person.number) AND kind = \(kind.rawValue)
                """)
            return
        }
        try transaction.execute(
            """
            INSERT INTO notice_choice (tenant, person, kind, choice)
            VALUES (\(tenant.number), \(person.number), \(kind.rawValue), \(choice.rawValue))
            ON CONFLICT (tenant, person, kind) DO UPDATE SET choice = excluded.choice
            """)
    }
}
