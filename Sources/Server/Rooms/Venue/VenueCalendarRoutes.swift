// SPDX-License-Identifier: Apache-2.0

import Database
import Domain
import HTTPTypes
import Markup

/// The calendar of a room's venue: what takes place there and when (A2-04), for everybody and on the desk.
struct VenueCalendarRoutes: RouteGroup {
    let services: Services

    var routes: [Route] {
        [
            .page(.get, "/r/{token}/calendar", page),
            .api(.get, "/rooms/{room}/calendar", VenueCalendarAPI.one, pageJSON),
            .desk(.get, "/desk/rooms/{record}/calendar", for: RoomCodeDesk.readers, deskPage),
            .api(.get, "/desk/rooms/{record}/calendar", VenueCalendarAPI.desk, for: RoomCodeDesk.readers, deskJSON),
        ]
    }

    /// The months that can be asked for.
    static let months = Day(year: 2000, month: 1, day: 1)...Day(year: 2099, month: 12, day: 1)

    /// As an address names a month: 2026-03.
    static func text(_ first: Day) -> String { String(first.description.prefix(7)) }

    /// The first day of the month that is asked for; of this one if nothing is said.
    private static func month(_ request: WebRequest) throws -> Day {
        guard let typed = request.query["month"] else {
            return request.now.day.advanced(by: 1 - request.now.day.dayOfMonth)
        }
        guard typed.utf8.count == 7, let first = Day("\(typed)-01"), months.contains(first) else {
            throw InputProblems([.init(field: "month", sentence: "月份要像 2026-03 这样写。")])
        }
        return first
    }

    private func entries(
        _ room: Room.ID, _ month: Day, for reader: VenueCalendarStore.Reader, _ request: WebRequest,
        in transaction: Transaction
    ) throws -> [VenueCalendarStore.Entry] {
        try VenueCalendarStore(tenant: request.site.tenant.id).entries(
            of: room, from: month, until: month.advanced(byMonths: 1).advanced(by: -1), for: reader, in: transaction)
    }

    // MARK: - For everybody

    private func page(_ request: WebRequest) async throws -> WebResponse {
        let month = try Self.month(request)
        let pages = Pages(request, services)
        return try await RoomReader(services: services).answer(request) { listed, transaction in
            try entries(listed.room.id, month, for: .everybody, request, in: transaction)
        } page: { listed, entries in
            let base = "/r/\(listed.room.token.text)"
            let page = VenueCalendarPage(
                month: month, today: pages.today, entries: entries, address: { Self.publicAddress($0, base) },
                marksClashes: false, base: "\(base)/calendar")
            return pages.resident(
                "日程", home: base,
                content: """
                    <div class="stack"><span class="over">\(listed.room.name)</span><h1>日程</h1>\
                    <p class="mute">在\(listed.room.address)。公开的协商会、接待日和活动都可以来。</p></div>\(page.html)
                    """)
        }
    }

    private func pageJSON(_ request: WebRequest) async throws -> WebResponse {
        let month = try Self.month(request)
        let id: Room.ID = try request.id("room")
        return try await services.engine.read { transaction in
            guard try RoomStore(tenant: request.site.tenant.id).room(id, in: transaction) != nil else {
                throw WebFailure.notFound
            }
            let entries = try entries(id, month, for: .everybody, request, in: transaction)
            return .json(VenueCalendarAPI.json(month, entries, isOfDesk: false))
        }
    }

    /// Where everybody reads of it.
    private static func publicAddress(_ entry: VenueCalendarStore.Entry, _ base: String) -> String? {
        guard entry.isPublic else { return nil }
        switch entry.use.kind {
        case .session: return "/sessions/\(ConsultationSession.ID(entry.use.record))"
        case .reception: return "\(base)/receptions/\(ReceptionDay.ID(entry.use.record))"
        case .activity: return nil
        }
    }

    // MARK: - On the desk

    private func read(
        _ request: WebRequest
    ) async throws -> (listed: RoomStore.Listed, month: Day, entries: [VenueCalendarStore.Entry]) {
        let month = try Self.month(request)
        let id: RoomCode.ID = try request.id("record")
        let desk = RoomCodeDesk(request, services)
        let rooms = RoomStore(tenant: request.site.tenant.id)
        return try await services.engine.read { transaction in
            let code = try desk.visible(id, to: request.actor, in: transaction)
            guard let listed = try rooms.room(code.room, in: transaction) else { throw WebFailure.notFound }
            let entries = try entries(code.room, month, for: .desk(request.actor), request, in: transaction)
            return (listed, month, entries)
        }
    }

    private func deskPage(_ request: WebRequest, _ signedIn: SignedIn) async throws -> WebResponse {
        let (listed, month, entries) = try await read(request)
        let pages = Pages(request, services)
        let (base, record) = ("/r/\(listed.room.token.text)", "/desk/rooms/\(listed.room.id)")
        let page = VenueCalendarPage(
            month: month, today: pages.today, entries: entries,
            address: { entry in entry.isOpen ? Self.deskAddress(entry) : Self.publicAddress(entry, base) },
            marksClashes: true, base: "\(record)/calendar")
        let keeps = RegisterScope(of: request.actor, over: .venueActivities)
            .covers([.init(room: listed.room.id, area: listed.room.area)])
        let head = RecordHead(
            title: "\(listed.room.name)日程", parent: TextLink(text: listed.room.name, address: record),
            buttons: [Button(label: "公开的日程", role: .link(to: "\(base)/calendar"), size: .small)]
                + (keeps
                    ? [
                        Button(
                            label: "登记活动", role: .link(to: "/desk/directory/venue_activities/new"), size: .small)
                    ] : []))
        let hint: HTML =
            keeps ? HTML() : "<p class=\"small mute\">讲座、读书这些活动，由议事室的秘书、召集人在台账的“议事室活动”里登记。</p>"
        return pages.desk(
            "\(listed.room.name)日程", signedIn, place: .rooms,
            content: "\(head.html)<div class=\"stack\">\(hint)\(page.html)</div>")
    }

    private static func deskAddress(_ entry: VenueCalendarStore.Entry) -> String? {
        switch entry.use.kind {
        case .session: "/desk/sessions/\(ConsultationSession.ID(entry.use.record))"
        case .reception: "/desk/receptions/\(ReceptionDay.ID(entry.use.record))"
        case .activity: nil
        }
    }

    private func deskJSON(_ request: WebRequest, _ signedIn: SignedIn) async throws -> WebResponse {
        let (_, month, entries) = try await read(request)
        return .json(VenueCalendarAPI.json(month, entries, isOfDesk: true))
    }
}
