// SPDX-License-Identifier: Apache-2.0

import Database
import Domain
import HTTPTypes
import Markup

/// Raising or supporting a topic with a paper slip, from whatever screen is at hand.
struct SlipRoutes: RouteGroup {
    let services: Services

    var routes: [Route] {
        [
            .page(.get, "/s") { Pages($0, services).resident("用纸条提议题", content: enter($0).html) },
            .page(.post, "/s", lookUp),
            .page(.get, "/s/{slip}") { try await say($0, problems: nil) },
            .page(.post, "/s/{slip}/topics", submit),
            .page(.get, "/s/{slip}/supports") { try await choose($0, problems: nil) },
            .page(.post, "/s/{slip}/supports", support),
            .api(.post, "/slips/{slip}/supports", SlipAPI.support, supportJSON),
            .api(.get, "/slips/{slip}", SlipAPI.one, slipJSON),
            .api(.post, "/slips/{slip}/topics", SlipAPI.raise, submitJSON),
        ]
    }

    private func enter(_ request: WebRequest, typed: String = "", error: String? = nil) -> SlipPages.Enter {
        SlipPages.Enter(token: request.token(for: "/s"), typed: String(typed.prefix(40)), error: error)
    }

    private func lookUp(_ request: WebRequest) async throws -> WebResponse {
        let typed = request.form["code"] ?? ""
        if let code = SlipCode(typed), try await found(code, request) != nil { return .seeOther("/s/\(code.text)") }
        return Pages(request, services).resident(
            "用纸条提议题", status: 404,
            content: enter(request, typed: typed, error: "没有找到这张纸条。请对照纸条再看一遍，三组，每组4位。").html)
    }

    /// Codes cannot be tried out: misses are limited.
    private func found(
        _ code: SlipCode, _ request: WebRequest
    ) async throws -> (held: SlipStore.Held, room: RoomStore.Listed)? {
        try services.misses.check(request.client.address, at: request.now)
        let desk = SlipDesk(services: services, site: request.site)
        let found = try await services.engine.read { try desk.slip(code, in: $0) }
        if found == nil { services.misses.countMiss(request.client.address, at: request.now) }
        return found
    }

    private func say(_ request: WebRequest, problems: InputProblems?) async throws -> WebResponse {
        let (code, held, room) = try await SlipDesk.named(in: request, services)
        let pages = Pages(request, services)
        if let refusal = held.batch.refusal(isUsed: held.isUsed, on: pages.today) {
            return pages.resident(
                "用纸条提议题", home: "/r/\(room.room.token.text)", status: refusal.status.code,
                content: SlipPages.spent(room.room, refusal, opinions: "/s/\(code.text)/opinions"))
        }
        guard !request.site.practice.profile.isIntakePaused else { throw WebFailure.intakePaused }
        try room.requireIntake()
        let action = "/s/\(code.text)/topics"
        let page = SlipPages.Say(
            roomName: room.room.name, validUntil: ChineseTime.day(held.batch.validUntil, today: pages.today),
            limit: request.site.practice.profile.topicTextLimit, supports: "/s/\(code.text)/supports",
            opinions: "/s/\(code.text)/opinions", action: action, token: request.token(for: action),
            problems: problems)
        return pages.resident(
            "用纸条提议题", home: "/r/\(room.room.token.text)", isFormStep: true, status: problems == nil ? 200 : 422,
            content: page.html)
    }

    // MARK: - Supporting

    /// The room's public topics that have not ended, one of which the slip can support.
    private func choose(_ request: WebRequest, problems: InputProblems?) async throws -> WebResponse {
        let (code, held, room) = try await SlipDesk.named(in: request, services)
        let pages = Pages(request, services)
        if let refusal = held.batch.refusal(isUsed: held.isUsed, on: pages.today) {
            return pages.resident(
                "用纸条支持议题", home: "/r/\(room.room.token.text)", status: refusal.status.code,
                content: SlipPages.spent(room.room, refusal, opinions: "/s/\(code.text)/opinions"))
        }
        let store = TopicListStore(tenant: request.site.tenant.id, contents: services.contents)
        let words = try TopicSearchField.words(request)
        let topics = try await services.engine.read {
            try store.published(
                .init(
                    words: words, room: held.batch.room, states: Topic.State.Name.allCases.filter(\.takesMerged)),
                after: nil, limit: Self.choices, in: $0)
        }
        let action = "/s/\(code.text)/supports"
        let page = SlipPages.Support(
            roomName: room.room.name, back: "/s/\(code.text)", action: action, token: request.token(for: action),
            search: TopicSearchField(action: action, words: words ?? ""),
            topics: topics.map {
                Choice(
                    value: $0.id.text, label: $0.title,
                    help: TopicWording.next($0.state, dueOn: $0.dueOn, today: pages.today))
            }, problems: problems)
        return pages.resident(
            "用纸条支持议题", home: "/r/\(room.room.token.text)", isFormStep: true, status: problems == nil ? 200 : 422,
            content: page.html)
    }

