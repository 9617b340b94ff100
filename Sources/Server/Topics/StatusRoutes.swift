// SPDX-License-Identifier: Apache-2.0

import Database
import Domain
import HTTPTypes
import Markup

/// What the holder of a tracking code sees and does, without signing in (BR-08).
struct StatusRoutes: Sendable {
    let services: Services

    var routes: [Route] {
        [
            .page(.get, "/status") { .seeOther($0.signedIn == nil ? "/" : "/desk") },
            .page(.post, "/status", lookUp),
            .page(.get, "/status/{code}", status),
            .page(.get, "/status/{code}/received", received),
            .page(.post, "/status/{code}/answer", answer),
            .api(.get, "/topics/status/{trackingCode}", TopicAPI.status, statusJSON),
            .api(.post, "/topics/status/{trackingCode}/answer", TopicAPI.answer, answerJSON),
        ]
    }

    /// A topic as its submitter sees it.
    private struct Own: Sendable {
        let topic: Topic
        let room: RoomStore.Listed
        let log: [EventStore.Entry<TopicEvent>]
    }

    private func lookUp(_ request: WebRequest) async throws -> WebResponse {
        let typed = request.form["code"] ?? ""
        if let code = TrackingCode(typed), try await own(code, request) != nil {
            return .seeOther("/status/\(code.text)")
        }
        let form = StatusLookup(
            token: request.token(for: "/status"), typed: String(typed.prefix(40)),
            error: "没有找到这个查询码。请对照截屏或纸条再看一遍，三组，每组4位。")
        return Pages(request, services).resident(
            "查进度", status: 404, content: "<h1>查进度</h1>\(form.html)")
    }

    private func status(_ request: WebRequest) async throws -> WebResponse {
        let (code, own) = try await found(request)
        return statusPage(request, code, own, typed: "", problem: nil)
    }

    private func statusPage(
        _ request: WebRequest, _ code: TrackingCode, _ own: Own, typed: String, problem: String?
    ) -> WebResponse {
        let pages = Pages(request, services)
        let trace = TopicTrace(
            log: own.log, topic: own.topic, practice: request.site.practice, today: pages.today, reader: .submitter)
        let action = "/status/\(code.text)/answer"
        let page = StatusPage(
            code: code.text, roomName: own.room.room.name,
            title: own.topic.publicText?.title.words ?? Excerpt.of(own.topic.text.words),
            chip: TopicWording.chip(own.topic.state.name), said: own.topic.text.words,
            notice: notice(own, pages.today, request),
            question: question(own.topic).map { ($0, action, request.token(for: action)) }, typed: typed,
            problem: problem,
            draft: action, trace: trace.html)
        return pages.resident(
            "议题的进度", home: "/r/\(own.room.room.token.text)", status: problem == nil ? 200 : 422, content: page.html)
    }

    private func question(_ topic: Topic) -> String? {
        guard case .asked(let question) = topic.state else { return nil }
        return question.words
    }

    /// What matters now, in one sentence: whose turn it is, by when.
    private func notice(_ own: Own, _ today: Day, _ request: WebRequest) -> Note {
        let topic = own.topic
        switch topic.state {
        case .held: return Note(text: "收到了。现在来的人多，秘书会先看一眼再开始办。", icon: .clock)
        case .screening:
            let due = topic.deadline.map { ChineseTime.day($0.day, today: today) } ?? ""
            let secretary = own.room.room.secretary ?? ""
            guard let day = topic.deadline?.day, day < today else {
                return Note(text: "秘书\(secretary)最晚\(due)告诉您怎么办。", icon: .clock)
            }
            return Note(
                lead: "超期了", text: "秘书\(secretary)本该\(due)前答复您。可以打\(request.site.tenant.contact)问一问。",
                tone: .late, icon: .clock)
        case .asked: return Note(lead: "轮到您了", text: "议事室想多了解一点，请回答下面的问题。", tone: .soon, icon: .clock)
        case .pooled: return Note(text: "已受理，放进议题池。召集人选定后，会有委员来调研。", tone: .go)
        case .solvedDirectly(let answer):
            return Note(lead: "议事室答复", text: answer.words ?? "（按本人要求已删除）", tone: .go)
        case .rejected(let rejection):
            let ground = request.site.practice.profile.rejectionGround(rejection.ground)
            let sentences = [ground?.name, rejection.explanation.words, ground?.channel].compactMap { $0 }
            return Note(lead: "不受理", text: sentences.map(Self.closed).joined())
        }
    }

