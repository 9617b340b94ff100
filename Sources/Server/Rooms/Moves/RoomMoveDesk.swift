// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

/// What belongs to a room follows it into another area: whoever has the area now sees all of it, what has ended included.
struct RoomMoveDesk: Sendable {
    let services: Services
    let tenant: Tenant.ID

    /// How many records follow in a transaction.
    static let lot = 300

    private var store: RoomMoveStore { RoomMoveStore(tenant: tenant) }

    /// A room was moved. Single records are the new area's at once; lists have them as the lots come.
    func begin(_ room: Room.ID, to area: String?, at now: Instant, in transaction: Transaction) throws {
        guard let area = area.flatMap({ AreaCode($0) }) else { return }
        try store.begin(room, at: now, in: transaction)
        transaction.afterCommit { [rooms = services.movedRooms, tenant] in rooms.follow(room, to: area, in: tenant) }
    }

    /// Lets the next lot of a room's records follow; the last one writes down how many have.
    func followNext(_ room: Room.ID, of site: Site, at now: Instant, in transaction: Transaction) throws {
        guard var move = try store.standing(of: room, in: transaction) else { return }
        try store.follow(&move, limit: Self.lot, in: transaction)
        try store.save(move, at: now, in: transaction)
        transaction.afterCommit { [pages = services.pages] in pages.spoilAll() }
        guard move.isFinished, move.records > 0,
            let code = try RoomCodeStore(tenant: tenant).code(.init(room.number), in: transaction)
        else { return }
        try RoomCodeDesk(services: services, site: site).save(
            code.recordsFollowing(into: move.area, move.records), Signature(actor: .system, role: nil, now: now),
            in: transaction)
    }
}
