// SPDX-License-Identifier: Apache-2.0

import Database
import Domain
import Spreadsheets

/// A table as a file: the columns that an import reads, so that what goes out can come in again.
struct RegisterFile: Sendable {
    let form: any TableForm

    func response(
        _ rows: [[String]], format: TableFile.Format, name: String, _ services: Services
    ) async throws -> WebResponse {
        try await TableFile(name: name, columns: columns).response(rows, format: format, services)
    }

    /// The same of any length.
    func response(
        _ rows: TableRows, format: TableFile.Format, name: String, _ services: Services
    ) async throws -> WebResponse {
        try await TableFile(name: name, columns: columns).response(rows, format: format, services)
    }

    private var columns: [SpreadsheetColumn] {
        form.columns.map { column in
            guard case .choice(let options) = column.field.kind else { return SpreadsheetColumn(column.label) }
            return SpreadsheetColumn(column.label, choices: options.map(\.label))
        }
    }
}

/// What entries of other registers are called in a table: people by their numbers, which are nobody else's.
struct ExportNames: Sendable {
    private let names: [Register: [DirectoryEntry.ID: String]]

    init(for form: RegisterForm, tenant: Tenant.ID, in transaction: Transaction) throws {
        var names: [Register: [DirectoryEntry.ID: String]] = [:]
        for column in form.columns {
            guard case .entry(let register) = column.content, names[register] == nil else { continue }
            let store = RegisterStore(tenant: tenant, form: .of(register))
            let entries = try [false, true].flatMap { isEnded in
                try store.entries(.init(isEnded: isEnded), after: nil, limit: 1_000_000, in: transaction)
            }
            names[register] = Dictionary(
                entries.map { ($0.id, $0.values["number"] ?? $0.values["name"] ?? "") }, uniquingKeysWith: { a, _ in a }
            )
        }
        self.names = names
    }

    /// A value as an import reads it.
    func text(_ column: RegisterColumn, _ values: DirectoryEntry.Values) -> String {
        values[column.name].flatMap { column.text($0, names) } ?? ""
    }
}
