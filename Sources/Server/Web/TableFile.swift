// SPDX-License-Identifier: Apache-2.0

import HTTPTypes
import Spreadsheets

/// A table that a browser saves.
struct TableFile: Sendable {
    /// What the file and its sheet are called.
    let name: String
    let columns: [SpreadsheetColumn]

    enum Format: String, Sendable { case xlsx, csv }

    func response(_ rows: [[String]], format: Format) throws -> WebResponse {
        let (bytes, type): ([UInt8], String) =
            switch format {
            case .csv: (SpreadsheetWriter.csv(header: columns.map(\.title), rows: rows), "text/csv; charset=utf-8")
            case .xlsx:
                (
                    try SpreadsheetWriter.xlsx(sheet: String(name.prefix(31)), columns: columns, rows: rows),
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
                )
            }
        return WebResponse(
            status: .ok,
            headers: [
                .contentType: type, .cacheControl: "no-store",
                .contentDisposition: FileName.disposition(saving: name, ending: format.rawValue),
            ], body: bytes)
    }
}

extension WebRequest {
    /// The format that a table is asked for in. Throws ``InputProblems`` for one that there is not.
    func tableFormat() throws -> TableFile.Format {
        guard let text = query["format"] else { return .xlsx }
        guard let format = TableFile.Format(rawValue: text) else {
            throw InputProblems([.init(field: "format", sentence: "格式只有xlsx和csv。")])
        }
        return format
    }
}
