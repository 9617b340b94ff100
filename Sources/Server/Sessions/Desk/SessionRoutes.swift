// SPDX-License-Identifier: Apache-2.0

import Database
import Domain
import HTTPTypes
import Markup

/// Sessions on the desk: the calendar of a room, planning, and each session's record.
struct SessionRoutes: RouteGroup {
    let services: Services
    /// An officer of a unit reads the sessions to which the officer is invited.
    static let readers = DeskPlace.sessions.roles.union([.unitOfficer])

    var routes: [Route] {
        [
            .desk(.get, "/desk/sessions", for: Self.readers) { try await list($0, $1, open: nil) },
            .desk(.get, "/desk/sessions/{record}", for: Self.readers) { try await list($0, $1, open: $0.id("record")) },
            .desk(.get, "/desk/planning", for: ConsultationSession.planners) { try await form($0, $1, nil) },
            .desk(.post, "/desk/planning", for: ConsultationSession.planners, plan),
            .api(.get, "/desk/sessions", SessionAPI.list, for: Self.readers, listJSON),
            .api(.post, "/desk/sessions", SessionAPI.plan, for: ConsultationSession.planners, planJSON),
            SessionDesk.reading(SessionAPI.one, for: Self.readers, services),
            .api(
                .get, "/desk/sessions/{record}/suggestions", SessionSuggestions.operation,
                for: ConsultationSession.Command.invite.holders, suggestionsJSON),
        ] + CaseRoutes<SessionDesk>(services: services) { $0.holders }.routes
    }

    private func suggestionsJSON(_ request: WebRequest, _ signedIn: SignedIn) async throws -> WebResponse {
        let id: ConsultationSession.ID = try request.id("record")
        let desk = SessionDesk(request, services)
        return .json(
            try await services.engine.read { transaction in
                let session = try desk.visible(id, to: request.actor, in: transaction)
                guard session.role(of: request.actor, for: .invite) != nil else { throw WebFailure.notFound }
                return try desk.suggestions(for: session, in: transaction).json
            })
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
        let after = try request.place(after: cursor).map { SessionListStore.Place(day: $0.key, id: $0.id) }
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
        let (counts, rows, open, behind) = try await services.engine.read { transaction in
            (
                try store.counts(scope: query.scope, today: request.now.day, in: transaction),
                try self.rows(query, request, in: transaction),
                try id.map { try self.open($0, desk, request, in: transaction) },
                try QuotaReader(request.site, request.actor, today: pages.today)
                    .ownWarnings(signedIn.staff, in: transaction)
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
            buttons: request.site.opening(
                (canPlan ? [Button(label: "安排一场会", role: .link(to: "/desk/planning"), size: .small)] : [])
                    + (DeskPlace.sessions.isOpen(to: signedIn.staff, of: request.site)
                        ? [Button(label: "主题活动", role: .link(to: "/desk/campaigns"), style: .quiet, size: .small)] : [])
                    + (signedIn.staff.holds(.member)
                        ? [
                            Button(label: "办理测评", role: .link(to: "/desk/scores"), size: .small),
                            Button(label: "报名参加", role: .link(to: "/desk/joining"), size: .small),
                        ] : []) + QuotaPage.buttons(for: signedIn.staff)))
        return pages.desk(
            "会议", signedIn, place: .sessions,
            counts: [.sessions: .init(waiting: counts[.today] ?? 0, overdue: counts[.missed] ?? 0)],
            flash: done.map { Flash(sentence: SessionWording.done($0)) },
            content: "\(QuotaPage.warning(behind, signedIn.staff, today: pages.today))\(list.html)")
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
        let parties: [(kind: String, name: String)]
        let people: [Person.ID: String]
        let enrolments: [EnrolmentStore.Listed]
        let live: MediaStore.Named?
        let list: SuggestionListStore.Named?
        /// The proposals that were talked over, as far as whoever reads it sees them, and how many in all.
        let proposals: (seen: [SupervisionSessions.Entry], all: Int)
        /// The proposals that grew from it.
        let grown: [ProposalListStore.Listed]
        let notices: [DeploymentFollowerStore.Notice]
        let deliberations: DeliberationLinks
        /// What else takes place in the venue at the same time, as long as it is to come.
        let beside: [VenueCalendarStore.Entry]
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
            parties: try SessionSuggestionStore(tenant: request.site.tenant.id)
                .parties(of: session.room, named: request.site.practice.profile.rooms.parties, in: transaction),
            people: try DirectoryStore().names(
                of: Set(session.papers.map(\.handedInBy)), tenant: request.site.tenant.id, in: transaction),
            enrolments: SessionScope(of: request.actor).opensRoom(of: session)
                ? try EnrolmentDesk(request, services).store.enrolments(for: id, in: transaction) : [],
            live: try MediaStore(tenant: request.site.tenant.id).named(of: id, in: transaction),
            list: try desk.lists.store.list(of: id, in: transaction),
            proposals: try proposals(of: session, request, in: transaction),
            grown: session.hasTakenPlace && request.site.practice.profile.has(.proposals)
                ? try ProposalDesk(request, services).proposals(
                    from: .session(id), for: request.actor, in: transaction) : [],
            notices: try DeploymentFollowerStore(tenant: request.site.tenant.id, contents: services.contents)
                .notices(behind: .session(id), scope: DeploymentScope(of: request.actor), in: transaction),
            deliberations: DeliberationLinks(
                calls: try DeliberationDesk(request, services).store.calls(on: .session(id), in: transaction)),
            beside: try beside(session, request, in: transaction))
    }

