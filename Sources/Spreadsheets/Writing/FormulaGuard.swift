// SPDX-License-Identifier: Apache-2.0

/// Keeps Excel from taking a cell of a text file for a formula: an apostrophe before it makes it plain text.
///
/// The reader takes the apostrophe away again, so that a file that was written here is read as it was meant.
enum FormulaGuard {
    /// What a formula can begin with, also in full width, as Chinese input methods type it.
    private static let starts: Set<Unicode.Scalar> = ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"]

    /// The text as it may stand in a file. A plain number with its sign stays a number.
    static func guarded(_ text: String) -> String { isDangerous(text) && !isNumber(text) ? "'" + text : text }

    /// The text without the apostrophe, if there is one for a reason.
    static func unguarded(_ text: String) -> String {
        text.utf8.first == UInt8(ascii: "'") && isDangerous(text) ? String(text.unicodeScalars.dropFirst()) : text
    }

    /// Whether it begins like a formula, behind apostrophes or not.
    private static func isDangerous(_ text: String) -> Bool {
        text.unicodeScalars.first { $0 != "'" }.map(starts.contains) ?? false
    }

    /// A sign, digits, and perhaps a point and more digits.
    private static func isNumber(_ text: String) -> Bool {
        let parts = text.utf8.dropFirst().split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        let isSigned = text.utf8.first == UInt8(ascii: "+") || text.utf8.first == UInt8(ascii: "-")
        return isSigned && parts.count <= 2
            && parts.allSatisfy { part in !part.isEmpty && part.allSatisfy { 48...57 ~= $0 } }
    }
}
