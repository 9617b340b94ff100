// SPDX-License-Identifier: Apache-2.0

import Cryptography
import Database
import Domain

/// Accounts, who has signed in, and what they may do.
struct SignInStore: Sendable {
    let tenant: Tenant.ID

    struct Account: Sendable {
        let person: Person.ID
        let passwordHash: PasswordHash
        let failures: Int
        let lockedUntil: Instant?
    }

    /// The account that signs in under a name; nil while it has no password, and once it is closed.
    func account(named name: String, in transaction: Transaction) throws -> Account? {
        try transaction.first(
            """
            SELECT person, password_hash, failures, locked_until FROM account
            WHERE tenant = \(tenant.number) AND sign_in_name = \(name) AND state = 'active'
            """, Self.account)
    }

    /// The account of a person who has a password.
    func account(of person: Person.ID, in transaction: Transaction) throws -> Account? {
        try transaction.first(
            """
            SELECT person, password_hash, failures, locked_until FROM account
            WHERE tenant = \(tenant.number) AND person = \(person.number) AND state = 'active'
            """, Self.account)
    }

    private static func account(_ row: inout Row) throws -> Account {
        Account(
            person: Identifier(try row.next()), passwordHash: PasswordHash(encoded: try row.next()),
            failures: try row.next(), lockedUntil: try row.next(Int64?.self).map(Instant.init(milliseconds:)))
    }

    /// Lets a person sign in with a password that somebody else has chosen. `mustChange`: whether the person has to
    /// choose another one before anything else.
    func createAccount(
        _ person: Person.ID, name: String, hash: PasswordHash, mustChange: Bool = false, at now: Instant,
        in transaction: Transaction
    ) throws {
        try transaction.execute(
            """
            INSERT INTO account (tenant, person, sign_in_name, state, password_hash, must_change, password_set_at)
            VALUES (\(tenant.number), \(person.number), \(name), 'active', \(hash.encoded), \(mustChange),
                \(now.milliseconds))
            """)
    }

    /// What counting an attempt came to.
    enum Attempt: Sendable {
        case counted
        /// It was the one too many: the account rests from now on. Its row is held until the transaction ends.
        case locking
        /// The account rests already, or there is none: then there is no attempt.
        case refused
    }

    /// Counts an attempt whatever its password is, so that guesses side by side are not free; the fifth in a row locks
    /// the account for a while.
    func claimAttempt(of person: Person.ID?, at now: Instant, in transaction: Transaction) throws -> Attempt {
        let until = now.milliseconds + SignIn.lockMilliseconds
        let failures = try transaction.first(
            """
            UPDATE account SET
                locked_until = CASE WHEN failures + 1 >= \(SignIn.failuresMax) THEN \(until) ELSE locked_until END,
                failures = CASE WHEN failures + 1 >= \(SignIn.failuresMax) THEN 0 ELSE failures + 1 END
            WHERE tenant = \(tenant.number) AND person = \(person?.number)
                AND (locked_until IS NULL OR locked_until <= \(now.milliseconds))
            RETURNING failures
            """
        ) { try $0.next(Int.self) }
        return failures.map { $0 == 0 ? .locking : .counted } ?? .refused
    }

    /// Forgets the wrong passwords of somebody who has shown to know the right one.
    func forgetFailures(of person: Person.ID, in transaction: Transaction) throws {
        try transaction.execute(
            """
            UPDATE account SET failures = 0
            WHERE tenant = \(tenant.number) AND person = \(person.number) AND failures > 0
            """)
    }

