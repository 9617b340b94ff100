// SPDX-License-Identifier: Apache-2.0

import Database
import Domain
import HTTPTypes
import Markup

/// Taking part without an account: an announced session with its form, and the own enrolment by its code or by the phone
/// that one has signed in with.
struct EnrolmentRoutes: RouteGroup {
    let services: Services
    private typealias Key = BookingKey<EnrolmentDesk>

    /// What somebody fills in who enrols.
    static let fields: [InputField] = [
        InputField("name", "怎么称呼您", .line(limit: 20)),
        InputField("phone", "手机号", .phone, isRequired: false),
        InputField("words", "想说什么", .paragraph(limit: 200), isRequired: false),
    ]

    var routes: [Route] {
        [
            Route.page(.get, "/sessions/{session}", session).knowingResident(),
            Route.page(.post, "/sessions/{session}", enrol).knowingResident(),
            .page(.get, "/sessions/{session}/papers/{paper}", publicPaper),
            .api(.get, "/sessions/{session}/papers/{paper}", SessionPaperAPI.read, publicPaper),
            .api(.get, "/sessions/{session}", EnrolmentAPI.readSession, sessionJSON),
            .api(.post, "/sessions/{session}/enrolments", EnrolmentAPI.enrol) { try await enrolJSON($0, nil) },
            .api(.get, "/enrolments/{enrolment}", EnrolmentAPI.read, ownJSON),
            .api(.post, "/enrolments/{enrolment}/withdrawal", EnrolmentAPI.withdraw) {
                try await actJSON(.withdraw, $0)
            },
            .api(.post, "/enrolments/{enrolment}/forgetting", EnrolmentAPI.forget) {
                try await actJSON(.takeContactBack, $0)
            },
            .ownAPI(.get, "/enrolments", EnrolmentAPI.listOwn, listOwnJSON),
            .ownAPI(.post, "/sessions/{session}/enrolments", EnrolmentAPI.enrolOwn, enrolJSON),
            .ownAPI(.get, "/enrolments/{own}", EnrolmentAPI.readOwn) { request, _ in try await ownJSON(request) },
            .ownAPI(.post, "/enrolments/{own}/withdrawal", EnrolmentAPI.withdrawOwn) { request, _ in
                try await actJSON(.withdraw, request)
            },
            .ownAPI(.post, "/enrolments/{own}/forgetting", EnrolmentAPI.forgetOwn) { request, _ in
                try await actJSON(.takeContactBack, request)
            },
        ] + own("/enrolments/{enrolment}") { .page($0, $1, $2) }
            + own("/mine/enrolments/{own}") { method, path, handle in
                .own(method, path) { request, _ in try await handle(request) }
            }
    }

    private typealias Handler = @Sendable (WebRequest) async throws -> WebResponse

    /// The pages of the own enrolment, under one key or the other.
    private func own(_ base: String, _ route: (HTTPRequest.Method, String, @escaping Handler) -> Route) -> [Route] {
        [
            route(.get, base, ownPage), route(.get, "\(base)/papers/{paper}", ownPaper),
            route(.post, "\(base)/withdrawal") { try await act(.withdraw, $0) },
            route(.post, "\(base)/forgetting") { try await act(.takeContactBack, $0) },
        ]
    }

    // MARK: - The session

    private func content(_ request: WebRequest) async throws -> PublicSession {
        let id: ConsultationSession.ID = try request.id("session")
        return try await services.engine.read { try PublicSession.read(id, services, request.site, in: $0) }
    }

    private func session(_ request: WebRequest) async throws -> WebResponse {
        let content = try await content(request)
        let response = page(request, content, typed: [:], problems: [])
        services.scans.count(.join, in: content.room.id, request)
        return response
    }

    private func page(
        _ request: WebRequest, _ content: PublicSession, typed: [String: String], problems: [FieldProblem]
    ) -> WebResponse {
        let pages = Pages(request, services)
        let action = "/sessions/\(content.session.id)"
        let contact = request.site.tenant.contact
        let page = EnrolmentPages.Session(
            content: content, today: pages.today, closed: closed(content.session, at: request.now, contact: contact),
            contact: contact, action: action, token: request.token(for: action), verified: request.resident?.phone,
            typed: typed, problems: problems)
        return pages.resident(
            content.session.plan.title.words ?? "协商会", home: "/r/\(content.room.token.text)", isFormStep: true,
            status: problems.isEmpty ? 200 : 422, content: page.html)
    }

