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
        try await with({ installation.application([], ready: $0) }, body)
    }

    /// Serves an application that is wired otherwise; it is told what to call once it is ready.
    package static func with<Wired: ApplicationProtocol>(
        _ application: @escaping @Sendable (_ ready: @escaping @Sendable (Int) async -> Void) -> Wired,
        _ body: @Sendable (Int) async throws -> Void
    ) async throws {
        let (ports, announce) = AsyncStream.makeStream(of: Int.self)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                defer { announce.finish() }
                try await application({ announce.yield($0) }).run()
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
