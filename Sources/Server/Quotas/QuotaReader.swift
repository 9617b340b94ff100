// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

/// Reads how members and bodies stand with what the county asks of them, as far as somebody may know (BR-30).
struct QuotaReader: Sendable {
    let site: Site
    let scope: QuotaScope
    let today: Day

    /// How many records are shown behind a figure.
    static let recordsMax = 200

    init(_ site: Site, _ actor: Actor, today: Day) {
        self.site = site
        scope = QuotaScope(of: actor)
        self.today = today
    }

    private var store: QuotaStore { QuotaStore(tenant: site.tenant.id) }

    /// One line of the list.
    struct Line: Sendable {
        let bearer: QuotaStore.Bearer
        let standing: QuotaStanding
    }

    /// What is asked of those whose figures are read here.
    var quotas: [DutyQuota] {
        site.practice.profile.quotas.filter { $0.duty.bearer == .member || scope.isWhole }
    }

    private func bearers(_ kind: DutyQuota.Duty.Bearer, in transaction: Transaction) throws -> [QuotaStore.Bearer] {
        switch kind {
        case .member: try store.members(scope, in: transaction)
        case .committee: scope.isWhole ? try store.committees(in: transaction) : []
        case .whole: scope.isWhole ? [whole] : []
        }
    }

    private var whole: QuotaStore.Bearer { .init(id: site.tenant.id.number, name: site.tenant.shortName) }

    /// How all whose figures are read stand in the period around a day.
    func lines(of quota: DutyQuota, around day: Day, in transaction: Transaction) throws -> [Line] {
        let span = quota.period.span(around: day)
        let bearers = try bearers(quota.duty.bearer, in: transaction)
        guard !bearers.isEmpty else { return [] }
        let counts = try store.counts(
            of: quota.duty, from: span.first, to: min(span.last, today), in: transaction)
        return bearers.map { bearer in
            Line(bearer: bearer, standing: QuotaStanding(quota, done: counts[bearer.id] ?? 0, span: span))
        }
    }

    /// Somebody with all that is asked of this kind of bearer. Throws ``WebFailure/notFound`` for whoever is not read here.
    func bearer(
        _ id: Int64, in transaction: Transaction
    ) throws -> (bearer: QuotaStore.Bearer, kind: DutyQuota.Duty.Bearer) {
        for kind in DutyQuota.Duty.Bearer.allCases {
            if let bearer = try bearers(kind, in: transaction).first(where: { $0.id == id }) { return (bearer, kind) }
        }
        // Whoever is in no register of members yet reads that nothing is counted.
        guard let own = scope.person, own.number == id,
            let name = try DirectoryStore().names(of: [own], tenant: site.tenant.id, in: transaction)[own]
        else { throw WebFailure.notFound }
        return (.init(id: id, name: name), .member)
    }

    /// What the registers say of somebody whose figures are read here.
    func file(
        of bearer: QuotaStore.Bearer, _ kind: DutyQuota.Duty.Bearer, in transaction: Transaction
    ) throws -> DirectoryFile? {
        let files = DirectoryFileStore(tenant: site.tenant.id)
        switch kind {
        case .member: return .member(try files.member(Person.ID(bearer.id), on: today, in: transaction), today: today)
        case .committee: return .organ(try files.organ(DirectoryEntry.ID(bearer.id), in: transaction), today: today)
        case .whole: return nil
        }
    }

    /// How one bearer stands with each of these quotas.
    func standings(
        of bearer: Int64, _ quotas: [DutyQuota], around day: Day, in transaction: Transaction
    ) throws -> [QuotaStanding] {
        try quotas.map { quota in
            let span = quota.period.span(around: day)
            let done = try store.count(
                of: quota.duty, by: bearer, from: span.first, to: min(span.last, today), in: transaction)
            return QuotaStanding(quota, done: done, span: span)
        }
    }

    /// The records behind a figure, as this reader sees them.
    func records(
        of standing: QuotaStanding, by bearer: Int64, seenBy reader: Actor, in transaction: Transaction
    ) throws -> [QuotaStore.Record] {
        try store.records(
            of: standing.quota.duty, by: bearer, from: standing.span.first, to: min(standing.span.last, today),
            seenBy: reader, limit: Self.recordsMax, in: transaction)
    }

    // MARK: - Warnings

    /// With what a member is behind today; asks the database only when there is something to be late with.
    func ownWarnings(_ staff: Staff, in transaction: Transaction) throws -> [QuotaStanding] {
        guard staff.holds(.member) else { return [] }
        let late = quotas.filter { quota in
            quota.duty.bearer == .member && today >= quota.period.span(around: today).day(of: .half)
        }
        return try standings(of: staff.id.number, late, around: today, in: transaction)
            .filter { $0.state(on: today).isBehind }
    }

    /// What a daily word tells once: with what somebody fell behind after a day, and of how many others it is so.
    func news(after earlier: Day, isMember: Bool, in transaction: Transaction) throws -> [QuotaNews] {
        let due = quotas.filter { quota in
            let span = quota.period.span(around: today)
            return DutyQuota.Mark.allCases.contains { span.day(of: $0) > earlier && span.day(of: $0) <= today }
        }
        return try due.flatMap { quota -> [QuotaNews] in
            var news: [QuotaNews] = []
            if isMember, quota.duty.bearer == .member, let person = scope.person {
                news += try standings(of: person.number, [quota], around: today, in: transaction)
                    .filter { $0.fellBehind(after: earlier, on: today) }
                    .map { .own($0, person) }
            }
            if scope.isWhole {
                let behind = try lines(of: quota, around: today, in: transaction)
                    .filter { $0.standing.fellBehind(after: earlier, on: today) }
                if !behind.isEmpty { news.append(.others(quota, behind.count)) }
            }
            return news
        }
    }
}

/// One line of a daily word about quotas.
enum QuotaNews: Sendable {
    case own(QuotaStanding, Person.ID)
    case others(DutyQuota, Int)

    /// Where it is read.
    var address: String {
        switch self {
        case .own(_, let person): "/desk/quotas/\(person)"
        case .others(let quota, _): "/desk/quotas?duty=\(quota.duty.rawValue)&part=behind"
        }
    }
}
