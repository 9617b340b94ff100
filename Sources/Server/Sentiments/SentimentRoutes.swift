// SPDX-License-Identifier: Apache-2.0

import Database
import Domain
import HTTPTypes
import Markup

/// Issues from among the people on the desk: the list by due day, beginning one, and each record.
struct SentimentRoutes: RouteGroup {
    let services: Services
    private static let readers = DeskPlace.sentiments.roles

    /// What an issue begins with.
    static let beginFields: [InputField] =
        [
            InputField("room", "归哪间议事室", .reference(.rooms)),
            InputField("title", "一句话说是什么事", .line(limit: 40), help: "不写姓名和电话。"),
        ] + CaseAct<SentimentDesk>.stepFields + [
            InputField("person", "当事人怎么称呼", .line(limit: 20), isRequired: false, help: "本人愿意才写；办结后谁都看不到。"),
            InputField("phone", "当事人的手机号", .phone, isRequired: false, help: "有了结果好告诉本人。"),
            InputField(
                "campaign", "哪项主题活动", .reference(.entries(.campaigns)), isRequired: false, help: "不是为活动走访的，不用选。"),
        ]

    var routes: [Route] {
        [
            .desk(.get, "/desk/sentiments", for: Self.readers) { try await list($0, $1, open: nil) },
            .desk(.get, "/desk/sentiments/{record}", for: Self.readers) {
                try await list($0, $1, open: $0.id("record"))
            },
            .desk(.get, "/desk/sentiments/{record}/code", for: SentimentIssue.openers, code),
            .desk(.get, "/desk/sentiment", for: SentimentIssue.openers) { try await form($0, $1, nil) },
            .desk(.post, "/desk/sentiment", for: SentimentIssue.openers, begin),
            .api(.get, "/desk/sentiments", SentimentAPI.list, for: Self.readers, listJSON),
            .api(.post, "/desk/sentiments", SentimentAPI.begin, for: SentimentIssue.openers, beginJSON),
            SentimentDesk.reading(SentimentAPI.one, for: Self.readers, services),
            .api(.get, "/desk/sentiments/{record}/code", SentimentAPI.code, for: SentimentIssue.openers, codeJSON),
        ] + CaseRoutes<SentimentDesk>(services: services) { $0.holders }.routes
    }

    // MARK: - The list and the open issue

    private struct Query: Sendable {
        let part: SentimentStore.Part
        let scope: SentimentScope
        let cursor: ListCursor
        let after: SentimentStore.Place?
        let limit: Int
    }

    private func query(_ request: WebRequest, _ signedIn: SignedIn, _ part: SentimentStore.Part) throws -> Query {
        let cursor = ListCursor(
            keys: services.keys,
            filter: "sentiments/\(request.site.tenant.id)/\(signedIn.staff.id)/\(part.rawValue)")
        let after = try request.place(after: cursor).map { SentimentStore.Place(key: $0.key, id: $0.id) }
        return Query(
            part: part, scope: SentimentScope(of: request.actor), cursor: cursor, after: after,
            limit: try request.limit())
    }

    private func page(
        _ query: Query, _ request: WebRequest, in transaction: Transaction
    ) throws -> ListPage<(issue: SentimentStore.Listed, place: SentimentStore.Place)> {
        let rows = try SentimentDesk(request, services).store.list(
            query.part, scope: query.scope, after: query.after, limit: query.limit + 1, in: transaction)
        return ListPage(rows, limit: query.limit, cursor: query.cursor) { "\($0.place.key)/\($0.place.id)" }
    }

