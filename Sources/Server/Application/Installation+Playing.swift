// SPDX-License-Identifier: Apache-2.0

import Domain
import Hummingbird
import Logging

extension Installation {
    /// Opens it for a day that is played: `time` says which moment it is, not the machine's clock.
    package static func open(
        _ settings: Settings, log: Logger, playing time: @escaping @Sendable () -> Instant
    ) async throws -> Installation {
        try await open(settings, log: log, clock: Clock(now: time), upgrade: .withoutBackup)
    }

    /// The day by the machine's clock.
    package static var today: Day { Clock.system.now().day }

    /// Serves while `body` runs, which is told the port, and ends with it. Throws what either throws.
    package func serve<Value: Sendable>(
        isDemo: Bool, while body: @escaping @Sendable (Int) async throws -> Value
    ) async throws -> Value {
        let (ports, announce) = AsyncStream.makeStream(of: Int.self)
        return try await withThrowingTaskGroup(of: Value?.self) { group in
            group.addTask {
                defer { announce.finish() }
                try await application(clockwork(isDemo: isDemo), ready: { announce.yield($0) }).run()
                return nil
            }
            group.addTask {
                var iterator = ports.makeAsyncIterator()
                guard let port = await iterator.next() else { return nil }
                return try await body(port)
            }
            defer { group.cancelAll() }
            while let ended = try await group.next() {
                if let value = ended { return value }
            }
            throw CancellationError()
        }
    }
}
