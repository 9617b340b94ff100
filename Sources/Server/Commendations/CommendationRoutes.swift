// SPDX-License-Identifier: Apache-2.0

import Database
import Domain
import HTTPTypes
import Markup

/// Commendations on the desk, and what was announced for everybody.
struct CommendationRoutes: RouteGroup {
    let services: Services
    static let address = "/desk/commendations"
    private static let beginning = "/desk/commendation"

    /// What a commendation begins with.
    static let beginningFields: [InputField] = [
        InputField("span", "哪次会议，或者哪一届", .line(limit: 8), help: "一次会议的好提案写 15-3；一届的优秀提案和先进承办单位写 15。")
    ]

    var routes: [Route] {
        [
            .page(.get, "/good-proposals", announced),
            .api(.get, "/good-proposals", CommendationAPI.publicList, announcedJSON),
            .desk(.get, Self.address, for: Commendation.readers) { try await list($0, $1, open: nil) },
            .desk(.get, "\(Self.address)/{record}", for: Commendation.readers) {
                try await list($0, $1, open: $0.id("record"))
            },
            .desk(.get, Self.beginning, for: Commendation.holders) { try await form($0, $1, nil) },
            .desk(.post, Self.beginning, for: Commendation.holders, beginning.take),
            .api(.get, Self.address, CommendationAPI.list, for: Commendation.readers, listJSON),
            .api(.post, Self.address, CommendationAPI.begin, for: Commendation.holders, beginning.takeJSON),
            CommendationDesk.reading(CommendationAPI.one, for: Commendation.readers, services),
        ] + EvaluatorLinkRoutes(services: services).routes
            + CaseRoutes<CommendationDesk>(services: services) { _ in Commendation.holders }.routes
    }

    // MARK: - For everybody

    private func announced(_ request: WebRequest) async throws -> WebResponse {
        let (pages, desk) = (Pages(request, services), CommendationDesk(request, services))
        let all = try await services.engine.read { try PublicCommendation.all(desk, in: $0) }
        let found = all.isEmpty ? EmptyState(sentence: "还没有公布过好提案。").html : HTML()
        return pages.resident(
            "好提案",
            content: """
                <h1>好提案和先进承办单位</h1>\
                <p class="mute">每次会议的提案办完以后评，由提案委员会初评、会议审定。</p>\
                <div class="stack-l">\(found)\(each: all, { $0.html(today: pages.today) })</div>
                """)
    }

    private func announcedJSON(_ request: WebRequest) async throws -> WebResponse {
        let desk = CommendationDesk(request, services)
        let all = try await services.engine.read { try PublicCommendation.all(desk, in: $0) }
        return .json(["items": .array(all.map(CommendationAPI.json))])
    }

    // MARK: - The list and the open record

    private func requireOpen(_ request: WebRequest) throws {
        guard CommendationDesk.isOpen(to: request.actor) else { throw WebFailure.notFound }
    }

    private func page(
        _ state: Commendation.State.Name?, _ request: WebRequest, in transaction: Transaction
    ) throws -> ListPage<CommendationStore.Listed> {
        let limit = try request.limit()
        let cursor = ListCursor(
            keys: services.keys, filter: "commendations/\(request.site.tenant.id)/\(state?.rawValue ?? "")")
        let after: Commendation.ID? = try request.after(cursor)
        let rows = try CommendationDesk(request, services).store.list(
            state, after: after, limit: limit + 1, in: transaction)
        return ListPage(rows, limit: limit, cursor: cursor) { $0.id.text }
    }

    private func list(
        _ request: WebRequest, _ signedIn: SignedIn, open id: Commendation.ID?
    ) async throws -> WebResponse {
        try requireOpen(request)
        let state = request.query["state"].flatMap(Commendation.State.Name.init)
        let (pages, desk) = (Pages(request, services), CommendationDesk(request, services))
        let (counts, page, open) = try await services.engine.read { transaction in
            (
                try desk.store.counts(in: transaction), try self.page(state, request, in: transaction),
                try id.map { try self.open($0, desk, request, in: transaction) }
            )
        }
        let done = request.query["done"].flatMap(Commendation.Command.init)
        let query = state.map { "?state=\($0.rawValue)" } ?? ""
        let all = CaseListPage.Part(
            word: "评优", count: counts.values.reduce(0, +), address: Self.address, isOn: state == nil)
        let canBegin = Commendation.holders.contains { signedIn.staff.holds($0) }
        let list = CaseListPage(
            title: "提案评优",
            parts: [all]
                + Commendation.State.Name.allCases.map { each in
                    .init(
                        word: CommendationWording.name(each), count: counts[each] ?? 0,
                        address: "\(Self.address)?state=\(each.rawValue)", isOn: each == state)
                },
            rows: page.items.map { listed in
                QueueList.Row(
                    title: CommendationWording.title(listed.span), address: "\(Self.address)/\(listed.id)\(query)",
                    origin: "\(CommendationWording.name(listed.state)) · 推荐\(listed.nominees)，列入\(listed.listed)",
                    lamp: nil, isOpen: listed.id == id)
            },
            next: page.next.map { "\(Self.address)?\(state.map { "state=\($0.rawValue)&" } ?? "")cursor=\($0)" },
            empty: "还没有开始评优。提案办完以后，请第三方评议单位，推荐好提案。",
            record: open.map { $0.record(request, pages) },
            buttons: (canBegin ? [Button(label: "开始评优", role: .link(to: Self.beginning), size: .small)] : [])
                + [.nominees, .evaluations].map { (table: ProposalTable) in
                    Button(label: "\(table.name)表", role: .link(to: table.address), style: .quiet, size: .small)
                } + [Button(label: "公开页", role: .link(to: "/good-proposals"), style: .quiet, size: .small)])
        return pages.desk(
            "提案评优", signedIn, place: .proposals, flash: done.map { Flash(sentence: CommendationWording.done($0)) },
            content: list.html)
    }

