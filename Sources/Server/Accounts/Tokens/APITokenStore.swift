// SPDX-License-Identifier: Apache-2.0

import Cryptography
import Database
import Domain

/// The rows of tokens; of a token itself only its hash is kept.
struct APITokenStore: Sendable {
    let tenant: Tenant.ID

    /// How the text of a token begins, which tells it from that of a sign-in.
    static let mark = "shl_"

    /// A new token's text; 256 random bits after the mark.
    static func makeText() -> String { mark + Base64URL.encode(Random.bytes(32)) }

    static func hash(_ text: String) -> [UInt8] { SHA256.digest(Array(text.utf8)) }

    func insert(_ token: APIToken, hash: [UInt8], of person: Person.ID, in transaction: Transaction) throws {
        try transaction.execute(
            """
            INSERT INTO api_token (id, tenant, person, name, token_hash, access, context, created_at, expires_at)
            VALUES (\(token.id.number), \(tenant.number), \(person.number), \(token.name), \(hash),
                \(token.scope.access.rawValue), \(token.scope.context?.rawValue), \(token.createdAt.milliseconds),
                \(token.expiresAt.milliseconds))
            """)
    }

    /// The tokens of a person that still work, latest first.
    func alive(of person: Person.ID, at now: Instant, in transaction: Transaction) throws -> [APIToken] {
        try transaction.rows(
            """
            SELECT \(Self.columns) FROM api_token t
            WHERE t.tenant = \(tenant.number) AND t.person = \(person.number) AND \(Self.isAlive(at: now))
            ORDER BY t.id DESC LIMIT 100
            """, Self.token)
    }

    /// A token that still works, with its person.
    func alive(
        _ id: APIToken.ID, at now: Instant, in transaction: Transaction
    ) throws -> (token: APIToken, person: Person.ID)? {
        try transaction.first(
            """
            SELECT \(Self.columns), t.person FROM api_token t
            WHERE t.tenant = \(tenant.number) AND t.id = \(id.number) AND \(Self.isAlive(at: now))
            """
        ) { row in (token: try Self.token(&row), person: Person.ID(try row.next())) }
    }

    /// The tokens of anybody that work for this many days at most.
    func ending(within days: Int, at now: Instant, in transaction: Transaction) throws -> [APIToken] {
        let limit = now.advanced(byMilliseconds: Int64(days) * 86_400_000)
        return try transaction.rows(
            """
            SELECT \(Self.columns) FROM api_token t
            WHERE t.tenant = \(tenant.number) AND \(Self.isAlive(at: now)) AND t.expires_at <= \(limit.milliseconds)
            ORDER BY t.expires_at, t.id
            """, Self.token)
    }

    /// How many tokens of anybody still work.
    func count(at now: Instant, in transaction: Transaction) throws -> Int {
        try transaction.first(
            "SELECT COUNT(*) FROM api_token t WHERE t.tenant = \(tenant.number) AND \(Self.isAlive(at: now))"
        ) { try $0.next(Int.self) } ?? 0
    }

    func noteWarning(of id: APIToken.ID, at now: Instant, in transaction: Transaction) throws {
        try transaction.execute(
            """
            UPDATE api_token SET warned_at = \(now.milliseconds)
            WHERE tenant = \(tenant.number) AND id = \(id.number)
            """)
    }

    /// Ends a token of this person; false if there is none.
    func revoke(_ id: APIToken.ID, of person: Person.ID, at now: Instant, in transaction: Transaction) throws -> Bool {
        try transaction.execute(
            """
            UPDATE api_token SET revoked_at = \(now.milliseconds)
            WHERE tenant = \(tenant.number) AND id = \(id.number) AND person = \(person.number) AND revoked_at IS NULL
            """) == 1
    }

    func revokeAll(of person: Person.ID, at now: Instant, in transaction: Transaction) throws {
        try transaction.execute(
            """
            UPDATE api_token SET revoked_at = \(now.milliseconds)
            WHERE tenant = \(tenant.number) AND person = \(person.number) AND revoked_at IS NULL
            """)
    }

    /// Who stands behind a token that still works: the person's roles of this moment, and what the token opens of them.
    func holder(
        of hash: [UInt8], at now: Instant, in transaction: Transaction
    ) throws -> (signedIn: SignedIn, lastSeenAt: Instant)? {
        let found = try transaction.first(
            """
            SELECT \(Self.columns), t.person, COALESCE(f.is_confirmed, 0) FROM api_token t
            JOIN account c ON c.tenant = t.tenant AND c.person = t.person AND c.state = 'active' AND c.must_change = 0
            LEFT JOIN second_factor f ON f.tenant = t.tenant AND f.person = t.person
            WHERE t.tenant = \(tenant.number) AND t.token_hash = \(hash) AND \(Self.isAlive(at: now))
            """
        ) { row in
            (token: try Self.token(&row), person: Person.ID(try row.next()), hasSecondFactor: try row.next(Bool.self))
        }
        guard let found,
            let staff = try SignInStore(tenant: tenant).staff(found.person, on: now.day, in: transaction)
        else { return nil }
        let signedIn = SignedIn(
            staff: staff, signIn: .init(found.token.id.number), tokenHash: hash,
            hasSecondFactor: found.hasSecondFactor, scope: found.token.scope)
        return (signedIn, found.token.lastUsedAt ?? Instant(milliseconds: 0))
    }

    func noticeUse(of id: APIToken.ID, at now: Instant, in transaction: Transaction) throws {
        try transaction.execute(
            """
            UPDATE api_token SET last_used_at = \(now.milliseconds)
            WHERE tenant = \(tenant.number) AND id = \(id.number) AND revoked_at IS NULL
            """)
    }

    private static let columns: SQL = """
        t.id, t.name, t.access, t.context, t.created_at, t.expires_at, t.last_used_at,
        t.warned_at
        """

    private static func isAlive(at now: Instant) -> SQL {
        "t.revoked_at IS NULL AND t.expires_at > \(now.milliseconds)"
    }

    private static func token(_ row: inout Row) throws -> APIToken {
        let id = Identifier<APIToken>(try row.next())
        let name = try row.next(String.self)
        guard let access = APIToken.Access(rawValue: try row.next()) else {
            throw DatabaseError.malformed("api_token \(id)")
        }
        return APIToken(
            id: id, name: name,
            scope: .init(access: access, context: try row.next(String?.self).flatMap(APIToken.Context.init)),
            createdAt: Instant(milliseconds: try row.next()), expiresAt: Instant(milliseconds: try row.next()),
            lastUsedAt: try row.next(Int64?.self).map(Instant.init(milliseconds:)),
            warnedAt: try row.next(Int64?.self).map(Instant.init(milliseconds:)))
    }
}
