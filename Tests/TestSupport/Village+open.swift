// SPDX-License-Identifier: Apache-2.0

import Configuration
import DatabaseTestSupport
import Domain
import Foundation
import Hummingbird
import Synchronization

@testable import Server

extension Village {
    /// Runs `body` beside a village that is served on a free port, over a database of its own that is gone afterwards.
    package static func with(
        _ kind: EngineKind, settings: [String: String] = [:], _ body: @Sendable (Village) async throws -> Void
    ) async throws {
        await VillageGate.shared.enter()
        do {
            try await live(kind, settings, body)
            await VillageGate.shared.leave()
        } catch {
            await VillageGate.shared.leave()
            throw error
        }
    }

    private static func live(
        _ kind: EngineKind, _ more: [String: String], _ body: @Sendable (Village) async throws -> Void
    ) async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "village-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let database = kind == .postgres ? try await kind.makeDatabase() : nil
        var given = ["data": folder, "port": "0", "base-url": "http://127.0.0.1"]
        given["database"] = database?.address
        let settings = try Settings(ConfigReader(provider: SettingsText(given.merging(more) { $1 }).provider))
        do {
            try await serve(kind, settings, body)
            await database?.remove()
        } catch {
            await database?.remove()
            throw error
        }
    }

    private static func serve(
        _ kind: EngineKind, _ settings: Settings, _ body: @Sendable (Village) async throws -> Void
    ) async throws {
        let (clock, log) = (MovableClock(morning), CapturedLog())
        // Tenants are read when an installation is opened: so it is opened, founded and opened again.
        let founded = try await Installation.open(settings, log: log.logger, clock: clock.clock)
        let story = try await Commands.run(on: founded) { try VillageStory.tell(with: $0, at: morning) }
        await founded.close()
        let installation = try await Installation.open(settings, log: log.logger, clock: clock.clock)
        do {
            try await RunningServer.with(installation) { port in
                try await body(
                    Village(
                        installation: installation, kind: kind, clock: clock, log: log, client: WebClient(port: port),
                        story: story))
            }
            await installation.close()
        } catch {
            await installation.close()
            throw error
        }
    }
}

/// Lets a few villages live at a time: each holds connections and threads of its own.
private actor VillageGate {
    static let shared = VillageGate()
    private var free = 6
    private var waiting: [CheckedContinuation<Void, Never>] = []

    func enter() async {
        if free > 0 {
            free -= 1
            return
        }
        await withCheckedContinuation { waiting.append($0) }
    }

    func leave() {
        guard !waiting.isEmpty else { return free += 1 }
        waiting.removeFirst().resume()
    }
}
