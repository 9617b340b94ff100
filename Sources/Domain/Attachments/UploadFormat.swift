// SPDX-License-Identifier: Apache-2.0

/// What a file that was sent really is, by its content.
package enum UploadFormat: Hashable, Sendable {
    /// JPEG, PNG, WebP or HEIF, to be decoded and encoded anew.
    case photo
    /// Kept as it is.
    case document(Attachment.MediaType)

    /// Looks at the bytes. Throws for what is not taken.
    package init(of bytes: [UInt8]) throws(AttachmentRefusal) {
        guard !bytes.isEmpty else { throw .empty }
        guard bytes.count <= Attachment.Limits.fileBytesMax else { throw .tooLarge }
        if Self.isPhoto(bytes) {
            self = .photo
        } else if bytes.starts(with: Array("%PDF-".utf8)) {
            self = .document(.pdf)
        } else if bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]) {
            self = .document(try Self.office(bytes))
        } else if bytes.starts(with: [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]) {
            throw .legacyOffice
        } else if let text = Self.text(bytes) {
            self = .document(text)
        } else {
            throw .unknownKind
        }
    }

    private static func isPhoto(_ bytes: [UInt8]) -> Bool {
        if bytes.starts(with: [0xFF, 0xD8, 0xFF]) { return true }
        if bytes.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) { return true }
        let mark = bytes.dropFirst(8).prefix(4)
        if bytes.starts(with: Array("RIFF".utf8)), mark.elementsEqual("WEBP".utf8) { return true }
        let isBox = bytes.dropFirst(4).prefix(4).elementsEqual("ftyp".utf8)
        return isBox && ["heic", "heix", "heim", "heis", "mif1"].contains { mark.elementsEqual($0.utf8) }
    }

    /// A ZIP that holds what Word or Excel writes, without macros.
    private static func office(_ bytes: [UInt8]) throws(AttachmentRefusal) -> Attachment.MediaType {
        guard let names = ZipDirectory(bytes)?.names, names.contains("[Content_Types].xml") else { throw .unknownKind }
        guard !names.contains(where: { $0.lowercased().hasSuffix("vbaproject.bin") }) else { throw .hasMacros }
        switch (names.contains("word/document.xml"), names.contains("xl/workbook.xml")) {
        case (true, false): return .docx
        case (false, true): return .xlsx
        case (true, true), (false, false): throw .unknownKind
        }
    }

    /// Text is what holds no control characters and is whole in one of the two encodings.
    private static func text(_ bytes: [UInt8]) -> Attachment.MediaType? {
        let isPlain = bytes.allSatisfy { $0 >= 0x20 && $0 != 0x7F || $0 == 0x09 || $0 == 0x0A || $0 == 0x0D }
        guard isPlain else { return nil }
        if String(validating: bytes, as: UTF8.self) != nil { return .text }
        return isGB18030(bytes) ? .chineseText : nil
    }

    /// One, two or four bytes for a character.
    private static func isGB18030(_ bytes: [UInt8]) -> Bool {
        var index = 0
        while index < bytes.count {
            if bytes[index] < 0x80 {
                index += 1
                continue
            }
            guard (0x81...0xFE).contains(bytes[index]), index + 1 < bytes.count else { return false }
            switch bytes[index + 1] {
            case 0x40...0x7E, 0x80...0xFE: index += 2
            case 0x30...0x39:
                guard index + 3 < bytes.count, (0x81...0xFE).contains(bytes[index + 2]),
                    (0x30...0x39).contains(bytes[index + 3])
                else { return false }
                index += 4
            default: return false
            }
        }
        return true
    }
}
