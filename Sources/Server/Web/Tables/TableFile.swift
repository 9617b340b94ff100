// SPDX-License-Identifier: Apache-2.0

import Database
import HTTPTypes
import Logging
import NIOCore
import NIOPosix
import Spreadsheets

/// A table that a browser saves.
struct TableFile: Sendable {
    /// What the file and its sheet are called.
    let name: String
    let columns: [SpreadsheetColumn]

    enum Format: String, Sendable { case xlsx, csv }

    /// A table of which all rows are there. `smallBytesMax`: up to which size a workbook is held whole; `patience`: how long a piece
    /// of a larger one waits for its reader.
    func response(
        _ rows: [[String]], format: Format, _ services: Services,
        smallBytesMax: Int = TableDesk.smallBytesMax, patience: TimeAmount = SlowClients.pieceTime
    ) async throws -> WebResponse {
        switch format {
        case .csv:
            var response = response(format)
            response.body = SpreadsheetWriter.csv(header: columns.map(\.title), rows: rows)
            return response
        case .xlsx:
            return try await sent(services, smallBytesMax, patience) { folder in
                try await NIOThreadPool.singleton.runIfActive { try workbook(rows, in: folder) }
            }
        }
    }

    /// A table of any length, of which no more than a batch of rows is held at a time: CSV goes out as it is read, a workbook
    /// is written to a file first, in one look at the database. Throws ``InputProblems`` when a workbook cannot hold so many.
    func response(
        _ rows: TableRows, format: Format, _ services: Services,
        smallBytesMax: Int = TableDesk.smallBytesMax, patience: TimeAmount = SlowClients.pieceTime
    ) async throws -> WebResponse {
        switch format {
        case .csv:
            let reader = TableReader(rows: rows, header: columns.map(\.title))
            var response = response(format)
            response.pieces = .init(count: nil, patience: patience) { _ in try await reader.next() }
            return response
        case .xlsx:
            return try await sent(services, smallBytesMax, patience) { folder in
                try await rows.engine.read { transaction in
                    let batches = TableBatches(rows: rows, transaction: transaction)
                    let written = try workbook(batches.lazy.joined(), in: folder)
                    if let failure = batches.failure { throw failure }
                    return written
                }
            }
        }
    }

    private func sent(
        _ services: Services, _ smallBytesMax: Int, _ patience: TimeAmount,
        _ write: (_ folder: String) async throws -> WrittenWorkbook
    ) async throws -> WebResponse {
        let place = try services.tables.place()
        do {
            var response = response(.xlsx)
            let workbook = try await write(services.tables.folder)
            if workbook.count <= smallBytesMax {
                response.body = try await NIOThreadPool.singleton.runIfActive {
                    try workbook.bytes(from: 0, atMost: workbook.count)
                }
            } else {
                response.pieces = SentWorkbook(workbook: workbook, place: place, patience: patience).pieces
            }
            return response
        } catch SpreadsheetWritingProblem.tooManyRows {
            throw InputProblems([.init(field: "format", sentence: "Excel装不下这么多行，请导出CSV。")])
        } catch SpreadsheetWritingProblem.notWritten {
            services.log.error("a workbook was not written", metadata: ["folder": "\(services.tables.folder)"])
            throw WebFailure.tableFailed
        }
    }

    private func workbook(
        _ rows: some Sequence<[String]>, in folder: String
    ) throws(SpreadsheetWritingProblem) -> WrittenWorkbook {
        try SpreadsheetWriter.xlsx(sheet: String(name.prefix(31)), columns: columns, rows: rows, in: folder)
    }

    private func response(_ format: Format) -> WebResponse {
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
            ])
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
