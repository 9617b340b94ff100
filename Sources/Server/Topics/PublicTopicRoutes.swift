// SPDX-License-Identifier: Apache-2.0

import Database
import Domain
import HTTPTypes

/// Published topics, for everyone: pages and API.
struct PublicTopicRoutes: Sendable {
    let services: Services

    var routes: [Route] {
        [
            .page(.get, "/topics", list),
            .page(.get, "/topics/{topic}", record),
            .api(.get, "/topics", TopicAPI.list, listJSON),
            .api(.get, "/topics/{topic}", TopicAPI.one, recordJSON),
        ]
    }

    private func list(_ request: WebRequest) async throws -> WebResponse {
        let (search, page) = try await found(request)
        let pages = Pages(request, services)
        let narrowed = [("area", search.area?.text), ("room", search.room?.text)].compactMap { name, value in
            value.map { HiddenField(name: name, value: $0) }
        }
        let query = (narrowed.map { ($0.name, $0.value) } + [("q", search.words ?? "")]).filter { !$0.1.isEmpty }
        let next = page.next.map { cursor in
            "/topics?" + (query + [("cursor", cursor)]).map { "\($0.0)=\(FormEncoding.encode($0.1))" }.joined(separator: "&")
        }
        let content = PublicTopicPages.list(
            page.items.map { PublicTopicPages.card($0, today: pages.today) }, words: search.words ?? "", hidden: narrowed,
            pager: Pager(extent: "这一页\(page.items.count)件", previous: nil, next: next))
        return pages.resident("大家商量的事", content: content)
    }

    private func record(_ request: WebRequest) async throws -> WebResponse {
        let pages = Pages(request, services)
        let topic = try await one(request)
        return pages.resident(topic.title, content: PublicTopicPages.record(topic, today: pages.today))
    }

    private func listJSON(_ request: WebRequest) async throws -> WebResponse {
        let (_, page) = try await found(request)
        return .json(["items": .array(page.items.map(TopicAPI.json)), "next": .optional(page.next)])
    }

    private func recordJSON(_ request: WebRequest) async throws -> WebResponse {
        .json(TopicAPI.json(try await one(request)))
    }

    private func one(_ request: WebRequest) async throws -> TopicListStore.PublicTopic {
        let id: Topic.ID = try request.id("topic")
        let store = TopicListStore(tenant: request.site.tenant.id, contents: services.contents)
        guard let topic = try await services.engine.read({ try store.published(id, in: $0) }) else {
            throw WebFailure.notFound
        }
        return topic
    }

    private func found(
        _ request: WebRequest
    ) async throws -> (TopicListStore.Search, ListPage<TopicListStore.PublicTopic>) {
        let words = try InputField("q", "查找", .line(limit: 100), isRequired: false).read(request.query["q"]).get()
        let search = TopicListStore.Search(
            words: words, area: try request.area(), room: request.query["room"].flatMap { Identifier<Room>($0) })
        let tenant = request.site.tenant.id
        let cursor = ListCursor(
            keys: services.keys,
            filter: "topics/\(tenant)/\(search.words ?? "")/\(search.area?.text ?? "")/\(search.room?.text ?? "")")
        let after = try request.query["cursor"].map { try cursor.read($0) }.flatMap { Identifier<Topic>($0) }
        let limit = try request.limit()
        let store = TopicListStore(tenant: tenant, contents: services.contents)
        let topics = try await services.engine.read {
            try store.published(search, after: after, limit: limit + 1, in: $0)
        }
        return (search, ListPage(topics, limit: limit, cursor: cursor) { $0.id.text })
    }
}
