// SPDX-License-Identifier: Apache-2.0

/// The letters with which somebody looks for a name (拼音首字母): szq finds 沈知秋. Where a character has several readings, as
/// in 曾, each of them counts.
package struct NameInitials: Hashable, Sendable {
    /// More letters no name has.
    private static let lettersMax = 12
    private let letters: [Unicode.Scalar]

    /// The letters with which each character of the table may begin.
    private static let readings: [Unicode.Scalar: [Unicode.Scalar]] = {
        var readings: [Unicode.Scalar: [Unicode.Scalar]] = [:]
        for group in InitialTable.characters.split(whereSeparator: { $0 == " " || $0 == "\n" }) {
            let letters = group.unicodeScalars.prefix(while: \.isASCII)
            for character in group.unicodeScalars.dropFirst(letters.count) { readings[character] = Array(letters) }
        }
        return readings
    }()

    /// Nil unless it is letters of the Latin alphabet alone.
    package init?(_ typed: String) {
        let letters = Array(typed.lowercased().unicodeScalars)
        guard (1...Self.lettersMax).contains(letters.count), letters.allSatisfy({ ("a"..."z").contains($0) }) else {
            return nil
        }
        self.letters = letters
    }

    /// Whether characters that stand side by side in the name begin with the letters.
    package func matches(_ name: String) -> Bool {
        let characters = Array(name.lowercased().unicodeScalars)
        guard characters.count >= letters.count else { return false }
        return (0...characters.count - letters.count).contains { start in
            letters.indices.allSatisfy { index in
                let character = characters[start + index]
                return character == letters[index] || Self.readings[character]?.contains(letters[index]) ?? false
            }
        }
    }
}
