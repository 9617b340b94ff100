// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

@testable import Server

extension RowReplay {
    /// Whether what is kept beside each item of what people said is what counting anew tells.
    func tallies(in transaction: Transaction) throws -> [String] {
        let columns: [(kept: SQL, told: SQL)] = [
            ("i.answered", "k.outcome IS NOT NULL"), ("i.answered_solved", "k.outcome = 'solved'"),
            ("i.unflagged", "k.outcome IS NOT NULL AND k.flag IS NULL"),
            ("i.unflagged_solved", "k.outcome = 'solved' AND k.flag IS NULL"),
        ]
        return try columns.enumerated().flatMap { number, column in
            try transaction.rows(
                """
                SELECT i.id, \(column.kept), COUNT(CASE WHEN \(column.told) THEN 1 END) FROM suggestion_item i
                LEFT JOIN confirmation k ON k.tenant = i.tenant AND k.item = i.id AND k.inquiry = i.inquiries
                WHERE i.tenant = \(site.tenant.id.number) GROUP BY i.id, \(column.kept)
                HAVING \(column.kept) <> COUNT(CASE WHEN \(column.told) THEN 1 END)
                """
            ) { row in
                "item \(try row.next(Int64.self)): tally \(number) \(try row.next(Int.self)) / \(try row.next(Int.self))"
            }
        }
    }
}
