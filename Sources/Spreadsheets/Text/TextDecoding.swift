// SPDX-License-Identifier: Apache-2.0

/// Finds how a text file's characters are written and makes them UTF-8.
///
/// A byte order mark decides. Without one, what is valid UTF-8 is UTF-8, and the rest is read as GB18030, in which
/// Excel and WPS on a Chinese Windows save CSV.
enum TextDecoding {
    static func decode(_ bytes: [UInt8]) throws(SpreadsheetProblem) -> ([UInt8], Spreadsheet.TextEncoding) {
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
            let text = Array(bytes.dropFirst(3))
            if let fault = UTF8Fault(in: text) { throw .undecodable(line: fault.line) }
            return (text, .utf8)
        }
        if bytes.starts(with: [0xFF, 0xFE]) {
            return (try CharacterConversion("UTF-16LE").convert(Array(bytes.dropFirst(2))), .utf16LittleEndian)
        }
        if bytes.starts(with: [0xFE, 0xFF]) {
            return (try CharacterConversion("UTF-16BE").convert(Array(bytes.dropFirst(2))), .utf16BigEndian)
        }
        guard let fault = UTF8Fault(in: bytes) else { return (bytes, .utf8) }
        // Half a file of UTF-8 must not become a file of wrong characters.
        if fault.isWithinUTF8 { throw .undecodable(line: fault.line) }
        return (try CharacterConversion("GB18030").convert(bytes), .gb18030)
    }
}

/// Where a text stops being valid UTF-8.
private struct UTF8Fault {
    let line: Int
    /// Whether so many characters of three and more bytes came before that the text can be nothing else.
    let isWithinUTF8: Bool

    /// Nil for valid UTF-8.
    init?(in bytes: [UInt8]) {
        guard String(validating: bytes, as: UTF8.self) == nil else { return nil }
        var decoder = UTF8()
        var iterator = bytes.makeIterator()
        var line = 1
        var longCharacters = 0
        scan: while true {
            switch decoder.decode(&iterator) {
            case .scalarValue(let scalar):
                if scalar == "\n" { line += 1 }
                if scalar.value >= 0x800 { longCharacters += 1 }
            case .emptyInput, .error: break scan
            }
        }
        self.line = line
        isWithinUTF8 = longCharacters >= 4
    }
}
