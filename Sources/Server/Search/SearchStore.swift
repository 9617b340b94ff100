// SPDX-License-Identifier: Apache-2.0

import ChineseText
import Database
import Domain

/// Looks for words in records whose words are sealed, or too few to be indexed: one by one, newest first, through the one
/// visibility rule of each kind.
struct SearchStore: Sendable {
    let tenant: Tenant.ID
    let contents: ContentStore

    /// What narrows a look.
    struct Narrowing: Sendable {
        let query: WordQuery
        var area: AreaCode?
        /// What lies here is left out: it came before.
        var elsewhereThan: AreaCode?
        /// What topics are about.
        var category: String?
        /// What was typed, as it may be the number that a topic has in a system outside.
        var typed: String?
        /// The number of the record before.
        var after: Int64?
        /// Public topics with this number or a higher one that hold the words by what is public of them are left out: the index
        /// of grams found them before.
        var indexedFrom: Int64?
        /// The last record that is looked at; nil for all.
        var until: Int64?
        let limit: Int
        /// How many sealed words are unsealed at most, and how many records looked through: a question has to have an answer soon.
        var wordsMax = 20_000
    }

    /// Records that hold the words.
    struct Found<Record: Sendable>: Sendable {
        var records: [Record] = []
        /// Whether there are records that were not looked at.
        var isCut = false
        /// The number of the last record that was looked at; nil where none was.
        var last: Int64?
    }

    /// Reads record by record until so many were found, or so many words unsealed. `sql`: a row begins with the number of its
    /// record; `words`: how many are of each record; `read`: the record and its texts.
    func look<Record: Sendable>(
        _ sql: SQL, _ narrowing: Narrowing, words: Int = 1, in transaction: Transaction,
        read: (inout Row) throws -> (Record, [String?])?
    ) throws -> Found<Record> {
        try lookCounting(sql, narrowing, words: words, in: transaction) { row, _ in try read(&row) }
    }

    /// The same, where some records have more words than others: `read` counts those beyond `words`.
    func lookCounting<Record: Sendable>(
        _ sql: SQL, _ narrowing: Narrowing, words: Int = 1, in transaction: Transaction,
        read: (inout Row, inout Int) throws -> (Record, [String?])?
    ) throws -> Found<Record> {
        var (found, unsealed) = (Found<Record>(), 0)
        try transaction.scan(sql) { row in
            var first = row
            let number = try first.next(Int64.self)
            guard unsealed + words <= narrowing.wordsMax, number >= narrowing.until ?? 0 else {
                found.isCut = true
                return false
            }
            unsealed += words
            found.last = number
            if let (record, texts) = try read(&row, &unsealed), holds(texts, narrowing) {
                found.records.append(record)
            }
            return found.records.count < narrowing.limit
        }
        return found
    }

    func holds(_ texts: [String?], _ narrowing: Narrowing) -> Bool {
        narrowing.query.matches(texts.compactMap(\.self).map { FoldedText($0) })
    }

    // MARK: - Conditions

    /// What narrows the records of a table that lie in an area.
    static func within(_ alias: SQL, _ narrowing: Narrowing) -> SQL {
        let area = narrowing.area.map { AreaCondition.sql("\(alias).area", $0) } ?? "1 = 1"
        let others = narrowing.elsewhereThan.map { "AND NOT (\(AreaCondition.sql("\(alias).area", $0)))" as SQL } ?? ""
        return "\(area) \(others) AND \(between(alias, narrowing))"
    }

    /// The same for what lies in no area.
    static func between(_ alias: SQL, _ narrowing: Narrowing) -> SQL { "\(alias).id < \(narrowing.after ?? .max)" }

    // MARK: - What stands beside records

    /// What stands beside records, by the number of its record.
    struct Beside: Sendable {
        fileprivate(set) var texts: [Int64: [String]] = [:]
        /// How many were read.
        fileprivate var count = 0
        /// The last record that was read to its end, or else the only one; nil where all were read.
        fileprivate var until: Int64?

        /// What a look at the records themselves has left: the words that are not unsealed yet, as far as what stands beside was
        /// read.
        func left(of narrowing: Narrowing) -> Narrowing {
            var left = narrowing
            left.wordsMax -= count
            left.until = until
            return left
        }

        /// What was found beside it, which is cut where this is.
        func cutting<Record: Sendable>(_ found: Found<Record>) -> Found<Record> {
            var cut = found
            cut.isCut = found.isCut || until != nil
            return cut
        }
    }

    /// What stands beside records, those of the newest first: at most so many. `sql`: a row names its record and then what `read`
    /// reads.
    func texts(
        _ sql: SQL, most: Int, in transaction: Transaction, read: (inout Row) throws -> String?
    ) throws -> Beside {
        var (beside, records) = (Beside(), [Int64]())
        try transaction.forEach("\(sql) LIMIT \(most)") { row in
            beside.count += 1
            let record = try row.next(Int64.self)
            if records.last != record { records.append(record) }
            if let text = try read(&row) { beside.texts[record, default: []].append(text) }
        }
        if beside.count == most { beside.until = records.dropLast().last ?? records.last ?? 0 }
        return beside
    }

    /// What was said in the logs of records, those of the newest first: half of the words at most. `records`: a query of their
    /// `tenant` and `id`, and of the `record` beside which it stands, the newest first. `events`: the condition on `event e`; where an
    /// index has it, as it stands there. `CROSS JOIN`: SQLite begins with the records.
    func said(
        in events: SQL, of records: SQL, _ narrowing: Narrowing, in transaction: Transaction
    ) throws -> Beside {
        let most = max(1, narrowing.wordsMax / 2)
        let rows = try transaction.rows(
            """
            SELECT q.record, e.facts FROM (\(records) LIMIT \(narrowing.wordsMax)) q CROSS JOIN event e
            WHERE e.tenant = q.tenant AND e.subject = q.id AND \(events)
            ORDER BY q.record DESC, q.id, e.subject_version LIMIT \(most)
            """
        ) { row -> (record: Int64, references: [Int64]) in
            (try row.next(), ContentKeeper.references(in: try row.next()).map(\.id))
        }
        var words: [Int64: String] = [:]
        for part in rows.flatMap(\.references).parts(of: Self.soughtMax) {
            words.merge(try contents.words(Array(part), tenant: tenant, in: transaction)) { first, _ in first }
        }
        var beside = Beside()
        beside.count = rows.count
        for row in rows {
            let said = row.references.compactMap { words[$0] }
            if !said.isEmpty { beside.texts[row.record, default: []] += said }
        }
        if rows.count == most, let last = rows.last?.record {
            beside.until = rows.last { $0.record != last }?.record ?? last
        }
        return beside
    }

    /// Words of one statement at most.
    private static let soughtMax = 4_096
}
