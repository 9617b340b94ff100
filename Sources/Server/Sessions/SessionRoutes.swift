// SPDX-License-Identifier: Apache-2.0

import Database
import Domain
import HTTPTypes
import Markup

/// Sessions on the desk: the calendar of a room, planning, and each session's record.
struct SessionRoutes: Sendable {
    let services: Services
    private static let readers = DeskPlace.sessions.roles

    /// What a session begins with.
    static func planFields(_ profile: PracticeProfile) -> [InputField] {
        [
            InputField(
                "form", "协商形式", .choice(profile.sessions.allForms.map(SessionFormWording.option)), isRequired: false,
                help: "不选就是议事室协商。公告和发材料的期限、该来哪几类人，按选的形式算。"),
            InputField("title", "会议名称", .line(limit: 40)),
            InputField("topics", "商量哪些议题", .references(.sessionTopics)),
            InputField("day", "哪天", .day),
            InputField("time", "几点", .time),
            InputField("place", "在哪里", .line(limit: 60)),
            InputField(
                "link", "线上入口", .line(limit: 200), isRequired: false,
                help: "有人要远程参加的，填会议软件的链接或会议号。只有答复“线上参加”的人看得到，不公开。"),
            InputField(
                "seats", "给报名的群众留几个名额", .line(limit: 3), isRequired: false,
                help: "公告后居民可以报名参加，请谁来由秘书定。不填就不限。"),
            InputField(
                "campaign", "哪项主题活动", .reference(.entries(.campaigns)), isRequired: false, help: "不是活动里的会，不用选。"),
            InputField(
                "coHosts", "还有哪些议事室联办", .references(.rooms), isRequired: false,
                help: "由议题所在的议事室牵头。联办的秘书、召集人看得到这场会，会也出现在他们议事室的页面上。"),
            InputField(
                "bodies", "还有哪些机构一起召集", .references(.entries(.organs)), isRequired: false,
                help: "如专委会、界别。机构的负责人和召集人会收到通知。"),
        ]
    }

    var routes: [Route] {
        [
            .desk(.get, "/desk/sessions", for: Self.readers) { try await list($0, $1, open: nil) },
            .desk(.get, "/desk/sessions/{record}", for: Self.readers) { try await list($0, $1, open: $0.id("record")) },
            .desk(.get, "/desk/planning", for: ConsultationSession.planners) { try await form($0, $1, nil) },
            .desk(.post, "/desk/planning", for: ConsultationSession.planners, plan),
            .api(.get, "/desk/sessions", SessionAPI.list, for: Self.readers, listJSON),
            .api(.post, "/desk/sessions", SessionAPI.plan, for: ConsultationSession.planners, planJSON),
            .api(.get, "/desk/sessions/{record}", SessionAPI.one, for: Self.readers, recordJSON),
        ] + CaseRoutes<SessionDesk>(services: services) { $0.holders }.routes
    }

    // MARK: - The list and the open record

    private struct Query: Sendable {
        let part: SessionListStore.Part
        let scope: SessionScope
        let cursor: ListCursor
        let after: SessionListStore.Place?
        let limit: Int
    }

    private func query(_ request: WebRequest, _ signedIn: SignedIn, _ part: SessionListStore.Part) throws -> Query {
        let cursor = ListCursor(
            keys: services.keys, filter: "sessions/\(request.site.tenant.id)/\(signedIn.staff.id)/\(part.rawValue)")
        let after = try request.query["cursor"].map { text -> SessionListStore.Place in
            let halves = try cursor.read(text).split(separator: "/")
            guard halves.count == 2, let id = Identifier<ConsultationSession>(halves[1]) else {
                throw WebFailure.malformedCursor
            }
            return .init(day: String(halves[0]), id: id)
        }
        return Query(
            part: part, scope: SessionScope(of: request.actor), cursor: cursor, after: after,
            limit: try request.limit())
    }

    private func rows(
        _ query: Query, _ request: WebRequest, in transaction: Transaction
    ) throws -> [SessionListStore.Listed] {
        try SessionListStore(tenant: request.site.tenant.id).list(
            query.part, scope: query.scope, today: request.now.day, after: query.after, limit: query.limit + 1,
            in: transaction)
    }

