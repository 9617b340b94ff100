// SPDX-License-Identifier: Apache-2.0

import Database
import Domain
import Synchronization

/// Where the rooms lie now that lay in another area before: few in any county, so all are known in memory, and no record costs a
/// question more. Read again every second, since another server may have moved one.
final class MovedRooms: Sendable {
    /// A room of a tenant.
    struct Place: Hashable, Sendable {
        let tenant: Tenant.ID
        let room: Room.ID
    }

    private let state: Mutex<(areas: [Place: AreaCode], changes: Int)>

    init(_ areas: [Place: AreaCode]) {
        state = Mutex((areas, 0))
    }

    /// The area of a room that was moved; nil for any other.
    func area(of room: Room.ID, in tenant: Tenant.ID) -> AreaCode? {
        state.withLock { $0.areas[Place(tenant: tenant, room: room)] }
    }

    /// Goes on by a move that has just become durable.
    func follow(_ room: Room.ID, to area: AreaCode, in tenant: Tenant.ID) {
        state.withLock {
            $0.areas[Place(tenant: tenant, room: room)] = area
            $0.changes += 1
        }
    }

    /// Reads all of them again.
    func reload(_ engine: any Engine) async throws {
        let changes = state.withLock { $0.changes }
        let read = try await engine.read { try RoomMoveStore.areas(in: $0) }
        // What became durable meanwhile may not have been read: the next round reads again.
        state.withLock { if $0.changes == changes { $0.areas = read } }
    }
}

extension CaseDesk {
    /// A record with its rooms in the areas in which they lie now.
    func lying<Record: RoomBound>(_ record: Record?) -> Record? {
        record?.lying { services.movedRooms.area(of: $0, in: site.tenant.id) }
    }
}
