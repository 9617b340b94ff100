// SPDX-License-Identifier: Apache-2.0

import Database
import Domain
import HTTPTypes
import Markup

/// Calls for opinions on the desk: the list, beginning one on a topic or beside a session, and each record.
struct DeliberationRoutes: RouteGroup {
    let services: Services
    private static let readers: Set<Role> = [.roomSecretary, .convener, .leader]

    /// What a new call says; it is on a topic or beside a session.
    static let beginningFields: [InputField] = [
        InputField("topic", "就哪件议题", .reference(.ownTopics), isRequired: false),
        InputField("session", "在哪场会议", .reference(.ownTopics), isRequired: false),
        InputField("question", "问大家什么", .line(limit: 60), help: "一个问题，写在所有句子上面。比如：放学时段，东门口怎么才能不堵？"),
    ]

    var routes: [Route] {
        [
            .desk(.get, "/desk/deliberations", for: Self.readers) { try await list($0, $1, open: nil) },
            .desk(.get, "/desk/deliberations/{record}", for: Self.readers) {
                try await list($0, $1, open: $0.id("record"))
            },
            .desk(.get, "/desk/deliberation", for: Deliberation.keepers) { try await form($0, $1, nil) },
            .desk(.post, "/desk/deliberation", for: Deliberation.keepers, beginning.take),
            .api(.get, "/desk/deliberations", DeliberationAPI.list, for: Self.readers, listJSON),
            .api(
                .post, "/desk/deliberations", DeliberationAPI.begin, for: Deliberation.keepers, beginning.takeJSON),
            DeliberationDesk.reading(DeliberationAPI.record, for: Self.readers, services),
        ] + CaseRoutes<DeliberationDesk>(services: services) { $0.holders }.routes
    }

    // MARK: - The list and the open record

    private func page(
        _ state: Deliberation.State.Name?, _ request: WebRequest, _ signedIn: SignedIn, in transaction: Transaction
    ) throws -> ListPage<DeliberationStore.Listed> {
        let limit = try request.limit()
        let cursor = ListCursor(
            keys: services.keys,
            filter: "deliberations/\(request.site.tenant.id)/\(signedIn.staff.id)/\(state?.rawValue ?? "")")
        let after: Deliberation.ID? = try request.after(cursor)
        let rows = try DeliberationDesk(request, services).store.list(
            state, scope: RoomScope(of: request.actor), after: after, limit: limit + 1, in: transaction)
        return ListPage(rows, limit: limit, cursor: cursor) { $0.id.text }
    }

    /// The open call with what belongs to it.
    private func open(
        _ id: Deliberation.ID, _ desk: DeliberationDesk, _ request: WebRequest, in transaction: Transaction
    ) throws -> DeliberationRecord {
        let call = try desk.visible(id, to: request.actor, in: transaction)
        return DeliberationRecord(
            call: call, log: try desk.log(of: id, in: transaction),
            statements: try desk.statements.list(
                of: id, Set(OpinionStatement.State.Name.allCases), in: transaction),
            people: try desk.votes.people(of: id, in: transaction), profile: request.site.practice.profile,
            actor: request.actor, today: request.now.day,
            token: { request.token(for: $0) })
    }

    private func list(
        _ request: WebRequest, _ signedIn: SignedIn, open id: Deliberation.ID?
    ) async throws -> WebResponse {
        let state = request.query["state"].flatMap(Deliberation.State.Name.init)
        let pages = Pages(request, services)
        let desk = DeliberationDesk(request, services)
        let (counts, page, open) = try await services.engine.read { transaction in
            (
                try desk.store.counts(scope: RoomScope(of: request.actor), in: transaction),
                try self.page(state, request, signedIn, in: transaction),
                try id.map { try self.open($0, desk, request, in: transaction) }
            )
        }
        let query = state.map { "?state=\($0.rawValue)" } ?? ""
        let all = CaseListPage.Part(
            word: "看法征集", count: counts.values.reduce(0, +), address: "/desk/deliberations", isOn: state == nil)
        let list = CaseListPage(
            title: "看法征集", measure: "次",
            parts: [all]
                + Deliberation.State.Name.allCases.map { each in
                    .init(
                        word: DeliberationWording.name(each), count: counts[each] ?? 0,
                        address: "/desk/deliberations?state=\(each.rawValue)", isOn: each == state)
                },
            rows: page.items.map { row($0, query, id, pages.today) },
            next: page.next.map { "/desk/deliberations?\(state.map { "state=\($0.rawValue)&" } ?? "")cursor=\($0)" },
            empty: "还没有征集过。在一件公开的议题或者一场发了通知的会议里开始。", record: open?.pane)
        let done = request.query["done"].flatMap(Deliberation.Command.init)
        return pages.desk(
            "看法征集", signedIn, place: .deliberations, flash: done.map { Flash(sentence: DeliberationWording.done($0)) },
            content: list.html)
    }

