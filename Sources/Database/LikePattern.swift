// SPDX-License-Identifier: Apache-2.0

/// Patterns for LIKE, of words that somebody typed.
package enum LikePattern {
    /// Matches whatever holds the words, letters alike; used as `lower(column) LIKE \(pattern) ESCAPE '\\'`.
    package static func containing(_ words: String) -> String {
        let escaped = words.lowercased().replacing("\\", with: "\\\\").replacing("%", with: "\\%")
            .replacing("_", with: "\\_")
        return "%\(escaped)%"
    }
}
