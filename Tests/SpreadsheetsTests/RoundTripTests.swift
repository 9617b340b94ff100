// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Spreadsheets

@Suite("What is written is read back")
struct RoundTripTests {
    private static let pieces = [
        "安澜县", "㐀", "𠀀", "€", "=1+1", "+", "-", "-5", "@", "'", "\t", "\r", "\n", "\r\n", "\"", ",", ";", " ", "　",
        "<b>&amp;</b>", "]]>", "_x000D_", "_", "_x005F_", "\u{1}", "\u{1F}", "\u{7F}", "\u{85}", "\u{2028}", "\u{FFFE}",
        "\u{FFFF}", "\u{FEFF}", "\u{301}", "\u{202E}", "👩‍👩‍👧", "007", "320614001000123456", "sep=;", "<html>", "＝", "a",
    ]

    private static func row(_ random: inout SeededRandom) -> [String] {
        (0..<Int.random(in: 0...5, using: &random)).map { _ in
            (0..<Int.random(in: 0...4, using: &random)).map { _ in pieces.any(&random) }.joined()
        }
    }

    /// As the reader tells rows: without those that look blank, and cells up to the last that holds anything.
    private static func told(_ rows: [[String]]) -> [Int: [String]] {
        var told: [Int: [String]] = [:]
        for (index, row) in rows.enumerated() {
            var cells = row
            while cells.last?.isEmpty == true { cells.removeLast() }
            let isBlank = cells.allSatisfy { $0.unicodeScalars.allSatisfy(\.properties.isWhitespace) }
            if !isBlank { told[index + 1] = cells }
        }
        return told
    }

    @Test("tables of hostile cells, as CSV and as workbook", arguments: 0..<200)
    func hostile(seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        let rows = [["表头"]] + (0..<Int.random(in: 1...8, using: &random)).map { _ in Self.row(&random) }
        let csv = SpreadsheetWriter.csv(header: rows[0], rows: rows.dropFirst())
        #expect(same(try Spreadsheet.read(csv).table, Self.told(rows)))
        let columns = rows[0].map { SpreadsheetColumn($0) }
        let book = try SpreadsheetWriter.workbook(sheet: "表", columns: columns, rows: rows.dropFirst())
        #expect(same(try Spreadsheet.read(book).table, Self.told(rows)))
    }

    @Test("a header of one hostile cell, which could be taken for something else", arguments: pieces)
    func header(piece: String) throws {
        let rows = [[piece], ["x"]]
        let csv = SpreadsheetWriter.csv(header: rows[0], rows: rows.dropFirst())
        #expect(same(try Spreadsheet.read(csv).table, Self.told(rows)))
    }

    /// Swift takes texts for equal that differ in their code points; here they may not.
    private func same(_ one: [Int: [String]], _ other: [Int: [String]]) -> Bool {
        one.keys == other.keys
            && one.allSatisfy { number, cells in
                cells.count == other[number]?.count
                    && zip(cells, other[number] ?? []).allSatisfy { $0.utf8.elementsEqual($1.utf8) }
            }
    }
}
