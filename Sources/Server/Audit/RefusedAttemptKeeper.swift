// SPDX-License-Identifier: Apache-2.0

import Database
import Domain
import Logging
import ServiceLifecycle

/// Writes down every ten seconds, and once more at the end, how often people were turned away.
struct RefusedAttemptKeeper: Service {
    let services: Services

    func run() async throws {
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                try? await Task.sleep(for: .seconds(10))
                await keep()
            }
        }
        await keep()
    }

    /// Writes down what was counted. What could not be written is kept for the next time; where nobody knows whether it
    /// was, it is let go: a count is rather too small than too large. One that can never be written holds up no other.
    func keep() async {
        let taken = services.refused.take()
        guard !taken.isEmpty, await !write(taken) else { return }
        for (key, count) in taken {
            guard await !write([key: count]) else { continue }
            services.log.error("a count of refused attempts is dropped", metadata: ["tenant": "\(key.tenant)"])
        }
    }

    /// Writes counts down. Returns false where they cannot be written as they are, now or ever.
    private func write(_ counts: [RefusedAttempts.Key: RefusedAttempts.Count]) async -> Bool {
        do {
            try await services.engine.write { try RefusedAttemptStore.add(counts, in: $0) }
        } catch DatabaseError.outcomeUnknown {
            services.log.warning("some refused attempts may not have been counted")
        } catch let error as DatabaseError where !error.isPassing {
            services.log.warning("counts of refused attempts cannot be written", metadata: ["error": "\(error)"])
            return false
        } catch {
            services.refused.giveBack(counts)
            services.log.warning("the counts of refused attempts wait", metadata: ["error": "\(error)"])
        }
        return true
    }
}
