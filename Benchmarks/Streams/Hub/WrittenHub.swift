// SPDX-License-Identifier: Apache-2.0

import Hummingbird
import NIOCore
import Synchronization

/// A hub as the framework suggests one: for each viewer a task that waits for buffers and writes them. For comparison.
final class WrittenHub: Sendable {
    private struct State {
        var next = 0
        var viewers: [Int: AsyncStream<ByteBuffer>.Continuation] = [:]
    }

    private let state = Mutex(State())

    var viewers: Int { state.withLock { $0.viewers.count } }

    func tell(_ text: String) {
        let frame = ByteBuffer(string: "event: said\ndata: \(text)\n\n")
        for viewer in state.withLock({ Array($0.viewers.values) }) { viewer.yield(frame) }
    }

    func serve(_ request: Request, _ writer: any ResponseBodyWriter) async throws {
        var writer = writer
        let (frames, viewer) = AsyncStream.makeStream(of: ByteBuffer.self, bufferingPolicy: .bufferingNewest(64))
        let number = state.withLock { state in
            state.next += 1
            state.viewers[state.next] = viewer
            return state.next
        }
        defer { leave(number) }
        try await writer.write(ByteBuffer(string: "retry: 3000\n\n"))
        try await request.body.consumeWithInboundCloseHandler { _ in
            for await frame in frames { try await writer.write(frame) }
        } onInboundClosed: {
            self.leave(number)
        }
        try await writer.finish(nil)
    }

    private func leave(_ number: Int) {
        state.withLock { $0.viewers.removeValue(forKey: number) }?.finish()
    }
}