    private func list(
        _ request: WebRequest, _ signedIn: SignedIn, open id: ConsultationSession.ID?
    ) async throws -> WebResponse {
        let part = request.query["part"].flatMap(SessionListStore.Part.init) ?? .upcoming
        let query = try query(request, signedIn, part)
        let pages = Pages(request, services)
        let store = SessionListStore(tenant: request.site.tenant.id)
        let desk = SessionDesk(request, services)
        let (counts, rows, open) = try await services.engine.read { transaction in
            (
                try store.counts(scope: query.scope, today: request.now.day, in: transaction),
                try self.rows(query, request, in: transaction),
                try id.map { try self.open($0, desk, request, in: transaction) }
            )
        }
        let page = ListPage(rows, limit: query.limit, cursor: query.cursor) { "\($0.day)/\($0.id)" }
        let done = request.query["done"].flatMap(ConsultationSession.Command.init)
        let canPlan = ConsultationSession.planners.contains { signedIn.staff.holds($0) }
        let list = CaseListPage(
            title: "会议", measure: "场",
            parts: SessionListStore.Part.allCases.map { each in
                .init(
                    word: Self.name(each), count: counts[each] ?? 0, address: "/desk/sessions?part=\(each.rawValue)",
                    isOn: each == part)
            },
            rows: page.items.map { row($0, part, id, pages.today, request) },
            next: page.next.map { "/desk/sessions?part=\(part.rawValue)&cursor=\($0)" }, empty: Self.empty(part),
            record: open.map { record($0, done, request, pages) },
            buttons: (canPlan ? [Button(label: "安排一场会", role: .link(to: "/desk/planning"), size: .small)] : [])
                + [Button(label: "主题活动", role: .link(to: "/desk/campaigns"), style: .quiet, size: .small)]
                + (signedIn.staff.holds(.member)
                    ? [Button(label: "办理测评", role: .link(to: "/desk/scores"), size: .small)] : []))
        return pages.desk(
            "会议", signedIn, place: .sessions,
            counts: [.sessions: .init(waiting: counts[.today] ?? 0, overdue: counts[.missed] ?? 0)],
            flash: done.map { Flash(sentence: SessionWording.done($0)) },
            content: list.html)
    }

    private func row(
        _ listed: SessionListStore.Listed, _ part: SessionListStore.Part, _ open: ConsultationSession.ID?, _ today: Day,
        _ request: WebRequest
    ) -> QueueList.Row {
        let when = SessionWording.when(listed.state, listed.day, listed.minuteOfDay, today: today)
        let isMissed = listed.state.isAwaited && listed.day < today
        return QueueList.Row(
            title: listed.title ?? TopicWording.erased,
            address: "/desk/sessions/\(listed.id)?part=\(part.rawValue)",
            origin: "\(when) · \(listed.roomName) · \(SessionWording.name(listed.state))",
            lamp: (isMissed ? listed.day : listed.dueOn).map {
                DeadlineWording.lamp($0, today: today, calendar: request.site.practice.calendar)
            }, isOpen: listed.id == open)
    }

    /// The open session with what belongs to it.
    private struct Open: Sendable {
        let session: ConsultationSession
        let log: [EventStore.Entry<SessionEvent>]
        let topics: [(topic: TopicDeskStore.Named, isOpen: Bool)]
        let items: [Loop.Item]
        let names: Loop.Names
        let campaign: CampaignStore.Campaign?
        let coHosts: (rooms: [String], bodies: [String])
        let people: [Person.ID: String]
        let enrolments: [EnrolmentStore.Listed]
        let list: SuggestionListStore.Named?
    }

