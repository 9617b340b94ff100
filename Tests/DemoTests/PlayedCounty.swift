// SPDX-License-Identifier: Apache-2.0

import Configuration
import Database
import DatabaseTestSupport
import Demo
import Domain
import Foundation
import TestSupport

@testable import Server

/// The demo county, played into a database of its own that is gone afterwards.
struct PlayedCounty: Sendable {
    /// Wednesday, 22 July 2026, ten in the morning.
    static let morning = Instant(Day(year: 2026, month: 7, day: 22), hour: 10)

    let installation: Installation
    let folder: String
    let log: CapturedLog
    /// Transactions that the playing took.
    let transactions: Int

    var services: Services { installation.services }

    /// Plays the demo and runs `body` beside it. Throws what either throws.
    @discardableResult
    static func with<Value: Sendable>(
        _ kind: EngineKind, seed: UInt64 = 7, figures: DemoFigures? = nil, at now: Instant = morning,
        _ body: (PlayedCounty) async throws -> Value
    ) async throws -> Value {
        let folder = FileManager.default.temporaryDirectory.appending(path: "demo-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let database = kind == .postgres ? try await kind.makeDatabase() : nil
        do {
            let value = try await play(folder, database?.address, seed, figures, now, body)
            await database?.remove()
            return value
        } catch {
            await database?.remove()
            throw error
        }
    }

    private static func play<Value: Sendable>(
        _ folder: String, _ database: String?, _ seed: UInt64, _ figures: DemoFigures?, _ now: Instant,
        _ body: (PlayedCounty) async throws -> Value
    ) async throws -> Value {
        let log = CapturedLog()
        let (first, transactions) = try await {
            let installation = try await open(folder, database, now, log)
            let before = installation.services.engine.counters.writes
            do {
                try await DemoCounty(seed: seed, figures: figures).play(on: installation, folder: folder)
            } catch {
                await installation.close()
                throw error
            }
            return (installation, installation.services.engine.counters.writes - before)
        }()
        await first.close()
        // Tenants are read when an installation is opened: so it is opened again.
        let installation = try await open(folder, database, now, log)
        do {
            let value = try await body(
                PlayedCounty(installation: installation, folder: folder, log: log, transactions: transactions))
            await installation.close()
            return value
        } catch {
            await installation.close()
            throw error
        }
    }

    /// Opens an installation over a folder, at a moment that stands still.
    static func open(
        _ folder: String, _ database: String? = nil, _ now: Instant = morning, _ log: CapturedLog = CapturedLog()
    ) async throws -> Installation {
        var given = ["data": folder, "port": "0", "base-url": "http://127.0.0.1"]
        given["database"] = database
        let settings = try Settings(ConfigReader(provider: SettingsText(given).provider))
        return try await Installation.open(settings, log: log.logger, clock: Clock { now })
    }

    /// The county, and the zone beside it.
    var tenants: [Tenant] {
        get async throws {
            try await services.engine.read {
                try DirectoryStore().sites(on: Clock.system.now().day, in: $0).all.map(\.tenant)
            }
        }
    }

    /// The distinct values of a column of the county.
    func values(_ sql: @escaping @Sendable (Int64) -> SQL) async throws -> Set<String> {
        let county = try await tenants[0].id.number
        return Set(try await services.engine.read { try $0.rows(sql(county)) { try $0.next(String.self) } })
    }

    /// A number of the county.
    func count(_ sql: @escaping @Sendable (Int64) -> SQL) async throws -> Int {
        let county = try await tenants[0].id.number
        return try await services.engine.read { try $0.first(sql(county)) { try $0.next(Int.self) } ?? 0 }
    }
}