    private func list(
        _ request: WebRequest, _ signedIn: SignedIn, open id: SentimentIssue.ID?
    ) async throws -> WebResponse {
        let part = request.query["part"].flatMap(SentimentStore.Part.init) ?? Self.first(of: signedIn.staff)
        let query = try query(request, signedIn, part)
        let done = request.query["done"].flatMap(SentimentIssue.Command.init)
        let pages = Pages(request, services)
        let desk = SentimentDesk(request, services)
        let (counts, page, open) = try await services.engine.read { transaction in
            (
                try desk.store.counts(scope: query.scope, in: transaction),
                try self.page(query, request, in: transaction),
                try id.flatMap { try self.open($0, done, desk, request, in: transaction) }
            )
        }
        let canBegin = SentimentIssue.openers.contains { signedIn.staff.holds($0) }
        let list = CaseListPage(
            title: "走访",
            parts: SentimentStore.Part.allCases.map { each in
                .init(
                    word: Self.name(each), count: counts[each] ?? 0,
                    address: "/desk/sentiments?part=\(each.rawValue)", isOn: each == part)
            },
            rows: page.items.map { row($0.issue, part, id, pages.today, request) },
            next: page.next.map { "/desk/sentiments?part=\(part.rawValue)&cursor=\($0)" }, empty: Self.empty(part),
            record: open.map { record($0, done, request, pages) },
            buttons: canBegin ? [Button(label: "记一件", role: .link(to: "/desk/sentiment"), size: .small)] : [])
        return pages.desk(
            "走访", signedIn, place: .sentiments, flash: done.map { Flash(sentence: SentimentWording.done($0)) },
            content: list.html)
    }

    private func row(
        _ listed: SentimentStore.Listed, _ part: SentimentStore.Part, _ open: SentimentIssue.ID?, _ today: Day,
        _ request: WebRequest
    ) -> QueueList.Row {
        QueueList.Row(
            title: listed.title ?? TopicWording.erased,
            address: "/desk/sentiments/\(listed.id)?part=\(part.rawValue)",
            origin: "\(listed.roomName) · \(listed.keeperName) · \(SentimentWording.name(listed.state))",
            lamp: listed.dueOn.map {
                DeadlineWording.lamp($0, today: today, calendar: request.site.practice.calendar)
            }, isOpen: listed.id == open)
    }

    /// The open issue with what belongs to it.
    private struct Open: Sendable {
        let issue: SentimentIssue
        let log: [EventStore.Entry<SentimentEvent>]
        let roomName: String
        let names: [Person.ID: String]
        let unitName: String?
        let topic: Topic?
        let last: Topic?
        let clue: TextLink?
        let proposals: [ProposalListStore.Listed]
    }

    /// Nil for a unit that has just sent it back: it sees it no more, and is told on its list that this was done.
    private func open(
        _ id: SentimentIssue.ID, _ done: SentimentIssue.Command?, _ desk: SentimentDesk, _ request: WebRequest,
        in transaction: Transaction
    ) throws -> Open? {
        let tenant = request.site.tenant.id
        let log = try desk.log(of: id, in: transaction)
        let scope = SentimentScope(of: request.actor)
        guard let issue = desk.lying(SentimentIssue.replaying(log.map(\.event), as: id)) else {
            throw WebFailure.notFound
        }
        guard scope.includes(issue) else {
            if done == .takeBack, !scope.units.isEmpty { return nil }
            throw WebFailure.notFound
        }
        let keepers = log.compactMap { if case .handedOver(let keeper) = $0.event { keeper } else { nil } }
        let unit = try issue.transfer?.unit.flatMap { unit in
            try DirectoryStore().units(of: tenant, in: transaction).first { $0.id == unit }?.name
        }
        return Open(
            issue: issue, log: log,
            roomName: try RoomStore(tenant: tenant).room(issue.opening.room, in: transaction)?.room.name ?? "",
            names: try DirectoryStore().names(
                of: Set([issue.opening.opener] + keepers), tenant: tenant, in: transaction),
            unitName: unit, topic: try desk.topic(of: issue, in: transaction),
            last: try desk.last(of: issue, in: transaction),
            clue: try ClueDesk(request, services).link(from: issue, for: request.actor, in: transaction),
            proposals: try ProposalDesk(request, services)
                .proposals(from: .sentiment(id), for: request.actor, in: transaction))
    }

