// SPDX-License-Identifier: Apache-2.0

import Cryptography
import Database
import Domain

/// The secrets of second factors, recovery codes, and sign-ins that have passed the password alone.
struct SecondFactorStore: Sendable {
    let tenant: Tenant.ID
    let keys: Keyring

    /// How long a password opens the way to the second question, and how often it is answered.
    static let halfMilliseconds: Int64 = 5 * 60_000
    static let triesMax = 5
    static let recoveryCodes = 10
    /// With so many left it is time for others.
    static let recoveryCodesLow = 2

    /// A secret as it is stored.
    struct Factor: Sendable {
        let code: OneTimeCode
        let secret: [UInt8]
        /// Whether its holder has shown that the authenticator knows it.
        let isConfirmed: Bool
        let lastStep: Int64?
    }

    func factor(of person: Person.ID, in transaction: Transaction) throws -> Factor? {
        try transaction.first(
            """
            SELECT secret, is_confirmed, last_step FROM second_factor
            WHERE tenant = \(tenant.number) AND person = \(person.number)
            """
        ) { row in
            let secret = try keys.sealing.open(try row.next(), context: context(person))
            return Factor(
                code: OneTimeCode(secret: secret), secret: secret, isConfirmed: try row.next(),
                lastStep: try row.next())
        }
    }

    /// Keeps a new secret, not confirmed yet, in place of one that was not confirmed either. False when a second factor
    /// is in use.
    func begin(_ secret: [UInt8], of person: Person.ID, in transaction: Transaction) throws -> Bool {
        let sealed = keys.sealing.seal(secret, context: context(person))
        return try transaction.execute(
            """
            INSERT INTO second_factor (tenant, person, secret, is_confirmed)
            VALUES (\(tenant.number), \(person.number), \(sealed), 0)
            ON CONFLICT (tenant, person) DO UPDATE SET secret = excluded.secret, last_step = NULL
            WHERE second_factor.is_confirmed = 0
            """) == 1
    }

    /// Notes that the code of a step was accepted; false when one of this step or a later one was before.
    func use(_ step: Int64, of person: Person.ID, in transaction: Transaction) throws -> Bool {
        try transaction.execute(
            """
            UPDATE second_factor SET last_step = \(step)
            WHERE tenant = \(tenant.number) AND person = \(person.number)
                AND (last_step IS NULL OR last_step < \(step))
            """) == 1
    }

    func confirm(_ person: Person.ID, codes: [String], in transaction: Transaction) throws {
        try transaction.execute(
            """
            UPDATE second_factor SET is_confirmed = 1
            WHERE tenant = \(tenant.number) AND person = \(person.number)
            """)
        try setRecoveryCodes(codes, of: person, in: transaction)
    }

    /// Keeps these recovery codes in place of those of before.
    func setRecoveryCodes(_ codes: [String], of person: Person.ID, in transaction: Transaction) throws {
        try transaction.execute(
            "DELETE FROM recovery_code WHERE tenant = \(tenant.number) AND person = \(person.number)")
        for code in codes {
            try transaction.execute(
                """
                INSERT INTO recovery_code (tenant, person, code_hash)
                VALUES (\(tenant.number), \(person.number), \(hash(code, of: person)))
                """)
        }
    }

    /// Spends a recovery code; false when it is none of this person's.
    func spend(_ code: String, of person: Person.ID, in transaction: Transaction) throws -> Bool {
        try transaction.execute(
            """
            DELETE FROM recovery_code WHERE tenant = \(tenant.number) AND person = \(person.number)
                AND code_hash = \(hash(code, of: person))
            """) == 1
    }

    func recoveryCodesLeft(of person: Person.ID, in transaction: Transaction) throws -> Int {
        try transaction.first(
            "SELECT COUNT(*) FROM recovery_code WHERE tenant = \(tenant.number) AND person = \(person.number)"
        ) { try $0.next(Int.self) } ?? 0
    }

    /// Forgets the secret and its recovery codes; true if there was one in use.
    @discardableResult
    func remove(of person: Person.ID, in transaction: Transaction) throws -> Bool {
        let wasInUse = try factor(of: person, in: transaction)?.isConfirmed ?? false
        for table: SQL in ["recovery_code", "second_factor", "half_sign_in"] {
            try transaction.execute(
                "DELETE FROM \(table) WHERE tenant = \(tenant.number) AND person = \(person.number)")
        }
        return wasInUse
    }

    // MARK: - Half a sign-in

    /// Somebody who knew the password, on the way to the second question.
    struct Half: Sendable {
        let person: Person.ID
        let passwordHash: PasswordHash
    }

    func beginHalf(
        _ token: SignIn.Token, of person: Person.ID, verified: PasswordHash, at now: Instant,
        in transaction: Transaction
    ) throws {
        try transaction.execute(
            """
            DELETE FROM half_sign_in WHERE tenant = \(tenant.number) AND (person = \(person.number)
                OR created_at < \(now.milliseconds - Self.halfMilliseconds))
            """)
        try transaction.execute(
            """
            INSERT INTO half_sign_in (tenant, token_hash, person, password_hash, tries, created_at)
            VALUES (\(tenant.number), \(token.hash), \(person.number), \(verified.encoded), 0, \(now.milliseconds))
            """)
    }

    /// Counts a try; nil when there is no such half sign-in any more.
    func claimTry(_ token: SignIn.Token, at now: Instant, in transaction: Transaction) throws -> Half? {
        try transaction.first(
            """
            UPDATE half_sign_in SET tries = tries + 1
            WHERE tenant = \(tenant.number) AND token_hash = \(token.hash) AND tries < \(Self.triesMax)
                AND created_at > \(now.milliseconds - Self.halfMilliseconds)
            RETURNING person, password_hash
            """
        ) { Half(person: Identifier(try $0.next()), passwordHash: PasswordHash(encoded: try $0.next())) }
    }

    /// Forgets what nobody has finished in time.
    func forgetHalves(at now: Instant, in transaction: Transaction) throws {
        try transaction.execute(
            """
            DELETE FROM half_sign_in
            WHERE tenant = \(tenant.number) AND created_at < \(now.milliseconds - Self.halfMilliseconds)
            """)
    }

    func endHalf(_ token: SignIn.Token, in transaction: Transaction) throws -> Bool {
        try transaction.execute(
            "DELETE FROM half_sign_in WHERE tenant = \(tenant.number) AND token_hash = \(token.hash)") == 1
    }

    private func hash(_ code: String, of person: Person.ID) -> [UInt8] {
        keys.lookup.digest("recovery_code/\(tenant)/\(person)/\(code)")
    }

    private func context(_ person: Person.ID) -> [UInt8] { Array("second_factor/\(tenant)/\(person)".utf8) }
}
