// SPDX-License-Identifier: Apache-2.0

import ChineseText
import Database
import Domain

/// What published topics are found by: their grams, in step with their public text in the transaction that changes it.
struct TopicIndexStore: Sendable {
    let tenant: Tenant.ID

    /// A published topic with the texts that are searched.
    struct Entry: Sendable {
        let topic: Topic.ID
        let texts: [String]
    }

    /// Brings the index to what a topic publicly says; nil for what says nothing in public.
    func replace(_ before: [String]?, by after: [String]?, of topic: Topic.ID, in transaction: Transaction) throws {
        guard before != after else { return }
        let count = try lock(published: before == nil ? 1 : 0, in: transaction)
        let known = before == nil ? nil : try number(of: topic, in: transaction)
        // A topic that is not numbered yet will be, with what it says by then.
        guard before == nil || known != nil else { return }
        let number = known ?? count
        if known == nil { try insert([(topic, number)], in: transaction) }
        if after == nil {
            try transaction.execute(
                "DELETE FROM indexed_topic WHERE tenant = \(tenant.number) AND number = \(number)")
        }
        let (old, new) = (Self.grams(before), Self.grams(after))
        try change(
            [Change(number: number, removed: old.subtracting(new), added: new.subtracting(old))], in: transaction)
    }

    /// Gives numbers to published topics that have none, oldest first. Returns whether there may be more.
    func catchUp(limit: Int, in transaction: Transaction) throws -> Bool {
        let count = try lock(published: 0, in: transaction)
        let entries = try transaction.rows(
            """
            SELECT t.id, t.public_title, t.public_body, COALESCE(t.public_answer, '') FROM topic t
            WHERE \(TopicVisibility.sql(TopicScope(of: .visitor), tenant: tenant)) AND NOT EXISTS (
                SELECT 1 FROM indexed_topic i WHERE i.tenant = t.tenant AND i.topic = t.id)
            ORDER BY t.id LIMIT \(limit)
            """
        ) { Entry(topic: Identifier(try $0.next()), texts: [try $0.next(), try $0.next(), try $0.next()]) }
        let numbered = entries.enumerated().map { (entry: $1, number: count + $0) }
        try insert(numbered.map { ($0.entry.topic, $0.number) }, in: transaction)
        try change(
            numbered.map { Change(number: $0.number, removed: [], added: Self.grams($0.entry.texts)) },
            in: transaction)
        guard entries.count < limit else { return true }
        try transaction.execute(
            "UPDATE topic_index SET is_complete = 1 WHERE tenant = \(tenant.number) AND is_complete = 0")
        return false
    }

    /// Whether each published topic has its number; as long as not, words are looked for without the index.
    func isComplete(in transaction: Transaction) throws -> Bool {
        try transaction.first("SELECT is_complete FROM topic_index WHERE tenant = \(tenant.number)") {
            try $0.next(Int.self) == 1
        } ?? false
    }

    /// How many numbers were given so far. Others who write wait until this transaction has ended. `published`: how many
    /// topics this transaction has published just now.
    private func lock(published: Int, in transaction: Transaction) throws -> Int {
        // The first topic of a tenant makes the index complete, unless others were published before there was one.
        try transaction.first(
            """
            INSERT INTO topic_index (tenant, texts, is_complete)
            SELECT \(tenant.number), 0, CASE WHEN EXISTS (
                SELECT 1 FROM topic t WHERE \(TopicVisibility.sql(TopicScope(of: .visitor), tenant: tenant))
                LIMIT 1 OFFSET \(published)) THEN 0 ELSE 1 END
            WHERE 1 = 1
            ON CONFLICT (tenant) DO UPDATE SET texts = topic_index.texts RETURNING texts
            """
        ) { try $0.next(Int.self) } ?? 0
    }

    private func number(of topic: Topic.ID, in transaction: Transaction) throws -> Int? {
        try transaction.first(
            "SELECT number FROM indexed_topic WHERE tenant = \(tenant.number) AND topic = \(topic.number)"
        ) { try $0.next(Int.self) }
    }

