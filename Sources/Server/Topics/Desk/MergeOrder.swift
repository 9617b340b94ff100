// SPDX-License-Identifier: Apache-2.0

import ChineseText
import Domain

/// In which order a desk reads what a topic may be merged into: by what was said, whether strangers may read it or not.
enum MergeOrder {
    /// From this likeness on two texts are told to be near, as in ``SimilarTopics``.
    private static let nearFrom = 0.18

    /// The most like it first; those that share nothing with it follow in the order in which they were.
    static func of(
        _ targets: [TopicDeskStore.Named], like topic: Topic
    ) -> [(target: TopicDeskStore.Named, isNear: Bool)] {
        var index = MemoryIndex()
        for target in targets { index.append(target.words ?? target.publicTitle ?? "") }
        let matches = topic.text.words.map { SimilarityQuery($0).near(in: index, limit: targets.count) } ?? []
        let found = Set(matches.map(\.id))
        return matches.map { (targets[$0.id], $0.likeness >= nearFrom) }
            + targets.indices.filter { !found.contains($0) }.map { (targets[$0], false) }
    }
}

extension SimilarityQuery {
    /// The same in memory, where looking cannot fail.
    fileprivate func near(in index: MemoryIndex, limit: Int) -> [Match<Int>] {
        (try? matches(in: index, limit: limit)) ?? []
    }
}
