// SPDX-License-Identifier: Apache-2.0

import EventStreams
import Synchronization

/// What was said, in memory: the hub is measured, no database.
final class SpokenSource: StreamSource {
    private let said = Mutex<[String]>([])

    func say(_ text: String) { said.withLock { $0.append(text) } }

    func read(_ channel: String, after number: Int64?, limit: Int, withFigures: Bool) async throws -> StreamReading {
        said.withLock { said in
            let first = number.map { Int($0) } ?? max(0, said.count - limit)
            let events = said.indices.dropFirst(first).prefix(limit).map {
                StreamEvent(number: Int64($0) + 1, name: "said", data: said[$0])
            }
            return StreamReading(last: Int64(said.count), events: events)
        }
    }
}
