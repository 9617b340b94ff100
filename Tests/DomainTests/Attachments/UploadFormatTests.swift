// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Domain

/// Not that of the testing library.
private typealias Attachment = Domain.Attachment

@Suite("What a file is, by its content")
struct UploadFormatTests {
    private func format(_ bytes: [UInt8]) -> Result<UploadFormat, AttachmentRefusal> {
        Result { () throws(AttachmentRefusal) in try UploadFormat(of: bytes) }
    }

    private func format(_ text: String) -> Result<UploadFormat, AttachmentRefusal> { format(Array(text.utf8)) }

    @Test("photos of four kinds are known by their first bytes")
    func photos() {
        let heads: [[UInt8]] = [
            [0xFF, 0xD8, 0xFF, 0xE0], [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0],
            Array("RIFF\u{1}\u{0}\u{0}\u{0}WEBPVP8 ".utf8), [0, 0, 0, 24] + Array("ftypheic".utf8),
            [0, 0, 0, 24] + Array("ftypmif1".utf8),
        ]
        for head in heads { #expect(format(head) == .success(.photo), "\(head)") }
        let others: [[UInt8]] = [
            Array("GIF89a".utf8) + [0, 1], [0x49, 0x49, 0x2A, 0x00], Array("RIFF\u{1}\u{0}\u{0}\u{0}WAVEfmt ".utf8),
            [0, 0, 0, 24] + Array("ftypisom".utf8), [0xFF, 0xD8, 0], [0x89, 0x50, 0x4E, 0x47, 0],
            Array("BM".utf8) + [0, 0, 0, 0],
        ]
        for head in others { #expect(format(head) == .failure(.unknownKind), "\(head)") }
    }

    @Test("Word and Excel are archives that hold their parts, and no macros")
    func office() {
        let types = "[Content_Types].xml"
        let cases: [([String], Result<UploadFormat, AttachmentRefusal>)] = [
            ([types, "word/document.xml", "word/styles.xml"], .success(.document(.docx))),
            ([types, "xl/workbook.xml"], .success(.document(.xlsx))),
            ([types, "ppt/presentation.xml"], .failure(.unknownKind)),
            ([types, "word/document.xml", "xl/workbook.xml"], .failure(.unknownKind)),
            (["word/document.xml"], .failure(.unknownKind)), (["a.exe"], .failure(.unknownKind)),
            ([types, "word/document.xml", "word/vbaProject.bin"], .failure(.hasMacros)),
            ([types, "xl/workbook.xml", "xl/VBAPROJECT.BIN"], .failure(.hasMacros)),
        ]
        for (names, expected) in cases { #expect(format(StoredZip(names: names).bytes) == expected, "\(names)") }
    }

    @Test("an archive that is cut, stretched or wrong about itself is none")
    func brokenArchives() {
        let zip = StoredZip(names: ["[Content_Types].xml", "word/document.xml"])
        #expect(format(zip.bytes) == .success(.document(.docx)))
        for count in stride(from: 4, to: zip.bytes.count, by: 1) {
            #expect(format(Array(zip.bytes.prefix(count))) == .failure(.unknownKind), "\(count)")
        }
        #expect(format(zip.bytes + [0]) == .failure(.unknownKind))
        #expect(format(StoredZip(names: zip.names, padding: [1]).bytes) == .failure(.unknownKind))
        #expect(format(StoredZip(names: zip.names, comment: Array("PK".utf8)).bytes) == .success(.document(.docx)))
    }

    @Test("any change of an archive's bytes is read without harm")
    func changedArchives() {
        var random = SeededRandom(seed: 6)
        let whole = StoredZip(names: ["[Content_Types].xml", "word/document.xml"]).bytes
        for _ in 0..<3_000 {
            var bytes = whole
            for _ in 0..<Int.random(in: 1...4, using: &random) {
                bytes[Int.random(in: 4..<bytes.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
            }
            _ = format(bytes)
        }
    }

    @Test("the old formats of Office are told how to become new ones")
    func legacy() {
        #expect(format([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, 0, 0]) == .failure(.legacyOffice))
    }

    @Test("plain text is whole in UTF-8 or GB 18030 and holds nothing unseen")
    func texts() {
        #expect(format("安澜县\r\n\t第一条") == .success(.document(.text)))
        #expect(format("\u{FEFF}安澜县") == .success(.document(.text)))
        // 商量, and 㐂 in four bytes.
        #expect(format([0xC9, 0xCC, 0xC1, 0xBF]) == .success(.document(.chineseText)))
        #expect(format([0x81, 0x39, 0xEE, 0x39, 0x0A]) == .success(.document(.chineseText)))
        #expect(format([0xC9, 0xCC, 0xC1]) == .failure(.unknownKind))
        #expect(format([0xC9, 0xCC, 0x00, 0xC1, 0xBF]) == .failure(.unknownKind))
        #expect(format("a\u{1B}[31m") == .failure(.unknownKind))
        #expect(format([0xFF, 0xFE, 0x46, 0x55]) == .failure(.unknownKind))
    }

    @Test("a page is text like any other, and a PDF begins as one")
    func pages() {
        #expect(format("<!DOCTYPE html><script>alert(1)</script>") == .success(.document(.text)))
        #expect(format("%PDF-1.7\n<script>alert(1)</script>") == .success(.document(.pdf)))
        #expect(format("\u{0}%PDF-1.7") == .failure(.unknownKind))
    }

    @Test("nothing at all is refused, and so is one byte too many")
    func sizes() {
        #expect(format([]) == .failure(.empty))
        let largest = Array("%PDF-".utf8) + [UInt8](repeating: 0, count: Attachment.Limits.fileBytesMax - 5)
        #expect(format(largest) == .success(.document(.pdf)))
        #expect(format(largest + [0]) == .failure(.tooLarge))
    }
}
