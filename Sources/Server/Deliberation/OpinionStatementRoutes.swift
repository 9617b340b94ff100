// SPDX-License-Identifier: Apache-2.0

import Database
import Domain
import HTTPTypes
import Markup

/// Statements on the desk: adding one, and looking at what people offer.
struct OpinionStatementRoutes: RouteGroup {
    let services: Services
    private static let readers: Set<Role> = [.roomSecretary, .convener, .leader]

    /// The words of a statement.
    static func textField(_ profile: PracticeProfile) -> InputField {
        InputField(
            "text", "一句话", .line(limit: profile.deliberation.statementLimit),
            help: "一句只说一件事，让人能赞同或者不赞同。最多\(profile.deliberation.statementLimit)个字，不写人名。")
    }

    /// All that the desk sends with one of its own.
    static func sentFields(_ profile: PracticeProfile) -> [InputField] {
        [textField(profile), PersonalDetails.consentField]
    }

    var routes: [Route] {
        [
            .desk(.get, "/desk/deliberations/{record}/statement", for: Deliberation.keepers) {
                try await form($0, $1, nil)
            },
            .desk(.post, "/desk/deliberations/{record}/statement", for: Deliberation.keepers, seed),
            .desk(.get, "/desk/statements/{record}", for: Self.readers, record),
            .api(
                .get, "/desk/deliberations/{record}/statements", DeliberationAPI.statements, for: Self.readers,
                listJSON),
            .api(
                .post, "/desk/deliberations/{record}/statements", DeliberationAPI.seed, for: Deliberation.keepers,
                seedJSON),
            OpinionStatementDesk.reading(DeliberationAPI.oneStatement, for: Self.readers, services),
        ] + CaseRoutes<OpinionStatementDesk>(services: services) { $0.holders }.routes
    }

    // MARK: - Adding

    private func form(
        _ request: WebRequest, _ signedIn: SignedIn, _ problems: InputProblems?
    ) async throws -> WebResponse {
        let id: Deliberation.ID = try request.id("record")
        let desk = DeliberationDesk(request, services)
        let call = try await services.engine.read { try desk.visible(id, to: request.actor, in: $0) }
        let action = "/desk/deliberations/\(id)/statement"
        let page = CaseActPage(
            title: "添一句",
            headline: CaseHeadline(title: call.opening.question.words ?? TopicWording.erased, said: nil),
            advice: "添了就会问大家，字不能再改：大家表态的就是这几个字。",
            fields: [
                .init(
                    field: Self.textField(request.site.practice.profile), options: [],
                    value: problems?.sent["text"] ?? "")
            ] + CaseActPage.Filled.consent(to: ["text"], problems), version: nil, action: action,
            back: "/desk/deliberations/\(id)", problems: problems,
            watched: WatchedWordsSeen(
                WatchedWords.found(in: [problems?.sent["text"]], request.site.practice.profile)))
        return Pages(request, services).desk(
            "添一句", signedIn, place: .deliberations, status: problems == nil ? 200 : 422,
            content: page.html(token: request.token(for: action)))
    }

    private func seed(_ request: WebRequest, _ signedIn: SignedIn) async throws -> WebResponse {
        let sent = request.form
        do {
            let field = Self.textField(request.site.practice.profile)
            let text = try Input(sent, fields: [field]).text(field.name)
            try WatchedWordsSeen(sent: sent).require(WatchedWords.found(in: [text], request.site.practice.profile))
            return try await add(sent, request) { statement, _ in
                .seeOther("/desk/deliberations/\(statement.content.deliberation)")
            }
        } catch let problems as InputProblems {
            return try await form(request, signedIn, InputProblems(problems.problems, sent: sent))
        } catch let refusal as OpinionStatementRefusal where refusal.blamed.contains("text") {
            return try await form(
                request, signedIn, InputProblems([.init(field: "text", sentence: refusal.sentence)], sent: sent))
        } catch let missing as ConsentMissing {
            return try await form(request, signedIn, InputProblems([missing.problem], sent: sent))
        }
    }

    private func seedJSON(_ request: WebRequest, _ signedIn: SignedIn) async throws -> WebResponse {
        _ = try request.idempotencyKey()
        let fields = Self.sentFields(request.site.practice.profile)
        return try await add(try request.fields(fields), request) { statement, _ in
            .json(DeliberationAPI.json(statement, for: request.actor), status: .created)
        }
    }

