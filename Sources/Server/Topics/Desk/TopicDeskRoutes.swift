// SPDX-License-Identifier: Apache-2.0

import Database
import Domain
import HTTPTypes
import Markup

/// Topics on the desk: the queue by due date, those on their way, the open record with its whole loop.
struct TopicDeskRoutes: RouteGroup {
    let services: Services
    private static let readers = DeskPlace.topics.roles

    var routes: [Route] {
        [
            .desk(.get, "/desk", for: Set(Role.allCases)) { .seeOther(DeskPlace.home(of: $1.staff, at: $0.site)) },
            .desk(.get, "/desk/topics", for: Self.readers) { try await queue($0, $1, open: nil) },
            .desk(.get, "/desk/topics/{record}", for: Self.readers) { try await queue($0, $1, open: $0.id("record")) },
            .api(.get, "/desk/topics", TopicAPI.queue, for: Self.readers, queueJSON),
            TopicDesk.reading(TopicAPI.deskOne, for: Self.readers, services),
            .api(.get, "/desk/topics/{record}/precedents", PrecedentAPI.list, for: Self.readers, precedentsJSON),
        ] + ClaimRoutes<TopicDesk>(services: services, holders: [.roomSecretary]).routes
            + CaseRoutes<TopicDesk>(services: services) { $0.holders }.routes
            + BulkRoutes<TopicDesk>(services: services) { $0.holders }.routes
    }

    /// A page of the queue: which part, narrowed how, from where.
    private struct Query: Sendable {
        let part: TopicDeskStore.Part
        /// What they are about.
        let category: String?
        let scope: TopicScope
        let cursor: ListCursor
        let after: TopicDeskStore.Place?
        let limit: Int
    }

    private func query(_ request: WebRequest, _ signedIn: SignedIn, part: TopicDeskStore.Part) throws -> Query {
        let category = try TopicCategories.named(request)
        let cursor = ListCursor(
            keys: services.keys,
            filter: "desk/\(request.site.tenant.id)/\(signedIn.staff.id)/\(part.rawValue)/\(category ?? "")")
        let after = try request.place(after: cursor).map { TopicDeskStore.Place(key: $0.key, id: $0.id) }
        return Query(
            part: part, category: category, scope: TopicScope(of: request.actor), cursor: cursor, after: after,
            limit: try request.limit())
    }

    private func rows(
        _ query: Query, _ request: WebRequest, in transaction: Transaction
    ) throws -> [(topic: TopicDeskStore.Waiting, place: TopicDeskStore.Place)] {
        let rows = try TopicQueueStore(tenant: request.site.tenant.id, contents: services.contents).queue(
            query.part, about: query.category, scope: query.scope, today: request.now.day, after: query.after,
            limit: query.limit + 1,
            in: transaction)
        let heard = try TopicDesk(request, services).hearing(rows.map(\.topic), in: transaction)
        return zip(heard, rows).map { (topic: $0, place: $1.place) }
    }

    /// Who looks after the topics of a page and the open one.
    private func claims(
        _ rows: [(topic: TopicDeskStore.Waiting, place: TopicDeskStore.Place)], _ open: Topic.ID?,
        _ request: WebRequest, in transaction: Transaction
    ) throws -> [Topic.ID: NamedClaim] {
        let undecided = rows.map(\.topic).filter(\.state.isUndecided).map(\.id)
        return try TopicDesk(request, services).claimStore
            .live(undecided + (open.map { [$0] } ?? []), at: request.now, in: transaction)
    }

    /// What speaks for the topics of a page.
    private func weights(
        _ rows: [(topic: TopicDeskStore.Waiting, place: TopicDeskStore.Place)], _ request: WebRequest,
        in transaction: Transaction
    ) throws -> [Topic.ID: TopicWeight] {
        try TopicWeight.all(
            of: rows.map(\.topic.id), tenant: request.site.tenant.id, services.contents, in: transaction)
    }