    private func open(
        _ id: ConsultationSession.ID, _ desk: SessionDesk, _ request: WebRequest, in transaction: Transaction
    ) throws -> Open {
        let session = try desk.visible(id, to: request.actor, in: transaction)
        let reader = LoopReader(services: services, site: request.site)
        let items = try session.items.compactMap { try reader.item($0, in: transaction) }
        return Open(
            session: session, log: try desk.log(of: id, in: transaction),
            topics: try TopicDeskStore(tenant: request.site.tenant.id, contents: services.contents)
                .named(session.topics, scope: TopicScope(of: request.actor), in: transaction), items: items,
            names: try reader.names([], items, in: transaction),
            campaign: try session.plan.campaign.flatMap {
                try CampaignStore(tenant: request.site.tenant.id).campaign($0, in: transaction)
            },
            coHosts: try SessionTogetherStore(tenant: request.site.tenant.id).names(of: session, in: transaction),
            people: try DirectoryStore().names(
                of: Set(session.papers.map(\.handedInBy)), tenant: request.site.tenant.id, in: transaction),
            enrolments: SessionScope(of: request.actor).opensRoom(of: session)
                ? try EnrolmentDesk(request, services).store.enrolments(for: id, in: transaction) : [],
            list: try desk.lists.store.list(of: id, in: transaction))
    }

    private func record(
        _ open: Open, _ done: ConsultationSession.Command?, _ request: WebRequest, _ pages: Pages
    ) -> TwoPanes.Record {
        let trace = SessionTrace(
            log: open.log, session: open.session, today: pages.today, reader: .desk,
            names: SessionNames(open.session, to: request.actor), listNumber: open.list?.number)
        return SessionRecord(
            session: open.session, topics: open.topics, items: open.items, names: open.names, campaign: open.campaign,
            coHosts: open.coHosts, people: open.people, enrolments: open.enrolments, list: open.list,
            actor: request.actor,
            trace: Trace(steps: trace.moments.map(\.step) + trace.next), today: pages.today, now: request.now,
            practice: request.site.practice, done: done, token: { request.token(for: $0) }
        ).record
    }

    private static func name(_ part: SessionListStore.Part) -> String {
        switch part {
        case .upcoming: "要开的"
        case .today: "今天"
        case .missed: "过了日子"
        case .minutes: "等纪要和成果"
        case .over: "已结束"
        }
    }

    private static func empty(_ part: SessionListStore.Part) -> String {
        switch part {
        case .upcoming: "没有要开的会。议题调研好了，就可以安排。"
        case .today: "今天没有会。"
        case .missed: "没有过了日子还没开的会。"
        case .minutes: "没有等纪要和成果的会。"
        case .over: "还没有开完的会。"
        }
    }

    // MARK: - Planning

    private func form(
        _ request: WebRequest, _ signedIn: SignedIn, _ problems: InputProblems?
    ) async throws -> WebResponse {
        let store = TopicDeskStore(tenant: request.site.tenant.id, contents: services.contents)
        let campaigns = CampaignStore(tenant: request.site.tenant.id)
        let together = SessionTogetherStore(tenant: request.site.tenant.id)
        let (topics, open, rooms, bodies) = try await services.engine.read { transaction in
            (
                try store.sessionTopics(scope: TopicScope(of: request.actor), in: transaction),
                try campaigns.open(on: request.now.day, in: transaction), try together.rooms(in: transaction),
                try together.bodies(in: transaction)
            )
        }
        let options = topics.map { InputField.Option(code: $0.id.text, label: $0.deskTitle) }
        let page = CaseActPage(
            title: "安排一场会", headline: CaseHeadline(title: "会议", said: nil),
            advice: options.isEmpty
                ? "现在没有选定的议题。先由召集人在议题池里选定，再请委员调研。" : "先写进日程，召集人公告后大家才看得到。没有调研记录的议题，公告时会被拦下。",
            fields: Self.planFields(request.site.practice.profile).map { field in
                var own: [InputField.Option] = field.name == "topics" ? options : []
                if case .choice(let forms) = field.kind { own = forms }
                if field.name == "coHosts" { own = rooms }
                if field.name == "bodies" { own = bodies }
                if field.name == "campaign" { own = open.map { .init(code: $0.id.text, label: $0.name) } }
                let usual = field.name == "form" ? ConsultationForm.roomCode : ""
                return .init(
                    field: field, options: own, value: problems.map { $0.sent[field.name] ?? "" } ?? usual)
            }, version: nil, action: "/desk/planning", back: "/desk/sessions", problems: problems)
        return Pages(request, services).desk(
            "安排一场会", signedIn, place: .sessions, status: problems == nil ? 200 : 422,
            content: page.html(token: request.token(for: "/desk/planning")))
    }

