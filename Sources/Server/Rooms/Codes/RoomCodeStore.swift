// SPDX-License-Identifier: Apache-2.0

import Cryptography
import Database
import Domain

/// The codes of rooms, and those that were replaced.
struct RoomCodeStore: Sendable {
    let tenant: Tenant.ID

    /// A token that was replaced.
    struct Former: Sendable {
        let token: Room.Token
        let replacedAt: Instant
        /// How often somebody came by it since the day that was asked for, and when the last time.
        let times: Int
        let lastOn: Day?
    }

    func code(_ id: RoomCode.ID, in transaction: Transaction) throws -> RoomCode? {
        try transaction.first(
            """
            SELECT id, area, token, ended_on, intake_paused_at, intake_pause_reason, code_version FROM room
            WHERE tenant = \(tenant.number) AND id = \(id.number)
            """
        ) { row in
            let id = Identifier<Room>(try row.next())
            guard let area = AreaCode(try row.next(String.self)), let token = Room.Token(try row.next(String.self))
            else {
                throw DatabaseError.malformed("room")
            }
            let isOpen = try row.next(String?.self) == nil
            let pause = try RoomStore.pause(&row)
            return RoomCode(
                room: id, area: area, token: token, isOpen: isOpen, pause: pause, version: try row.next())
        }
    }

    /// Tokens that no room of the tenant has or ever had.
    func freeToken(in transaction: Transaction) throws -> Room.Token {
        while true {
            let token = Room.Token(random: Random.bytes(5).reduce(UInt64(0)) { $0 << 8 | UInt64($1) })
            if try RoomStore(tenant: tenant).room(answeringTo: token, in: transaction) == nil { return token }
        }
    }

    /// Writes what a command changed. Throws when somebody else was first.
    func save(_ transition: Transition<RoomCode>, at now: Instant, in transaction: Transaction) throws {
        let (before, after) = (transition.before, transition.after)
        let changed = try transaction.execute(
            """
            UPDATE room SET token = \(after.token.text), intake_paused_at = \(after.pause?.since.milliseconds),
                intake_pause_reason = \(after.pause?.reason.words), code_version = \(after.version)
            WHERE tenant = \(tenant.number) AND id = \(after.room.number) AND code_version = \(before.version)
            """)
        guard changed == 1 else { throw WebFailure.changedMeanwhile }
        guard before.token != after.token else { return }
        try transaction.execute(
            """
            INSERT INTO room_former_token (tenant, token, room, replaced_at)
            VALUES (\(tenant.number), \(before.token.text), \(after.room.number), \(now.milliseconds))
            """)
    }

    /// The tokens that were replaced, latest first, with how often they were used since `day`.
    func former(of room: Room.ID, usedSince day: Day, in transaction: Transaction) throws -> [Former] {
        try transaction.rows(
            """
            SELECT f.token, f.replaced_at, CAST(COALESCE(SUM(s.times), 0) AS BIGINT), MAX(s.day) FROM room_former_token f
            LEFT JOIN room_former_scan s
                ON s.tenant = f.tenant AND s.token = f.token AND s.day >= \(day.description)
            WHERE f.tenant = \(tenant.number) AND f.room = \(room.number)
            GROUP BY f.token, f.replaced_at ORDER BY f.replaced_at DESC, f.token
            """
        ) { row in
            guard let token = Room.Token(try row.next(String.self)) else {
                throw DatabaseError.malformed("room_former_token.token")
            }
            return Former(
                token: token, replacedAt: Instant(milliseconds: try row.next()), times: try row.next(),
                lastOn: try row.next(String?.self).flatMap { Day($0) })
        }
    }
}
