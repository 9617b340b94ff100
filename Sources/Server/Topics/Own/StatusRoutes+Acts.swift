// SPDX-License-Identifier: Apache-2.0

import Database
import Domain
import HTTPTypes
import Markup

/// What a submitter does with the own topic.
extension StatusRoutes {
    func answer(_ request: WebRequest) async throws -> WebResponse {
        let (key, own) = try await found(request)
        let sent = request.form
        do {
            let fields = TopicAct.answer.fields(request.site.practice.profile)
            let input = try Input(sent, fields: key.fields(fields, asksEnding: own.asksEnding))
            return try await perform(.answer, input, own.topic, key, request) { _ in .seeOther(key.address) }
        } catch {
            guard let refusal = OwnFormRefusal(error, sent: sent) else { throw error }
            return statusPage(request, key, own, refused: (.answer, refusal))
        }
    }

    /// A photo that the submitter sent.
    func photo(_ request: WebRequest) async throws -> WebResponse {
        let (_, own) = try await found(request)
        let id: Attachment.ID = try request.id("photo")
        guard own.photos.contains(id) else { throw WebFailure.notFound }
        let store = AttachmentStore(tenant: request.site.tenant.id, keys: services.keys)
        return try await AttachmentReader(services: services).answer(request) { try store.attachment(id, in: $0) }
    }

    func answerJSON(_ request: WebRequest) async throws -> WebResponse {
        _ = try request.idempotencyKey()
        let (key, own) = try await found(request)
        let fields = key.fields(TopicAct.answer.fields(request.site.practice.profile))
        let input = try Input(try request.fields(fields), fields: fields)
        return try await perform(.answer, input, own.topic, key, request) { topic in
            .json(["state": .string(topic.state.name.rawValue)])
        }
    }

    private func perform(
        _ act: TopicAct, _ input: Input, _ topic: Topic, _ key: OwnTopicKey, _ request: WebRequest,
        answer: @escaping @Sendable (Topic) -> WebResponse
    ) async throws -> WebResponse {
        let (services, desk) = (services, TopicDesk(services: services, site: request.site))
        return try await services.answered.once(request) { transaction in
            try key.requireEnding(input, of: topic.id, request, services, in: transaction)
            guard let current = try desk.store.topic(topic.id, in: transaction) else { throw WebFailure.notFound }
            return answer(
                try desk.perform(
                    act, input, on: current, by: .codeHolder(topic.id), at: request.now, in: transaction))
        }
    }

    // MARK: - Adding, taking back

    func form(
        _ act: TopicAct, _ request: WebRequest, refusal: OwnFormRefusal? = nil
    ) async throws -> WebResponse {
        let (key, own) = try await found(request)
        if let refusal = own.topic.refusal(of: act.command, by: .codeHolder(own.topic.id)) { throw refusal }
        if act.command == .withdraw, own.othersJoined { throw TopicRefusal.othersJoined }
        if act.command == .add, own.hasEndedElsewhere { throw TopicRefusal.alreadyDecided }
        let action = "\(key.address)/\(act.segment)"
        let field = act.fields(request.site.practice.profile)[0]
        let page = OwnActPage(
            command: act.command, field: field, action: action, token: request.token(for: action), back: key.address,
            hours: request.site.practice.profile.residents.withdrawalHours,
            asksEnding: own.asksEnding, problems: refusal?.problems)
        return Pages(request, services).resident(
            TopicWording.name(act.command), home: "/r/\(own.room.room.token.text)", isFormStep: true,
            status: refusal?.status ?? 200, content: page.html
        ).after(refusal)
    }

    func act(_ act: TopicAct, _ request: WebRequest) async throws -> WebResponse {
        let (key, own) = try await found(request)
        let sent = request.form
        do {
            let fields = act.fields(request.site.practice.profile)
            let input = try Input(sent, fields: key.fields(fields, asksEnding: own.asksEnding))
            return try await perform(act, input, own.topic, key, request) { _ in .seeOther(key.address) }
        } catch {
            guard let refusal = OwnFormRefusal(error, sent: sent) else { throw error }
            // Saying whether it is solved, and thinking better of a withdrawal, have no page of their own.
            if act.command == .judge { return statusPage(request, key, own, refused: (.judgement, refusal)) }
            if act.command == .keepUp { return statusPage(request, key, own, refused: (.keepUp, refusal)) }
            return try await form(act, request, refusal: refusal)
        }
    }

    func actJSON(_ act: TopicAct, _ request: WebRequest) async throws -> WebResponse {
        _ = try request.idempotencyKey()
        let (key, own) = try await found(request)
        let fields = key.fields(act.fields(request.site.practice.profile))
        let input = try Input(try request.fields(fields), fields: fields)
        return try await perform(act, input, own.topic, key, request) { topic in
            .json([
                "state": .string(topic.state.name.rawValue),
                "withdrawalAt": .optional(topic.withdrawalAt.map { ChineseTime.rfc3339($0) }),
            ])
        }
    }

    // MARK: - The submitter's word

    func confirm(_ request: WebRequest) async throws -> WebResponse {
        let (key, own) = try await found(request)
        let item: SuggestionItem.ID = try request.id("item")
        let sent = request.form
        do {
            let input = try Input(
                sent, fields: key.fields(ConfirmationRoutes.fields, asksEnding: own.asksEnding))
            return try await confirm(input, item, own, key, request) { _, _ in .seeOther(key.address) }
        } catch {
            guard let refusal = OwnFormRefusal(error, sent: sent) else { throw error }
            return statusPage(request, key, own, refused: (.confirmation(item), refusal))
        }
    }

