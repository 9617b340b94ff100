// SPDX-License-Identifier: Apache-2.0

import Database
import Domain
import HTTPTypes
import Markup

/// Rooms on the desk: the list, and one's own with its code, its scans and its slips.
struct RoomDeskRoutes: RouteGroup {
    let services: Services
    private static let readers = RoomCodeDesk.readers

    var routes: [Route] {
        [
            .desk(.get, "/desk/rooms", for: Set(Role.allCases), list),
            .desk(.get, "/desk/rooms/{record}", for: Self.readers, record),
            .desk(.get, "/desk/rooms/{record}/slips/{batch}", for: RoomCode.Command.makeSlips.holders, sheet),
            .api(.get, "/desk/rooms", RoomDeskAPI.list, for: Self.readers, listJSON),
            .api(.get, "/desk/rooms/{record}", RoomDeskAPI.one, for: Self.readers, recordJSON),
            .api(
                .get, "/desk/rooms/{record}/slips/{batch}", RoomDeskAPI.sheet,
                for: RoomCode.Command.makeSlips.holders, sheetJSON),
        ] + CaseRoutes<RoomCodeDesk>(services: services) { $0.holders }.routes
    }

    private func list(_ request: WebRequest, _ signedIn: SignedIn) async throws -> WebResponse {
        let listing = try await RoomLister(services: services).listing(request)
        let today = request.now.day
        let page = RoomListPage(
            base: "/desk/rooms", search: listing.search, areas: listing.areas, counts: listing.counts,
            lines: listing.page.items.map { listed in
                let (room, base) = (listed.room, "/r/\(listed.room.token.text)")
                var door = RoomLister.door(listed, on: today)
                if RoomCodeDesk.isOpen(room.id, room.area, to: request.actor) {
                    door.address = "/desk/rooms/\(room.id)"
                }
                return .init(
                    area: room.area, areaName: listed.areaName, door: door,
                    sheets: [
                        TextLink(text: "海报", address: "\(base)/poster"),
                        TextLink(text: "台卡", address: "\(base)/card"),
                        TextLink(text: "纸表", address: "\(base)/form"),
                    ])
            }, next: listing.page.next)
        let buttons =
            Self.readers.contains { signedIn.staff.holds($0) }
            ? [Button(label: "覆盖情况", role: .link(to: RoomCoverageRoutes.path), size: .small)] : []
        return Pages(request, services).desk(
            "议事室", signedIn, place: .rooms,
            content: "\(RecordHead(title: "议事室", buttons: buttons).html)<div class=\"stack-l\">\(page.html)</div>")
    }

    private func listJSON(_ request: WebRequest, _ signedIn: SignedIn) async throws -> WebResponse {
        let page = try await RoomLister(services: services).ownPage(request, signedIn.staff)
        let baseURL = services.baseURL(of: request.site.tenant.id)
        return .json([
            "items": .array(page.items.map { RoomAPI.json($0, on: request.now.day, baseURL) }),
            "next": .optional(page.next),
        ])
    }

    private func read(_ request: WebRequest) async throws -> RoomDeskRecord {
        let id: RoomCode.ID = try request.id("record")
        let desk = RoomCodeDesk(request, services)
        return try await services.engine.read {
            try desk.record(id, for: request.actor, on: request.now.day, in: $0)
        }
    }

    private func record(_ request: WebRequest, _ signedIn: SignedIn) async throws -> WebResponse {
        let record = try await read(request)
        let page = RoomDeskPage(record: record, actor: request.actor, token: { request.token(for: $0) })
        let done = request.query["done"].flatMap(RoomCode.Command.init)
        return Pages(request, services).desk(
            record.listed.room.name, signedIn, place: .rooms,
            flash: done.map { Flash(sentence: RoomWording.done($0)) }, content: page.html)
    }

    private func recordJSON(_ request: WebRequest, _ signedIn: SignedIn) async throws -> WebResponse {
        .json(
            RoomDeskAPI.json(
                try await read(request), for: request.actor, services.baseURL(of: request.site.tenant.id)))
    }

    /// A batch of a room of one's own, for those who may make slips there. Throws a ``SlipRefusal`` where they are over or void.
    private func batch(_ request: WebRequest) async throws -> (batch: SlipBatch, room: RoomStore.Listed) {
        let id: RoomCode.ID = try request.id("record")
        let batch: SlipBatch.ID = try request.id("batch")
        let tenant = request.site.tenant.id
        let desk = RoomCodeDesk(request, services)
        return try await services.engine.read { transaction in
            let code = try desk.visible(id, to: request.actor, in: transaction)
            guard code.role(of: request.actor, for: .makeSlips) != nil,
                let found = try SlipStore(tenant: tenant).batch(batch, in: transaction), found.room == code.room,
                let listed = try RoomStore(tenant: tenant).room(code.room, in: transaction)
            else { throw WebFailure.notFound }
            if let refusal = found.refusal(isUsed: false, on: request.now.day) { throw refusal }
            return (found, listed)
        }
    }

    private func sheet(_ request: WebRequest, _ signedIn: SignedIn) async throws -> WebResponse {
        let (batch, listed) = try await batch(request)
        let codes = SlipDesk(services: services, site: request.site).codes(of: batch)
        let sheet = SlipSheet(
            roomName: listed.room.name, validUntil: ChineseTime.day(batch.validUntil, today: request.now.day),
            slips: codes.map { code in
                let address = PrintedAddress(slip: code, services, request.site)
                return .init(code: code.text, qr: address.qr, address: address.plain)
            })
        let layout = PrintLayout(
            head: Pages(request, services).head("纸条"),
            back: TextLink(text: listed.room.name, address: "/desk/rooms/\(listed.room.id)"), sheet: sheet.html)
        return .page(layout.html)
    }

    private func sheetJSON(_ request: WebRequest, _ signedIn: SignedIn) async throws -> WebResponse {
        let (batch, _) = try await batch(request)
        return .json(
            RoomDeskAPI.json(
                batch, SlipDesk(services: services, site: request.site).codes(of: batch),
                services.baseURL(of: request.site.tenant.id)))
    }
}
