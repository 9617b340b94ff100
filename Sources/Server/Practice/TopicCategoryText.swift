// SPDX-License-Identifier: Apache-2.0

import Domain

/// The county's categories of topics as lines of a form field, and back.
enum TopicCategoryText {
    private static let nameMax = 20

    static func lines(_ categories: [TopicCategory]) -> String {
        categories.map { "\($0.code)|\($0.name)" }.joined(separator: "\n")
    }

    /// Throws what is wrong with the first line that is.
    static func read(_ text: String, field: String) throws(FieldProblem) -> [TopicCategory] {
        var categories: [TopicCategory] = []
        for (index, line) in text.split(separator: "\n").enumerated() {
            guard let category = category(String(line)) else {
                throw FieldProblem(field: field, sentence: PracticeWording.badCategory(index + 1))
            }
            guard !categories.contains(where: { $0.code == category.code || $0.name == category.name }) else {
                throw FieldProblem(field: field, sentence: PracticeWording.categoryTwice(index + 1))
            }
            categories.append(category)
        }
        guard (1...TopicCategory.countMax).contains(categories.count) else {
            throw FieldProblem(field: field, sentence: PracticeWording.categoryCount)
        }
        return categories
    }

    private static func category(_ line: String) -> TopicCategory? {
        let parts = line.split(separator: "|", omittingEmptySubsequences: false).map { String($0).trimmingWhitespace }
        guard parts.count == 2, (1...40).contains(parts[0].utf8.count),
            parts[0].utf8.allSatisfy({ (97...122).contains($0) || $0 == 95 }), (1...nameMax).contains(parts[1].count)
        else { return nil }
        return TopicCategory(code: parts[0], name: parts[1])
    }
}
