// SPDX-License-Identifier: Apache-2.0

import ChineseText
import Database
import Domain

/// What published records are found by: their grams, in step with their public text in the transaction that changes it.
struct TextIndexStore<Record: TextIndexed>: Sendable {
    let tenant: Tenant.ID

    private var tables: TextIndexTables { Record.textIndex }
    private var published: SQL { tables.published(tenant) }
    private var blocks: GramBlockStore { GramBlockStore(tables: tables, tenant: tenant) }

    /// Brings the index to what a record is publicly found by; nil for what says nothing in public.
    func replace(
        _ before: IndexedText?, by after: IndexedText?, of record: Identifier<Record>, in transaction: Transaction
    ) throws {
        guard before != after else { return }
        let count = try lock(published: before == nil ? 1 : 0, in: transaction)
        let known = before == nil ? nil : try number(of: record, in: transaction)
        // A record that is not numbered yet will be, with what it says by then.
        guard before == nil || known != nil else { return }
        let number = known ?? count
        if known == nil { try insert([(record, number)], in: transaction) }
        if after == nil {
            try transaction.execute(
                "DELETE FROM \(tables.numbered) WHERE tenant = \(tenant.number) AND number = \(number)")
        }
        let (old, new) = (before?.grams ?? [], after?.grams ?? [])
        try blocks.change(
            [.init(number: number, removed: old.subtracting(new), added: new.subtracting(old))], in: transaction)
    }

    /// Exchanges marks of many records at once, such as where they lie; of those that are public.
    func exchange(
        _ removed: Set<Gram>, for added: Set<Gram>, of records: [Identifier<Record>], in transaction: Transaction
    ) throws {
        guard !records.isEmpty, removed != added else { return }
        _ = try lock(published: 0, in: transaction)
        let numbers = try transaction.rows(
            """
            SELECT number FROM \(tables.numbered)
            WHERE tenant = \(tenant.number) AND \(tables.record) IN (\(SQL(numbers: records.map(\.number))))
            """
        ) { try $0.next(Int.self) }
        try blocks.change(
            numbers.map { .init(number: $0, removed: removed.subtracting(added), added: added.subtracting(removed)) },
            in: transaction)
    }

    /// Gives numbers to published records that have none, oldest first, from the one after `place` on: what is published meanwhile
    /// is numbered at once. Returns where it goes on, nil once each has its number.
    func catchUp(
        from place: Identifier<Record>?, limit: Int, in transaction: Transaction
    ) throws -> Identifier<Record>? {
        let count = try lock(published: 0, in: transaction)
        let entries = try transaction.rows(
            """
            SELECT t.id, \(tables.columns) FROM \(tables.records) t
            WHERE \(published) AND t.id > \(place?.number ?? 0) AND NOT EXISTS (
                SELECT 1 FROM \(tables.numbered) i WHERE i.tenant = t.tenant AND i.\(tables.record) = t.id)
            ORDER BY t.id LIMIT \(limit)
            """
        ) { row in (record: Identifier<Record>(try row.next()), text: try tables.text(&row)) }
        let numbered = entries.enumerated().map { (entry: $1, number: count + $0) }
        try insert(numbered.map { ($0.entry.record, $0.number) }, in: transaction)
        try blocks.change(
            numbered.map { .init(number: $0.number, removed: [], added: $0.entry.text.grams) }, in: transaction)
        guard entries.count < limit else { return entries.last?.record }
        try transaction.execute(
            "UPDATE \(tables.index) SET is_complete = 1 WHERE tenant = \(tenant.number) AND is_complete = 0")
        return nil
    }

    /// Whether each published record has its number; as long as not, the newest texts are read beside it.
    func isComplete(in transaction: Transaction) throws -> Bool {
        try transaction.first("SELECT is_complete FROM \(tables.index) WHERE tenant = \(tenant.number)") {
            try $0.next(Int.self) == 1
        } ?? false
    }

    /// How many numbers were given so far. Others who write wait until this transaction has ended. `published`: how many
    /// records this transaction has published just now.
    private func lock(published: Int, in transaction: Transaction) throws -> Int {
        // The first record of a tenant makes the index complete, unless others were published before there was one.
        try transaction.first(
            """
            INSERT INTO \(tables.index) (tenant, texts, is_complete)
            SELECT \(tenant.number), 0, CASE WHEN EXISTS (
                SELECT 1 FROM \(tables.records) t WHERE \(self.published) LIMIT 1 OFFSET \(published)) THEN 0 ELSE 1 END
            WHERE 1 = 1
            ON CONFLICT (tenant) DO UPDATE SET texts = \(tables.index).texts RETURNING texts
            """
        ) { try $0.next(Int.self) } ?? 0
    }

    private func number(of record: Identifier<Record>, in transaction: Transaction) throws -> Int? {
        try transaction.first(
            """
            SELECT number FROM \(tables.numbered)
            WHERE tenant = \(tenant.number) AND \(tables.record) = \(record.number)
            """
        ) { try $0.next(Int.self) }
    }

    private func insert(
        _ numbered: [(record: Identifier<Record>, number: Int)], in transaction: Transaction
    ) throws {
        guard !numbered.isEmpty else { return }
        for part in numbered.statementParts {
            let rows = part.map { "(\(tenant.number), \($0.number), \($0.record.number))" as SQL }
            try transaction.execute(
                """
                INSERT INTO \(tables.numbered) (tenant, number, \(tables.record)) VALUES \(SQL(joining: rows, with: ", "))
                """)
        }
        try transaction.execute(
            "UPDATE \(tables.index) SET texts = texts + \(numbered.count) WHERE tenant = \(tenant.number)")
    }
}
