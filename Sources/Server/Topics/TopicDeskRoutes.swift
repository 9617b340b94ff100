// SPDX-License-Identifier: Apache-2.0

import Database
import Domain
import HTTPTypes
import Markup

/// The desk: the queue by due date, the open record, and a form for each act.
struct TopicDeskRoutes: Sendable {
    let services: Services
    private static let everyRole = Set(Role.allCases)

    /// The version of the record that the person looked at; a change in between is told instead of overwritten.
    static let versionField = InputField("version", "版本", .version, isRequired: false)

    var routes: [Route] {
        [
            .desk(.get, "/desk", for: Self.everyRole) { _, _ in .seeOther("/desk/topics") },
            .desk(.get, "/desk/topics", for: Self.everyRole) { try await queue($0, $1, open: nil) },
            .desk(.get, "/desk/topics/{topic}", for: Self.everyRole) { try await queue($0, $1, open: $0.id("topic")) },
            .api(.get, "/desk/topics", TopicAPI.queue, for: Self.everyRole, queueJSON),
            .api(.get, "/desk/topics/{topic}", TopicAPI.deskOne, for: Self.everyRole, recordJSON),
        ] + TopicAct.desk.flatMap(routes)
    }

    private func routes(_ act: TopicAct) -> [Route] {
        let path = "/desk/topics/{topic}/\(act.segment)"
        return [
            .desk(.get, path, for: act.command.holders) { try await form(act, $0, $1, problems: nil) },
            .desk(.post, path, for: act.command.holders) { try await perform(act, $0, $1) },
            .api(.post, path, TopicAPI.operation(act), for: act.command.holders) { try await performJSON(act, $0, $1) },
        ]
    }

    // MARK: - The queue and the open record

    private func queue(_ request: WebRequest, _ signedIn: SignedIn, open id: Topic.ID?) async throws -> WebResponse {
        let part = request.query["part"].flatMap(TopicDeskStore.Part.init) ?? .waiting
        let desk = TopicDesk(services: services, site: request.site)
        let cursor = self.cursor(request, signedIn, part)
        let after = try request.query["cursor"].map { try Self.place(cursor.read($0)) }
        let limit = try request.limit()
        let store = TopicDeskStore(tenant: request.site.tenant.id, contents: services.contents)
        let scope = TopicScope(of: request.actor)
        let view = try await services.engine.read { transaction in
            DeskView(
                counts: try store.counts(scope: scope, today: request.now.day, in: transaction),
                rows: try store.queue(
                    part, scope: scope, today: request.now.day, after: after, limit: limit + 1, in: transaction),
                open: try id.map { id in
                    (
                        try desk.visible(id, to: request.actor, in: transaction),
                        try desk.log(of: id, in: transaction), try desk.related(to: id, in: transaction)
                    )
                })
        }
        let page = ListPage(view.rows, limit: limit, cursor: cursor) { "\($0.place.key)/\($0.place.id)" }
        let pages = Pages(request, services)
        let done = request.query["done"].flatMap(Topic.Command.init)
        let content = TopicDeskPage(
            part: part, counts: view.counts, rows: page.items.map(\.topic), next: page.next, openID: id,
            record: view.open.map { record($0.0, $0.1, $0.2, done, request, pages) }, today: pages.today,
            calendar: request.site.practice.calendar)
        let flash = done.map { Flash(sentence: TopicWording.done($0)) }
        return pages.desk(
            "筛选", signedIn, place: part == .decided ? .decided : .screening, counts: view.counts, flash: flash,
            content: content.html)
    }

    private struct DeskView: Sendable {
        let counts: [TopicDeskStore.Part: Int]
        let rows: [(topic: TopicDeskStore.Waiting, place: TopicDeskStore.Place)]
        let open: (Topic, [EventStore.Entry<TopicEvent>], related: [Topic.ID])?
    }

    private func record(
        _ topic: Topic, _ log: [EventStore.Entry<TopicEvent>], _ related: [Topic.ID], _ done: Topic.Command?,
        _ request: WebRequest, _ pages: Pages
    ) -> TwoPanes.Record {
        let trace = TopicTrace(
            log: log, topic: topic, practice: request.site.practice, today: pages.today, reader: .desk)
        return TopicRecord(
            topic: topic, related: related, actor: request.actor, trace: trace.html, today: pages.today,
            calendar: request.site.practice.calendar, done: done, token: { request.token(for: $0) }
        ).record
    }

    private func cursor(_ request: WebRequest, _ signedIn: SignedIn, _ part: TopicDeskStore.Part) -> ListCursor {
        ListCursor(keys: services.keys, filter: "desk/\(request.site.tenant.id)/\(signedIn.staff.id)/\(part.rawValue)")
    }

