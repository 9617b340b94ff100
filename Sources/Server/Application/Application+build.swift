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
            settings: settings,
            assets: StaticAssets(), intake: IntakeLimits(perMinute: settings.intakeLimit),
            photoLimits: PhotoLimits(), misses: MissLimits(),
            endings: PhoneEndingTries(),
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

    /// Every route of the program.
    var table: RouteTable {
        frame().table
    }

    private func frame() -> WebFrame {
        let everyday: [Route] =
            RoomRoutes(services: services).routes + RoomDeskRoutes(services: services).routes
            + VenueCalendarRoutes(services: services).routes + RoomCoverageRoutes(services: services).routes
            + BoardRoutes(services: services).routes + FeedRoutes(services: services).routes
            + SlipRoutes(services: services).routes + RaiseRoutes(services: services).routes
            + ResidentRoutes(services: services).routes + MineRoutes(services: services).routes
            + StatusRoutes(services: services).routes + PublicTopicRoutes(services: services).routes
            + TopicEntryRoutes(services: services).routes + DispatchRoutes(services: services).routes
            + SearchRoutes(services: services).routes
            + TopicDeskRoutes(services: services).routes + SignInRoutes(services: services).routes
            + DirectoryRoutes(services: services).routes + RegisterRoutes(services: services).routes
            + ImportRoutes(services: services).routes + PracticeRoutes(services: services).routes
            + InvitationRoutes(services: services).routes + PasswordRoutes(services: services).routes
            + SecondFactorRoutes(services: services).routes + APITokenRoutes(services: services).routes
            + AccountRoutes(services: services).routes + AuditRoutes(services: services).routes
            + ReceptionRoutes(services: services).routes + BookingRoutes(services: services).routes
            + OwnBookingRoutes(services: services).routes
            + SentimentRoutes(services: services).routes
            + MatterSheetRoutes(services: services).routes + AnswerTimeRoutes(services: services).routes
            + SessionInvitationRoutes(services: services).routes + CheckInRoutes(services: services).routes
            + CampaignRoutes(services: services).routes
            + EnrolmentRoutes(services: services).routes + EnrolmentDeskRoutes(services: services).routes
            + DocumentRoutes(services: services).routes
            + ProposalDocumentRoutes(services: services).routes
            + SessionRoutes(services: services).routes + ProposalSessionRoutes(services: services).routes
            + ItemRoutes(services: services).routes
            + LiveRoutes(services: services).routes + MediaRoutes(services: services).routes
            + ViewFileRoutes(services: services).routes
            + ModerationRoutes(services: services).routes + CommentRoutes(services: services).routes
            + SuggestionListRoutes(services: services).routes + LookBackRoutes(services: services).routes
            + AssessmentRoutes(services: services).routes + HandlingAssessmentRoutes(services: services).routes
            + DeploymentRoutes(services: services).routes
            + ContestRoutes(services: services).routes + AttendanceRoutes(services: services).routes
            + QuotaRoutes(services: services).routes
            + SignUpRoutes(services: services).routes
            + HandlingScoreRoutes(services: services).routes
            + PersonalCalendarRoutes(services: services).routes
            + AssignmentRoutes(services: services).routes + ProposerOpinionRoutes(services: services).routes
            + AssigningRoutes(services: services).routes + ProposalStatisticsRoutes(services: services).routes
            + CommendationRoutes(services: services).routes + ClueRoutes(services: services).routes
            + ProposalRoutes(services: services).routes + PublicProposalRoutes(services: services).routes
            + ConfirmationRoutes(services: services).routes + SupportRoutes(services: services).routes
            + DeliberationRoutes(services: services).routes + OpinionStatementRoutes(services: services).routes
            + OpinionRoutes(services: services).routes + OpinionMapRoutes(services: services).routes
            + OpinionProgramRoutes(services: services).routes
            + PersonalDataRoutes(services: services).routes + UnmaskingRoutes(services: services).routes
            + RetentionRoutes(services: services).routes + OwnDataRoutes(services: services).routes
            + PhoneCopyRoutes(services: services).routes
            + AttachmentRoutes(services: services).routes
            + StreamRoutes(services: services).routes
            + NoticeRoutes(services: services).routes + CalendarRoutes(services: services).routes
            + ContactRoutes(services: services).routes + NoticeChoiceRoutes(services: services).routes
            + ShownMessageRoutes(services: services).routes
            + HealthRoutes(services: services).routes + SettingsRoutes(services: services).routes
        let administration: [Route] =
            CommitteeRoutes(services: services).routes + TermChangeRoutes(services: services).routes
            + GatewayTrialRoutes(services: services).routes
        let contexts: [Route] =
            everyday + administration + HandOverRoutes(services: services).routes
            + ManyInvitationsRoutes(services: services).routes
            + CalendarChangeRoutes(services: services).routes
        let metrics = Metrics()
        let own = FrameRoutes(
            services: services, metrics: metrics,
            document: OpenAPI.document(RouteTable(contexts), version: Version.current)
        ).routes
        return WebFrame(services: services, table: RouteTable(own + contexts), metrics: metrics)
    }

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
            RefusedAttemptKeeper(services: services), TextIndexing(services: services),
            BackupDesk(services: services, isDemo: isDemo), OpinionMapping(services: services),
            StreamKeeper(services: services), DeploymentSender(services: services),
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
