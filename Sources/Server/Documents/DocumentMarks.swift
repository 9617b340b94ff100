// SPDX-License-Identifier: Apache-2.0

import Domain
import OfficialDocuments

/// The marks that whoever issues a document wants at its head: 份号、密级、紧急程度、签发人.
struct DocumentMarks: Sendable {
    let marks: OfficialDocument.Marks

    private static let copy = "copy"
    private static let secrecy = "secrecy"
    private static let years = "years"
    private static let urgency = "urgency"
    private static let signatory = "signatory"

    private static let secrecies: [InputField.Option] = [
        .init(code: "confidential", label: "秘密"), .init(code: "secret", label: "机密"),
        .init(code: "top_secret", label: "绝密"),
    ]
    private static let urgencies: [InputField.Option] = [
        .init(code: "urgent", label: "加急"), .init(code: "very_urgent", label: "特急"),
    ]

    /// In the order in which they stand at the head.
    static let fields: [InputField] = [
        InputField(copy, "份号", .line(limit: 6), isRequired: false, help: "印的第几份，最多6位数字；有密级的必须有。"),
        InputField(
            secrecy, "密级", .choice(secrecies), isRequired: false,
            help: "只在单独装在涉密网络里的系统上标。连着互联网的系统不得起草、存放、传递国家秘密（《保守国家秘密法》）。"),
        InputField(years, "保密期限（年）", .line(limit: 2), isRequired: false, help: "如：5。不写就不标期限。"),
        InputField(urgency, "紧急程度", .choice(urgencies), isRequired: false),
        InputField(signatory, "签发人", .line(limit: 20), isRequired: false, help: "上行文才写：报给上级的，标在发文字号右边。"),
    ]

    /// Reads what an address says. Throws ``InputProblems`` with all that is wrong.
    init(_ query: [String: String]) throws {
        let input = try Input(query, fields: Self.fields)
        var problems: [FieldProblem] = []
        let number = input.optional(Self.copy)
        let isNumber = number.map { $0.utf8.allSatisfy { (48...57).contains($0) } && Int($0) ?? 0 > 0 } ?? true
        if !isNumber { problems.append(.init(field: Self.copy, sentence: "份号只写数字，从1起，最多6位。")) }
        let level = input.optional(Self.secrecy).flatMap { code in Self.secrecies.first { $0.code == code }?.label }
        if level != nil, number == nil {
            problems.append(.init(field: Self.copy, sentence: "有密级的公文要标份号。"))
        }
        let period = input.optional(Self.years)
        let count = period.flatMap { Int($0) }
        if period != nil, !(count.map { (1...30).contains($0) } ?? false) {
            problems.append(.init(field: Self.years, sentence: "保密期限写1到30的整数，单位是年。"))
        } else if period != nil, level == nil {
            problems.append(.init(field: Self.secrecy, sentence: "写了保密期限，请选密级。"))
        }
        guard problems.isEmpty else { throw InputProblems(problems, sent: query) }
        marks = OfficialDocument.Marks(
            copyNumber: number.map { String(repeating: "0", count: max(0, 6 - $0.utf8.count)) + $0 },
            secrecy: level.map { level in level + (count.map { "★\($0)年" } ?? "") },
            urgency: input.optional(Self.urgency).flatMap { code in Self.urgencies.first { $0.code == code }?.label },
            signatory: input.optional(Self.signatory))
    }

    /// The names of those that are there.
    var names: [String] {
        [
            (Self.copy, marks.copyNumber), (Self.secrecy, marks.secrecy), (Self.urgency, marks.urgency),
            (Self.signatory, marks.signatory),
        ].compactMap { $1 == nil ? nil : $0 }
    }

    /// The document with them at its head. Throws ``InputProblems`` where it has no head, or none for who signs.
    func on(_ document: OfficialDocument) throws -> OfficialDocument {
        guard !marks.isEmpty else { return document }
        let first = names.first ?? Self.copy
        guard document.layout.hasHead else {
            throw InputProblems([.init(field: first, sentence: "这份文件没有版头，不标这些。")])
        }
        guard marks.signatory == nil || document.layout == .document else {
            throw InputProblems([.init(field: Self.signatory, sentence: "信函和纪要不标签发人，请空着。")])
        }
        var marked = document
        marked.marks = marks
        return marked
    }
}
