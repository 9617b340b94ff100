// SPDX-License-Identifier: Apache-2.0

import Database
import Domain
import HTTPTypes
import Markup

/// What systems of the grid and the hotline call, by a token that opens these operations alone, and the page that counts
/// both directions (A2-06).
struct DispatchRoutes: RouteGroup {
    let services: Services
    static let page = "/desk/dispatches"
    private static let readers = DeskPlace.screening.roles
    private static let keepers: Set<Role> = [.roomSecretary]

    var routes: [Route] {
        [
            .desk(.get, Self.page, for: Self.readers, overview),
            .api(.get, "/desk/dispatches", DispatchAPI.counts, for: Self.readers, countsJSON),
            .api(.post, "/desk/dispatches", DispatchAPI.push, for: Self.keepers, push),
            .api(.get, "/desk/dispatches/pushed", DispatchAPI.status, for: Self.keepers, status),
            .api(.post, "/desk/dispatches/acknowledgements", DispatchAPI.acknowledge, for: Self.keepers) { request, _ in
                try await act(request, DispatchAPI.acknowledgementFields, Self.statusJSON) { desk, input, decision in
                    try desk.acknowledge(input.text("resultVersion"), of: TopicEntry.ticket(input), decision)
                }
            },
            .api(.get, "/desk/dispatches/sent", DispatchAPI.waiting, for: Self.keepers, waiting),
            .api(.post, "/desk/dispatches/receipts", DispatchAPI.takeIn, for: Self.keepers) { request, _ in
                try await act(request, DispatchAPI.receiptFields, Self.sentJSON) { desk, input, decision in
                    guard let topic = Identifier<Topic>(input.text("topic")) else { throw WebFailure.notFound }
                    return try desk.takeReceipt(TopicEntry.ticket(input), for: topic, decision)
                }
            },
            .api(.post, "/desk/dispatches/results", DispatchAPI.result, for: Self.keepers) { request, _ in
                try await act(request, DispatchAPI.resultFields, Self.sentJSON) { desk, input, decision in
                    let (words, ticket) = (input.text("result"), try TopicEntry.ticket(input))
                    guard input.optional("outcome") == DispatchAPI.returned else {
                        return try desk.takeResult(words, for: ticket, decision)
                    }
                    return try desk.takeBack(words, from: ticket, decision)
                }
            },
        ]
    }

    private func push(_ request: WebRequest, _ signedIn: SignedIn) async throws -> WebResponse {
        _ = try request.idempotencyKey()
        let fields = DispatchAPI.pushFields(request.site.practice.profile)
        let input = try Input(try request.fields(fields), fields: fields)
        let (name, ticket) = (try RoomName(input.text("room")), try TopicEntry.ticket(input))
        let rooms = RoomStore(tenant: request.site.tenant.id)
        let channel: Topic.Channel = input.choice("channel")
        return try await once(request) { desk, decision in
            let room = try name.room(rooms, in: decision.transaction)
            let draft = try TopicEntry.draft(input, channel == .hotline ? .hotline : .grid, in: room)
            let topic = try desk.push(draft, ticket, decision)
            return .json(DispatchAPI.receiptJSON(topic, ticket), status: .created)
        }
    }

    private func act(
        _ request: WebRequest, _ fields: [InputField], _ json: @escaping @Sendable (Topic, DispatchStore) -> JSON,
        _ act: @escaping @Sendable (DispatchDesk, Input, Decision<TopicDesk>) throws -> Topic
    ) async throws -> WebResponse {
        _ = try request.idempotencyKey()
        let input = try Input(try request.fields(fields), fields: fields)
        return try await once(request) { desk, decision in
            .json(json(try act(desk, input, decision), desk.topics.dispatches))
        }
    }

    private func once(
        _ request: WebRequest, _ work: @escaping @Sendable (DispatchDesk, Decision<TopicDesk>) throws -> WebResponse
    ) async throws -> WebResponse {
        let desk = DispatchDesk(request, services)
        return try await services.answered.once(request) { transaction in
            try work(
                desk, Decision(desk: desk.topics, transaction: transaction, actor: request.actor, now: request.now))
        }
    }