    private func queue(_ request: WebRequest, _ signedIn: SignedIn, open id: Topic.ID?) async throws -> WebResponse {
        let query = try query(request, signedIn, part: Self.part(request, signedIn))
        let pages = Pages(request, services)
        let store = TopicQueueStore(tenant: request.site.tenant.id, contents: services.contents)
        let view = try await services.engine.read { transaction in
            let rows = try self.rows(query, request, in: transaction)
            return View(
                counts: try store.counts(scope: query.scope, today: request.now.day, in: transaction),
                categories: try store.categories(
                    query.part, scope: query.scope, today: request.now.day, in: transaction), rows: rows,
                claims: try self.claims(rows, id, request, in: transaction),
                weights: query.part == .pool ? try self.weights(rows, request, in: transaction) : [:],
                open: try id.map { try self.open($0, request, in: transaction) })
        }
        let claim = id.flatMap { view.claims[$0] }
        let page = ListPage(view.rows, limit: query.limit, cursor: query.cursor) { "\($0.place.key)/\($0.place.id)" }
        let done = request.query["done"].flatMap(Topic.Command.init)
        let list = TopicDeskList(
            part: query.part, category: query.category, profile: request.site.practice.profile, counts: view.counts,
            categories: view.categories, rows: page.items.map(\.topic), claims: view.claims,
            weights: view.weights, next: page.next,
            openID: id,
            today: pages.today, calendar: request.site.practice.calendar, isScreener: signedIn.staff.opensRooms,
            bulk: TopicDesk.bulkActs.filter { $0.command.holders.contains(where: signedIn.staff.holds) },
            canEnter: TopicEntryRoutes.roles.contains { signedIn.staff.holds($0) })
        let content = list.page(record: view.open.map { record($0, claim, done, request, pages) })
        let isScreening = TopicDeskStore.Part.screening.contains(query.part)
        return pages.desk(
            isScreening ? "筛选" : "议题", signedIn, place: isScreening ? .screening : .topics, counts: list.placeCounts,
            flash: done.map { Flash(sentence: TopicWording.done($0)) }, content: content.html)
    }

    /// The part that was asked for; without one, what this person does first.
    private static func part(_ request: WebRequest, _ signedIn: SignedIn) -> TopicDeskStore.Part {
        request.query["part"].flatMap(TopicDeskStore.Part.init)
            ?? (signedIn.staff.opensRooms ? .waiting : .research)
    }

    private struct View: Sendable {
        let counts: [TopicDeskStore.Part: Int]
        let categories: [String: Int]?
        let rows: [(topic: TopicDeskStore.Waiting, place: TopicDeskStore.Place)]
        let claims: [Topic.ID: NamedClaim]
        let weights: [Topic.ID: TopicWeight]
        let open: Open?
    }

    /// The open record with what belongs to it.
    private struct Open: Sendable {
        let loop: Loop
        let ties: TopicTies
        /// Other topics that it names, as the reader may know them.
        let named: [TopicDeskStore.Named]
        let origin: RecordLink.Record?
        let merged: [Topic.ID]
        let children: [TopicStore.Child]
        let above: TopicRecord.Above?
        let supporters: SupportCount
        let attachments: [Attachment]
        let scores: [TopicScoreStore.Judgement]
        let hasIdentities: Bool
        let similar: [SimilarTopics.Found]
        let precedents: TopicPrecedents
        /// The proposals that grew from it, as far as the reader sees them.
        let proposals: [ProposalListStore.Listed]
        let notices: [DeploymentFollowerStore.Notice]
        let deliberations: DeliberationLinks
        /// How far it has come with those who write proposals.
        let clue: ClueStanding?
    }

    private func open(_ id: Topic.ID, _ request: WebRequest, in transaction: Transaction) throws -> Open {
        let desk = TopicDesk(request, services)
        let topic = try desk.visible(id, to: request.actor, in: transaction)
        let ties = try desk.ties(of: id, in: transaction)
        let alike = try similar(to: topic, request, in: transaction)
        let loop = try LoopReader(services: services, site: request.site).loop(of: topic, in: transaction)
        let merged = try desk.store.merged(into: id, in: transaction)
        return Open(
            loop: loop, ties: ties,
            named: try desk.named(beside: loop, ties, merged, for: request.actor, in: transaction),
            origin: try desk.origin(of: topic, in: transaction), merged: merged,
            children: topic.source == .escalation ? try desk.store.children(of: id, in: transaction) : [],
            above: try desk.above(topic, for: request.actor, in: transaction),
            supporters: try SupportStore(tenant: request.site.tenant.id, contents: services.contents)
                .count(of: id, in: transaction),
            attachments: try AttachmentDesk(services: services, site: request.site)
                .list(of: .topic(id), in: transaction),
            scores: try TopicScoreStore(tenant: request.site.tenant.id).judgements(of: id, in: transaction),
            hasIdentities: try TopicContactStore(tenant: request.site.tenant.id, keys: services.keys)
                .hasIdentities(id, in: transaction),
            similar: Array(alike.prefix(SimilarTopics.shownMax)),
            precedents: topic.isUndecided && topic.permittedCommands(for: request.actor).contains(.merge)
                ? try TopicPrecedents(
                    alike, like: topic, for: request.actor, desk.precedents, in: transaction) : TopicPrecedents(),
            proposals: try ProposalDesk(request, services).lists.listed(
                ties.proposals, scope: ProposalScope(of: request.actor), in: transaction),
            notices: try DeploymentFollowerStore(tenant: request.site.tenant.id, contents: services.contents)
                .notices(behind: .topic(id), scope: DeploymentScope(of: request.actor), in: transaction),
            deliberations: DeliberationLinks(calls: loop.asked),
            clue: try ClueStanding(of: topic, ClueDesk(request, services), in: transaction))
    }

