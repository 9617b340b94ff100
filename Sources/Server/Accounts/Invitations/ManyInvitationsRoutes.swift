// SPDX-License-Identifier: Apache-2.0

import Database
import Domain
import HTTPTypes
import Markup

/// The page on which many people are chosen who shall sign in, and the sheet with their links.
struct ManyInvitationsRoutes: RouteGroup {
    let services: Services
    private static let path = "/desk/new-accounts"

    var routes: [Route] {
        let readers = AccountRoutes.readers
        return [
            .desk(.get, Self.path, for: readers) { try await choose($0, $1, problems: nil) },
            .desk(.post, Self.path, for: readers, perform).confidential(),
            .api(.get, Self.path, Self.listing, for: readers) { request, _ in try await listJSON(request) },
            .api(.post, Self.path, Self.operation, for: readers) { request, _ in try await performJSON(request) }
                .confidential().bySignInOnly(),
        ]
    }

    /// What leads to it, from the list of accounts.
    static let button = Button(label: "成批开账号", role: .link(to: path), style: .quiet, size: .small)

    private func many(_ request: WebRequest) -> ManyInvitations {
        ManyInvitations(desk: AccountDesk(request, services))
    }

    private static func words(_ request: WebRequest) -> String? {
        let typed = PlainText.normalised(String((request.query["q"] ?? "").prefix(60)), keepsLines: false)
        return typed.isEmpty ? nil : typed
    }

    private func candidates(_ request: WebRequest) async throws -> [ManyInvitations.Candidate] {
        let (many, words) = (many(request), Self.words(request))
        return try await services.engine.read { try many.candidates(saying: words, in: $0) }
    }

    private func choose(
        _ request: WebRequest, _ signedIn: SignedIn, problems: InputProblems?
    ) async throws -> WebResponse {
        let candidates = try await candidates(request)
        let (possible, others) = (
            candidates.filter { $0.signInName != nil }, candidates.filter { $0.signInName == nil }
        )
        let search: HTML = """
            <form method="get" action="\(url: Self.path)" role="search" novalidate>\(Field(
                name: "q", label: "找人、编号或工作单位", value: Self.words(request) ?? "",
                button: Button(label: "找", role: .submit(busy: "正在找"), size: .small)).html)</form>
            """
        let nobody =
            Self.words(request) == nil
            ? "名册“人员”里没有还能成批开账号的人。要给别人开，先请系统管理员把人录进名册。"
            : "没有找到。这里只列名册“人员”里有编号、还没有账号的人；要先请系统管理员把人录进名册。"
        let content: HTML = """
            \(RecordHead(title: "成批开账号", parent: TextLink(text: "账号", address: "/desk/accounts")).html)\
            <div class="stack"><p class="mute">从名册里还没有账号的人里选，用编号作账号名，每人一张带二维码的条子，本人打开设自己的密码。\
            职务在开好以后\(TextLink(text: "按名册给", address: RegisteredRoleRoutes.path).html)。一次最多\(ManyInvitations.limit)人。</p>\(search)\
            \(possible.isEmpty ? EmptyState(sentence: nobody).html : form(possible, request, problems))\
            \(others.isEmpty ? HTML() : Self.left(others))</div>
            """
        return Pages(request, services).desk(
            "成批开账号", signedIn, place: .accounts, status: problems == nil ? 200 : 422, content: content)
    }

    private func form(
        _ candidates: [ManyInvitations.Candidate], _ request: WebRequest, _ problems: InputProblems?
    ) -> HTML {
        let choices = candidates.map { candidate in
            Choice(
                value: candidate.person.id.text, label: candidate.person.name,
                help: ["账号名\(candidate.signInName?.text ?? "")", candidate.position].compactMap(\.self)
                    .joined(separator: " · "))
        }
        return PostForm(
            action: Self.path, token: request.token(for: Self.path), isPanel: true,
            content: """
                \(Field(
                    name: "people", label: "给谁开（列出\(choices.count)人）", control: .checks(choices, ticked: []),
                    error: problems?.sentence(for: "people")).html)\
                <div class="actions">\(Button(label: "开账号，出条子", role: .submit(busy: "正在开"), style: .primary).html)</div>
                """
        ).html
    }

