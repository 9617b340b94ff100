// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

/// Which days of which people have had their digest.
struct DigestStore: Sendable {
    let tenant: Tenant.ID

    /// Takes a person's day. False when it was taken already, by this server or another: then there is nothing to do.
    func take(
        _ day: Day, of person: Person.ID, sealPosition: Int64, at now: Instant, in transaction: Transaction
    ) throws -> Bool {
        try transaction.execute(
            """
            INSERT INTO digest (tenant, person, day, seal_position, created_at)
            VALUES (\(tenant.number), \(person.number), \(day.description), \(sealPosition), \(now.milliseconds))
            ON CONFLICT (tenant, person, day) DO NOTHING
            """) == 1
    }

    /// Forgets digests made before `limit`, each person's last one excepted; returns how many.
    static func forget(before limit: Instant, in transaction: Transaction) throws -> Int {
        try transaction.execute(
            """
            DELETE FROM digest WHERE created_at < \(limit.milliseconds) AND EXISTS (
                SELECT 1 FROM digest later
                WHERE later.tenant = digest.tenant AND later.person = digest.person AND later.day > digest.day)
            """)
    }
}
