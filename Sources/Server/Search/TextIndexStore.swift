// SPDX-License-Identifier: Apache-2.0

import ChineseText
import Database
import Domain

/// A kind of record whose public texts are found by their words.
protocol TextIndexed: Sendable {
    static var textIndex: TextIndexTables { get }
}

/// Where the index of a kind of record lies, and what it is made of.
struct TextIndexTables: Sendable {
    /// How many numbers were given, and whether each published record has one.
    let index: SQL
    /// The numbers of the records.
    let numbered: SQL
    /// The column of the record beside its number.
    let record: SQL
    /// Which numbers hold which grams.
    let blocks: SQL
    /// The records themselves; in conditions they are `t`.
    let records: SQL
    /// The condition that everybody may read one.
    let published: @Sendable (Tenant.ID) -> SQL
    /// The columns of what it says.
    let columns: SQL
    /// What these columns say: the title, the body, and what else it is found by.
    let texts: @Sendable (inout Row) throws -> [String]
}

/// What published records are found by: their grams, in step with their public text in the transaction that changes it.
struct TextIndexStore<Record: TextIndexed>: Sendable {
    let tenant: Tenant.ID

    private var tables: TextIndexTables { Record.textIndex }
    private var published: SQL { tables.published(tenant) }

    /// A published record with the texts that are searched.
    struct Entry: Sendable {
        let record: Identifier<Record>
        let texts: [String]
    }

    /// Brings the index to what a record publicly says; nil for what says nothing in public.
    func replace(_ before: [String]?, by after: [String]?, of record: Identifier<Record>, in transaction: Transaction)
        throws
    {
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
        let (old, new) = (Self.grams(before), Self.grams(after))
        try change(
            [Change(number: number, removed: old.subtracting(new), added: new.subtracting(old))], in: transaction)
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
            """, entry)
        let numbered = entries.enumerated().map { (entry: $1, number: count + $0) }
        try insert(numbered.map { ($0.entry.record, $0.number) }, in: transaction)
        try change(
            numbered.map { Change(number: $0.number, removed: [], added: Self.grams($0.entry.texts)) },
            in: transaction)
        guard entries.count < limit else { return entries.last?.record }
        try transaction.execute(
            "UPDATE \(tables.index) SET is_complete = 1 WHERE tenant = \(tenant.number) AND is_complete = 0")
        return nil
    }

    private func entry(_ row: inout Row) throws -> Entry {
        Entry(record: Identifier(try row.next()), texts: try tables.texts(&row))
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
        for part in numbered.parts(of: rowsMax) {
            let rows = part.map { "(\(tenant.number), \($0.number), \($0.record.number))" as SQL }
            try transaction.execute(
                """
                INSERT INTO \(tables.numbered) (tenant, number, \(tables.record)) VALUES \(SQL(joining: rows, with: ", "))
                """)
        }
        try transaction.execute(
            "UPDATE \(tables.index) SET texts = texts + \(numbered.count) WHERE tenant = \(tenant.number)")
    }

    // MARK: - Blocks

    /// What a text has to be found by from now on, and no more.
    private struct Change {
        let number: Int
        let removed: Set<Gram>
        let added: Set<Gram>
    }

    private static func grams(_ texts: [String]?) -> Set<Gram> {
        Set((texts ?? []).flatMap { FoldedText($0).grams })
    }

    /// Grams, or numbers, that are looked for at once: a text of two thousand characters has about so many.
    private var soughtMax: Int { 4_096 }
    /// Rows of one statement at most.
    private var rowsMax: Int { 128 }

    private func change(_ changes: [Change], in transaction: Transaction) throws {
        for (block, changes) in Dictionary(grouping: changes, by: { $0.number / NumberSet.span }) {
            let touched = changes.reduce(into: Set<Gram>()) { $0.formUnion($1.removed.union($1.added)) }
            let grams = touched.sorted()
            for start in stride(from: 0, to: grams.count, by: soughtMax) {
                let part = Array(grams[start..<min(start + soughtMax, grams.count)])
                try change(changes, of: part, block: block, in: transaction)
            }
        }
    }

    private func change(_ changes: [Change], of grams: [Gram], block: Int, in transaction: Transaction) throws {
        var sets: [Gram: NumberSet] = [:]
        for found in try blocks(of: grams, "AND block = \(block)", in: transaction) { sets[found.gram] = found.numbers }
        let concerned = Set(grams)
        for change in changes {
            let offset = change.number % NumberSet.span
            for gram in change.removed where concerned.contains(gram) { sets[gram]?.remove(offset) }
            for gram in change.added where concerned.contains(gram) {
                sets[gram, default: NumberSet()].insert(offset)
            }
        }
        let (empty, filled) = (sets.filter(\.value.isEmpty).keys.sorted(), sets.filter { !$0.value.isEmpty })
        for part in filled.sorted(by: { $0.key < $1.key }).parts(of: rowsMax) {
            let rows = part.map { gram, numbers in
                "(\(tenant.number), \(gram.number), \(block), \(numbers.count), \(numbers.bytes))" as SQL
            }
            try transaction.execute(
                """
                INSERT INTO \(tables.blocks) (tenant, gram, block, texts, numbers) VALUES \(SQL(joining: rows, with: ", "))
                ON CONFLICT (tenant, gram, block) DO UPDATE SET texts = excluded.texts, numbers = excluded.numbers
                """)
        }
        guard !empty.isEmpty else { return }
        try transaction.execute(
            """
            DELETE FROM \(tables.blocks)
            WHERE tenant = \(tenant.number) AND block = \(block) AND gram IN (\(SQL(numbers: empty.map(\.number))))
            """)
    }

    /// The blocks of these grams, block by block.
    func blocks(of grams: [Gram], _ condition: SQL = "", in transaction: Transaction) throws -> [GramBlock] {
        let byNumber = Dictionary(uniqueKeysWithValues: grams.map { ($0.number, $0) })
        return try transaction.rows(
            """
            SELECT block, gram, numbers FROM \(tables.blocks)
            WHERE tenant = \(tenant.number) AND gram IN (\(SQL(numbers: grams.map(\.number)))) \(condition)
            ORDER BY block
            """
        ) { row in
            let block = try row.next(Int.self)
            guard let gram = byNumber[try row.next()], let numbers = NumberSet(bytes: try row.next()) else {
                throw DatabaseError.malformed("numbers of a block")
            }
            return GramBlock(block: block, gram: gram, numbers: numbers)
        }
    }

    /// In how many published records each of the grams stands.
    func counts(of grams: [Gram], in transaction: Transaction) throws -> [Int] {
        guard !grams.isEmpty else { return [] }
        var counts: [Int64: Int] = [:]
        try transaction.forEach(
            """
            SELECT gram, SUM(texts) FROM \(tables.blocks)
            WHERE tenant = \(tenant.number) AND gram IN (\(SQL(numbers: grams.map(\.number)))) GROUP BY gram
            """
        ) { row in counts[try row.next()] = try row.next(Int.self) }
        return grams.map { counts[$0.number] ?? 0 }
    }

    /// The condition on a record `t` that it has one of these numbers.
    func condition(numbers: [Int]) -> SQL {
        guard !numbers.isEmpty else { return "1 = 0" }
        return """
            t.id IN (SELECT i.\(tables.record) FROM \(tables.numbered) i
                WHERE i.tenant = \(tenant.number) AND i.number IN (\(SQL(numbers: numbers.map(Int64.init)))))
            """
    }

    /// The records with these numbers, newest first; only those before another.
    func records(
        numbers: [Int], before place: Identifier<Record>?, in transaction: Transaction
    ) throws -> [Identifier<Record>] {
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
        _ condition: SQL?, before place: Identifier<Record>?, limit: Int, in transaction: Transaction
    ) throws -> [(record: Identifier<Record>, number: Int)] {
        let from: SQL =
            condition.map { condition in
                """
                \(tables.records) t JOIN \(tables.numbered) i ON i.tenant = t.tenant AND i.\(tables.record) = t.id
                WHERE \(published) \(condition)
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

    /// What the published records with these numbers say by title and body: what somebody said, not what came of it, is what
    /// others are like.
    func entries(numbers: [Int], in transaction: Transaction) throws -> [Entry] {
        try transaction.rows(
            """
            SELECT t.id, \(tables.columns) FROM \(tables.records) t
            WHERE \(published) AND \(condition(numbers: numbers))
            """
        ) { row in
            let said = try entry(&row)
            return Entry(record: said.record, texts: Array(said.texts.prefix(2)))
        }
    }

    /// How many numbers were given so far.
    func textCount(in transaction: Transaction) throws -> Int {
        try transaction.first("SELECT texts FROM \(tables.index) WHERE tenant = \(tenant.number)") { try $0.next() }
            ?? 0
    }
}

/// The index of published records, as a transaction sees it.
struct PublishedTexts<Record: TextIndexed>: GramIndex {
    let store: TextIndexStore<Record>
    let transaction: Transaction

