// SPDX-License-Identifier: Apache-2.0

import Cryptography
import Database
import Domain
import Foundation

/// The rows of imports: where each stands, the file that waits, and what is wrong with it.
struct ImportStore: Sendable {
    let tenant: Tenant.ID
    let keys: Keyring

    func save(_ transition: Transition<RegisterImport>, at now: Instant, in transaction: Transaction) throws {
        let (before, after) = (transition.before, transition.after)
        guard before.version > 0 else { preconditionFailure("an import begins with its file") }
        // The file goes as soon as nobody needs it.
        let keepsFile: SQL =
            switch after.state.name {
            case .checking, .unplaced, .checked, .applying: "file"
            case .refused, .applied, .stopped, .discarded: "NULL"
            }
        // While a file is looked at they are those that were looked at; then those that were taken.
        let done: SQL =
            switch after.state.name {
            case .checking, .unplaced, .checked, .refused, .applying: "0"
            case .applied, .stopped, .discarded: "rows_done"
            }
        let changed = try transaction.execute(
            """
            UPDATE register_import SET state = \(after.state.name.rawValue), file = \(keepsFile), rows_done = \(done),
                columns = \(after.state.name == .unplaced ? "columns" : "NULL" as SQL), rows_total = \(after.tally.rows),
                claimed_until = NULL, version = \(after.version)
            WHERE tenant = \(tenant.number) AND id = \(after.id.number) AND version = \(before.version)
            """)
        guard changed == 1 else { throw WebFailure.changedMeanwhile }
    }

    func begin(_ run: RegisterImport, file: [UInt8], at now: Instant, in transaction: Transaction) throws {
        try transaction.execute(
            """
            INSERT INTO register_import (id, tenant, register, sender, state, file, created_at, version)
            VALUES (\(run.id.number), \(tenant.number), \(run.target.rawValue), \(run.sender.number),
                \(run.state.name.rawValue), \(keys.sealing.seal(file, context: context(run.id))), \(now.milliseconds),
                \(run.version))
            """)
    }

    /// The file of an import; nil when it is gone.
    func file(of id: RegisterImport.ID, in transaction: Transaction) throws -> [UInt8]? {
        let sealed = try transaction.first(
            "SELECT file FROM register_import WHERE tenant = \(tenant.number) AND id = \(id.number)"
        ) { try $0.next([UInt8]?.self) }
        guard let sealed = sealed ?? nil else { return nil }
        return try keys.sealing.open(sealed, context: context(id))
    }

    /// Keeps the titles of the file with what stands below each, for whoever says which column is which.
    func note(_ columns: [ImportColumn], of id: RegisterImport.ID, in transaction: Transaction) throws {
        let body = Array(try JSONEncoder().encode(columns))
        try transaction.execute(
            """
            UPDATE register_import SET columns = \(keys.sealing.seal(body, context: context(id)))
            WHERE tenant = \(tenant.number) AND id = \(id.number)
            """)
    }

    /// The columns of a file that waits for somebody to say which is which; none for every other.
    func columns(of id: RegisterImport.ID, in transaction: Transaction) throws -> [ImportColumn] {
        let sealed = try transaction.first(
            """
            SELECT columns FROM register_import
            WHERE tenant = \(tenant.number) AND id = \(id.number) AND state = 'unplaced'
            """
        ) { try $0.next([UInt8]?.self) }
        guard let sealed = sealed ?? nil else { return [] }
        return try JSONDecoder().decode(
            [ImportColumn].self, from: Data(try keys.sealing.open(sealed, context: context(id))))
    }

    /// Keeps what is wrong with the file, for whoever sent it.
    func note(_ problems: [ImportProblem], of id: RegisterImport.ID, in transaction: Transaction) throws {
        let (all, shown) = (
            try sealed(problems, of: id), try sealed(Array(problems.prefix(ImportSheet.problemsShownMax)), of: id)
        )
        try transaction.execute(
            """
            UPDATE register_import SET problems = \(all), problems_shown = \(shown)
            WHERE tenant = \(tenant.number) AND id = \(id.number)
            """)
    }

