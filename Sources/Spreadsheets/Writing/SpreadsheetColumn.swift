// SPDX-License-Identifier: Apache-2.0

/// A column of a workbook that is written.
package struct SpreadsheetColumn: Sendable {
    package let title: String
    /// In digits, as Excel counts; a Chinese character takes two.
    package let width: Int
    /// What may stand in it, for a template; empty where anything may.
    package let choices: [String]

    /// Without a width, as wide as the title and the choices need.
    package init(_ title: String, width: Int? = nil, choices: [String] = []) {
        self.title = title
        self.choices = choices
        let widest = ([title] + choices).map(Self.width).max() ?? 0
        self.width = width ?? min(60, max(8, widest + 2))
    }

    private static func width(_ text: String) -> Int {
        text.unicodeScalars.reduce(0) { $0 + ($1.value < 0x1100 ? 1 : 2) }
    }
}
