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

    init(_ register: RegisterDesk) { self.register = register }

    var tenant: Tenant.ID { register.site.tenant.id }
    var form: any TableForm { register.form }

    func look(at sheet: inout ImportSheet, in transaction: Transaction) throws -> RegisterImport.Tally {
        let known = try ImportKnown(register, in: transaction)
        var tally = RegisterImport.Tally()
        for line in sheet.lines {
            guard let entry = known.entry(line.values) else {
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
        guard let known = try register.store.id(ofKey: line.values, in: transaction),
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
    private var entries: [[String]: DirectoryEntry] = [:]

    init(_ register: RegisterDesk, in transaction: Transaction) throws {
        form = register.form
        for isEnded in [false, true] {
            let query = RegisterStore.Query(isEnded: isEnded)
            for entry in try register.store.entries(query, after: nil, limit: 1_000_000, in: transaction) {
                entries[form.keyValues(entry.values)] = entry
            }
        }
    }

    func isCurrent(_ key: [String]) -> Bool { entries[key]?.state == .current }

    func entry(_ values: DirectoryEntry.Values) -> DirectoryEntry? { entries[form.keyValues(values)] }
}
