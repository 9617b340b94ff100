// SPDX-License-Identifier: Apache-2.0

import Database
import Domain
import HTTPTypes
import Markup

/// The contest of outcomes on the desk, and the model cases for everybody.
struct ContestRoutes: RouteGroup {
    let services: Services
    static let readers: Set<Role> = [.roomSecretary, .convener, .leader]
    private static let casesMax = 200

    /// What a nomination says.
    static let nominationFields: [InputField] = [
        InputField("topic", "报哪件", .reference(.ownTopics)),
        InputField("reason", "为什么报它", .paragraph(limit: 1000), help: "对照三条标准：协商议题精准、协商调研充分、协商成效明显。"),
    ]

    var routes: [Route] {
        [
            .page(.get, "/model-cases", modelCases),
            .api(.get, "/model-cases", ContestAPI.modelCases, modelCasesJSON),
            .desk(.get, "/desk/contests", for: Self.readers) { try await list($0, $1, open: nil) },
            .desk(.get, "/desk/contests/{record}", for: Self.readers) {
                try await list($0, $1, open: $0.id("record"))
            },
            .desk(.get, "/desk/nomination", for: ContestEntry.nominators) { try await form($0, $1, nil) },
            .desk(.post, "/desk/nomination", for: ContestEntry.nominators, nomination.take),
            .api(.get, "/desk/contests", ContestAPI.list, for: Self.readers, listJSON),
            .api(.post, "/desk/contests", ContestAPI.nominate, for: ContestEntry.nominators, nomination.takeJSON),
            ContestDesk.reading(ContestAPI.one, for: Self.readers, services),
        ] + CaseRoutes<ContestDesk>(services: services) { $0.holders }.routes
    }

    // MARK: - Model cases

    private func cases(_ request: WebRequest) async throws -> [ContestStore.ModelCase] {
        let store = ContestDesk(request, services).store
        return try await services.engine.read { try store.modelCases(limit: Self.casesMax, in: $0) }
    }

    private func modelCases(_ request: WebRequest) async throws -> WebResponse {
        let rows = try await cases(request).map { model in
            let visits = model.visits == 0 ? "" : "，来观摩过\(model.visits)次"
            return LinkList.Row(
                relation: "\(model.year)年",
                content: """
                    \(TextLink(text: model.title, address: "/topics/\(model.topic)").html)\
                    <blockquote class="said">\(model.praise?.words ?? TopicWording.erased)</blockquote>\
                    <span class="small mute">\(model.roomName)\(visits)。点开看全过程。</span>
                    """)
        }
        let found = rows.isEmpty ? EmptyState(sentence: "还没有评出来的优秀案例。").html : LinkList(rows: rows).html
        let criteria = ContestEntry.Criterion.allCases.map(ContestWording.name).joined(separator: "、")
        return Pages(request, services).resident(
            "优秀案例", content: "<h1>优秀案例</h1><p class=\"mute\">每年从办结的事里评，看三条：\(criteria)。</p>\(found)")
    }

    private func modelCasesJSON(_ request: WebRequest) async throws -> WebResponse {
        .json(["items": .array(try await cases(request).map(ContestAPI.json))])
    }

    // MARK: - The list and the open record

    private func page(
        _ state: ContestEntry.State.Name?, _ request: WebRequest, _ signedIn: SignedIn, in transaction: Transaction
    ) throws -> ListPage<ContestStore.Listed> {
        let limit = try request.limit()
        let cursor = ListCursor(
            keys: services.keys,
            filter: "contests/\(request.site.tenant.id)/\(signedIn.staff.id)/\(state?.rawValue ?? "")")
        let after: ContestEntry.ID? = try request.after(cursor)
        let rows = try ContestDesk(request, services).store.list(
            state, scope: RoomScope(of: request.actor), after: after, limit: limit + 1, in: transaction)
        return ListPage(rows, limit: limit, cursor: cursor) { $0.id.text }
    }

    /// The open entry with what belongs to it.
    private struct Open: Sendable {
        let entry: ContestEntry
        let log: [EventStore.Entry<ContestEntryEvent>]
        let title: String
    }

