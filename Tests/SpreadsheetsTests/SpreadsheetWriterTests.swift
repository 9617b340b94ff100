// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

@testable import Spreadsheets

@Suite("Tables written")
struct SpreadsheetWriterTests {
    @Test("CSV has its mark, comma, CR LF, and quotes what needs it")
    func csv() {
        let bytes = SpreadsheetWriter.csv(header: ["姓名", "备注"], rows: [["甲", "a,\"b\"\n"], ["", " x"]])
        let text = "\u{FEFF}姓名,备注\r\n甲,\"a,\"\"b\"\"\n\"\r\n,\" x\"\r\n"
        #expect(bytes == Array(text.utf8))
    }

    @Test(
        "no cell of a CSV can be taken for a formula, and numbers stay numbers",
        arguments: [
            ("=1+1", "'=1+1"), ("+cmd|' /C calc'!A0", "'+cmd|' /C calc'!A0"), ("-2+3", "'-2+3"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("\t=1", "'\t=1"), ("\r=1", "'\r=1"), ("\n=1", "'\n=1"), ("＝1+1", "'＝1+1"), ("=\u{301}1", "'=\u{301}1"),
            ("-5", "-5"), ("+8613800000000", "+8613800000000"), ("-0.5", "-0.5"), ("-", "'-"), ("-1.", "'-1."),
            ("-1.2.3", "'-1.2.3"), ("-１", "'-１"), ("a=b", "a=b"), ("'=1", "''=1"), ("'a", "'a"), ("", ""),
        ])
    func formulas(text: String, guarded: String) {
        #expect(FormulaGuard.guarded(text).unicodeScalars.elementsEqual(guarded.unicodeScalars))
        #expect(FormulaGuard.unguarded(guarded).unicodeScalars.elementsEqual(text.unicodeScalars))
    }

    @Test("a workbook has titles in bold, in sight, and its columns as text with their choices")
    func workbook() throws {
        let columns = [
            SpreadsheetColumn("区划代码", width: 14), SpreadsheetColumn("类别", choices: ["村", "社区"]),
        ]
        let bytes = try SpreadsheetWriter.workbook(sheet: "区划", columns: columns, rows: [["320614001000", "村"]])
        let table = try Spreadsheet.read(bytes)
        #expect(table.origin == .workbook(sheet: "区划"))
        #expect(table.table == [1: ["区划代码", "类别"], 2: ["320614001000", "村"]])
        #expect(throws: SpreadsheetProblem.noSheet(named: "choices", present: ["区划"])) {
            try Spreadsheet.read(bytes, sheet: "choices")
        }
        let sheet = try part("xl/worksheets/sheet1.xml", of: bytes)
        #expect(sheet.contains("state=\"frozen\""))
        #expect(sheet.contains("<formula1>choices!$A$1:$A$2</formula1>"))
        #expect(sheet.contains("sqref=\"B2:B1048576\""))
        #expect(sheet.contains("<ignoredError"))
        #expect(try part("xl/styles.xml", of: bytes).contains("<b/>"))
    }

    @Test("every cell of a workbook is text")
    func noFormulas() throws {
        let cells = ["=1+1", "{=A1}", "http://example.org", "-5", "2026-05-01", "TRUE"]
        let bytes = try SpreadsheetWriter.workbook(sheet: "a", columns: [], rows: [cells])
        #expect(try Spreadsheet.read(bytes).table == [2: cells])
        let sheet = try part("xl/worksheets/sheet1.xml", of: bytes)
        #expect(!sheet.contains("<f>"))
        #expect(sheet.matches(of: /t="inlineStr"/).count == cells.count)
    }

    @Test(
        "what XML cannot hold is escaped, and what looks like an escape as well",
        arguments: [
            ("a\r\n", "a_x000D_\n"), ("_x000D_", "_x005F_x000D_"), ("_x00\u{1}", "_x00_x0001_"), ("__", "__"),
            ("_x0000\u{15}", "_x005F_x0000_x0015_"), ("\0\u{FFFE}\u{FFFF}", "_x0000__xFFFE__xFFFF_"), ("一_x", "一_x"),
        ])
    func escapes(text: String, escaped: String) {
        #expect(EscapedText.escape(text) == escaped)
        var read = CellText(.standard)
        Array(escaped.utf8).withUnsafeBytes { read.append($0) }
        #expect(read.string.utf8.elementsEqual(text.utf8))
    }

    @Test("a cell that Excel cannot hold is refused with its place; a name that it cannot is mended")
    func refusals() throws {
        let long = String(repeating: "长", count: 32_768)
        #expect(throws: SpreadsheetWritingProblem.cellTooLong(SpreadsheetPlace(row: 3, column: 2))) {
            try SpreadsheetWriter.workbook(sheet: "a", columns: [], rows: [["a"], ["b", long]])
        }
        for name in ["a[b]:*?/\\'c", "", String(repeating: "长", count: 40)] {
            #expect(throws: Never.self) { try SpreadsheetWriter.workbook(sheet: name, columns: [], rows: [["a"]]) }
        }
    }

    @Test(
        "a workbook is read piece by piece, and of its file nothing stays: neither when it is written nor when it is not"
    )
    func files() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "tables-\(UUID().uuidString)")
            .path(percentEncoded: false)
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let left = { try FileManager.default.contentsOfDirectory(atPath: folder) }
        let rows = (1...2_000).map { ["行\($0)", "=1+1"] }
        let written = try SpreadsheetWriter.xlsx(sheet: "表", columns: [], rows: rows, in: folder)
        #expect(try left() == [])
        var bytes: [UInt8] = []
        while true {
            let piece = try written.bytes(from: bytes.count, atMost: 1_000)
            guard !piece.isEmpty else { break }
            #expect(piece.count == 1_000 || bytes.count + piece.count == written.count)
            bytes += piece
        }
        #expect(bytes.count == written.count)
        #expect(try Spreadsheet.read(bytes).rows.map(\.cells) == rows)
        #expect(throws: SpreadsheetWritingProblem.cellTooLong(SpreadsheetPlace(row: 2, column: 1))) {
            try SpreadsheetWriter.xlsx(
                sheet: "表", columns: [], rows: [[String(repeating: "长", count: 32_768)]], in: folder)
        }
        #expect(try left() == [])
        #expect(throws: SpreadsheetWritingProblem.notWritten) {
            try SpreadsheetWriter.xlsx(sheet: "表", columns: [], rows: rows, in: folder + "/none")
        }
    }

    private func part(_ name: String, of bytes: [UInt8]) throws -> String {
        var content: [UInt8] = []
        try ZipArchive(bytes, .standard).unpack(name) { content += $0 }
        return String(decoding: content, as: UTF8.self)
    }
}
