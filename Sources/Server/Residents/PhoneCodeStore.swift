// SPDX-License-Identifier: Apache-2.0

import Cryptography
import Database
import Domain

/// The codes that were sent, as keyed hashes: without the key neither the phones nor the million codes can be tried out.
struct PhoneCodeStore: Sendable {
    let tenant: Tenant.ID
    let keys: Keyring

    /// How long codes are kept: as long as they count against the day's number.
    static let keptMilliseconds: Int64 = 2 * 86_400_000

    /// What somebody who asked for a code holds, and what is stored of it: only who asked for a code can try it.
    struct Ticket: Sendable {
        let text: String

        /// The ticket of one request; its double gets the same.
        init(of request: [UInt8], phone: MobileNumber, keys: Keyring) {
            let digest = keys.lookup.digest(
                LengthPrefixed.join([Array("phone_ticket".utf8), request, Array(phone.text.utf8)]))
            text = Base64URL.encode(Array(digest.prefix(16)))
        }

        /// One that was sent.
        init(_ text: String) { self.text = text }
    }

    /// How many codes were sent on a day. Others who ask wait here until this transaction has ended, so nobody is sent one
    /// past a limit beside somebody else.
    func hold(_ day: Day, in transaction: Transaction) throws -> Int {
        try transaction.first(
            """
            INSERT INTO phone_code_day (tenant, day, sent) VALUES (\(tenant.number), \(day.description), 0)
            ON CONFLICT (tenant, day) DO UPDATE SET sent = phone_code_day.sent RETURNING sent
            """
        ) { try $0.next(Int.self) } ?? 0
    }

    /// Counts one more, on a day that is held.
    func countOne(on day: Day, in transaction: Transaction) throws {
        try transaction.execute(
            """
            UPDATE phone_code_day SET sent = sent + 1
            WHERE tenant = \(tenant.number) AND day = \(day.description)
            """)
    }

    /// How many codes were sent on a day.
    func sent(on day: Day, in transaction: Transaction) throws -> Int {
        try transaction.first(
            "SELECT sent FROM phone_code_day WHERE tenant = \(tenant.number) AND day = \(day.description)"
        ) { try $0.next(Int.self) } ?? 0
    }

    /// When codes were sent to a phone, as far as it is kept.
    func moments(of phone: MobileNumber, in transaction: Transaction) throws -> [Instant] {
        try transaction.rows(
            "SELECT sent_at FROM phone_code WHERE tenant = \(tenant.number) AND phone_hash = \(hash(phone))"
        ) { Instant(milliseconds: try $0.next()) }
    }

    func insert(
        _ code: PhoneCode, digits: String, phone: MobileNumber, ticket: Ticket, in transaction: Transaction
    ) throws {
        try transaction.execute(
            """
            INSERT INTO phone_code (id, tenant, phone_hash, ticket_hash, code_hash, sent_at, tries, is_spent)
            VALUES (\(code.id.number), \(tenant.number), \(hash(phone)), \(hash(ticket)), \(hash(digits, code.id)),
                \(code.sentAt.milliseconds), \(code.tries), \(code.isSpent))
            """)
    }

    /// The code that was sent to a phone for a ticket. Others who try it wait until this transaction has ended.
    func code(
        of phone: MobileNumber, ticket: Ticket, in transaction: Transaction
    ) throws -> (code: PhoneCode, hash: [UInt8])? {
        try transaction.first(
            """
            SELECT id, sent_at, tries, is_spent, code_hash FROM phone_code
            WHERE tenant = \(tenant.number) AND phone_hash = \(hash(phone)) AND ticket_hash = \(hash(ticket))
            \(sqlite: "", postgres: "FOR UPDATE")
            """
        ) { row in
            let code = PhoneCode(
                id: Identifier(try row.next()), sentAt: Instant(milliseconds: try row.next()), tries: try row.next(),
                isSpent: try row.next())
            return (code, try row.next())
        }
    }

    /// Notes a try. Throws ``WebFailure/changedMeanwhile`` when somebody else has tried it since it was read.
    func save(_ before: PhoneCode, _ after: PhoneCode, in transaction: Transaction) throws {
        let changed = try transaction.execute(
            """
            UPDATE phone_code SET tries = \(after.tries), is_spent = \(after.isSpent)
            WHERE tenant = \(tenant.number) AND id = \(before.id.number) AND tries = \(before.tries) AND is_spent = 0
            """)
        guard changed == 1 else { throw WebFailure.changedMeanwhile }
    }

    /// What is stored of six digits, bound to the one time they were sent.
    func hash(_ digits: String, _ id: PhoneCode.ID) -> [UInt8] {
        keys.lookup.digest("phone_code/\(tenant)/\(id)/\(digits)")
    }

    private func hash(_ ticket: Ticket) -> [UInt8] { keys.lookup.digest("phone_ticket/\(tenant)/\(ticket.text)") }

    private func hash(_ phone: MobileNumber) -> [UInt8] { keys.hash(ofPhone: phone.text, in: tenant) }

    /// Forgets codes that count for nothing any more, and after half a year how many there were.
    func forget(at now: Instant, countsBefore limit: Instant, in transaction: Transaction) throws {
        let last = now.advanced(byMilliseconds: -Self.keptMilliseconds)
        try transaction.execute(
            "DELETE FROM phone_code WHERE tenant = \(tenant.number) AND sent_at < \(last.milliseconds)")
        try transaction.execute(
            "DELETE FROM phone_code_day WHERE tenant = \(tenant.number) AND day < \(limit.day.description)")
    }
}
