// SPDX-License-Identifier: Apache-2.0

@testable import Spreadsheets

/// What holds for any bytes that are read as a workbook: as they are, or, so that checksums and compression do not
/// stand in the way, as the parts of one, between bytes of 255.
enum WorkbookProperty {
    /// What does not hold, if anything.
    static func broken(by bytes: [UInt8]) -> String? {
        let file = bytes.starts(with: [0x50, 0x4B]) ? bytes : workbook(bytes).zip.bytes
        guard let table = try? Spreadsheet.read(file) else { return nil }
        if let broken = TableProperty.broken(by: table) { return broken }
        // Narrower limits refuse, and change nothing.
        var limits = SpreadsheetLimits.standard
        limits.columns = 3
        limits.cells = 20
        limits.cellCharacters = 10
        guard let narrow = try? Spreadsheet.read(file, limits: limits) else { return nil }
        return narrow == table ? nil : "narrow limits read something else"
    }

    private static func workbook(_ bytes: [UInt8]) -> WorkbookSketch {
        let parts = bytes.split(separator: 255, omittingEmptySubsequences: false)
        func part(_ index: Int) -> [UInt8]? { parts.indices.contains(index) ? Array(parts[index]) : nil }
        func text(_ index: Int) -> String? { part(index).map { String(decoding: $0, as: UTF8.self) } }
        var book = WorkbookSketch()
        book.data = text(0) ?? ""
        book.afterData = text(1) ?? ""
        book.strings = text(2)
        book.styles = text(3)
        book.properties = text(4) ?? ""
        return book
    }
}
