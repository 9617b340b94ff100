// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

/// What speaks for taking a topic up: who says that it is theirs too, and how it was judged by the three criteria.
struct TopicWeight: Sendable {
    var supporters = SupportCount()
    /// How many have judged it, and the sum of all their marks.
    var scorers = 0
    var scoreSum = 0

    /// As the list says it; nil where there is nothing to say.
    var words: String? {
        var said: [String] = []
        if supporters.all > 0 { said.append("\(supporters.all)人支持（\(supporters.words)）") }
        if scorers > 0 {
            let tenths = Int((Double(scoreSum) / Double(scorers) * 10).rounded())
            let average = tenths % 10 == 0 ? "\(tenths / 10)" : "\(tenths / 10).\(tenths % 10)"
            said.append("三条标准\(average)分（\(scorers)人打分，满分15）")
        }
        return said.isEmpty ? nil : said.joined(separator: " · ")
    }

    /// Of each of some topics; those for which nothing speaks are left out.
    static func all(
        of topics: [Topic.ID], tenant: Tenant.ID, _ contents: ContentStore, in transaction: Transaction
    ) throws -> [Topic.ID: TopicWeight] {
        guard !topics.isEmpty else { return [:] }
        var weights: [Topic.ID: TopicWeight] = [:]
        let counts = try SupportStore(tenant: tenant, contents: contents).counts(of: topics, in: transaction)
        for (topic, count) in counts { weights[topic, default: .init()].supporters = count }
        for sum in try TopicScoreStore(tenant: tenant).sums(of: topics, in: transaction) {
            weights[sum.topic, default: .init()].scorers = sum.scorers
            weights[sum.topic, default: .init()].scoreSum = sum.marks
        }
        return weights
    }
}
