// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Spreadsheets

@Suite("Encodings of text files")
struct TextDecodingTests {
    private static let text = "姓名\t㐀𠀀€\r\n"

    @Test("a byte order mark decides")
    func marks() throws {
        let units = Array(Self.text.utf16)
        let little: [UInt8] = [0xFF, 0xFE] + units.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
        let big: [UInt8] = [0xFE, 0xFF] + units.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
        let files: [([UInt8], Spreadsheet.TextEncoding)] = [
            ([0xEF, 0xBB, 0xBF] + Array(Self.text.utf8), .utf8), (Array(Self.text.utf8), .utf8),
            (little, .utf16LittleEndian), (big, .utf16BigEndian),
        ]
        for (bytes, encoding) in files {
            let table = try Spreadsheet.read(bytes)
            #expect(table.origin == .text(encoding, .tab))
            #expect(table.table == [1: ["姓名", "㐀𠀀€"]])
        }
    }

    @Test("GB18030 is read whole, with four-byte characters, and the euro as Windows writes it")
    func gb18030() throws {
        let bytes: [UInt8] =
            [0xD0, 0xD5, 0xC3, 0xFB, 0x2C] + [0x81, 0x39, 0xEE, 0x39] + [0x95, 0x32, 0x82, 0x36] + [0xA2, 0xE3]
            + [0x2C, 0x80, 0x31, 0x0A]
        let table = try Spreadsheet.read(bytes)
        #expect(table.origin == .text(.gb18030, .comma))
        #expect(table.table == [1: ["姓名", "㐀𠀀€", "€1"]])
    }

    @Test("a second byte that looks like a separator or a quotation mark is none")
    func secondBytes() throws {
        // 0x81 0x5C, 0x81 0x7C: their second bytes are a backslash and a bar; a digit is a second byte of four.
        let table = try Spreadsheet.read([0x81, 0x5C, 0x2C, 0x81, 0x30, 0x81, 0x30, 0x2C, 0x81, 0x7C, 0x0A])
        #expect(table.table == [1: ["乗", "\u{80}", "亅"]])
    }

    @Test("what is neither is refused with its line")
    func neither() {
        let bytes = Array("a,b\nc,".utf8) + [0xFF, 0x0A]
        #expect(throws: SpreadsheetProblem.undecodable(line: 2)) { try Spreadsheet.read(bytes) }
    }

    @Test("half a character at the end of UTF-8 does not make it GB18030")
    func truncated() {
        let bytes = Array(Array("姓名,单位\n张三,安澜县".utf8).dropLast())
        #expect(throws: SpreadsheetProblem.undecodable(line: 2)) { try Spreadsheet.read(bytes) }
    }

    @Test("UTF-16 that breaks off or has half a pair is refused")
    func brokenUTF16() {
        for bytes: [UInt8] in [[0xFF, 0xFE, 0x61, 0x00, 0x0A], [0xFF, 0xFE, 0x00, 0xD8, 0x61, 0x00]] {
            #expect(throws: SpreadsheetProblem.undecodable(line: 1)) { try Spreadsheet.read(bytes) }
        }
    }

    @Test("a file that is no text is told as that")
    func binary() {
        #expect(throws: SpreadsheetProblem.unsupported(.other)) { try Spreadsheet.read([0x61, 0x00, 0x62]) }
        #expect(throws: SpreadsheetProblem.unsupported(.markup)) { try Spreadsheet.read(" \n<HTML><table>") }
        #expect(throws: SpreadsheetProblem.unsupported(.markup)) {
            try Spreadsheet.read("\u{FEFF}<?xml version=\"1.0\"?>")
        }
        let ole: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]
        #expect(throws: SpreadsheetProblem.unsupported(.oldWorkbook)) { try Spreadsheet.read(ole) }
        let encrypted: [UInt8] = ole + "EncryptedPackage".utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
        #expect(throws: SpreadsheetProblem.unsupported(.encryptedWorkbook)) { try Spreadsheet.read(encrypted) }
    }
}
