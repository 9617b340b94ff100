// SPDX-License-Identifier: Apache-2.0

import Database
import Domain
import HTTPTypes
import Markup

/// A person's own calendar for other programs: sessions as events, what is owed as tasks, behind a secret address that can be
/// taken away.
struct PersonalCalendarRoutes: RouteGroup {
    let services: Services
    private static let everyRole = Set(Role.allCases)
    private static let page = "/desk/account/calendar"
    private static let revocation = "/desk/account/calendar/revocation"
    /// Sessions of so many days ago are still there.
    private static let daysBack = 30
    private static let sessionsMax = 300
    private static let duesMax = 300

    var routes: [Route] {
        [
            .page(.get, "/calendars/{token}/own.ics", calendar).confidential(),
            .desk(.get, Self.page, for: Self.everyRole, show),
            .desk(.post, Self.page, for: Self.everyRole, make).confidential(),
            .desk(.post, Self.revocation, for: Self.everyRole, revoke),
            .api(.get, "/desk/me/calendar", PersonalCalendarAPI.read, for: Self.everyRole, showJSON),
            .api(.post, "/desk/me/calendar", PersonalCalendarAPI.make, for: Self.everyRole, makeJSON).confidential()
                .bySignInOnly(),
            .api(
                .post, "/desk/me/calendar/revocation", PersonalCalendarAPI.revoke, for: Self.everyRole, revokeJSON
            ).bySignInOnly(),
        ]
    }

    private func store(_ request: WebRequest) -> PersonalCalendarStore {
        PersonalCalendarStore(tenant: request.site.tenant.id)
    }

    // MARK: - The calendar

    /// Whoever guesses addresses is stopped as by links.
    private func calendar(_ request: WebRequest) async throws -> WebResponse {
        let (store, tenant) = (store(request), request.site.tenant.id)
        let found = try await services.readByLink(request) { link, transaction in
            guard let holder = try store.holder(of: link.hash, on: request.now.day, in: transaction) else {
                throw WebFailure.notFound
            }
            // Who looks on owes nothing: what a leader sees is not what a leader has to do.
            let staff = Staff(
                id: holder.id, name: holder.name, appointments: holder.appointments.filter { $0.role != .leader })
            let dues = try store.dues(
                of: staff, signer: .staff(holder), limit: Self.duesMax, in: transaction)
            return Found(
                name: holder.name,
                sessions: try store.sessions(
                    of: staff, from: request.now.day.advanced(by: -Self.daysBack), limit: Self.sessionsMax,
                    in: transaction),
                dues: dues,
                titles: try NoticeTitles(services: services, tenant: tenant)
                    .titles(of: dues.map(\.subject), seenBy: .staff(holder), in: transaction))
        }
        return FeedRoutes.file(feed(found, request).bytes, "text/calendar; charset=utf-8")
    }

    private struct Found: Sendable {
        let name: String
        let sessions: [SessionListStore.Listed]
        let dues: [PersonalCalendarStore.Due]
        let titles: [NoticeSubject: NoticeTitle]
    }

    /// Other people's servers carry it: of a record that is not public it tells the kind, and where to read on.
    private func feed(_ found: Found, _ request: WebRequest) -> CalendarFeed {
        let base = services.baseURL(of: request.site.tenant.id)
        return CalendarFeed(
            name: "\(request.site.tenant.shortName)·\(found.name)",
            events: found.sessions.map { session in
                CalendarFeed.Event(session, title: session.title, address: "\(base)/desk/sessions/\(session.id)")
            },
            tasks: found.dues.map { due in
                let title = found.titles[due.subject].flatMap { $0.isPublic ? $0.words : nil }
                return .init(
                    uid: "due-\(due.subject.address.split(separator: "/").joined(separator: "-"))@shangliang",
                    title: [PersonalCalendarWording.task(due), title].compactMap(\.self)
                        .joined(separator: "："),
                    day: due.day, address: base + due.subject.address, changedAt: due.changedAt)
            }, now: request.now)
    }

    // MARK: - The address

    private func show(_ request: WebRequest, _ signedIn: SignedIn) async throws -> WebResponse {
        let store = store(request)
        let madeAt = try await services.engine.read { try store.madeAt(of: signedIn.staff.id, in: $0) }
        let pages = Pages(request, services)
        let now: HTML =
            if let madeAt {
                """
                <p>您的日历地址是\(ChineseTime.moment(madeAt, today: pages.today))做的。\
                忘了地址，或者给别人看到了，就换一个，原来的马上失效。</p>\
                <div class="actions">\(button("换一个地址", Self.page, request))\(button("停用", Self.revocation, request))</div>
                """
            } else {
                "<p>现在没有。</p><div class=\"actions\">\(button("做一个地址", Self.page, request))</div>"
            }
        return pages.desk(
            "我的日历", signedIn, place: .account,
            flash: request.query["done"] == "revoked" ? Flash(sentence: "日历地址已经停用。") : nil,
            content: """
                \(RecordHead(title: "我的日历", parent: TextLink(text: "我的登录", address: "/desk/account")).html)
                <div class="stack"><p class="mute">把您要参加的会和要办的期限，放进手机或电脑自带的日历。\
                没有公开的议题、事项，日历里只写类别，不写内容。</p>\(now)</div>
                """)
    }

