// SPDX-License-Identifier: Apache-2.0

import ChineseText
import Database
import Domain

/// The index of published records as a transaction reads it: which hold what, and which they are.
struct PublishedTextStore<Record: TextIndexed>: GramIndex {
    let tenant: Tenant.ID
    let transaction: Transaction

    private var tables: TextIndexTables { Record.textIndex }
    private var gramBlocks: GramBlockStore { GramBlockStore(tables: tables, tenant: tenant) }

    // MARK: - Numbers that hold grams

    func textCount() throws -> Int {
        try transaction.first("SELECT texts FROM \(tables.index) WHERE tenant = \(tenant.number)") { try $0.next() }
            ?? 0
    }

    func counts(of grams: [Gram]) throws -> [Int] { try gramBlocks.counts(of: grams, in: transaction) }

    func blocks(of grams: [Gram]) throws -> [GramBlock] { try gramBlocks.blocks(of: grams, in: transaction) }

    /// What the published records with these numbers say by title and body: what somebody said, not what came of it, is what
    /// others are like.
    func candidates(_ numbers: [Int]) throws -> [Candidate<Identifier<Record>>] {
        try transaction.rows(
            """
            SELECT t.id, \(tables.columns) FROM \(tables.records) t
            WHERE \(tables.published(tenant)) AND \(condition(numbers: numbers))
            """
        ) { row in
            Candidate(id: Identifier(try row.next()), texts: Array(try tables.text(&row).texts.prefix(2)))
        }
    }

    // MARK: - Records behind numbers

    /// Numbers of one statement at most.
    private var soughtMax: Int { 4_096 }

    /// The condition on a record `t` that it has one of these numbers.
    func condition(numbers: [Int]) -> SQL {
        guard !numbers.isEmpty else { return "1 = 0" }
        return """
            t.id IN (SELECT i.\(tables.record) FROM \(tables.numbered) i
                WHERE i.tenant = \(tenant.number) AND i.number IN (\(SQL(numbers: numbers.map(Int64.init)))))
            """
    }

    /// The records with these numbers, newest first; only those before another.
    func records(numbers: [Int], before place: Identifier<Record>?) throws -> [Identifier<Record>] {
        let records = try numbers.parts(of: soughtMax).flatMap { part in
            try transaction.rows(
                """
                SELECT \(tables.record) FROM \(tables.numbered)
                WHERE tenant = \(tenant.number) AND number IN (\(SQL(numbers: part.map(Int64.init))))
                """
            ) { Identifier<Record>(try $0.next()) }
        }
        // Cut and ordered here: asked for it, an engine may walk all records instead of looking these up.
        return records.filter { record in place.map { record < $0 } ?? true }.sorted(by: >)
    }

    /// Published records with their numbers, newest first, before another. `condition`: on a record `t`, nil for all.
    func newest(
        _ condition: SQL?, before place: Identifier<Record>?, limit: Int
    ) throws -> [(record: Identifier<Record>, number: Int)] {
        let from: SQL =
            condition.map { condition in
                """
                \(tables.records) t JOIN \(tables.numbered) i ON i.tenant = t.tenant AND i.\(tables.record) = t.id
                WHERE \(tables.published(tenant)) \(condition)
                    AND t.id < \(place?.number ?? .max) ORDER BY t.id DESC
                """
            } ?? """
                \(tables.numbered) i WHERE i.tenant = \(tenant.number) AND i.\(tables.record) < \(place?.number ?? .max)
                ORDER BY i.\(tables.record) DESC
                """
        return try transaction.rows("SELECT i.\(tables.record), i.number FROM \(from) LIMIT \(limit)") {
            (Identifier(try $0.next()), try $0.next())
        }
    }
}
