// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

/// Every change to what a committee is called and how it is reached goes through here.
struct CommitteeDesk: Sendable {
    let services: Services
    let site: Site

    var store: CommitteeStore { CommitteeStore(tenant: site.tenant.id) }

    /// The face as it is. Throws ``WebFailure/notFound`` where nobody founded a committee.
    func face(in transaction: Transaction) throws -> CommitteeFace {
        guard let face = try store.face(in: transaction) else { throw WebFailure.notFound }
        return face
    }

    /// Changes it; `host`: under which name whoever asks is here. Throws ``InputProblems`` and ``CommitteeRefusal``.
    func change(
        _ input: Input, from host: String?, by actor: Actor, at now: Instant, in transaction: Transaction
    ) throws -> CommitteeFace {
        try store.lockNames(in: transaction)
        let face = try face(in: transaction)
        let values = try CommitteeForm.values(input, over: face)
        if let seen = input.expectedVersion, seen != face.version { throw WebFailure.changedMeanwhile }
        let transition = try face.changing(
            to: values, reach: reach(try store.reach(from: host, in: transaction), for: values, over: face), by: actor)
        _ = try services.eventLog.append(
            transition, subject: site.tenant.id.number,
            .init(tenant: site.tenant.id, actor: actor, role: face.role(of: actor, for: .change), recordedAt: now),
            in: transaction)
        try store.update(transition.after, from: face.version, in: transaction)
        transaction.afterCommit { [services, site] in
            services.liveSites.follow(transition.after.values, of: site.tenant.id, services.pages)
        }
        return transition.after
    }

    /// With the names that nobody else may take: the one by which the installation is reached leads to the committee that was founded
    /// first, whether it is listed or not, and a committee for practice keeps the names that it was given.
    private func reach(
        _ reach: CommitteeFace.Reach, for values: CommitteeFace.Values, over face: CommitteeFace
    ) -> CommitteeFace.Reach {
        var taken = reach.taken
        let base = services.settings.baseHost
        if let other = services.sites.site(host: base), other.tenant.id != site.tenant.id { taken.insert(base) }
        if site.tenant.isTraining { taken.formUnion(Set(values.hosts).subtracting(face.values.hosts)) }
        return .init(names: reach.names, shortNames: reach.shortNames, taken: taken, current: reach.current)
    }
}
