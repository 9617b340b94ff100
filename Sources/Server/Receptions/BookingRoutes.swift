// SPDX-License-Identifier: Apache-2.0

import Database
import Domain
import HTTPTypes
import Markup

/// Being received without an account: the days of a room behind its code, and booking a slot. The own booking has its own
/// routes (``OwnBookingRoutes``).
struct BookingRoutes: RouteGroup {
    let services: Services

    /// What somebody fills in who books.
    static let fields: [InputField] = [InputField("slot", "几点来", .time)] + CaseAct<ReceptionDesk>.visitorFields

    var routes: [Route] {
        [
            .page(.get, "/r/{token}/receptions", days),
            Route.page(.get, "/r/{token}/receptions/{reception}", day).knowingResident(),
            Route.page(.post, "/r/{token}/receptions/{reception}", book).knowingResident(),
            .api(.get, "/rooms/{room}/receptions", BookingAPI.list, daysJSON),
            .api(.get, "/receptions/{reception}", BookingAPI.one, dayJSON),
            .api(.post, "/receptions/{reception}/bookings", BookingAPI.book) { try await bookJSON($0, nil) },
            .ownAPI(.post, "/receptions/{reception}/bookings", BookingAPI.bookOwn, bookJSON),
        ]
    }

    // MARK: - The days of a room

    private func days(_ request: WebRequest) async throws -> WebResponse {
        let store = ReceptionListStore(tenant: request.site.tenant.id)
        let pages = Pages(request, services)
        let limit = try request.limit()
        let token = try RoomRoutes.token(request)
        let cursor = ListCursor(keys: services.keys, filter: "room-receptions/\(request.site.tenant.id)/\(token.text)")
        let after = try request.query["cursor"].map { try ReceptionRoutes.place(cursor.read($0)) }
        return try await RoomReader(services: services).answer(request) { listed, transaction in
            (
                coming: try store.announced(
                    .coming, room: listed.room.id, today: pages.today, limit: 20, in: transaction),
                over: try store.announced(
                    .over, room: listed.room.id, today: pages.today, after: after, limit: limit + 1, in: transaction)
            )
        } page: { listed, found in
            let base = "/r/\(listed.room.token.text)"
            let past = ListPage(found.over, limit: limit, cursor: cursor) { "\($0.day)/\($0.id)" }
            let content = BookingPages.Days(
                roomName: listed.room.name,
                coming: found.coming.map { Self.door($0, base, today: pages.today) },
                over: past.items.map { day in
                    .init(
                        relation: ChineseTime.day(day.day, today: pages.today),
                        content: "\(ReceptionWording.sentence(day.figures))")
                },
                pager: Pager(
                    extent: "这一页\(past.items.count)天", previous: nil,
                    next: past.next.map { "\(base)/receptions?cursor=\(FormEncoding.encode($0))" }),
                token: request.token(for: "/bookings"))
            return pages.resident("委员接待日", home: base, content: content.html)
        }
    }

    /// A day as an entry: of a room's page, and of the list of its days.
    static func door(_ day: ReceptionListStore.Listed, _ base: String, today: Day) -> Doors.Door {
        .init(
            title: "\(ChineseTime.day(day.day, today: today)) \(ReceptionWording.hours(day.hours))",
            note: "\(day.place ?? "") · \(ReceptionWording.free(day.free))", address: "\(base)/receptions/\(day.id)")
    }

    /// A day of the room that the address names, with its members and slots; any other is not found.
    private func content(
        _ request: WebRequest, in room: Room.ID, _ transaction: Transaction
    ) throws -> ReceptionDesk.Content {
        let id: ReceptionDay.ID = try request.id("reception")
        let desk = ReceptionDesk(request, services)
        guard let reception = try desk.reception(id, in: transaction), reception.plan.room == room else {
            throw WebFailure.notFound
        }
        return try desk.content(of: reception, in: transaction)
    }

    private func day(_ request: WebRequest) async throws -> WebResponse {
        try await RoomReader(services: services).answer(request) { listed, transaction in
            try content(request, in: listed.room.id, transaction)
        } page: { listed, content in
            dayPage(request, listed.room, content, typed: [:], problems: [])
        }
    }

    private func dayPage(
        _ request: WebRequest, _ room: Room, _ content: ReceptionDesk.Content, typed: [String: String],
        problems: [FieldProblem]
    ) -> WebResponse {
        let pages = Pages(request, services)
        let base = "/r/\(room.token.text)"
        let action = "\(base)/receptions/\(content.reception.id)"
        let plan = content.reception.plan
        let open = content.slots.filter { $0.free > 0 && plan.beginning(of: $0.minute) > request.now }
        let page = BookingPages.Day(
            title: "\(ChineseTime.day(plan.day, today: pages.today))委员接待日", roomName: room.name,
            chip: ReceptionWording.chip(content.reception.state.name, plan.day, today: pages.today),
            facts: [
                .init("时间", ReceptionWording.hours(plan.hours)),
                .init("地点", plan.place.words ?? TopicWording.erased),
                .init("接待委员", content.members.joined(separator: "、")),
            ], closed: closed(content, open, request),
            slots: open.map {
                Choice(
                    value: SessionWording.time($0.minute), label: ReceptionWording.slot($0.minute, plan.hours),
                    help: ReceptionWording.free($0.free))
            }, action: action, token: request.token(for: action), verified: request.resident?.phone, typed: typed,
            problems: problems)
        return pages.resident(
            "委员接待日", home: base, isFormStep: true, status: problems.isEmpty ? 200 : 422, content: page.html)
    }

