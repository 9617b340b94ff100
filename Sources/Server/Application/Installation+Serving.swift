// SPDX-License-Identifier: Apache-2.0

import EventStreams
import Hummingbird
import HummingbirdCore
import NIOCore
import ServiceLifecycle
import UnixSignals

extension Installation {
    /// Serves until it is told to stop; then lets what is under way finish. `isDemo`: whether the data folder holds the
    /// demo, as its archives say. `ready` is told the port.
    package func serve(isDemo: Bool, ready: @escaping @Sendable (Int) async -> Void) async throws {
        try await application(clockwork(isDemo: isDemo), ready: ready)
            .runService(gracefulShutdownSignals: [.sigterm, .sigint])
    }

    /// What goes on beside the requests.
    func clockwork(isDemo: Bool) -> [any Service] {
        [
            Sealer(services: services), Housekeeping(services: services, lease: lease), Courier(services: services),
            MessageCourier(services: services, gateways: services.gateways), DigestDesk(services: services),
            ImportWorker(services: services), ScanKeeper(services: services),
            RefusedAttemptKeeper(services: services), LogChecker(services: services), TextIndexing(services: services),
            BackupDesk(services: services, isDemo: isDemo), OpinionMapping(services: services),
            StreamKeeper(services: services), DeploymentSender(services: services),
            RoomFollower(services: services),
        ]
    }

    /// The web server with the clockwork beside it; tests wind the clockwork themselves and bring none.
    func application(
        _ clockwork: [any Service], ready: @escaping @Sendable (Int) async -> Void
    ) -> some ApplicationProtocol {
        let settings = services.settings
        return Application(
            router: frame().router(),
            server: .http1(configuration: .init(additionalChannelHandlers: [StreamConnection(), SlowClients()])),
            // Who watches comes back at once, by the thousand, when a server has begun anew.
            configuration: .init(
                address: .hostname(settings.address, port: settings.port), serverName: nil, backlog: 4_096),
            services: clockwork,
            onServerRunning: { channel in await ready(channel.localAddress?.port ?? settings.port) },
            logger: services.log)
    }
}