    private func button(_ label: String, _ action: String, _ request: WebRequest) -> HTML {
        PostForm(
            action: action, token: request.token(for: action),
            content: Button(label: label, role: .submit(busy: "请稍等"), size: .small).html
        ).html
    }

    private func make(_ request: WebRequest, _ signedIn: SignedIn) async throws -> WebResponse {
        try await make(request, signedIn) { address in
            Pages(request, services).desk(
                "我的日历", signedIn, place: .account,
                content: """
                    \(RecordHead(title: "我的日历", parent: TextLink(text: "我的日历", address: Self.page)).html)
                    <div class="stack"><p>在日历程序里选“订阅日历”，填这个地址：</p><p class="panel"><b>\(address)</b></p>\
                    \(Note(lead: "只显示这一次", text: "谁有这个地址，谁就看得到您的日历。不要转给别人；给别人看到了，回上一页换一个。", tone: .wait).html)</div>
                    """)
        }
    }

    private func makeJSON(_ request: WebRequest, _ signedIn: SignedIn) async throws -> WebResponse {
        _ = try request.idempotencyKey()
        _ = try request.fields([])
        return try await make(request, signedIn) { .json(["address": .string($0)], status: .created) }
    }

    private func make(
        _ request: WebRequest, _ signedIn: SignedIn, answer: @escaping @Sendable (String) -> WebResponse
    ) async throws -> WebResponse {
        let desk = AccountDesk(request, services)
        let base = services.baseURL(of: request.site.tenant.id)
        return try await services.answered.once(request) { transaction in
            let link = SecretLink()
            try desk.makeCalendar(link, for: signedIn.staff, at: request.now, in: transaction)
            return answer("\(base)/calendars/\(link.text)/own.ics")
        }
    }

    private func revoke(_ request: WebRequest, _ signedIn: SignedIn) async throws -> WebResponse {
        try await revoke(request, signedIn, answer: .seeOther("\(Self.page)?done=revoked"))
    }

    private func revokeJSON(_ request: WebRequest, _ signedIn: SignedIn) async throws -> WebResponse {
        _ = try request.idempotencyKey()
        _ = try request.fields([])
        return try await revoke(request, signedIn, answer: WebResponse(status: .noContent))
    }

    private func revoke(
        _ request: WebRequest, _ signedIn: SignedIn, answer: WebResponse
    ) async throws -> WebResponse {
        let desk = AccountDesk(request, services)
        return try await services.answered.once(request) { transaction in
            try desk.revokeCalendar(of: signedIn.staff, at: request.now, in: transaction)
            return answer
        }
    }

    private func showJSON(_ request: WebRequest, _ signedIn: SignedIn) async throws -> WebResponse {
        let store = store(request)
        let madeAt = try await services.engine.read { try store.madeAt(of: signedIn.staff.id, in: $0) }
        return .json(["madeAt": .optional(madeAt.map { ChineseTime.rfc3339($0) })])
    }
}

/// Own calendars as programs see them.
enum PersonalCalendarAPI {
    static let read = Operation(
        id: "readOwnCalendar", summary: "Says when the secret address of the own calendar was made.",
        success: .init(
            status: 200, meaning: "The moment; null without an address.",
            schema: .object([("madeAt", .nullable(.moment))])))

    static let make = Operation(
        id: "makeOwnCalendar",
        summary: "Makes the secret address of the own calendar, told once; the one before works no more.", body: [],
        isIdempotent: true,
        success: .init(status: 201, meaning: "Made.", schema: .object([("address", .text)])))

    static let revoke = Operation(
        id: "revokeOwnCalendar", summary: "Takes the secret address of the own calendar away.", body: [],
        isIdempotent: true, success: .init(status: 204, meaning: "Gone.", schema: nil))
}

/// What stands in somebody's own calendar.
enum PersonalCalendarWording {
    /// What is owed, whatever the record is called.
    static func task(_ due: PersonalCalendarStore.Due) -> String {
        if due.isSignature { return "待会签" }
        return switch due.subject {
        case .topic: "议题要办"
        case .session: "会后要办"
        case .item: "事项要办"
        case .comment: "场外留言要答复"
        case .sentiment: "走访的事要办"
        case .receipt: "通知要回报"
        case .proposal, .assignment: "提案要办"
        case .opinion: "提案答复请您说意见"
        case .appraisal: "重大事项论证，请您说意见"
        case .erasure, .unmasking: "申请要决定"
        case .enrolment, .live, .statement, .call, .reception, .lookBack, .account, .backup, .logCheck: "要办"
        }
    }
}
