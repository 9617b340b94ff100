// SPDX-License-Identifier: Apache-2.0

import Database
import Domain
import HTTPTypes
import Markup

/// The rooms' public pages and their part of the API.
struct RoomRoutes: RouteGroup {
    let services: Services

    var routes: [Route] {
        [
            .page(.get, "/", home),
            .page(.get, "/rooms", list),
            .page(.get, "/r/{token}", room),
            .page(.get, "/r/{token}/advise", advise),
            .page(.get, "/r/{token}/join", join),
            .page(.get, "/r/{token}/follow", follow),
            .page(.post, "/r/{token}/follow", lookUp),
            .page(.get, "/r/{token}/results", results),
            .page(.get, "/r/{token}/poster") { try await sheet($0, .poster) },
            .page(.get, "/r/{token}/card") { try await sheet($0, .tableCard) },
            .page(.get, "/r/{token}/form", paperForm),
            .api(.get, "/rooms", RoomAPI.list, listJSON),
            .api(.get, "/rooms/{room}", RoomAPI.one, oneJSON),
            .api(.get, "/rooms/{room}/sessions", RoomAPI.sessions, sessionsJSON),
            .api(.get, "/rooms/{room}/results", RoomAPI.results, resultsJSON),
        ]
    }

    var reader: RoomReader { RoomReader(services: services) }

    // MARK: - Lists of rooms

    private func home(_ request: WebRequest) async throws -> WebResponse {
        let page = try await RoomLister(services: services).page(request)
        let next = page.next.map { "/rooms?cursor=\(FormEncoding.encode($0))" }
        let content = HomePage(
            place: request.site.tenant.name, statusToken: request.token(for: "/status"),
            rooms: page.items.map { RoomLister.door($0, on: request.now.day, marksGaps: false) },
            pager: Pager(extent: "这一页\(page.items.count)间", previous: nil, next: next))
        return Pages(request, services).resident("议事室", content: content.html)
    }

    private func list(_ request: WebRequest) async throws -> WebResponse {
        let listing = try await RoomLister(services: services).listing(request)
        let waited = try await KeptFigures(request, services).times(of: nil)
        let page = RoomListPage(
            base: "/rooms", search: listing.search, areas: listing.areas, counts: listing.counts,
            lines: listing.page.items.map { listed in
                .init(
                    area: listed.room.area, areaName: listed.areaName,
                    door: RoomLister.door(listed, on: request.now.day))
            }, next: listing.page.next)
        return Pages(request, services).resident(
            "全部议事室",
            content: """
                <h1>全部议事室</h1><p>\(TextLink(text: AnswerTimeWording.line(waited), address: "/answers").html)</p>\
                \(page.html)
                """)
    }

    private func listJSON(_ request: WebRequest) async throws -> WebResponse {
        let page = try await RoomLister(services: services).page(request)
        let baseURL = services.baseURL(of: request.site.tenant.id)
        return .json([
            "items": .array(page.items.map { RoomAPI.json($0, on: request.now.day, baseURL) }),
            "next": .optional(page.next),
        ])
    }

    // MARK: - One room

    private func room(_ request: WebRequest) async throws -> WebResponse {
        let tenant = request.site.tenant.id
        let topics = TopicListStore(tenant: tenant, contents: services.contents)
        let pages = Pages(request, services)
        return try await reader.answer(request, counting: .arrive) { listed, transaction in
            (
                topics: try topics.published(.init(room: listed.room.id), after: nil, limit: 5, in: transaction),
                sessions: try SessionListStore(tenant: tenant)
                    .announced(room: listed.room.id, today: pages.today, limit: 5, in: transaction),
                receptions: try ReceptionListStore(tenant: tenant)
                    .announced(.coming, room: listed.room.id, today: pages.today, limit: 3, in: transaction),
                activities: try VenueCalendarStore(tenant: tenant)
                    .announcedActivities(of: listed.room.id, since: pages.today, limit: 3, in: transaction),
                members: try DirectoryFileStore(tenant: tenant).members(of: listed.room.id, in: transaction),
                plan: try RoomPlanStore(tenant: tenant)
                    .plan(of: listed.room.id, in: pages.today.year, in: transaction),
                counterparts: try RoomPlanStore(tenant: tenant).counterparts(of: listed.room, in: transaction),
                parties: try SessionSuggestionStore(tenant: tenant)
                    .parties(of: listed.room.id, named: request.site.practice.profile.rooms.parties, in: transaction)
            )
        } page: { listed, found in
            let room = listed.room
            let base = "/r/\(room.token.text)"
            let kept = KeptFigures(request, services)
            let (figures, times) = (try await kept.figures(of: room.id), try await kept.times(of: room.id))
            let content = RoomPage(
                place: "\(listed.areaName) · \(room.name)", base: base,
                search: "\(SearchRoutes.page)?room=\(room.id)",
                screeningDays: request.site.practice.profile.screeningDays,
                isIntakePaused: request.site.practice.profile.isIntakePaused, pause: listed.pause,
                hasReceptions: request.site.has(.receptions),
                statusToken: request.token(for: "\(base)/follow"),
                receptions: found.receptions.map { BookingRoutes.door($0, base, today: pages.today) },
                sessions: found.sessions.map { Self.row($0, today: pages.today) },
                activities: found.activities.map { Self.row($0, today: pages.today) },
                topics: found.topics.map { PublicTopicPages.card($0, today: pages.today, namesRoom: false) },
                allTopics: TextLink(text: "全部", address: "/topics?room=\(room.id.text)"),
                figures: Self.facts(figures, times, room)
                    + [RoomWording.fact(found.plan, room)].compactMap(\.self),
                gaps: listed.gaps(on: pages.today),
                facts: RoomLister.facts(listed)
                    + [
                        RoomLister.members(found.members), RoomWording.fact(counterparts: found.counterparts),
                    ].compactMap(\.self) + [RoomLister.names(request.site.practice.profile.rooms)]
                    + found.parties.map { .init($0.kind, $0.name) })
            return pages.resident(room.name, home: base, content: content.html)
        }
    }

