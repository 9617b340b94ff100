// SPDX-License-Identifier: Apache-2.0

import Database
import Domain
import Logging
import ServiceLifecycle

/// The line between servers on one PostgreSQL: hears what the others tell, and tells them twice a second which figures
/// have changed here. With SQLite there is nobody else.
struct StreamKeeper: Service {
    let services: Services

    func run() async throws {
        let (services, streams) = (services, services.streams)
        await cancelWhenGracefulShutdown {
            await withDiscardingTaskGroup { group in
                group.addTask {
                    await services.engine.listen(to: StreamNotification.name) { streams.hear($0) }
                }
                group.addTask {
                    while !Task.isCancelled {
                        try? await Task.sleep(for: .milliseconds(500))
                        do {
                            try await streams.tellOthers(services.engine)
                        } catch {
                            services.log.warning("other servers wait for figures", metadata: ["error": "\(error)"])
                        }
                    }
                }
            }
        }
    }
}