    /// A sentence with its full stop, which people leave out as often as not.
    private static func closed(_ sentence: String) -> String {
        sentence.last.map { "。！？!?….".contains($0) } == false ? sentence + "。" : sentence
    }

    private func received(_ request: WebRequest) async throws -> WebResponse {
        let (code, own) = try await found(request)
        let pages = Pages(request, services)
        let room = own.room.room
        let address = "/status/\(code.text)"
        let content = RaisePages.received(
            roomName: room.name, secretary: room.secretary,
            due: own.topic.deadline.map { ChineseTime.date($0.day, today: pages.today) },
            ticket: Ticket(
                code: code.text, qr: QRCode.svg(services.settings.baseURL + address), statusAddress: address,
                advice: "请截屏或抄下来。不登录，凭它就能看进度、回答问题。"),
            roomAddress: "/r/\(room.token.text)", draft: "/r/\(room.token.text)/check")
        return pages.resident("收到了", home: "/r/\(room.token.text)", content: content)
    }

    private func answer(_ request: WebRequest) async throws -> WebResponse {
        let (code, own) = try await found(request)
        let input: Input
        do {
            input = try Input(request.form, fields: TopicAct.answer.fields(request.site.practice.profile))
        } catch let problems as InputProblems {
            return statusPage(
                request, code, own, typed: problems.sent["answer"] ?? "", problem: problems.sentence(for: "answer"))
        }
        return try await perform(input, own.topic, request) { _ in .seeOther("/status/\(code.text)") }
    }

    private func answerJSON(_ request: WebRequest) async throws -> WebResponse {
        _ = try request.idempotencyKey()
        let (_, own) = try await found(request)
        let fields = TopicAct.answer.fields(request.site.practice.profile)
        let input = try Input(try request.fields(fields), fields: fields)
        return try await perform(input, own.topic, request) { topic in
            .json(["state": .string(topic.state.name.rawValue)])
        }
    }

    private func perform(
        _ input: Input, _ topic: Topic, _ request: WebRequest, answer: @escaping @Sendable (Topic) -> WebResponse
    ) async throws -> WebResponse {
        let desk = TopicDesk(services: services, site: request.site)
        return try await services.answered.once(request) { transaction in
            guard let current = try desk.store.topic(topic.id, in: transaction) else { throw WebFailure.notFound }
            return answer(
                try desk.perform(
                    .answer, input, on: current, by: .codeHolder(topic.id), at: request.now, in: transaction))
        }
    }

    private func statusJSON(_ request: WebRequest) async throws -> WebResponse {
        let (_, own) = try await found(request)
        return .json(TopicAPI.statusJSON(own.topic, room: own.room.room, log: own.log, practice: request.site.practice))
    }

    /// The topic of the code in the address. A malformed code and a wrong one are both not found; misses are limited.
    private func found(_ request: WebRequest) async throws -> (TrackingCode, Own) {
        guard let code = TrackingCode(request.parameters["code"] ?? request.parameters["trackingCode"] ?? "") else {
            throw WebFailure.notFound
        }
        guard let own = try await own(code, request) else { throw WebFailure.notFound }
        return (code, own)
    }

    private func own(_ code: TrackingCode, _ request: WebRequest) async throws -> Own? {
        try services.misses.check(request.client.address, at: request.now)
        let desk = TopicDesk(services: services, site: request.site)
        let rooms = RoomStore(tenant: request.site.tenant.id)
        let own = try await services.engine.read { transaction -> Own? in
            guard let topic = try desk.topic(code, in: transaction),
                let room = try rooms.room(topic.room, in: transaction)
            else { return nil }
            return Own(topic: topic, room: room, log: try desk.log(of: topic.id, in: transaction))
        }
        if own == nil { services.misses.countMiss(request.client.address, at: request.now) }
        return own
    }
}
