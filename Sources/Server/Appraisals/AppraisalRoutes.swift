// SPDX-License-Identifier: Apache-2.0

import Database
import Domain
import HTTPTypes
import Markup

/// The major matters that somebody was asked to appraise (A1-03), and what one says of them.
struct AppraisalRoutes: RouteGroup {
    let services: Services

    static let address = "/desk/appraisals"
    static let title = "请我论证的"
    private static let readers = DeskPlace.sessions.roles
    /// As long as the column of the register.
    static let fields = [InputField("opinion", "您的意见", .paragraph(limit: 300))]

    var routes: [Route] {
        let (one, opinion) = ("\(Self.address)/{record}", "\(Self.address)/{record}/opinion")
        return [
            .desk(.get, Self.address, for: Self.readers, list),
            .desk(.get, one, for: Self.readers) { try await page($0, $1, nil) },
            .desk(.post, opinion, for: Self.readers, say),
            .api(.get, Self.address, AppraisalAPI.list, for: Self.readers) { request, signedIn in
                .json(["items": .array(try await own(request, signedIn).map(AppraisalAPI.json))])
            },
            .api(.get, one, AppraisalAPI.one, for: Self.readers) { request, signedIn in
                .json(AppraisalAPI.json(try await found(request, signedIn)))
            },
            .api(.post, opinion, AppraisalAPI.say, for: Self.readers, sayJSON),
        ]
    }

    private func own(_ request: WebRequest, _ signedIn: SignedIn) async throws -> [AppraisalStore.Own] {
        let store = AppraisalStore(tenant: request.site.tenant.id)
        return try await services.engine.read { try store.own(of: signedIn.staff.id, in: $0) }
    }

    private func found(_ request: WebRequest, _ signedIn: SignedIn) async throws -> AppraisalStore.Own {
        let (store, id) = (
            AppraisalStore(tenant: request.site.tenant.id), try request.id("record") as DirectoryEntry.ID
        )
        let found = try await services.engine.read { try store.own(id, of: signedIn.staff.id, in: $0) }
        guard let found else { throw WebFailure.notFound }
        return found
    }

    // MARK: - Pages

    private func list(_ request: WebRequest, _ signedIn: SignedIn) async throws -> WebResponse {
        let own = try await own(request, signedIn)
        let today = request.now.day
        let rows = own.map { appraisal in
            LinkList.Row(
                relation: ChineseTime.day(appraisal.heldOn, today: today),
                content: """
                    \(TextLink(text: appraisal.matter, address: "\(Self.address)/\(appraisal.id)").html) \
                    \(Self.chip(appraisal, today))
                    """)
        }
        let content: HTML =
            rows.isEmpty ? EmptyState(sentence: "还没有请您论证的重大事项。").html : LinkList(rows: rows).html
        return Pages(request, services).desk(
            Self.title, signedIn, place: .sessions,
            content: "\(RecordHead(title: Self.title, parent: QuotaPage.parent).html)\(content)")
    }

    private static func chip(_ appraisal: AppraisalStore.Own, _ today: Day) -> HTML {
        if appraisal.isEnded { return Chip(word: "不办了", icon: .off, tone: nil).html }
        if appraisal.opinion != nil { return Chip(word: "说过意见", icon: .check, tone: .go).html }
        return appraisal.heldOn > today
            ? Chip(word: "还没到日子", icon: .clock, tone: nil).html : Chip(word: "等您说意见", icon: .alert, tone: .soon).html
    }

    private func page(
        _ request: WebRequest, _ signedIn: SignedIn, _ problems: InputProblems?
    ) async throws -> WebResponse {
        let appraisal = try await found(request, signedIn)
        let today = request.now.day
        let rows: [Facts.Row?] = [
            .init("哪天", ChineseTime.date(appraisal.heldOn, today: today)), appraisal.unit.map { .init("哪个单位请的", $0) },
            appraisal.opinion.map { .init("您的意见", $0) }, appraisal.report.map { .init("论证结论", $0) },
        ]
        return Pages(request, services).desk(
            Self.title, signedIn, place: .sessions,
            flash: request.query["done"] == nil ? nil : Flash(sentence: "您的意见记下了。"),
            status: problems == nil ? 200 : 422,
            content: """
                \(RecordHead(title: appraisal.matter, parent: TextLink(text: Self.title, address: Self.address)).html)\
                <div class="stack"><p>\(Self.chip(appraisal, today))</p>\(Facts(rows: rows.compactMap(\.self)).html)\
                \(form(appraisal, request, problems))</div>
                """)
    }

