// SPDX-License-Identifier: Apache-2.0

import Domain

/// What was filled in, read by its fields: every value is normal, bounded and of its kind.
struct Input: Sendable {
    private let values: [String: String]

    /// Reads the fields from what was sent. `besides`: what is known to be wrong beside them. Throws ``InputProblems`` with all that is
    /// wrong, not just the first.
    init(_ sent: [String: String], fields: [InputField], besides: [FieldProblem] = []) throws {
        let (input, problems) = Self.reading(sent, fields: fields)
        guard problems.isEmpty, besides.isEmpty else { throw InputProblems(problems + besides, sent: sent) }
        self = input
    }

    private init(values: [String: String]) {
        self.values = values
    }

    /// Reads what is right, for whoever looks for what else is wrong, and tells what is not.
    static func reading(
        _ sent: [String: String], fields: [InputField]
    ) -> (input: Input, problems: [FieldProblem]) {
        var values: [String: String] = [:]
        var problems: [FieldProblem] = []
        for field in fields {
            switch field.read(Self.sent(field, in: sent)) {
            case .success(let value): values[field.name] = value
            case .failure(let problem): problems.append(problem)
            }
        }
        return (Input(values: values), problems)
    }

    /// What was sent for a field; of a list, the items whose boxes were ticked.
    private static func sent(_ field: InputField, in sent: [String: String]) -> String? {
        field.isList ? items(of: field, in: sent).joined(separator: " ") : sent[field.name]
    }

    /// The items of a list whose boxes were ticked, as they were sent.
    static func items(of field: InputField, in sent: [String: String]) -> [String] {
        let prefix = field.name + "."
        return sent.keys.filter { $0.hasPrefix(prefix) }.map { String($0.dropFirst(prefix.count)) }.sorted()
    }

    /// The value of a required field.
    func text(_ name: String) -> String { values[name] ?? "" }
    /// The value of a field that may be missing.
    func optional(_ name: String) -> String? { values[name] }
    /// The id of a required reference.
    func id<Subject>(_ name: String) -> Identifier<Subject> {
        guard let id = Identifier<Subject>(text(name)) else { preconditionFailure("a reference is read as an id") }
        return id
    }
    /// The ids of a list.
    func ids<Subject>(_ name: String) -> [Identifier<Subject>] {
        text(name).split(separator: " ").compactMap { Identifier($0) }
    }
    /// The items of a list that are no ids.
    func items(_ name: String) -> [String] { text(name).split(separator: " ").map(String.init) }
    /// The day of a required field.
    func day(_ name: String) -> Day {
        guard let day = Day(text(name)) else { preconditionFailure("a day is read as a day") }
        return day
    }
    /// Minutes after midnight of a required time.
    func minuteOfDay(_ name: String) -> Int { TimeOfDay(text(name))?.minuteOfDay ?? 0 }
    /// The digits of a phone that may be missing.
    func phone(_ name: String) -> String? { optional(name).flatMap { MobileNumber($0)?.text } }
    /// The case of a required choice.
    func choice<Value: RawRepresentable<String>>(_ name: String, as: Value.Type = Value.self) -> Value {
        guard let value = Value(rawValue: text(name)) else { preconditionFailure("a choice is one of its options") }
        return value
    }
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

    /// With what else is wrong in fields of which nothing was told yet.
    func adding(_ more: [FieldProblem]) -> InputProblems {
        InputProblems(problems + more.filter { sentence(for: $0.field) == nil }, sent: sent)
    }
}
