// SPDX-License-Identifier: Apache-2.0

import Synchronization

/// Where connections come from. A server that was just found down is not asked again for a while: otherwise everybody in
/// line would wait for the time-out of connecting, one after the other.
final class PostgresServer: Sendable {
    private struct Outage {
        let error: DatabaseError
        let until: ContinuousClock.Instant
    }

    private let url: String
    private let outage = Mutex<Outage?>(nil)
    private static let pause = Duration.milliseconds(500)

    init(url: String) {
        self.url = url
    }

    /// A new connection. Throws ``DatabaseError/unavailable(_:)``.
    func connect() throws -> PostgresConnection {
        if let outage = outage.withLock({ $0 }), outage.until > .now { throw outage.error }
        do {
            return try PostgresConnection(url: url)
        } catch let error as DatabaseError {
            outage.withLock { $0 = Outage(error: error, until: .now + Self.pause) }
            throw error
        }
    }
}
