// SPDX-License-Identifier: Apache-2.0

import CXlsxWriter
import Foundation

/// An XLSX file while it is written, in a folder of its own that nobody else may read and that does not stay.
final class WorkbookFile {
    private let folder: String
    private let path: String
    private var workbook: UnsafeMutablePointer<lxw_workbook>?

    init(in parent: String) throws(SpreadsheetWritingProblem) {
        var template = (parent + "/sheet-XXXXXX").utf8CString.map { $0 }
        guard let made = mkdtemp(&template) else { throw .notWritten }
        folder = String(cString: made)
        path = folder + "/table.xlsx"
        let opened: UnsafeMutablePointer<lxw_workbook>? = folder.withCString { folder in
            // Rows leave the memory as soon as the next one begins.
            var options = lxw_workbook_options()
            options.constant_memory = 1
            options.tmpdir = UnsafeMutablePointer(mutating: folder)
            return workbook_new_opt(path, &options)
        }
        guard let opened else {
            try? FileManager.default.removeItem(atPath: folder)
            throw .notWritten
        }
        workbook = opened
    }

    deinit {
        if let workbook { _ = workbook_close(workbook) }
        try? FileManager.default.removeItem(atPath: folder)
    }

    /// Adds a sheet. Its name is made one that Excel takes.
    func sheet(_ name: String) throws(SpreadsheetWritingProblem) -> UnsafeMutablePointer<lxw_worksheet> {
        let taken = name.unicodeScalars.filter { !"[]:*?/\\'".unicodeScalars.contains($0) && $0.value >= 0x20 }.prefix(
            15)
        let sheet = workbook_add_worksheet(workbook, taken.isEmpty ? "Sheet1" : String(String.UnicodeScalarView(taken)))
        guard let sheet else { throw .notWritten }
        return sheet
    }

    func format() throws(SpreadsheetWritingProblem) -> UnsafeMutablePointer<lxw_format> {
        guard let format = workbook_add_format(workbook) else { throw .notWritten }
        return format
    }

    /// Ends the file and opens it; of its folder nothing stays.
    func close() throws(SpreadsheetWritingProblem) -> WrittenWorkbook {
        let status = workbook_close(workbook)
        workbook = nil
        defer { try? FileManager.default.removeItem(atPath: folder) }
        guard status == LXW_NO_ERROR else { throw .notWritten }
        return try WrittenWorkbook(path: path)
    }
}
