// SPDX-License-Identifier: Apache-2.0

import ChineseText
import Domain

/// Numbers of one person in texts that many read: found as they are sent, before they are anywhere.
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
}
