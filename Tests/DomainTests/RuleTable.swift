// SPDX-License-Identifier: Apache-2.0

/// A rule book as plain text: one row for many equal cells, `|` between columns, the last column is the outcome.
///
/// A cell of a row is a value, several values with commas between, a group (`who = a, b` on a line of its own, made of
/// values and of groups named above it), or `any`. Expanding proves that each combination is decided once: what is missing or said twice is a problem.
struct RuleTable {
    struct Column {
        let name: String
        let values: [String]
    }

    /// What the book says of each combination of values, in the order of the columns.
    private(set) var outcomes: [[String]: String] = [:]
    private(set) var problems: [String] = []
    private let columns: [Column]
    private var groups: [String: [String]] = [:]

    init(_ text: String, columns: [Column]) {
        self.columns = columns
        for line in text.split(separator: "\n") where !line.allSatisfy(\.isWhitespace) {
            read(String(line))
        }
        for combination in combinations where outcomes[combination] == nil {
            problems.append("nothing is said of: \(combination.joined(separator: " | "))")
        }
    }

    /// All combinations of the columns' values.
    var combinations: [[String]] {
        columns.reduce([[]]) { done, column in done.flatMap { before in column.values.map { before + [$0] } } }
    }

    private mutating func read(_ line: String) {
        let cells = Self.parts(line, "|")
        if cells.count == 1 {
            let definition = Self.parts(line, "=")
            guard definition.count == 2 else { return problems.append("neither row nor group: \(line)") }
            groups[definition[0]] = members(of: definition[1])
        } else if cells.count == columns.count + 1 {
            decide(zip(columns, cells).map { values(of: $1, in: $0) }, cells[columns.count], line)
        } else {
            problems.append("wrong number of columns: \(line)")
        }
    }

    private mutating func decide(_ choices: [[String]], _ outcome: String, _ line: String) {
        for combination in choices.reduce([[]], { done, next in done.flatMap { d in next.map { d + [$0] } } }) {
            if outcomes.updateValue(outcome, forKey: combination) != nil {
                problems.append("said twice: \(combination.joined(separator: " | ")), again in: \(line)")
            }
        }
    }

    private mutating func values(of cell: String, in column: Column) -> [String] {
        if cell == "any" { return column.values }
        let named = members(of: cell)
        for unknown in named where !column.values.contains(unknown) {
            problems.append("\(column.name) knows no “\(unknown)”")
        }
        return named
    }

    private func members(of list: String) -> [String] {
        Self.parts(list, ",").flatMap { groups[$0] ?? [$0] }
    }

    private static func parts(_ text: String, _ separator: Character) -> [String] {
        text.split(separator: separator, omittingEmptySubsequences: false).map { part in
            String(part.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
        }
    }
}
