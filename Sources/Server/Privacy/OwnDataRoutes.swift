// SPDX-License-Identifier: Apache-2.0

import Database
import Domain
import HTTPTypes
import Markup

/// What a submitter may ask about the own data, by either key: to see and copy it, to set it right (BR-40). To have it
/// erased is asked beside it, in ``StatusRoutes``.
struct OwnDataRoutes: RouteGroup {
    let services: Services

    /// What is asked with a correction.
    static let correctionFields: [InputField] = [
        InputField(
            "about", "要更正什么",
            .choice(
                [PersonalDataRequest.Correction.Matter.words, .place].map {
                    .init(code: $0.rawValue, label: PersonalDataWording.name($0))
                }), isRequired: false),
        InputField("wrong", "哪里不对", .paragraph(limit: 300)).checked(numberProblem),
        InputField("right", "应该是怎样", .paragraph(limit: 500)).checked(numberProblem),
    ]

    /// What is said where a correction holds somebody's number: a phone has a way of its own, and no other number belongs here.
    @Sendable private static func numberProblem(_ words: String) -> String? {
        PersonalDetails.number(in: words) == nil
            ? nil : "号码不要写在这里。留的手机号错了，从“换联系电话”那里改；别的号码请去掉。"
    }

    var routes: [Route] { OwnTopicKey.both(pages) + operations }

    private var operations: [Route] {
        [
            Route.api(.post, "/topics/status/{trackingCode}/access", PersonalDataAPI.askAccess, askAccessJSON)
                .knowingResident(),
            Route.api(
                .post, "/topics/status/{trackingCode}/correction", PersonalDataAPI.askCorrection, askCorrectionJSON
            ).knowingResident(),
            .api(.get, "/topics/status/{trackingCode}/copy", PersonalDataAPI.copy) {
                .json(try await copy($0).copy.json)
            },
            OwnTopicKey.api(.post, "/access", PersonalDataAPI.askAccess, "requestOwnAccess", askAccessJSON),
            OwnTopicKey.api(
                .post, "/correction", PersonalDataAPI.askCorrection, "requestOwnCorrection", askCorrectionJSON),
            OwnTopicKey.api(.get, "/copy", PersonalDataAPI.copy, "copyOwnData") {
                .json(try await copy($0).copy.json)
            },
        ]
    }

    private var pages: [OwnTopicKey.Page] {
        [
            .init(.get, "/data", overview), .init(.post, "/access", askAccess),
            .init(.get, "/correction") { try await correctionForm($0, nil) },
            .init(.post, "/correction", askCorrection),
            .init(.get, "/copy") { request in
                let (key, copy) = try await copy(request)
                return Pages(request, services).resident(
                    "留着的您的信息", home: key, content: copy.html(at: key, today: request.now.day))
            },
            .init(.get, "/copy.csv") { request in
                let (_, copy) = try await copy(request)
                return WebResponse(status: .ok, headers: [.cacheControl: "no-store"], body: copy.csv).adding(
                    .contentType, "text/csv; charset=utf-8"
                )
                .adding(.contentDisposition, "attachment; filename=\"data.csv\"")
            },
            .init(.get, "/copy.json") { request in
                let (_, copy) = try await copy(request)
                return WebResponse.json(copy.json).adding(.contentDisposition, "attachment; filename=\"data.json\"")
            },
        ]
    }

    /// A topic as its submitter asks about it.
    struct Own: Sendable {
        let key: OwnTopicKey
        let topic: Topic
        /// What was asked about it before.
        let asked: [PersonalDataRequest.Kind: PersonalDataRequest]
        /// Whether asking by this key asks how the phone ends that was left.
        let asksEnding: Bool
    }

    /// The topic of the key in the address. A wrong key is not found.
    func own(_ request: WebRequest) async throws -> Own {
        let key = try OwnTopicKey(request)
        try key.check(request, services)
        let (services, topics, desk) = (services, TopicDesk(request, services), PersonalDataDesk(request, services))
        let found = try await services.engine.read { transaction -> Own? in
            guard let topic = try key.topic(topics, in: transaction) else { return nil }
            return Own(
                key: key, topic: topic, asked: try desk.latest(of: .submitter(topic.id), in: transaction),
                asksEnding: try key.asksEnding(of: topic.id, request, services, in: transaction))
        }
        guard let found else {
            key.countMiss(request, services)
            throw WebFailure.notFound
        }
        return found
    }

