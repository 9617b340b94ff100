// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

/// How often a room's pages were opened, by day and purpose.
struct ScanStore: Sendable {
    let tenant: Tenant.ID

    /// A day's count for one purpose.
    struct Line: Sendable, Hashable {
        let day: Day
        let purpose: ScanPurpose
        let times: Int
    }

    /// Adds what was counted, whatever tenants it is of.
    static func add(_ counts: [ScanCounts.Key: Int], in transaction: Transaction) throws {
        for (key, times) in counts.sorted(by: { $0.key < $1.key }) {
            if let former = key.former {
                try transaction.execute(
                    """
                    INSERT INTO room_former_scan (tenant, token, day, times)
                    VALUES (\(key.tenant.number), \(former.text), \(key.day.description), \(times))
                    ON CONFLICT (tenant, token, day) DO UPDATE SET times = room_former_scan.times + excluded.times
                    """)
                continue
            }
            try transaction.execute(
                """
                INSERT INTO room_scan (tenant, room, day, purpose, times)
                VALUES (\(key.tenant.number), \(key.room.number), \(key.day.description), \(key.purpose.rawValue),
                    \(times))
                ON CONFLICT (tenant, room, day, purpose) DO UPDATE SET times = room_scan.times + excluded.times
                """)
        }
    }

    /// The counts of a room since that day.
    func lines(of room: Room.ID, since day: Day, in transaction: Transaction) throws -> [Line] {
        try transaction.rows(
            """
            SELECT day, purpose, times FROM room_scan
            WHERE tenant = \(tenant.number) AND room = \(room.number) AND day >= \(day.description)
            ORDER BY day, purpose
            """
        ) { row in
            guard let day = Day(try row.next(String.self)), let purpose = ScanPurpose(rawValue: try row.next()) else {
                throw DatabaseError.malformed("room_scan")
            }
            return Line(day: day, purpose: purpose, times: try row.next())
        }
    }
}
