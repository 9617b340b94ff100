// SPDX-License-Identifier: Apache-2.0

import Synchronization

@testable import EventStreams

/// Events in a list: what a database would have committed.
final class ListedSource: StreamSource {
    private struct State {
        var last: Int64 = 0
        var forgotten: Int64 = 0
        var figure = 0
        var readings = 0
    }

    private let state = Mutex(State())
    /// What each event carries beside its number.
    private let padding: String

    init(padding: Int = 0) {
        self.padding = String(repeating: "x", count: padding)
    }

    var last: Int64 { state.withLock { $0.last } }
    var readings: Int { state.withLock { $0.readings } }

    func append(_ count: Int = 1) { state.withLock { $0.last += Int64(count) } }
    func forget() { state.withLock { $0.forgotten = $0.last } }
    func count() { state.withLock { $0.figure += 1 } }

    func read(_ channel: String, after number: Int64?, limit: Int, withFigures: Bool) async throws -> StreamReading {
        let now = state.withLock { state in
            state.readings += 1
            return state
        }
        let first = max(now.forgotten, number ?? max(0, now.last - Int64(limit)))
        let events = (first..<max(first, now.last)).prefix(limit).map {
            StreamEvent(number: $0 + 1, name: "said", data: "\($0 + 1)\(padding)")
        }
        let figures = withFigures ? [StreamEvent(number: nil, name: "figure", data: "\(now.figure)")] : []
        return StreamReading(last: now.last, events: Array(events), figures: figures)
    }
}