    /// All that is wrong with a file, as far as it is kept.
    func problems(of id: RegisterImport.ID, in transaction: Transaction) throws -> [ImportProblem] {
        try opened("problems", of: id, in: transaction) ?? []
    }

    /// What is wrong first, as a page shows it: the rest is not read for it.
    func problemsShown(of id: RegisterImport.ID, in transaction: Transaction) throws -> [ImportProblem] {
        if let shown = try opened("problems_shown", of: id, in: transaction) { return shown }
        // Looked at by an earlier release.
        return Array(try problems(of: id, in: transaction).prefix(ImportSheet.problemsShownMax))
    }

    private func sealed(_ problems: [ImportProblem], of id: RegisterImport.ID) throws -> [UInt8] {
        keys.sealing.seal(Array(try JSONEncoder().encode(problems)), context: context(id))
    }

    private func opened(
        _ column: SQL, of id: RegisterImport.ID, in transaction: Transaction
    ) throws -> [ImportProblem]? {
        let sealed = try transaction.first(
            "SELECT \(column) FROM register_import WHERE tenant = \(tenant.number) AND id = \(id.number)"
        ) { try $0.next([UInt8]?.self) }
        guard let sealed = sealed ?? nil else { return nil }
        return try JSONDecoder().decode(
            [ImportProblem].self, from: Data(try keys.sealing.open(sealed, context: context(id))))
    }

    /// An import in a list.
    struct Listed: Sendable {
        let id: RegisterImport.ID
        let target: RegisterImport.Target
        let state: RegisterImport.State.Name
        let senderName: String
        let createdAt: Instant
        /// How many of its rows have been looked at, then taken, of how many.
        let done: Int
        let total: Int
    }

    /// The imports that are open to somebody, latest first, before the one with id `before`.
    func list(
        for staff: Staff, before: RegisterImport.ID?, limit: Int, in transaction: Transaction
    ) throws -> [Listed] {
        try transaction.rows(
            """
            \(Self.columns) WHERE i.tenant = \(tenant.number) AND i.id < \(before?.number ?? Int64.max)
                AND \(Self.isOpen(to: staff))
            ORDER BY i.id DESC LIMIT \(limit)
            """, Self.listed)
    }

    func listed(_ id: RegisterImport.ID, in transaction: Transaction) throws -> Listed? {
        try transaction.first(
            "\(Self.columns) WHERE i.tenant = \(tenant.number) AND i.id = \(id.number)", Self.listed)
    }

    /// The condition on `register_import i` for what ``RegisterImport/isOpen(to:)`` opens.
    private static func isOpen(to staff: Staff) -> SQL {
        let own = RegisterImport.Target.allCases.filter { $0.role(of: .staff(staff)) != nil }
        func among(_ targets: [RegisterImport.Target]) -> SQL {
            guard !targets.isEmpty else { return "1 = 0" }
            return "i.register IN (\(SQL(joining: targets.map { "\($0.rawValue)" }, with: ", ")))"
        }
        return """
            (\(among(own.filter { $0.isWhole(for: .staff(staff)) })) OR \(among(own)) AND i.sender = \(staff.id.number))
            """
    }

    private static let columns: SQL = """
        SELECT i.id, i.register, i.state, p.name, i.created_at, i.rows_done, i.rows_total
        FROM register_import i JOIN person p ON p.tenant = i.tenant AND p.id = i.sender
        """

    private static func listed(_ row: inout Row) throws -> Listed {
        let id = Identifier<RegisterImport>(try row.next())
        guard let target = RegisterImport.Target(rawValue: try row.next()),
            let state = RegisterImport.State.Name(rawValue: try row.next())
        else { throw DatabaseError.malformed("register_import \(id)") }
        return Listed(
            id: id, target: target, state: state, senderName: try row.next(),
            createdAt: Instant(milliseconds: try row.next()), done: try row.next(), total: try row.next())
    }

