// SPDX-License-Identifier: Apache-2.0

import ChineseText
import Database
import Domain

/// Which numbers hold which grams: for each gram and each block of numbers one row.
struct GramBlockStore: Sendable {
    let tables: TextIndexTables
    let tenant: Tenant.ID

    /// What a number has to be found by from now on, and no more.
    struct Change: Sendable {
        let number: Int
        let removed: Set<Gram>
        let added: Set<Gram>
    }

    /// Grams of one statement at most: a text of two thousand characters has about so many.
    private var soughtMax: Int { 4_096 }

    /// The blocks of these grams, each named once, block by block.
    func blocks(of grams: [Gram], _ condition: SQL = "", in transaction: Transaction) throws -> [GramBlock] {
        guard !grams.isEmpty else { return [] }
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

    /// How many numbers hold each of the grams.
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

    /// Brings the blocks to what these numbers hold from now on.
    func change(_ changes: [Change], in transaction: Transaction) throws {
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
        try write(sets.filter { !$0.value.isEmpty }, block: block, in: transaction)
        let empty = sets.filter(\.value.isEmpty).keys.sorted()
        guard !empty.isEmpty else { return }
        try transaction.execute(
            """
            DELETE FROM \(tables.blocks)
            WHERE tenant = \(tenant.number) AND block = \(block) AND gram IN (\(SQL(numbers: empty.map(\.number))))
            """)
    }

    private func write(_ sets: [Gram: NumberSet], block: Int, in transaction: Transaction) throws {
        for part in sets.sorted(by: { $0.key < $1.key }).statementParts {
            let rows = part.map { gram, numbers in
                "(\(tenant.number), \(gram.number), \(block), \(numbers.count), \(numbers.bytes))" as SQL
            }
            try transaction.execute(
                """
                INSERT INTO \(tables.blocks) (tenant, gram, block, texts, numbers) VALUES \(SQL(joining: rows, with: ", "))
                ON CONFLICT (tenant, gram, block) DO UPDATE SET texts = excluded.texts, numbers = excluded.numbers
                """)
        }
    }
}
