// SPDX-License-Identifier: Apache-2.0

import ChineseText
import Database
import Domain
import HTTPTypes

/// Published topics, for everyone: pages and API.
struct PublicTopicRoutes: RouteGroup {
    let services: Services

    var routes: [Route] {
        [
            .page(.get, "/topics", list),
            .page(.get, "/topics/{topic}", record),
            .page(.get, "/topics/{topic}/advise", advise),
            .api(.get, "/topics", TopicAPI.list, listJSON),
            .api(.get, "/topics/similar", TopicAPI.similar, similarJSON),
            .api(.get, "/topics/{topic}", TopicAPI.one, recordJSON),
        ]
    }

    private func list(_ request: WebRequest) async throws -> WebResponse {
        let search = try search(request)
        // What people search for is not worth keeping: it seldom comes twice.
        guard search.words == nil else { return try await listPage(search, request) }
        let subject = search.room.map { RenderedPages.Subject.room($0) } ?? .tenant(request.site.tenant.id)
        let target = [
            search.room?.text, search.area?.text, search.category, request.query["limit"], request.query["cursor"],
        ]
        .map { $0 ?? "" }.joined(separator: "/")
        return try await kept("topics/\(target)", request, subject) { try await listPage(search, request) }
    }

    private func record(_ request: WebRequest) async throws -> WebResponse {
        let id: Topic.ID = try request.id("topic")
        // Thanks are for one reader; everybody else reads the kept page.
        guard request.query["supported"] == nil else { return try await recordPage(id, request, hasSupported: true) }
        return try await kept("topic/\(id)", request, .topic(id)) {
            try await recordPage(id, request, hasSupported: false)
        }
    }

    /// Where one says what one thinks of a topic: in its room.
    private func advise(_ request: WebRequest) async throws -> WebResponse {
        let topic = try await one(request)
        let rooms = RoomStore(tenant: request.site.tenant.id)
        guard topic.state.takesAdvice,
            let room = try await services.engine.read({ try rooms.room(topic.room, in: $0) })?.room
        else { throw WebFailure.notFound }
        return .seeOther("/r/\(room.token.text)/raise?about=\(topic.id)")
    }

    private func recordPage(_ id: Topic.ID, _ request: WebRequest, hasSupported: Bool) async throws -> WebResponse {
        let pages = Pages(request, services)
        let whole = try await whole(id, request)
        return pages.resident(
            whole.shown.title,
            content: PublicTopicPages.record(
                whole.shown, loop: whole.loop, supporters: whole.supporters, levels: whole.levels,
                rounds: whole.rounds, host: whole.host, deliberations: DeliberationLinks(calls: whole.loop.asked),
                trace: trace(whole.loop, request).html, today: pages.today, hasSupported: hasSupported))
    }

    private func trace(_ loop: Loop, _ request: WebRequest) -> LoopTrace {
        LoopTrace(loop: loop, practice: request.site.practice, today: request.now.day, reader: .everyone)
    }

    /// A published topic with all that everybody may know of it. Throws ``WebFailure/notFound`` for every other.
    private func whole(_ id: Topic.ID, _ request: WebRequest) async throws -> PublicTopicWhole {
        let tenant = request.site.tenant.id
        let lists = TopicListStore(tenant: tenant, contents: services.contents)
        let reader = LoopReader(services: services, site: request.site)
        return try await services.engine.read { transaction in
            guard let shown = try lists.published(id, in: transaction),
                let topic = try TopicStore(tenant: tenant, contents: services.contents).topic(id, in: transaction)
            else { throw WebFailure.notFound }
            return PublicTopicWhole(
                shown: shown, loop: try reader.loop(of: topic, in: transaction),
                supporters: try SupportStore(tenant: tenant, contents: services.contents).count(
                    of: id, in: transaction),
                levels: try Self.levels(of: topic, TopicDesk(request, services), in: transaction),
                rounds: .init(
                    previous: try topic.previousRound.flatMap { try lists.published($0, in: transaction) },
                    next: try topic.nextRound.flatMap { try lists.published($0, in: transaction) }),
                host: topic.mergedInto == nil ? nil : try lists.hosts(of: [id], in: transaction)[id])
        }
    }

    /// Where the matter stands at the levels above and below.
    private static func levels(
        of topic: Topic, _ desk: TopicDesk, in transaction: Transaction
    ) throws -> PublicTopicPages.Levels {
        .init(
            above: topic.isDealtWithAbove ? try desk.above(topic, for: .visitor, in: transaction) : nil,
            children: topic.source == .escalation ? try desk.store.children(of: topic.id, in: transaction) : [])
    }

    /// The page as it was kept, or as it is made now.
    private func kept(
        _ target: String, _ request: WebRequest, _ subject: RenderedPages.Subject,
        _ make: () async throws -> WebResponse
    ) async throws -> WebResponse {
        let key = RenderedPages.Key(
            tenant: request.site.tenant.id, target: target, isElder: request.client.isElder,
            today: request.now.day)
        return .page(bytes: try await services.pages.page(key, of: subject) { try await make().body })
    }

