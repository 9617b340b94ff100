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

    func account(named name: String, in transaction: Transaction) throws -> Account? {
        try transaction.first(
            """
            SELECT person, password_hash, failures, locked_until FROM account
            WHERE tenant = \(tenant.number) AND sign_in_name = \(name)
            """
        ) { row in
            Account(
                person: Identifier(try row.next()), passwordHash: PasswordHash(encoded: try row.next()),
                failures: try row.next(), lockedUntil: try row.next(Int64?.self).map(Instant.init(milliseconds:)))
        }
    }

    func createAccount(_ person: Person.ID, name: String, hash: PasswordHash, in transaction: Transaction) throws {
        try transaction.execute(
            """
            INSERT INTO account (tenant, person, sign_in_name, password_hash)
            VALUES (\(tenant.number), \(person.number), \(name), \(hash.encoded))
            """)
    }

    /// Counts an attempt before its password is looked at, so that guesses side by side are not free; the fifth in a
    /// row locks the account for a while. False when it is locked already: then there is no attempt.
    func claimAttempt(of person: Person.ID, at now: Instant, in transaction: Transaction) throws -> Bool {
        let until = now.milliseconds + SignIn.lockMilliseconds
        return try transaction.execute(
            """
            UPDATE account SET
                locked_until = CASE WHEN failures + 1 >= \(SignIn.failuresMax) THEN \(until) ELSE locked_until END,
                failures = CASE WHEN failures + 1 >= \(SignIn.failuresMax) THEN 0 ELSE failures + 1 END
            WHERE tenant = \(tenant.number) AND person = \(person.number)
                AND (locked_until IS NULL OR locked_until <= \(now.milliseconds))
            """) == 1
    }

    func begin(
        _ id: SignIn.ID, of person: Person.ID, token: SignIn.Token, device: String, at now: Instant,
        in transaction: Transaction
    ) throws {
        try transaction.execute(
            """
            UPDATE account SET failures = 0, locked_until = NULL
            WHERE tenant = \(tenant.number) AND person = \(person.number)
            """)
        try transaction.execute(
            """
            INSERT INTO sign_in (id, tenant, person, token_hash, device, created_at, last_seen_at)
            VALUES (\(id.number), \(tenant.number), \(person.number), \(token.hash), \(device),
                \(now.milliseconds), \(now.milliseconds))
            """)
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
            let appointment: Appointment?
        }
        let lines = try transaction.rows(
            """
            SELECT s.id, p.id, p.name, s.last_seen_at, a.role, a.area, a.room
            FROM sign_in s
            JOIN person p ON p.tenant = s.tenant AND p.id = s.person
            LEFT JOIN appointment a ON a.tenant = s.tenant AND a.person = s.person
            WHERE s.tenant = \(tenant.number) AND s.token_hash = \(tokenHash) AND s.ended_at IS NULL
                AND s.last_seen_at > \(now.milliseconds - SignIn.idleMilliseconds)
                AND s.created_at > \(now.milliseconds - SignIn.lifeMilliseconds)
            ORDER BY a.id
            """
        ) { row in
            Line(
                signIn: Identifier(try row.next()), person: Identifier(try row.next()), name: try row.next(),
                lastSeenAt: Instant(milliseconds: try row.next()), appointment: try Self.appointment(&row))
        }
        guard let first = lines.first else { return nil }
        let staff = Staff(id: first.person, name: first.name, appointments: lines.compactMap(\.appointment))
        return (SignedIn(staff: staff, signIn: first.signIn, tokenHash: tokenHash), first.lastSeenAt)
    }

    private static func appointment(_ row: inout Row) throws -> Appointment? {
        let role = try row.next(String?.self).flatMap(Role.init)
        let area = try row.next(String?.self).flatMap { AreaCode($0) }
        let room = try row.next(Int64?.self)
        return role.map { role in
            Appointment(role, room.map { .room(Identifier($0)) } ?? area.map { .area($0) } ?? .tenant)
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
