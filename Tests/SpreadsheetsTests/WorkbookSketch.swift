// SPDX-License-Identifier: Apache-2.0

@testable import Spreadsheets

/// A workbook of as few parts as there can be, for the XML that a test is about.
struct WorkbookSketch {
    /// What stands in `sheetData`.
    var data = ""
    /// What stands behind `sheetData`.
    var afterData = ""
    var strings: String?
    var styles: String?
    var properties = ""
    var sheets = [("Sheet1", "")]
    /// Put before the root of the sheet.
    var prologue = ""

    var zip: ZipSketch {
        var zip = ZipSketch()
        zip.add("[Content_Types].xml", "<Types/>")
        zip.add("_rels/.rels", relationships([("officeDocument", "xl/workbook.xml")]))
        let listed = sheets.enumerated().map { index, sheet in
            "<sheet name=\"\(sheet.0)\" sheetId=\"\(index + 1)\" r:id=\"rId\(index + 1)\"\(sheet.1)/>"
        }
        zip.add(
            "xl/workbook.xml",
            "<workbook xmlns:r=\"r\">\(properties)<sheets>\(listed.joined())</sheets></workbook>")
        var targets = sheets.indices.map { ("worksheet", "worksheets/sheet\($0 + 1).xml") }
        if strings != nil { targets.append(("sharedStrings", "sharedStrings.xml")) }
        if styles != nil { targets.append(("styles", "/xl/styles.xml")) }
        zip.add("xl/_rels/workbook.xml.rels", relationships(targets))
        for index in sheets.indices {
            let content =
                index == sheets.count - 1 ? data : "<row><c t=\"inlineStr\"><is><t>\(index)</t></is></c></row>"
            zip.add(
                "xl/worksheets/sheet\(index + 1).xml",
                "\(prologue)<worksheet><sheetData>\(content)</sheetData>\(afterData)</worksheet>")
        }
        if let strings { zip.add("xl/sharedStrings.xml", "<sst>\(strings)</sst>") }
        if let styles { zip.add("xl/styles.xml", "<styleSheet>\(styles)</styleSheet>") }
        return zip
    }

    func read(
        _ sheet: String? = nil, limits: SpreadsheetLimits = .standard
    ) throws(SpreadsheetProblem) -> Spreadsheet {
        try Spreadsheet.read(zip.bytes, sheet: sheet, limits: limits)
    }

    private func relationships(_ targets: [(String, String)]) -> String {
        let lines = targets.enumerated().map { index, target in
            "<Relationship Id=\"rId\(index + 1)\" Type=\"http://example/\(target.0)\" Target=\"\(target.1)\"/>"
        }
        return "<Relationships>\(lines.joined())</Relationships>"
    }
}
