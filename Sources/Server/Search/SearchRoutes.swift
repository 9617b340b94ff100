// SPDX-License-Identifier: Apache-2.0

import ChineseText
import Database
import Domain
import HTTPTypes

/// One search for everybody over what is public, and one for the desk over what is on it.
struct SearchRoutes: RouteGroup {
    let services: Services
    static let page = "/search"
    static let desk = "/desk/search"
    /// Who has records on the desk that can be looked for.
    static let recordReaders = DeskPlace.topics.roles.union(DeskPlace.items.roles).union(DeskPlace.proposals.roles)
    /// Who has something on the desk that can be looked for: records, or the registers of people, units, bodies and rooms.
    static let readers = recordReaders.union(Register.people.holders)

    var routes: [Route] {
        [
            .page(.get, Self.page, everyone),
            .desk(.get, Self.desk, for: Self.readers, desk),
            .api(.get, "/search", SearchAPI.everyone) { try await json($0, .visitor) },
            .api(.get, "/desk/search", SearchAPI.desk, for: Self.readers) { request, _ in
                try await json(request, request.actor)
            },
        ]
    }

    /// What an address asks for.
    private struct Question: Sendable {
        let words: String
        let query: WordQuery?
        let kind: SearchKind?
        let room: Room?
        /// What lies here comes first: the room's area, on the desk without one the own.
        let near: AreaCode?
        let area: AreaCode?
        let category: String?
        let cursor: ListCursor
        let after: String?
        let limit: Int
    }

    private func question(_ request: WebRequest, _ reader: Actor, base: String) async throws -> Question {
        let words =
            try InputField("q", "找什么", .line(limit: 100), isRequired: false).read(request.query["q"]).get() ?? ""
        let category = try TopicCategories.named(request)
        let kinds = SearchKind.found(in: request.site, by: reader)
        let chosen = try RoomSearch.choice("kind", "哪一类", kinds.map(\.rawValue), request)
            .flatMap(SearchKind.init)
        // Topics alone have a category.
        let kind = category == nil ? chosen : .topics
        let rooms = RoomStore(tenant: request.site.tenant.id)
        let named = request.query["room"].flatMap { Identifier<Room>($0) }
        let (room, near) = try await services.engine.read { transaction in
            let room = try named.flatMap { try rooms.room($0, in: transaction) }?.room
            return (room, try room?.area ?? ownArea(reader, rooms, in: transaction))
        }
        let area = try request.area()
        let filter = [
            base, request.site.tenant.id.text, words, kind?.rawValue, near?.text, area?.text, category,
        ]
        let cursor = ListCursor(keys: services.keys, filter: "search/\(filter.map { $0 ?? "" }.joined(separator: "/"))")
        return Question(
            words: words, query: WordQuery(words), kind: kind, room: room, near: near, area: area, category: category,
            cursor: cursor,
            after: try request.query["cursor"].map { try cursor.read($0) }, limit: try request.limit())
    }

    /// Where somebody of the staff works: the area, or the area of the room, of the first office that has one.
    private func ownArea(_ reader: Actor, _ rooms: RoomStore, in transaction: Transaction) throws -> AreaCode? {
        guard case .staff(let staff) = reader else { return nil }
        for domain in staff.appointments.map(\.domain) {
            switch domain {
            case .area(let area): return area
            case .room(let room): return try rooms.area(of: room, in: transaction)
            case .tenant, .unit: break
            }
        }
        return nil
    }

    /// What was found, and the cursor of the page after it.
    private struct Found: Sendable {
        var parts: [(kind: SearchKind, part: SearchPart)] = []
        var next: String?
    }

    private func find(_ question: Question, _ request: WebRequest, _ reader: Actor) async throws -> Found {
        guard let query = question.query else { return Found() }
        let search = SiteSearch(services: services, site: request.site, reader: reader, today: request.now.day)
        let asked = SiteSearch.Asked(
            query: query, area: question.area, near: question.near, category: question.category, typed: question.words)
        return try await services.engine.read { transaction in
            guard let kind = question.kind else {
                return Found(parts: try search.overview(asked, in: transaction))
            }
            let part = try search.part(
                kind, asked, after: question.after, limit: question.limit + 1, in: transaction)
            let page = ListPage(part.hits, limit: question.limit, cursor: question.cursor) { $0.place }
            return Found(
                parts: [(kind, SearchPart(hits: page.items, isCut: part.isCut))],
                next: page.next ?? part.goesOn.map(question.cursor.write))
        }
    }