    /// Why nobody can enrol, and what to do instead.
    private func closed(_ session: ConsultationSession, at now: Instant, contact: String) -> Note? {
        switch session.state {
        case .cancelled(let reason):
            Note(lead: "这场会取消了", text: reason.words ?? TopicWording.erased, tone: .late, icon: .off)
        case .postponed(let reason):
            Note(lead: "这场会改期了", text: "\(reason.words ?? TopicWording.erased)。定了新的日子再报名。", tone: .soon, icon: .clock)
        case .planned, .announced, .ready, .inProgress:
            session.enrolmentRefusal(at: now) == nil
                ? nil : Note(text: "会到点了，不再报名。想听的直接来，进门找秘书；也可以打\(contact)问一问。", icon: .clock)
        case .concluded, .minutesDrafted, .minutesConfirmed, .outcomeIssued, .archived:
            Note(text: "会开完了。商量的结果、办得怎样，在上面的议题里看。", icon: .done)
        }
    }

    private func sessionJSON(_ request: WebRequest) async throws -> WebResponse {
        .json(EnrolmentAPI.json(try await content(request), at: request.now))
    }

    // MARK: - Enrolling

    private func enrol(_ request: WebRequest) async throws -> WebResponse {
        let sent = request.form
        do {
            let input = try Input(sent, fields: Self.fields, besides: VerifiedPhone.problems(sent, request))
            return try await take(input, request, request.resident) { enrolment, desk, _ in
                .seeOther("/enrolments/\(desk.code(of: enrolment.id).text)?done=enrolled")
            }
        } catch let problems as InputProblems {
            return page(request, try await content(request), typed: sent, problems: problems.problems)
        } catch let refusal as EnrolmentRefusal where !refusal.blamed.isEmpty {
            return page(
                request, try await content(request), typed: sent,
                problems: [.init(field: "name", sentence: refusal.sentence)])
        }
    }

    private func enrolJSON(_ request: WebRequest, _ resident: ResidentSignIn?) async throws -> WebResponse {
        _ = try request.idempotencyKey()
        let fields = Self.fields.filter { resident == nil || $0.name != "phone" }
        let input = try Input(try request.fields(fields), fields: fields)
        return try await take(input, request, resident) { enrolment, desk, transaction in
            .json(try json(enrolment, desk, in: transaction), status: .created)
        }
    }

    private func take(
        _ input: Input, _ request: WebRequest, _ resident: ResidentSignIn?,
        answer: @escaping @Sendable (Enrolment, EnrolmentDesk, Transaction) throws -> WebResponse
    ) async throws -> WebResponse {
        let id: ConsultationSession.ID = try request.id("session")
        // Nothing is read by anybody that waits for a look, so above the limit nothing more is taken for a minute.
        try services.intake.require(
            tenant: request.site.tenant.id, room: "session/\(id)", client: request.client, at: request.now)
        let desk = EnrolmentDesk(request, services)
        let wish = Enrolment.Wish(
            session: id, name: input.text("name"), phone: resident?.phone.text ?? input.phone("phone"),
            isVerified: resident != nil, words: input.optional("words"))
        return try await services.answered.once(request) { transaction in
            try answer(
                try desk.enrol(
                    wish, device: request.client.device, by: request.actor, at: request.now, in: transaction),
                desk, transaction)
        }
    }

    // MARK: - The own enrolment

    /// What a key opens, with its room and how many wait before.
    private struct Found: Sendable {
        let enrolment: Enrolment
        let room: Room
        let ahead: Int
        let seatsLeft: Int?
    }

    private func found(_ request: WebRequest) async throws -> (Key, Found) {
        let key = try Key(request)
        try key.check(request, services)
        let desk = EnrolmentDesk(request, services)
        let rooms = RoomStore(tenant: request.site.tenant.id)
        let found = try await services.engine.read { transaction -> Found? in
            guard let enrolment = try key.record(desk, in: transaction),
                let listed = try rooms.room(enrolment.session.room, in: transaction)
            else { return nil }
            let admitted = try desk.store.counts(of: enrolment.session.id, in: transaction).admitted
            return Found(
                enrolment: enrolment, room: listed.room, ahead: try desk.store.ahead(of: enrolment, in: transaction),
                seatsLeft: enrolment.session.plan.seats.map { max(0, $0 - admitted) })
        }
        guard let found else {
            key.countMiss(request, services)
            throw WebFailure.notFound
        }
        return (key, found)
    }

