// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

/// Reads a page of rooms, the same for residents, the desk and programs.
struct RoomLister: Sendable {
    let services: Services

    /// A page of rooms with all that the page around it shows.
    struct Listing: Sendable {
        let search: RoomSearch
        let page: ListPage<RoomStore.Listed>
        let areas: [Area]
        /// How many rooms the other filters leave, and how many of them are complete.
        let counts: (all: Int, complete: Int)
    }

    /// The rooms that were asked for.
    func page(_ request: WebRequest) async throws -> ListPage<RoomStore.Listed> {
        let list = try List(request, services)
        return try await services.engine.read { try list.page(in: $0) }
    }

    /// Those of them whose desk record is this person's to read.
    func ownPage(_ request: WebRequest, _ staff: Staff) async throws -> ListPage<RoomStore.Listed> {
        let list = try List(request, services, own: RoomCodeDesk.domains(of: staff))
        return try await services.engine.read { try list.page(in: $0) }
    }

    /// The same, with the filters around them.
    func listing(_ request: WebRequest) async throws -> Listing {
        let list = try List(request, services)
        let store = RoomStore(tenant: request.site.tenant.id)
        var all = list.search.query
        all.isComplete = nil
        return try await services.engine.read { [all] transaction in
            Listing(
                search: list.search, page: try list.page(in: transaction), areas: try store.areas(in: transaction),
                counts: try store.counts(all, on: request.now.day, in: transaction))
        }
    }

    /// What an address asks for.
    private struct List: Sendable {
        let search: RoomSearch
        private let query: RoomStore.Query
        private let store: RoomStore
        private let cursor: ListCursor
        private let after: RoomStore.Place?
        private let limit: Int
        private let today: Day

        init(_ request: WebRequest, _ services: Services, own domains: [Appointment.Domain]? = nil) throws {
            let search = try RoomSearch(request)
            self.search = search
            var query = search.query
            query.domains = domains
            self.query = query
            store = RoomStore(tenant: request.site.tenant.id)
            let filters = search.pairs.map { "\($0.name)=\($0.value)" }.joined(separator: "/")
            let cursor = ListCursor(keys: services.keys, filter: "rooms/\(request.site.tenant.id)/\(filters)")
            self.cursor = cursor
            after = try request.query["cursor"].map { try cursor.read($0) }.map { try RoomLister.place($0) }
            limit = try request.limit()
            today = request.now.day
        }

        func page(in transaction: Transaction) throws -> ListPage<RoomStore.Listed> {
            let found = try store.rooms(query, on: today, after: after, limit: limit + 1, in: transaction)
            return ListPage(found, limit: limit, cursor: cursor) { "\($0.room.area.text)/\($0.room.id.text)" }
        }
    }

    /// Where a page of rooms ended.
    static func place(_ text: String) throws -> RoomStore.Place {
        let parts = text.split(separator: "/").map(String.init)
        guard parts.count == 2, let id = Identifier<Room>(parts[1]) else { throw WebFailure.malformedCursor }
        return RoomStore.Place(area: parts[0], id: id)
    }

    /// A room in a list. `marksGaps`: whether what is missing is said instead of the area, where a heading names it.
    static func door(_ listed: RoomStore.Listed, on today: Day, marksGaps: Bool = true) -> Doors.Door {
        let gaps = marksGaps ? listed.gaps(on: today) : []
        return Doors.Door(
            title: listed.room.name,
            note: [marksGaps ? nil : listed.areaName, listed.room.address, RoomWording.missing(gaps)]
                .compactMap(\.self).joined(separator: " · "),
            address: "/r/\(listed.room.token.text)", chip: marksGaps ? RoomWording.chip(gaps) : nil)
    }

    /// What there is to know of a room.
    static func facts(_ listed: RoomStore.Listed) -> [Facts.Row] {
        let room = listed.room
        return [
            .init("级别", DirectoryWording.name(room.level)), listed.host.map { .init("依托单位", $0) },
            room.convener.map { .init("召集人", $0) }, room.secretary.map { .init("秘书", $0) },
            .init("地址", room.address), listed.hours.map { .init("开放时间", $0) },
            .init("用来做", RoomWording.names(listed.functions)),
        ].compactMap { $0 }
    }

    /// The members assigned to a room, those of higher committees with their level; nil where there are none.
    static func members(_ members: [(name: String, level: Membership.Level)]) -> Facts.Row? {
        guard !members.isEmpty else { return nil }
        let names = members.map { $0.level == .own ? $0.name : "\($0.name)（\(DirectoryWording.name($0.level))委员）" }
        return .init("编入这里的委员", names.joined(separator: "、"))
    }

    /// What the county calls the whole, and its way by a code.
    static func names(_ practice: RoomPractice) -> Facts.Row {
        .init("平台", "\(practice.platform) · \(practice.channel) · \(practice.venue)")
    }
}
