// SPDX-License-Identifier: Apache-2.0

import ChineseText
import Database
import Domain

/// The rows of accounts and of the links by which passwords are set.
struct AccountStore: Sendable {
    let tenant: Tenant.ID

    func account(_ id: Account.ID, at now: Instant, in transaction: Transaction) throws -> Account? {
        let row = try transaction.first(
            """
            SELECT p.id, p.name, c.sign_in_name, c.state, c.locked_until, c.version FROM account c
            JOIN person p ON p.tenant = c.tenant AND p.id = c.person
            WHERE c.tenant = \(tenant.number) AND c.person = \(id.number)
            """
        ) { row in try Line(&row) }
        return try row.map { line in
            Account(
                person: line.person, signInName: line.signInName, state: line.state,
                isLocked: line.isLocked(at: now),
                grants: try AppointmentStore(tenant: tenant).grants(
                    of: line.person.id, on: now.day, in: transaction), version: line.version)
        }
    }

    /// Every account of the tenant, by its person: for a look at many at once. `grants`: those of everybody, by holder.
    func accounts(
        with grants: [Person.ID: [Grant]], at now: Instant, in transaction: Transaction
    ) throws -> [Person.ID: Account] {
        let lines = try transaction.rows(
            """
            SELECT p.id, p.name, c.sign_in_name, c.state, c.locked_until, c.version FROM account c
            JOIN person p ON p.tenant = c.tenant AND p.id = c.person
            WHERE c.tenant = \(tenant.number) ORDER BY p.id
            """
        ) { row in try Line(&row) }
        return Dictionary(
            lines.map { line in
                (
                    line.person.id,
                    Account(
                        person: line.person, signInName: line.signInName, state: line.state,
                        isLocked: line.isLocked(at: now), grants: grants[line.person.id] ?? [], version: line.version)
                )
            }, uniquingKeysWith: { first, _ in first })
    }

    /// The account that somebody signs in with under this name, whatever its state.
    func account(named name: String, at now: Instant, in transaction: Transaction) throws -> Account? {
        let person = try transaction.first(
            "SELECT person FROM account WHERE tenant = \(tenant.number) AND sign_in_name = \(name)"
        ) { Identifier<Account>(try $0.next()) }
        return try person.flatMap { try account($0, at: now, in: transaction) }
    }

    /// A row of a list.
    struct Line: Sendable {
        let person: Person
        let signInName: String
        let state: Account.State
        let lockedUntil: Instant?
        let version: Int
        /// When somebody was last seen signed in with it; nil for never, or longer ago than sign-ins are kept.
        var lastSeenAt: Instant?

        fileprivate init(_ row: inout Row) throws {
            person = Person(id: Identifier(try row.next()), name: try row.next())
            signInName = try row.next()
            guard let state = Account.State(rawValue: try row.next()) else {
                throw DatabaseError.malformed("account of \(person.id)")
            }
            self.state = state
            lockedUntil = try row.next(Int64?.self).map(Instant.init(milliseconds:))
            version = try row.next()
        }

        func isLocked(at now: Instant) -> Bool { lockedUntil.map { $0 > now } ?? false }
    }

    /// A way to look at the accounts.
    enum Part: String, CaseIterable, Sendable {
        case all, active, invited, locked, idle
        case secondFactor = "second_factor"
        case closed
    }

    /// `idleDays`: after how many without a sign-in an account stands among those that nobody may need any more.
    private static func condition(_ part: Part, idleDays: Int, at now: Instant) -> SQL {
        let idleSince = now.milliseconds - Int64(idleDays) * 86_400_000
        return switch part {
        case .all: "1 = 1"
        case .active: "c.state = 'active'"
        case .invited: "c.state = 'invited'"
        case .locked: "c.state <> 'closed' AND c.locked_until > \(now.milliseconds)"
        case .idle:
            """
            c.state = 'active' AND COALESCE(c.password_set_at, 0) < \(idleSince)
                AND NOT EXISTS (SELECT 1 FROM sign_in s WHERE s.tenant = c.tenant AND s.person = c.person
                    AND s.last_seen_at >= \(idleSince))
                AND NOT EXISTS (SELECT 1 FROM api_token t WHERE t.tenant = c.tenant AND t.person = c.person
                    AND t.last_used_at >= \(idleSince))
            """
        case .secondFactor:
            """
            EXISTS (SELECT 1 FROM second_factor f
                WHERE f.tenant = c.tenant AND f.person = c.person AND f.is_confirmed = 1)
            """
        case .closed: "c.state = 'closed'"
        }
    }

