// SPDX-License-Identifier: Apache-2.0

import Domain
import Foundation
import Synchronization

/// A keeper of texts in memory, whose words can be erased as in the database.
final class KeptTexts: FreeTextKeeper, Sendable {
    private let texts = Mutex<[String?]>([])

    func keep(_ words: String) -> String {
        texts.withLock { texts in
            texts.append(words)
            return "text-\(texts.count - 1)"
        }
    }

    func words(behind reference: String) -> String? {
        texts.withLock { texts in
            guard let index = Int(reference.dropFirst(5)), texts.indices.contains(index) else { return nil }
            return texts[index]
        }
    }

    var count: Int { texts.withLock(\.count) }

    func eraseAll() {
        texts.withLock { texts in texts = texts.map { _ in nil } }
    }

    func encode(_ event: some LifecycleEvent) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        encoder.userInfo[.freeTextKeeper] = self
        return String(decoding: try encoder.encode(event), as: UTF8.self)
    }

    func decode<Event: LifecycleEvent>(_ json: String, as kind: Event.Type = Event.self) throws -> Event {
        let decoder = JSONDecoder()
        decoder.userInfo[.freeTextKeeper] = self
        return try decoder.decode(Event.self, from: Data(json.utf8))
    }
}
