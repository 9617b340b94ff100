// SPDX-License-Identifier: Apache-2.0

import Database
import Domain
import HTTPTypes

/// What calendars and readers follow: announced sessions of the county or of a room, and results; and what
/// anybody may reckon with. Nothing but what the public pages show.
struct FeedRoutes: RouteGroup {
    let services: Services

    private static let sessionsMax = 200
    private static let resultsMax = 50

    var routes: [Route] {
        [
            .page(.get, "/sessions.ics", sessions),
            .page(.get, "/r/{token}/sessions.ics", sessionsOfRoom),
            .page(.get, "/results.atom", results), .page(.get, "/topics.json", topics),
        ]
    }

    private func sessions(_ request: WebRequest) async throws -> WebResponse {
        let store = SessionListStore(tenant: request.site.tenant.id)
        let listed = try await services.engine.read {
            try store.calendar(room: nil, today: request.now.day, limit: Self.sessionsMax, in: $0)
        }
        return calendar("\(request.site.tenant.shortName)协商会", listed, request)
    }

    private func sessionsOfRoom(_ request: WebRequest) async throws -> WebResponse {
        let store = SessionListStore(tenant: request.site.tenant.id)
        return try await RoomReader(services: services).answer(request) { listed, transaction in
            try store.calendar(
                room: listed.room.id, today: request.now.day, limit: Self.sessionsMax, in: transaction)
        } page: { listed, sessions in
            calendar("\(listed.room.name)协商会", sessions, request)
        }
    }

    private func calendar(
        _ name: String, _ sessions: [SessionListStore.Listed], _ request: WebRequest
    ) -> WebResponse {
        let base = services.baseURL(of: request.site.tenant.id)
        let feed = CalendarFeed(
            name: name,
            events: sessions.map { .init($0, title: $0.title, address: "\(base)/sessions/\($0.id)") }, now: request.now)
        return Self.file(feed.bytes, "text/calendar; charset=utf-8")
    }

    private func results(_ request: WebRequest) async throws -> WebResponse {
        let (tenant, base) = (request.site.tenant, services.baseURL(of: request.site.tenant.id))
        let (found, words) = try await services.engine.read { transaction in
            let found = try FeedStore(tenant: tenant.id).results(limit: Self.resultsMax, in: transaction)
            return (
                found, try TopicWordStore(tenant: tenant.id).tallies(of: found.map(\.id), in: transaction)
            )
        }
        let feed = AtomFeed(
            title: "\(tenant.shortName)：有了结果的事", address: "\(base)/results.atom", author: tenant.name,
            entries: found.map { result in
                .init(
                    address: "\(base)/topics/\(result.id)", title: result.title,
                    words: [
                        result.body, result.answer.map { "办得怎么样：\($0)" },
                        "\(result.roomName)，\(TopicWording.residents(result.state))。"
                            + RoomWording.note(claimed: result.claimed, word: words[result.id]) + "。",
                    ].compactMap(\.self).joined(separator: "\n"), updated: result.changedAt)
            }, founded: Instant(milliseconds: 0))
        return Self.file(feed.bytes, "application/atom+xml; charset=utf-8")
    }

    private func topics(_ request: WebRequest) async throws -> WebResponse {
        let file = PublicTopicFile(
            store: TopicListStore(tenant: request.site.tenant.id, contents: services.contents),
            engine: services.engine)
        var response = Self.file([], "application/json")
        response.pieces = .init(count: nil) { _ in try await file.next() }
        return response
    }

    static func file(_ bytes: [UInt8], _ type: String) -> WebResponse {
        WebResponse(status: .ok, headers: [.contentType: type, .cacheControl: "no-store"], body: bytes)
    }
}

extension CalendarFeed.Event {
    /// A session as calendars show it.
    init(_ session: SessionListStore.Listed, title: String?, address: String) {
        self.init(
            uid: "session-\(session.id)@shangliang", title: "\(title ?? TopicWording.erased)（\(session.roomName)）",
            place: session.place,
            start: Instant(session.day, hour: session.minuteOfDay / 60, minute: session.minuteOfDay % 60),
            address: address, sequence: session.version,
            isCancelled: [.cancelled, .postponed].contains(session.state))
    }
}
