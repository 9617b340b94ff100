// SPDX-License-Identifier: Apache-2.0

import Database
import Domain
import HTTPTypes
import Markup

/// Members score how the items were handled that they researched or talked over: each once, changeable.
struct HandlingScoreRoutes: RouteGroup {
    let services: Services
    private static let members: Set<Role> = [.member]

    static let fields: [InputField] = [
        InputField("points", "这件事办得怎样", .choice(HandlingScoreWording.points)),
        InputField("reason", "理由", .paragraph(limit: 500), isRequired: false, help: "打2分以下要写，承办单位能看到，不写您的名字。"),
    ]

    var routes: [Route] {
        [
            .desk(.get, "/desk/scores", for: Self.members, list),
            .desk(.get, "/desk/scores/{item}", for: Self.members) { try await form($0, $1, nil) },
            .desk(.post, "/desk/scores/{item}", for: Self.members, give),
            .api(.get, "/desk/scores", HandlingScoreAPI.list, for: Self.members, listJSON),
            .api(.get, "/desk/scores/{item}", HandlingScoreAPI.one, for: Self.members, oneJSON),
            .api(.post, "/desk/scores/{item}", HandlingScoreAPI.give, for: Self.members, giveJSON),
        ]
    }

    // MARK: - The list

    private func page(
        _ isScored: Bool, _ request: WebRequest, _ signedIn: SignedIn
    ) async throws -> ListPage<HandlingScoreStore.Listed> {
        let limit = try request.limit()
        let cursor = ListCursor(
            keys: services.keys, filter: "scores/\(request.site.tenant.id)/\(signedIn.staff.id)/\(isScored)")
        let after: SuggestionItem.ID? = try request.after(cursor)
        let store = HandlingScoreDesk(request, services).store
        let rows = try await services.engine.read {
            try store.items(
                of: signedIn.staff.id, isScored: isScored, after: after, limit: limit + 1, in: $0)
        }
        return ListPage(rows, limit: limit, cursor: cursor) { $0.item.text }
    }

    private func list(_ request: WebRequest, _ signedIn: SignedIn) async throws -> WebResponse {
        let isScored = request.query["part"] == "scored"
        let page = try await page(isScored, request, signedIn)
        let store = HandlingScoreDesk(request, services).store
        let counts = try await services.engine.read { try store.counts(of: signedIn.staff.id, in: $0) }
        let rows = page.items.map { listed in
            LinkList.Row(
                relation: listed.points.map { "\($0)分" } ?? "待测评",
                content: """
                    \(TextLink(text: Excerpt.of(listed.task), address: "/desk/scores/\(listed.item)").html)<br>\
                    <span class="small mute">\(listed.unitName)</span>
                    """)
        }
        let next = page.next.map { "/desk/scores?part=\(isScored ? "scored" : "open")&cursor=\($0)" }
        let found =
            rows.isEmpty
            ? EmptyState(sentence: isScored ? "您还没有测评过。" : "没有要测评的。您调研或到会协商过的事项，办结以后在这里测评。").html
            : LinkList(rows: rows).html
        let filters = Filters(
            filters: [
                .init(word: "待测评", count: counts.open, address: "/desk/scores", isOn: !isScored),
                .init(word: "测评过", count: counts.scored, address: "/desk/scores?part=scored", isOn: isScored),
            ])
        return Pages(request, services).desk(
            "办理测评", signedIn, place: .sessions,
            flash: request.query["done"] == "given" ? Flash(sentence: "测评记下了，年度考评发布以前可以改。") : nil,
            content: """
                \(RecordHead(title: "办理测评", parent: TextLink(text: "会议", address: "/desk/sessions")).html)
                <div class="stack">\(filters.html)<p class="mute">您参加过的事项办得怎样，请打分。分数按单位计入年度办理考评，不公开您打了几分。</p>\
                \(found)\(present: next, { "<p>\(TextLink(text: "看更多", address: $0).html)</p>" })</div>
                """)
    }

    // MARK: - One item

    private func opened(_ request: WebRequest) async throws -> HandlingScoreDesk.Open {
        let id: SuggestionItem.ID = try request.id("item")
        let desk = HandlingScoreDesk(request, services)
        return try await services.engine.read { try desk.open(id, by: request.actor, in: $0) }
    }

    private func form(
        _ request: WebRequest, _ signedIn: SignedIn, _ problems: InputProblems?
    ) async throws -> WebResponse {
        let open = try await opened(request)
        let words = open.item.task.text.words ?? TopicWording.erased
        let report = open.item.report.map {
            "单位说\(ItemWording.name($0.claimed))：\($0.text.words ?? TopicWording.erased)"
        }
        let headline = CaseHeadline(
            title: Excerpt.of(words), said: [words, report].compactMap(\.self).joined(separator: "\n"))
        let pages = Pages(request, services)
        if let hindrance = HandlingScore.hindrance(open.item, open.circumstances) {
            let given = open.score.map { "您打的是：\(HandlingScoreWording.name($0.mark.points))。" } ?? ""
            return pages.desk(
                "测评", signedIn, place: .sessions,
                content: """
                    \(RecordHead(title: "测评", parent: TextLink(text: "办理测评", address: "/desk/scores")).html)
                    <div class="stack"><blockquote class="prose said">\(headline.said ?? "")</blockquote>\
                    \(Note(text: given + hindrance.sentence, icon: .lock).html)</div>
                    """)
        }
        let values = ["points": open.score?.mark.points.rawValue, "reason": open.score?.mark.reason?.words]
        let page = CaseActPage(
            title: open.score == nil ? "测评" : "改成这样", headline: headline,
            advice: "1到5分，5分最好。\(open.year)年的办理考评发布以前可以改。",
            fields: Self.fields.map { field in
                let options = if case .choice(let options) = field.kind { options } else { [InputField.Option]() }
                return .init(
                    field: field, options: options,
                    value: problems.map { $0.sent[field.name] ?? "" } ?? (values[field.name] ?? nil) ?? "")
            }, version: open.score?.version, action: request.path, back: "/desk/scores", problems: problems)
        return pages.desk(
            "测评", signedIn, place: .sessions, status: problems == nil ? 200 : 422,
            content: page.html(token: request.token(for: request.path)))
    }

