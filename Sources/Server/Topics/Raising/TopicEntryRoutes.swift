// SPDX-License-Identifier: Apache-2.0

import Database
import Domain
import HTTPTypes
import Markup

/// Topics that somebody brings to the desk: recommended by a member, named by a leader, written down by the secretary
/// (A2-07). What comes in is screened as every other.
struct TopicEntryRoutes: RouteGroup {
    let services: Services
    static let page = "/desk/topic"
    static let roles = Set(Topic.Source.allCases.flatMap(\.holders))

    var routes: [Route] {
        [
            .desk(.get, Self.page, for: Self.roles) { try await form($0, $1, nil) },
            .desk(.post, Self.page, for: Self.roles, enter),
            .api(.post, "/desk/topics", TopicAPI.enter, for: Self.roles, enterJSON),
        ]
    }

    /// The source in the address, if this person may enter one of it.
    private func source(_ request: WebRequest, _ signedIn: SignedIn) -> Topic.Source? {
        let sources = TopicEntry.sources(of: signedIn.staff)
        let named = (request.query["source"] ?? request.form["source"]).flatMap(Topic.Source.init)
        return named.flatMap { sources.contains($0) ? $0 : nil } ?? (sources.count == 1 ? sources[0] : nil)
    }

    private func form(
        _ request: WebRequest, _ signedIn: SignedIn, _ problems: InputProblems?
    ) async throws -> WebResponse {
        let pages = Pages(request, services)
        guard let source = source(request, signedIn), let role = TopicEntry.role(of: signedIn.staff, for: source) else {
            return pages.desk("记一件议题", signedIn, place: .topics, content: choice(signedIn))
        }
        let rooms = RoomStore(tenant: request.site.tenant.id)
        let domains: [Appointment.Domain] =
            source.holders.contains(.member)
            ? [.tenant] : signedIn.staff.appointments.filter { source.holders.contains($0.role) }.map(\.domain)
        let own = try await services.engine.read { try rooms.names(in: domains, limit: 2_000, in: $0) }
        let options = own.map { InputField.Option(code: $0.id.text, label: $0.name) }
        let beginning = ["room": options.count == 1 ? options[0].code : ""]
        let page = CaseActPage(
            title: "记一件议题", headline: CaseHeadline(title: "议题", said: nil),
            advice: "来源：\(TopicWording.source(source))。记下后由议事室秘书筛选，和群众提的一样办。",
            fields: TopicEntry.fields(source, request.site.practice.profile, in: role).map { field in
                .init(
                    field: field, options: field.name == "room" ? options : Self.choices(field),
                    value: problems.map { $0.sent[field.name] ?? "" } ?? beginning[field.name] ?? "")
            }, version: nil, action: "\(Self.page)?source=\(source.rawValue)", back: "/desk/topics", problems: problems)
        return pages.desk(
            "记一件议题", signedIn, place: .topics, status: problems == nil ? 200 : 422,
            content: page.html(token: request.token(for: Self.page)))
    }

    /// What a field offers by itself.
    private static func choices(_ field: InputField) -> [InputField.Option] {
        if case .choice(let options) = field.kind { return options }
        return []
    }

    /// Where it comes from is asked first, since each source has its own to say.
    private func choice(_ signedIn: SignedIn) -> HTML {
        let rows = TopicEntry.sources(of: signedIn.staff).map { source in
            LinkList.Row(
                content:
                    "<p>\(TextLink(text: TopicWording.source(source), address: "\(Self.page)?source=\(source.rawValue)").html)</p>"
            )
        }
        return """
            \(RecordHead(title: "记一件议题", parent: TextLink(text: "议题", address: "/desk/topics")).html)\
            <div class="stack"><p class="mute">这件事从哪里来？</p>\(LinkList(rows: rows).html)</div>
            """
    }

    private func enter(_ request: WebRequest, _ signedIn: SignedIn) async throws -> WebResponse {
        let sent = request.form
        guard let source = source(request, signedIn), let role = TopicEntry.role(of: signedIn.staff, for: source) else {
            throw WebFailure.notFound
        }
        do {
            let input = try Input(sent, fields: TopicEntry.fields(source, request.site.practice.profile, in: role))
            return try await enter(input, source, input.id("room"), request) { receipt, room in
                taken(receipt, room, source, request, signedIn)
            }
        } catch let problems as InputProblems {
            return try await form(request, signedIn, InputProblems(problems.problems, sent: sent))
        } catch let refusal as TopicRefusal {
            guard let field = refusal.blamed.first else { throw refusal }
            return try await form(
                request, signedIn, InputProblems([.init(field: field, sentence: refusal.sentence)], sent: sent))
        }
    }

    /// What was taken in, with the code for whoever it is.
    private func taken(
        _ receipt: TopicDesk.Receipt, _ room: Room, _ source: Topic.Source, _ request: WebRequest, _ signedIn: SignedIn
    ) -> WebResponse {
        let address = "\(services.baseURL(of: request.site.tenant.id))/status/\(receipt.trackingCode.text)"
        let due =
            receipt.deadline.map { "秘书最晚\(ChineseTime.date($0.day, today: request.now.day))答复。" }
            ?? "话里有要留意的词，秘书先看过再开始办。"
        let ticket = Ticket(
            code: receipt.trackingCode.text, qr: QRCode.svg(address),
            statusAddress: "/status/\(receipt.trackingCode.text)",
            advice: source.hasSubmitter ? "查询码只显示这一次，请交给提出人，或者自己留着看进度。" : "查询码只显示这一次，留着它可以看进度。")
        return Pages(request, services).desk(
            "记下了", signedIn, place: .topics,
            content: """
                \(RecordHead(title: "记下了", parent: TextLink(text: "议题", address: "/desk/topics")).html)\
                <div class="stack"><p role="status">已交给\(room.name)。\(due)</p>\(ticket.html)\
                <p>\(TextLink(text: "再记一件", address: Self.page).html)</p></div>
                """)
    }

    private func enterJSON(_ request: WebRequest, _ signedIn: SignedIn) async throws -> WebResponse {
        _ = try request.idempotencyKey()
        let profile = request.site.practice.profile
        let fields = TopicEntry.apiFields(profile)
        let sent = try request.fields(fields)
        let source: Topic.Source = try Input(sent, fields: [TopicEntry.source]).choice("source")
        guard let role = TopicEntry.role(of: signedIn.staff, for: source) else { throw TopicRefusal.notYours }
        let input = try Input(sent, fields: TopicEntry.fields(source, profile, in: role))
        return try await enter(input, source, input.id("room"), request) { receipt, _ in
            .json(TopicAPI.json(receipt), status: .created)
        }
    }

    private func enter(
        _ input: Input, _ source: Topic.Source, _ id: Room.ID, _ request: WebRequest,
        answer: @escaping @Sendable (TopicDesk.Receipt, Room) -> WebResponse
    ) async throws -> WebResponse {
        let desk = TopicDesk(request, services)
        let rooms = RoomStore(tenant: request.site.tenant.id)
        return try await services.answered.once(request) { transaction in
            let room = try RoomName.id(id).room(rooms, in: transaction)
            let draft = try TopicEntry.draft(input, source, in: room)
            if let ticket = draft.ticket, try desk.dispatches.find(ticket, .incoming, in: transaction) != nil {
                throw InputProblems([.init(field: "number", sentence: DispatchWording.numberTaken)])
            }
            return answer(try desk.enter(draft, by: request.actor, at: request.now, in: transaction), room)
        }
    }
}
