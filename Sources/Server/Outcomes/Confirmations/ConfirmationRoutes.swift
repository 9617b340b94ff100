// SPDX-License-Identifier: Apache-2.0

import Database
import Domain
import HTTPTypes
import Markup

/// The people's word by one-time link: opening it shows the question, sending the form spends it.
struct ConfirmationRoutes: RouteGroup {
    let services: Services

    static let fields: [InputField] = [
        InputField("outcome", "这件事解决了吗", .choice(ItemWording.outcomes)),
        InputField("rating", "办事的态度，您满意吗", .choice(ItemWording.ratings)),
        InputField("remark", "还想说的", .paragraph(limit: 300), isRequired: false),
    ]

    var routes: [Route] {
        [
            .page(.get, "/c/{token}") { try await question($0, nil) },
            .page(.post, "/c/{token}", answer),
            .page(.get, "/c/{token}/erasure", erasureForm),
            .page(.post, "/c/{token}/erasure", erase),
            .page(.get, "/thanks") { request in
                Pages(request, services).resident(
                    "谢谢您", content: "<h1>谢谢您</h1>\(Note(text: "记下了。办事的单位看不到是谁说的。", tone: .done).html)")
            },
            .api(.get, "/confirmations/{token}", ItemAPI.readByLink, questionJSON),
            .api(.post, "/confirmations/{token}", ItemAPI.answerByLink, answerJSON),
            .api(.post, "/confirmations/{token}/erasure", PersonalDataAPI.askByLink, eraseJSON),
        ]
    }

    /// What a link asks. A link that never was, has been spent or has expired is not found; misses are limited.
    private func asked(_ request: WebRequest) async throws -> (SuggestionItem, Confirmation) {
        let desk = ItemDesk(request, services)
        return try await services.readByLink(request) { link, transaction in
            guard
                let confirmation = try desk.confirmations.confirmation(
                    behind: link, at: request.now, in: transaction),
                let item = try desk.item(confirmation.inquiry.item, in: transaction)
            else { throw WebFailure.notFound }
            return (item, confirmation)
        }
    }

    /// What is said to whoever opens a link once more; whether it ever was one is not said.
    private func spent(_ request: WebRequest) -> WebResponse {
        Pages(request, services).resident(
            "这个链接不能用了", status: 404,
            content: """
                <h1>这个链接不能用了</h1><p class="prose">每个链接只能用一次。您要是已经答复过，谢谢您，不用再答。\
                您要是还没有答复：可能过了答复的日子，也可能这件事正在重办，办好会再请您确认；也可能换发了新的确认条，请用新的。链接要是手抄的，请再对一对。</p>
                """)
    }

    private func question(_ request: WebRequest, _ problems: InputProblems?) async throws -> WebResponse {
        let item: SuggestionItem
        do {
            (item, _) = try await asked(request)
        } catch WebFailure.notFound {
            return spent(request)
        }
        let form = ConfirmationForm(
            item: item, action: request.path, token: request.token(for: request.path), answer: nil, problems: problems)
        let erasing = Note(
            text: "不想留着您的姓名和手机号，可以", icon: .lock,
            link: TextLink(text: "要求删除", address: "\(request.path)/erasure")
        ).html
        return Pages(request, services).resident(
            "请您确认", status: problems == nil ? 200 : 422,
            content: """
                <h1>请您确认</h1><p class="lead">您参加过这件事的协商，或者支持过它。单位报告了办理结果，请您说说是不是真解决了。</p>\
                \(ErrorSummary(problems).html)\(form.html)\(erasing)
                """
        )
    }

    private func answer(_ request: WebRequest) async throws -> WebResponse {
        let sent = request.form
        do {
            let input = try Input(sent, fields: Self.fields)
            return try await spend(input, request) { _, _ in .seeOther("/thanks") }
        } catch let problems as InputProblems {
            return try await question(request, InputProblems(problems.problems, sent: sent))
        } catch WebFailure.notFound {
            return spent(request)
        }
    }

    private func questionJSON(_ request: WebRequest) async throws -> WebResponse {
        let (item, confirmation) = try await asked(request)
        return .json(ItemAPI.question(item, confirmation))
    }

