// SPDX-License-Identifier: Apache-2.0

/// Finds what separates the cells: what divides the most of the first rows into the same number of cells.
enum SeparatorGuess {
    private static let rowsMax = 40
    private static let bytesMax = 64 * 1024

    /// The separator, and where the table begins: behind a first line `sep=;`, by which Excel is told the same.
    static func separator(of text: [UInt8]) -> (Spreadsheet.Separator, start: Int) {
        if let told = told(text) { return told }
        let widths = widths(in: text.prefix(bytesMax))
        var best = (separator: Spreadsheet.Separator.comma, rows: 0, width: 1)
        for separator in Spreadsheet.Separator.allCases {
            let (rows, width) = agreement(of: widths[separator.byte] ?? [])
            if rows > best.rows || rows == best.rows && width > best.width { best = (separator, rows, width) }
        }
        return (best.separator, 0)
    }

    private static func told(_ text: [UInt8]) -> (Spreadsheet.Separator, start: Int)? {
        guard text.count >= 5, text.starts(with: "sep=".utf8), text.count == 5 || text[5] == 0x0A || text[5] == 0x0D,
            let separator = Spreadsheet.Separator.allCases.first(where: { $0.byte == text[4] })
        else { return nil }
        let isPair = text.count > 6 && text[5] == 0x0D && text[6] == 0x0A
        return (separator, min(text.count, isPair ? 7 : 6))
    }

    /// How many rows have the most frequent number of cells above one, and which number that is.
    private static func agreement(of widths: [Int]) -> (rows: Int, width: Int) {
        let counts = widths.filter { $0 > 1 }.reduce(into: [:]) { $0[$1, default: 0] += 1 }
        let best = counts.max { ($0.value, $0.key) < ($1.value, $1.key) }
        return (best?.value ?? 0, best?.key ?? 1)
    }

    /// How many cells each separator would make of each of the first rows. Whatever separates, a quotation mark behind
    /// it opens a cell, within which nothing separates.
    private static func widths(in text: ArraySlice<UInt8>) -> [UInt8: [Int]] {
        var widths: [UInt8: [Int]] = [:]
        for separator in Spreadsheet.Separator.allCases { widths[separator.byte] = [1] }
        var rows = 1
        var isQuoted = false
        var mayOpen = true
        for byte in text {
            if byte == UInt8(ascii: "\""), isQuoted || mayOpen {
                // Two in a row are one within the cell: the second opens again what the first has closed.
                isQuoted.toggle()
                mayOpen = !isQuoted
            } else if isQuoted {
                continue
            } else if byte == 0x0A || byte == 0x0D {
                rows += 1
                if rows > rowsMax { return widths }
                for separator in widths.keys { widths[separator]?.append(1) }
                mayOpen = true
            } else {
                mayOpen = widths[byte] != nil
                widths[byte]?[rows - 1] += 1
            }
        }
        return widths
    }
}
