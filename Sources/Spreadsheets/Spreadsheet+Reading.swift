// SPDX-License-Identifier: Apache-2.0

extension Spreadsheet {
    /// Reads a table out of a file's bytes.
    ///
    /// What the file is, is found from its content. Of a workbook the sheet of this name is read, or the first that can
    /// be seen; of a text file there is only one.
    package static func read(
        _ bytes: [UInt8], sheet: String? = nil, limits: SpreadsheetLimits = .standard
    ) throws(SpreadsheetProblem) -> Spreadsheet {
        guard bytes.count <= limits.fileBytes else { throw .fileTooLarge(bytesMax: limits.fileBytes) }
        let table: Spreadsheet
        switch FileKind(of: bytes) {
        case .zip: table = try Workbook(bytes, limits).read(sheet)
        case .unsupported(let kind): throw .unsupported(kind)
        case .text: table = try DelimitedText.read(bytes, limits)
        }
        guard !table.rows.isEmpty else { throw .empty }
        return table
    }
}
