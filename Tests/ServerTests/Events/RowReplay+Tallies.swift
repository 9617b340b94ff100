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
    /// Whether what a board counts beside its records is what the records tell that it was counted from; stays and participants
    /// are held against the log by themselves.
    func besides(in transaction: Transaction) throws -> [String] {
        let subjects: [(table: SQL, kind: String)] = [
            ("topic", TopicEvent.subject), ("consultation_session", SessionEvent.subject),
            ("suggestion_item", ItemEvent.subject),
        ]
        return try subjects.flatMap { try endedStays($0.table, $0.kind, in: transaction) }
            + present(in: transaction) + reopened(in: transaction)
    }

    private func endedStays(_ table: SQL, _ kind: String, in transaction: Transaction) throws -> [String] {
        let told = try transaction.rows(
            """
            SELECT subject, state, entered_at, left_at, is_first FROM stay
            WHERE tenant = \(tenant) AND subject_kind = \(kind) AND left_at IS NOT NULL ORDER BY subject, version
            """
        ) { row in
            let (id, state) = (try row.next(Int64.self), try row.next(String.self))
            let (entered, left) = (try row.next(Int64.self), try row.next(Int64.self))
            let isFirst = try row.next(Bool.self)
            return (id: id, text: "\(state) \((left - entered + 3_599_999) / 3_600_000)\(isFirst ? "" : "+");")
        }
        let texts = Dictionary(grouping: told) { $0.id }.mapValues { $0.map(\.text).joined() }
        let kept = try transaction.rows("SELECT id, ended_stays FROM \(table) WHERE tenant = \(tenant) ORDER BY id") {
            row in (id: try row.next(Int64.self), text: try row.next(String.self))
        }
        return kept.compactMap { record in
            let told = texts[record.id] ?? ""
            return record.text == told ? nil : "\(kind) \(record.id): ended stays \(record.text) / \(told)"
        }
    }

    private func present(in transaction: Transaction) throws -> [String] {
        try SessionStore.presence.flatMap { category, column in
            try transaction.rows(
                """
                SELECT s.id, s.\(column), COUNT(p.id) FROM consultation_session s
                LEFT JOIN session_participant p ON p.tenant = s.tenant AND p.session = s.id AND p.is_present = 1
                    AND p.category = \(category.rawValue)
                WHERE s.tenant = \(tenant) GROUP BY s.id, s.\(column) HAVING s.\(column) <> COUNT(p.id)
                """
            ) { row in
                "session \(try row.next(Int64.self)): \(category) \(try row.next(Int.self)) / \(try row.next(Int.self))"
            }
        }
    }

    private func reopened(in transaction: Transaction) throws -> [String] {
        try transaction.rows(
            """
            SELECT i.id, i.is_reopened FROM suggestion_item i
            WHERE i.tenant = \(tenant) AND i.is_reopened <> CASE WHEN EXISTS (
                SELECT 1 FROM stay y WHERE y.tenant = i.tenant AND y.subject_kind = \(ItemEvent.subject)
                    AND y.subject = i.id AND y.state = 'reopened') THEN 1 ELSE 0 END
            """
        ) { row in "item \(try row.next(Int64.self)): reopened \(try row.next(Int.self))" }
    }
}