    private func form(
        _ appraisal: AppraisalStore.Own, _ request: WebRequest, _ problems: InputProblems?
    ) -> HTML {
        guard !appraisal.isEnded else { return HTML() }
        guard appraisal.heldOn <= request.now.day else {
            return Note(text: "到了那天，在这里写您的意见。", icon: .clock).html
        }
        let action = "\(Self.address)/\(appraisal.id)/opinion"
        let field = Field(
            name: "opinion", label: "您的意见", control: .paragraph(rows: 4, limit: 300),
            value: problems?.sent["opinion"] ?? appraisal.opinion ?? "", help: "记在台账和您的履职档案里。",
            error: problems?.sentence(for: "opinion"), isRequired: true)
        return PostForm(
            action: action, token: request.token(for: action), isPanel: true, tellsOffline: true,
            content: """
                \(ErrorSummary(problems).html)\(field.html)\
                \(Button(label: appraisal.opinion == nil ? "记下意见" : "改意见", style: .primary).html)
                """
        ).html
    }

    // MARK: - Saying an opinion

    private func say(_ request: WebRequest, _ signedIn: SignedIn) async throws -> WebResponse {
        let sent = request.form
        do {
            let id: DirectoryEntry.ID = try request.id("record")
            return try await say(try Input(sent, fields: Self.fields), request, signedIn) { _ in
                .seeOther("\(Self.address)/\(id)?done=opinion")
            }
        } catch let problems as InputProblems {
            return try await page(request, signedIn, InputProblems(problems.problems, sent: sent))
        } catch DirectoryRefusal.nothingChanged {
            let problem = FieldProblem(field: "opinion", sentence: DirectoryRefusal.nothingChanged.sentence)
            return try await page(request, signedIn, InputProblems([problem], sent: sent))
        }
    }

    private func sayJSON(_ request: WebRequest, _ signedIn: SignedIn) async throws -> WebResponse {
        _ = try request.idempotencyKey()
        let input = try Input(try request.fields(Self.fields), fields: Self.fields)
        return try await say(input, request, signedIn) { .json(AppraisalAPI.json($0)) }
    }

    private func say(
        _ input: Input, _ request: WebRequest, _ signedIn: SignedIn,
        answer: @escaping @Sendable (AppraisalStore.Own) -> WebResponse
    ) async throws -> WebResponse {
        let desk = RegisterDesk.appraisals(request, services)
        let (id, staff, now) = (try request.id("record") as DirectoryEntry.ID, signedIn.staff, request.now)
        let store = AppraisalStore(tenant: request.site.tenant.id)
        return try await services.answered.once(request) { transaction in
            try desk.sayOpinion(input.text("opinion"), in: id, by: staff, at: now, in: transaction)
            guard let own = try store.own(id, of: staff.id, in: transaction) else { throw WebFailure.notFound }
            return answer(own)
        }
    }
}

/// Appraisals as the member's program sees them.
enum AppraisalAPI {
    private static let schema = Schema.object([
        ("id", .id), ("matter", .text), ("unit", .nullable(.text)), ("heldOn", .day), ("opinion", .nullable(.text)),
        ("report", .nullable(.text)), ("isEnded", .boolean),
    ])

    static func json(_ own: AppraisalStore.Own) -> JSON {
        [
            "id": .string(own.id.text), "matter": .string(own.matter), "unit": .optional(own.unit),
            "heldOn": .string(own.heldOn.description), "opinion": .optional(own.opinion),
            "report": .optional(own.report), "isEnded": .boolean(own.isEnded),
        ]
    }

    static let list = Operation(
        id: "listOwnAppraisals",
        summary: "Lists the major matters that one was asked to appraise, latest day first, a hundred at most.",
        success: .init(
            status: 200, meaning: "The own lines of the register.", schema: .object([("items", .array(schema))])))

    static let one = Operation(
        id: "readOwnAppraisal", summary: "Reads one of them.", parameters: [.record],
        success: .init(status: 200, meaning: "The line.", schema: schema))

    static let say = Operation(
        id: "sayAppraisalOpinion",
        summary: "Says the own opinion on a matter that one was asked to appraise, once its day has come.",
        parameters: [.record], body: AppraisalRoutes.fields, isIdempotent: true,
        success: .init(status: 200, meaning: "Said.", schema: schema))
}