    /// Accounts by sign-in name, after the one named `after`. `words`: a part of the person's or the sign-in's name,
    /// or the initials of the person's.
    func list(
        _ part: Part, idleDays: Int, words: String?, after: String?, limit: Int, at now: Instant,
        in transaction: Transaction
    ) throws -> [Line] {
        let named: SQL =
            try words.map { words in
                let pattern = LikePattern.containing(words)
                let initials = try people(words, in: transaction)
                let byInitials: SQL =
                    initials.isEmpty ? "" : "OR p.id IN (\(SQL(joining: initials.map { "\($0)" }, with: ", ")))"
                return """
                    AND (lower(p.name) LIKE \(pattern) ESCAPE '\\' OR c.sign_in_name LIKE \(pattern) ESCAPE '\\'
                        \(byInitials))
                    """
            } ?? ""
        let place: SQL = after.map { "AND c.sign_in_name > \($0)" } ?? ""
        return try transaction.rows(
            """
            SELECT p.id, p.name, c.sign_in_name, c.state, c.locked_until, c.version,
                (SELECT MAX(s.last_seen_at) FROM sign_in s WHERE s.tenant = c.tenant AND s.person = c.person)
            FROM account c
            JOIN person p ON p.tenant = c.tenant AND p.id = c.person
            WHERE c.tenant = \(tenant.number) AND \(Self.condition(part, idleDays: idleDays, at: now)) \(named) \(place)
            ORDER BY c.sign_in_name LIMIT \(limit)
            """
        ) { row in
            var line = try Line(&row)
            line.lastSeenAt = try row.next(Int64?.self).map(Instant.init(milliseconds:))
            return line
        }
    }

    /// The people with an account whose names have these initials; none where the words are no initials.
    private func people(_ words: String, in transaction: Transaction) throws -> [Int64] {
        guard let initials = NameInitials(words) else { return [] }
        return try transaction.rows(
            """
            SELECT p.id, p.name FROM account c JOIN person p ON p.tenant = c.tenant AND p.id = c.person
            WHERE c.tenant = \(tenant.number) ORDER BY p.id
            """
        ) { row in (id: try row.next(Int64.self), name: try row.next(String.self)) }
        .filter { initials.matches($0.name) }.map(\.id)
    }

    func counts(idleDays: Int, at now: Instant, in transaction: Transaction) throws -> [Part: Int] {
        let sums = Part.allCases.map { part -> SQL in
            "COALESCE(SUM(CASE WHEN \(Self.condition(part, idleDays: idleDays, at: now)) THEN 1 ELSE 0 END), 0)"
        }
        let counts = try transaction.first(
            "SELECT \(SQL(joining: sums, with: ", ")) FROM account c WHERE c.tenant = \(tenant.number)"
        ) { row in try Part.allCases.map { _ in try row.next(Int.self) } }
        return Dictionary(uniqueKeysWithValues: zip(Part.allCases, counts ?? []))
    }

    /// Whose accounts these are, for whoever keeps those of others; the own one needs no title.
    func titles(
        of ids: [Account.ID], for actor: Actor, in transaction: Transaction
    ) throws -> [Account.ID: NoticeTitle] {
        guard case .staff(let staff) = actor, staff.holds(.securityAdministrator) else { return [:] }
        let others = ids.map(\.number).filter { $0 != staff.id.number }
        guard !others.isEmpty else { return [:] }
        let found = try transaction.rows(
            """
            SELECT p.id, p.name, c.sign_in_name FROM account c
            JOIN person p ON p.tenant = c.tenant AND p.id = c.person
            WHERE c.tenant = \(tenant.number) AND c.person IN (\(SQL(numbers: others)))
            """
        ) { row -> (Account.ID, NoticeTitle) in
            let id = Account.ID(try row.next())
            let (name, signInName) = (try row.next(String.self), try row.next(String.self))
            return (
                id,
                NoticeTitle(words: "\(name)（\(signInName)）", isPublic: false, address: "/desk/accounts/\(id)")
            )
        }
        return Dictionary(uniqueKeysWithValues: found)
    }

    /// Whether a person has an account already.
    func exists(of person: Person.ID, in transaction: Transaction) throws -> Bool {
        try transaction.first(
            "SELECT 1 FROM account WHERE tenant = \(tenant.number) AND person = \(person.number)"
        ) { try $0.next(Int64.self) } != nil
    }

    func isTaken(_ name: SignInName, in transaction: Transaction) throws -> Bool {
        try transaction.first(
            "SELECT 1 FROM account WHERE tenant = \(tenant.number) AND sign_in_name = \(name.text)"
        ) { try $0.next(Int64.self) } != nil
    }

