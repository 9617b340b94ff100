// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

/// What becomes of the lines of a table: looked at together, then taken one by one, each any number of times.
protocol LineTaker: Sendable {
    var tenant: Tenant.ID { get }
    var form: any TableForm { get }

    /// Counts what the lines would do, and notes what stands against that.
    func look(at sheet: inout ImportSheet, in transaction: Transaction) throws -> RegisterImport.Tally
    /// Takes a line; what is there already stays as it is.
    func take(
        _ line: ImportSheet.Line, of sheet: ImportSheet, by actor: Actor, at now: Instant, in transaction: Transaction
    ) throws
}

/// Lines that become entries of a register.
struct RegisterLines: LineTaker {
    private let register: RegisterDesk
    /// Whoever sent the table; nil where nobody of that name keeps anything any more.
    private let sender: Actor?

    init(_ register: RegisterDesk, from sender: Actor?) {
        self.register = register
        self.sender = sender
    }

    var tenant: Tenant.ID { register.site.tenant.id }
    var form: any TableForm { register.form }

    func look(at sheet: inout ImportSheet, in transaction: Transaction) throws -> RegisterImport.Tally {
        guard let sender, !RegisterScope(of: sender, over: register.form.register).isEmpty else {
            sheet.note(nil, nil, RegisterImportRefusal.notYours.sentence)
            return .init()
        }
        let scope = RegisterScope(of: sender, over: register.form.register)
        let nameable = try register.nameable(by: sender, in: transaction)
        let known = try ImportKnown(register, of: sender, in: transaction)
        var tally = RegisterImport.Tally()
        // One from an earlier version becomes what the first line says that could be it; the next is another.
        var met: Set<DirectoryEntry.ID> = []
        for line in sheet.lines {
            guard let entry = known.entry(line.values), met.insert(entry.id).inserted else {
                tally.new += 1
                if let parent = register.requiredParent(of: line.values), !sheet.keys.contains([parent.text]),
                    !known.isCurrent([parent.text])
                {
                    sheet.note(line, "code", DirectoryWording.noParent)
                }
                let isRight = try look(at: line.values, over: nil, of: line, scope, &sheet, in: transaction)
                if isRight, !scope.isWhole, !lies(line.values, in: nameable) {
                    sheet.note(line.row, nil, DirectoryRefusal.notYours.sentence)
                }
                continue
            }
            // What lies in another's part is neither told nor changed.
            guard scope.isWhole || lies(entry.values, in: nameable) else {
                sheet.note(line.row, nil, DirectoryRefusal.notYours.sentence)
                continue
            }
            if entry.state != .current { sheet.note(line.row, nil, ImportWording.ended) }
            let values = try register.kept(
                sheet.values(of: line, over: entry), over: entry, for: sender, in: transaction)
            if entry.values.differences(from: values).isEmpty {
                tally.same += 1
                continue
            }
            tally.changed += 1
            if try register.isHeld(entry, from: values, in: transaction) {
                sheet.note(line, "startsOn", DirectoryRefusal.stillUsed.sentence)
            }
            _ = try look(at: values, over: entry, of: line, scope, &sheet, in: transaction)
        }
        return tally
    }

    /// Notes all that is wrong with what a line stands for, as it is asked when the line is taken; returns whether nothing is. By itself
    /// a line is right already, so that only this is left: what it keeps of the entry, what the sender may not name, and who is no
    /// longer in use.
    private func look(
        at values: DirectoryEntry.Values, over entry: DirectoryEntry?, of line: ImportSheet.Line,
        _ scope: RegisterScope, _ sheet: inout ImportSheet, in transaction: Transaction
    ) throws -> Bool {
        guard sheet.isOfParts || !scope.isWhole || sheet.namesEnded(line) else { return true }
        let problems = try register.problems(with: values, over: entry, in: scope, in: transaction)
        for problem in problems { sheet.note(line, problem.field, problem.sentence) }
        return problems.isEmpty
    }

    /// Whether a line with these values lies where the sender keeps the register, by what a table of the sender's may name.
    private func lies(
        _ values: DirectoryEntry.Values, in nameable: [(column: RegisterColumn, ids: Set<DirectoryEntry.ID>)]
    ) -> Bool {
        let placing = register.form.placing.map(\.column.name)
        return nameable.contains { column, ids in
            placing.contains(column.name)
                && values[column.name].flatMap { DirectoryEntry.ID($0) }.map(ids.contains) == true
        }
    }

    func take(
        _ line: ImportSheet.Line, of sheet: ImportSheet, by actor: Actor, at now: Instant, in transaction: Transaction
    ) throws {
        guard let known = try register.known(line.values, by: actor, in: transaction),
            let entry = try register.store.entry(known, in: transaction)
        else {
            try register.enter(line.values, isOfTable: true, by: actor, at: now, in: transaction)
            return
        }
        let values = try register.kept(sheet.values(of: line, over: entry), over: entry, for: actor, in: transaction)
        guard !entry.values.differences(from: values).isEmpty else { return }
        try register.change(entry, to: values, by: actor, at: now, in: transaction)
    }
}

/// The entries of a register by their keys, read once for a whole table.
struct ImportKnown: Sendable {
    private let form: RegisterForm
    /// Whether lines from an earlier version are looked for as well: as ``RegisterDesk/known(_:by:in:)`` does.
    private let knowsFormer: Bool
    private var entries: [[String]: DirectoryEntry] = [:]

    init(_ register: RegisterDesk, of sender: Actor, in transaction: Transaction) throws {
        form = register.form
        knowsFormer = RegisterScope(of: sender, over: register.form.register).isWhole
        for isEnded in [false, true] {
            let query = RegisterStore.Query(isEnded: isEnded)
            for entry in try register.store.entries(query, after: nil, limit: 1_000_000, in: transaction) {
                entries[form.keyValues(entry.values)] = entry
            }
        }
    }

    func isCurrent(_ key: [String]) -> Bool { entries[key]?.state == .current }

    func entry(_ values: DirectoryEntry.Values) -> DirectoryEntry? {
        if let entry = entries[form.keyValues(values)] { return entry }
        return knowsFormer ? form.former(values).flatMap { entries[form.keyValues($0)] } : nil
    }
}
