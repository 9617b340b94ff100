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

    /// The lines that this person keeps.
    func store(for actor: Actor) -> RegisterStore {
        RegisterStore(tenant: tenant, form: form, scope: RegisterScope(of: actor, over: form.register))
    }

    /// The entry that this person may see: whoever keeps it. Throws ``WebFailure/notFound`` for any other.
    func visible(_ id: DirectoryEntry.ID, to actor: Actor, in transaction: Transaction) throws -> DirectoryEntry {
        guard !RegisterScope(of: actor, over: form.register).isEmpty,
            let entry = try store(for: actor).entry(id, in: transaction)
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
        let scope = RegisterScope(of: actor, over: form.register)
        guard !scope.isEmpty else { throw DirectoryRefusal.notYours }
        let problems = try newProblems(with: values, isOfTable: isOfTable, in: scope, in: transaction)
        guard problems.isEmpty else { throw InputProblems(problems) }
        guard try store.id(ofKey: values, in: transaction) == nil else { throw DirectoryRefusal.alreadyThere }
        let id = form.id(values) ?? services.id(DirectoryEntry.self)
        let transition = try DirectoryEntry.entering(values, into: form.register, as: id, by: actor)
        try save(transition, signature(values, scope, actor, now, in: transaction), in: transaction)
        try takeAlong(id, isNew: true, on: now.day, in: transaction)
        return transition.after
    }

    /// All that is wrong with a line that is not there yet.
    func newProblems(
        with values: DirectoryEntry.Values, isOfTable: Bool = false, in scope: RegisterScope,
        in transaction: Transaction
    ) throws -> [FieldProblem] {
        let problems = try problems(with: values, over: nil, in: scope, in: transaction)
        guard !isOfTable, let parent = requiredParent(of: values),
            try current(.init(parent.number), of: .areas, in: transaction) == nil
        else { return problems }
        return problems + [.init(field: "code", sentence: DirectoryWording.noParent)]
    }

    /// What is wrong with those values of a form that are each right by themselves, another line that says the same among it: told
    /// with what is wrong with the others.
    func problems(
        among sent: [String: String], over entry: DirectoryEntry?, for actor: Actor, in transaction: Transaction
    ) throws -> [FieldProblem] {
        var values = form.values(Input.reading(sent, fields: form.fields).input)
        let scope = RegisterScope(of: actor, over: form.register)
        if let entry { values = try kept(values, over: entry, for: actor, in: transaction) }
        let problems =
            if let entry {
                try problems(with: values, over: entry, in: scope, in: transaction)
            } else {
                try newProblems(with: values, in: scope, in: transaction)
            }
        guard form.key.allSatisfy({ values[$0] != nil }), let other = try store.id(ofKey: values, in: transaction),
            other != entry?.id
        else { return problems }
        return problems + [.init(field: form.key[0], sentence: DirectoryRefusal.alreadyThere.sentence)]
    }

    /// Changes an entry's values. What is not among them becomes empty, but for what is not the person's to choose: that stays
    /// (``kept(_:over:for:in:)``).
    @discardableResult
    func change(
        _ entry: DirectoryEntry, to values: DirectoryEntry.Values, by actor: Actor, at now: Instant,
        in transaction: Transaction
    ) throws -> DirectoryEntry {
        let scope = RegisterScope(of: actor, over: form.register)
        let signature = try signature(entry.values, scope, actor, now, in: transaction)
        let values = try kept(values, over: entry, for: actor, in: transaction)
        try check(values, over: entry, in: scope, in: transaction)
        if let id = form.id(values), id != entry.id {
            throw InputProblems([.init(field: form.key[0], sentence: "代码不能改：请停用这一条，再新增一条。")])
        }
        if let other = try store.id(ofKey: values, in: transaction), other != entry.id {
            throw DirectoryRefusal.alreadyThere
        }
        guard try !isHeld(entry, from: values, in: transaction) else { throw DirectoryRefusal.stillUsed }
        let transition = try entry.changing(to: values, by: actor)
        try save(transition, signature, in: transaction)
        if form.register == .rooms, values["area"] != entry.values["area"] {
            try RoomMoveDesk(services: services, tenant: tenant)
                .begin(.init(entry.id.number), to: values["area"], at: now, in: transaction)
        }
        if isMoved(entry, by: values) { try takeAlong(entry.id, isNew: false, on: now.day, in: transaction) }
        return transition.after
    }

    private func isMoved(_ entry: DirectoryEntry, by values: DirectoryEntry.Values) -> Bool {
        form.register == .terms && values["startsOn"] != entry.values["startsOn"]
    }

    /// Whether a term would begin on another day after it was said for that day who goes on: that is undone first.
    func isHeld(
        _ entry: DirectoryEntry, from values: DirectoryEntry.Values, in transaction: Transaction
    ) throws -> Bool {
        guard isMoved(entry, by: values) else { return false }
        let term = try TermChangeStore(tenant: tenant).term(.init(entry.id.number), in: transaction)
        return term.map { $0.change.state != .open } ?? false
    }

    /// Who is a member already stays one as the register gets to know its first term, and who is entered after the list of a
    /// change was said is of the new term (BR-11).
    private func takeAlong(
        _ id: DirectoryEntry.ID, isNew: Bool, on day: Day, in transaction: Transaction
    ) throws {
        let memberships = MembershipStore(tenant: tenant)
        if form.register == .terms { try memberships.takeAlong(intoFirst: id, on: day, in: transaction) }
        if form.register == .members, isNew {
            try memberships.takeAlong(id, intoPlannedAfter: day, in: transaction)
        }
    }

    /// The entry that a line of a table is about; where the sender keeps the whole register, one from an earlier version included:
    /// such a line does not say where it lies, so nobody keeps it for a part.
    func known(
        _ values: DirectoryEntry.Values, by actor: Actor, in transaction: Transaction
    ) throws -> DirectoryEntry.ID? {
        if let id = try store.id(ofKey: values, in: transaction) { return id }
        guard RegisterScope(of: actor, over: form.register).isWhole else { return nil }
        return try form.former(values).flatMap { try store.id(ofKey: $0, in: transaction) }
    }

    /// Throws what an act would be refused for whatever were written in its form.
    func requireOpen(
        _ command: DirectoryEntry.Command, of entry: DirectoryEntry, by actor: Actor, at now: Instant,
        in transaction: Transaction
    ) throws {
        if let refusal = entry.refusal(of: command, by: actor) { throw refusal }
        guard command == .end else { return }
        guard try !DirectoryUseStore(tenant: tenant).isUsed(entry, on: now.day, in: transaction) else {
            throw DirectoryRefusal.stillUsed
        }
    }

    /// Takes an entry out of use, or back into it.
    @discardableResult
    func setEnded(
        _ isEnded: Bool, _ entry: DirectoryEntry, by actor: Actor, at now: Instant, in transaction: Transaction
    ) throws -> DirectoryEntry {
        let signature = try signature(
            entry.values, RegisterScope(of: actor, over: form.register), actor, now, in: transaction)
        let transition =
            isEnded
            ? try entry.ending(
                on: now.day, isUsed: try DirectoryUseStore(tenant: tenant).isUsed(entry, on: now.day, in: transaction),
                by: actor)
            : try entry.resuming(by: actor)
        try save(transition, signature, in: transaction)
        return isEnded ? transition.after : try extended(transition.after, signature, in: transaction)
    }

    /// Ends an entry as of a day that was said beforehand; what hangs on it was looked over then.
    func end(
        _ entry: DirectoryEntry, on day: Day, by actor: Actor, at now: Instant, in transaction: Transaction
    ) throws {
        let signature = try signature(
            entry.values, RegisterScope(of: actor, over: form.register), actor, now, in: transaction)
        try save(try entry.ending(on: day, isUsed: false, by: actor), signature, in: transaction)
    }

    /// A membership that is taken back into use after its last day goes on without one; it would end again at once.
    private func extended(
        _ entry: DirectoryEntry, _ signature: Signature, in transaction: Transaction
    ) throws -> DirectoryEntry {
        guard entry.register == .members, let last = entry.values["endsOn"].flatMap({ Day($0) }),
            last < signature.now.day
        else { return entry }
        var values = entry.values
        values.codes["endsOn"] = nil
        let transition = try entry.changing(to: values, by: signature.actor)
        try save(transition, signature, in: transaction)
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

    /// The roles that stand in the way of ending an entry that is in use.
    func heldRoles(
        of entry: DirectoryEntry, on day: Day, in transaction: Transaction
    ) throws -> [DirectoryUseStore.HeldRole] {
        guard entry.state == .current else { return [] }
        return try DirectoryUseStore(tenant: tenant).roles(
            in: entry, on: day, limit: RegisterRecord.heldRolesShown + 1, in: transaction)
    }

    /// The area that has to be there before one in it is entered; nil at the top, where the tenant's own area lies.
    func requiredParent(of values: DirectoryEntry.Values) -> AreaCode? {
        guard form.register == .areas, let parent = values["code"].flatMap({ AreaCode($0) })?.parent,
            site.tenant.areaCode.contains(parent), parent != site.tenant.areaCode
        else { return nil }
        return parent
    }

    /// Signs what is done to a line with the role that counts where it lies. Throws ``DirectoryRefusal/notYours`` where none
    /// does.
    private func signature(
        _ values: DirectoryEntry.Values, _ scope: RegisterScope, _ actor: Actor, _ now: Instant,
        in transaction: Transaction
    ) throws -> Signature {
        var places: [RegisterScope.Place] = []
        if !scope.isWhole {
            let store = RegisterPlaceStore(tenant: tenant)
            for (column, register) in form.placing {
                guard let id = values[column.name].flatMap({ DirectoryEntry.ID($0) }) else { continue }
                places += try store.places(of: id, in: register, in: transaction)
            }
        }
        guard scope.covers(places) else { throw DirectoryRefusal.notYours }
        return Signature(actor: actor, role: scope.role(in: places), now: now)
    }

    func save(
        _ transition: Transition<DirectoryEntry>, _ signature: Signature, in transaction: Transaction
    ) throws {
        let recorded = try services.eventLog.append(
            transition, subject: transition.after.id.number,
            .init(tenant: tenant, actor: signature.actor, role: signature.role, recordedAt: signature.now),
            in: transaction)
        if transition.before.version == 0 {
            try store.insert(transition.after, services, at: signature.now, in: transaction)
        } else {
            try store.update(transition.after, from: transition.before.version, in: transaction)
        }
        try tellAppraiser(transition, recorded, signature, in: transaction)
        switch form.register {
        // Public pages name rooms, their areas and their people.
        case .areas, .rooms, .people, .units, .parties, .members, .counterparts, .organs, .venueActivities, .roomPlans:
            transaction.afterCommit { [pages = services.pages] in pages.spoilAll() }
        case .posts, .terms, .plenaries, .campaigns, .experts, .contributions, .observations,
            .appraisals, .leaders, .activities, .trainings:
            break
        }
    }

    /// The columns of an entry that name people, rooms and bodies outside of the part for which the person keeps the register: who
    /// corrects the line neither takes them out nor puts others in their place.
    func foreign(
        in entry: DirectoryEntry, for actor: Actor, in transaction: Transaction
    ) throws -> Set<String> {
        let scope = RegisterScope(of: actor, over: form.register)
        return Set(try outside(entry.values, scope, in: transaction).map(\.name))
    }

    /// What a line becomes for which the person gives these values: what is not the person's to choose
    /// (``foreign(in:for:in:)``) and left empty stays as it is.
    func kept(
        _ values: DirectoryEntry.Values, over entry: DirectoryEntry, for actor: Actor, in transaction: Transaction
    ) throws -> DirectoryEntry.Values {
        var values = values
        for column in try foreign(in: entry, for: actor, in: transaction) where values[column] == nil {
            values.codes[column] = entry.values.codes[column]
        }
        return values
    }

    /// Throws ``InputProblems`` with all that is wrong.
    private func check(
        _ values: DirectoryEntry.Values, over entry: DirectoryEntry?, in scope: RegisterScope,
        in transaction: Transaction
    ) throws {
        let problems = try problems(with: values, over: entry, in: scope, in: transaction)
        guard problems.isEmpty else { throw InputProblems(problems) }
    }

    /// All that is wrong with an entry: what belongs together and does not, areas and entries that there are none of, that are
    /// no longer in use, or that do not lie where the person keeps the register. An entry that the line named before, `over`, may
    /// go on being named.
    func problems(
        with values: DirectoryEntry.Values, over entry: DirectoryEntry?, in scope: RegisterScope,
        in transaction: Transaction
    ) throws -> [FieldProblem] {
        var problems = form.problems(values) + form.dayProblems(values, over: entry, on: services.clock.now().day)
        for column in form.columns {
            guard let value = values[column.name] else { continue }
            if case .areaCode = column.field.kind, form.register != .areas {
                if let problem = try areaProblem(column, value, in: transaction) { problems.append(problem) }
            }
            if case .entry(let register) = column.content, value != entry?.values[column.name] {
                let entry = try current(Identifier(value), of: register, in: transaction)
                if !(entry.map(column.admits) ?? false) {
                    problems.append(.init(field: column.name, sentence: DirectoryWording.noSuchEntry(column.label)))
                }
            }
        }
        return problems.isEmpty ? try misplaced(values, over: entry, scope, in: transaction) : problems
    }

    /// What is named newly though it lies outside of the part for which the person keeps the register, and what others named there
    /// and somebody else would stand for.
    private func misplaced(
        _ values: DirectoryEntry.Values, over entry: DirectoryEntry?, _ scope: RegisterScope,
        in transaction: Transaction
    ) throws -> [FieldProblem] {
        let fixed = try entry.map { try outside($0.values, scope, in: transaction) } ?? []
        let moved = fixed.filter { values[$0.name] != entry?.values[$0.name] }
        let wrong = try outside(values, scope, in: transaction).filter { column in
            values[column.name] != entry?.values[column.name] && !fixed.contains { $0.name == column.name }
        }
        return moved.map { .init(field: $0.name, sentence: DirectoryWording.foreign($0.label)) }
            + wrong.map { .init(field: $0.name, sentence: DirectoryWording.outside($0.label)) }
    }

    /// The columns that name people, rooms and bodies outside of the part for which the person keeps the register.
    private func outside(
        _ values: DirectoryEntry.Values, _ scope: RegisterScope, in transaction: Transaction
    ) throws -> [RegisterColumn] {
        guard !scope.isWhole else { return [] }
        let store = RegisterPlaceStore(tenant: tenant)
        return try form.places.compactMap { column, register in
            guard let id = values[column.name].flatMap({ DirectoryEntry.ID($0) }) else { return nil }
            return scope.covers(try store.places(of: id, in: register, in: transaction)) ? nil : column
        }
    }

    /// The people, rooms and bodies that a table may name, by column; nothing for whoever may name all.
    func nameable(
        by actor: Actor, in transaction: Transaction
    ) throws -> [(column: RegisterColumn, ids: Set<DirectoryEntry.ID>)] {
        let scope = RegisterScope(of: actor, over: form.register)
        guard !scope.isWhole else { return [] }
        return try form.places.map { column, register in
            (
                column,
                try RegisterStore(tenant: tenant, form: .of(register)).ids(lyingIn: scope.domains, in: transaction)
            )
        }
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
