// SPDX-License-Identifier: Apache-2.0

import Database
import Domain
import HTTPTypes
import Markup

/// The own booking, by its code or by the phone that one has signed in with: what it is, giving the place back, having the
/// contact forgotten.
struct OwnBookingRoutes: RouteGroup {
    let services: Services
    private typealias Key = BookingKey<VisitDesk>

    var routes: [Route] {
        [
            .page(.get, "/bookings") { Pages($0, services).resident("看我的预约", content: Self.lookup($0, "", nil)) },
            .page(.post, "/bookings", lookUp),
            .api(.get, "/bookings/{booking}", BookingAPI.read, ownJSON),
            .api(.post, "/bookings/{booking}/cancellation", BookingAPI.cancel) { try await actJSON(.cancel, $0) },
            .api(.post, "/bookings/{booking}/forgetting", BookingAPI.forget) {
                try await actJSON(.takeContactBack, $0)
            },
            .ownAPI(.get, "/bookings", BookingAPI.listOwn, listOwnJSON),
            .ownAPI(.get, "/bookings/{visit}", BookingAPI.readOwn) { request, _ in try await ownJSON(request) },
            .ownAPI(.post, "/bookings/{visit}/cancellation", BookingAPI.cancelOwn) { request, _ in
                try await actJSON(.cancel, request)
            },
            .ownAPI(.post, "/bookings/{visit}/forgetting", BookingAPI.forgetOwn) { request, _ in
                try await actJSON(.takeContactBack, request)
            },
        ] + own("/bookings/{booking}") { .page($0, $1, $2) }
            + own("/mine/bookings/{visit}") { method, path, handle in
                .own(method, path) { request, _ in try await handle(request) }
            }
    }

    private typealias Handler = @Sendable (WebRequest) async throws -> WebResponse

    /// The pages of the own booking, under one key or the other.
    private func own(_ base: String, _ route: (HTTPRequest.Method, String, @escaping Handler) -> Route) -> [Route] {
        [
            route(.get, base, ownPage),
            route(.post, "\(base)/cancellation") { try await act(.cancel, $0) },
            route(.post, "\(base)/forgetting") { try await act(.takeContactBack, $0) },
        ]
    }

    private static func lookup(_ request: WebRequest, _ typed: String, _ error: String?) -> HTML {
        let form = BookingLookup(token: request.token(for: "/bookings"), typed: String(typed.prefix(40)), error: error)
        return "<h1>看我的预约</h1>\(form.html)"
    }

    private func lookUp(_ request: WebRequest) async throws -> WebResponse {
        let typed = request.form["code"] ?? ""
        if let code = BookingCode(typed), let page = try await page(of: code, request) { return .seeOther(page) }
        return Pages(request, services).resident(
            "看我的预约", status: 404, content: Self.lookup(request, typed, BookingLookup.unknown))
    }

    /// The page that a code opens: of a booking, or of an enrolment for a session.
    private func page(of code: BookingCode, _ request: WebRequest) async throws -> String? {
        let (booking, enrolment) = (Key.code(code), BookingKey<EnrolmentDesk>.code(code))
        try booking.check(request, services)
        let (visits, enrolments) = (VisitDesk(request, services), EnrolmentDesk(request, services))
        let page = try await services.engine.read { transaction -> String? in
            if try booking.record(visits, in: transaction) != nil { return booking.address }
            return try enrolment.record(enrolments, in: transaction) == nil ? nil : enrolment.address
        }
        if page == nil { booking.countMiss(request, services) }
        return page
    }

    /// The visit that a key opens, with its room.
    private struct Found: Sendable {
        let visit: ReceptionVisit
        let room: Room
    }

    private func found(_ key: Key, _ request: WebRequest) async throws -> Found? {
        try key.check(request, services)
        let desk = VisitDesk(request, services)
        let rooms = RoomStore(tenant: request.site.tenant.id)
        let found = try await services.engine.read { transaction -> Found? in
            guard let visit = try key.record(desk, in: transaction),
                let listed = try rooms.room(visit.reception.plan.room, in: transaction)
            else { return nil }
            return Found(visit: visit, room: listed.room)
        }
        if found == nil { key.countMiss(request, services) }
        return found
    }

    private func found(_ request: WebRequest) async throws -> (Key, Found) {
        let key = try Key(request)
        guard let found = try await found(key, request) else { throw WebFailure.notFound }
        return (key, found)
    }