    private func advise(_ request: WebRequest) async throws -> WebResponse {
        let tenant = request.site.tenant.id
        let limit = try request.limit()
        let topics = TopicListStore(tenant: tenant, contents: services.contents)
        let pages = Pages(request, services)
        let token = try Self.token(request)
        let words = try TopicSearchField.words(request)
        let cursor = ListCursor(keys: services.keys, filter: "advise/\(tenant)/\(token.text)/\(words ?? "")")
        let after: Identifier<Topic>? = try request.after(cursor)
        return try await reader.answer(request, counting: .advise) { listed, transaction in
            try topics.published(
                .init(
                    words: words, room: listed.room.id, states: Topic.State.Name.allCases.filter(\.takesAdvice)),
                after: after, limit: limit + 1, in: transaction)
        } page: { listed, found in
            let base = "/r/\(listed.room.token.text)"
            let page = ListPage(found, limit: limit, cursor: cursor) { $0.id.text }
            let query = words.map { "q=\(FormEncoding.encode($0))&" } ?? ""
            let content = RoomFunctionPages.Advise(
                roomName: listed.room.name,
                raiseAddress: request.site.practice.profile.isIntakePaused || listed.pause != nil
                    ? nil : "\(base)/raise",
                search: TopicSearchField(action: "\(base)/advise", words: words ?? ""),
                topics: page.items.map { topic in
                    .init(
                        card: PublicTopicPages.card(topic, today: pages.today, namesRoom: false),
                        address: "/topics/\(topic.id)/advise")
                },
                pager: Pager(
                    extent: "这一页\(page.items.count)件", previous: nil,
                    next: page.next.map { "\(base)/advise?\(query)cursor=\(FormEncoding.encode($0))" }))
            return pages.resident("给议题提建议", home: base, content: content.html)
        }
    }

    private func join(_ request: WebRequest) async throws -> WebResponse {
        let store = SessionListStore(tenant: request.site.tenant.id)
        let pages = Pages(request, services)
        let list = try HeldSessions(request, services)
        return try await reader.answer(request, counting: .join) { listed, transaction in
            (
                coming: try store.announced(room: listed.room.id, today: pages.today, limit: 50, in: transaction),
                held: try list.read(listed.room.id, in: transaction)
            )
        } page: { listed, found in
            let base = "/r/\(listed.room.token.text)"
            let page = list.page(found.held, listed.room.id)
            let content = RoomFunctionPages.Join(
                roomName: listed.room.name, contact: request.site.tenant.contact, calendar: "\(base)/sessions.ics",
                year: list.year,
                coming: found.coming.map { Self.row($0, today: pages.today) },
                held: page.items.map { Self.row($0, today: pages.today) },
                pager: Pager(
                    extent: "这一页\(page.items.count)场", previous: nil,
                    next: page.next.map { cursor in
                        "\(base)/join?\(list.year.map { "year=\($0)&" } ?? "")cursor=\(FormEncoding.encode(cursor))"
                    }))
            return pages.resident("参加协商会", home: base, content: content.html)
        }
    }

    private func results(_ request: WebRequest) async throws -> WebResponse {
        let pages = Pages(request, services)
        let list = try RoomResults(request, services)
        return try await reader.answer(request) { listed, transaction in
            try list.read(listed.room.id, in: transaction)
        } page: { listed, found in
            let figures = try await KeptFigures(request, services).figures(of: listed.room.id)
            let base = "/r/\(listed.room.token.text)/results"
            let page = list.page(found, listed.room.id)
            let more = list.solvedOnly ? "solved=yes&" : ""
            let content = RoomFunctionPages.Results(
                roomName: listed.room.name,
                filters: [
                    .init(word: "全部", count: figures.results, address: base, isOn: !list.solvedOnly),
                    .init(
                        word: "解决的", count: figures.solved, address: "\(base)?solved=yes", isOn: list.solvedOnly),
                ],
                cards: page.items.map { result in
                    .init(
                        chip: TopicWording.residentsChip(result.state), title: result.title,
                        address: "/topics/\(result.id)",
                        note: RoomWording.note(claimed: result.claimed, word: result.word))
                },
                pager: Pager(
                    extent: "这一页\(page.items.count)件", previous: nil,
                    next: page.next.map { "\(base)?\(more)cursor=\(FormEncoding.encode($0))" }))
            return pages.resident("有了结果的事", home: "/r/\(listed.room.token.text)", content: content.html)
        }
    }

