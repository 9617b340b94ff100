// SPDX-License-Identifier: Apache-2.0

import Database
import Domain
import Logging
import ServiceLifecycle

/// Writes down every two seconds, and once more at the end, how often rooms' pages were opened.
struct ScanKeeper: Service {
    let services: Services

    func run() async throws {
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                try? await Task.sleep(for: .seconds(2))
                await keep()
            }
        }
        await keep()
    }

    /// Writes down what was counted. What could not be written is kept for the next time; where nobody knows whether it
    /// was, it is let go: a count is rather too small than too large.
    func keep() async {
        let taken = services.scans.take()
        guard !taken.isEmpty else { return }
        do {
            try await services.engine.write { try ScanStore.add(taken, in: $0) }
        } catch DatabaseError.outcomeUnknown {
            services.log.warning("some scans may not have been counted")
        } catch {
            services.scans.giveBack(taken)
            services.log.warning("the counts of scans wait", metadata: ["error": "\(error)"])
        }
    }
}
