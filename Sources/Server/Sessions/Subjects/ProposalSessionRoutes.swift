// SPDX-License-Identifier: Apache-2.0

import Database
import Domain
import HTTPTypes
import Markup

/// How the office of proposals plans a session over the handling of several of them (提案办理协商, A4-07).
struct ProposalSessionRoutes: RouteGroup {
    let services: Services
    static let address = "/desk/proposal-planning"

    var routes: [Route] {
        [
            .desk(.get, Self.address, for: ConsultationSession.proposalPlanners) { try await form($0, $1, nil) },
            .desk(.post, Self.address, for: ConsultationSession.proposalPlanners, plan),
            .api(
                .post, "/desk/proposal-sessions", Self.operation, for: ConsultationSession.proposalPlanners, planJSON),
        ]
    }

    /// What such a session begins with.
    static let fields: [InputField] = [
        InputField("title", "会议名称", .line(limit: 40)),
        InputField("proposals", "协商哪些提案", .references(.candidates), help: "立了案、还没有办结的都能选，最多30件。"),
        InputField("room", "在哪间议事室的日程上", .reference(.rooms), help: "公告、签到、记纪要由这间议事室的召集人和秘书办。"),
        InputField("day", "哪天", .day),
        InputField("time", "几点", .time),
        InputField("place", "在哪里", .line(limit: 60)),
    ]

    static let operation = Operation(
        id: "planProposalSession",
        summary: "Plans a session in which proposers and units talk over how several proposals are handled.",
        body: fields, isIdempotent: true,
        success: .init(status: 201, meaning: "Planned.", schema: SessionAPI.session))

    private static let proposalsMax = 200
    private static let advice =
        "请提案者和承办单位一起，协商几件提案的办理。先写进议事室的日程，召集人公告后大家才看得到；单位还没有联系提案者、也没写答复的提案，公告时会被拦下。会开完了，每件提案各记一次督办。"
    /// Said where the list ends before the proposals do.
    private static let fullAdvice = "提案太多，下面只列出\(proposalsMax)件：先列重点提案，再列最近会议的，没有列出的不在其中。"
    private static let roomsMax = 200

    private func form(
        _ request: WebRequest, _ signedIn: SignedIn, _ problems: InputProblems?
    ) async throws -> WebResponse {
        let desk = ProposalDesk(request, services)
        let today = request.now.day
        let (proposals, rooms, planned) = try await services.engine.read { transaction in
            (
                try desk.lists.supervised(
                    scope: ProposalScope(of: request.actor), limit: Self.proposalsMax, in: transaction),
                try RoomStore(tenant: request.site.tenant.id).names(
                    in: [.tenant], limit: Self.roomsMax, in: transaction),
                try SupervisionSessions(desk: desk).planned(from: today, in: transaction)
            )
        }
        let isFull = proposals.count == Self.proposalsMax
        let advice = isFull ? "\(Self.advice)\(Self.fullAdvice)" : Self.advice
        let page = CaseActPage(
            title: "安排办理协商", headline: CaseHeadline(title: "提案", said: nil),
            advice: advice,
            fields: Self.fields.map { field in
                let options: [InputField.Option] =
                    switch field.name {
                    case "proposals": proposals.map(Self.option)
                    case "room": rooms.map { .init(code: $0.id.text, label: $0.name) }
                    case _: []
                    }
                return .init(field: field, options: options, value: problems.map { $0.sent[field.name] ?? "" } ?? "")
            }, version: nil, action: Self.address, back: "/desk/proposals", problems: problems)
        return Pages(request, services).desk(
            "安排办理协商", signedIn, place: .proposals, status: problems == nil ? 200 : 422,
            content: "\(page.html(token: request.token(for: Self.address)))\(Self.list(planned, today: today))")
    }

    private static func option(_ listed: ProposalListStore.Listed) -> InputField.Option {
        let mark = listed.isKey ? "重点提案，" : ""
        return .init(
            code: listed.id.text,
            label:
                "\(listed.number?.text ?? "") \(listed.subject ?? TopicWording.erased)（\(mark)\(ProposalWording.name(listed.state))）"
        )
    }

    /// What was planned before and is still to come; whose room it is goes on with it.
    private static func list(_ planned: [SessionListStore.Listed], today: Day) -> HTML {
        guard !planned.isEmpty else { return HTML() }
        let rows = planned.map { listed -> LinkList.Row in
            let isOpen = ![.planned, .postponed].contains(listed.state)
            let title = listed.title ?? TopicWording.erased
            let name: HTML = isOpen ? TextLink(text: title, address: "/sessions/\(listed.id)").html : "\(title)"
            let when = SessionWording.when(listed.state, listed.day, listed.minuteOfDay, today: today)
            return LinkList.Row(
                relation: SessionWording.name(listed.state),
                content: "<p>\(name)</p><p class=\"small mute\">\(when) · \(listed.roomName)</p>")
        }
        return PageSection(id: "planned", title: "已经安排的", content: LinkList(rows: rows).html).html
    }

    private func plan(_ request: WebRequest, _ signedIn: SignedIn) async throws -> WebResponse {
        let sent = request.form
        do {
            return try await plan(try Input(sent, fields: Self.fields), request) { _ in .seeOther(Self.address) }
        } catch let problems as InputProblems {
            return try await form(request, signedIn, InputProblems(problems.problems, sent: sent))
        } catch let refusal as SessionRefusal {
            guard let field = refusal.blamed.first else { throw refusal }
            return try await form(
                request, signedIn, InputProblems([.init(field: field, sentence: refusal.sentence)], sent: sent))
        }
    }

    private func planJSON(_ request: WebRequest, _ signedIn: SignedIn) async throws -> WebResponse {
        _ = try request.idempotencyKey()
        let input = try Input(try request.fields(Self.fields), fields: Self.fields)
        return try await plan(input, request) { session in
            .json(
                SessionAPI.json(
                    session, list: nil, for: request.actor, at: request.now, request.site.practice), status: .created)
        }
    }

    private func plan(
        _ input: Input, _ request: WebRequest, answer: @escaping @Sendable (ConsultationSession) -> WebResponse
    ) async throws -> WebResponse {
        let desk = SessionDesk(request, services)
        let plan = ConsultationSession.Plan(
            title: .kept(input.text("title")), day: input.day("day"), minuteOfDay: input.minuteOfDay("time"),
            place: .kept(input.text("place")), form: ConsultationForm.proposalHandlingCode,
            proposals: input.ids("proposals"))
        let room: Room.ID = input.id("room")
        return try await services.answered.once(request) { transaction in
            answer(try desk.plan(plan, in: room, by: request.actor, at: request.now, in: transaction))
        }
    }
}