    private static func place(_ text: String) throws -> TopicDeskStore.Place {
        let halves = text.split(separator: "/")
        guard halves.count == 2, let id = Identifier<Topic>(halves[1]) else { throw WebFailure.malformedCursor }
        return .init(key: String(halves[0]), id: id)
    }

    // MARK: - Acts

    /// The page on which an act is prepared; with what was typed and what is wrong with it, when it came back.
    private func form(
        _ act: TopicAct, _ request: WebRequest, _ signedIn: SignedIn, problems: InputProblems?
    ) async throws -> WebResponse {
        let id: Topic.ID = try request.id("topic")
        let desk = TopicDesk(services: services, site: request.site)
        let topic = try await services.engine.read { try desk.visible(id, to: request.actor, in: $0) }
        if let refusal = topic.refusal(of: act.command, by: request.actor) { throw refusal }
        let action = "/desk/topics/\(id)/\(act.segment)"
        let page = TopicActPage(
            act: act, topic: topic, profile: request.site.practice.profile, action: action,
            token: request.token(for: action), problems: problems)
        return Pages(request, services).desk(
            TopicWording.name(act.command), signedIn, place: .screening, counts: [:],
            status: problems == nil ? 200 : 422,
            content: page.html)
    }

    private func perform(_ act: TopicAct, _ request: WebRequest, _ signedIn: SignedIn) async throws -> WebResponse {
        let id: Topic.ID = try request.id("topic")
        let input: Input
        do {
            input = try Input(request.form, fields: act.fields(request.site.practice.profile) + [Self.versionField])
        } catch let problems as InputProblems {
            return try await form(act, request, signedIn, problems: problems)
        }
        do {
            return try await once(act, input, id, request) { _, _ in
                .seeOther("/desk/topics/\(id)?done=\(act.command.rawValue)")
            }
        } catch let problems as InputProblems {
            return try await form(
                act, request, signedIn, problems: InputProblems(problems.problems, sent: request.form))
        }
    }

    private func performJSON(_ act: TopicAct, _ request: WebRequest, _ signedIn: SignedIn) async throws -> WebResponse {
        _ = try request.idempotencyKey()
        let id: Topic.ID = try request.id("topic")
        let fields = act.fields(request.site.practice.profile) + [Self.versionField]
        let input = try Input(try request.fields(fields), fields: fields)
        return try await once(act, input, id, request) { topic, related in
            .json(TopicAPI.json(topic, related: related, for: request.actor))
        }
    }

    private func once(
        _ act: TopicAct, _ input: Input, _ id: Topic.ID, _ request: WebRequest,
        answer: @escaping @Sendable (Topic, _ related: [Topic.ID]) -> WebResponse
    ) async throws -> WebResponse {
        let desk = TopicDesk(services: services, site: request.site)
        return try await services.answered.once(request) { transaction in
            let topic = try desk.visible(id, to: request.actor, in: transaction)
            let after = try desk.perform(act, input, on: topic, by: request.actor, at: request.now, in: transaction)
            return answer(after, try desk.related(to: id, in: transaction))
        }
    }

    // MARK: - API

    private func queueJSON(_ request: WebRequest, _ signedIn: SignedIn) async throws -> WebResponse {
        let part: TopicDeskStore.Part
        if let name = request.query["part"] {
            guard let named = TopicDeskStore.Part(rawValue: name) else {
                throw InputProblems([.init(field: "part", sentence: "没有这一部分。")])
            }
            part = named
        } else {
            part = .waiting
        }
        let cursor = self.cursor(request, signedIn, part)
        let after = try request.query["cursor"].map { try Self.place(cursor.read($0)) }
        let limit = try request.limit()
        let store = TopicDeskStore(tenant: request.site.tenant.id, contents: services.contents)
        let scope = TopicScope(of: request.actor)
        let rows = try await services.engine.read {
            try store.queue(part, scope: scope, today: request.now.day, after: after, limit: limit + 1, in: $0)
        }
        let page = ListPage(rows, limit: limit, cursor: cursor) { "\($0.place.key)/\($0.place.id)" }
        return .json(["items": .array(page.items.map { TopicAPI.json($0.topic) }), "next": .optional(page.next)])
    }

    private func recordJSON(_ request: WebRequest, _ signedIn: SignedIn) async throws -> WebResponse {
        let id: Topic.ID = try request.id("topic")
        let desk = TopicDesk(services: services, site: request.site)
        let (topic, related) = try await services.engine.read { transaction in
            (
                try desk.visible(id, to: request.actor, in: transaction), try desk.related(to: id, in: transaction)
            )
        }
        return .json(TopicAPI.json(topic, related: related, for: request.actor))
    }
}
