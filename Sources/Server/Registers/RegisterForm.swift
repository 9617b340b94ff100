// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

/// What one register consists of. Pages, API, imports and exports of all registers are made from these descriptions, so
/// that a new register is a description and a table.
struct RegisterForm: Sendable {
    let register: Register
    /// 区域.
    let title: String
    /// 个, 名, 间.
    let measure: String
    /// Its table.
    let table: SQL
    let columns: [RegisterColumn]
    /// The columns that make two lines the same one: what an import finds an entry by.
    let key: [String]
    /// What an entry is called where others refer to it.
    let label: SQL
    /// What is searched beside the label.
    let searched: [SQL]
    /// What a new row needs beside its columns.
    var fixed: @Sendable (Services, Instant) -> [(column: SQL, value: SQL)] = { _, now in
        [(column: "created_at", value: "\(now.milliseconds)")]
    }
    /// The id of a new entry, where it is not the next one.
    var id: @Sendable (DirectoryEntry.Values) -> DirectoryEntry.ID? = { _ in nil }
    /// What is wrong with values that are each right by themselves.
    var problems: @Sendable (DirectoryEntry.Values) -> [FieldProblem] = { _ in [] }

    var fields: [InputField] { columns.map(\.field) }

    func column(_ name: String) -> RegisterColumn? { columns.first { $0.name == name } }

    /// The values that an input gives: empty columns are left out.
    func values(_ input: Input) -> DirectoryEntry.Values {
        var values = DirectoryEntry.Values()
        for column in columns {
            guard let value = input.optional(column.name) else { continue }
            switch column.content {
            case .words: values.words[column.name] = .kept(value)
            case .code, .entry: values.codes[column.name] = value
            }
        }
        return values
    }

    /// The values of the key, in its order; empty where a column is.
    func keyValues(_ values: DirectoryEntry.Values) -> [String] { key.map { values[$0] ?? "" } }

    /// The form of a register.
    static func of(_ register: Register) -> RegisterForm {
        switch register {
        case .areas: areas
        case .organs: organs
        case .people: people
        case .units: units
        case .rooms: rooms
        case .members: members
        case .posts: posts
        case .counterparts: counterparts
        case .terms: terms
        case .plenaries: plenaries
        }
    }
}
