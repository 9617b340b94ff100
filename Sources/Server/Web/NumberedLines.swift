// SPDX-License-Identifier: Apache-2.0

/// The lines of a field of which each says one thing: a refusal names a line by its number, and never repeats what was sent.
enum NumberedLines {
    /// Each line that says something, with its number as it stands in the field, from 1 on.
    static func of(_ text: String) -> [(number: Int, line: Substring)] {
        text.split(separator: "\n", omittingEmptySubsequences: false).enumerated().compactMap { index, line in
            line.allSatisfy(\.isWhitespace) ? nil : (number: index + 1, line: line)
        }
    }
}