    /// Why nothing can be booked on a day, and what to do instead.
    private func closed(
        _ content: ReceptionDesk.Content, _ open: [ReceptionStore.Slot], _ request: WebRequest
    ) -> Note? {
        switch content.reception.state {
        case .cancelled(let reason):
            Note(lead: "这一天取消了", text: reason.words ?? TopicWording.erased, tone: .late, icon: .off)
        case .over: Note(text: "这一天已经接待完了。\(ReceptionWording.sentence(content.listed.figures))。", icon: .done)
        case .open:
            open.isEmpty
                ? Note(
                    text: "时段都约满了，或者已经开始。有空就接待，可以直接来；也可以打\(request.site.tenant.contact)问一问。",
                    icon: .clock) : nil
        }
    }

    // MARK: - Booking

    private func book(_ request: WebRequest) async throws -> WebResponse {
        let sent = request.form
        do {
            let input = try Input(sent, fields: Self.fields, besides: VerifiedPhone.problems(sent, request))
            return try await take(input, request, request.resident) { visit, desk in
                .seeOther("/bookings/\(desk.bookingCode(of: visit.id).text)?done=booked")
            }
        } catch let problems as InputProblems {
            return try await again(request, sent, problems.problems)
        } catch let refusal as VisitRefusal where !refusal.blamed.isEmpty {
            return try await again(request, sent, [.init(field: "slot", sentence: refusal.sentence)])
        }
    }

    /// The form with what was typed, and the slots as they are now.
    private func again(
        _ request: WebRequest, _ sent: [String: String], _ problems: [FieldProblem]
    ) async throws -> WebResponse {
        let found = try await services.engine.read { transaction -> (room: Room, day: ReceptionDesk.Content) in
            let room = try self.room(request, in: transaction)
            return (room, try content(request, in: room.id, transaction))
        }
        return dayPage(request, found.room, found.day, typed: sent, problems: problems)
    }

    /// What somebody began to fill in before the code was replaced is taken all the same.
    private func room(_ request: WebRequest, in transaction: Transaction) throws -> Room {
        switch try RoomReader(services: services).find(request, in: transaction) {
        case .current(let listed), .replaced(let listed): listed.room
        }
    }

    private func bookJSON(_ request: WebRequest, _ resident: ResidentSignIn?) async throws -> WebResponse {
        _ = try request.idempotencyKey()
        let fields = Self.fields.filter { resident == nil || $0.name != "phone" }
        let input = try Input(try request.fields(fields), fields: fields)
        return try await take(input, request, resident) { visit, desk in
            .json(BookingAPI.json(visit, desk), status: .created)
        }
    }

    private func take(
        _ input: Input, _ request: WebRequest, _ resident: ResidentSignIn?,
        answer: @escaping @Sendable (ReceptionVisit, VisitDesk) -> WebResponse
    ) async throws -> WebResponse {
        let id: ReceptionDay.ID = try request.id("reception")
        // A booking cannot wait for a look as a topic can: it holds a place.
        try services.intake.require(
            tenant: request.site.tenant.id, room: "reception/\(id)", client: request.client, at: request.now)
        let desk = VisitDesk(request, services)
        let wish = ReceptionVisit.Wish(
            reception: id, slot: input.minuteOfDay("slot"), name: input.optional("name"),
            phone: resident?.phone.text ?? input.phone("phone"), isVerified: resident != nil,
            matter: input.optional("matter"))
        return try await services.answered.once(request) { transaction in
            answer(
                try desk.book(wish, by: request.actor, from: request.client, at: request.now, in: transaction),
                desk)
        }
    }

    // MARK: - Lists for programs

    private func daysJSON(_ request: WebRequest) async throws -> WebResponse {
        let room: Room.ID = try request.id("room")
        let tenant = request.site.tenant.id
        let today = request.now.day
        return try await services.engine.read { transaction in
            guard try RoomStore(tenant: tenant).room(room, in: transaction) != nil else { throw WebFailure.notFound }
            let days = try ReceptionListStore(tenant: tenant)
                .announced(.coming, room: room, today: today, limit: 50, in: transaction)
            return .json(["items": .array(days.map(BookingAPI.json))])
        }
    }

    private func dayJSON(_ request: WebRequest) async throws -> WebResponse {
        let id: ReceptionDay.ID = try request.id("reception")
        let desk = ReceptionDesk(request, services)
        return try await services.engine.read { transaction in
            guard let reception = try desk.reception(id, in: transaction) else { throw WebFailure.notFound }
            return .json(BookingAPI.json(try desk.content(of: reception, in: transaction)))
        }
    }
}
