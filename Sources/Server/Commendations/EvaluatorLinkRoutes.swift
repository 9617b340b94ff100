// SPDX-License-Identifier: Apache-2.0

import Database
import Domain
import HTTPTypes
import Markup

/// A third party's marks by its own link: opening it shows the units and the criteria, sending the form judges one unit. The office
/// hands the link out as a slip.
struct EvaluatorLinkRoutes: RouteGroup {
    let services: Services
    /// Where a link leads.
    static let page = "/e"
    private static let thanks = "/thanks/evaluation"

    var routes: [Route] {
        [
            .page(.get, "\(Self.page)/{token}") { try await form($0, nil) },
            .page(.post, "\(Self.page)/{token}", take),
            .page(.get, Self.thanks) { request in
                Pages(request, services).resident(
                    "谢谢您", content: "<h1>谢谢您</h1>\(Note(text: "您的评分记下了，请您评的单位都评完了。", tone: .done).html)")
            },
            .api(.get, "/evaluations/{token}", EvaluatorAPI.read, readJSON),
            .api(.post, "/evaluations/{token}", EvaluatorAPI.mark, takeJSON),
            .desk(
                .post, "\(CommendationRoutes.address)/{record}/evaluators/{evaluator}/link", for: Commendation.holders,
                slip),
            .api(
                .post, "\(CommendationRoutes.address)/{record}/evaluators/{evaluator}/link", EvaluatorAPI.makeLink,
                for: Commendation.holders, linkJSON),
        ]
    }

    // MARK: - Judging

    /// What a link opens. A link that never was, has ended or was revoked is not found; misses are limited.
    private func judging(_ request: WebRequest) async throws -> CommendationDesk.Judging {
        let desk = CommendationDesk(request, services)
        return try await services.readByLink(request) { try desk.judging(behind: $0, at: request.now, in: $1) }
    }

    /// What is said to whoever opens a link that has ended; whether it ever was one is not said.
    private func ended(_ request: WebRequest) -> WebResponse {
        Pages(request, services).resident(
            "这个链接不能用了", status: 404,
            content: """
                <h1>这个链接不能用了</h1><p class="prose">请您评的单位要是都评完了，谢谢您，不用再评。要是还没有评完：\
                可能过了评议的日子，也可能评议停了，请问提案委员会。链接要是手抄的，请再对一对。</p>
                """)
    }

    private func form(_ request: WebRequest, _ problems: InputProblems?) async throws -> WebResponse {
        do {
            let page = EvaluatorPage(
                judging: try await judging(request), profile: request.site.practice.profile, today: request.now.day,
                action: request.path, token: request.token(for: request.path), problems: problems)
            return Pages(request, services).resident(
                "请您评分", status: problems == nil ? 200 : 422, content: page.html)
        } catch WebFailure.notFound {
            return ended(request)
        }
    }

    private func take(_ request: WebRequest) async throws -> WebResponse {
        let sent = request.form
        do {
            let input = try Input(sent, fields: EvaluationForm.fields(request.site.practice.profile))
            return try await mark(input, request) { judging in
                .seeOther(judging.unjudged.isEmpty ? Self.thanks : request.path)
            }
        } catch let problems as InputProblems {
            return try await form(request, InputProblems(problems.problems, sent: sent))
        } catch let refusal as CommendationRefusal {
            guard let field = refusal.blamed.first(where: { $0 == "unit" }) else { throw refusal }
            let sentence = refusal == .alreadyEvaluated ? CommendationWording.evaluatedByYou : refusal.sentence
            return try await form(request, InputProblems([.init(field: field, sentence: sentence)], sent: sent))
        } catch WebFailure.notFound {
            return ended(request)
        }
    }

    private func readJSON(_ request: WebRequest) async throws -> WebResponse {
        .json(EvaluatorAPI.json(try await judging(request), request.site.practice.profile))
    }

    private func takeJSON(_ request: WebRequest) async throws -> WebResponse {
        _ = try request.idempotencyKey()
        let profile = request.site.practice.profile
        let fields = EvaluationForm.fields(profile)
        let input = try Input(try request.fields(fields), fields: fields)
        return try await mark(input, request) { .json(EvaluatorAPI.json($0, profile)) }
    }

    private func mark(
        _ input: Input, _ request: WebRequest,
        answer: @escaping @Sendable (CommendationDesk.Judging) -> WebResponse
    ) async throws -> WebResponse {
        let desk = CommendationDesk(request, services)
        return try await services.onceByLink(request) { link, transaction in
            answer(try desk.mark(input, by: link, at: request.now, in: transaction))
        }
    }

    // MARK: - Slips

    /// A slip to hand to the third party: the link and its code for cameras.
    private func slip(_ request: WebRequest, _ signedIn: SignedIn) async throws -> WebResponse {
        let (desk, pages) = (CommendationDesk(request, services), Pages(request, services))
        return try await makeLink(request) { link, judging in
            let address = desk.address(link)
            return pages.desk(
                "评分条", signedIn, place: .proposals,
                content: EvaluatorPage.slip(
                    judging, address: address, qr: QRCode.svg(address), today: request.now.day))
        }
    }

    private func linkJSON(_ request: WebRequest, _ signedIn: SignedIn) async throws -> WebResponse {
        _ = try request.idempotencyKey()
        let desk = CommendationDesk(request, services)
        return try await makeLink(request) { link, judging in
            let end = CommendationDesk.end(of: judging.evaluator)
            return .json(
                ["address": .string(desk.address(link)), "expiresAt": .string(ChineseTime.rfc3339(end))],
                status: .created)
        }
    }

    private func makeLink(
        _ request: WebRequest,
        answer: @escaping @Sendable (SecretLink, CommendationDesk.Judging) -> WebResponse
    ) async throws -> WebResponse {
        let id: Commendation.ID = try request.id("record")
        let evaluator: Identifier<Commendation.Evaluator> = try request.id("evaluator")
        let desk = CommendationDesk(request, services)
        return try await services.answered.once(request) { transaction in
            let record = try desk.visible(id, to: request.actor, in: transaction)
            let made = try desk.makeLink(
                for: evaluator, of: record, by: request.actor, at: request.now, in: transaction)
            return answer(made.link, made.judging)
        }
    }
}