    private func listPage(_ search: TopicListStore.Search, _ request: WebRequest) async throws -> WebResponse {
        let page = try await found(search, request)
        let categories = try await categories(search, request)
        let pages = Pages(request, services)
        let narrowed = [("area", search.area?.text), ("room", search.room?.text), ("category", search.category)]
            .compactMap { name, value in
                value.map { HiddenField(name: name, value: $0) }
            }
        let query = (narrowed.map { ($0.name, $0.value) } + [("q", search.words ?? "")]).filter { !$0.1.isEmpty }
        let next = page.next.map { cursor in
            "/topics?"
                + (query + [("cursor", cursor)]).map { "\($0.0)=\(FormEncoding.encode($0.1))" }.joined(separator: "&")
        }
        let words = search.words.flatMap { WordQuery($0) }
        let content = PublicTopicPages.list(
            page.items.map { PublicTopicPages.card($0, today: pages.today, words: words) }, words: search.words ?? "",
            hidden: narrowed, categories: categories,
            pager: Pager(extent: "这一页\(page.items.count)件", previous: nil, next: next),
            links: request.site.opening(PublicTopicPages.links))
        return pages.resident("大家商量的事", content: content)
    }

    /// The ways to narrow the list by what topics are about: those that there are.
    private func categories(_ search: TopicListStore.Search, _ request: WebRequest) async throws -> [Filters.Filter] {
        let store = TopicListStore(tenant: request.site.tenant.id, contents: services.contents)
        let all = request.site.practice.profile.topicCategories
        let filled = try await services.engine.read { try store.filled(all, in: $0) }
        func address(_ category: String?) -> String {
            let query = [
                ("area", search.area?.text), ("room", search.room?.text), ("q", search.words), ("category", category),
            ].compactMap { name, value in value.map { "\(name)=\(FormEncoding.encode($0))" } }
            return query.isEmpty ? "/topics" : "/topics?\(query.joined(separator: "&"))"
        }
        guard !filled.isEmpty else { return [] }
        let every = Filters.Filter(word: "全部类别", address: address(nil), isOn: search.category == nil)
        return [every]
            + filled.map {
                .init(word: $0.name, address: address($0.code), isOn: $0.code == search.category)
            }
    }

    private func listJSON(_ request: WebRequest) async throws -> WebResponse {
        let page = try await found(try search(request), request)
        return .json(["items": .array(page.items.map(TopicAPI.json)), "next": .optional(page.next)])
    }

    private func similarJSON(_ request: WebRequest) async throws -> WebResponse {
        let text =
            try InputField("text", "什么事", .paragraph(limit: TopicAPI.similarTextLimit), isRequired: false)
            .read(request.query["text"]).get() ?? ""
        let (area, similar) = (try request.area(), SimilarTopics(services: services, tenant: request.site.tenant.id))
        let (found, results) = try await services.engine.read { transaction in
            let found = try similar.topics(like: text, near: area, in: transaction)
            return (found, try similar.results(of: found, site: request.site, in: transaction))
        }
        return .json(["items": .array(found.map { TopicAPI.json($0, result: results[$0.topic.id]) })])
    }

    private func recordJSON(_ request: WebRequest) async throws -> WebResponse {
        let whole = try await whole(request.id("topic"), request)
        return .json(TopicAPI.json(whole, trace(whole.loop, request).html))
    }

    private func one(_ request: WebRequest) async throws -> TopicListStore.PublicTopic {
        let id: Topic.ID = try request.id("topic")
        let store = TopicListStore(tenant: request.site.tenant.id, contents: services.contents)
        guard let topic = try await services.engine.read({ try store.published(id, in: $0) }) else {
            throw WebFailure.notFound
        }
        return topic
    }

    private func search(_ request: WebRequest) throws -> TopicListStore.Search {
        let words = try InputField("q", "查找", .line(limit: 100), isRequired: false).read(request.query["q"]).get()
        return TopicListStore.Search(
            words: words, area: try request.area(), room: try room(request),
            category: try TopicCategories.named(request))
    }

    /// The room that the list is narrowed to. Throws ``InputProblems`` for what is no id.
    private func room(_ request: WebRequest) throws -> Room.ID? {
        guard let text = request.query["room"], !text.isEmpty else { return nil }
        guard let room = Room.ID(text) else {
            throw InputProblems([.init(field: "room", sentence: "议事室的编号是13位数字和字母。")])
        }
        return room
    }

    private func found(
        _ search: TopicListStore.Search, _ request: WebRequest
    ) async throws -> ListPage<TopicListStore.PublicTopic> {
        let tenant = request.site.tenant.id
        let cursor = ListCursor(
            keys: services.keys,
            filter:
                "topics/\(tenant)/\(search.words ?? "")/\(search.area?.text ?? "")/\(search.room?.text ?? "")/\(search.category ?? "")"
        )
        let after: Identifier<Topic>? = try request.after(cursor)
        let limit = try request.limit()
        let store = TopicListStore(tenant: tenant, contents: services.contents)
        let topics = try await services.engine.read {
            try store.published(search, after: after, limit: limit + 1, in: $0)
        }
        return ListPage(topics, limit: limit, cursor: cursor) { $0.id.text }
    }
}