    // MARK: - The overview

    private func overview(_ request: WebRequest) async throws -> WebResponse {
        overview(request, try await own(request), nil)
    }

    private func overview(_ request: WebRequest, _ own: Own, _ refusal: OwnFormRefusal?) -> WebResponse {
        let (key, asked) = (own.key.address, own.asked)
        let days = request.site.practice.profile.erasureDays
        let action = "\(key)/access"
        let access: HTML =
            if asked[.access]?.state.name == .open || asked[.access]?.isOpenToRead(at: request.now) == true {
                HTML()
            } else {
                PostForm(
                    action: action, token: request.token(for: action),
                    content: """
                        \(own.asksEnding ? OwnTopicKey.endingField(refusal?.problems) : HTML())\
                        \(Button(label: "申请查阅、复制", style: .quiet).html)
                        """
                ).html
            }
        let isErased = own.topic.text == .erased
        return Pages(request, services).resident(
            "您的信息", home: key, status: refusal?.status ?? 200,
            content: """
                <div class="stack"><h1>您的信息</h1>\
                <p class="prose">这件议题里留着的您的信息，您可以查阅、复制，可以更正，也可以要求删除。隐私专员\(days)个工作日内答复。</p>\(ErrorSummary(refusal?.problems).html)\
                \(each: notes(key, asked, request), { $0.html })\(access)\
                \(isErased || asked[.correct]?.state.name == .open ? HTML() : Button(label: "有不对的，申请更正", role: .link(to: "\(key)/correction"), style: .quiet).html)\
                \(isErased || asked[.correct]?.state.name == .open ? HTML() : Button(label: "手机号留错了，换联系电话", role: .link(to: "\(key)/phone"), style: .quiet).html)\
                \(isErased || asked[.erase]?.state.name == .open ? HTML() : Button(label: "不想留着，申请删除", role: .link(to: "\(key)/erasure"), style: .quiet).html)\
                <p>\(TextLink(text: "回到进度页", address: key).html)</p></div>
                """
        ).after(refusal)
    }

    /// How each request stands, with what happens by when.
    private func notes(
        _ key: String, _ asked: [PersonalDataRequest.Kind: PersonalDataRequest], _ request: WebRequest
    ) -> [Note] {
        PersonalDataRequest.Kind.allCases.compactMap { kind in
            asked[kind].map { asked in
                OwnDataWording.note(asked, at: key, now: request.now, contact: request.site.tenant.contact)
            }
        }
    }

    // MARK: - Asking

    private func askAccess(_ request: WebRequest) async throws -> WebResponse {
        let own = try await own(request)
        let sent = request.form
        do {
            let input = try Input(sent, fields: own.key.fields([], asksEnding: own.asksEnding))
            return try await ask(.init(.access, of: .submitter(own.topic.id)), own, input, request) { _ in
                .seeOther("\(own.key.address)/data")
            }
        } catch {
            guard let refusal = OwnFormRefusal(error, sent: sent) else { throw error }
            return overview(request, own, refusal)
        }
    }

    private func askAccessJSON(_ request: WebRequest) async throws -> WebResponse {
        _ = try request.idempotencyKey()
        let fields = try OwnTopicKey(request).fields([])
        let input = try Input(try request.fields(fields), fields: fields)
        let own = try await own(request)
        return try await ask(.init(.access, of: .submitter(own.topic.id)), own, input, request) {
            .json(PersonalDataAPI.asked($0), status: .created)
        }
    }

