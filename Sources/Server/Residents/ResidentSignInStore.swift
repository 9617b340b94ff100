// SPDX-License-Identifier: Apache-2.0

import Cryptography
import Database
import Domain

/// The sign-ins of residents that have not ended: the row goes with the sign-in, and the phone with the row.
struct ResidentSignInStore: Sendable {
    let tenant: Tenant.ID
    let keys: Keyring

    func insert(_ signIn: ResidentSignIn, in transaction: Transaction) throws {
        let sealed = keys.sealing.seal(Array(signIn.phone.text.utf8), context: context(signIn.id))
        try transaction.execute(
            """
            INSERT INTO resident_sign_in (id, tenant, phone_hash, phone, token_hash, device, created_at, expires_at)
            VALUES (\(signIn.id.number), \(tenant.number), \(signIn.phoneHash), \(sealed), \(signIn.tokenHash),
                \(signIn.device), \(signIn.createdAt.milliseconds), \(signIn.expiresAt.milliseconds))
            """)
    }

    /// The sign-in behind a token, while it lasts.
    func holder(
        of token: ResidentSignIn.Token, at now: Instant, in transaction: Transaction
    ) throws -> ResidentSignIn? {
        try signIns("token_hash = \(token.hash)", at: now, in: transaction).first
    }

    /// The sign-ins by a phone that last, latest first.
    func alive(of phoneHash: [UInt8], at now: Instant, in transaction: Transaction) throws -> [ResidentSignIn] {
        try signIns("phone_hash = \(phoneHash)", at: now, in: transaction)
    }

    private func signIns(_ condition: SQL, at now: Instant, in transaction: Transaction) throws -> [ResidentSignIn] {
        try transaction.rows(
            """
            SELECT id, phone, phone_hash, token_hash, device, created_at, expires_at FROM resident_sign_in
            WHERE tenant = \(tenant.number) AND \(condition) AND expires_at > \(now.milliseconds)
            ORDER BY id DESC LIMIT 100
            """
        ) { row in
            let id = ResidentSignIn.ID(try row.next())
            let words = String(
                decoding: try keys.sealing.open(try row.next(), context: context(id)), as: UTF8.self)
            guard let phone = MobileNumber(words) else { throw DatabaseError.malformed("resident_sign_in \(id)") }
            return ResidentSignIn(
                id: id, phone: phone, phoneHash: try row.next(), tokenHash: try row.next(), device: try row.next(),
                createdAt: Instant(milliseconds: try row.next()), expiresAt: Instant(milliseconds: try row.next()))
        }
    }

    /// Ends a sign-in; false if it has ended already.
    func end(_ id: ResidentSignIn.ID, in transaction: Transaction) throws -> Bool {
        try transaction.execute(
            "DELETE FROM resident_sign_in WHERE tenant = \(tenant.number) AND id = \(id.number)") == 1
    }

    /// Ends all sign-ins by a phone; returns which there were.
    func endAll(of phoneHash: [UInt8], in transaction: Transaction) throws -> [ResidentSignIn.ID] {
        try transaction.rows(
            """
            DELETE FROM resident_sign_in WHERE tenant = \(tenant.number) AND phone_hash = \(phoneHash) RETURNING id
            """
        ) { ResidentSignIn.ID(try $0.next()) }.sorted()
    }

    /// Forgets those whose days are over.
    func forgetExpired(at now: Instant, in transaction: Transaction) throws {
        try transaction.execute(
            "DELETE FROM resident_sign_in WHERE tenant = \(tenant.number) AND expires_at <= \(now.milliseconds)")
    }

    private func context(_ id: ResidentSignIn.ID) -> [UInt8] { Array("resident_sign_in/\(tenant)/\(id)".utf8) }
}
