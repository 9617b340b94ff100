// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Spreadsheets

@Suite("Text files")
struct DelimitedTextTests {
    @Test(
        "cells are found as Excel finds them",
        arguments: [
            ("a,b\r\nc,d\r\n", [1: ["a", "b"], 2: ["c", "d"]]),
            ("a,b\nc,d", [1: ["a", "b"], 2: ["c", "d"]]),
            ("a,b\rc,d\r", [1: ["a", "b"], 2: ["c", "d"]]),
            ("a,b\n\n,,\n \nc,d\n", [1: ["a", "b"], 5: ["c", "d"]]),
            ("a,b,,\nc\n", [1: ["a", "b"], 2: ["c"]]),
            ("a,\"b\r\nc,d\"\ne,f", [1: ["a", "b\r\nc,d"], 2: ["e", "f"]]),
            ("a,\"b \"\"c\"\"\"", [1: ["a", "b \"c\""]]),
            ("a,\"\",c", [1: ["a", "", "c"]]),
            ("a,\"b\"c,d", [1: ["a", "bc", "d"]]),
            ("a,b\"c\"d", [1: ["a", "b\"c\"d"]]),
            (",a\n", [1: ["", "a"]]),
            ("安澜县,城关镇\n", [1: ["安澜县", "城关镇"]]),
        ])
    func cells(text: String, table: [Int: [String]]) throws {
        #expect(try Spreadsheet.read(text).table == table)
    }

    @Test(
        "what separates is what divides most rows alike",
        arguments: [
            ("姓名,电话\n甲,1\n", Spreadsheet.Separator.comma),
            ("姓名;电话\n甲;1,5\n", .semicolon),
            ("姓名\t电话,手机\n甲\t1\n", .tab),
            ("人员名单\n姓名;电话\n甲;1\n", .semicolon),
            ("姓名\n甲\n", .comma),
            ("姓名，电话\n甲，1\n", .comma),
            ("\"a;b;c\",d\n\"e;f\",g\n", .comma),
            ("a,\"b\"\"c;d;e\"\nf,\"g\"\"h;i;j\"\n", .comma),
        ])
    func separator(text: String, separator: Spreadsheet.Separator) throws {
        #expect(try Spreadsheet.read(text).origin == .text(.utf8, separator))
    }

    @Test("a first line that tells the separator is no row", arguments: ["\n", "\r\n", "\r"])
    func toldSeparator(end: String) throws {
        let table = try Spreadsheet.read("sep=;\(end)a,b;c\(end)")
        #expect(table.origin == .text(.utf8, .semicolon))
        #expect(table.table == [1: ["a,b", "c"]])
    }

    @Test("a quotation mark that is never closed is refused where it opens")
    func unclosed() {
        #expect(throws: SpreadsheetProblem.unclosedQuotation(SpreadsheetPlace(row: 2, column: 2))) {
            try Spreadsheet.read("a,b\nc,\"d\ne,f\ng,h")
        }
    }

    @Test("nothing to read is said", arguments: ["", "\n\n", " ,\t\n", "\u{FEFF}", "\"\"", "sep=;"])
    func empty(text: String) {
        #expect(throws: SpreadsheetProblem.empty) { try Spreadsheet.read(text) }
    }

    @Test("long codes and leading zeros stay as they are")
    func codes() throws {
        #expect(try Spreadsheet.read("320614001000123456,007\n").table == [1: ["320614001000123456", "007"]])
    }

    @Test("an apostrophe goes only where it keeps a formula from being one")
    func apostrophes() throws {
        let table = try Spreadsheet.read("'=1+1,'a,''=b,'\n")
        #expect(table.table == [1: ["=1+1", "'a", "'=b", "'"]])
    }
}
