// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

/// How the values of entries read: words as they are, codes and areas by their names, other entries by theirs.
struct RegisterLabels: Sendable {
    let form: RegisterForm
    private let names: [Register: [DirectoryEntry.ID: String]]
    private let areas: [AreaCode: String]

    /// Reads the names of whatever `entries` refer to: one statement for each register, however many entries.
    init(of entries: [DirectoryEntry], _ form: RegisterForm, tenant: Tenant.ID, in transaction: Transaction) throws {
        self.form = form
        var ids: [Register: Set<DirectoryEntry.ID>] = [form.register: Set(entries.map(\.id))]
        for column in form.columns {
            guard case .entry(let register) = column.content else { continue }
            ids[register, default: []].formUnion(
                entries.compactMap { $0.values[column.name].flatMap { Identifier($0) } })
        }
        var names: [Register: [DirectoryEntry.ID: String]] = [:]
        for (register, ids) in ids {
            names[register] = try RegisterStore(tenant: tenant, form: .of(register)).labels(of: ids, in: transaction)
        }
        self.names = names
        let named = form.columns.filter(Self.namesArea)
        areas =
            form.register == .areas
            ? [:]
            : try PlaceStore(tenant: tenant).areas(
                Set(entries.flatMap { entry in named.compactMap { entry.values[$0.name].flatMap { AreaCode($0) } } }),
                in: transaction)
    }

    private static func namesArea(_ column: RegisterColumn) -> Bool {
        if case .areaCode = column.field.kind { return true }
        return false
    }

    /// What an entry is called.
    func label(_ entry: DirectoryEntry) -> String { names[form.register]?[entry.id] ?? entry.id.text }

    /// A value as people read it; empty when there is none.
    func text(_ column: RegisterColumn, _ values: DirectoryEntry.Values) -> String {
        guard let value = values[column.name] else { return "" }
        // An area is known by its number only where it is entered itself.
        if Self.namesArea(column), let name = AreaCode(value).flatMap({ areas[$0] }) { return name }
        return column.text(value, names) ?? value
    }

    /// The values beside what an entry is called, in one line.
    func summary(_ entry: DirectoryEntry) -> String {
        let label = label(entry)
        return form.columns.map { text($0, entry.values) }.filter { !$0.isEmpty && $0 != label }.prefix(4)
            .joined(separator: " · ")
    }
}
