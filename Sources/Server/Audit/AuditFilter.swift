// SPDX-License-Identifier: Apache-2.0

import Domain

/// Which lines of the log are looked at; all of it stands in the address.
struct AuditFilter: Sendable, Hashable {
    var from: Day?
    var until: Day?
    var person: Person.ID?
    /// The kind of record.
    var subject: String?
    /// The record itself; only together with its kind.
    var record: Int64?
    var actor: String?
    var role: Role?

    /// The fields of the form, in its order.
    static let fields: [InputField] = [
        InputField("from", "从哪天起", .day, isRequired: false),
        InputField("until", "到哪天止", .day, isRequired: false),
        InputField(
            "person", "谁做的", .line(limit: 30), isRequired: false, help: "名册里的编号，或者账号页上的记录编号。"),
        InputField(
            "subject", "哪类记录", .choice(AuditWording.subjects.map { .init(code: $0.code, label: $0.word) }),
            isRequired: false),
        InputField("record", "哪一条记录（记录编号）", .line(limit: 13), isRequired: false),
        InputField(
            "actor", "哪类人", .choice(AuditWording.actors.map { .init(code: $0.code, label: $0.word) }), isRequired: false
        ),
        InputField(
            "role", "以什么职务", .choice(Role.allCases.map { .init(code: $0.rawValue, label: RoleWording.name($0)) }),
            isRequired: false),
    ]

    /// The number that somebody typed for who acted.
    static func personNumber(_ query: [String: String]) -> String? {
        let typed = PlainText.normalised(String((query["person"] ?? "").prefix(60)), keepsLines: false)
        return typed.isEmpty ? nil : typed
    }

    /// Reads the filter of an address. `person`: whose number is named in it, where it is somebody's. Throws
    /// ``InputProblems``.
    init(_ query: [String: String], person known: Person.ID? = nil) throws {
        let input = try Input(query, fields: Self.fields)
        from = input.optional("from").flatMap { Day($0) }
        until = input.optional("until").flatMap { Day($0) }
        subject = input.optional("subject")
        actor = input.optional("actor")
        role = input.optional("role").flatMap(Role.init)
        var problems: [FieldProblem] = []
        func number(_ field: String) -> Int64? {
            guard let text = input.optional(field) else { return nil }
            guard let id = Identifier<Never>(text) else {
                problems.append(.init(field: field, sentence: "编号是13位数字和字母。"))
                return nil
            }
            return id.number
        }
        person = known
        if known == nil, input.optional("person") != nil {
            problems.append(.init(field: "person", sentence: "名册里没有这个编号的人。"))
        }
        record = number("record")
        if let from, let until, until < from {
            problems.append(.init(field: "until", sentence: "“到哪天止”不能早于“从哪天起”。"))
        }
        guard problems.isEmpty else { throw InputProblems(problems, sent: query) }
    }

    /// What stands in the address, in the order of the fields.
    var pairs: [(name: String, value: String)] {
        [
            ("from", from?.description), ("until", until?.description), ("person", person?.text), ("subject", subject),
            ("record", record.map { Identifier<Never>($0).text }), ("actor", actor), ("role", role?.rawValue),
        ].compactMap { name, value in value.map { (name, $0) } }
    }

    var names: [String] { pairs.map(\.name) }

    /// The filter as the query of an address, without the question mark.
    var query: String { pairs.map { "\($0.name)=\(FormEncoding.encode($0.value))" }.joined(separator: "&") }
}
