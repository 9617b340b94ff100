// SPDX-License-Identifier: Apache-2.0

/// Something about one cell that the reader had to decide, and the person should know.
package struct SpreadsheetRemark: Equatable, Sendable {
    package let place: SpreadsheetPlace
    package let kind: Kind

    /// What the reader had to decide.
    package enum Kind: Equatable, Sendable {
        /// The cell shows an error, as in `#N/A`; it was read as empty.
        case errorValue(String)
        /// A formula that no program has computed yet; the cell was read as empty.
        case formulaWithoutValue
        /// A number of more than 15 digits: Excel has replaced the last ones by zeros. Long numbers must be typed as text.
        case digitsLost
    }
}
