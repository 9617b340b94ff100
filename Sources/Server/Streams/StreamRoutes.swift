// SPDX-License-Identifier: Apache-2.0

import Cryptography
import Database
import Domain
import EventStreams
import HTTPTypes
import NIOCore

/// What happens on a record, told to whoever watches: Server-Sent Events, by cookie or ticket on pages and by bearer
/// token for programs. Who may not see the record is told that there is no such page.
struct StreamRoutes: RouteGroup {
    let services: Services

    /// After this time, more or less, whoever watches comes back by itself and is looked at again.
    private static let lifetimeSeconds: ClosedRange<Int64> = 540...660

    var routes: [Route] {
        [
            Route.page(.get, "/streams/{face}/{watched}", watch).knowingResident(),
            .api(.get, "/streams/{face}/{watched}", StreamAPI.watch, watch),
        ]
    }

    /// The address for a page's script. `last`: the number of the last event that the page shows.
    static func address(
        of channel: StreamChannel, after last: Int64, for request: WebRequest, _ services: Services
    ) -> String {
        let ticket = StreamTicket(authenticator: services.keys.forms).issue(for: channel, to: request)
        return "\(address(of: channel, after: last))&ticket=\(ticket)"
    }

    /// The same where the right comes with each request: whoever has lost it meanwhile is told nothing any more.
    static func address(of channel: StreamChannel, after last: Int64) -> String {
        "/streams/\(channel.name)?after=\(last)"
    }

    private func watch(_ request: WebRequest) async throws -> WebResponse {
        let name = "\(request.parameters["face"] ?? "")/\(request.parameters["watched"] ?? "")"
        guard let channel = StreamChannel(name, of: request.site.tenant.id) else { throw WebFailure.notFound }
        try await requireVisible(channel, to: request)
        guard services.streams.hub.hasRoom else { throw WebFailure.streamsFull }
        return stream(of: channel, after: position(request))
    }

    private func requireVisible(_ channel: StreamChannel, to request: WebRequest) async throws {
        let ticket = StreamTicket(authenticator: services.keys.forms)
        if let shown = request.query["ticket"], ticket.isValid(shown, for: channel, from: request) { return }
        let isVisible = try await services.engine.read {
            try channel.kind.face.isVisible(channel, to: request, services, in: $0)
        }
        guard isVisible else { throw WebFailure.notFound }
    }

    /// Up to where the page has been told: by the browser that comes back, or by the page itself.
    private func position(_ request: WebRequest) -> Int64? {
        let told = request.head.headerFields[.lastEventID] ?? request.query["after"]
        return told.flatMap { Int64($0) }.flatMap { $0 >= 0 ? $0 : nil }
    }

    private func stream(of channel: StreamChannel, after number: Int64?) -> WebResponse {
        var response = WebResponse(
            status: .ok,
            // Proxies are to hand on each piece as it comes.
            headers: [.contentType: "text/event-stream", .cacheControl: "no-store", .accelBuffering: "no"])
        let hub = services.streams.hub
        response.takeOver = { connection in
            try await hub.takeOver(
                connection, watching: channel.key, after: number,
                lifetime: .seconds(Int64.random(in: Self.lifetimeSeconds)))
        }
        return response
    }
}