    private func list(
        _ request: WebRequest, _ signedIn: SignedIn, open id: ContestEntry.ID?
    ) async throws -> WebResponse {
        let state = request.query["state"].flatMap(ContestEntry.State.Name.init)
        let (pages, desk) = (Pages(request, services), ContestDesk(request, services))
        let (counts, page, open) = try await services.engine.read { transaction in
            (
                try desk.store.counts(scope: RoomScope(of: request.actor), in: transaction),
                try self.page(state, request, signedIn, in: transaction),
                try id.map { id in
                    let entry = try desk.visible(id, to: request.actor, in: transaction)
                    return Open(
                        entry: entry, log: try desk.log(of: id, in: transaction),
                        title: try desk.headline(entry, in: transaction).title)
                }
            )
        }
        let done = request.query["done"].flatMap(ContestEntry.Command.init)
        let query = state.map { "?state=\($0.rawValue)" } ?? ""
        let all = CaseListPage.Part(
            word: "成果评选", count: counts.values.reduce(0, +), address: "/desk/contests", isOn: state == nil)
        let canNominate = ContestEntry.nominators.contains { signedIn.staff.holds($0) }
        let list = CaseListPage(
            title: "成果评选",
            parts: [all]
                + ContestEntry.State.Name.allCases.map { each in
                    .init(
                        word: ContestWording.name(each), count: counts[each] ?? 0,
                        address: "/desk/contests?state=\(each.rawValue)", isOn: each == state)
                },
            rows: page.items.map { listed in
                let stage = listed.award.map(ContestWording.name) ?? ContestWording.name(listed.state)
                return QueueList.Row(
                    title: listed.title ?? TopicWording.erased, address: "/desk/contests/\(listed.id)\(query)",
                    origin: "\(listed.year)年 · \(listed.roomName) · \(stage)", lamp: nil, isOpen: listed.id == id)
            },
            next: page.next.map { "/desk/contests?\(state.map { "state=\($0.rawValue)&" } ?? "")cursor=\($0)" },
            empty: "还没有报评的。从办结的议题里选好的报上来，由评委按三条标准打分。",
            record: open.map { open in
                ContestRecord(
                    entry: open.entry, log: open.log, title: open.title, actor: request.actor, today: pages.today,
                    token: { request.token(for: $0) }
                ).pane
            },
            buttons: (canNominate ? [Button(label: "报一件", role: .link(to: "/desk/nomination"), size: .small)] : [])
                + [Button(label: "优秀案例（公开页）", role: .link(to: "/model-cases"), style: .quiet, size: .small)])
        return pages.desk(
            "成果评选", signedIn, place: .items, flash: done.map { Flash(sentence: ContestWording.done($0)) },
            content: list.html)
    }

    // MARK: - Nominating

    private func form(
        _ request: WebRequest, _ signedIn: SignedIn, _ problems: InputProblems?
    ) async throws -> WebResponse {
        let desk = ContestDesk(request, services)
        let year = request.now.day.year
        let words = try Input(request.query, fields: [Self.wordsField]).optional(Self.wordsField.name)
        let chosen = problems?.sent["topic"].flatMap { Topic.ID($0) }
        let candidates = try await services.engine.read {
            try desk.store.candidates(
                for: year, scope: RoomScope(of: request.actor), saying: words, chosen: chosen,
                limit: Self.candidatesMax, in: $0)
        }
        let options = candidates.map {
            InputField.Option(code: $0.id.text, label: "\($0.title ?? TopicWording.erased)（\($0.roomName)）")
        }
        let page = CaseActPage(
            title: "报一件成果", headline: CaseHeadline(title: "成果评选", said: nil),
            advice: options.isEmpty ? "现在没有办结的议题可以报。" : "从办结的议题里选，参加\(year)年评选。",
            fields: Self.nominationFields.map { field in
                .init(
                    field: field, options: field.name == "topic" ? options : [],
                    value: problems?.sent[field.name] ?? "")
            }, version: nil, action: "/desk/nomination", back: "/desk/contests", problems: problems)
        return Pages(request, services).desk(
            "报一件成果", signedIn, place: .items, status: problems == nil ? 200 : 422,
            content: """
                \(page.html(token: request.token(for: "/desk/nomination")))\
                \(Self.search(words, isNarrow: candidates.count == Self.candidatesMax))
                """)
    }

    private static let candidatesMax = 200
    private static let wordsField = InputField("words", "说到什么", .line(limit: 40), isRequired: false)

    /// Below the form, for whoever does not find the topic in the list.
    private static func search(_ words: String?, isNarrow: Bool) -> HTML {
        let help = isNarrow ? "列表最多\(candidatesMax)件，不是全部：写几个字，只列说到这几个字的。" : nil
        return """
            <form method="get" action="/desk/nomination" role="search" class="panel stack">\
            \(Field(name: "words", label: "列表里没有？找议题或议事室", value: words ?? "", mark: "可不填", help: help).html)\
            <div class="actions">\(Button(label: "找出来", role: .submit(busy: "正在找"), size: .small).html)</div></form>
            """
    }

    private var nomination: CaseBeginning<ContestDesk> {
        CaseBeginning(services: services, fields: Self.nominationFields) {
            try await form($0, $1, $2)
        } begin: {
            desk, input, request, transaction in
            let entry = try desk.nominate(
                input.id("topic"), reason: input.text("reason"), by: request.actor, at: request.now, in: transaction)
            return (entry.id, entry)
        }
    }

    // MARK: - API

    private func listJSON(_ request: WebRequest, _ signedIn: SignedIn) async throws -> WebResponse {
        let state: ContestEntry.State.Name? = try request.state()
        let page = try await services.engine.read { try self.page(state, request, signedIn, in: $0) }
        return .json(["items": .array(page.items.map { ContestAPI.json($0) }), "next": .optional(page.next)])
    }
}