    /// Begins a sign-in. `verified`: the hash of the password that was right; false when it is not the account's any
    /// more, because somebody has changed or closed it meanwhile.
    @discardableResult
    func begin(
        _ id: SignIn.ID, of person: Person.ID, token: SignIn.Token, device: String, verified: PasswordHash? = nil,
        at now: Instant, in transaction: Transaction
    ) throws -> Bool {
        let condition: SQL = verified.map { "AND password_hash = \($0.encoded)" } ?? ""
        let found = try transaction.execute(
            """
            UPDATE account SET failures = 0, locked_until = NULL
            WHERE tenant = \(tenant.number) AND person = \(person.number) AND state = 'active' \(condition)
            """)
        guard found == 1 else { return false }
        try transaction.execute(
            """
            INSERT INTO sign_in (id, tenant, person, token_hash, device, created_at, last_seen_at)
            VALUES (\(id.number), \(tenant.number), \(person.number), \(token.hash), \(device),
                \(now.milliseconds), \(now.milliseconds))
            """)
        return true
    }

    /// Who holds this token, if the sign-in is still alive; and when it was last seen.
    func holder(
        of tokenHash: [UInt8], at now: Instant, in transaction: Transaction
    ) throws -> (signedIn: SignedIn, lastSeenAt: Instant)? {
        struct Line {
            let signIn: SignIn.ID
            let person: Person.ID
            let name: String
            let lastSeenAt: Instant
            let unreadNotices: Int
            let mustChangePassword: Bool
            let passwordSetAt: Instant?
            let hasSecondFactor: Bool
            let appointment: Held?
        }
        let lines = try transaction.rows(
            """
            SELECT s.id, p.id, p.name, s.last_seen_at,
                \(NoticeStore.unreadCount(tenant: "s.tenant", person: "s.person")), c.must_change,
                c.password_set_at, COALESCE(f.is_confirmed, 0), a.role, a.area, a.room, a.unit, a.acting_for
            FROM sign_in s
            JOIN person p ON p.tenant = s.tenant AND p.id = s.person
            JOIN account c ON c.tenant = s.tenant AND c.person = s.person
            LEFT JOIN second_factor f ON f.tenant = s.tenant AND f.person = s.person
            LEFT JOIN appointment a ON a.tenant = s.tenant AND a.person = s.person
                AND \(AppointmentStore.inForce(on: now.day))
            WHERE s.tenant = \(tenant.number) AND s.token_hash = \(tokenHash) AND s.ended_at IS NULL
                AND s.last_seen_at > \(now.milliseconds - SignIn.idleMilliseconds)
                AND s.created_at > \(now.milliseconds - SignIn.lifeMilliseconds)
            ORDER BY a.id
            """
        ) { row in
            Line(
                signIn: Identifier(try row.next()), person: Identifier(try row.next()), name: try row.next(),
                lastSeenAt: Instant(milliseconds: try row.next()), unreadNotices: try row.next(),
                mustChangePassword: try row.next(),
                passwordSetAt: try row.next(Int64?.self).map(Instant.init(milliseconds:)),
                hasSecondFactor: try row.next(), appointment: try Self.held(&row))
        }
        guard let first = lines.first else { return nil }
        let staff = Self.staff(first.person, first.name, lines.compactMap(\.appointment))
        let signedIn = SignedIn(
            staff: staff, signIn: first.signIn, tokenHash: tokenHash, unreadNotices: first.unreadNotices,
            mustChangePassword: first.mustChangePassword, passwordSetAt: first.passwordSetAt,
            hasSecondFactor: first.hasSecondFactor)
        return (signedIn, first.lastSeenAt)
    }

    /// A person with the roles held on this day; nil when there is no such person.
    func staff(_ person: Person.ID, on day: Day, in transaction: Transaction) throws -> Staff? {
        let lines = try transaction.rows(
            """
            SELECT p.name, a.role, a.area, a.room, a.unit, a.acting_for
            FROM person p LEFT JOIN appointment a ON a.tenant = p.tenant AND a.person = p.id
                AND \(AppointmentStore.inForce(on: day))
            WHERE p.tenant = \(tenant.number) AND p.id = \(person.number) ORDER BY a.id
            """
        ) { row in (try row.next(String.self), try Self.held(&row)) }
        return lines.first.map { Self.staff(person, $0.0, lines.compactMap(\.1)) }
    }

