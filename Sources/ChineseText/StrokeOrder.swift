// SPDX-License-Identifier: Apache-2.0

/// The order in which official lists have names (姓氏笔画): by the number of strokes of the first character, then by the forms
/// of its strokes, then the same of the next one. A name that another one begins with stands before it.
package enum StrokeOrder {
    /// The place of each character of the table.
    private static let places: [Unicode.Scalar: Int] = {
        var places: [Unicode.Scalar: Int] = [:]
        for scalar in StrokeTable.characters.unicodeScalars where scalar != " " && scalar != "\n" {
            places[scalar] = places.count
        }
        return places
    }()

    /// What names are compared by. Characters that the table does not have stand behind all others, by their code.
    package static func key(_ name: String) -> [Int] {
        name.unicodeScalars.map { places[$0] ?? places.count + Int($0.value) }
    }

    /// The values in the order of their names; those of one name stay as they are.
    package static func sorted<Value>(_ values: [Value], by name: (Value) -> String) -> [Value] {
        values.enumerated().map { (key: key(name($1)), offset: $0, value: $1) }
            .sorted { a, b in a.key == b.key ? a.offset < b.offset : a.key.lexicographicallyPrecedes(b.key) }
            .map(\.value)
    }
}