    private func beside(
        _ session: ConsultationSession, _ request: WebRequest, in transaction: Transaction
    ) throws -> [VenueCalendarStore.Entry] {
        guard session.state.name.isAwaited, !session.plan.isOnlineOnly, session.plan.day >= request.now.day,
            SessionScope(of: request.actor).opensRoom(of: session)
        else { return [] }
        return try VenueCalendarStore(tenant: request.site.tenant.id).others(
            beside: .session(session.id, on: session.plan.day, at: session.plan.minuteOfDay), in: session.room,
            for: request.actor, in: transaction)
    }

    /// Only one form talks over proposals; the others are not asked.
    private func proposals(
        of session: ConsultationSession, _ request: WebRequest, in transaction: Transaction
    ) throws -> (seen: [SupervisionSessions.Entry], all: Int) {
        guard session.plan.form == ConsultationForm.proposalHandlingCode else { return ([], 0) }
        return try SupervisionSessions(desk: ProposalDesk(request, services))
            .proposals(of: session.id, for: request.actor, in: transaction)
    }

    private func record(
        _ open: Open, _ done: ConsultationSession.Command?, _ request: WebRequest, _ pages: Pages
    ) -> TwoPanes.Record {
        return SessionRecord(
            session: open.session, topics: open.topics, items: open.items, names: open.names, campaign: open.campaign,
            coHosts: open.coHosts, parties: open.parties, people: open.people, enrolments: open.enrolments,
            live: open.live, list: open.list,
            proposals: open.proposals, grown: open.grown, notices: open.notices, deliberations: open.deliberations,
            beside: open.beside, actor: request.actor,
            trace: SessionDesk(request, services).trace(
                of: open.session, open.log, list: open.list, titles: SessionDesk.titles(open.topics),
                for: request.actor, on: pages.today), today: pages.today, now: request.now,
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

    // MARK: - API

    private func listJSON(_ request: WebRequest, _ signedIn: SignedIn) async throws -> WebResponse {
        let part: SessionListStore.Part = try request.part() ?? .upcoming
        let query = try query(request, signedIn, part)
        let rows = try await services.engine.read { try self.rows(query, request, in: $0) }
        let page = ListPage(rows, limit: query.limit, cursor: query.cursor) { "\($0.day)/\($0.id)" }
        return .json(["items": .array(page.items.map(SessionAPI.json)), "next": .optional(page.next)])
    }
}