    private func follow(_ request: WebRequest) async throws -> WebResponse {
        try await reader.answer(request, counting: .follow, read: { listed, _ in listed }) { listed, _ in
            followPage(request, listed, typed: "", error: nil)
        }
    }

    private func followPage(
        _ request: WebRequest, _ listed: RoomStore.Listed, typed: String, error: String?
    ) -> WebResponse {
        let base = "/r/\(listed.room.token.text)"
        let form = StatusLookup(
            token: request.token(for: "\(base)/follow"), action: "\(base)/follow", typed: typed, error: error,
            isCounted: true)
        return Pages(request, services).resident(
            "查进度", home: base, status: error == nil ? 200 : 404,
            content: "<span class=\"over\">\(listed.room.name)</span><h1>查进度</h1>\(form.html)")
    }

    /// The code that was typed on a room's page.
    private func lookUp(_ request: WebRequest) async throws -> WebResponse {
        try services.misses.check(request.client.address, at: request.now)
        let typed = request.form["code"] ?? ""
        let desk = TopicDesk(request, services)
        let (found, isThere) = try await services.engine.read { transaction in
            (
                try reader.find(request, in: transaction),
                try TrackingCode(typed).flatMap { try desk.topic($0, in: transaction) } != nil
            )
        }
        switch found {
        case .current(let listed), .replaced(let listed):
            // Whoever typed it on the page for looking up was counted when that was opened.
            if request.form[StatusLookup.counted] == nil { services.scans.count(.follow, in: listed.room.id, request) }
            if isThere, let code = TrackingCode(typed) { return .seeOther("/status/\(code.text)") }
            services.misses.countMiss(request.client.address, at: request.now)
            return followPage(request, listed, typed: String(typed.prefix(40)), error: StatusLookup.unknown)
        }
    }

    // MARK: - The API's part

    private func oneJSON(_ request: WebRequest) async throws -> WebResponse {
        let id: Room.ID = try request.id("room")
        let tenant = request.site.tenant.id
        let today = request.now.day
        let figures = try await KeptFigures(request, services).figures(of: id)
        return try await services.engine.read { transaction in
            guard let listed = try RoomStore(tenant: tenant).room(id, in: transaction) else {
                throw WebFailure.notFound
            }
            let plans = RoomPlanStore(tenant: tenant)
            let details = RoomAPI.Details(
                figures: figures,
                plan: try plans.plan(of: id, in: today.year, in: transaction),
                counterparts: try plans.counterparts(of: listed.room, in: transaction),
                parties: try SessionSuggestionStore(tenant: tenant)
                    .parties(of: id, named: request.site.practice.profile.rooms.parties, in: transaction))
            return .json(RoomAPI.json(listed, details, on: today, services.baseURL(of: tenant)))
        }
    }

    private func known(_ request: WebRequest, in transaction: Transaction) throws -> Room.ID {
        let id: Room.ID = try request.id("room")
        guard try RoomStore(tenant: request.site.tenant.id).room(id, in: transaction) != nil else {
            throw WebFailure.notFound
        }
        return id
    }

    private func sessionsJSON(_ request: WebRequest) async throws -> WebResponse {
        let list = try HeldSessions(request, services)
        let store = SessionListStore(tenant: request.site.tenant.id)
        return try await services.engine.read { transaction in
            let room = try known(request, in: transaction)
            let page = list.page(try list.read(room, in: transaction), room)
            let coming = try store.announced(room: room, today: request.now.day, limit: 50, in: transaction)
            return .json([
                "coming": .array(coming.map(RoomAPI.json)), "items": .array(page.items.map(RoomAPI.json)),
                "next": .optional(page.next),
            ])
        }
    }

    private func resultsJSON(_ request: WebRequest) async throws -> WebResponse {
        let list = try RoomResults(request, services)
        return try await services.engine.read { transaction in
            let room = try known(request, in: transaction)
            let page = list.page(try list.read(room, in: transaction), room)
            return .json(["items": .array(page.items.map(RoomAPI.json)), "next": .optional(page.next)])
        }
    }

    static func token(_ request: WebRequest) throws -> Room.Token {
        guard let token = Room.Token(request.parameters["token"] ?? "") else { throw WebFailure.notFound }
        return token
    }
}