    private func ownPage(_ request: WebRequest) async throws -> WebResponse {
        let (key, found) = try await found(request)
        let (enrolment, pages, desk) = (found.enrolment, Pages(request, services), EnrolmentDesk(request, services))
        let actor = Actor.enrolmentHolder(enrolment.id)
        func form(_ command: Enrolment.Command, _ segment: String) -> (String, String)? {
            guard enrolment.refusal(of: command, by: actor) == nil else { return nil }
            let action = "\(key.address)/\(segment)"
            return (action, request.token(for: action))
        }
        let page = EnrolmentPages.Own(
            enrolment: enrolment, roomName: found.room.name, today: pages.today,
            next: EnrolmentWording.next(
                enrolment, ahead: found.ahead, seatsLeft: found.seatsLeft, contact: request.site.tenant.contact),
            isNew: request.query["done"] == "enrolled", code: desk.code(of: enrolment.id).text,
            withdraw: form(.withdraw, "withdrawal"), forget: form(.takeContactBack, "forgetting"), list: key.list,
            draft: "/sessions/\(enrolment.session.id)",
            papers: SessionPaperList(papers: Self.papers(of: enrolment), base: "\(key.address)/papers"))
        return pages.resident(
            "我的报名", home: key.list?.address ?? "/r/\(found.room.token.text)", content: page.html)
    }

    /// Whoever was admitted takes part, and reads what the others read.
    private static func papers(of enrolment: Enrolment) -> [ConsultationSession.Paper] {
        enrolment.state.name == .admitted ? enrolment.session.papers : enrolment.session.publicPapers
    }

    private func ownPaper(_ request: WebRequest) async throws -> WebResponse {
        let (_, found) = try await found(request)
        return try await SessionPaperReader(services: services).answer(request) { _ in
            Self.papers(of: found.enrolment)
        }
    }

    private func publicPaper(_ request: WebRequest) async throws -> WebResponse {
        let id: ConsultationSession.ID = try request.id("session")
        return try await SessionPaperReader(services: services).answer(request) { transaction in
            try PublicSession.read(id, services, request.site, in: transaction).session.publicPapers
        }
    }

    /// Afterwards the phone opens it no more, since it is not kept there.
    private func act(_ command: Enrolment.Command, _ request: WebRequest) async throws -> WebResponse {
        let key = try Key(request)
        let after = key.list.map { "\($0.address)?done=enrolment_\(command.rawValue)" } ?? key.address
        return try await perform(command, key, request) { _, _, _ in .seeOther(after) }
    }

    private func ownJSON(_ request: WebRequest) async throws -> WebResponse {
        let (_, found) = try await found(request)
        let code = EnrolmentDesk(request, services).code(of: found.enrolment.id)
        return .json(EnrolmentAPI.json(found.enrolment, code: code, ahead: found.ahead))
    }

    private func json(_ enrolment: Enrolment, _ desk: EnrolmentDesk, in transaction: Transaction) throws -> JSON {
        EnrolmentAPI.json(
            enrolment, code: desk.code(of: enrolment.id), ahead: try desk.store.ahead(of: enrolment, in: transaction))
    }

    private func actJSON(_ command: Enrolment.Command, _ request: WebRequest) async throws -> WebResponse {
        _ = try request.idempotencyKey()
        _ = try request.fields([])
        return try await perform(command, try Key(request), request) { enrolment, desk, transaction in
            .json(try json(enrolment, desk, in: transaction))
        }
    }

    private func perform(
        _ command: Enrolment.Command, _ key: Key, _ request: WebRequest,
        answer: @escaping @Sendable (Enrolment, EnrolmentDesk, Transaction) throws -> WebResponse
    ) async throws -> WebResponse {
        try key.check(request, services)
        let desk = EnrolmentDesk(request, services)
        // An answered request is found before the enrolment is: its double comes when the phone opens it no more.
        return try await services.answered.once(request) { transaction in
            guard let enrolment = try key.record(desk, in: transaction) else {
                key.countMiss(request, services)
                throw WebFailure.notFound
            }
            return try answer(
                try desk.perform(command, ofHolder: enrolment, at: request.now, in: transaction), desk, transaction)
        }
    }

    private func listOwnJSON(_ request: WebRequest, _ resident: ResidentSignIn) async throws -> WebResponse {
        let store = EnrolmentDesk(request, services).store
        let own = try await services.engine.read { try store.enrolments(of: resident.phoneHash, limit: 50, in: $0) }
        return .json(["items": .array(own.map(EnrolmentAPI.json))])
    }
}