    func textCount() throws -> Int { try store.textCount(in: transaction) }

    func counts(of grams: [Gram]) throws -> [Int] { try store.counts(of: grams, in: transaction) }

    func blocks(of grams: [Gram]) throws -> [GramBlock] {
        grams.isEmpty ? [] : try store.blocks(of: grams, in: transaction)
    }

    func candidates(_ numbers: [Int]) throws -> [Candidate<Identifier<Record>>] {
        try store.entries(numbers: numbers, in: transaction).map { Candidate(id: $0.record, texts: $0.texts) }
    }
}

extension SQL {
    /// Whole numbers for `IN (…)`. The last is written again until there are as many as a power of two, so that
    /// statements have few shapes.
    init(numbers: [Int64]) {
        var size = 1
        while size < numbers.count { size *= 2 }
        let padding = numbers.last.map { Array(repeating: $0, count: size - numbers.count) } ?? []
        self.init(joining: (numbers + padding).map { "\($0)" }, with: ", ")
    }
}

extension Array {
    /// The elements in order, so many at once, and what is left by powers of two, so that statements have few shapes.
    fileprivate func parts(of most: Int) -> [ArraySlice<Element>] {
        var (parts, start, size): ([ArraySlice<Element>], Int, Int) = ([], 0, most)
        while start < count {
            while size > count - start { size /= 2 }
            parts.append(self[start..<start + size])
            start += size
        }
        return parts
    }
}
