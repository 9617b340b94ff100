// SPDX-License-Identifier: Apache-2.0

import Database
import Domain
import Logging
import ServiceLifecycle

/// Checks logs beside everything else, a piece in a short reading: those that the audit administrator wants checked, and each at its time.
/// Where a server ends in between, the next one goes on with the piece that follows.
struct LogChecker: Service {
    let services: Services
    /// So many events are read in one piece.
    var piece = 500

    func run() async throws {
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                try? await Task.sleep(for: .seconds(1))
                for site in services.sites.all { await work(for: site) }
            }
        }
    }

    /// Does what there is to do in one tenant.
    func work(for site: Site) async {
        let desk = LogCheckDesk(services: services, tenant: site.tenant.id)
        do {
            let (now, openedAt) = (services.clock.now(), services.openedAt)
            let standing = try await services.engine.read { try desk.store.standing(in: $0) }
            let step = LogCheckSchedule.step(standing, at: now, openedAt: openedAt)
            // A look costs no write where there is nothing to do.
            guard step != .nothing || standing.latest.map({ $0.endedAt == nil }) == true else { return }
            let check = try await services.engine.write { transaction in
                if step != .nothing { _ = try desk.begin(isWhole: step == .whole, at: now, in: transaction) }
                return try desk.store.claim(at: now, in: transaction)
            }
            if let check { try await follow(check, desk) }
        } catch DatabaseError.conflict {
            // Another server has begun it just now.
        } catch {
            services.log.error("a check of the log waits", metadata: ["error": "\(error)"])
        }
    }

    private func follow(_ check: LogCheck, _ desk: LogCheckDesk) async throws {
        let (services, store) = (services, desk.store)
        var verification = Verification(keys: services.keys)
        verification.piece = piece
        let reading = verification
        var walk = check.walk
        while true {
            if Task.isCancelled {
                // Also when the server is just being stopped.
                return try await Task { try await services.engine.write { try store.release(check, in: $0) } }.value
            }
            let begun = walk
            let (next, isOver, holdsHead) = try await services.engine.read { transaction in
                try transaction.allow(.seconds(60))
                return try Self.step(begun, of: check, reading, store.tenant, in: transaction)
            }
            walk = next
            if isOver { return try await desk.end(check, next, holdsHead: holdsHead) }
            let now = services.clock.now()
            guard try await services.engine.write({ try store.note(next, of: check, at: now, in: $0) }) else { return }
        }
    }

    /// One piece; with the last one what can only be seen at the end.
    private static func step(
        _ begun: LogWalk, of check: LogCheck, _ verification: Verification, _ tenant: Tenant.ID,
        in transaction: Transaction
    ) throws -> (LogWalk, isOver: Bool, holdsHead: Bool?) {
        var walk = begun
        if walk.position == check.from, try !verification.stands(walk, tenant, in: transaction) {
            walk.firstBad = .init(position: walk.position, event: nil, fault: .otherSeal)
        } else if try verification.follow(&walk, tenant, in: transaction) {
            return (walk, false, nil)
        }
        _ = try verification.finish(&walk, tenant, in: transaction)
        return (walk, true, try check.head.map { try verification.holds($0, tenant, in: transaction) })
    }
}
