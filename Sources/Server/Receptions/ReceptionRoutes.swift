// SPDX-License-Identifier: Apache-2.0

import Database
import Domain
import HTTPTypes
import Markup

/// Reception days on the desk: the list, planning, each day with its visits, and the code for a visitor.
struct ReceptionRoutes: RouteGroup {
    let services: Services
    /// Whose desk has reception days.
    static let readers = DeskPlace.receptions.roles
    private static let printers: Set<Role> = [.roomSecretary]

    /// What a day begins with.
    static let planFields: [InputField] = [
        InputField("room", "哪间议事室", .reference(.rooms)),
        InputField("day", "哪天", .day, help: "最多提前\(ReceptionDay.daysAheadMax)天。"),
        InputField("from", "几点开始", .time),
        InputField("until", "几点结束", .time),
        InputField(
            "slot", "一个时段多长", .choice(ReceptionHours.slotLengths.map { .init(code: String($0), label: "\($0)分钟") })),
        InputField(
            "places", "一个时段接待几位",
            .choice((1...ReceptionHours.placesMax).map { .init(code: String($0), label: "\($0)位") })),
        InputField("place", "在哪里", .line(limit: 60)),
        InputField("members", "哪些委员接待", .references(.members)),
        InputField(
            "alongside", "这段时间已经有别的接待日", .choice([.init(code: "yes", label: "另开一桌，同时接待")]), isRequired: false),
    ]

    /// All that may be sent with it.
    static let sentFields = planFields + [PersonalDetails.consentField]

    var routes: [Route] {
        [
            .desk(.get, "/desk/receptions", for: Self.readers) { try await list($0, $1, open: nil) },
            .desk(.get, "/desk/receptions/{record}", for: Self.readers) {
                try await list($0, $1, open: $0.id("record"))
            },
            .desk(.get, "/desk/reception", for: ReceptionDay.planners) { try await form($0, $1, nil) },
            .desk(.post, "/desk/reception", for: ReceptionDay.planners, planning.take),
            .desk(.get, "/desk/visits/{record}", for: Self.readers, visit),
            .desk(.get, "/desk/visits/{record}/code", for: Self.printers, code),
            .api(.get, "/desk/receptions", ReceptionAPI.list, for: Self.readers, listJSON),
            .api(.post, "/desk/receptions", ReceptionAPI.plan, for: ReceptionDay.planners, planning.takeJSON),
            ReceptionDesk.reading(ReceptionAPI.one, for: Self.readers, services),
            .api(.get, "/desk/visits/{record}", ReceptionAPI.oneVisit, for: Self.readers, visitJSON),
            .api(.get, "/desk/visits/{record}/code", ReceptionAPI.code, for: Self.printers, codeJSON),
        ] + CaseRoutes<ReceptionDesk>(services: services) { $0.holders }.routes
            + CaseRoutes<VisitDesk>(services: services) { $0.holders }.routes
    }

    // MARK: - The list and the open day

    private struct Query: Sendable {
        let part: ReceptionListStore.Part
        let scope: ReceptionScope
        let cursor: ListCursor
        let after: ReceptionListStore.Place?
        let limit: Int
    }

    private func query(
        _ request: WebRequest, _ signedIn: SignedIn, _ part: ReceptionListStore.Part
    ) throws -> Query {
        let cursor = ListCursor(
            keys: services.keys,
            filter: "receptions/\(request.site.tenant.id)/\(signedIn.staff.id)/\(part.rawValue)")
        return Query(
            part: part, scope: ReceptionScope(of: request.actor), cursor: cursor,
            after: try request.query["cursor"].map { try Self.place(cursor.read($0)) },
            limit: try request.limit())
    }

    static func place(_ text: String) throws -> ReceptionListStore.Place {
        let halves = text.split(separator: "/")
        guard halves.count == 2, let id = Identifier<ReceptionDay>(halves[1]) else { throw WebFailure.malformedCursor }
        return .init(day: String(halves[0]), id: id)
    }