    /// Public topics that this one might be merged into or decided like, for whoever decides.
    private func similar(
        to topic: Topic, _ request: WebRequest, in transaction: Transaction
    ) throws -> [SimilarTopics.Found] {
        guard topic.permittedCommands(for: request.actor).contains(.merge) else { return [] }
        return try TopicDesk(request, services).alike(topic, in: transaction)
    }

    private func record(
        _ open: Open, _ claim: NamedClaim?, _ done: Topic.Command?, _ request: WebRequest, _ pages: Pages
    ) -> TwoPanes.Record {
        let trace = LoopTrace(
            loop: open.loop, practice: request.site.practice, today: pages.today, reader: .desk, actor: request.actor,
            titles: Dictionary(open.named.map { ($0.id, $0.deskTitle) }, uniquingKeysWith: { a, _ in a }))
        let short = LeaderTrace(
            loop: open.loop, practice: request.site.practice, today: pages.today, actor: request.actor)
        let isShort = LeaderTrace.isFor(request.actor) && request.query["trace"] != "whole"
        return TopicRecord(
            loop: open.loop, ties: open.ties, named: open.named, origin: open.origin, merged: open.merged,
            children: open.children, above: open.above,
            supporters: open.supporters, claim: claim, attachments: open.attachments, scores: open.scores,
            hasIdentities: open.hasIdentities, similar: open.similar, precedents: open.precedents,
            proposals: open.proposals, notices: open.notices, deliberations: open.deliberations, clue: open.clue,
            profile: request.site.practice.profile,
            actor: request.actor,
            trace: isShort ? short.html : trace.html,
            today: pages.today, now: request.now, calendar: request.site.practice.calendar,
            done: done, token: { request.token(for: $0) }
        ).record
    }

    // MARK: - API

    private func queueJSON(_ request: WebRequest, _ signedIn: SignedIn) async throws -> WebResponse {
        let part: TopicDeskStore.Part = try request.part() ?? .waiting
        let query = try query(request, signedIn, part: part)
        let (rows, weights, claims) = try await services.engine.read { transaction in
            let rows = try self.rows(query, request, in: transaction)
            return (
                rows, try self.weights(rows, request, in: transaction),
                try self.claims(rows, nil, request, in: transaction)
            )
        }
        let page = ListPage(rows, limit: query.limit, cursor: query.cursor) { "\($0.place.key)/\($0.place.id)" }
        let profile = request.site.practice.profile
        return .json([
            "items": .array(
                page.items.map {
                    TopicAPI.json($0.topic, weights[$0.topic.id] ?? .init(), claims[$0.topic.id], profile)
                }),
            "next": .optional(page.next),
        ])
    }

    private func precedentsJSON(_ request: WebRequest, _ signedIn: SignedIn) async throws -> WebResponse {
        let id: Topic.ID = try request.id("record")
        let desk = TopicDesk(request, services)
        return try await services.engine.read { transaction in
            let topic = try desk.visible(id, to: request.actor, in: transaction)
            let precedents = try TopicPrecedents(
                try desk.alike(topic, in: transaction), like: topic, for: request.actor, desk.precedents,
                in: transaction)
            return .json(PrecedentAPI.json(precedents, of: topic, request.site.practice.profile))
        }
    }
}
