// SPDX-License-Identifier: Apache-2.0

/// An XLSX file: finds its sheets, and reads one.
struct Workbook {
    private let archive: ZipArchive
    private let limits: SpreadsheetLimits
    private let contents: WorkbookContents
    private let targets: [Relationships.Target]

    init(_ bytes: [UInt8], _ limits: SpreadsheetLimits) throws(SpreadsheetProblem) {
        archive = try ZipArchive(bytes, limits)
        self.limits = limits
        guard archive.contains("[Content_Types].xml") else {
            throw .unsupported(archive.contains("mimetype") ? .openDocument : .other)
        }
        guard let main = try Relationships(of: "", in: archive).targets.first(where: { $0.kind == "officeDocument" })
        else { throw .damaged(part: "_rels/.rels") }
        guard !main.part.hasSuffix(".bin") else { throw .unsupported(.binaryWorkbook) }
        contents = WorkbookContents()
        try XMLReading.read(main.part, of: archive, contents)
        guard contents.isWorkbook else { throw .unsupported(.other) }
        targets = try Relationships(of: main.part, in: archive).targets
    }

    /// Reads the sheet of this name, or the first that can be seen.
    func read(_ name: String?) throws(SpreadsheetProblem) -> Spreadsheet {
        let sheets = contents.sheets.compactMap { sheet in
            targets.first { $0.id == sheet.id && $0.kind == "worksheet" }.map { (name: sheet.name, part: $0.part) }
        }
        guard let sheet = sheets.first(where: { name == nil || $0.name == name }) else {
            throw .noSheet(named: name, present: sheets.map(\.name))
        }
        let strings = SharedStrings(limits)
        if let part = part("sharedStrings") { try XMLReading.read(part, of: archive, strings) }
        let styles = CellStyles()
        if let part = part("styles") { try XMLReading.read(part, of: archive, styles) }
        let reader = SheetReader(sheet.part, strings, styles, calendar: contents.calendar, limits)
        try XMLReading.read(sheet.part, of: archive, reader)
        return Spreadsheet(
            origin: .workbook(sheet: sheet.name), rows: try reader.finished(), remarks: reader.remarks)
    }

    private func part(_ kind: String) -> String? {
        targets.first { $0.kind == kind && archive.contains($0.part) }?.part
    }
}
