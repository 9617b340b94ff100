// SPDX-License-Identifier: Apache-2.0

import Database
import Domain
import HTTPTypes
import Markup

/// Finds the room that an address names by its token, and says so where the token was replaced.
struct RoomReader: Sendable {
    let services: Services

    /// What a token leads to.
    enum Found: Sendable {
        case current(RoomStore.Listed)
        /// The token was replaced; what was printed with it still leads here.
        case replaced(RoomStore.Listed)
    }

    /// Throws ``WebFailure/notFound`` for a token that never was, and ``WebFailure/roomClosed``.
    func find(_ request: WebRequest, in transaction: Transaction) throws -> Found {
        let listed = try listed(request, in: transaction)
        guard listed.isOpen else { throw WebFailure.roomClosed }
        return found(listed, request)
    }

    private func listed(_ request: WebRequest, in transaction: Transaction) throws -> RoomStore.Listed {
        guard let token = Room.Token(request.parameters["token"] ?? ""),
            let listed = try RoomStore(tenant: request.site.tenant.id).room(answeringTo: token, in: transaction)
        else { throw WebFailure.notFound }
        return listed
    }

    private func found(_ listed: RoomStore.Listed, _ request: WebRequest) -> Found {
        listed.room.token == Room.Token(request.parameters["token"] ?? "") ? .current(listed) : .replaced(listed)
    }

    /// Answers with the room's page of an address, or with the page that says that the code was replaced or the room closed.
    /// Counts the visit once the page is made.
    func answer<Content: Sendable>(
        _ request: WebRequest, counting purpose: ScanPurpose? = nil,
        read: @escaping @Sendable (RoomStore.Listed, Transaction) throws -> Content,
        page: (RoomStore.Listed, Content) async throws -> WebResponse
    ) async throws -> WebResponse {
        let (listed, content) = try await services.engine.read { transaction -> (RoomStore.Listed, Content?) in
            let listed = try self.listed(request, in: transaction)
            guard listed.isOpen, case .current = found(listed, request) else { return (listed, nil) }
            return (listed, try read(listed, transaction))
        }
        guard listed.isOpen else { return closed(listed, request) }
        guard let content else { return arrivedByFormer(listed, request) }
        let response = try await page(listed, content)
        if let purpose { services.scans.count(purpose, in: listed.room.id, request) }
        return response
    }

    /// The page that says that the code was replaced. That somebody came by it is counted by itself, so that the room learns
    /// that the old code still hangs somewhere; going on from here counts no arrival.
    private func arrivedByFormer(_ listed: RoomStore.Listed, _ request: WebRequest) -> WebResponse {
        services.scans.count(
            .arrive, in: listed.room.id, byFormer: Room.Token(request.parameters["token"] ?? ""), request)
        let content = ReplacedCodePage(
            roomName: listed.room.name, address: Self.address(of: listed.room, asked: request.path))
        return Pages(request, services).resident(
            "这张码已更换", home: "/r/\(listed.room.token.text)", content: content.html)
    }

    /// The page that says that the room is no longer used, and where to go instead.
    private func closed(_ listed: RoomStore.Listed, _ request: WebRequest) -> WebResponse {
        Pages(request, services).resident(
            "这间议事室已经停用", status: WebFailure.roomClosed.status.code,
            content: ClosedRoomPage(roomName: listed.room.name, area: listed.room.area).html)
    }

    /// The same page under the room's present token.
    static func address(of room: Room, asked path: String) -> String {
        let rest = path.split(separator: "/").dropFirst(2).map { FormEncoding.encode(String($0)) }
        return (["/r", room.token.text] + rest).joined(separator: "/")
    }
}

/// Where an old code leads: it says so, and how to go on.
struct ReplacedCodePage: Sendable {
    let roomName: String
    let address: String

    var html: HTML {
        """
        <div class="stack"><span class="over">\(roomName)</span><h1>这张码已更换</h1>\
        <p>您扫的是旧码。议事室还在，换了一张新码；点下面就能接着去。</p>\
        \(Button(label: "去\(roomName)", role: .link(to: address), style: .primary, size: .big).html)\
        <p class="small mute">如果是墙上贴的海报，劳烦告诉议事室一声，换上新的。</p></div>
        """
    }
}

/// Where the code of a room leads that is no longer used: to the rooms of its town, and to what was raised there.
struct ClosedRoomPage: Sendable {
    let roomName: String
    let area: AreaCode

    var html: HTML {
        """
        <div class="stack"><span class="over">\(roomName)</span><h1>这间议事室已经停用</h1>\
        <p>新的议题请到附近别的议事室提。在这里提过的照样办，凭查询码随时能查。</p>\
        \(Button(label: "看看附近的议事室", role: .link(to: nearby), style: .primary, size: .big).html)\
        \(Button(label: "凭查询码查进度", role: .link(to: "/"), style: .quiet).html)\
        <p class="small mute">如果码还贴在墙上，劳烦告诉村（社区）一声，把它取下来。</p></div>
        """
    }

    private var nearby: String { "/rooms?area=\((area.parent ?? area).text)" }
}
