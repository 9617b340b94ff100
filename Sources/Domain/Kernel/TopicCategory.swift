// SPDX-License-Identifier: Apache-2.0

/// One entry of the county's list of what topics are about (议题类别); the words are the county's. A code that topics have
/// keeps its meaning: one that is no longer offered stays readable in the log.
package struct TopicCategory: Sendable, Codable, Hashable {
    package let code: String
    package let name: String

    package init(code: String, name: String) {
        self.code = code
        self.name = name
    }

    /// How many a county may tell apart: more than one overlooks is none.
    package static let countMax = 30

    /// The list a new tenant starts with.
    package static let standard: [TopicCategory] = [
        .init(code: "roads", name: "道路交通"), .init(code: "environment", name: "环境卫生"),
        .init(code: "housing", name: "住房物业"), .init(code: "utilities", name: "水电气网"),
        .init(code: "safety", name: "安全消防"), .init(code: "schooling", name: "教育托管"),
        .init(code: "health", name: "医疗卫生"), .init(code: "elderly", name: "养老助残"),
        .init(code: "farming", name: "农业农村"), .init(code: "business", name: "企业就业"),
        .init(code: "culture", name: "文体旅游"), .init(code: "neighbours", name: "邻里和治理"),
        .init(code: "other", name: "其他"),
    ]
}