    /// An appointment in force, and for whom it is held where it is a substitute's.
    private struct Held {
        let appointment: Appointment
        let actingFor: Person.ID?
    }

    private static func staff(_ person: Person.ID, _ name: String, _ held: [Held]) -> Staff {
        Staff(
            id: person, name: name, appointments: held.map(\.appointment),
            substitutions: held.compactMap { held in
                held.actingFor.map { .init(in: held.appointment, for: $0) }
            })
    }

    private static func held(_ row: inout Row) throws -> Held? {
        let role = try row.next(String?.self).flatMap(Role.init)
        let area = try row.next(String?.self).flatMap { AreaCode($0) }
        let room = try row.next(Int64?.self)
        let unit = try row.next(Int64?.self)
        let actingFor = try row.next(Int64?.self).map { Identifier<Person>($0) }
        return role.map { role in
            let domain: Appointment.Domain =
                unit.map { .unit(Identifier($0)) } ?? room.map { .room(Identifier($0)) } ?? area.map { .area($0) }
                ?? .tenant
            return Held(appointment: Appointment(role, domain), actingFor: actingFor)
        }
    }

    func noticeUse(of signIn: SignIn.ID, at now: Instant, in transaction: Transaction) throws {
        try transaction.execute(
            """
            UPDATE sign_in SET last_seen_at = \(now.milliseconds)
            WHERE tenant = \(tenant.number) AND id = \(signIn.number) AND ended_at IS NULL
            """)
    }

    /// Ends a sign-in of this person; true if there was one.
    func end(_ signIn: SignIn.ID, of person: Person.ID, at now: Instant, in transaction: Transaction) throws -> Bool {
        try transaction.execute(
            """
            UPDATE sign_in SET ended_at = \(now.milliseconds)
            WHERE tenant = \(tenant.number) AND id = \(signIn.number) AND person = \(person.number)
                AND ended_at IS NULL
            """) == 1
    }

    /// Ends all sign-ins of a person, but the one that is spared.
    func endAll(
        of person: Person.ID, sparing: SignIn.ID? = nil, at now: Instant, in transaction: Transaction
    ) throws {
        try transaction.execute(
            """
            UPDATE sign_in SET ended_at = \(now.milliseconds)
            WHERE tenant = \(tenant.number) AND person = \(person.number) AND ended_at IS NULL
                AND id <> \(sparing?.number ?? 0)
            """)
    }

    /// Sets the password of an account, whatever state it is in; a password that its holder has chosen need not be
    /// changed.
    func setPassword(
        _ hash: PasswordHash, of person: Person.ID, at now: Instant, in transaction: Transaction
    ) throws {
        try transaction.execute(
            """
            UPDATE account SET state = 'active', password_hash = \(hash.encoded), must_change = 0, failures = 0,
                locked_until = NULL, password_set_at = \(now.milliseconds)
            WHERE tenant = \(tenant.number) AND person = \(person.number)
            """)
    }

    /// The sign-ins of a person that are still alive, latest first.
    func alive(of person: Person.ID, at now: Instant, in transaction: Transaction) throws -> [SignIn] {
        try transaction.rows(
            """
            SELECT id, device, created_at, last_seen_at FROM sign_in
            WHERE tenant = \(tenant.number) AND person = \(person.number) AND ended_at IS NULL
                AND last_seen_at > \(now.milliseconds - SignIn.idleMilliseconds)
                AND created_at > \(now.milliseconds - SignIn.lifeMilliseconds)
            ORDER BY id DESC LIMIT 100
            """
        ) { row in
            SignIn(
                id: Identifier(try row.next()), device: try row.next(),
                createdAt: Instant(milliseconds: try row.next()),
                lastSeenAt: Instant(milliseconds: try row.next()))
        }
    }
}
