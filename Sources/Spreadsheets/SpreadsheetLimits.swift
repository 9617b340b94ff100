// SPDX-License-Identifier: Apache-2.0

/// How much is read of a file that somebody sends. What is beyond is refused as a whole, never cut.
package struct SpreadsheetLimits: Sendable {
    /// A county's register of 30 000 people has 2 MB, its topics of ten years, 100 000 of them, some 7 MB as a workbook.
    package var fileBytes = 20 * 1024 * 1024
    /// A workbook has some twenty parts, and one for each picture.
    package var entries = 1_000
    /// What one part may become; a sheet at the other limits has about 100 MB of XML.
    package var entryBytes = 200 * 1024 * 1024
    /// What all parts that are read may become together.
    package var unpackedBytes = 200 * 1024 * 1024
    /// How many times larger a part may become. Sheets of like rows reach 60, Deflate can reach 1 032.
    package var ratio = 200
    /// Up to here the ratio does not matter: a small part is no bomb.
    package var ratioFloorBytes = 1024 * 1024
    /// Rows with text; a whole county's households are 100 000.
    package var rows = 200_000
    /// No form of ours has thirty.
    package var columns = 200
    /// All rows' cells up to the last that holds anything, for they are kept in memory: some 100 MB.
    package var cells = 2_000_000
    /// The longest text field of ours has 2 000 characters.
    package var cellCharacters = 2_000
    /// Each is some cell's text, used or not.
    package var sharedStrings = 2_000_000
    /// As many as anybody will look through; more are not noted.
    package var remarks = 1_000

    package static let standard = SpreadsheetLimits()
}
