// SPDX-License-Identifier: Apache-2.0

import NIOPosix

/// Hears what other servers tell, on a connection and a thread of its own.
final class PostgresListener: @unchecked Sendable {
    private let server: PostgresServer
    private let name: String
    /// Used by one thread at a time.
    private var connection: PostgresConnection?

    init(_ server: PostgresServer, name: String) {
        self.server = server
        self.name = name
    }

    /// Calls `heard` until the task is cancelled; with nil after each new beginning.
    func run(_ heard: @escaping @Sendable (String?) -> Void) async {
        let threads = NIOThreadPool(numberOfThreads: 1)
        threads.start()
        while !Task.isCancelled {
            do {
                try await threads.runIfActive { try self.listen(heard) }
            } catch {
                connection = nil
                try? await Task.sleep(for: .seconds(1))
            }
        }
        connection = nil
        try? await threads.shutdownGracefully()
    }

    /// Listens for half a second; begins again where the connection was lost.
    private func listen(_ heard: (String?) -> Void) throws {
        if connection == nil {
            let fresh = try server.connect()
            try fresh.run(script: "LISTEN \(name)")
            connection = fresh
            heard(nil)
        }
        for told in try connection?.notifications(within: .milliseconds(500)) ?? [] { heard(told) }
    }
}