    private func row(
        _ listed: DeliberationStore.Listed, _ query: String, _ open: Deliberation.ID?, _ today: Day
    ) -> QueueList.Row {
        let waiting = listed.waiting > 0 ? " · \(listed.waiting)句待看" : ""
        let period = DeliberationWording.period(listed.state, listed.lastDay, today: today)
        return QueueList.Row(
            title: listed.question ?? TopicWording.erased, address: "/desk/deliberations/\(listed.id)\(query)",
            origin: "\(listed.roomName) · \(period)\(waiting)", isOpen: listed.id == open)
    }

    // MARK: - Beginning

    private func form(
        _ request: WebRequest, _ signedIn: SignedIn, _ problems: InputProblems?
    ) async throws -> WebResponse {
        let given = problems?.sent ?? request.query
        guard let matter = Self.matter(given["topic"], given["session"]) else {
            let start = EmptyState(
                sentence: "在一件公开的议题，或者一场发了通知的会议里点“征集看法”。",
                act: TextLink(text: "去看议题", address: "/desk/topics"))
            return Pages(request, services).desk("征集看法", signedIn, place: .deliberations, content: start.html)
        }
        let desk = DeliberationDesk(request, services)
        let title = try await services.engine.read { transaction -> String in
            switch matter {
            case .topic(let id):
                let topic = try desk.topics.visible(id, to: request.actor, in: transaction)
                return topic.publicText?.title.words ?? Excerpt.said(topic.text.words)
            case .session(let id):
                return try desk.sessions.visible(id, to: request.actor, in: transaction).plan.title.words
                    ?? TopicWording.erased
            }
        }
        let (name, code, back) =
            switch matter {
            case .topic(let id): ("topic", id.text, "/desk/topics/\(id)")
            case .session(let id): ("session", id.text, "/desk/sessions/\(id)")
            }
        let page = CaseActPage(
            title: "征集看法", headline: CaseHeadline(title: title, said: nil),
            advice: "先写一个问题，再写几句短话让大家表态。大家也能添，您看过才会问别人。",
            fields: Self.beginningFields.filter { $0.name == name || $0.name == "question" }.map { field in
                .init(
                    field: field, options: field.name == name ? [.init(code: code, label: title)] : [],
                    value: field.name == name ? code : given[field.name] ?? "")
            }, version: nil, action: "/desk/deliberation", back: back, problems: problems)
        return Pages(request, services).desk(
            "征集看法", signedIn, place: .deliberations, status: problems == nil ? 200 : 422,
            content: page.html(token: request.token(for: "/desk/deliberation")))
    }

    /// What a call is about; nil unless one of the two is named, and only one.
    private static func matter(_ topic: String?, _ session: String?) -> Deliberation.Matter? {
        let (topic, session) = (topic ?? "", session ?? "")
        if session.isEmpty { return Identifier<Topic>(topic).map(Deliberation.Matter.topic) }
        return topic.isEmpty ? Identifier<ConsultationSession>(session).map(Deliberation.Matter.session) : nil
    }

    private var beginning: CaseBeginning<DeliberationDesk> {
        CaseBeginning(services: services, fields: Self.beginningFields) {
            try await form($0, $1, $2)
        } begin: { desk, input, request, transaction in
            guard let matter = Self.matter(input.optional("topic"), input.optional("session")) else {
                throw InputProblems([.init(field: "topic", sentence: "请选一件议题，或者一场会议，只选一样。")])
            }
            let call = try desk.begin(
                on: matter, question: input.text("question"), by: request.actor, at: request.now, in: transaction)
            return (call.id, call)
        }
    }

    // MARK: - API

    private func listJSON(_ request: WebRequest, _ signedIn: SignedIn) async throws -> WebResponse {
        let state: Deliberation.State.Name? = try request.state()
        let page = try await services.engine.read { try self.page(state, request, signedIn, in: $0) }
        return .json(["items": .array(page.items.map { DeliberationAPI.json($0) }), "next": .optional(page.next)])
    }
}
