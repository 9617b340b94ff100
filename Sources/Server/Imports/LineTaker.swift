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
        let nameable = try register.nameable(by: sender, in: transaction)
        let known = try ImportKnown(register, of: sender, in: transaction)
        var tally = RegisterImport.Tally()
        // One from an earlier version becomes what the first line says that could be it; the next is another.
        var met: Set<DirectoryEntry.ID> = []
        for line in sheet.lines {
            for (column, ids) in nameable {
                guard let id = line.values[column.name].flatMap({ DirectoryEntry.ID($0) }), !ids.contains(id) else {
                    continue
                }
                sheet.note(line, column.name, DirectoryWording.outside(column.label))
            }
            guard let entry = known.entry(line.values), met.insert(entry.id).inserted else {
                tally.new += 1
                if let parent = register.requiredParent(of: line.values), !sheet.keys.contains([parent.text]),
                    !known.isCurrent([parent.text])
                {
                    sheet.note(line, "code", DirectoryWording.noParent)
                }
                continue
            }
            if entry.state != .current { sheet.note(line.row, nil, ImportWording.ended) }
            if entry.values.differences(from: sheet.values(of: line, over: entry)).isEmpty {
                tally.same += 1
            } else {
                tally.changed += 1
            }
        }
        return tally
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
        let values = sheet.values(of: line, over: entry)
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
