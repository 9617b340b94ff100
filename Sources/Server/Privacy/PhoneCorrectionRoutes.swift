// SPDX-License-Identifier: Apache-2.0

import Database
import Domain
import HTTPTypes
import Markup

/// Asking, by either key of a topic, that another phone take the place of the one that was left (BR-40). Where SMS are sent, whoever
/// asks shows by a code that the new one is theirs; everywhere the privacy officer decides, and reads no number (BR-38).
struct PhoneCorrectionRoutes: RouteGroup {
    let services: Services

    /// What is asked: the phone, and what was sent to it.
    static let fields: [InputField] = [
        InputField("phone", "新的手机号", .phone),
        InputField("ticket", "凭据", .line(limit: 40), isRequired: false),
        InputField("code", "短信验证码", .line(limit: 20), isRequired: false),
    ]

    var routes: [Route] {
        OwnTopicKey.both([
            .init(.get, "/phone") { try await form($0, own($0), nil) },
            .init(.post, "/phone", ask),
        ]) + [
            Route.api(.post, "/topics/status/{trackingCode}/phone", PersonalDataAPI.askPhone, askJSON)
                .knowingResident(),
            OwnTopicKey.api(.post, "/phone", PersonalDataAPI.askPhone, "requestOwnPhoneCorrection", askJSON),
        ]
    }

    private func own(_ request: WebRequest) async throws -> OwnDataRoutes.Own {
        try await OwnDataRoutes(services: services).own(request)
    }

    // MARK: - The pages

    private func form(
        _ request: WebRequest, _ own: OwnDataRoutes.Own, _ refusal: OwnFormRefusal?
    ) throws -> WebResponse {
        try PersonalDataDesk.requireOpen(.correct, of: own.topic, own.asked)
        let (key, problems) = (own.key.address, refusal?.problems)
        let action = "\(key)/phone"
        let sends = ResidentDesk(request, services).isOpen
        let phone = Field(
            name: "phone", label: "新的手机号", control: .telephone, value: problems?.sent["phone"] ?? "",
            help: sends ? "发一条短信验证码到这个号码。号码加密保存，办事的人看不到。" : "号码加密保存，办事的人看不到。",
            error: problems?.sentence(for: "phone"), isRequired: true, autocomplete: "tel")
        let form = PostForm(
            action: action, token: request.token(for: action), isPanel: true,
            content: """
                \(phone.html)\(sends ? HTML() : ending(own, problems))\(AgeStatement.html)\
                \(Button(label: sends ? "发验证码" : "申请换号", style: .primary, size: .big).html)
                """)
        return Pages(request, services).resident(
            "换联系电话", home: key, isFormStep: true, status: refusal?.status ?? 200,
            content: """
                <h1>换联系电话</h1>\
                <p class="prose">隐私专员同意后，消息发到新的号码，原来的号码删除。</p>\
                \(ErrorSummary(problems).html)\(form.html)
                """
        ).after(refusal)
    }

    /// Where the code is typed that was sent to the new phone.
    private func codePage(
        _ request: WebRequest, _ own: OwnDataRoutes.Own, _ phone: MobileNumber, _ ticket: String,
        _ refusal: OwnFormRefusal?
    ) -> WebResponse {
        let action = "\(own.key.address)/phone"
        let asked = HiddenField(name: "phone", value: phone.text)
        let code = Field(
            name: "code", label: "短信验证码", control: .telephone, error: refusal?.problems.sentence(for: "code"),
            isRequired: true, autocomplete: "one-time-code")
        let form = PostForm(
            action: action, token: request.token(for: action),
            hidden: [asked, HiddenField(name: "ticket", value: ticket)],
            isPanel: true,
            content: """
                \(code.html)\(ending(own, refusal?.problems))\
                \(Button(label: "申请换号", style: .primary, size: .big).html)
                """)
        let again = PostForm(
            action: action, token: request.token(for: action), hidden: [asked],
            content: Button(label: "没收到，再发一次", role: .submit(busy: "正在发"), style: .quiet).html)
        return Pages(request, services).resident(
            "换联系电话", home: own.key.address, isFormStep: true, status: refusal?.status ?? 200,
            content: """
                <h1>输入验证码</h1>\
                <p class="mute">号码没写错的话，\(phone.masked)马上会收到一条短信，里面有\(PhoneCode.digits)位数字，\(PhoneCode.lifeMilliseconds / 60_000)分钟内有效。</p>\
                \(ErrorSummary(refusal?.problems).html)\(form.html)\(again.html)
                """
        ).after(refusal)
    }

