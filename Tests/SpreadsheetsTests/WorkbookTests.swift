// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Spreadsheets

@Suite("Workbooks")
struct WorkbookTests {
    @Test("texts are shared or in the cell; runs are joined, and how they are pronounced is left out")
    func texts() throws {
        var book = WorkbookSketch()
        book.strings =
            "<si><t>甲</t></si><si><r><t>安</t></r><r><rPr/><t xml:space=\"preserve\">澜 </t></r><rPh sb=\"0\"><t>an</t></rPh></si>"
        book.data = """
            <row r="2"><c r="A2" t="s"><v>1</v></c><c r="C2" t="inlineStr"><is><r><t>乙</t></r><r><t>丙</t></r></is></c>
            <c r="D2" t="s"><v>0</v></c><c r="E2" t="str"><f>A2</f><v>丁</v></c></row>
            """
        #expect(try book.read().table == [2: ["安澜 ", "", "乙丙", "甲", "丁"]])
    }

    @Test("cells may come in any order, without references, with rows between, and twice")
    func order() throws {
        var book = WorkbookSketch()
        book.data = """
            <row r="5"><c r="B5"><v>52</v></c><c r="A5"><v>51</v></c></row><row><c><v>61</v></c><c><v>62</v></c></row>
            <row r="2"><c r="C2"><v>23</v></c><c><v>24</v></c></row><row r="5"><c r="C5"><v>53</v></c></row>
            """
        let table = try book.read()
        #expect(table.rows.map(\.number) == [2, 5, 6])
        #expect(table.table == [2: ["", "", "23", "24"], 5: ["51", "52", "53"], 6: ["61", "62"]])
    }

    @Test(
        "numbers are as a person writes them",
        arguments: [
            ("320614001000", "320614001000"), ("3.20614001E+11", "320614001000"), ("0", "0"), ("-7", "-7"),
            ("0.1", "0.1"), ("0.30000000000000004", "0.3"), ("1234.5", "1234.5"), ("-0.05", "-0.05"),
            ("999999999999999", "999999999999999"), ("1E-7", "0.0000001"), ("1.5E-10", "1.5E-10"),
            ("1E+300", "1E+300"), ("123456789012.25", "123456789012.25"), ("100.0", "100"), ("-0", "0"),
            ("\n  5\n", "5"),
        ])
    func numbers(stored: String, text: String) throws {
        var book = WorkbookSketch()
        book.data = "<row><c><v>\(stored)</v></c></row>"
        let table = try book.read()
        #expect(table.table == [1: [text]])
        #expect(table.remarks == [])
    }

    @Test("a number of more than 15 digits is remarked on: Excel has lost its last ones")
    func lostDigits() throws {
        var book = WorkbookSketch()
        book.data = "<row><c><v>1.10101199001011E+17</v></c></row>"
        let table = try book.read()
        #expect(table.table == [1: ["110101199001011000"]])
        #expect(table.remarks == [SpreadsheetRemark(place: SpreadsheetPlace(row: 1, column: 1), kind: .digitsLost)])
    }

    @Test("truth, errors and formulas are read as they are shown, and what is not shown is remarked on")
    func others() throws {
        var book = WorkbookSketch()
        book.data = """
            <row><c t="b"><v>1</v></c><c t="b"><v>0</v></c><c t="e"><v>#N/A</v></c><c><f>1+1</f><v>2</v></c><c><f>1+1</f></c>
            <c t="d"><v>2026-05-01T00:00:00</v></c><c t="d"><v>2026-05-01T08:30:00</v></c></row>
            """
        let table = try book.read()
        #expect(table.table == [1: ["TRUE", "FALSE", "", "2", "", "2026-05-01", "2026-05-01 08:30"]])
        #expect(
            table.remarks == [
                SpreadsheetRemark(place: SpreadsheetPlace(row: 1, column: 3), kind: .errorValue("#N/A")),
                SpreadsheetRemark(place: SpreadsheetPlace(row: 1, column: 5), kind: .formulaWithoutValue),
            ])
    }

    @Test("of merged cells only the first is read")
    func merged() throws {
        var book = WorkbookSketch()
        book.data = """
            <row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c><c r="C1"><v>3</v></c></row>
            <row r="2"><c r="A2"><v>4</v></c><c r="B2"><v>5</v></c></row><row r="3"><c r="A3"><v>6</v></c></row>
            """
        book.afterData = "<mergeCells><mergeCell ref=\"A1:B2\"/></mergeCells>"
        #expect(try book.read().table == [1: ["1", "", "3"], 3: ["6"]])
    }

    @Test("hidden sheets are passed over; a sheet can be named")
    func sheets() throws {
        var book = WorkbookSketch()
        book.sheets = [("藏", " state=\"hidden\""), ("深藏", " state=\"veryHidden\""), ("甲", ""), ("乙 &amp; 丙", "")]
        book.data = "<row><c><v>9</v></c></row>"
        let first = try book.read()
        #expect(first.origin == .workbook(sheet: "甲"))
        #expect(first.table == [1: ["2"]])
        #expect(try book.read("乙 & 丙").table == [1: ["9"]])
        let missing = SpreadsheetProblem.noSheet(named: "藏", present: ["甲", "乙 & 丙"])
        #expect(throws: missing) { try book.read("藏") }
    }

    @Test("a name with a prefix is the same name")
    func prefixes() throws {
        var book = WorkbookSketch()
        book.data = "<x:row xmlns:x=\"x\"><x:c r=\"A1\"><x:v>1</x:v></x:c></x:row>"
        #expect(try book.read().table == [1: ["1"]])
    }

    @Test("characters that XML cannot hold are escaped, and so are escapes")
    func escapes() throws {
        var book = WorkbookSketch()
        book.data = "<row><c t=\"inlineStr\"><is><t>a_x000D_b_x005F_x000D__xD800__x12_</t></is></c></row>"
        #expect(try book.read().table == [1: ["a\rb_x000D__xD800__x12_"]])
    }

    @Test("the last column has its letters, and what is none is refused")
    func references() {
        #expect(CellReference.place("XFD1048576") == SpreadsheetPlace(row: 1_048_576, column: 16_384))
        #expect(SpreadsheetPlace(row: 1, column: 16_384).columnLetters == "XFD")
        for column in 1...16_384 {
            let place = SpreadsheetPlace(row: 7, column: column)
            #expect(CellReference.place("\(place.columnLetters)7") == place)
        }
        for text in ["", "A", "1", "A0", "A01", "XFE1", "A1048577", "a1", "A1B", "$A$1", "A99999999999999999999"] {
            #expect(CellReference.place(text) == nil, "\(text)")
        }
    }
}
