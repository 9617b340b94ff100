// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

/// Looks for names in registers.
extension SearchStore {
    /// A line of a register.
    struct DirectoryLine: Sendable {
        let id: DirectoryEntry.ID
        let register: Register
        let name: String
        /// What it is found by beside its name: a number, an office, an address.
        let others: [String]
        let isEnded: Bool
    }

    /// Whose lines have a file of their own.
    private static let registers: [Register] = [.people, .units, .organs, .rooms]

    /// What lines are found by beside their names, at most.
    private static let othersMax = 3

    /// People, units, bodies and rooms of the registers that somebody keeps, those that have ended too. They lie in no area here.
    func directory(
        keptBy reader: Actor, _ narrowing: Narrowing, in transaction: Transaction
    ) throws -> Found<DirectoryLine> {
        let places = RegisterPlaceStore(tenant: tenant)
        let lines = Self.registers.compactMap { register -> SQL? in
            let (form, scope) = (RegisterForm.of(register), RegisterScope(of: reader, over: register))
            guard !scope.isEmpty else { return nil }
            let searched = form.searched.prefix(Self.othersMax).map { "e.\($0)" as SQL }
            let columns = searched + Array(repeating: "CAST(NULL AS TEXT)", count: Self.othersMax - searched.count)
            return """
                SELECT e.id, CAST(\(register.rawValue) AS TEXT), \(form.label), e.ended_on, \(SQL(joining: columns, with: ", "))
                FROM \(form.table) e
                WHERE e.tenant = \(tenant.number) AND \(places.covered(form, by: scope)) AND \(Self.between("e", narrowing))
                """
        }
        guard narrowing.area == nil, !lines.isEmpty else { return Found() }
        return try look(
            "\(SQL(joining: lines, with: " UNION ALL ")) ORDER BY 1 DESC", narrowing, in: transaction
        ) { row in
            let id = DirectoryEntry.ID(try row.next())
            guard let register = Register(rawValue: try row.next()) else {
                throw DatabaseError.malformed("a register's line \(id)")
            }
            let (name, endedOn) = (try row.next(String.self), try row.next(String?.self))
            var others: [String?] = []
            for _ in 0..<Self.othersMax { others.append(try row.next()) }
            let line = DirectoryLine(
                id: id, register: register, name: name, others: others.compactMap(\.self), isEnded: endedOn != nil)
            return (line, [name] + line.others)
        }
    }
}