    private func correctionForm(_ request: WebRequest, _ refusal: OwnFormRefusal?) async throws -> WebResponse {
        let own = try await own(request)
        try PersonalDataDesk.requireOpen(.correct, of: own.topic, own.asked)
        let (key, problems) = (own.key.address, refusal?.problems)
        let action = "\(key)/correction"
        let about = Field(
            name: "about", label: "要更正什么",
            control: .choices(
                [
                    Choice(value: "words", label: PersonalDataWording.name(.words)),
                    Choice(value: "place", label: PersonalDataWording.name(.place)),
                ]), value: problems?.sent["about"] ?? "words", error: problems?.sentence(for: "about"))
        let fields = Self.correctionFields.dropFirst().map { field in
            Field(
                name: field.name, label: field.label,
                control: .paragraph(rows: 3, limit: field.name == "wrong" ? 300 : 500),
                value: problems?.sent[field.name] ?? "", error: problems?.sentence(for: field.name), isRequired: true)
        }
        let form = PostForm(
            action: action, token: request.token(for: action), isPanel: true, tellsOffline: true,
            content: """
                \(about.html)\(each: fields, { $0.html })\(own.asksEnding ? OwnTopicKey.endingField(problems) : HTML())\
                \(Button(label: "申请更正", style: .primary, size: .big).html)
                """)
        return Pages(request, services).resident(
            "申请更正", home: key, isFormStep: true, status: refusal?.status ?? 200,
            content: """
                <h1>申请更正</h1><blockquote class="prose said">\(own.topic.text.words ?? TopicWording.erased)</blockquote>\
                \(ErrorSummary(problems).html)\(form.html)\
                <p>\(TextLink(text: "留的手机号错了，换联系电话", address: "\(key)/phone").html)</p>
                """
        ).after(refusal)
    }

    private func askCorrection(_ request: WebRequest) async throws -> WebResponse {
        let sent = request.form
        do {
            let own = try await own(request)
            let input = try Input(
                sent, fields: own.key.fields(Self.correctionFields, asksEnding: own.asksEnding))
            return try await ask(Self.correction(input, of: own.topic), own, input, request) { _ in
                .seeOther("\(own.key.address)/data")
            }
        } catch {
            guard let refusal = OwnFormRefusal(error, sent: sent) else { throw error }
            return try await correctionForm(request, refusal)
        }
    }

    private func askCorrectionJSON(_ request: WebRequest) async throws -> WebResponse {
        _ = try request.idempotencyKey()
        let fields = try OwnTopicKey(request).fields(Self.correctionFields)
        let input = try Input(try request.fields(fields), fields: fields)
        let own = try await own(request)
        return try await ask(Self.correction(input, of: own.topic), own, input, request) {
            .json(PersonalDataAPI.asked($0), status: .created)
        }
    }

    private static func correction(_ input: Input, of topic: Topic) -> PersonalDataRequest.Asking {
        .init(
            .correct, of: .submitter(topic.id),
            correction: .init(
                wrong: .kept(input.text("wrong")), right: .kept(input.text("right")),
                isPlace: input.optional("about") == PersonalDataRequest.Correction.Matter.place.rawValue))
    }

    private func ask(
        _ asking: PersonalDataRequest.Asking, _ own: Own, _ input: Input, _ request: WebRequest,
        answer: @escaping @Sendable (PersonalDataRequest) -> WebResponse
    ) async throws -> WebResponse {
        let (services, desk) = (services, PersonalDataDesk(request, services))
        let (key, topic) = (own.key, own.topic.id)
        return try await services.answered.once(request) { transaction in
            try key.requireEnding(input, of: topic, request, services, in: transaction)
            return answer(try desk.request(asking, by: .codeHolder(topic), at: request.now, in: transaction))
        }
    }

    // MARK: - The copy

    /// What is kept, as long as it was granted; otherwise not found.
    private func copy(_ request: WebRequest) async throws -> (key: String, copy: PersonalCopy) {
        let own = try await own(request)
        let (key, topic, hidesPhone) = (own.key.address, own.topic, own.asksEnding)
        let (services, site, now) = (services, request.site, request.now)
        let copy = try await services.engine.read { transaction -> PersonalCopy? in
            // Whoever asks again meanwhile goes on reading.
            let asked = try PersonalDataDesk(services: services, site: site)
                .all(of: .submitter(topic.id), in: transaction)
            guard let access = asked.last(where: { $0.request.isOpenToRead(at: now) })?.request,
                case .granted(let end) = access.state
            else { return nil }
            return try PersonalCopy.read(of: topic, until: end, hidesPhone: hidesPhone, services, site, in: transaction)
        }
        guard let copy else { throw WebFailure.notFound }
        return (key, copy)
    }
}