    /// How the phone ended that was left: it may have been written wrong, so whoever does not know leaves it open, and the privacy
    /// officer is told.
    private func ending(_ own: OwnDataRoutes.Own, _ problems: InputProblems?) -> HTML {
        guard own.asksEnding else { return HTML() }
        return Field(
            name: OwnTopicKey.ending.name, label: "原来留的号码，后四位是几？", control: .digits, mark: "可不填",
            help: "记得就填；不知道错成了几，就空着，议事室会先向您核实。",
            error: problems?.sentence(for: OwnTopicKey.ending.name)
        ).html
    }

    private func ask(_ request: WebRequest) async throws -> WebResponse {
        let sent = request.form
        let own = try await own(request)
        do {
            let input = try Input(sent, fields: own.key.fields(Self.fields))
            guard let phone = MobileNumber(input.text("phone")) else { throw WebFailure.malformedBody }
            if input.optional("ticket") == nil, needsCode(phone, request) {
                try PersonalDataDesk.requireOpen(.correct, of: own.topic, own.asked)
                let sent = try await ResidentRoutes(services: services).send(to: phone, request)
                return codePage(request, own, phone, sent.ticket.text, nil)
            }
            return try await ask(phone, own, input, request) { _ in .seeOther("\(own.key.address)/data") }
        } catch {
            guard let refusal = OwnFormRefusal(error, sent: sent) else { throw error }
            guard let ticket = sent["ticket"], let phone = MobileNumber(sent["phone"] ?? "") else {
                return try form(request, own, refusal)
            }
            return codePage(request, own, phone, String(ticket.prefix(40)), refusal)
        }
    }

    private func askJSON(_ request: WebRequest) async throws -> WebResponse {
        _ = try request.idempotencyKey()
        let fields = try OwnTopicKey(request).fields(Self.fields)
        let input = try Input(try request.fields(fields), fields: fields)
        guard let phone = MobileNumber(input.text("phone")) else { throw WebFailure.malformedBody }
        let own = try await own(request)
        return try await ask(phone, own, input, request) { .json(PersonalDataAPI.asked($0), status: .created) }
    }

    // MARK: - Asking

    /// Whether a code shows that somebody holds the new phone: where one can be sent, and nobody has signed in by the phone.
    private func needsCode(_ phone: MobileNumber, _ request: WebRequest) -> Bool {
        ResidentDesk(request, services).isOpen && request.resident?.phone != phone
    }

    /// What was typed to show that the new phone is theirs; nil where no code is asked. Throws ``InputProblems`` where it is missing.
    private func typed(
        _ phone: MobileNumber, _ input: Input, _ request: WebRequest
    ) throws -> (digits: String, ticket: PhoneCodeStore.Ticket)? {
        guard needsCode(phone, request) else { return nil }
        guard let ticket = input.optional("ticket"), let digits = input.optional("code").flatMap(PhoneCode.read) else {
            throw InputProblems([.init(field: "code", sentence: "请填发到新号码的短信里的\(PhoneCode.digits)位数字。")])
        }
        return (digits, PhoneCodeStore.Ticket(ticket))
    }

    private func ask(
        _ phone: MobileNumber, _ own: OwnDataRoutes.Own, _ input: Input, _ request: WebRequest,
        answer: @escaping @Sendable (PersonalDataRequest) -> WebResponse
    ) async throws -> WebResponse {
        let (services, residents) = (services, ResidentDesk(request, services))
        let (key, topic, asksEnding, now) = (own.key, own.topic.id, own.asksEnding, request.now)
        let saysEnding = input.optional(OwnTopicKey.ending.name) != nil
        let typed = try typed(phone, input, request)
        let isVerified = typed != nil || request.resident?.phone == phone
        if let typed {
            try services.misses.check(request.client.address, at: now)
            // A wrong try is counted whatever else is wrong: it has a transaction of its own.
            let missed = try await services.engine.write {
                try residents.countMiss(typed.digits, phone, typed.ticket, at: now, in: $0)
            }
            if let missed {
                services.misses.countMiss(request.client.address, at: now)
                throw missed
            }
        }
        let desk = PersonalDataDesk(request, services)
        return try await services.answered.once(request) { transaction in
            if saysEnding { try key.requireEnding(input, of: topic, request, services, in: transaction) }
            if let typed {
                try residents.spend(typed.digits, phone, typed.ticket, at: now, in: transaction)
            }
            let asking = PersonalDataRequest.Asking(
                .correct, of: .submitter(topic),
                correction: .init(
                    phone: .init(
                        number: .kept(phone.text), isVerified: isVerified, knowsFormer: !asksEnding || saysEnding)))
            return answer(try desk.request(asking, by: .codeHolder(topic), at: now, in: transaction))
        }
    }
}
