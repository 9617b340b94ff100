// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Spreadsheets

@Suite("Limits of what is read")
struct SpreadsheetLimitsTests {
    private var few: SpreadsheetLimits {
        var limits = SpreadsheetLimits.standard
        limits.fileBytes = 4_000
        limits.rows = 3
        limits.columns = 4
        limits.cells = 10
        limits.cellCharacters = 5
        limits.sharedStrings = 2
        return limits
    }

    @Test(
        "at the limit a file is read, beyond it is refused with its place",
        arguments: [
            ("1\n2\n\n3", nil), ("1\n2\n3\n4", SpreadsheetProblem.tooManyRows(max: 3)),
            ("1,2,3,4,,,", nil), ("1\n1,2,3,4,5", .tooManyColumns(SpreadsheetPlace(row: 2, column: 5), max: 4)),
            ("1,2,3,4\n1,2,3,4\n1,2", nil),
            ("1,2,3,4\n1,2,3,4\n,,3", .tooManyCells(SpreadsheetPlace(row: 3, column: 3), max: 10)),
            ("1,𠀀𠀀𠀀𠀀𠀀", nil), ("1,123456", .cellTooLong(SpreadsheetPlace(row: 1, column: 2), charactersMax: 5)),
            ("1,\"123456789012345678901\"", .cellTooLong(SpreadsheetPlace(row: 1, column: 2), charactersMax: 5)),
        ])
    func text(text: String, problem: SpreadsheetProblem?) throws {
        if let problem {
            #expect(throws: problem) { try Spreadsheet.read(text, limits: few) }
        } else {
            #expect(try !Spreadsheet.read(text, limits: few).rows.isEmpty)
        }
    }

    @Test("the same holds for workbooks; what is formatted but empty does not count")
    func workbook() throws {
        var book = WorkbookSketch()
        book.data =
            (1...9).map { "<row r=\"\($0)\"><c r=\"Z\($0)\" s=\"1\"/></row>" }.joined() + "<row><c><v>1</v></c></row>"
        #expect(try book.read(limits: few).table == [10: ["1"]])
        book.data = "<row><c r=\"XFD1\"><v>1</v></c></row>"
        #expect(throws: SpreadsheetProblem.tooManyColumns(SpreadsheetPlace(row: 1, column: 16_384), max: 4)) {
            try book.read(limits: few)
        }
        book.data = "<row><c t=\"inlineStr\"><is><t>\(String(repeating: "_x0041_", count: 5))</t></is></c></row>"
        #expect(try book.read(limits: few).table == [1: ["AAAAA"]])
        book.data = "<row><c t=\"inlineStr\"><is><t>\(String(repeating: "a", count: 5_000))</t></is></c></row>"
        #expect(throws: SpreadsheetProblem.cellTooLong(SpreadsheetPlace(row: 1, column: 1), charactersMax: 5)) {
            try book.read(limits: few)
        }
        book.strings = "<si/><si/><si/>"
        #expect(throws: SpreadsheetProblem.tooManySharedStrings(max: 2)) { try book.read(limits: few) }
    }

    @Test("a file that is too large is not looked at")
    func fileBytes() {
        #expect(throws: SpreadsheetProblem.fileTooLarge(bytesMax: 4_000)) {
            try Spreadsheet.read(String(repeating: "a", count: 4_001), limits: few)
        }
    }

    @Test("remarks end at their limit")
    func remarks() throws {
        var book = WorkbookSketch()
        book.data =
            "<row><c><v>1</v></c></row><row>\(String(repeating: "<c t=\"e\"><v>#REF!</v></c>", count: 1_500))</row>"
        #expect(try book.read().remarks.count == 1_000)
    }
}
