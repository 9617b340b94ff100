// SPDX-License-Identifier: Apache-2.0

/// Reads cell after cell. Quoted cells may hold separators, line breaks and, doubled, quotation marks. What stands
/// behind a closing quotation mark is added, as Excel does.
struct CellReader {
    private let bytes: [UInt8]
    private let separator: UInt8
    private let limits: SpreadsheetLimits
    private var index: Int
    private var row = 1
    private var column = 0
    private var isAtEnd: Bool

    init(_ bytes: [UInt8], from start: Int, _ separator: Spreadsheet.Separator, _ limits: SpreadsheetLimits) {
        self.bytes = bytes
        self.separator = separator.byte
        self.limits = limits
        index = start
        isAtEnd = start >= bytes.count
    }

    /// One cell, possibly empty.
    struct Cell {
        let place: SpreadsheetPlace
        let text: String
    }

    /// The next cell; nil behind the last.
    mutating func next() throws(SpreadsheetProblem) -> Cell? {
        guard !isAtEnd else { return nil }
        column += 1
        let place = SpreadsheetPlace(row: row, column: column)
        let isQuoted = index < bytes.count && bytes[index] == UInt8(ascii: "\"")
        let text = isQuoted ? try quoted(place) : try plain(place)
        endCell()
        return Cell(place: place, text: text)
    }

    private mutating func plain(_ place: SpreadsheetPlace) throws(SpreadsheetProblem) -> String {
        let start = index
        skipToEnd()
        return try string(bytes[start..<index], place)
    }

    private mutating func quoted(_ place: SpreadsheetPlace) throws(SpreadsheetProblem) -> String {
        var content: [UInt8] = []
        index += 1
        while true {
            let start = index
            while index < bytes.count, bytes[index] != UInt8(ascii: "\"") { index += 1 }
            content += bytes[start..<index]
            guard index < bytes.count else { throw .unclosedQuotation(place) }
            index += 1
            guard index < bytes.count, bytes[index] == UInt8(ascii: "\"") else { break }
            content.append(UInt8(ascii: "\""))
            index += 1
        }
        let start = index
        skipToEnd()
        content += bytes[start..<index]
        return try string(content[...], place)
    }

    private mutating func skipToEnd() {
        while index < bytes.count {
            let byte = bytes[index]
            if byte == separator || byte == 0x0A || byte == 0x0D { return }
            index += 1
        }
    }

    /// Steps over what ends the cell: a separator, or one of the three line breaks. A break at the very end of the
    /// file begins no row.
    private mutating func endCell() {
        guard index < bytes.count else {
            isAtEnd = true
            return
        }
        let byte = bytes[index]
        index += 1
        guard byte != separator else { return }
        if byte == 0x0D, index < bytes.count, bytes[index] == 0x0A { index += 1 }
        row += 1
        column = 0
        isAtEnd = index >= bytes.count
    }

    private func string(
        _ content: ArraySlice<UInt8>, _ place: SpreadsheetPlace
    ) throws(SpreadsheetProblem) -> String {
        // No character has more than four bytes, and an apostrophe may stand before them: what is longer need not be
        // made a text first.
        guard content.count <= limits.cellCharacters * 4 + 1 else {
            throw .cellTooLong(place, charactersMax: limits.cellCharacters)
        }
        return String(decoding: content, as: UTF8.self)
    }
}

extension Spreadsheet.Separator {
    var byte: UInt8 {
        switch self {
        case .comma: UInt8(ascii: ",")
        case .semicolon: UInt8(ascii: ";")
        case .tab: UInt8(ascii: "\t")
        }
    }
}
