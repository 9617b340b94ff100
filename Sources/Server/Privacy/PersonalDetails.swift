// SPDX-License-Identifier: Apache-2.0

import ChineseText
import Domain
import HTTPTypes

/// What points at one person in texts that many read: found as they are sent, before they are anywhere. A number is refused; a name
/// or a door needs the word of whom it shows.
enum PersonalDetails {
    /// How those have agreed whom public words show by name or door (BR-41): the desk adds it to every act that brings such words
    /// before others.
    static let consentField = InputField(
        "consent", "写到的人怎样同意公开", .line(limit: 100), isRequired: false,
        help: "姓名、门牌号能隐去就隐去。要写出来的，先征得本人同意，在这里写明哪天、怎样同意的。")

    /// Throws ``InputProblems`` where one of these fields holds the number of a person.
    static func requireNoNumber(in fields: [String], of input: Input) throws {
        let problems = fields.compactMap { field -> FieldProblem? in
            number(in: input.text(field)).map { FieldProblem(field: field, sentence: $0) }
        }
        if !problems.isEmpty { throw InputProblems(problems) }
    }

    /// What is said where words hold the number of a person; nil where they hold none.
    static func number(in text: String) -> String? {
        let numbers = PersonalDetail.found(in: text).filter { [.mobile, .identityCard, .bankCard].contains($0.kind) }
        return numbers.first.map { first in
            let place = text.distance(from: text.startIndex, to: first.range.lowerBound) + 1
            return "这里有\(TopicWording.name(first.kind))，从第\(place)个字起，请去掉再写。"
        }
    }

    /// By what the texts show who somebody is, in the order found: by name, by door or by both; empty where they show nobody.
    static func shown(in texts: [String?]) -> [PersonalDetail.Kind] {
        var kinds: [PersonalDetail.Kind] = []
        for detail in texts.compactMap(\.self).flatMap({ PersonalDetail.found(in: $0) })
        where [.name, .door].contains(detail.kind) && !kinds.contains(detail.kind) {
            kinds.append(detail.kind)
        }
        return kinds
    }

    /// What a form says of how those have agreed whom the texts show; nil where it says nothing and they show nobody. Throws
    /// ``ConsentMissing`` where they do (BR-41).
    static func consent(_ input: Input, to texts: [String?]) throws -> FreeText? {
        if let said = input.optional(consentField.name) { return .kept(said) }
        let kinds = shown(in: texts)
        guard kinds.isEmpty else { throw ConsentMissing(kinds: kinds) }
        return nil
    }
}

/// Words that others are about to read show who somebody is, and nobody has said how this person agreed (BR-41).
struct ConsentMissing: FieldRefusal {
    let kinds: [PersonalDetail.Kind]

    var code: String { "consent_missing" }
    var sentence: String {
        "要公开的话里有\(kinds.map(TopicWording.name).joined(separator: "和"))。请隐去；本人同意公开的，写明怎样同意的。"
    }
    var status: HTTPResponse.Status { .unprocessableContent }
    var blamed: [String] { [PersonalDetails.consentField.name] }
    var problem: FieldProblem { FieldProblem(field: PersonalDetails.consentField.name, sentence: sentence) }
}
