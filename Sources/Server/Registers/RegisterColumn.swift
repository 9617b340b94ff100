// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

/// One column of a register: how it is filled in, where it is stored, how a table of a file names it.
struct RegisterColumn: Sendable {
    let field: InputField
    /// The column of the register's table.
    let sql: SQL
    /// What the stored value is.
    let content: Content
    /// The kinds of body that may be chosen; every body where it is empty.
    var kinds: [Organ.Kind] = []

    enum Content: Sendable, Hashable {
        /// What somebody wrote: kept apart from the log.
        case words
        /// A word of a list, a day, a code.
        case code
        /// The id of an entry of another register.
        case entry(Register)
    }

    /// A value as people read it: an answer by its label, an entry by its name; nil for an entry without one.
    func text(_ value: String, _ names: [Register: [DirectoryEntry.ID: String]]) -> String? {
        if case .entry(let register) = content {
            return Identifier<DirectoryEntry>(value).flatMap { names[register]?[$0] }
        }
        guard case .choice(let options) = field.kind else { return value }
        return options.first { $0.code == value }?.label ?? value
    }

    /// Whether an entry may stand in the column: of bodies, one of its kinds.
    func admits(_ entry: DirectoryEntry) -> Bool {
        guard !kinds.isEmpty else { return true }
        let kind = entry.values["kind"].flatMap(Organ.Kind.init)
        return kinds.contains { $0 == kind }
    }

    /// The values with this one in the column.
    func setting(_ value: String, in values: DirectoryEntry.Values) -> DirectoryEntry.Values {
        var values = values
        switch content {
        case .words: values.words[name] = .kept(value)
        case .code, .entry: values.codes[name] = value
        }
        return values
    }

    var name: String { field.name }
    var label: String { field.label }

    static func words(
        _ name: String, _ label: String, _ sql: SQL, limit: Int, isRequired: Bool = true, help: String? = nil
    ) -> RegisterColumn {
        RegisterColumn(
            field: InputField(name, label, .line(limit: limit), isRequired: isRequired, help: help), sql: sql,
            content: .words)
    }

    static func choice(
        _ name: String, _ label: String, _ sql: SQL, _ options: [InputField.Option], isRequired: Bool = true
    ) -> RegisterColumn {
        RegisterColumn(
            field: InputField(name, label, .choice(options), isRequired: isRequired), sql: sql, content: .code)
    }

    static func day(
        _ name: String, _ label: String, _ sql: SQL, isRequired: Bool = true, help: String? = nil
    ) -> RegisterColumn {
        RegisterColumn(
            field: InputField(name, label, .day, isRequired: isRequired, help: help), sql: sql, content: .code)
    }

    static func time(_ name: String, _ label: String, _ sql: SQL) -> RegisterColumn {
        RegisterColumn(field: InputField(name, label, .time), sql: sql, content: .code)
    }

    static func area(
        _ name: String, _ label: String, _ sql: SQL, isRequired: Bool = true, help: String? = nil
    ) -> RegisterColumn {
        RegisterColumn(
            field: InputField(name, label, .areaCode, isRequired: isRequired, help: help ?? "12位区划代码，如 990101001001。"),
            sql: sql, content: .code)
    }

    static func entry(
        _ name: String, _ label: String, _ sql: SQL, of register: Register, kinds: [Organ.Kind] = [],
        isRequired: Bool = true, help: String? = nil
    ) -> RegisterColumn {
        RegisterColumn(
            field: InputField(name, label, .reference(.entries(register)), isRequired: isRequired, help: help),
            sql: sql,
            content: .entry(register), kinds: kinds)
    }
}