    private func add(
        _ sent: [String: String], _ request: WebRequest,
        answer: @escaping @Sendable (OpinionStatement, Transaction) throws -> WebResponse
    ) async throws -> WebResponse {
        let id: Deliberation.ID = try request.id("record")
        let input = try Input(sent, fields: Self.sentFields(request.site.practice.profile))
        let consent = try PersonalDetails.consent(input, to: [input.text("text")])
        let desk = OpinionStatementDesk(request, services)
        return try await services.answered.once(request) { transaction in
            try answer(
                try desk.seed(
                    input.text("text"), in: id, consent: consent, by: request.actor, at: request.now, in: transaction),
                transaction)
        }
    }

    // MARK: - The record

    private func record(_ request: WebRequest, _ signedIn: SignedIn) async throws -> WebResponse {
        let id: OpinionStatement.ID = try request.id("record")
        let desk = OpinionStatementDesk(request, services)
        let pages = Pages(request, services)
        let (statement, call, log, others) = try await services.engine.read { transaction in
            let statement = try desk.visible(id, to: request.actor, in: transaction)
            let call = try desk.call(of: statement, in: transaction)
            return (
                statement, call, try desk.log(of: id, in: transaction),
                try desk.calls.statements.list(of: call.id, [.adopted], in: transaction)
            )
        }
        let done = request.query["done"].flatMap(OpinionStatement.Command.init)
        return pages.desk(
            "一句看法", signedIn, place: .deliberations, flash: done.map { Flash(sentence: DeliberationWording.done($0)) },
            content: OpinionStatementRecord(
                statement: statement, call: call, log: log, others: others.filter { $0.id != id },
                profile: request.site.practice.profile, actor: request.actor, today: pages.today,
                token: { request.token(for: $0) }
            ).html)
    }

    private func listJSON(_ request: WebRequest, _ signedIn: SignedIn) async throws -> WebResponse {
        let id: Deliberation.ID = try request.id("record")
        let desk = OpinionStatementDesk(request, services)
        let items = try await services.engine.read { transaction in
            _ = try desk.calls.visible(id, to: request.actor, in: transaction)
            return try desk.calls.statements
                .list(of: id, Set(OpinionStatement.State.Name.allCases), in: transaction)
                .compactMap { try desk.statement($0.id, in: transaction) }
                .map { try desk.told($0, for: request.actor, in: transaction) }
        }
        return .json(["items": .array(items)])
    }
}

/// A statement on the desk, beside those that are asked already.
struct OpinionStatementRecord {
    let statement: OpinionStatement
    let call: Deliberation
    let log: [EventStore.Entry<OpinionStatementEvent>]
    let others: [OpinionStatementStore.Listed]
    let profile: PracticeProfile
    let actor: Actor
    let today: Day
    let token: (String) -> String

    var html: HTML {
        let question = call.opening.question.words ?? TopicWording.erased
        let back = TextLink(text: question, address: "/desk/deliberations/\(call.id)")
        return """
            \(RecordHead(title: statement.content.text.words ?? TopicWording.erased, parent: back).html)\
            <div class="stack"><p>\(DeliberationWording.chip(statement.state.name).html)</p>\
            \(present: WatchedWording.beside(watched), { $0.html })\(actions.html)\(asked)\
            \(PageSection(id: "trace", title: "轨迹", content: Trace(steps: log.map(step)).html).html)</div>
            """
    }

    private var actions: ActionBar {
        CaseActions<OpinionStatementDesk>(
            record: statement, id: statement.id, actor: actor, helpful: [],
            hindrance: { statement.hindrance(to: $0, in: call.state.name) },
            hasPrimary: statement.state == .offered, watched: WatchedWordsSeen(watched), token: token
        ).bar
    }

    private var watched: [String] { WatchedWords.found(in: [statement.content.text.words], profile) }

    private var asked: HTML {
        guard statement.state == .offered, !others.isEmpty else { return HTML() }
        return PageSection(
            id: "asked", title: "已经在问的 \(others.count)句",
            content: LinkList(rows: others.map { .init(content: "\($0.text)") }).html
        ).html
    }

    private func step(_ entry: EventStore.Entry<OpinionStatementEvent>) -> Trace.Step {
        let (act, quote) = DeliberationWording.words(entry.event)
        return Trace.Step(stage: .done, act: act, meta: StepMeta.text(entry, today: today, for: .desk), quote: quote)
    }
}
