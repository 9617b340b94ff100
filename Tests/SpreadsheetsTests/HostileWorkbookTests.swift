// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Spreadsheets

@Suite("Workbooks that mean harm, or were damaged")
struct HostileWorkbookTests {
    private static let whole: WorkbookSketch = {
        var book = WorkbookSketch()
        book.strings = "<si><t>安澜县</t></si>"
        book.styles = "<cellXfs><xf numFmtId=\"14\"/></cellXfs>"
        book.data = "<row><c t=\"s\"><v>0</v></c><c><v>46143</v></c></row>"
        return book
    }()

    @Test("cut off anywhere it is refused, and nothing breaks")
    func truncated() {
        let bytes = Self.whole.zip.bytes
        for length in stride(from: 4, to: bytes.count, by: 97) {
            let problem = #expect(throws: SpreadsheetProblem.self) { try Spreadsheet.read(Array(bytes[..<length])) }
            #expect(problem == .damaged(part: "zip"), "\(length) bytes")
        }
    }

    @Test("with any one byte changed it is read or refused, and nothing breaks")
    func changed() {
        let bytes = Self.whole.zip.bytes
        for index in stride(from: 4, to: bytes.count, by: 3) {
            var bytes = bytes
            bytes[index] ^= 0x55
            _ = try? Spreadsheet.read(bytes)
        }
    }

    @Test("a wrong checksum is noticed, of any part", arguments: 1..<7)
    func checksum(entry: Int) {
        var zip = Self.whole.zip
        zip.entries[entry].checksumFault = 1
        #expect(throws: SpreadsheetProblem.damaged(part: zip.entries[entry].name)) { try Spreadsheet.read(zip.bytes) }
    }

    @Test("an encrypted part is told as that")
    func encrypted() {
        var zip = Self.whole.zip
        zip.entries[2].flags = 1
        #expect(throws: SpreadsheetProblem.unsupported(.encryptedWorkbook)) { try Spreadsheet.read(zip.bytes) }
    }

    @Test("a part that becomes too large, or too much larger, is not unpacked, whatever it says of its size")
    func bombs() {
        var limits = SpreadsheetLimits.standard
        limits.entryBytes = 3_000_000
        for (blanks, stated) in [(2_000_000, UInt32?.none), (4_000_000, nil), (4_000_000, 100)] {
            var zip = Self.whole.zip
            let sheet = zip.entries.firstIndex { $0.name.hasSuffix("sheet1.xml") } ?? 0
            zip.entries[sheet].content += [UInt8](repeating: 0x20, count: blanks)
            zip.entries[sheet].statedSize = stated
            let problem = #expect(throws: SpreadsheetProblem.self) { try Spreadsheet.read(zip.bytes, limits: limits) }
            switch problem {
            case .unpacksTooFar, .damaged: break
            default: Issue.record("\(blanks) blanks: \(String(describing: problem))")
            }
        }
    }

    @Test("all parts together have a limit")
    func together() {
        var limits = SpreadsheetLimits.standard
        limits.unpackedBytes = 500
        #expect(throws: SpreadsheetProblem.unpacksTooFar(bytesMax: 500)) { try Self.whole.read(limits: limits) }
    }

    @Test("document types are refused: no entities that grow, none that fetch")
    func entities() {
        var book = Self.whole
        let laughs = (1...9).map { "<!ENTITY l\($0) \"\(String(repeating: "&l\($0 - 1);", count: 10))\">" }.joined()
        for type in [
            "<!DOCTYPE l [<!ENTITY l0 \"ha\">\(laughs)]>", "<!DOCTYPE l SYSTEM \"file:///etc/passwd\">",
            "<!DOCTYPE l [<!ENTITY % p SYSTEM \"http://127.0.0.1/\"> %p;]>", "<!DOCTYPE worksheet>",
        ] {
            book.prologue = type
            #expect(throws: SpreadsheetProblem.declaresEntities(part: "xl/worksheets/sheet1.xml")) { try book.read() }
        }
        book.prologue = ""
        book.data = "<row><c t=\"inlineStr\"><is><t>&lol;</t></is></c></row>"
        #expect(throws: SpreadsheetProblem.damaged(part: "xl/worksheets/sheet1.xml")) { try book.read() }
    }