    private func answerJSON(_ request: WebRequest) async throws -> WebResponse {
        _ = try request.idempotencyKey()
        let input = try Input(try request.fields(Self.fields), fields: Self.fields)
        return try await spend(input, request) { item, confirmation in .json(ItemAPI.question(item, confirmation)) }
    }

    private func spend(
        _ input: Input, _ request: WebRequest,
        answer: @escaping @Sendable (SuggestionItem, Confirmation) -> WebResponse
    ) async throws -> WebResponse {
        let desk = ItemDesk(request, services)
        return try await services.onceByLink(request) { link, transaction in
            guard
                let confirmation = try desk.confirmations.confirmation(
                    behind: link, at: request.now, in: transaction),
                let item = try desk.item(confirmation.inquiry.item, in: transaction)
            else { throw WebFailure.notFound }
            return answer(
                item,
                try desk.confirmations.answer(
                    Confirmation.Answer(input), to: confirmation.id, by: .linkHolder(confirmation.id),
                    from: request.origin, spending: link, at: request.now, in: transaction))
        }
    }

    // MARK: - The own name and phone (BR-40)

    private func erasureForm(_ request: WebRequest) async throws -> WebResponse {
        let (_, confirmation) = try await asked(request)
        let action = request.path
        let words =
            switch confirmation.inquiry.voice {
            case .supporter: "您支持这件事时留下的手机号马上删除，谁也找不回来；您的支持还算数。以后不能再用短信请您确认。"
            case .participant: "您的姓名和手机号会从参加人员里删除，人数不变。隐私专员\(request.site.practice.profile.erasureDays)个工作日内处理。"
            case .submitter: ""
            }
        let form = PostForm(
            action: action, token: request.token(for: action), isPanel: true,
            content: """
                <p class="prose">\(words)</p>\
                <div class="actions">\(Button(label: "要求删除", style: .primary).html)\
                \(Button(label: "不删了，回去", role: .link(to: String(action.dropLast("/erasure".count))), style: .quiet).html)</div>
                """)
        return Pages(request, services).resident(
            "要求删除", isFormStep: true, content: "<h1>删除您的姓名和手机号</h1>\(form.html)")
    }

    private func erase(_ request: WebRequest) async throws -> WebResponse {
        try await erase(request) { asked in
            let today = request.now.day
            let text =
                asked.flatMap(\.deadline).map { "收到了，隐私专员\(ChineseTime.day($0.day, today: today))前处理。" }
                ?? "已经删除，谁也找不回来了。您的支持还算数。"
            return Pages(request, services).resident(
                "删除您的信息", content: "<h1>删除您的信息</h1>\(Note(text: text, tone: .done).html)")
        }
    }

    private func eraseJSON(_ request: WebRequest) async throws -> WebResponse {
        _ = try request.idempotencyKey()
        _ = try request.fields([])
        return try await erase(request) { asked in
            .json(
                asked.map(PersonalDataAPI.asked) ?? ["state": "granted", "dueOn": .null], status: .created)
        }
    }

    /// A supporter's phone goes at once; of a resident's name the privacy officer decides. The link is not spent by it.
    private func erase(
        _ request: WebRequest, answer: @escaping @Sendable (PersonalDataRequest?) -> WebResponse
    ) async throws -> WebResponse {
        let items = ItemDesk(request, services)
        let (phones, desk) = (
            PhoneDesk(services: services, site: request.site), PersonalDataDesk(request, services)
        )
        return try await services.onceByLink(request) { link, transaction in
            guard
                let confirmation = try items.confirmations.confirmation(
                    behind: link, at: request.now, in: transaction)
            else { throw WebFailure.notFound }
            if case .supporter = confirmation.inquiry.voice {
                try phones.takeBack(of: confirmation, at: request.now, in: transaction)
                return answer(nil)
            }
            guard let concerned = try desk.whose(confirmation, in: transaction) else { throw WebFailure.notFound }
            return answer(
                try desk.request(
                    .init(.erase, of: concerned.whose), link: confirmation, by: .linkHolder(confirmation.id),
                    at: request.now, in: transaction))
        }
    }
}

extension Confirmation.Answer {
    /// A word as the form says it.
    init(_ input: Input) {
        self.init(
            outcome: input.choice("outcome"), rating: input.choice("rating"),
            remark: input.optional("remark").map(FreeText.kept))
    }
}
