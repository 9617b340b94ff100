// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

/// How the values of entries read: words as they are, codes by their names, other entries by theirs.
struct RegisterLabels: Sendable {
    let form: RegisterForm
    private let names: [Register: [DirectoryEntry.ID: String]]

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
    }

    /// What an entry is called.
    func label(_ entry: DirectoryEntry) -> String { names[form.register]?[entry.id] ?? entry.id.text }

    /// A value as people read it; empty when there is none.
    func text(_ column: RegisterColumn, _ values: DirectoryEntry.Values) -> String {
        values[column.name].map { column.text($0, names) ?? $0 } ?? ""
    }

    /// The values beside what an entry is called, in one line.
    func summary(_ entry: DirectoryEntry) -> String {
        let label = label(entry)
        return form.columns.map { text($0, entry.values) }.filter { !$0.isEmpty && $0 != label }.prefix(4)
            .joined(separator: " · ")
    }
}
