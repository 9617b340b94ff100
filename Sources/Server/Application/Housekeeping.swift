// SPDX-License-Identifier: Apache-2.0

import Database
import Domain
import Logging
import ServiceLifecycle

/// The clockwork that keeps the house: every ten seconds it renews the lease of ids and looks whether something has come due
/// that nobody asks for, every hour it forgets what is old and clears what has passed its period. What fails stops nothing else
/// and is tried again at the next look.
struct Housekeeping: Service {
    let services: Services
    let lease: NodeLease
    /// How long the notes of digests are kept; notices and messages go by the tenant's period.
    static let toldMilliseconds: Int64 = 180 * 86_400_000

    /// What is looked for in each round.
    private static let watches: [any Watch.Type] = [
        WithdrawalWatch.self, DeliberationWatch.self, MediaWatch.self, MembershipWatch.self, GatewayTrialWatch.self,
    ]
    /// What has time until the hour.
    private static let hourly: [any Watch.Type] = [ProposerOpinionWatch.self, WalkWatch.self, APITokenWatch.self]
    private static let roundsOfHour = 360

    func run() async throws {
        await cancelWhenGracefulShutdown {
            var lease = lease
            var calendars = CalendarWatch(services: services)
            var round = 0
            while !Task.isCancelled {
                try? await Task.sleep(for: .seconds(10))
                lease = await Self.attempt("the lease", services) { [lease] in try await renewed(lease) } ?? lease
                if round % Self.roundsOfHour == 0 {
                    // Where it cannot be done now, old counts do for another hour.
                    try? await services.engine.refreshStatistics()
                    await Self.attempt("forgetting", services) { try await Self.forget(services) }
                    await RetentionDesk.runAll(services)
                    await Self.look(Self.hourly, services)
                }
                await Self.look(Self.watches, services)
                await Self.attempt("erased words in the files", services) {
                    try await services.erasures.purge(services.engine)
                }
                do {
                    try await calendars.look()
                } catch {
                    Self.note("the calendars", error, services)
                }
                round += 1
            }
        }
    }

    /// One look by each; what one of them meets is no matter of the others.
    static func look(_ watches: [any Watch.Type], _ services: Services) async {
        for watch in watches {
            await attempt("\(watch)", services) { try await watch.init(services: services).look() }
        }
    }

    /// Does something, and says in the log what came in between; nil then.
    @discardableResult
    private static func attempt<Result: Sendable>(
        _ what: String, _ services: Services, _ work: () async throws -> Result
    ) async -> Result? {
        do {
            return try await work()
        } catch {
            note(what, error, services)
            return nil
        }
    }

    private static func note(_ what: String, _ error: any Error, _ services: Services) {
        services.log.error(
            "housekeeping goes on without it until the next look", metadata: ["what": "\(what)", "error": "\(error)"])
    }

    /// Forgets what is old, and gives up messages that nobody could send in their time.
    static func forget(_ services: Services) async throws {
        let now = services.clock.now()
        let limit = now.advanced(byMilliseconds: -AnsweredRequests.keptMilliseconds)
        let told = now.advanced(byMilliseconds: -toldMilliseconds)
        let streamed = now.advanced(byMilliseconds: -StreamStore.keptMilliseconds)
        let tenants = services.sites.all.map(\.tenant.id)
        try await services.engine.write { transaction in
            _ = try AnsweredRequestStore.forget(before: limit, in: transaction)
            for tenant in tenants {
                try MessageStore(tenant: tenant, keys: services.keys).giveUpExpired(at: now, in: transaction)
                try SecondFactorStore(tenant: tenant, keys: services.keys).forgetHalves(at: now, in: transaction)
                try PhoneCodeStore(tenant: tenant, keys: services.keys)
                    .forget(at: now, countsBefore: told, in: transaction)
                try ResidentSignInStore(tenant: tenant, keys: services.keys).forgetExpired(at: now, in: transaction)
                try UnitAddressStore(tenant: tenant, keys: services.keys).forget(at: now, in: transaction)
                try OpinionVoteStore(tenant: tenant)
                    .forgetKeys(closedBefore: now.day.advanced(by: -OpinionVote.keyDays), in: transaction)
                try OpinionStatementStore(tenant: tenant, keys: services.keys, contents: services.contents)
                    .forgetAuthors(closedBefore: now.day.advanced(by: -OpinionVote.keyDays), in: transaction)
                try RefusedAttemptStore(tenant: tenant)
                    .forget(before: now.day.advanced(by: -RefusedAttemptStore.keptDays), in: transaction)
                try StreamStore(tenant: tenant).forget(before: streamed, in: transaction)
            }
            try ClaimTable.forget(before: now, in: transaction)
            _ = try DigestStore.forget(before: told, in: transaction)
            _ = try BackupRunStore().forget(before: told, in: transaction)
        }
        for site in services.sites.all {
            _ = try await AttachmentDesk(services: services, site: site).forgetWaiting(at: now)
        }
    }

    /// The lease for another while; one of another node when the database was away so long that this one was given to
    /// somebody else.
    func renewed(_ lease: NodeLease) async throws -> NodeLease {
        let now = Clock.system.now().milliseconds
        do {
            services.ids.reserve(
                upTo: try await lease.renew(services.engine, used: services.ids.highWater, at: now))
            return lease
        } catch let lost as NodeLease.Lost {
            let other = try await NodeLease.take(services.engine, holder: lease.holder, at: now)
            services.ids.move(to: other)
            services.log.warning(
                "another server has our node: going on as another",
                metadata: ["node": "\(lost.node)", "new node": "\(other.node)"])
            return other
        }
    }
}
