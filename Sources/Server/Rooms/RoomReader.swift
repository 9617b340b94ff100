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
        guard let token = Room.Token(request.parameters["token"] ?? ""),
            let listed = try RoomStore(tenant: request.site.tenant.id).room(answeringTo: token, in: transaction)
        else { throw WebFailure.notFound }
        guard listed.isOpen else { throw WebFailure.roomClosed }
        return listed.room.token == token ? .current(listed) : .replaced(listed)
    }

    /// Answers with the room's page of an address, or with the page that says that the code was replaced. Counts the
    /// visit once the page is made.
    func answer<Content: Sendable>(
        _ request: WebRequest, counting purpose: ScanPurpose? = nil,
        read: @escaping @Sendable (RoomStore.Listed, Transaction) throws -> Content,
        page: (RoomStore.Listed, Content) async throws -> WebResponse
    ) async throws -> WebResponse {
        let (found, content) = try await services.engine.read { transaction -> (Found, Content?) in
            let found = try find(request, in: transaction)
            guard case .current(let listed) = found else { return (found, nil) }
            return (found, try read(listed, transaction))
        }
        guard case .current(let listed) = found, let content else { return arrivedByFormer(found, request) }
        let response = try await page(listed, content)
        if let purpose { services.scans.count(purpose, in: listed.room.id, request) }
        return response
    }

    /// The page that says that the code was replaced. That somebody came by it is counted by itself, so that the room learns
    /// that the old code still hangs somewhere; going on from here counts no arrival.
    private func arrivedByFormer(_ found: Found, _ request: WebRequest) -> WebResponse {
        switch found {
        case .current(let listed), .replaced(let listed):
            services.scans.count(
                .arrive, in: listed.room.id, byFormer: Room.Token(request.parameters["token"] ?? ""), request)
            let content = ReplacedCodePage(
                roomName: listed.room.name, address: Self.address(of: listed.room, asked: request.path))
            return Pages(request, services).resident(
                "这张码已更换", home: "/r/\(listed.room.token.text)", content: content.html)
        }
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