    private func record(
        _ open: Open, _ done: SentimentIssue.Command?, _ request: WebRequest, _ pages: Pages
    ) -> TwoPanes.Record {
        SentimentRecord(
            issue: open.issue, log: open.log, roomName: open.roomName, names: open.names,
            unitName: open.unitName,
            topic: open.topic.map { ($0, TopicScope(of: request.actor).includes($0)) },
            follower: open.last.flatMap { last in
                last.id == open.topic?.id ? nil : (last, TopicScope(of: request.actor).includes(last))
            }, clue: open.clue, proposals: open.proposals,
            actor: request.actor, today: pages.today, practice: request.site.practice, done: done,
            token: { request.token(for: $0) }
        ).record
    }

    /// What somebody looks at first: a unit has only what was passed on to it.
    private static func first(of staff: Staff) -> SentimentStore.Part {
        staff.roomDomains.isEmpty && !SentimentIssue.openers.contains(where: staff.holds) ? .passed : .walking
    }

    private static func name(_ part: SentimentStore.Part) -> String {
        switch part {
        case .walking: "走听访"
        case .passed: "等结果"
        case .returned: "待告知"
        case .closed: "已办结"
        }
    }

    private static func empty(_ part: SentimentStore.Part) -> String {
        switch part {
        case .walking: "没有正在走访的事。走访时遇到的，记一件。"
        case .passed: "没有在商量、在别处办的事。"
        case .returned: "没有等着告诉当事人的结果。"
        case .closed: "还没有办结的事。"
        }
    }

    // MARK: - Beginning

    private func form(
        _ request: WebRequest, _ signedIn: SignedIn, _ problems: InputProblems?
    ) async throws -> WebResponse {
        let rooms = RoomStore(tenant: request.site.tenant.id)
        let domains = signedIn.staff.appointments.filter { SentimentIssue.openers.contains($0.role) }.map(\.domain)
        let campaigns = CampaignStore(tenant: request.site.tenant.id)
        let (own, open) = try await services.engine.read { transaction in
            (
                try rooms.names(in: domains, limit: 100, in: transaction),
                try campaigns.open(on: request.now.day, in: transaction)
            )
        }
        let options = own.map { InputField.Option(code: $0.id.text, label: $0.name) }
        let themes = open.map { InputField.Option(code: $0.id.text, label: CampaignWording.option($0)) }
        let fields = Self.beginFields.filter { $0.name != "campaign" || !themes.isEmpty }
        let beginning = ["room": options.count == 1 ? options[0].code : "", "day": request.now.day.description]
        let page = CaseActPage(
            title: "记一件民情", headline: CaseHeadline(title: "走访", said: nil),
            advice: "走访时遇到的事，先记下来：接着听一听、访一访，再拿去商量或者转出去，最后把结果告诉当事人。",
            fields: fields.map { field in
                .init(
                    field: field, options: field.name == "room" ? options : field.name == "campaign" ? themes : [],
                    value: problems.map { $0.sent[field.name] ?? "" } ?? beginning[field.name] ?? "")
            }, version: nil, action: "/desk/sentiment", back: "/desk/sentiments", problems: problems)
        return Pages(request, services).desk(
            "记一件民情", signedIn, place: .sentiments, status: problems == nil ? 200 : 422,
            content: page.html(token: request.token(for: "/desk/sentiment")))
    }

    private func begin(_ request: WebRequest, _ signedIn: SignedIn) async throws -> WebResponse {
        let sent = request.form
        do {
            return try await begin(try Input(sent, fields: Self.beginFields), request, signedIn) { issue in
                .seeOther("/desk/sentiments/\(issue.id)")
            }
        } catch let problems as InputProblems {
            return try await form(request, signedIn, InputProblems(problems.problems, sent: sent))
        } catch let refusal as SentimentRefusal {
            guard let field = refusal.blamed.first else { throw refusal }
            return try await form(
                request, signedIn, InputProblems([.init(field: field, sentence: refusal.sentence)], sent: sent))
        }
    }

