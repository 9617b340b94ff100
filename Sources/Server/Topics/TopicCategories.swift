// SPDX-License-Identifier: Apache-2.0

import Domain

/// What topics are about, where somebody says so: a field of the acts of screening, and what becomes of it.
enum TopicCategories {
    static let fieldName = "category"

    /// One of the county's list; what nobody has sorted yet stays so where it is not required.
    static func field(_ profile: PracticeProfile, isRequired: Bool = false) -> InputField {
        InputField(fieldName, "类别", .choice(options(profile)), isRequired: isRequired)
    }

    static func options(_ profile: PracticeProfile) -> [InputField.Option] {
        profile.topicCategories.map { .init(code: $0.code, label: $0.name) }
    }

    /// The category that an address names.
    static func named(_ request: WebRequest) throws -> String? {
        try InputField(fieldName, "类别", .line(limit: 40), isRequired: false).read(request.query[fieldName]).get()
    }

    /// The topic as an act finds it once its category is noted. What is new is an event of its own, before that of the act
    /// and in the same transaction.
    static func sorted(_ topic: Topic, _ input: Input, _ decision: Decision<TopicDesk>) throws -> Topic {
        guard let category = input.optional(fieldName), category != topic.category else { return topic }
        let noted = try topic.categorising(as: category, by: decision.actor, practice: decision.practice)
        try decision.desk.save(
            noted, decision.signature(as: topic.role(of: decision.actor, for: .categorise)),
            in: decision.transaction)
        return noted.after
    }
}