    private func list(
        _ request: WebRequest, _ signedIn: SignedIn, open id: ReceptionDay.ID?
    ) async throws -> WebResponse {
        let part = request.query["part"].flatMap(ReceptionListStore.Part.init) ?? .coming
        let query = try query(request, signedIn, part)
        let pages = Pages(request, services)
        let store = ReceptionListStore(tenant: request.site.tenant.id)
        let desk = ReceptionDesk(request, services)
        let (counts, rows, open) = try await services.engine.read { transaction in
            (
                try store.counts(scope: query.scope, in: transaction),
                try store.list(
                    part, scope: query.scope, after: query.after, limit: query.limit + 1, in: transaction),
                try id.map { id in
                    let reception = try desk.visible(id, to: request.actor, in: transaction)
                    return (
                        content: try desk.content(of: reception, in: transaction),
                        log: try desk.log(of: id, in: transaction),
                        beside: try desk.beside(reception, for: request.actor, in: transaction)
                    )
                }
            )
        }
        let page = ListPage(rows, limit: query.limit, cursor: query.cursor) { "\($0.day)/\($0.id)" }
        let done = request.query["done"].flatMap(ReceptionDay.Command.init)
        let canPlan = ReceptionDay.planners.contains { signedIn.staff.holds($0) }
        let list = CaseListPage(
            title: "接待日", measure: "天",
            parts: ReceptionListStore.Part.allCases.map { each in
                .init(
                    word: Self.name(each), count: counts[each] ?? 0,
                    address: "/desk/receptions?part=\(each.rawValue)", isOn: each == part)
            },
            rows: page.items.map { Self.row($0, part, id, pages.today) },
            next: page.next.map { "/desk/receptions?part=\(part.rawValue)&cursor=\($0)" }, empty: Self.empty(part),
            record: open.map { open in
                ReceptionRecord(
                    content: open.content, log: open.log, beside: open.beside, actor: request.actor, today: pages.today,
                    token: { request.token(for: $0) }
                ).record
            },
            buttons: canPlan ? [Button(label: "安排接待日", role: .link(to: "/desk/reception"), size: .small)] : [])
        return pages.desk(
            "接待日", signedIn, place: .receptions, flash: done.map { Flash(sentence: ReceptionWording.done($0)) },
            content: list.html)
    }

    private static func row(
        _ listed: ReceptionListStore.Listed, _ part: ReceptionListStore.Part, _ open: ReceptionDay.ID?, _ today: Day
    ) -> QueueList.Row {
        let figures = listed.figures
        let state =
            switch listed.state {
            case .open:
                "已约\(figures.booked)位，\(listed.day < today ? "等秘书结束" : ReceptionWording.free(listed.free))"
            case .over: "到场\(figures.came)位，议题\(figures.topics)件"
            case .cancelled: ReceptionWording.name(listed.state)
            }
        return QueueList.Row(
            title: "\(ChineseTime.day(listed.day, today: today)) \(ReceptionWording.hours(listed.hours))",
            address: "/desk/receptions/\(listed.id)?part=\(part.rawValue)",
            origin: "\(listed.roomName) · \(state)", isOpen: listed.id == open)
    }

    private static func name(_ part: ReceptionListStore.Part) -> String {
        switch part {
        case .coming: "要接待的"
        case .over: "已结束"
        }
    }

    private static func empty(_ part: ReceptionListStore.Part) -> String {
        switch part {
        case .coming: "没有安排接待日。安排好就能在公开页上预约。"
        case .over: "还没有接待过。"
        }
    }

    // MARK: - Planning

    private func form(
        _ request: WebRequest, _ signedIn: SignedIn, _ problems: InputProblems?
    ) async throws -> WebResponse {
        let desk = ReceptionDesk(request, services)
        let rooms = RoomStore(tenant: request.site.tenant.id)
        let domains = signedIn.staff.appointments.filter { ReceptionDay.planners.contains($0.role) }.map(\.domain)
        let (own, members) = try await services.engine.read { transaction in
            (
                try rooms.names(in: domains, limit: 100, in: transaction),
                try desk.commonOptions(.members, in: transaction)
            )
        }
        let options = own.map { InputField.Option(code: $0.id.text, label: $0.name) }
        let page = CaseActPage(
            title: "安排接待日", headline: CaseHeadline(title: "接待日", said: nil),
            advice: "安排好马上公开，居民不用注册就能预约；约过以后，日子和时段不能再改。",
            fields: Self.planFields.map { field in
                let isFirst = field.name == "room" && options.count == 1
                return .init(
                    field: field, options: Self.options(field, rooms: options, members: members),
                    value: problems?.sent[field.name] ?? (isFirst ? options[0].code : ""))
            } + CaseActPage.Filled.consent(to: ["place"], problems), version: nil, action: "/desk/reception",
            back: "/desk/receptions", problems: problems)
        return Pages(request, services).desk(
            "安排接待日", signedIn, place: .receptions, status: problems == nil ? 200 : 422,
            content: page.html(token: request.token(for: "/desk/reception")))
    }

    private static func options(
        _ field: InputField, rooms: [InputField.Option], members: [InputField.Option]
    ) -> [InputField.Option] {
        if case .choice(let options) = field.kind { return options }
        return field.name == "room" ? rooms : field.name == "members" ? members : []
    }

    private var planning: CaseBeginning<ReceptionDesk> {
        CaseBeginning(services: services, fields: Self.sentFields) {
            try await form($0, $1, $2)
        } begin: {
            desk, input, request, transaction in
            // Whether the room is this person's, the rule says; one that is not there is nobody's.
            let rooms = RoomStore(tenant: request.site.tenant.id)
            guard let listed = try rooms.room(input.id("room"), in: transaction), listed.isOpen else {
                throw ReceptionRefusal.notYours
            }
            let reception = try desk.plan(
                Self.plan(input, in: listed.room), alongside: input.optional("alongside") != nil,
                consent: try PersonalDetails.consent(input, to: [input.text("place")]), by: request.actor,
                at: request.now, in: transaction)
            return (reception.id, reception)
        }
    }