    /// The open commendation with what belongs to it.
    private struct Open: Sendable {
        let commendation: Commendation
        let log: [EventStore.Entry<CommendationEvent>]
        let names: [Commendation.Subject: String]
        let units: [HandlingUnit.ID: String]
        let filed: Int
        let opinions: [HandlingUnit.ID: ProposalStatistics.Counts]

        func record(_ request: WebRequest, _ pages: Pages) -> TwoPanes.Record {
            CommendationRecord(
                record: commendation, log: log, names: names, units: units, filed: filed, opinions: opinions,
                actor: request.actor, today: pages.today,
                practice: request.site.practice.profile.proposals.commendation, token: { request.token(for: $0) }
            ).pane
        }
    }

    private func open(
        _ id: Commendation.ID, _ desk: CommendationDesk, _ request: WebRequest, in transaction: Transaction
    ) throws -> Open {
        let record = try desk.visible(id, to: request.actor, in: transaction)
        return Open(
            commendation: record, log: try desk.log(of: id, in: transaction),
            names: try desk.names(of: record, in: transaction),
            units: try AssignmentStore(tenant: request.site.tenant.id).unitNames(in: transaction),
            filed: try desk.store.filed(record.span, in: transaction),
            opinions: try opinions(of: record.span, request, in: transaction))
    }

    /// What the proposers of a session say of each unit, as the statistics count it.
    private func opinions(
        of span: Commendation.Span, _ request: WebRequest, in transaction: Transaction
    ) throws -> [HandlingUnit.ID: ProposalStatistics.Counts] {
        guard let session = span.session else { return [:] }
        let store = ProposalStatisticsStore(
            tenant: request.site.tenant.id, contents: services.contents, today: request.now.day)
        let counts = try store.units(
            .init(series: .init(term: span.term, session: session)), in: transaction)
        return Dictionary(
            counts.compactMap { value, counts in Int64(value).map { (HandlingUnit.ID($0), counts) } },
            uniquingKeysWith: { first, _ in first })
    }

    // MARK: - Beginning

    private func form(
        _ request: WebRequest, _ signedIn: SignedIn, _ problems: InputProblems?
    ) async throws -> WebResponse {
        let series = ProposalDesk(request, services).series
        let latest = try await services.engine.read { try series.all(in: $0).first }
        let usual = latest.map { "\($0.term)-\($0.session)" } ?? ""
        let page = CaseActPage(
            title: "开始评优", headline: CaseHeadline(title: "提案评优", said: nil),
            advice: "评一次会议的好提案，或者一届的优秀提案和先进承办单位。",
            fields: Self.beginningFields.map { field in
                .init(field: field, options: [], value: problems?.sent[field.name] ?? usual)
            }, version: nil, action: Self.beginning, back: Self.address, problems: problems)
        return Pages(request, services).desk(
            "开始评优", signedIn, place: .proposals, status: problems == nil ? 200 : 422,
            content: page.html(token: request.token(for: Self.beginning)))
    }

    private var beginning: CaseBeginning<CommendationDesk> {
        CaseBeginning(services: services, fields: Self.beginningFields) {
            try await form($0, $1, $2)
        } begin: { desk, input, request, transaction in
            let record = try desk.begin(
                try Self.span(input.text("span")), by: request.actor, at: request.now, in: transaction)
            return (record.id, record)
        }
    }

    /// 15-3 or 15. Throws ``InputProblems`` for anything else.
    private static func span(_ text: String) throws -> Commendation.Span {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) ?? 0 }
        guard (1...2).contains(parts.count), parts.allSatisfy((1...99).contains) else {
            throw InputProblems([.init(field: "span", sentence: "请写成 15-3 或者 15：第几届、第几次会议。")])
        }
        return Commendation.Span(term: parts[0], session: parts.count == 2 ? parts[1] : nil)
    }

    // MARK: - API

    private func listJSON(_ request: WebRequest, _ signedIn: SignedIn) async throws -> WebResponse {
        try requireOpen(request)
        let state: Commendation.State.Name? = try request.state()
        let page = try await services.engine.read { try self.page(state, request, in: $0) }
        return .json(["items": .array(page.items.map { CommendationAPI.json($0) }), "next": .optional(page.next)])
    }
}
