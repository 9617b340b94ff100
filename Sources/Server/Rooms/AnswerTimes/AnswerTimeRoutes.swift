// SPDX-License-Identifier: Apache-2.0

import Database
import Domain
import HTTPTypes

/// How long people wait for the first answer: of the committee and of each room, with the topics behind it.
struct AnswerTimeRoutes: RouteGroup {
    let services: Services

    var routes: [Route] {
        [
            .page(.get, "/answers", all), .page(.get, "/r/{token}/answers", ofRoom),
            .api(.get, "/answer-times", AnswerTimeAPI.all) { try await json($0, nil) },
            .api(.get, "/rooms/{room}/answer-times", AnswerTimeAPI.ofRoom) { try await json($0, $0.id("room")) },
        ]
    }

    /// A page of the topics behind the figure, as asked for in an address.
    private struct List: Sendable {
        let store: AnswerTimeStore
        let scope: TopicScope
        let today: Day
        let limit: Int
        let after: Topic.ID?
        let cursor: ListCursor

        /// `place`: which list it is.
        init(_ request: WebRequest, _ services: Services, place: String) throws {
            store = AnswerTimeStore(tenant: request.site.tenant.id, contents: services.contents)
            scope = TopicScope(of: request.actor)
            today = request.now.day
            limit = try request.limit()
            let cursor = ListCursor(keys: services.keys, filter: "answers/\(request.site.tenant.id)/\(place)")
            self.cursor = cursor
            after = try request.after(cursor)
        }

        func read(_ room: Room.ID?, in transaction: Transaction) throws -> [AnswerTimeStore.Line] {
            try store.topics(of: room, on: today, scope: scope, after: after, limit: limit + 1, in: transaction)
        }

        func page(
            _ lines: [AnswerTimeStore.Line], _ times: AnswerTimes, name: String, base: String
        ) -> AnswerTimePage {
            let page = ListPage(lines, limit: limit, cursor: cursor) { $0.id.text }
            return AnswerTimePage(
                name: name, times: times, lines: page.items,
                pager: Pager(
                    extent: "这一页\(page.items.count)件", previous: nil,
                    next: page.next.map { "\(base)?cursor=\(FormEncoding.encode($0))" }), today: today)
        }
    }

    private func all(_ request: WebRequest) async throws -> WebResponse {
        let list = try List(request, services, place: "all")
        let times = try await KeptFigures(request, services).times(of: nil)
        let lines = try await services.engine.read { try list.read(nil, in: $0) }
        return Pages(request, services).resident(
            "多久有答复", content: list.page(lines, times, name: request.site.tenant.name, base: "/answers").html)
    }

    private func ofRoom(_ request: WebRequest) async throws -> WebResponse {
        let list = try List(request, services, place: RoomRoutes.token(request).text)
        return try await RoomReader(services: services).answer(request) { listed, transaction in
            try list.read(listed.room.id, in: transaction)
        } page: { listed, lines in
            let base = "/r/\(listed.room.token.text)"
            let times = try await KeptFigures(request, services).times(of: listed.room.id)
            return Pages(request, services).resident(
                "多久有答复", home: base,
                content: list.page(lines, times, name: listed.room.name, base: "\(base)/answers").html)
        }
    }

    private func json(_ request: WebRequest, _ room: Room.ID?) async throws -> WebResponse {
        let rooms = RoomStore(tenant: request.site.tenant.id)
        if let room, try await services.engine.read({ try rooms.room(room, in: $0) }) == nil {
            throw WebFailure.notFound
        }
        let times = try await KeptFigures(request, services).times(of: room)
        return .json(AnswerTimeAPI.json(times, on: request.now.day))
    }
}

/// The time to the first answer as the API shows it.
enum AnswerTimeAPI {
    private static let count = Schema.integer(minimum: 0)

    private static let times = Schema.object([
        ("since", .day), ("received", count), ("answered", count), ("unanswered", count),
        ("medianDays", .nullable(count)),
        ("answeredAfter", .array(.object([("days", count), ("topics", count)]))),
    ])

    static let all = Operation(
        id: "readAnswerTimes",
        summary: "Says after how many days people had a first answer, of all topics received within a year.",
        success: .init(status: 200, meaning: "The figure, with what it was counted from.", schema: times))

    static let ofRoom = Operation(
        id: "readRoomAnswerTimes", summary: "As `readAnswerTimes`, of one room.", parameters: [RoomAPI.room],
        success: .init(status: 200, meaning: "The figure, with what it was counted from.", schema: times))

    static func json(_ times: AnswerTimes, on today: Day) -> JSON {
        [
            "since": .string(today.advanced(by: -AnswerTimes.days).description),
            "received": .integer(Int64(times.received)), "answered": .integer(Int64(times.answeredCount)),
            "unanswered": .integer(Int64(times.unanswered)),
            "medianDays": times.medianDays.map { .integer(Int64($0)) } ?? .null,
            "answeredAfter": .array(
                times.answered.sorted { $0.key < $1.key }.map {
                    ["days": .integer(Int64($0.key)), "topics": .integer(Int64($0.value))]
                }),
        ]
    }
}