    /// Whether there is an import that has to be worked on.
    func isAtWork(in transaction: Transaction) throws -> Bool {
        try transaction.first(
            """
            SELECT 1 FROM register_import
            WHERE tenant = \(tenant.number) AND state IN ('checking', 'applying') LIMIT 1
            """
        ) { try $0.next(Int64.self) } != nil
    }

    /// Takes an import to work on, for half a minute: another server leaves it alone meanwhile.
    func claim(at now: Instant, in transaction: Transaction) throws -> RegisterImport.ID? {
        try transaction.first(
            """
            UPDATE register_import SET claimed_until = \(now.milliseconds + Self.claimMilliseconds)
            WHERE tenant = \(tenant.number) AND id = (
                SELECT id FROM register_import
                WHERE tenant = \(tenant.number) AND state IN ('checking', 'applying')
                    AND (claimed_until IS NULL OR claimed_until <= \(now.milliseconds))
                ORDER BY id LIMIT 1)
                AND (claimed_until IS NULL OR claimed_until <= \(now.milliseconds))
            RETURNING id
            """
        ) { Identifier(try $0.next()) }
    }

    /// Notes how many rows have been taken; goes on with the claim.
    func progress(of id: RegisterImport.ID, done: Int, at now: Instant, in transaction: Transaction) throws {
        try transaction.execute(
            """
            UPDATE register_import SET rows_done = \(done), claimed_until = \(now.milliseconds + Self.claimMilliseconds)
            WHERE tenant = \(tenant.number) AND id = \(id.number)
            """)
    }

    /// Notes how many rows of a file have been looked at, of how many; goes on with the claim. Nothing, once somebody else is
    /// further.
    func progress(
        ofLookingAt id: RegisterImport.ID, done: Int, of total: Int, at now: Instant, in transaction: Transaction
    ) throws {
        try transaction.execute(
            """
            UPDATE register_import SET rows_done = \(done), rows_total = \(total),
                claimed_until = \(now.milliseconds + Self.claimMilliseconds)
            WHERE tenant = \(tenant.number) AND id = \(id.number) AND state = 'checking'
            """)
    }

    /// How many rows have been taken.
    func done(of id: RegisterImport.ID, in transaction: Transaction) throws -> Int {
        try transaction.first(
            "SELECT rows_done FROM register_import WHERE tenant = \(tenant.number) AND id = \(id.number)"
        ) { try $0.next() } ?? 0
    }

    /// Files that nobody has decided about within this time are discarded.
    func forgotten(before moment: Instant, in transaction: Transaction) throws -> [RegisterImport.ID] {
        try transaction.rows(
            """
            SELECT id FROM register_import
            WHERE tenant = \(tenant.number) AND state IN ('unplaced', 'checked') AND created_at < \(moment.milliseconds)
            """
        ) { Identifier(try $0.next()) }
    }

    private static let claimMilliseconds: Int64 = 30_000

    private func context(_ id: RegisterImport.ID) -> [UInt8] { Array("import/\(tenant)/\(id)".utf8) }
}

/// Something in a file that is not right: where, and what to do.
struct ImportProblem: Codable, Hashable, Sendable {
    /// The row as a spreadsheet program numbers it; nil where the whole file is meant.
    let row: Int?
    /// The column's letters, and its title where it is one of the register's.
    let column: String?
    let sentence: String
}

/// A column of a file: which one, from 1, its title, and what stands below it first.
struct ImportColumn: Codable, Hashable, Sendable {
    let place: Int
    let title: String
    let example: String

    /// As a field that refers to it is answered.
    var code: String { Identifier<ImportColumn>(Int64(place)).text }

    /// The column that an answer names.
    static func place(_ code: String) -> Int? { Identifier<ImportColumn>(code).map { Int($0.number) } }
}