    @Test("names that lead elsewhere lead nowhere")
    func names() throws {
        var zip = Self.whole.zip
        zip.add("../../../tmp/evil", "evil")
        zip.add("/etc/passwd", "evil")
        #expect(try Spreadsheet.read(zip.bytes).table == [1: ["安澜县", "2026-05-01"]])
        let index = zip.entries.firstIndex { $0.name == "xl/_rels/workbook.xml.rels" } ?? 0
        let text = String(decoding: zip.entries[index].content, as: UTF8.self)
        zip.entries[index].content = Array(
            text.replacing("worksheets/sheet1.xml", with: "../../../../etc/hostname").utf8)
        #expect(throws: SpreadsheetProblem.damaged(part: "etc/hostname")) { try Spreadsheet.read(zip.bytes) }
    }

    @Test("two entries of one name are refused, also when only capitals differ")
    func duplicates() {
        var zip = Self.whole.zip
        zip.add("XL/Workbook.xml", "<workbook/>")
        #expect(throws: SpreadsheetProblem.damaged(part: "XL/Workbook.xml")) { try Spreadsheet.read(zip.bytes) }
    }

    @Test("too many entries are refused")
    func entries() {
        var zip = Self.whole.zip
        for number in 0..<1_000 {
            zip.entries.append(ZipSketch.Entry(name: "\(number)", content: [], isDeflated: false))
        }
        #expect(throws: SpreadsheetProblem.tooManyEntries(max: 1_000)) { try Spreadsheet.read(zip.bytes) }
    }

    @Test("elements in elements, and a tag without end, are refused before they cost memory or time")
    func deep() {
        for data in [
            String(repeating: "<a>", count: 100_000), "<row a=\"\(String(repeating: "x", count: 6_000_000))\"/>",
        ] {
            var book = Self.whole
            book.data = data
            var limits = SpreadsheetLimits.standard
            limits.ratio = 2_000
            #expect(throws: SpreadsheetProblem.damaged(part: "xl/worksheets/sheet1.xml")) {
                try book.read(limits: limits)
            }
        }
    }

    @Test("merged cells that overlap without end are refused before they cost time")
    func overlaps() {
        var book = Self.whole
        book.data = (1...2_000).map { "<row r=\"\($0)\"><c><v>1</v></c></row>" }.joined()
        book.afterData = String(repeating: "<mergeCell ref=\"A1:XFD1048576\"/>", count: 20_000)
        var limits = SpreadsheetLimits.standard
        limits.cells = 100_000
        #expect(throws: SpreadsheetProblem.damaged(part: "mergeCells")) { try book.read(limits: limits) }
    }

    @Test("other zip files are told as what they are")
    func otherZips() {
        var zip = ZipSketch()
        zip.add("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        #expect(throws: SpreadsheetProblem.unsupported(.openDocument)) { try Spreadsheet.read(zip.bytes) }
        var letter = ZipSketch()
        letter.add("[Content_Types].xml", "<Types/>")
        letter.add(
            "_rels/.rels", "<r><Relationship Id=\"1\" Type=\"a/officeDocument\" Target=\"word/document.xml\"/></r>")
        letter.add("word/document.xml", "<document/>")
        #expect(throws: SpreadsheetProblem.unsupported(.other)) { try Spreadsheet.read(letter.bytes) }
        #expect(throws: SpreadsheetProblem.unsupported(.other)) { try Spreadsheet.read(ZipSketch().bytes) }
    }

    @Test(
        "cells that no program writes are refused",
        arguments: ["<c r=\"A0\"/>", "<c t=\"s\"><v>7</v></c>", "<c><v>nan</v></c>", "<c><v>1 2</v></c>", "<c"])
    func wrongCells(cell: String) {
        var book = WorkbookSketch()
        book.data = "<row>\(cell)</row>"
        #expect(throws: SpreadsheetProblem.damaged(part: "xl/worksheets/sheet1.xml")) { try book.read() }
    }
}
