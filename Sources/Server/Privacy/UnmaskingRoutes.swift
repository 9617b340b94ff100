// SPDX-License-Identifier: Apache-2.0

import Database
import Domain
import HTTPTypes
import Markup

/// Asking to see an identity, deciding on it, and looking.
struct UnmaskingRoutes: RouteGroup {
    let services: Services
    private static let readers = DeskPlace.unmaskings.roles
    private static let askers = UnmaskingRequest.askers

    var routes: [Route] {
        [
            .desk(.get, "/desk/unmaskings", for: Self.readers) { try await list($0, $1, open: nil) },
            .desk(.get, "/desk/unmaskings/{record}", for: Self.readers) {
                try await list($0, $1, open: $0.id("record"))
            },
            .desk(.get, "/desk/unmasking", for: Self.askers) { try await form($0, $1, nil) },
            .desk(.post, "/desk/unmasking", for: Self.askers, ask),
            .desk(.post, "/desk/unmaskings/{record}/look", for: Self.askers, look),
            .api(.get, "/desk/unmaskings", UnmaskingAPI.list, for: Self.readers, listJSON),
            .api(.post, "/desk/unmaskings", UnmaskingAPI.ask, for: Self.askers, askJSON),
            UnmaskingDesk.reading(UnmaskingAPI.one, for: Self.readers, services),
            .api(.get, "/desk/unmaskings/{record}/identity", UnmaskingAPI.look, for: Self.askers, lookJSON),
        ] + CaseRoutes<UnmaskingDesk>(services: services) { $0.holders }.routes
    }

    // MARK: - The list and the open request

    private func page(
        _ request: WebRequest, _ signedIn: SignedIn, isOpen: Bool
    ) async throws -> (ListPage<UnmaskingStore.Listed>, counts: (open: Int, decided: Int)) {
        let tenant = request.site.tenant.id
        // Whoever is the officer sees all; a convener sees the own ones.
        let asker = signedIn.staff.holds(.privacyOfficer) ? nil : signedIn.staff.id
        let cursor = ListCursor(
            keys: services.keys, filter: "unmaskings/\(tenant)/\(asker?.text ?? "all")/\(isOpen)")
        let after: Identifier<UnmaskingRequest>? = try request.after(cursor)
        let limit = try request.limit()
        let store = UnmaskingStore(tenant: tenant)
        let (rows, counts) = try await services.engine.read { transaction in
            (
                try store.list(isOpen: isOpen, asker: asker, after: after, limit: limit + 1, in: transaction),
                try store.counts(asker: asker, in: transaction)
            )
        }
        return (ListPage(rows, limit: limit, cursor: cursor) { $0.id.text }, counts)
    }

    private func list(
        _ request: WebRequest, _ signedIn: SignedIn, open id: UnmaskingRequest.ID?
    ) async throws -> WebResponse {
        let isOpen = request.query["part"] != "decided"
        let (page, counts) = try await page(request, signedIn, isOpen: isOpen)
        let desk = UnmaskingDesk(request, services)
        let pages = Pages(request, services)
        let open = try await services.engine.read { transaction in
            try id.map { id in
                (
                    request: try desk.visible(id, to: request.actor, in: transaction),
                    log: try desk.log(of: id, in: transaction)
                )
            }
        }
        let done = request.query["done"].flatMap(UnmaskingRequest.Command.init)
        let calendar = request.site.practice.calendar
        let list = CaseListPage(
            title: "查看申请",
            parts: [
                .init(word: "待决定", count: counts.open, address: "/desk/unmaskings", isOn: isOpen),
                .init(word: "有结果的", count: counts.decided, address: "/desk/unmaskings?part=decided", isOn: !isOpen),
            ],
            rows: page.items.map { listed in
                QueueList.Row(
                    title: UnmaskingWording.title(listed.kind), address: "/desk/unmaskings/\(listed.id)",
                    origin: "\(UnmaskingWording.name(listed.state))\(listed.looks == 0 ? "" : " · 看过\(listed.looks)次")",
                    lamp: listed.dueOn.map { DeadlineWording.lamp($0, today: pages.today, calendar: calendar) },
                    isOpen: listed.id == id)
            },
            next: page.next.map { "/desk/unmaskings?\(isOpen ? "" : "part=decided&")cursor=\($0)" },
            empty: "没有要决定的申请。要看谁的联系方式，从议题或协商会里申请。",
            record: open.map { opened in
                UnmaskingRecord(
                    request: opened.request, log: opened.log, actor: request.actor, now: request.now,
                    calendar: calendar, token: { request.token(for: $0) }
                ).record
            })
        return pages.desk(
            "查看申请", signedIn, place: .unmaskings, counts: [.unmaskings: .init(waiting: counts.open)],
            flash: done.map { Flash(sentence: UnmaskingWording.done($0)) }, content: list.html)
    }

