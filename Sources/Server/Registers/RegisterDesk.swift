// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

/// Every change to a register goes through here: the rule, the event and the row in one transaction.
struct RegisterDesk: Sendable {
    let services: Services
    let site: Site
    let form: RegisterForm

    private var tenant: Tenant.ID { site.tenant.id }
    var store: RegisterStore { RegisterStore(tenant: tenant, form: form) }

    /// The entry that this person may see. Throws ``WebFailure/notFound`` for any other.
    func visible(_ id: DirectoryEntry.ID, to actor: Actor, in transaction: Transaction) throws -> DirectoryEntry {
        guard case .staff(let staff) = actor, staff.holds(.systemAdministrator),
            let entry = try store.entry(id, in: transaction)
        else { throw WebFailure.notFound }
        return entry
    }

    func log(of entry: DirectoryEntry, in transaction: Transaction) throws -> [EventStore.Entry<DirectoryEvent>] {
        try services.eventLog.log(of: entry.id.number, tenant: tenant, as: DirectoryEvent.self, in: transaction)
    }

    /// Enters a new line. Throws ``InputProblems`` and ``DirectoryRefusal``. `isOfTable`: whether it stands in a table whose
    /// areas were looked at together, in whatever order they come.
    @discardableResult
    func enter(
        _ values: DirectoryEntry.Values, isOfTable: Bool = false, by actor: Actor, at now: Instant,
        in transaction: Transaction
    ) throws -> DirectoryEntry {
        try check(values, in: transaction)
        if !isOfTable, let parent = requiredParent(of: values),
            try current(.init(parent.number), of: .areas, in: transaction) == nil
        {
            throw InputProblems([.init(field: "code", sentence: DirectoryWording.noParent)])
        }
        guard try store.id(ofKey: values, in: transaction) == nil else { throw DirectoryRefusal.alreadyThere }
        let id = form.id(values) ?? services.id(DirectoryEntry.self)
        let transition = try DirectoryEntry.entering(values, into: form.register, as: id, by: actor)
        try save(transition, signature(transition.after, .change, actor, now), in: transaction)
        return transition.after
    }

    /// Changes an entry's values. What is not among them becomes empty.
    @discardableResult
    func change(
        _ entry: DirectoryEntry, to values: DirectoryEntry.Values, by actor: Actor, at now: Instant,
        in transaction: Transaction
    ) throws -> DirectoryEntry {
        try check(values, in: transaction)
        if let id = form.id(values), id != entry.id {
            throw InputProblems([.init(field: form.key[0], sentence: "代码不能改：请停用这一条，再新增一条。")])
        }
        if let other = try store.id(ofKey: values, in: transaction), other != entry.id {
            throw DirectoryRefusal.alreadyThere
        }
        let transition = try entry.changing(to: values, by: actor)
        try save(transition, signature(entry, .change, actor, now), in: transaction)
        return transition.after
    }

    /// Takes an entry out of use, or back into it.
    @discardableResult
    func setEnded(
        _ isEnded: Bool, _ entry: DirectoryEntry, by actor: Actor, at now: Instant, in transaction: Transaction
    ) throws -> DirectoryEntry {
        let transition =
            isEnded
            ? try entry.ending(
                on: now.day, isUsed: try DirectoryUseStore(tenant: tenant).isUsed(entry, on: now.day, in: transaction),
                by: actor)
            : try entry.resuming(by: actor)
        try save(transition, signature(entry, isEnded ? .end : .resume, actor, now), in: transaction)
        return transition.after
    }

    /// The open topics that stand in the way of ending an entry, where it is a room in use.
    func openTopics(
        of entry: DirectoryEntry, in transaction: Transaction
    ) throws -> [DirectoryUseStore.OpenTopic] {
        guard entry.register == .rooms, entry.state == .current else { return [] }
        return try DirectoryUseStore(tenant: tenant).openTopics(
            of: .init(entry.id.number), limit: RegisterRecord.openTopicsShown + 1, in: transaction)
    }

    /// The area that has to be there before one in it is entered; nil at the top, where the tenant's own area lies.
    func requiredParent(of values: DirectoryEntry.Values) -> AreaCode? {
        guard form.register == .areas, let parent = values["code"].flatMap({ AreaCode($0) })?.parent,
            site.tenant.areaCode.contains(parent), parent != site.tenant.areaCode
        else { return nil }
        return parent
    }

    private func signature(
        _ entry: DirectoryEntry, _ command: DirectoryEntry.Command, _ actor: Actor, _ now: Instant
    ) -> Signature {
        Signature(actor: actor, role: entry.role(of: actor, for: command), now: now)
    }

    private func save(
        _ transition: Transition<DirectoryEntry>, _ signature: Signature, in transaction: Transaction
    ) throws {
        _ = try services.eventLog.append(
            transition, subject: transition.after.id.number,
            .init(tenant: tenant, actor: signature.actor, role: signature.role, recordedAt: signature.now),
            in: transaction)
        if transition.before.version == 0 {
            try store.insert(transition.after, services, at: signature.now, in: transaction)
        } else {
            try store.update(transition.after, from: transition.before.version, in: transaction)
        }
        switch form.register {
        // Public pages name rooms, their areas and their people.
        case .areas, .rooms, .people, .units, .parties, .members, .counterparts, .organs, .venueActivities, .roomPlans:
            transaction.afterCommit { [pages = services.pages] in pages.spoilAll() }
        case .posts, .terms, .plenaries, .campaigns, .experts, .observations,
            .appraisals, .leaders, .activities, .trainings:
            break
        }
    }

    /// Throws ``InputProblems`` with all that is wrong: what belongs together and does not, areas and entries that there
    /// are none of or that are no longer in use.
    func check(_ values: DirectoryEntry.Values, in transaction: Transaction) throws {
        var problems = form.problems(values)
        for column in form.columns {
            guard let value = values[column.name] else { continue }
            if case .areaCode = column.field.kind, form.register != .areas {
                if let problem = try areaProblem(column, value, in: transaction) { problems.append(problem) }
            }
            if case .entry(let register) = column.content {
                let entry = try current(Identifier(value), of: register, in: transaction)
                let kind = entry?.values["kind"].flatMap(Organ.Kind.init)
                if entry == nil || !column.kinds.isEmpty && !column.kinds.contains(where: { $0 == kind }) {
                    problems.append(.init(field: column.name, sentence: DirectoryWording.noSuchEntry(column.label)))
                }
            }
        }
        guard problems.isEmpty else { throw InputProblems(problems) }
    }

    /// An area that there is none of, or whose days are others (rules.md C.9).
    private func areaProblem(
        _ column: RegisterColumn, _ value: String, in transaction: Transaction
    ) throws -> FieldProblem? {
        let id = Int64(value).map { DirectoryEntry.ID($0) }
        guard let area = try current(id, of: .areas, in: transaction) else {
            return .init(field: column.name, sentence: DirectoryWording.noSuchArea(column.label))
        }
        return DirectoryWording.untimely(column.label, area.values, on: services.clock.now().day)
            .map { .init(field: column.name, sentence: $0) }
    }

    private func current(
        _ id: DirectoryEntry.ID?, of register: Register, in transaction: Transaction
    ) throws -> DirectoryEntry? {
        let store = RegisterStore(tenant: tenant, form: .of(register))
        guard let id, let entry = try store.entry(id, in: transaction), entry.state == .current else { return nil }
        return entry
    }
}