    private func ownPage(_ request: WebRequest) async throws -> WebResponse {
        let (key, found) = try await found(request)
        let (visit, pages, desk) = (found.visit, Pages(request, services), VisitDesk(request, services))
        let (plan, base) = (visit.reception.plan, "/r/\(found.room.token.text)")
        let actor = Actor.bookingHolder(visit.id)
        func form(_ command: ReceptionVisit.Command, _ segment: String) -> (String, String)? {
            guard visit.refusal(of: command, by: actor) == nil else { return nil }
            let action = "\(key.address)/\(segment)"
            return (action, request.token(for: action))
        }
        let isOver = visit.wish.slot.map { request.now >= plan.beginning(of: $0) } ?? true
        let page = BookingPages.Own(
            title: VisitWording.ownTitle(visit, today: pages.today), roomName: found.room.name,
            chip: VisitWording.chip(visit.state.name), next: VisitWording.next(visit, today: pages.today),
            isNew: request.query["done"] == "booked", code: desk.bookingCode(of: visit.id).text,
            isBooked: visit.state.name == .booked,
            facts: Self.facts(visit),
            topic: visit.topic.map { _ in
                let code = desk.trackingCode(of: visit.id).text
                return (code, "/status/\(code)")
            }, cancel: isOver ? nil : form(.cancel, "cancellation"),
            forget: form(.takeContactBack, "forgetting"), list: key.list,
            draft: "\(base)/receptions/\(visit.reception.id)")
        return pages.resident("我的预约", home: key.list?.address ?? base, content: page.html)
    }

    /// All that is kept of the booking.
    private static func facts(_ visit: ReceptionVisit) -> [Facts.Row] {
        func row(_ term: String, _ text: FreeText?) -> Facts.Row? {
            text.map { .init(term, $0.words ?? TopicWording.erased) }
        }
        // Whoever finds the code learns no phone by it.
        let phone: Facts.Row? = visit.wish.phone.map { kept in
            .init("手机号", kept.words.flatMap { MobileNumber($0)?.masked } ?? TopicWording.erased)
        }
        return [
            row("地点", visit.reception.plan.place), row("称呼", visit.wish.name),
            phone, row("预约时写的", visit.wish.matter), row("记下的话", visit.record?.said),
            row("委员答复", visit.record?.answer),
        ].compactMap { $0 }
    }

    /// Afterwards the phone opens the booking no more, since it is not kept there.
    private func act(_ command: ReceptionVisit.Command, _ request: WebRequest) async throws -> WebResponse {
        let key = try Key(request)
        let after = key.list.map { "\($0.address)?done=\(command.rawValue)" } ?? key.address
        return try await perform(command, key, request) { _, _ in .seeOther(after) }
    }

    private func ownJSON(_ request: WebRequest) async throws -> WebResponse {
        let (_, found) = try await found(request)
        return .json(BookingAPI.json(found.visit, VisitDesk(request, services)))
    }

    private func actJSON(_ command: ReceptionVisit.Command, _ request: WebRequest) async throws -> WebResponse {
        _ = try request.idempotencyKey()
        _ = try request.fields([])
        return try await perform(command, try Key(request), request) { .json(BookingAPI.json($0, $1)) }
    }

    private func perform(
        _ command: ReceptionVisit.Command, _ key: Key, _ request: WebRequest,
        answer: @escaping @Sendable (ReceptionVisit, VisitDesk) -> WebResponse
    ) async throws -> WebResponse {
        try key.check(request, services)
        let desk = VisitDesk(request, services)
        // An answered request is found before the booking is: its double comes when the phone opens it no more.
        return try await services.answered.once(request) { transaction in
            guard let visit = try key.record(desk, in: transaction) else {
                key.countMiss(request, services)
                throw WebFailure.notFound
            }
            return answer(try desk.perform(command, ofHolder: visit, at: request.now, in: transaction), desk)
        }
    }

    private func listOwnJSON(_ request: WebRequest, _ resident: ResidentSignIn) async throws -> WebResponse {
        let store = VisitDesk(request, services).store
        let own = try await services.engine.read { try store.bookings(of: resident.phoneHash, limit: 50, in: $0) }
        return .json(["items": .array(own.map(BookingAPI.json))])
    }
}