    private static func left(_ candidates: [ManyInvitations.Candidate]) -> HTML {
        let rows = candidates.map { candidate in
            LinkList.Row(relation: candidate.number, content: "<p>\(candidate.person.name)</p>")
        }
        return PageSection(
            id: "left", title: "要单独开的",
            content: """
                <p class="small mute">编号做不了账号名，或者账号名有人用了。</p>\(LinkList(rows: rows).html)
                """
        ).html
    }

    private func perform(_ request: WebRequest, _ signedIn: SignedIn) async throws -> WebResponse {
        do {
            let input = try Input(request.form, fields: ManyInvitations.fields)
            return try await once(input, request) { sheet($0, request) }
        } catch let problems as InputProblems {
            return try await choose(request, signedIn, problems: problems)
        }
    }

    private func once(
        _ input: Input, _ request: WebRequest,
        answer: @escaping @Sendable (ManyInvitations.Outcome) -> WebResponse
    ) async throws -> WebResponse {
        let many = many(request)
        return try await services.answered.once(request) { transaction in
            answer(try many.invite(input.ids("people"), by: request.actor, at: request.now, in: transaction))
        }
    }

    /// The links are shown once, to be printed and cut apart.
    private func sheet(_ outcome: ManyInvitations.Outcome, _ request: WebRequest) -> WebResponse {
        let pages = Pages(request, services)
        let until = outcome.made.map(\.invited.until).min() ?? request.now
        let slips = outcome.made.map { made in
            let address = PrintedAddress(page: made.path, services, request.site)
            return InvitationSheet.Slip(
                name: made.invited.account.person.name, signInName: made.invited.account.signInName, qr: address.qr,
                address: address.plain)
        }
        let left = outcome.left.map { "\($0.name ?? $0.person.text)：\($0.reason)" }
        let note: HTML =
            left.isEmpty
            ? HTML() : "<p>\(left.count)人没有开：\(left.joined(separator: "；"))</p>"
        let layout = PrintLayout(
            head: pages.head("设密码的链接"), back: TextLink(text: "账号", address: "/desk/accounts"),
            sheet: """
                <div class="print-bar"><p>开好\(slips.count)个账号。这些链接只显示这一次，请现在打印，剪开后当面交给本人。</p>\(note)</div>\
                \(InvitationSheet(
                    organ: request.site.tenant.shortName, validUntil: ChineseTime.moment(until, today: pages.today),
                    slips: slips).html)
                """)
        return .page(layout.html)
    }

    // MARK: - The API

    private func listJSON(_ request: WebRequest) async throws -> WebResponse {
        .json([
            "items": .array(
                try await candidates(request).map {
                    [
                        "person": .string($0.person.id.text), "name": .string($0.person.name),
                        "number": .string($0.number), "signInName": .optional($0.signInName?.text),
                    ]
                })
        ])
    }

    private func performJSON(_ request: WebRequest) async throws -> WebResponse {
        _ = try request.idempotencyKey()
        let input = try Input(try request.fields(ManyInvitations.fields), fields: ManyInvitations.fields)
        let base = services.baseURL(of: request.site.tenant.id)
        return try await once(input, request) { outcome in
            .json([
                "made": .array(
                    outcome.made.map {
                        AccountAPI.json($0.invited, address: base + $0.path, sentBy: nil, for: request.actor)
                    }),
                "left": .array(
                    outcome.left.map {
                        [
                            "person": .string($0.person.text), "code": .string($0.code), "detail": .string($0.reason),
                        ]
                    }),
            ])
        }
    }

    private static let listing = Operation(
        id: "listWithoutAccount", summary: "Lists people of the register who have no account, at most 100.",
        parameters: [
            .init(name: "q", place: .query, schema: .text, meaning: "A part of a name, a number or a position.")
        ],
        success: .init(
            status: 200, meaning: "The people.",
            schema: .object([
                (
                    "items",
                    .array(
                        .object([
                            ("person", .id), ("name", .text), ("number", .text), ("signInName", .nullable(.text)),
                        ]))
                )
            ])))

    private static let operation = Operation(
        id: "createAccounts", summary: "Lets many people sign in, each by a link that is told once; at most 100.",
        body: ManyInvitations.fields, isIdempotent: true,
        success: .init(
            status: 200, meaning: "The links, and who got none and why.",
            schema: .object([
                ("made", .array(AccountAPI.invited)),
                ("left", .array(.object([("person", .id), ("code", .text), ("detail", .text)]))),
            ])))
}