    private func listJSON(_ request: WebRequest, _ signedIn: SignedIn) async throws -> WebResponse {
        let (page, _) = try await page(request, signedIn, isOpen: true)
        return .json(["items": .array(page.items.map(UnmaskingAPI.json)), "next": .optional(page.next)])
    }

    // MARK: - Asking

    /// The people behind the topic or session of the address, to choose from.
    private func choices(_ request: WebRequest) async throws -> [InputField.Option] {
        let identities = Identities(services: services, site: request.site)
        let (topics, sessions) = (TopicDesk(request, services), SessionDesk(request, services))
        let topic = request.query["topic"].flatMap { Topic.ID($0) }
        let session = request.query["session"].flatMap { ConsultationSession.ID($0) }
        return try await services.engine.read { transaction in
            var found: [Identities.Found] = []
            if let topic {
                found += try identities.behind(
                    try topics.visible(topic, to: request.actor, in: transaction), in: transaction)
            }
            if let session {
                found += identities.behind(try sessions.visible(session, to: request.actor, in: transaction))
            }
            return found.map(UnmaskingWording.option)
        }
    }

    private func form(
        _ request: WebRequest, _ signedIn: SignedIn, _ problems: InputProblems?
    ) async throws -> WebResponse {
        let options = try await choices(request)
        let minutes = request.site.practice.profile.privacy.unmaskingMinutes
        let asked = ["topic", "session"].compactMap { key in
            request.query[key].flatMap { Identifier<Never>($0) }.map { "\(key)=\($0.text)" }
        }
        let action = "/desk/unmasking" + (asked.isEmpty ? "" : "?" + asked.joined(separator: "&"))
        let page = CaseActPage(
            title: "申请查看联系方式", headline: CaseHeadline(title: "查看申请", said: nil),
            advice: "隐私专员同意后，您一个人可以看\(minutes)分钟；看过会告诉本人是谁、为什么看的。没有必要就不要申请。",
            fields: UnmaskingDesk.fields.map { field in
                .init(
                    field: field, options: field.name == "whose" ? options : [],
                    value: problems?.sent[field.name] ?? "")
            }, version: nil, action: action, back: "/desk/unmaskings", problems: problems)
        return Pages(request, services).desk(
            "申请查看联系方式", signedIn, place: .unmaskings, status: problems == nil ? 200 : 422,
            content: page.html(token: request.token(for: "/desk/unmasking")))
    }

    private func ask(_ request: WebRequest, _ signedIn: SignedIn) async throws -> WebResponse {
        let sent = request.form
        do {
            return try await ask(try Input(sent, fields: UnmaskingDesk.fields), request) { asked, _ in
                .seeOther("/desk/unmaskings/\(asked.id)")
            }
        } catch let problems as InputProblems {
            return try await form(request, signedIn, InputProblems(problems.problems, sent: sent))
        } catch let refusal as UnmaskingRefusal where !refusal.blamed.isEmpty {
            let problem = FieldProblem(field: refusal.blamed[0], sentence: refusal.sentence)
            return try await form(request, signedIn, InputProblems([problem], sent: sent))
        }
    }

    private func askJSON(_ request: WebRequest, _ signedIn: SignedIn) async throws -> WebResponse {
        _ = try request.idempotencyKey()
        let input = try Input(try request.fields(UnmaskingDesk.fields), fields: UnmaskingDesk.fields)
        return try await ask(input, request) { asked, actor in
            .json(UnmaskingAPI.json(asked, for: actor), status: .created)
        }
    }

    private func ask(
        _ input: Input, _ request: WebRequest,
        answer: @escaping @Sendable (UnmaskingRequest, Actor) -> WebResponse
    ) async throws -> WebResponse {
        let desk = UnmaskingDesk(request, services)
        let whose: Identifier<Never> = input.id("whose")
        return try await services.answered.once(request) { transaction in
            answer(
                try desk.request(
                    whose.number, reason: input.text("reason"), by: request.actor, at: request.now, in: transaction),
                request.actor)
        }
    }

    // MARK: - Looking

    /// Nothing of it is kept for a repeated request: every look asks the rule again and is noted.
    private func looked(
        _ request: WebRequest
    ) async throws -> (request: UnmaskingRequest, found: Identities.Found?) {
        let id: UnmaskingRequest.ID = try request.id("record")
        let desk = UnmaskingDesk(request, services)
        return try await services.engine.write { transaction in
            try desk.look(id, by: request.actor, at: request.now, in: transaction)
        }
    }

    private func look(_ request: WebRequest, _ signedIn: SignedIn) async throws -> WebResponse {
        let (asked, found) = try await looked(request)
        let page = UnmaskingRecord.identity(of: asked, found, today: request.now.day)
        return Pages(request, services).desk(
            UnmaskingWording.title(asked.asking.identity.kind), signedIn, place: .unmaskings, content: page)
    }

    private func lookJSON(_ request: WebRequest, _ signedIn: SignedIn) async throws -> WebResponse {
        let (asked, found) = try await looked(request)
        return .json(UnmaskingAPI.json(asked, found))
    }
}
