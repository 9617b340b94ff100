// SPDX-License-Identifier: Apache-2.0

import Database
import Domain
import HTTPTypes
import Markup

/// The rooms' pages and their part of the API.
struct RoomRoutes: Sendable {
    let services: Services

    var routes: [Route] {
        [
            .page(.get, "/", home),
            .page(.get, "/r/{token}", room),
            .page(.get, "/r/{token}/poster") { try await sheet($0, .poster) },
            .page(.get, "/r/{token}/card") { try await sheet($0, .tableCard) },
            .desk(.get, "/desk/rooms", for: Set(Role.allCases), deskList),
            .api(.get, "/rooms", RoomAPI.list, listJSON),
            .api(.get, "/rooms/{room}", RoomAPI.one, oneJSON),
        ]
    }

    private func home(_ request: WebRequest) async throws -> WebResponse {
        let page = try await roomsPage(request)
        let pages = Pages(request, services)
        let next = page.next.map { "/?cursor=\(FormEncoding.encode($0))" }
        let content = HomePage(
            place: request.site.tenant.name, statusToken: request.token(for: "/status"),
            rooms: page.items.map { listed in
                Doors.Door(
                    title: listed.room.name, note: "\(listed.areaName) · \(listed.room.address)",
                    address: "/r/\(listed.room.token.text)")
            },
            pager: Pager(extent: "这一页\(page.items.count)间", previous: nil, next: next))
        return pages.resident("议事室", content: content.html)
    }

    private func room(_ request: WebRequest) async throws -> WebResponse {
        let token = try Self.token(request)
        let tenant = request.site.tenant.id
        let topics = TopicListStore(tenant: tenant, contents: services.contents)
        let (listed, published) = try await services.engine.read { transaction in
            guard let listed = try RoomStore(tenant: tenant).room(token, in: transaction) else {
                throw WebFailure.notFound
            }
            return (
                listed,
                try topics.published(.init(room: listed.room.id), after: nil, limit: 5, in: transaction)
            )
        }
        let room = listed.room
        let pages = Pages(request, services)
        let content = RoomPage(
            place: "\(listed.areaName) · \(room.name)", raiseAddress: "/r/\(room.token.text)/raise",
            screeningDays: request.site.practice.profile.screeningDays, statusToken: request.token(for: "/status"),
            topics: published.map { PublicTopicPages.card($0, today: pages.today, namesRoom: false) },
            allTopics: TextLink(text: "全部", address: "/topics?room=\(room.id.text)"),
            facts: [
                room.convener.map { Facts.Row("召集人", $0) }, room.secretary.map { Facts.Row("秘书", $0) },
                Facts.Row("地址", room.address),
            ].compactMap { $0 })
        return pages.resident(room.name, home: "/r/\(room.token.text)", content: content.html)
    }

    private func sheet(_ request: WebRequest, _ format: RoomSheet.Format) async throws -> WebResponse {
        let token = try Self.token(request)
        let tenant = request.site.tenant.id
        guard let listed = try await services.engine.read({ try RoomStore(tenant: tenant).room(token, in: $0) }) else {
            throw WebFailure.notFound
        }
        let pages = Pages(request, services)
        let address = "\(services.settings.baseURL)/r/\(token.text)"
        let sheet = RoomSheet(
            format: format, organ: request.site.tenant.shortName, roomName: listed.room.name,
            qr: QRCode.svg(address),
            address: String(address.split(separator: "/", maxSplits: 1).last?.dropFirst() ?? ""),
            instructions: [
                "用微信或相机扫一扫，不用注册", "像跟邻居说话一样，写下您想商量的事",
                "记下查询码，\(request.site.practice.profile.screeningDays)个工作日内有人答复",
            ], contact: "不会用手机？请打\(request.site.tenant.contact)")
        let layout = PrintLayout(
            head: pages.head(format == .poster ? "海报" : "台卡"),
            back: TextLink(text: listed.room.name, address: "/r/\(token.text)"), sheet: sheet.html)
        return .page(layout.html)
    }

    private func deskList(_ request: WebRequest, _ signedIn: SignedIn) async throws -> WebResponse {
        let page = try await roomsPage(request)
        let pages = Pages(request, services)
        let rows = page.items.map { listed -> LinkList.Row in
            let base = "/r/\(listed.room.token.text)"
            return LinkList.Row(
                relation: listed.areaName,
                content: """
                    \(TextLink(text: listed.room.name, address: base).html) · \
                    \(TextLink(text: "海报", address: "\(base)/poster").html) · \
                    \(TextLink(text: "台卡", address: "\(base)/card").html)
                    """)
        }
        let pager = Pager(
            extent: "这一页\(page.items.count)间", previous: nil,
            next: page.next.map { "/desk/rooms?cursor=\(FormEncoding.encode($0))" })
        let content: HTML = "\(RecordHead(title: "议事室").html)\(LinkList(rows: rows).html)\(pager.html)"
        return pages.desk("议事室", signedIn, place: .rooms, counts: [:], content: content)
    }

    private func listJSON(_ request: WebRequest) async throws -> WebResponse {
        let page = try await roomsPage(request)
        return .json([
            "items": .array(page.items.map { RoomAPI.json($0, services.settings.baseURL) }),
            "next": .optional(page.next),
        ])
    }

    private func oneJSON(_ request: WebRequest) async throws -> WebResponse {
        let id: Room.ID = try request.id("room")
        let tenant = request.site.tenant.id
        guard let listed = try await services.engine.read({ try RoomStore(tenant: tenant).room(id, in: $0) }) else {
            throw WebFailure.notFound
        }
        return .json(RoomAPI.json(listed, services.settings.baseURL))
    }

    private func roomsPage(_ request: WebRequest) async throws -> ListPage<RoomStore.Listed> {
        let area = try request.area()
        let cursor = ListCursor(keys: services.keys, filter: "rooms/\(request.site.tenant.id)/\(area?.text ?? "")")
        let after = try request.query["cursor"].map { try cursor.read($0) }.flatMap { Identifier<Room>($0) }
        let limit = try request.limit()
        let tenant = request.site.tenant.id
        let rooms = try await services.engine.read {
            try RoomStore(tenant: tenant).rooms(in: area, after: after, limit: limit + 1, in: $0)
        }
        return ListPage(rooms, limit: limit, cursor: cursor) { $0.room.id.text }
    }

    static func token(_ request: WebRequest) throws -> Room.Token {
        guard let token = Room.Token(request.parameters["token"] ?? "") else { throw WebFailure.notFound }
        return token
    }
}
