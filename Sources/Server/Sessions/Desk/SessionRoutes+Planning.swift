// SPDX-License-Identifier: Apache-2.0

import Database
import Domain
import HTTPTypes

/// How a session is planned: what is asked, and what becomes of it.
extension SessionRoutes {
    /// What a session begins with.
    static func planFields(_ profile: PracticeProfile) -> [InputField] {
        [
            InputField(
                "form", "协商形式", .choice(profile.sessions.allForms.map(SessionFormWording.option)), isRequired: false,
                help: "不选就是议事室协商。公告和发材料的期限、该来哪几类人，按选的形式算。"),
            InputField("title", "会议名称", .line(limit: 40)),
            InputField(
                "topics", "商量哪些议题", .references(.sessionTopics),
                help: "后面注明议事室的，是别的议事室调研好的公开议题；选了它，要在下面选那一间联办。"),
            InputField("day", "哪天", .day),
            InputField("time", "几点", .time),
            InputField(
                "place", "在哪里", .line(limit: 60), isRequired: false, help: "只在线上开的不用填，写下面的线上入口。"),
            InputField(
                "link", "线上入口", .line(limit: 200), isRequired: false,
                help: "有人要远程参加的，填会议软件的链接或会议号。只有答复“线上参加”的人看得到，不公开。"
            ).checked { isSafe($0) ? nil : "链接要以https://或http://开头；没有链接的，写会议号。" },
            InputField(
                "seats", "给报名的群众留几个名额", .line(limit: 3), isRequired: false,
                help: "公告后居民可以报名参加，请谁来由秘书定。不填就不限。"
            ).checked { typed in
                let range = ConsultationSession.Plan.seatsRange
                guard let seats = Int(typed), range.contains(seats) else {
                    return "名额要是\(range.lowerBound)到\(range.upperBound)之间的数。"
                }
                return nil
            },
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

    func form(
        _ request: WebRequest, _ signedIn: SignedIn, _ problems: InputProblems?
    ) async throws -> WebResponse {
        let store = TopicDeskStore(tenant: request.site.tenant.id, contents: services.contents)
        let campaigns = CampaignStore(tenant: request.site.tenant.id)
        let together = SessionTogetherStore(tenant: request.site.tenant.id)
        let (topics, others, open, rooms, bodies) = try await services.engine.read { transaction in
            (
                try store.sessionTopics(scope: TopicScope(of: request.actor), in: transaction),
                try store.readyElsewhere(scope: TopicScope(of: request.actor), in: transaction),
                try campaigns.open(on: request.now.day, in: transaction), try together.rooms(in: transaction),
                try together.bodies(in: transaction)
            )
        }
        let options =
            topics.map { InputField.Option(code: $0.id.text, label: $0.deskTitle) }
            + (topics.isEmpty ? [] : others).map { .init(code: $0.id.text, label: "\($0.title)（\($0.roomName)）") }
        let page = CaseActPage(
            title: "安排一场会", headline: CaseHeadline(title: "会议", said: nil),
            advice: options.isEmpty
                ? "现在没有选定的议题。先由召集人在议题池里选定，再请委员调研。" : "先写进日程，召集人公告后大家才看得到。没有调研记录的议题，公告时会被拦下。",
            fields: Self.planFields(request.site.practice.profile).map { field in
                var own: [InputField.Option] = field.name == "topics" ? options : []
                if case .choice(let forms) = field.kind { own = forms }
                if field.name == "coHosts" { own = rooms }
                if field.name == "bodies" { own = bodies }
                if field.name == "campaign" {
                    own = open.map { .init(code: $0.id.text, label: CampaignWording.option($0)) }
                }
                let usual = field.name == "form" ? ConsultationForm.roomCode : ""
                return .init(
                    field: field, options: own, value: problems.map { $0.sent[field.name] ?? "" } ?? usual)
            }, version: nil, action: "/desk/planning", back: "/desk/sessions", problems: problems)
        return Pages(request, services).desk(
            "安排一场会", signedIn, place: .sessions, status: problems == nil ? 200 : 422,
            content: page.html(token: request.token(for: "/desk/planning")))
    }

    func plan(_ request: WebRequest, _ signedIn: SignedIn) async throws -> WebResponse {
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

    func planJSON(_ request: WebRequest, _ signedIn: SignedIn) async throws -> WebResponse {
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
            try campaigns.check(plan, on: request.now.day, in: transaction)
            return answer(
                try desk.plan(
                    plan, on: input.ids("topics"), by: request.actor, at: request.now, in: transaction))
        }
    }

    /// What is announced, as the form says it.
    static func plan(_ input: Input) throws -> ConsultationSession.Plan {
        let place = input.optional("place")
        guard place != nil || input.optional("link") != nil else {
            throw InputProblems([.init(field: "place", sentence: "请写在哪里开；只在线上开的，写线上入口。")])
        }
        return .init(
            title: .kept(input.text("title")), day: input.day("day"), minuteOfDay: input.minuteOfDay("time"),
            place: .kept(place ?? SessionWording.online), seats: input.optional("seats").flatMap { Int($0) },
            form: input.optional("form").flatMap { $0 == ConsultationForm.roomCode ? nil : $0 },
            link: input.optional("link").map(FreeText.kept), isOnlineOnly: place == nil,
            campaign: input.optional("campaign").flatMap { Identifier($0) })
    }

    /// Whether it is a web address, or none at all, such as the number of a meeting.
    private static func isSafe(_ link: String) -> Bool {
        let scheme = link.prefix { $0.isASCII && ($0.isLetter || $0.isNumber || "+-.".contains($0)) }
        guard link.dropFirst(scheme.count).first == ":", scheme.first?.isLetter == true else { return true }
        return ["http", "https"].contains(scheme.lowercased()) && link.dropFirst(scheme.count).hasPrefix("://")
    }
}