    private func insert(_ numbered: [(topic: Topic.ID, number: Int)], in transaction: Transaction) throws {
        guard !numbered.isEmpty else { return }
        for part in numbered.parts(of: Self.rowsMax) {
            let rows = part.map { "(\(tenant.number), \($0.number), \($0.topic.number))" as SQL }
            try transaction.execute(
                "INSERT INTO indexed_topic (tenant, number, topic) VALUES \(SQL(joining: rows, with: ", "))")
        }
        try transaction.execute(
            "UPDATE topic_index SET texts = texts + \(numbered.count) WHERE tenant = \(tenant.number)")
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

    /// Grams that are read at once: a text of two thousand characters has about so many.
    private static let gramsMax = 4_096
    /// Rows of one statement at most.
    private static let rowsMax = 128

    private func change(_ changes: [Change], in transaction: Transaction) throws {
        for (block, changes) in Dictionary(grouping: changes, by: { $0.number / NumberSet.span }) {
            let touched = changes.reduce(into: Set<Gram>()) { $0.formUnion($1.removed.union($1.added)) }
            let grams = touched.sorted()
            for start in stride(from: 0, to: grams.count, by: Self.gramsMax) {
                let part = Array(grams[start..<min(start + Self.gramsMax, grams.count)])
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
        for part in filled.sorted(by: { $0.key < $1.key }).parts(of: Self.rowsMax) {
            let rows = part.map { gram, numbers in
                "(\(tenant.number), \(gram.number), \(block), \(numbers.count), \(numbers.bytes))" as SQL
            }
            try transaction.execute(
                """
                INSERT INTO gram_block (tenant, gram, block, texts, numbers) VALUES \(SQL(joining: rows, with: ", "))
                ON CONFLICT (tenant, gram, block) DO UPDATE SET texts = excluded.texts, numbers = excluded.numbers
                """)
        }
        guard !empty.isEmpty else { return }
        try transaction.execute(
            """
            DELETE FROM gram_block
            WHERE tenant = \(tenant.number) AND block = \(block) AND gram IN (\(SQL(numbers: empty.map(\.number))))
            """)
    }

    /// The blocks of these grams, block by block.
    func blocks(of grams: [Gram], _ condition: SQL = "", in transaction: Transaction) throws -> [GramBlock] {
        let byNumber = Dictionary(uniqueKeysWithValues: grams.map { ($0.number, $0) })
        return try transaction.rows(
            """
            SELECT block, gram, numbers FROM gram_block
            WHERE tenant = \(tenant.number) AND gram IN (\(SQL(numbers: grams.map(\.number)))) \(condition)
            ORDER BY block
            """
        ) { row in
            let block = try row.next(Int.self)
            guard let gram = byNumber[try row.next()], let numbers = NumberSet(bytes: try row.next()) else {
                throw DatabaseError.malformed("gram_block.numbers")
            }
            return GramBlock(block: block, gram: gram, numbers: numbers)
        }
    }

    /// In how many published topics each of the grams stands.
    func counts(of grams: [Gram], in transaction: Transaction) throws -> [Int] {
        guard !grams.isEmpty else { return [] }
        var counts: [Int64: Int] = [:]
        try transaction.forEach(
            """
            SELECT gram, SUM(texts) FROM gram_block
            WHERE tenant = \(tenant.number) AND gram IN (\(SQL(numbers: grams.map(\.number)))) GROUP BY gram
            """
        ) { row in counts[try row.next()] = try row.next(Int.self) }
        return grams.map { counts[$0.number] ?? 0 }
    }

    /// The condition on `topic t` that it has one of these numbers.
    func condition(numbers: [Int]) -> SQL {
        guard !numbers.isEmpty else { return "1 = 0" }
        return """
            t.id IN (SELECT i.topic FROM indexed_topic i
                WHERE i.tenant = \(tenant.number) AND i.number IN (\(SQL(numbers: numbers.map(Int64.init)))))
            """
    }

    /// What the published topics with these numbers say: what somebody said, not what came of it, is what others are like.
    func entries(numbers: [Int], in transaction: Transaction) throws -> [Entry] {
        try transaction.rows(
            """
            SELECT t.id, t.public_title, t.public_body FROM topic t
            WHERE \(TopicVisibility.sql(TopicScope(of: .visitor), tenant: tenant)) AND \(condition(numbers: numbers))
            """
        ) { Entry(topic: Identifier(try $0.next()), texts: [try $0.next(), try $0.next()]) }
    }

    /// How many numbers were given so far.
    func textCount(in transaction: Transaction) throws -> Int {
        try transaction.first("SELECT texts FROM topic_index WHERE tenant = \(tenant.number)") { try $0.next() } ?? 0
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
