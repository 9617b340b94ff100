// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

/// All published topics as one JSON array, piece by piece: what the public list shows and nothing else.
actor PublicTopicFile {
    private let store: TopicListStore
    private let engine: any Engine
    /// Topics that are read at a time.
    private let batch: Int
    private var place = Place.beginning

    private enum Place {
        case beginning
        case after(Topic.ID)
        case end
    }

    init(store: TopicListStore, engine: any Engine, batch: Int = 500) {
        (self.store, self.engine, self.batch) = (store, engine, batch)
    }

    /// The next piece; nil past the last.
    func next() async throws -> [UInt8]? {
        switch place {
        case .beginning: try await piece(after: nil, opening: "[")
        case .after(let id): try await piece(after: id, opening: ",\n")
        case .end: nil
        }
    }

    private func piece(after id: Topic.ID?, opening: String) async throws -> [UInt8] {
        let topics = try await engine.read { [store, batch] transaction in
            try store.published(.init(), after: id, limit: batch, in: transaction)
        }
        let values = topics.map { TopicAPI.json($0).bytes }.joined(separator: Array(",\n".utf8))
        guard let last = topics.last, topics.count == batch else {
            place = .end
            return Array((topics.isEmpty && id != nil ? "" : opening).utf8) + values + Array("]\n".utf8)
        }
        place = .after(last.id)
        return Array(opening.utf8) + values
    }
}