    private func plan(_ request: WebRequest, _ signedIn: SignedIn) async throws -> WebResponse {
        let sent = request.form
        do {
            let fields = Self.planFields(request.site.practice.profile)
            return try await plan(try Input(sent, fields: fields), request) { session in
                .seeOther("/desk/sessions/\(session.id)")
            }
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
        let fields = Self.planFields(request.site.practice.profile)
        let input = try Input(try request.fields(fields), fields: fields)
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
        let read = try Self.plan(input)
        let together = SessionTogetherStore(tenant: request.site.tenant.id)
        let campaigns = CampaignStore(tenant: request.site.tenant.id)
        return try await services.answered.once(request) { transaction in
            let plan = try read.held(
                by: together.hosts(input.ids("coHosts"), in: transaction),
                with: together.known(input.ids("bodies"), in: transaction))
            if let id = plan.campaign,
                try campaigns.open(on: request.now.day, in: transaction).allSatisfy({ $0.id != id })
            {
                throw InputProblems([.init(field: "campaign", sentence: "没有这项活动，或者已经结束。请从列表里选。")])
            }
            return answer(
                try desk.plan(
                    plan, on: input.ids("topics"), by: request.actor, at: request.now, in: transaction))
        }
    }

    /// What is announced, as the form says it.
    static func plan(_ input: Input) throws -> ConsultationSession.Plan {
        let range = ConsultationSession.Plan.seatsRange
        let seats = try input.optional("seats").map { typed throws(InputProblems) -> Int in
            guard let seats = Int(typed), range.contains(seats) else {
                throw InputProblems([
                    .init(field: "seats", sentence: "名额要是\(range.lowerBound)到\(range.upperBound)之间的数。")
                ])
            }
            return seats
        }
        if let link = input.optional("link"), !isSafe(link) {
            throw InputProblems([.init(field: "link", sentence: "链接要以https://或http://开头；没有链接的，写会议号。")])
        }
        return .init(
            title: .kept(input.text("title")), day: input.day("day"), minuteOfDay: input.minuteOfDay("time"),
            place: .kept(input.text("place")), seats: seats,
            form: input.optional("form").flatMap { $0 == ConsultationForm.roomCode ? nil : $0 },
            link: input.optional("link").map(FreeText.kept),
            campaign: input.optional("campaign").flatMap { Identifier($0) })
    }

    /// Whether it is a web address, or none at all, such as the number of a meeting.
    private static func isSafe(_ link: String) -> Bool {
        let scheme = link.prefix { $0.isASCII && ($0.isLetter || $0.isNumber || "+-.".contains($0)) }
        guard link.dropFirst(scheme.count).first == ":", scheme.first?.isLetter == true else { return true }
        return ["http", "https"].contains(scheme.lowercased()) && link.dropFirst(scheme.count).hasPrefix("://")
    }

    // MARK: - API

    private func listJSON(_ request: WebRequest, _ signedIn: SignedIn) async throws -> WebResponse {
        guard let part = request.query["part"].map({ SessionListStore.Part(rawValue: $0) }) ?? .upcoming else {
            throw InputProblems([.init(field: "part", sentence: "没有这一部分。")])
        }
        let query = try query(request, signedIn, part)
        let rows = try await services.engine.read { try self.rows(query, request, in: $0) }
        let page = ListPage(rows, limit: query.limit, cursor: query.cursor) { "\($0.day)/\($0.id)" }
        return .json(["items": .array(page.items.map(SessionAPI.json)), "next": .optional(page.next)])
    }

    private func recordJSON(_ request: WebRequest, _ signedIn: SignedIn) async throws -> WebResponse {
        let id: ConsultationSession.ID = try request.id("record")
        let desk = SessionDesk(request, services)
        return .json(
            try await services.engine.read { transaction in
                try desk.json(
                    try desk.visible(id, to: request.actor, in: transaction), for: request.actor, in: transaction)
            })
    }
}
