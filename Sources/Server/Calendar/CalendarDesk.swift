// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

/// Every change to a tenant's calendar goes through here, with what follows from it for the open deadlines.
struct CalendarDesk: Sendable {
    let services: Services
    let site: Site
    /// How many deadlines are looked at together. All of a change is one transaction, however many there are: the log
    /// must not say that half of them follow the calendar of yesterday.
    private static let batch = 500

    private var tenant: Tenant.ID { site.tenant.id }
    private var store: CalendarStore { CalendarStore(tenant: tenant) }

    /// Writes the days and recomputes what is open by them. Throws ``CalendarProblem`` for what cannot be.
    func set(
        _ change: CalendarChange, by actor: Actor, at now: Instant, in transaction: Transaction
    ) throws -> CalendarReceipt {
        for day in change.days { try store.set(day, in: transaction) }
        for day in change.removed where try !store.remove(day, in: transaction) {
            throw CalendarProblem.notSet(day)
        }
        if let year = change.year { try store.enter(year, in: transaction) }
        try note(change, by: actor, at: now, in: transaction)
        let calendar = try store.calendar(in: transaction)
        transaction.afterCommit { [services, tenant] in services.liveSites.follow(calendar, of: tenant, services.pages)
        }
        return CalendarReceipt(
            moved: try recompute(by: calendar, actor: actor, at: now, in: transaction), years: calendar.years)
    }

    /// Who changed what, whether or not a deadline moves.
    private func note(
        _ change: CalendarChange, by actor: Actor, at now: Instant, in transaction: Transaction
    ) throws {
        let earlier = try services.eventLog.log(
            of: tenant.number, tenant: tenant, as: CalendarEvent.self, in: transaction)
        var role: Role?
        if case .staff = actor { role = .systemAdministrator }
        try services.eventLog.append(
            CalendarEvent.changed(
                days: change.days.map(CalendarEvent.Entry.init), removed: change.removed, year: change.year),
            subject: tenant.number, subjectVersion: earlier.count + 1,
            .init(tenant: tenant, actor: actor, role: role, recordedAt: now), in: transaction)
    }

    /// Brings every open deadline of the tenant to the day that the calendar gives; returns how many that changed.
    func recompute(
        by calendar: WorkCalendar, actor: Actor, at now: Instant, in transaction: Transaction
    ) throws -> Int {
        let signature = Signature(actor: actor, role: nil, now: now)
        let topics = TopicDesk(services: services, site: site)
        let sessions = SessionDesk(services: services, site: site)
        let items = ItemDesk(services: services, site: site)
        let comments = CommentDesk(services: services, site: site)
        let sentiments = SentimentDesk(services: services, site: site)
        let lookBacks = LookBackDesk(services: services, site: site)
        let proposals = ProposalDesk(services: services, site: site)
        let assignments = AssignmentDesk(services: services, site: site)
        let erasures = PersonalDataDesk(services: services, site: site)
        let unmaskings = UnmaskingDesk(services: services, site: site)
        return try CalendarStore.DueKind.allCases.reduce(0) { count, kind in
            let moved =
                switch kind {
                case .topic:
                    try move(kind, of: topics, by: calendar, signature, in: transaction) {
                        try topics.store.topic($0, in: transaction)
                    }
                case .session:
                    try move(kind, of: sessions, by: calendar, signature, in: transaction) {
                        try sessions.session($0, in: transaction)
                    }
                case .item:
                    try move(kind, of: items, by: calendar, signature, in: transaction) {
                        try items.item($0, in: transaction)
                    }
                case .comment:
                    try move(kind, of: comments, by: calendar, signature, in: transaction) {
                        try comments.comment($0, in: transaction)
                    }
                case .lookBack:
                    try move(kind, of: lookBacks, by: calendar, signature, in: transaction) {
                        try lookBacks.lookBack($0, in: transaction)
                    }
                case .proposal:
                    try move(kind, of: proposals, by: calendar, signature, in: transaction) {
                        try proposals.proposal($0, in: transaction)
                    }
                case .assignment:
                    try move(kind, of: assignments, by: calendar, signature, in: transaction) {
                        try assignments.assignment($0, in: transaction)
                    }
                case .sentiment:
                    try move(kind, of: sentiments, by: calendar, signature, in: transaction) {
                        try sentiments.issue($0, in: transaction)
                    }
                case .erasure:
                    try move(kind, of: erasures, by: calendar, signature, in: transaction) {
                        try erasures.request($0, in: transaction)
                    }
                case .unmasking:
                    try move(kind, of: unmaskings, by: calendar, signature, in: transaction) {
                        try unmaskings.request($0, in: transaction)
                    }
                }
            return count + moved
        }
    }

    private func move<Desk: CaseDesk>(
        _ kind: CalendarStore.DueKind, of desk: Desk, by calendar: WorkCalendar, _ signature: Signature,
        in transaction: Transaction, _ load: (Identifier<Desk.Case>) throws -> Desk.Case?
    ) throws -> Int where Desk.Case: DueCase {
        let today = signature.now.day
        var (moved, after): (Int, Int64) = (0, 0)
        while true {
            let due = try store.due(kind, after: after, limit: Self.batch, in: transaction)
            for each in due where calendar.recomputed(each.deadline, today: today) != each.deadline {
                guard let record = try load(Identifier(each.id)),
                    let transition = record.movingDeadline(by: calendar, today: today)
                else { continue }
                try desk.save(transition, signature, in: transaction)
                moved += 1
            }
            guard let last = due.last, due.count == Self.batch else { return moved }
            after = last.id
        }
    }
}

/// What is to be changed in a tenant's calendar.
package struct CalendarChange: Hashable, Sendable {
    /// Days that are off or worked from now on; each with a name.
    package var days: [CalendarDay]
    /// Own days that are taken back.
    package var removed: [Day]
    /// The year whose table has been entered with these days.
    package var year: Int?

    package init(days: [CalendarDay] = [], removed: [Day] = [], year: Int? = nil) {
        self.days = days
        self.removed = removed
        self.year = year
    }
}

/// What a change of the calendar came to.
package struct CalendarReceipt: Hashable, Sendable {
    /// How many open deadlines it moved, or made final.
    package let moved: Int
    /// The years that have a table now.
    package let years: Set<Int>
}

/// Why a calendar cannot be changed so.
package enum CalendarProblem: Error, Hashable, Sendable {
    /// The tenant has set no such day.
    case notSet(Day)
}
