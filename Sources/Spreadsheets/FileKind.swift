// SPDX-License-Identifier: Apache-2.0

/// What a file seems to be by its first bytes.
enum FileKind {
    case zip
    case unsupported(SpreadsheetProblem.Kind)
    case text

    /// How OLE, the container of Excel's old format, begins. An encrypted workbook lies in such a container as well.
    private static let ole: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]
    private static let encryptedPart: [UInt8] = "EncryptedPackage".utf8.flatMap { [$0, UInt8(0)] }
    /// What no text file of a table begins with.
    private static let markup = ["<!doctype", "<html", "<head", "<meta", "<table", "<?xml"]

    init(of bytes: [UInt8]) {
        if bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]) || bytes.starts(with: [0x50, 0x4B, 0x05, 0x06]) {
            self = .zip
        } else if bytes.starts(with: Self.ole) {
            self = .unsupported(Self.names(Self.encryptedPart, in: bytes) ? .encryptedWorkbook : .oldWorkbook)
        } else if Self.isMarkup(bytes) {
            self = .unsupported(.markup)
        } else {
            self = .text
        }
    }

    private static func isMarkup(_ bytes: [UInt8]) -> Bool {
        let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
        let start = bytes.dropFirst(bytes.starts(with: mark) ? mark.count : 0).drop {
            $0 == 0x20 || $0 == 0x0A || $0 == 0x0D
        }
        let head = String(decoding: start.prefix(16), as: UTF8.self).lowercased()
        return markup.contains { head.hasPrefix($0) }
    }

    private static func names(_ part: [UInt8], in bytes: [UInt8]) -> Bool {
        bytes.indices.contains { bytes[$0] == part[0] && bytes[$0...].starts(with: part) }
    }
}
