// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

/// Every change to the practice profile goes through here.
struct PracticeDesk: Sendable {
    let services: Services
    let site: Site

    var store: PracticeStore { PracticeStore(tenant: site.tenant.id) }

    /// Writes what was changed as a new version that counts from a day on, and changes the same in each version that begins
    /// later: the rules of next year do not bring back what is changed today.
    ///
    /// The input says which version was read and changed; where it does not, that is the one in force on the day. Throws
    /// ``InputProblems``, ``PracticeRefusal``, and ``WebFailure/changedMeanwhile`` where that version counts no more.
    @discardableResult
    func revise(
        _ input: Input, by actor: Actor, at now: Instant, in transaction: Transaction
    ) throws -> PracticeStore.Version {
        let (day, versions) = (input.day("validFrom"), try store.versions(in: transaction))
        let base = try base(of: input, on: day, today: now.day, among: versions)
        let standing = PracticeStore.inForce(versions, on: day)
        // Also what was not changed has to be right, so that each field is told of that is wrong.
        _ = try PracticeForm.profile(input, over: base?.profile ?? .standard)
        let changes = PracticeForm.changes(input, to: base?.profile ?? .standard)
        let revised = try PracticeForm.profile(changes, over: standing?.profile ?? .standard)
        guard revised != standing?.profile else { throw PracticeRefusal.nothingChanged }
        var history = try store.history(in: transaction)
        let first = try write(
            revised, from: day, over: base?.validFrom, &history, by: actor, at: now, in: transaction)
        for version in PracticeStore.pending(versions, on: day) {
            // Also where the change is there already: which version counts on a day is the newest that has begun.
            let carried = try carry(changes, into: version)
            _ = try write(carried, from: version.validFrom, over: nil, &history, by: actor, at: now, in: transaction)
        }
        if day <= now.day {
            transaction.afterCommit { [services, tenant = site.tenant.id] in
                services.liveSites.follow(revised, of: tenant, services.pages)
            }
        }
        return first
    }

    /// What waits with the same changed. Throws ``InputProblems`` that name the version where both cannot be: the fields of the form are
    /// right by themselves.
    private func carry(
        _ changes: PracticeForm.Changes, into version: PracticeStore.Version
    ) throws -> PracticeProfile {
        do {
            return try PracticeForm.profile(changes, over: version.profile)
        } catch let problems as InputProblems {
            let sentence = problems.problems.first?.sentence ?? ""
            throw InputProblems([
                .init(field: "validFrom", sentence: PracticeWording.unlike(version, sentence))
            ])
        }
    }

    private func base(
        of input: Input, on day: Day, today: Day, among versions: [PracticeStore.Version]
    ) throws -> PracticeStore.Version? {
        guard let number = input.expectedVersion else { return PracticeStore.inForce(versions, on: day) }
        let base = versions.first { $0.number == number }
        let counts = PracticeStore.inForce(versions, on: max(base?.validFrom ?? today, today))
        guard base == counts else { throw WebFailure.changedMeanwhile }
        return base
    }

    private func write(
        _ profile: PracticeProfile, from day: Day, over base: Day?, _ history: inout PracticeHistory, by actor: Actor,
        at now: Instant, in transaction: Transaction
    ) throws -> PracticeStore.Version {
        let body = try PracticeStore.body(profile)
        let transition = try history.revising(to: body, from: day, over: base, today: now.day, by: actor)
        _ = try services.eventLog.append(
            transition, subject: site.tenant.id.number,
            .init(
                tenant: site.tenant.id, actor: actor, role: history.role(of: actor, for: .revise), recordedAt: now),
            in: transaction)
        history = transition.after
        try store.insert(history.version, from: day, body: body, in: transaction)
        return .init(number: history.version, validFrom: day, profile: profile)
    }
}
