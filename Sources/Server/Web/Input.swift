// SPDX-License-Identifier: Apache-2.0

/// What was filled in, read by its fields: every value is normal, bounded and of its kind.
struct Input: Sendable {
    private let values: [String: String]

    /// Reads the fields from what was sent. Throws ``InputProblems`` with all that is wrong, not just the first.
    init(_ sent: [String: String], fields: [InputField]) throws {
        var values: [String: String] = [:]
        var problems: [FieldProblem] = []
        for field in fields {
            switch field.read(sent[field.name]) {
            case .success(let value): values[field.name] = value
            case .failure(let problem): problems.append(problem)
            }
        }
        guard problems.isEmpty else { throw InputProblems(problems, sent: sent) }
        self.values = values
    }

    /// The value of a required field.
    func text(_ name: String) -> String { values[name] ?? "" }
    /// The value of a field that may be missing.
    func optional(_ name: String) -> String? { values[name] }
    /// The record's version that the person saw, where it was sent.
    var expectedVersion: Int? { values["version"].flatMap { Int($0) } }
}

/// All that is wrong with an input, with what was sent, so that a form can show it again.
struct InputProblems: Error, Sendable {
    let problems: [FieldProblem]
    let sent: [String: String]

    init(_ problems: [FieldProblem], sent: [String: String] = [:]) {
        self.problems = problems
        self.sent = sent
    }

    func sentence(for field: String) -> String? {
        problems.first { $0.field == field }?.sentence
    }
}