    /// As many as one looks through; what is older is found by its words.
    private static let choices = 100

    private func support(_ request: WebRequest) async throws -> WebResponse {
        let sent = request.form
        do {
            let input = try Input(sent, fields: [SlipDesk.topicField])
            let id = try Self.topic(input)
            return try await spend(id, request) { _ in .seeOther("/topics/\(id)?supported=1") }
        } catch let problems as InputProblems {
            return try await choose(request, problems: InputProblems(problems.problems, sent: sent))
        }
    }

    private func supportJSON(_ request: WebRequest) async throws -> WebResponse {
        _ = try request.idempotencyKey()
        let fields = [SlipDesk.topicField]
        let id = try Self.topic(Input(try request.fields(fields), fields: fields))
        return try await spend(id, request) { .json($0.json, status: .created) }
    }

    private static func topic(_ input: Input) throws -> Topic.ID {
        guard let id = Topic.ID(input.text("topic")) else {
            throw InputProblems([.init(field: "topic", sentence: "请从下面选一件。")])
        }
        return id
    }

    private func spend(
        _ topic: Topic.ID, _ request: WebRequest, answer: @escaping @Sendable (SupportCount) -> WebResponse
    ) async throws -> WebResponse {
        guard let code = SlipCode(request.parameters["slip"] ?? "") else { throw WebFailure.notFound }
        try services.misses.check(request.client.address, at: request.now)
        let desk = SlipDesk(services: services, site: request.site)
        return try await services.answered.once(request) { transaction in
            guard let count = try desk.support(code, topic, at: request.now, in: transaction) else {
                services.misses.countMiss(request.client.address, at: request.now)
                throw WebFailure.notFound
            }
            return answer(count)
        }
    }

    // MARK: - Raising

    private func submit(_ request: WebRequest) async throws -> WebResponse {
        let sent = request.form
        do {
            let input = try Input(sent, fields: SlipDesk.fields(request.site.practice.profile))
            return try await take(input, request) { .seeOther("/status/\($0.trackingCode.text)/received") }
        } catch let problems as InputProblems {
            return try await say(request, problems: InputProblems(problems.problems, sent: sent))
        }
    }

    private func submitJSON(_ request: WebRequest) async throws -> WebResponse {
        _ = try request.idempotencyKey()
        let fields = SlipDesk.fields(request.site.practice.profile)
        let input = try Input(try request.fields(fields), fields: fields)
        return try await take(input, request) { .json(TopicAPI.json($0), status: .created) }
    }

    private func take(
        _ input: Input, _ request: WebRequest, answer: @escaping @Sendable (TopicDesk.Receipt) -> WebResponse
    ) async throws -> WebResponse {
        guard !request.site.practice.profile.isIntakePaused else { throw WebFailure.intakePaused }
        guard let code = SlipCode(request.parameters["slip"] ?? "") else { throw WebFailure.notFound }
        try services.misses.check(request.client.address, at: request.now)
        let desk = SlipDesk(services: services, site: request.site)
        return try await services.answered.once(request) { transaction in
            guard
                let receipt = try desk.raise(
                    code, text: input.text("text"), place: input.optional("place"), at: request.now, in: transaction)
            else {
                services.misses.countMiss(request.client.address, at: request.now)
                throw WebFailure.notFound
            }
            return answer(receipt)
        }
    }

    private func slipJSON(_ request: WebRequest) async throws -> WebResponse {
        let (_, held, room) = try await SlipDesk.named(in: request, services)
        return .json(SlipAPI.json(held, room.room, on: request.now.day))
    }
}
