// SPDX-License-Identifier: Apache-2.0

import ChineseText
import Database
import Domain

/// Published topics that are like what somebody says.
struct SimilarTopics: Sendable {
    let services: Services
    let tenant: Tenant.ID

    /// As many as one looks through before one goes on.
    static let shownMax = 4
    /// Below, topics share little more than common words: nothing is shown rather than something else (docs/measurements.md).
    private static let likenessMin = 0.18

    /// A published topic, how much it is like, and the sentence that shows it.
    struct Found: Sendable {
        let topic: TopicListStore.PublicTopic
        let likeness: Double
        let passage: Marked
    }

    /// The topics most like a text: those of the area first, each part with the most like first.
    func topics(
        like text: String, near area: AreaCode?, except own: Topic.ID? = nil, in transaction: Transaction
    ) throws -> [Found] {
        Array(try all(like: text, near: area, except: own, in: transaction).prefix(Self.shownMax))
    }

    /// The same, with those that are not shown.
    func all(
        like text: String, near area: AreaCode?, except own: Topic.ID? = nil, in transaction: Transaction
    ) throws -> [Found] {
        let query = SimilarityQuery(text)
        let index = PublishedTexts(store: TopicIndexStore(tenant: tenant), transaction: transaction)
        let matches = try query.matches(in: index, limit: 20)
            .filter { $0.likeness >= Self.likenessMin && $0.id != own }
        let lists = TopicListStore(tenant: tenant, contents: services.contents)
        let topics = Dictionary(
            uniqueKeysWithValues: try lists.published(matches.map(\.id), in: transaction).map { ($0.id, $0) })
        let found = matches.compactMap { match -> Found? in
            guard let topic = topics[match.id], let passage = query.passage(of: [topic.title, topic.body]) else {
                return nil
            }
            return Found(topic: topic, likeness: match.likeness, passage: Marked(passage))
        }
        let near = found.filter { found in area.map { $0.contains(found.topic.area) } ?? true }
        let elsewhere = found.filter { found in !near.contains { $0.topic.id == found.topic.id } }
        return near + elsewhere
    }
}

extension SimilarTopics {
    /// What came of those for which nobody has written an answer: the reports that were found to hold, which their own pages
    /// show as well. Words to one submitter alone are not among them.
    func results(
        of found: [Found], site: Site, in transaction: Transaction
    ) throws -> [Topic.ID: String] {
        let reader = LoopReader(services: services, site: site)
        var results: [Topic.ID: String] = [:]
        for topic in found.map(\.topic) where topic.answer == nil && [.inHandling, .closed].contains(topic.state) {
            let reports = try ItemStore(tenant: tenant).items(of: topic.id, in: transaction)
                .compactMap { try reader.item($0, in: transaction)?.item }
                .compactMap { $0.hasVerifiedReport ? $0.report?.text.words : nil }
            if !reports.isEmpty { results[topic.id] = reports.joined(separator: "\n") }
        }
        return results
    }
}
