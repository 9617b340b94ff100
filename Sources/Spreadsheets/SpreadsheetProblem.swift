// SPDX-License-Identifier: Apache-2.0

/// Why a file was not read. Each case carries what a sentence about it needs.
package enum SpreadsheetProblem: Error, Equatable, Sendable {
    /// No bytes, or no cell with text.
    case empty
    case fileTooLarge(bytesMax: Int)
    /// Something else than a table that can be read.
    case unsupported(Kind)
    /// Neither UTF-8 nor GB18030, or damaged: the line, from 1, of the first character that cannot be read.
    case undecodable(line: Int)
    /// A quotation mark that opens a cell and is never closed.
    case unclosedQuotation(SpreadsheetPlace)
    /// An archive that is incomplete or contradicts itself, or a part of it that is not well formed.
    case damaged(part: String)
    /// A part with a document type or entities of its own, which no spreadsheet program writes.
    case declaresEntities(part: String)
    /// The sheet that was asked for is not there, or is hidden; or no sheet can be seen at all.
    case noSheet(named: String?, present: [String])
    /// More entries than any workbook needs.
    case tooManyEntries(max: Int)
    /// It becomes too large when it is unpacked, or much larger than honest files do.
    case unpacksTooFar(bytesMax: Int)
    case tooManySharedStrings(max: Int)
    case tooManyRows(max: Int)
    case tooManyColumns(SpreadsheetPlace, max: Int)
    case tooManyCells(SpreadsheetPlace, max: Int)
    case cellTooLong(SpreadsheetPlace, charactersMax: Int)

    /// What the file is instead of a table that can be read.
    package enum Kind: Sendable {
        /// Excel's format before 2007 (.xls), also WPS's own (.et).
        case oldWorkbook
        /// A workbook that asks for a password.
        case encryptedWorkbook
        /// Excel's binary format (.xlsb).
        case binaryWorkbook
        /// LibreOffice's format (.ods).
        case openDocument
        /// A web page or XML, whatever its name says. Some programs export these as .xls.
        case markup
        /// A picture, a letter, a program: no table at all.
        case other
    }
}
