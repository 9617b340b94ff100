// SPDX-License-Identifier: Apache-2.0

/// Tables of text into files.
package enum SpreadsheetWriter {
    /// CSV as Excel opens it by a double click: UTF-8 with its mark, comma, CR LF. No cell can be taken for a formula.
    package static func csv(header: [String], rows: some Sequence<[String]>) -> [UInt8] {
        var bytes: [UInt8] = [0xEF, 0xBB, 0xBF]
        append(header, to: &bytes)
        return bytes + csvLines(rows)
    }

    /// More lines of a CSV file, as ``csv(header:rows:)`` writes them.
    package static func csvLines(_ rows: some Sequence<[String]>) -> [UInt8] {
        var bytes: [UInt8] = []
        for row in rows { append(row, to: &bytes) }
        return bytes
    }

    private static func append(_ row: [String], to bytes: inout [UInt8]) {
        for (index, cell) in row.enumerated() {
            if index > 0 { bytes.append(UInt8(ascii: ",")) }
            append(FormulaGuard.guarded(cell), to: &bytes)
        }
        bytes += [0x0D, 0x0A]
    }

    /// Quotes all that any reader might take for something else.
    private static func append(_ cell: String, to bytes: inout [UInt8]) {
        var cell = cell
        cell.withUTF8 { text in
            guard mustBeQuoted(text) else {
                bytes += text.lazy.filter { $0 != 0 }
                return
            }
            bytes.append(UInt8(ascii: "\""))
            for byte in text where byte != 0 {
                if byte == UInt8(ascii: "\"") { bytes.append(byte) }
                bytes.append(byte)
            }
            bytes.append(UInt8(ascii: "\""))
        }
    }

    /// Every separator in use, line breaks and spaces, and what the first line of a file could be taken for.
    private static func mustBeQuoted(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        if text.first == UInt8(ascii: "<") || text.starts(with: "sep=".utf8) { return true }
        return text.contains { byte in
            switch byte {
            case 0x09, 0x0A, 0x0D, UInt8(ascii: " "), UInt8(ascii: "\""), UInt8(ascii: ","), UInt8(ascii: ";"): true
            default: false
            }
        }
    }
}