    private func give(_ request: WebRequest, _ signedIn: SignedIn) async throws -> WebResponse {
        let sent = request.form
        do {
            let input = try Input(sent, fields: Self.fields + [recordVersionField])
            return try await give(input, request) { _ in .seeOther("/desk/scores?done=given") }
        } catch let problems as InputProblems {
            return try await form(request, signedIn, InputProblems(problems.problems, sent: sent))
        } catch let refusal as HandlingScoreRefusal {
            guard let field = refusal.blamed.first else { throw refusal }
            return try await form(
                request, signedIn, InputProblems([.init(field: field, sentence: refusal.sentence)], sent: sent))
        }
    }

    private func give(
        _ input: Input, _ request: WebRequest, answer: @escaping @Sendable (HandlingScore) -> WebResponse
    ) async throws -> WebResponse {
        let id: SuggestionItem.ID = try request.id("item")
        let desk = HandlingScoreDesk(request, services)
        let mark = HandlingScore.Mark(input.choice("points"), reason: input.optional("reason"))
        return try await services.answered.once(request) { transaction in
            answer(
                try desk.give(
                    mark, to: id, seen: input.expectedVersion, by: request.actor, at: request.now, in: transaction))
        }
    }

    // MARK: - API

    private func listJSON(_ request: WebRequest, _ signedIn: SignedIn) async throws -> WebResponse {
        let part = request.query["part"] ?? "open"
        guard ["open", "scored"].contains(part) else {
            throw InputProblems([.init(field: "part", sentence: "没有这一部分。")])
        }
        let page = try await page(part == "scored", request, signedIn)
        return .json(["items": .array(page.items.map(HandlingScoreAPI.json)), "next": .optional(page.next)])
    }

    private func oneJSON(_ request: WebRequest, _ signedIn: SignedIn) async throws -> WebResponse {
        let open = try await opened(request)
        return .json(HandlingScoreAPI.json(open.item.id, open.score))
    }

    private func giveJSON(_ request: WebRequest, _ signedIn: SignedIn) async throws -> WebResponse {
        _ = try request.idempotencyKey()
        let fields = Self.fields + [recordVersionField]
        return try await give(try Input(try request.fields(fields), fields: fields), request) { score in
            .json(HandlingScoreAPI.json(score.item, score))
        }
    }
}

/// Members' scores as programs see them.
enum HandlingScoreAPI {
    private static let points = Schema.nullable(.string(values: HandlingScore.Points.allCases.map(\.rawValue)))
    private static let item = Operation.Parameter(
        name: "item", place: .path, schema: .id, meaning: "The item's id.")
    private static let score = Schema.object([
        ("item", .id), ("points", points), ("reason", .nullable(.text)), ("version", .integer(minimum: 0)),
    ])

    static let list = Operation(
        id: "listScores", summary: "Lists the closed items that one took part in, as a member.",
        parameters: [
            .init(
                name: "part", place: .query, schema: .string(values: ["open", "scored"]),
                meaning: "Those without a score if not said."), .limit, .cursor,
        ],
        success: .init(
            status: 200, meaning: "A page of items.",
            schema: .page(
                of: .object([
                    ("item", .id), ("task", .nullable(.text)), ("unitName", .text), ("points", points),
                ]))))

    static let one = Operation(
        id: "readScore", summary: "Reads the score that one gave an item.", parameters: [item],
        success: .init(status: 200, meaning: "The score; version 0 while there is none.", schema: score))

    static let give = Operation(
        id: "giveScore",
        summary: "Scores how an item was handled, or scores it anew; 409 once the assessment of its year was issued.",
        parameters: [item], body: HandlingScoreRoutes.fields + [recordVersionField], isIdempotent: true,
        success: .init(status: 200, meaning: "Noted.", schema: score))

    static func json(_ listed: HandlingScoreStore.Listed) -> JSON {
        [
            "item": .string(listed.item.text), "task": .optional(listed.task), "unitName": .string(listed.unitName),
            "points": .optional(listed.points.map(String.init)),
        ]
    }

    static func json(_ item: SuggestionItem.ID, _ score: HandlingScore?) -> JSON {
        [
            "item": .string(item.text), "points": .optional(score?.mark.points.rawValue),
            "reason": .optional(score?.mark.reason?.words), "version": .integer(Int64(score?.version ?? 0)),
        ]
    }
}
