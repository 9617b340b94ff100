// SPDX-License-Identifier: Apache-2.0

import Cryptography
import Database
import Domain
import EventStreams
import Foundation
import Hummingbird
import HummingbirdCore
import Logging
import NIOCore
import ServiceLifecycle
import UnixSignals

/// The installation: its database opened and migrated, its keys read, its services built. The whole wiring.
package struct Installation: Sendable {
    package let services: Services
    let lease: NodeLease
    /// Held as long as the installation is open; none where PostgreSQL keeps the data.
    private let lock: DataFolderLock?

    /// Opens what the settings name, creating what is missing. Throws when the database cannot be reached, its schema is
    /// newer than this program, or it is older and could not be backed up before.
    package static func open(
        _ settings: Settings, log: Logger, upgrade: Upgrade = .afterBackup(isDemo: false, tell: { _ in })
    ) async throws -> Installation {
        try await open(settings, log: log, clock: .system, upgrade: upgrade)
    }

    static func open(
        _ settings: Settings, log: Logger, clock: Clock,
        upgrade: Upgrade = .afterBackup(isDemo: false, tell: { _ in })
    ) async throws -> Installation {
        try FileManager.default.createDirectory(atPath: settings.data, withIntermediateDirectories: true)
        let lock = settings.database == nil ? try DataFolderLock(folder: settings.data) : nil
        let engine: any Engine =
            if let url = settings.database {
                try PostgresEngine(url: url)
            } else {
                try SQLiteEngine(path: settings.data + "/shangliang.sqlite")
            }
        let keys = try await keyring(settings, engine)
        // The lease and the marks of ids follow the machine's clock, whatever the day in the demo's story is.
        let now = Clock.system.now().milliseconds
        try await upgrade.prepare(engine, settings, at: clock.now())
        try await DatabaseSchema.migrator.migrate(engine, at: now)
        let erasures = Erasures(ledger: ErasureLedger(keys: settings.data + "/keys"))
        // What this takes out of the tables, housekeeping takes out of the files: that goes through whole tables, and nobody
        // need wait for it.
        _ = try await engine.write { try erasures.reapply(in: $0) }
        let lease = try await NodeLease.take(engine, holder: Base64URL.encode(Random.bytes(12)), at: now)
        let ids = IDGenerator(node: lease.node, after: lease.highWater) { Clock.system.now().milliseconds }
        ids.reserve(upTo: lease.reserved)
        let opinions = OpinionMaps()
        let services = Services(
            engine: engine, ids: ids, clock: clock, keys: keys,
            liveSites: LiveSites(try await engine.read { try DirectoryStore().sites(on: clock.now().day, in: $0) }),
            movedRooms: MovedRooms(try await engine.read { try RoomMoveStore.areas(in: $0) }),
            settings: settings,
            assets: StaticAssets(), intake: IntakeLimits(perMinute: settings.intakeLimit),
            photoLimits: PhotoLimits(), misses: MissLimits(),
            failedNames: FailedNames(perAddress: settings.signInLimit), endings: PhoneEndingTries(),
            codeLimits: CodeLimits(),
            pages: RenderedPages(isKeeping: engine.dialect == .sqlite), boards: BoardKeeper(engine),
            subjects: ProposalSubjects(),
            opinions: opinions, ballots: BallotBox(engine: engine, ids: ids), scans: ScanCounts(),
            refused: RefusedAttempts(),
            streams: LiveStreams(engine: engine, opinions: opinions, log: log),
            passwords: try PasswordDesk(), photos: PhotoDesk(), gateways: Gateways(settings.gateways),
            typesetter: Typesetter(folder: settings.typesetting),
            tables: try TableDesk(data: settings.data, isSole: lock != nil),
            erasures: erasures, openedAt: clock.now(), log: log)
        if let absence = services.typesetter.absence { log.notice("\(DocumentWording.log(absence))") }
        let moment = services.clock.now()
        try await engine.write { transaction in
            for site in services.sites.all {
                try PersonalDataDesk(services: services, site: site).withdrawErased(at: moment, in: transaction)
            }
        }
        return Installation(services: services, lease: lease, lock: lock)
    }

    /// The keys; new ones only for a new database, since under new keys nothing old could be read.
    private static func keyring(_ settings: Settings, _ engine: any Engine) async throws -> Keyring {
        let folder = settings.data + "/keys"
        guard try await DatabaseSchema.migrator.status(engine).applied.isEmpty else {
            return try Keyring.load(from: folder)
        }
        return try Keyring.loadOrCreate(in: folder)
    }

    /// The moment by this installation's clock.
    package var now: Instant { services.clock.now() }

    /// Gives back what the installation holds.
    package func close() async {
        try? await lease.release(
            services.engine, used: services.ids.highWater, at: Clock.system.now().milliseconds)
        await services.passwords.close()
        await services.gateways.close()
        await services.photos.close()
        await services.engine.close()
        lock?.release()
    }
}