    private func beginJSON(_ request: WebRequest, _ signedIn: SignedIn) async throws -> WebResponse {
        _ = try request.idempotencyKey()
        let input = try Input(try request.fields(Self.beginFields), fields: Self.beginFields)
        return try await begin(input, request, signedIn) { issue in
            .json(SentimentAPI.json(issue, clue: nil, for: request.actor), status: .created)
        }
    }

    private func begin(
        _ input: Input, _ request: WebRequest, _ signedIn: SignedIn,
        answer: @escaping @Sendable (SentimentIssue) -> WebResponse
    ) async throws -> WebResponse {
        let desk = SentimentDesk(request, services)
        let rooms = RoomStore(tenant: request.site.tenant.id)
        return try await services.answered.once(request) { transaction in
            // Whether the room is this person's, the rule says; one that is not there is nobody's.
            guard let listed = try rooms.room(input.id("room"), in: transaction), listed.isOpen else {
                throw SentimentRefusal.notYours
            }
            try PersonalDetails.requireNoNumber(in: ["title"], of: input)
            let campaign = input.optional("campaign").flatMap { DirectoryEntry.ID($0) }
            try CampaignStore(tenant: request.site.tenant.id).check(campaign, on: request.now.day, in: transaction)
            let opening = SentimentIssue.Opening(
                room: listed.room.id, area: listed.room.area, opener: signedIn.staff.id, title: input.text("title"),
                person: input.optional("person"), phone: input.phone("phone"), campaign: campaign)
            return answer(
                try desk.begin(opening, .init(input), by: request.actor, at: request.now, in: transaction))
        }
    }

    // MARK: - The code for the person concerned

    /// Whoever has to tell the person hands the code out, until the issue is closed.
    static func handsOutCode(_ issue: SentimentIssue, _ actor: Actor) -> Bool {
        issue.topic != nil && issue.namesPerson(to: actor)
    }

    private func handedOut(_ request: WebRequest) async throws -> (
        issue: SentimentIssue, room: Room, code: TrackingCode
    ) {
        let id: SentimentIssue.ID = try request.id("record")
        let desk = SentimentDesk(request, services)
        let rooms = RoomStore(tenant: request.site.tenant.id)
        return try await services.engine.read { transaction in
            let issue = try desk.visible(id, to: request.actor, in: transaction)
            guard Self.handsOutCode(issue, request.actor),
                let listed = try rooms.room(issue.opening.room, in: transaction)
            else { throw WebFailure.notFound }
            return (issue, listed.room, desk.trackingCode(of: id))
        }
    }

    private func code(_ request: WebRequest, _ signedIn: SignedIn) async throws -> WebResponse {
        let (issue, room, code) = try await handedOut(request)
        let address = "\(services.baseURL(of: request.site.tenant.id))/status/\(code.text)"
        let slip = TrackingSlip(roomName: room.name, code: code.text, qr: QRCode.svg(address), address: address)
        let layout = PrintLayout(
            head: Pages(request, services).head("查询码"),
            back: TextLink(
                text: issue.opening.title.words ?? TopicWording.erased, address: "/desk/sentiments/\(issue.id)"),
            sheet: slip.html)
        return .page(layout.html)
    }

    private func codeJSON(_ request: WebRequest, _ signedIn: SignedIn) async throws -> WebResponse {
        let (_, _, code) = try await handedOut(request)
        return .json([
            "trackingCode": .string(code.text),
            "page": .string("\(services.baseURL(of: request.site.tenant.id))/status/\(code.text)"),
        ])
    }

    // MARK: - API

    private func listJSON(_ request: WebRequest, _ signedIn: SignedIn) async throws -> WebResponse {
        let part: SentimentStore.Part = try request.part() ?? Self.first(of: signedIn.staff)
        let query = try query(request, signedIn, part)
        let page = try await services.engine.read { try self.page(query, request, in: $0) }
        return .json([
            "items": .array(page.items.map { SentimentAPI.json($0.issue) }), "next": .optional(page.next),
        ])
    }
}
