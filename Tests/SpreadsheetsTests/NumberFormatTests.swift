// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Spreadsheets

@Suite("Dates and codes of a workbook")
struct NumberFormatTests {
    @Test(
        "a format tells what the number means",
        arguments: [
            ("yyyy-mm-dd", NumberFormat.date), ("yyyy\"年\"m\"月\"d\"日\";@", .date), ("[$-804]aaaa;@", .date),
            ("mmm-yy", .date), ("yyyy/m/d h:mm", .dateTime), ("h:mm:ss", .time), ("mm:ss", .time), ("[h]:mm", .time),
            ("[mm]", .time), ("上午/下午h\"时\"mm\"分\"", .time), ("000000", .digits(6)), ("0", .general),
            ("0.00", .general), ("#,##0", .general), ("0.00E+00", .general), ("General", .general),
            ("[Red]0", .general), ("\"day\"0", .general), ("0\\d", .general), ("@", .general), ("0_d", .general),
            ("\"", .general), ("[", .general), ("\\", .general), ("", .general),
        ])
    func meanings(code: String, format: NumberFormat) {
        #expect(NumberFormat(code) == format)
    }

    @Test(
        "days are counted from 1900, with the day that never was, or from 1904",
        arguments: [
            (1.0, "1900-01-01", "1904-01-02"), (59, "1900-02-28", "1904-02-29"), (60, "1900-02-29", "1904-03-01"),
            (61, "1900-03-01", "1904-03-02"), (46_143, "2026-05-01", "2030-05-02"),
            (45_351, "2024-02-29", "2028-03-01"),
        ])
    func days(serial: Double, from1900: String, from1904: String) {
        #expect(SerialCalendar.from1900.date(serial) == from1900)
        #expect(SerialCalendar.from1904.date(serial) == from1904)
    }

    @Test("where Excel shows no date, the number stays")
    func noDate() {
        #expect(SerialCalendar.from1900.date(0.5) == nil)
        #expect(SerialCalendar.from1900.date(-1) == nil)
        #expect(SerialCalendar.from1900.date(2_958_465) == "9999-12-31")
        #expect(SerialCalendar.from1900.date(2_958_466) == nil)
        #expect(SerialCalendar.from1900.date(1e300) == nil)
        #expect(SerialCalendar.time(1e300) == nil)
    }

    @Test("cells are dates, times and codes by their style", arguments: [false, true])
    func styles(is1904: Bool) throws {
        var book = WorkbookSketch()
        book.styles = """
            <numFmts><numFmt numFmtId="164" formatCode="yyyy-mm-dd hh:mm"/><numFmt numFmtId="165" formatCode="000000"/></numFmts>
            <cellStyleXfs><xf numFmtId="22"/></cellStyleXfs>
            <cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="20"/><xf numFmtId="165"/></cellXfs>
            """
        if is1904 { book.properties = "<workbookPr date1904=\"1\"/>" }
        book.data = """
            <row><c><v>46143</v></c><c s="1"><v>46143</v></c><c s="2"><v>46143.354166666664</v></c>
            <c s="2"><v>46143.9999999</v></c><c s="3"><v>0.5</v></c><c s="4"><v>2100</v></c><c s="9"><v>5</v></c></row>
            """
        let days = is1904 ? ["2030-05-02", "2030-05-03"] : ["2026-05-01", "2026-05-02"]
        #expect(try book.read().table == [1: ["46143", days[0], "\(days[0]) 08:30", days[1], "12:00", "002100", "5"]])
    }
}
