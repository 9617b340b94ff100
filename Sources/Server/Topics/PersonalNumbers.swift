// SPDX-License-Identifier: Apache-2.0

import ChineseText
import Domain

/// What points at one person in texts that many read: found as they are sent, before they are anywhere. A number is refused; a name
/// or a door needs the word of whom it shows.
enum PersonalNumbers {
    /// Throws ``InputProblems`` where one of these fields holds the number of a person.
    static func requireNone(of fields: [String], in input: Input) throws {
        let problems = fields.compactMap { field -> FieldProblem? in
            let text = input.text(field)
            let numbers = PersonalDetail.found(in: text).filter {
                [.mobile, .identityCard, .bankCard].contains($0.kind)
            }
            guard let first = numbers.first else { return nil }
            return .init(
                field: field, sentence: "这里有\(TopicWording.name(first.kind))“\(text[first.range])”，请去掉再写。")
        }
        if !problems.isEmpty { throw InputProblems(problems) }
    }

    /// Throws ``InputProblems`` where one of these fields shows by name or door who somebody is, and the field `consent` does not
    /// say how this person has agreed to be read of (BR-41).
    static func requireConsent(_ consent: String, to fields: [String], in input: Input) throws {
        guard input.optional(consent) == nil else { return }
        for field in fields {
            let text = input.text(field)
            guard let shown = PersonalDetail.found(in: text).first(where: { [.name, .door].contains($0.kind) }) else {
                continue
            }
            throw InputProblems([
                .init(
                    field: consent,
                    sentence: "公开文字里有\(TopicWording.name(shown.kind))“\(text[shown.range])”。请隐去；本人同意公开的，在这里写明怎样同意的。")
            ])
        }
    }
}
