// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Database

@Suite("SQL literals")
struct SQLTests {
    @Test("a value never appears in the text", arguments: Hostile.texts)
    func valuesAreBound(text: String) {
        let sql: SQL = "SELECT a FROM t WHERE b = \(text) AND c = \(7)"
        for dialect in Dialect.allCases {
            #expect(sql.rendered(for: dialect).values == [.text(text), .integer(7)])
        }
        #expect(sql.rendered(for: .sqlite).text == "SELECT a FROM t WHERE b = ? AND c = ?")
        #expect(sql.rendered(for: .postgres).text == "SELECT a FROM t WHERE b = $1 AND c = $2")
    }

    @Test("fragments inside fragments are numbered through")
    func fragmentsAreNumbered() {
        let day: SQL = "day >= \(20_250_101)"
        let both: SQL = "(\(day) OR name = \("李")) AND open = \(true)"
        let sql: SQL = "SELECT 1 FROM t WHERE tenant = \(1) AND \(both) LIMIT \(5)"
        let (text, values) = sql.rendered(for: .postgres)
        #expect(
            text == "SELECT 1 FROM t WHERE tenant = $1 AND (day >= $2 OR name = $3) AND open = $4 LIMIT $5")
        #expect(values == [.integer(1), .integer(20_250_101), .text("李"), .integer(1), .integer(5)])
    }

    @Test("a list of any length has as many placeholders as values", arguments: [0, 1, 2, 9, 10, 40])
    func listsAreJoined(count: Int) {
        let list = SQL(joining: (0..<count).map { "\($0)" }, with: ", ")
        let sql: SQL = "SELECT id FROM t WHERE id IN (\(list))" + " AND tenant = \(99)"
        for dialect in Dialect.allCases {
            let (text, values) = sql.rendered(for: dialect)
            #expect(values == (0..<count).map { .integer(Int64($0)) } + [.integer(99)])
            #expect(text.count { $0 == "?" || $0 == "$" } == count + 1)
        }
        #expect(sql.rendered(for: .postgres).text.hasSuffix("tenant = $\(count + 1)"))
    }

    @Test("where the engines differ, each gets its own spelling")
    func forks() {
        let sql: SQL = "SELECT CAST(SUM(n) AS \(sqlite: "INTEGER", postgres: "BIGINT")) FROM t"
        #expect(sql.rendered(for: .sqlite).text == "SELECT CAST(SUM(n) AS INTEGER) FROM t")
        #expect(sql.rendered(for: .postgres).text == "SELECT CAST(SUM(n) AS BIGINT) FROM t")
    }

    @Test("an absent value is NULL, a present one is itself")
    func optionals() {
        let (absent, present): (String?, Int64?) = (nil, 4)
        let sql: SQL = "VALUES (\(absent), \(present), \(1.5), \([UInt8]([1, 2])), \(false))"
        #expect(
            sql.rendered(for: .sqlite).values == [.null, .integer(4), .real(1.5), .bytes([1, 2]), .integer(0)])
    }
}