    private func status(_ request: WebRequest, _ signedIn: SignedIn) async throws -> WebResponse {
        let sent = ["system": request.query["system"] ?? "", "number": request.query["number"] ?? ""]
        let ticket = try TopicEntry.ticket(try Input(sent, fields: DispatchAPI.ticketFields))
        let desk = DispatchDesk(request, services)
        let topic = try await services.engine.read { try desk.pushed(ticket, for: request.actor, in: $0).topic }
        return .json(Self.statusJSON(topic, desk.topics.dispatches))
    }

    private static func statusJSON(_ topic: Topic, _ dispatches: DispatchStore) -> JSON {
        DispatchAPI.json(topic, version: dispatches.version(of: topic))
    }

    private static func sentJSON(_ topic: Topic, _ dispatches: DispatchStore) -> JSON { DispatchAPI.sentJSON(topic) }

    private func waiting(_ request: WebRequest, _ signedIn: SignedIn) async throws -> WebResponse {
        let input = try Input(["channel": request.query["channel"] ?? ""], fields: [DispatchAPI.channelField])
        let channel: Topic.Channel = input.choice("channel")
        let cursor = ListCursor(
            keys: services.keys,
            filter: "dispatches/\(request.site.tenant.id)/\(signedIn.staff.id)/\(channel.rawValue)")
        let after: Identifier<Topic>? = try request.after(cursor)
        let limit = try request.limit()
        let desk = TopicDesk(request, services)
        let topics = try await services.engine.read { transaction in
            let waiting = try desk.dispatches.waiting(
                channel, scope: TopicScope(of: request.actor), after: after, limit: limit + 1, in: transaction)
            return try desk.store.topics(waiting, in: transaction)
        }
        let page = ListPage(topics, limit: limit, cursor: cursor) { $0.id.text }
        return .json(["items": .array(page.items.map(DispatchAPI.sentJSON)), "next": .optional(page.next)])
    }

    // MARK: - Counts

    private func counts(_ request: WebRequest) async throws -> [DispatchStore.Count] {
        let desk = TopicDesk(request, services)
        return try await services.engine.read {
            try desk.dispatches.counts(scope: TopicScope(of: request.actor), in: $0)
        }
    }

    private func countsJSON(_ request: WebRequest, _ signedIn: SignedIn) async throws -> WebResponse {
        .json(["items": .array(try await counts(request).map(DispatchAPI.json))])
    }

    private func overview(_ request: WebRequest, _ signedIn: SignedIn) async throws -> WebResponse {
        let counts = try await counts(request)
        func section(_ direction: DispatchStore.Direction, _ id: String, _ title: String, _ empty: String) -> HTML {
            let rows = counts.filter { $0.direction == direction }.map { count in
                Facts.Row(
                    count.system.isEmpty ? "\(TopicWording.name(count.channel))（对方还没有收下）" : count.system,
                    "\(TopicWording.name(count.channel)) · \(count.all)件，有结果的\(count.returned)件")
            }
            return PageSection(
                id: id, title: title, content: rows.isEmpty ? "<p class=\"mute\">\(empty)</p>" : Facts(rows: rows).html
            ).html
        }
        let name = request.site.practice.profile.rooms.dispatches
        return Pages(request, services).desk(
            name, signedIn, place: .topics,
            content: """
                \(RecordHead(title: name, parent: TextLink(text: "议题", address: "/desk/topics")).html)\
                <div class="stack"><p class="mute">和网格、热线一起办的：推送来的，先把结果送回去才能办结；转送去的，对方收下后给回执，办好了把结果送回来。</p>\
                \(section(.incoming, "incoming", "推送来的", "还没有推送来的议题。"))\
                \(section(.outgoing, "outgoing", "转送去的", "还没有转送去的议题。"))</div>
                """)
    }
}
