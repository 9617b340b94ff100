// SPDX-License-Identifier: Apache-2.0

import Domain

/// What a table of a file consists of: its columns, and by which of them a line is found again.
protocol TableForm: Sendable {
    /// What it holds, as people call it.
    var title: String { get }
    var columns: [RegisterColumn] { get }
    /// The columns that make two lines the same one.
    var key: [String] { get }
    /// What is wrong with values that are each right by themselves.
    var problems: @Sendable (DirectoryEntry.Values) -> [FieldProblem] { get }
    /// Whether its lines are what area codes of other tables refer to.
    var definesAreas: Bool { get }
    /// Whether a line may be about something that is there already, of which a table need not tell all.
    var tellsParts: Bool { get }
}

extension TableForm {
    var fields: [InputField] { columns.map(\.field) }

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
}

extension RegisterForm: TableForm {
    var definesAreas: Bool { register == .areas }
    var tellsParts: Bool { true }
}

extension RegisterImport.Target {
    /// What the lines become, as people call it.
    var title: String {
        switch self {
        case .register(let register): RegisterForm.of(register).title
        case .formerTopics: FormerTopicForm.name
        case .formerProposals: FormerProposalForm.name
        }
    }
}
