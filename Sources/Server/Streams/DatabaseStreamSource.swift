// SPDX-License-Identifier: Apache-2.0

import Database
import Domain
import EventStreams

/// What the hub reads: the events of a channel, and the figures of those whose face it is.
struct DatabaseStreamSource: StreamSource {
    let engine: any Engine
    let opinions: OpinionMaps

    func read(
        _ key: String, after number: Int64?, limit: Int, withFigures: Bool
    ) async throws -> StreamReading {
        guard let channel = StreamChannel(key: key) else { return StreamReading(last: 0, events: []) }
        let store = StreamStore(tenant: channel.tenant)
        return try await engine.read { transaction in
            let last = try store.last(of: channel, in: transaction)
            let after = number ?? max(0, last - Int64(limit))
            let events = try store.read(channel, after: after, limit: limit, in: transaction)
            let figures = withFigures ? try channel.kind.face.figures(of: channel, opinions, in: transaction) : []
            return StreamReading(
                last: last,
                events: events.map { StreamEvent(number: $0.number, name: $0.kind, data: $0.data) },
                figures: figures.map {
                    StreamEvent(number: nil, name: $0.name, data: String(decoding: $0.data.bytes, as: UTF8.self))
                })
        }
    }
}