    /// What is announced, as the form says it.
    static func plan(_ input: Input, in room: Room) -> ReceptionDay.Plan {
        .init(
            room: room.id, area: room.area, day: input.day("day"),
            hours: .init(
                from: input.minuteOfDay("from"), until: input.minuteOfDay("until"),
                slotMinutes: Int(input.text("slot")) ?? 0, places: Int(input.text("places")) ?? 0),
            place: .kept(input.text("place")), members: input.ids("members"))
    }

    // MARK: - A visit

    private func visit(_ request: WebRequest, _ signedIn: SignedIn) async throws -> WebResponse {
        let id: ReceptionVisit.ID = try request.id("record")
        let desk = VisitDesk(request, services)
        let rooms = RoomStore(tenant: request.site.tenant.id)
        let topics = TopicDesk(request, services)
        let (visit, log, room, topic) = try await services.engine.read { transaction in
            let visit = try desk.visible(id, to: request.actor, in: transaction)
            return (
                visit, try desk.log(of: id, in: transaction),
                try rooms.room(visit.reception.plan.room, in: transaction)?.room.name ?? "",
                try visit.topic.flatMap { try topics.store.topic($0, in: transaction) }
            )
        }
        let done = request.query["done"].flatMap(ReceptionVisit.Command.init)
        let record = VisitRecord(
            visit: visit, log: log, roomName: room, actor: request.actor, today: request.now.day, done: done,
            opensTopic: topic.map { TopicScope(of: request.actor).includes($0) } ?? false,
            printsCode: Self.printsCode(visit, request.actor), token: { request.token(for: $0) })
        return Pages(request, services).desk(
            record.title, signedIn, place: .receptions, flash: done.map { Flash(sentence: VisitWording.done($0)) },
            content: record.html)
    }

    /// The visitor stands at the desk until the day is over; after that nobody is handed a code.
    private static func printsCode(_ visit: ReceptionVisit, _ actor: Actor) -> Bool {
        guard case .staff(let staff) = actor, visit.topic != nil, visit.reception.state == .open else { return false }
        return staff.holds(anyOf: printers, room: visit.reception.plan.room, area: visit.reception.plan.area)
    }

    private func printed(_ request: WebRequest) async throws -> (visit: ReceptionVisit, room: Room, code: TrackingCode)
    {
        let id: ReceptionVisit.ID = try request.id("record")
        let desk = VisitDesk(request, services)
        let rooms = RoomStore(tenant: request.site.tenant.id)
        return try await services.engine.read { transaction in
            let visit = try desk.visible(id, to: request.actor, in: transaction)
            guard Self.printsCode(visit, request.actor),
                let listed = try rooms.room(visit.reception.plan.room, in: transaction)
            else { throw WebFailure.notFound }
            return (visit, listed.room, desk.trackingCode(of: id))
        }
    }

    private func code(_ request: WebRequest, _ signedIn: SignedIn) async throws -> WebResponse {
        let (visit, room, code) = try await printed(request)
        let address = "\(services.baseURL(of: request.site.tenant.id))/status/\(code.text)"
        let slip = TrackingSlip(roomName: room.name, code: code.text, qr: QRCode.svg(address), address: address)
        let layout = PrintLayout(
            head: Pages(request, services).head("查询码"),
            back: TextLink(
                text: VisitWording.title(visit, namesVisitor: false), address: "/desk/visits/\(visit.id)"),
            sheet: slip.html)
        return .page(layout.html)
    }

    // MARK: - API

    private func listJSON(_ request: WebRequest, _ signedIn: SignedIn) async throws -> WebResponse {
        let part: ReceptionListStore.Part = try request.part() ?? .coming
        let query = try query(request, signedIn, part)
        let store = ReceptionListStore(tenant: request.site.tenant.id)
        let rows = try await services.engine.read {
            try store.list(part, scope: query.scope, after: query.after, limit: query.limit + 1, in: $0)
        }
        let page = ListPage(rows, limit: query.limit, cursor: query.cursor) { "\($0.day)/\($0.id)" }
        return .json(["items": .array(page.items.map(ReceptionAPI.json)), "next": .optional(page.next)])
    }

    private func visitJSON(_ request: WebRequest, _ signedIn: SignedIn) async throws -> WebResponse {
        let id: ReceptionVisit.ID = try request.id("record")
        let desk = VisitDesk(request, services)
        return .json(
            try await services.engine.read { transaction in
                ReceptionAPI.json(try desk.visible(id, to: request.actor, in: transaction), for: request.actor)
            })
    }

    private func codeJSON(_ request: WebRequest, _ signedIn: SignedIn) async throws -> WebResponse {
        let (_, _, code) = try await printed(request)
        return .json([
            "trackingCode": .string(code.text),
            "page": .string("\(services.baseURL(of: request.site.tenant.id))/status/\(code.text)"),
        ])
    }
}
