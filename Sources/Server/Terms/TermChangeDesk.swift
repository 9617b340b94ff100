// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

/// Every change of term goes through here: said, looked over, undone, and carried out on its day.
struct TermChangeDesk: Sendable {
    let services: Services
    let site: Site

    private var tenant: Tenant.ID { site.tenant.id }
    var store: TermChangeStore { TermChangeStore(tenant: tenant) }

    /// What a change would do.
    struct Preview: Sendable {
        let term: TermChangeStore.Listed
        let staying: [TermChangeStore.Member]
        let leaving: [TermChangeStore.Member]
        /// The lines of the list, counted from one, that name nobody of the old term: new members, or slips of the pen.
        let unknownLines: [Int]

        /// Those who go with something still open.
        var leavingWithWork: [TermChangeStore.Member] { leaving.filter(\.hasOpenWork) }
    }

    /// Throws ``WebFailure/notFound`` for a term that is not in use.
    func term(_ id: TermChange.ID, in transaction: Transaction) throws -> TermChangeStore.Listed {
        guard let term = try store.term(id, in: transaction) else { throw WebFailure.notFound }
        return term
    }

    /// Looks a change over before it is said, by the list of those who go on.
    func preview(_ id: TermChange.ID, list: TermChangeList, in transaction: Transaction) throws -> Preview {
        let term = try term(id, in: transaction)
        let members = try store.members(before: term.change, in: transaction)
        let staying = members.filter { list.names($0) }
        let ids = Set(staying.map(\.id))
        return Preview(
            term: term, staying: staying, leaving: members.filter { !ids.contains($0.id) },
            unknownLines: list.unknownLines(among: members))
    }

    /// Says who goes on. Where the term has begun, the others end at once. `leaving`: how many whoever says it saw leave.
    func plan(
        _ id: TermChange.ID, list: TermChangeList, seen: Int?, leaving: Int?, by actor: Actor, at now: Instant,
        in transaction: Transaction
    ) throws -> TermChange {
        let preview = try preview(id, list: list, in: transaction)
        let change = preview.term.change
        if let seen, seen != change.version { throw WebFailure.changedMeanwhile }
        if let leaving, leaving != preview.leaving.count { throw WebFailure.changedMeanwhile }
        let transition = try change.planning(
            Set(preview.staying.map(\.id)),
            in: .init(
                members: Set((preview.staying + preview.leaving).map(\.id)),
                isOver: try store.isOver(change, on: now.day, in: transaction)),
            by: actor)
        try save(transition, by: actor, role: change.role(of: actor, for: .plan), at: now, in: transaction)
        try store.carry(preview.staying.map(\.id), into: id, in: transaction)
        // What is said afterwards ends nobody in the past: what they did as members stands.
        return try carryOut(
            transition.after, endingOn: max(change.startsOn, now.day), by: actor, at: now, in: transaction)
            ?? transition.after
    }

    /// Takes it back; nobody goes on, and nobody ends.
    func undo(
        _ id: TermChange.ID, seen: Int?, by actor: Actor, at now: Instant, in transaction: Transaction
    ) throws -> TermChange {
        let change = try term(id, in: transaction).change
        if let seen, seen != change.version { throw WebFailure.changedMeanwhile }
        let transition = try change.undoing(on: now.day, by: actor)
        try save(transition, by: actor, role: change.role(of: actor, for: .undo), at: now, in: transaction)
        try store.carry([], into: id, in: transaction)
        return transition.after
    }

    /// Ends the memberships that do not go on, once the term has begun; nil while it has not. `day`: the first on
    /// which they are members no more.
    @discardableResult
    func carryOut(
        _ change: TermChange, endingOn day: Day, by actor: Actor, at now: Instant, in transaction: Transaction
    ) throws -> TermChange? {
        guard change.isDue(on: now.day) else { return nil }
        let leaving = try store.members(before: change, in: transaction).filter { !$0.isCarried }
        guard let transition = change.carryingOut(ending: leaving.count, on: now.day) else { return nil }
        let register = RegisterDesk(services: services, site: site, form: .members)
        for member in leaving {
            guard let entry = try register.store.entry(member.id, in: transaction) else { continue }
            try register.end(entry, on: day, by: actor, at: now, in: transaction)
        }
        try save(transition, by: actor, role: change.role(of: actor, for: .plan), at: now, in: transaction)
        return transition.after
    }

    private func save(
        _ transition: Transition<TermChange>, by actor: Actor, role: Role?, at now: Instant,
        in transaction: Transaction
    ) throws {
        _ = try services.eventLog.append(
            transition, subject: transition.after.id.number,
            .init(tenant: tenant, actor: actor, role: role, recordedAt: now), in: transaction)
        try store.save(transition.after, from: transition.before.version, in: transaction)
    }
}

extension TermChangeStore.Member {
    /// Whether something of this person's is not finished.
    var hasOpenWork: Bool { drafts + invitations + posts > 0 }
}