    /// Writes what a transition changed. Throws ``WebFailure/changedMeanwhile``.
    func save(_ transition: Transition<Account>, in transaction: Transaction) throws {
        let (before, after) = (transition.before, transition.after)
        if case .created = transition.event {
            try transaction.execute(
                """
                INSERT INTO account (tenant, person, sign_in_name, state, version)
                VALUES (\(tenant.number), \(after.id.number), \(after.signInName), \(after.state.rawValue),
                    \(after.version))
                """)
            return
        }
        // A password stays only as long as its holder signs in with it.
        let password: SQL =
            after.state == .active ? "" : ", password_hash = NULL, password_set_at = NULL, must_change = 0"
        let lock: SQL = before.isLocked && !after.isLocked ? ", failures = 0, locked_until = NULL" : ""
        let changed = try transaction.execute(
            """
            UPDATE account SET state = \(after.state.rawValue), version = \(after.version) \(password) \(lock)
            WHERE tenant = \(tenant.number) AND person = \(after.id.number) AND version = \(before.version)
            """)
        guard changed == 1 else { throw WebFailure.changedMeanwhile }
    }

    // MARK: - Invitations

    /// Keeps the hash of a link; one that was made before works no more.
    func invite(_ person: Person.ID, by link: SecretLink, until: Instant, in transaction: Transaction) throws {
        try forgetInvitation(of: person, in: transaction)
        try transaction.execute(
            """
            INSERT INTO invitation (tenant, person, token_hash, expires_at)
            VALUES (\(tenant.number), \(person.number), \(link.hash), \(until.milliseconds))
            """)
    }

    /// Takes an invitation back; true if there was one.
    @discardableResult
    func forgetInvitation(of person: Person.ID, in transaction: Transaction) throws -> Bool {
        try transaction.execute(
            "DELETE FROM invitation WHERE tenant = \(tenant.number) AND person = \(person.number)") == 1
    }

    /// The account that a link belongs to, if the link still works.
    func invited(by link: SecretLink, at now: Instant, in transaction: Transaction) throws -> Account? {
        let person = try transaction.first(
            """
            SELECT person FROM invitation
            WHERE tenant = \(tenant.number) AND token_hash = \(link.hash) AND expires_at > \(now.milliseconds)
            """
        ) { Identifier<Account>(try $0.next()) }
        return try person.flatMap { try account($0, at: now, in: transaction) }
    }

    /// The last day on which the link of an account works; nil when there is none.
    func invitationEnds(of person: Person.ID, in transaction: Transaction) throws -> Instant? {
        try transaction.first(
            "SELECT expires_at FROM invitation WHERE tenant = \(tenant.number) AND person = \(person.number)"
        ) { Instant(milliseconds: try $0.next()) }
    }
}

/// People of the register without an account.
extension AccountStore {
    /// Somebody with a number, by which an account can be opened.
    struct Numbered: Sendable {
        let person: Person
        let number: String
        let position: String?
    }

    /// By number; those whose name, number or position hold the words.
    func withoutAccount(
        saying words: String?, limit: Int, in transaction: Transaction
    ) throws -> [Numbered] {
        let narrowed = words.map { words -> SQL in
            let pattern = LikePattern.containing(words)
            let places: [SQL] = ["p.name", "p.number", "COALESCE(p.position, '')"]
            let found = places.map { "lower(\($0)) LIKE \(pattern) ESCAPE '\\'" as SQL }
            return "AND (\(SQL(joining: found, with: " OR ")))"
        }
        return try numbered("\(narrowed ?? "") ORDER BY p.number, p.id LIMIT \(limit)", in: transaction)
    }

    func withoutAccount(_ person: Person.ID, in transaction: Transaction) throws -> Numbered? {
        try numbered("AND p.id = \(person.number)", in: transaction).first
    }

    private func numbered(_ rest: SQL, in transaction: Transaction) throws -> [Numbered] {
        try transaction.rows(
            """
            SELECT p.id, p.name, p.number, p.position FROM person p
            WHERE p.tenant = \(tenant.number) AND p.ended_on IS NULL AND p.number IS NOT NULL
                AND NOT EXISTS (SELECT 1 FROM account c WHERE c.tenant = p.tenant AND c.person = p.id)
                \(rest)
            """
        ) { row in
            let person = Person(id: Identifier(try row.next()), name: try row.next())
            return Numbered(person: person, number: try row.next(), position: try row.next())
        }
    }
}