    func confirmJSON(_ request: WebRequest) async throws -> WebResponse {
        _ = try request.idempotencyKey()
        let (key, own) = try await found(request)
        let item: SuggestionItem.ID = try request.id("item")
        let fields = key.fields(ConfirmationRoutes.fields)
        let input = try Input(try request.fields(fields), fields: fields)
        return try await confirm(input, item, own, key, request) { item, confirmation in
            .json(ItemAPI.question(item, confirmation))
        }
    }

    private func confirm(
        _ input: Input, _ id: SuggestionItem.ID, _ own: Own, _ key: OwnTopicKey, _ request: WebRequest,
        answer: @escaping @Sendable (SuggestionItem, Confirmation) -> WebResponse
    ) async throws -> WebResponse {
        let (services, desk) = (services, ConfirmationDesk(services: services, site: request.site))
        let topic = own.topic.id
        // An answered request is found before the question is: its double comes when nothing may be asked any more.
        return try await services.answered.once(request) { transaction in
            try key.requireEnding(input, of: topic, request, services, in: transaction)
            guard
                let asked = try Self.asked(submitterOf: topic, desk, in: transaction).first(where: { $0.item.id == id })
            else { throw ConfirmationRefusal.notAsking }
            return answer(
                asked.item,
                try desk.answer(
                    Confirmation.Answer(input), to: asked.confirmation.id, by: .codeHolder(topic),
                    from: request.origin, at: request.now, in: transaction))
        }
    }

    static func asked(
        submitterOf topic: Topic.ID, _ desk: ConfirmationDesk, in transaction: Transaction
    ) throws -> [(item: SuggestionItem, confirmation: Confirmation)] {
        let items = ItemDesk(services: desk.services, site: desk.site)
        return try desk.asked(submitterOf: topic, in: transaction).compactMap { id in
            guard let confirmation = try desk.confirmation(id, in: transaction),
                let item = try items.item(confirmation.inquiry.item, in: transaction)
            else { return nil }
            return (item, confirmation)
        }
    }

    // MARK: - Erasure

    func erasureForm(_ request: WebRequest) async throws -> WebResponse {
        let (key, own) = try await found(request)
        try PersonalDataDesk.requireOpen(.erase, of: own.topic, own.requests)
        return erasureForm(request, key, own, nil)
    }

    private func erasureForm(
        _ request: WebRequest, _ key: OwnTopicKey, _ own: Own, _ refusal: OwnFormRefusal?
    ) -> WebResponse {
        let action = "\(key.address)/erasure"
        let form = PostForm(
            action: action, token: request.token(for: action), isPanel: true,
            content: """
                <p class="prose">您说过的话、补充，和按它写的公开文字都会删除，谁也找不回来。事情怎样办的还会留着，不带您说的话。</p>\
                <p class="prose">隐私专员\(request.site.practice.profile.erasureDays)个工作日内处理，结果在进度页上告诉您。</p>\
                \(own.asksEnding ? OwnTopicKey.endingField(refusal?.problems) : HTML())\
                <div class="actions">\(Button(label: "申请删除我说过的话", style: .primary).html)\
                \(Button(label: "不删了，回去", role: .link(to: key.address), style: .quiet).html)</div>
                """)
        return Pages(request, services).resident(
            "申请删除", home: "/r/\(own.room.room.token.text)", isFormStep: true, status: refusal?.status ?? 200,
            content: "<h1>申请删除说过的话</h1>\(ErrorSummary(refusal?.problems).html)\(form.html)"
        ).after(refusal)
    }

    func requestErasure(_ request: WebRequest) async throws -> WebResponse {
        let (key, own) = try await found(request)
        let sent = request.form
        do {
            let input = try Input(sent, fields: key.fields([], asksEnding: own.asksEnding))
            return try await requestErasure(input, own, key, request) { _ in .seeOther(key.address) }
        } catch {
            guard let refusal = OwnFormRefusal(error, sent: sent) else { throw error }
            return erasureForm(request, key, own, refusal)
        }
    }

    func requestErasureJSON(_ request: WebRequest) async throws -> WebResponse {
        _ = try request.idempotencyKey()
        let fields = try OwnTopicKey(request).fields([])
        let input = try Input(try request.fields(fields), fields: fields)
        let (key, own) = try await found(request)
        return try await requestErasure(input, own, key, request) { erasure in
            .json(PersonalDataAPI.asked(erasure), status: .created)
        }
    }

    private func requestErasure(
        _ input: Input, _ own: Own, _ key: OwnTopicKey, _ request: WebRequest,
        answer: @escaping @Sendable (PersonalDataRequest) -> WebResponse
    ) async throws -> WebResponse {
        let (services, desk) = (services, PersonalDataDesk(request, services))
        let id = own.topic.id
        return try await services.answered.once(request) { transaction in
            try key.requireEnding(input, of: id, request, services, in: transaction)
            return answer(
                try desk.request(
                    .init(.erase, of: .submitter(id)), by: .codeHolder(id), at: request.now, in: transaction))
        }
    }
}
