// SPDX-License-Identifier: Apache-2.0

import Hummingbird

@testable import Server

/// The web server of an installation, on a free port of the loopback address, without the clockwork.
package enum RunningServer {
    /// The server ended before it was ready.
    package struct NotReady: Error {}

    /// Serves while `body` runs; `body` is told the port.
    package static func with(
        _ installation: Installation, _ body: @Sendable (Int) async throws -> Void
    ) async throws {
        let (ports, announce) = AsyncStream.makeStream(of: Int.self)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                defer { announce.finish() }
                try await installation.application([], ready: { announce.yield($0) }).run()
            }
            var iterator = ports.makeAsyncIterator()
            guard let port = await iterator.next() else {
                try await group.next()
                throw NotReady()
            }
            try await body(port)
            group.cancelAll()
        }
    }
}
