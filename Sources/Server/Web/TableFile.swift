// SPDX-License-Identifier: Apache-2.0

import Database
import HTTPTypes
import Spreadsheets

/// A table that a browser saves.
struct TableFile: Sendable {
    /// What the file and its sheet are called.
    let name: String
    let columns: [SpreadsheetColumn]

    enum Format: String, Sendable { case xlsx, csv }

    func response(_ rows: [[String]], format: Format) throws -> WebResponse {
        switch format {
        case .csv: response(SpreadsheetWriter.csv(header: columns.map(\.title), rows: rows), format)
        case .xlsx: response(try workbook(rows), format)
        }
    }

    /// A table of any length, of which no more than a batch of rows is held at a time: CSV goes out as it is read, a workbook
    /// is written in one look at the database. Throws ``InputProblems`` when a workbook cannot hold so many.
    func response(_ rows: TableRows, format: Format) async throws -> WebResponse {
        switch format {
        case .csv:
            let reader = TableReader(rows: rows, header: columns.map(\.title))
            var response = response([], format)
            response.pieces = .init(count: nil) { _ in try await reader.next() }
            return response
        case .xlsx:
            return response(
                try await rows.engine.read { transaction in
                    let batches = TableBatches(rows: rows, transaction: transaction)
                    do {
                        let bytes = try workbook(batches.lazy.joined())
                        if let failure = batches.failure { throw failure }
                        return bytes
                    } catch SpreadsheetWritingProblem.tooManyRows {
                        throw InputProblems([.init(field: "format", sentence: "Excel装不下这么多行，请导出CSV。")])
                    }
                }, format)
        }
    }

    private func workbook(_ rows: some Sequence<[String]>) throws -> [UInt8] {
        try SpreadsheetWriter.xlsx(sheet: String(name.prefix(31)), columns: columns, rows: rows)
    }

    private func response(_ bytes: [UInt8], _ format: Format) -> WebResponse {
        let type =
            switch format {
            case .csv: "text/csv; charset=utf-8"
            case .xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
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
