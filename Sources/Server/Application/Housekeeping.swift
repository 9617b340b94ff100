// SPDX-License-Identifier: Apache-2.0

import Database
import Domain
import Logging
import ServiceLifecycle

/// The clockwork that keeps the house: renews the lease of ids, forgets answers after seven days, uploads that nobody
/// attached in a day, carries out withdrawals whose time has come, ends calls
/// for opinions and media consultations whose day is over, changes the term on its day, ends trials of gateways that nobody waits for, reminds proposers who have said nothing, lets walks learn of topics that ended before walks were told, clears once a
/// day what has passed its period, takes erased words out of the files, lets the database count how much lies where, and
/// reads again which tenants there are and by what rules they go.
struct Housekeeping: Service {
    let services: Services
    let lease: NodeLease
    /// How long the notes of digests are kept; notices and messages go by the tenant's period.
    static let toldMilliseconds: Int64 = 180 * 86_400_000

    func run() async throws {
        await cancelWhenGracefulShutdown {
            var lease = lease
            var watch = CalendarWatch(services: services)
            var round = 0
            while !Task.isCancelled {
                try? await Task.sleep(for: .seconds(10))
                do {
                    lease = try await renewed(lease)
                    if round % 360 == 0 {
                        // Where it cannot be done now, old counts do for another hour.
                        try? await services.engine.refreshStatistics()
                        try await Self.forget(services)
                        await RetentionDesk.runAll(services)
                        try await ProposerOpinionWatch(services: services).look()
                        try await WalkWatch(services: services).look()
                    }
                    try await WithdrawalWatch(services: services).look()
                    try await DeliberationWatch(services: services).look()
                    try await MediaWatch(services: services).look()
                    try await MembershipWatch(services: services).look()
                    try await GatewayTrialWatch(services: services).look()
                } catch {
                    services.log.error("housekeeping failed, trying again", metadata: ["error": "\(error)"])
                }
                do {
                    try await services.erasures.purge(services.engine)
                } catch {
                    services.log.error("erased words stay in the files, trying again", metadata: ["error": "\(error)"])
                }
                do {
                    try await watch.look()
                } catch {
                    services.log.error("the calendars wait", metadata: ["error": "\(error)"])
                }
                round += 1
            }
        }
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