    private func page(
        _ question: Question, _ found: Found, _ request: WebRequest, _ reader: Actor, base: String
    ) -> SearchPage {
        SearchPage(
            base: base, words: question.words, query: question.query, kind: question.kind, room: question.room,
            area: question.area, category: question.category,
            categories: request.site.practice.profile.topicCategories,
            kinds: SearchKind.found(in: request.site, by: reader), parts: found.parts, next: found.next)
    }

    private func everyone(_ request: WebRequest) async throws -> WebResponse {
        let question = try await question(request, .visitor, base: Self.page)
        let page = page(question, try await find(question, request, .visitor), request, .visitor, base: Self.page)
        return Pages(request, services).resident(
            "找一找", home: question.room.map { "/r/\($0.token.text)" } ?? "/", content: page.html)
    }

    private func desk(_ request: WebRequest, _ signedIn: SignedIn) async throws -> WebResponse {
        // A number that is typed in leads to its record.
        if let id = request.query["q"].flatMap({ Identifier<Never>($0.trimmingWhitespace.uppercased()) }),
            let address = try await record(id, request)
        {
            return .seeOther(address)
        }
        if let number = request.query["q"]?.trimmingWhitespace, let address = try await outside(number, request) {
            return .seeOther(address)
        }
        let reader = request.actor
        let question = try await question(request, reader, base: Self.desk)
        let page = page(question, try await find(question, request, reader), request, reader, base: Self.desk)
        return Pages(request, services).desk(
            "找一找", signedIn, place: nil, find: .init(action: Self.desk, words: question.words),
            content: page.html)
    }

    /// Where the record of this number lies, if this person may see it: of the kinds that are cited by number.
    private func record(_ id: Identifier<Never>, _ request: WebRequest) async throws -> String? {
        let number = id.number
        let subjects: [NoticeSubject] = [
            .topic(.init(number)), .session(.init(number)), .item(.init(number)), .proposal(.init(number)),
            .reception(.init(number)), .sentiment(.init(number)), .call(.init(number)), .live(.init(number)),
            .lookBack(.init(number)), .assignment(.init(number)),
        ]
        let (names, actor) = (NoticeTitles(services: services, tenant: request.site.tenant.id), request.actor)
        let titles = try await services.engine.read { try names.titles(of: subjects, seenBy: actor, in: $0) }
        return subjects.lazy.compactMap { subject in titles[subject].map { $0.address ?? subject.address } }
            .first { request.site.opens($0) }
    }

    /// Where the topic lies that has this number in a system outside, if this person may see it and no other has it.
    private func outside(_ number: String, _ request: WebRequest) async throws -> String? {
        guard !number.isEmpty, number.count <= 40 else { return nil }
        let store = SearchStore(tenant: request.site.tenant.id, contents: services.contents)
        let scope = TopicScope(of: request.actor)
        let topics = try await services.engine.read { try store.topics(numbered: number, scope, in: $0) }
        return topics.count == 1 ? topics.keys.first.map { "/desk/topics/\($0)" } : nil
    }

    private func json(_ request: WebRequest, _ reader: Actor) async throws -> WebResponse {
        let question = try await question(request, reader, base: "api")
        guard let query = question.query else {
            throw InputProblems([.init(field: "q", sentence: "写几个字再找。")])
        }
        let found = try await find(question, request, reader)
        let isAlone = question.kind != nil
        let hits = found.parts.flatMap { isAlone ? $0.part.hits : Array($0.part.hits.prefix(SiteSearch.beside)) }
        return .json([
            "items": .array(hits.map { SearchAPI.json($0, query) }), "next": .optional(found.next),
            "isCut": .boolean(found.parts.contains(where: \.part.isCut)),
        ])
    }
}
