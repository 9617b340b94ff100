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
    /// So many within the area are kept, and so many elsewhere.
    private static let keptMax = 20
    /// So many of the newest topics of the area are looked at beside those of the whole county.
    private static let areaMax = 10_000
    /// Below, topics share little more than common words: nothing is shown rather than something else (docs/measurements.md).
    static let likenessMin = 0.18

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
        let matches = try nearest(query, near: area, except: own, in: transaction)
        let topics = Dictionary(
            uniqueKeysWithValues: try lists.published(matches.map(\.id), in: transaction).map { ($0.id, $0) })
        let found = matches.compactMap { match -> Found? in
            guard let topic = topics[match.id], let passage = query.passage(of: [topic.title, topic.body]) else {
                return nil
            }
            return Found(topic: topic, likeness: match.likeness, passage: Marked(passage))
        }
        return try hosted(found, except: own, in: transaction)
    }

    private var lists: TopicListStore { TopicListStore(tenant: tenant, contents: services.contents) }

    /// The most like of the area, and then the most like elsewhere.
    private func nearest(
        _ query: SimilarityQuery, near area: AreaCode?, except own: Topic.ID?, in transaction: Transaction
    ) throws -> [Match<Topic.ID>] {
        let index = PublishedTextStore<Topic>(tenant: tenant, transaction: transaction)
        let all = try query.matches(in: index, limit: SimilarityQuery.candidatesMax)
        let matches = all.filter { $0.likeness >= Self.likenessMin && $0.id != own }
        guard let area else { return Array(matches.prefix(Self.keptMax)) }
        let inside = Set(try lists.topics(matches.map(\.id), in: area, in: transaction))
        var near = matches.filter { inside.contains($0.id) }
        // Where the whole county says the like, what the area says may not be among so many.
        if all.count == SimilarityQuery.candidatesMax, matches.count >= all.count - 1, near.count < Self.keptMax {
            let numbers = try lists.numbers(in: area, limit: Self.areaMax, in: transaction)
            near = try query.matches(in: index, limit: Self.keptMax, among: Set(numbers))
                .filter { $0.likeness >= Self.likenessMin && $0.id != own }
        }
        return Array(near.prefix(Self.keptMax)) + matches.filter { !inside.contains($0.id) }.prefix(Self.keptMax)
    }

    /// The same with what was merged into another public topic as that one: there one can join, and read what comes of it.
    private func hosted(_ found: [Found], except own: Topic.ID?, in transaction: Transaction) throws -> [Found] {
        let merged = found.filter { $0.topic.state == .merged }.map(\.topic.id)
        guard !merged.isEmpty else { return found }
        let hosts = try lists.hosts(of: merged, in: transaction)
        var seen: Set<Topic.ID> = []
        return found.compactMap { each in
            let host = hosts[each.topic.id] ?? each.topic
            guard host.id != own, seen.insert(host.id).inserted else { return nil }
            return Found(topic: host, likeness: each.likeness, passage: each.passage)
        }
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
