// SPDX-License-Identifier: Apache-2.0

import ChineseText
import Database
import Domain
import HTTPTypes
import Markup

/// Published proposals, for everyone: pages and API.
struct PublicProposalRoutes: RouteGroup {
    let services: Services

    var routes: [Route] {
        [
            .page(.get, "/proposals", list),
            .page(.get, "/proposals/{proposal}", record),
            .api(.get, "/proposals", ProposalAPI.publicList, listJSON),
            .api(.get, "/proposals/{proposal}", ProposalAPI.publicOne, recordJSON),
        ] + PopoloRoutes(services: services).routes
    }

    private func store(_ request: WebRequest) -> PublicProposalStore {
        PublicProposalStore(tenant: request.site.tenant.id, contents: services.contents)
    }

    // MARK: - The list

    private func search(_ request: WebRequest) throws -> PublicProposalStore.Search {
        let words = try InputField("q", "查找", .line(limit: 100), isRequired: false).read(request.query["q"]).get()
        let classes = request.site.practice.profile.proposals.classes.map(\.code)
        return PublicProposalStore.Search(
            words: words, unit: request.query["unit"].flatMap { HandlingUnit.ID($0) },
            outcome: request.query["class"].flatMap { classes.contains($0) ? $0 : nil },
            series: request.query["session"].flatMap { ProposalNumber("\($0)-1")?.series })
    }

    /// What the address says of a search, without its cursor.
    private static func query(_ search: PublicProposalStore.Search) -> [(name: String, value: String)] {
        [
            ("q", search.words), ("unit", search.unit?.text), ("class", search.outcome),
            ("session", search.series.map { "\($0.term)-\($0.session)" }),
        ].compactMap { name, value in value.map { (name: name, value: $0) } }
    }

    private static func address(_ search: PublicProposalStore.Search, cursor: String? = nil) -> String {
        let pairs = query(search) + (cursor.map { [(name: "cursor", value: $0)] } ?? [])
        guard !pairs.isEmpty else { return "/proposals" }
        return "/proposals?" + pairs.map { "\($0.name)=\(FormEncoding.encode($0.value))" }.joined(separator: "&")
    }

    private func found(
        _ search: PublicProposalStore.Search, _ request: WebRequest, in transaction: Transaction
    ) throws -> ListPage<PublicProposalStore.PublicProposal> {
        let limit = try request.limit()
        let cursor = ListCursor(
            keys: services.keys, filter: "proposals/\(request.site.tenant.id)/\(Self.address(search))")
        let after = try request.query["cursor"].map { text -> ProposalNumber in
            guard let number = ProposalNumber(try cursor.read(text)) else { throw WebFailure.malformedCursor }
            return number
        }
        let rows = try store(request).published(search, after: after, limit: limit + 1, in: transaction)
        return ListPage(rows, limit: limit, cursor: cursor) { $0.number.text }
    }

    private func list(_ request: WebRequest) async throws -> WebResponse {
        let search = try search(request)
        let (page, units, series) = try await services.engine.read { transaction in
            (
                try self.found(search, request, in: transaction), try self.store(request).units(in: transaction),
                try self.store(request).series(in: transaction)
            )
        }
        let practice = request.site.practice.profile.proposals
        let words = search.words.flatMap { WordQuery($0) }
        let cards = page.items.map { PublicProposalPages.card($0, words: words, practice: practice) }
        let next = page.next.map { Self.address(search, cursor: $0) }
        let content = PublicProposalPages.list(
            cards, search: search, filters: filters(search, units, series, practice),
            pager: Pager(extent: "这一页\(page.items.count)件", previous: nil, next: next))
        return Pages(request, services).resident("公开的提案", content: content)
    }

    /// The ways to narrow the list: by session, by class, by unit; those that there are.
    private func filters(
        _ search: PublicProposalStore.Search, _ units: [HandlingUnit], _ series: [ProposalSeries],
        _ practice: ProposalPractice
    ) -> [(label: String, filters: [Filters.Filter])] {
        func filter(_ word: String, _ isOn: Bool, _ change: (inout PublicProposalStore.Search) -> Void)
            -> Filters.Filter
        {
            var narrowed = search
            change(&narrowed)
            return .init(word: word, address: Self.address(narrowed), isOn: isOn)
        }
        let bySession =
            [filter("全部", search.series == nil) { $0.series = nil }]
            + series.map { each in filter(each.name, search.series == each) { $0.series = each } }
        let byClass =
            [filter("全部", search.outcome == nil) { $0.outcome = nil }]
            + practice.classes.map { each in
                filter("\(each.code)类", search.outcome == each.code) { $0.outcome = each.code }
            }
        let byUnit =
            [filter("全部", search.unit == nil) { $0.unit = nil }]
            + units.map { each in filter(each.name, search.unit == each.id) { $0.unit = each.id } }
        return [("按会议看", bySession), ("按结果看", byClass), ("按单位看", byUnit)].filter { $0.1.count > 2 }
            .map { (label: $0.0, filters: $0.1) }
    }

    private func listJSON(_ request: WebRequest) async throws -> WebResponse {
        let search = try search(request)
        let page = try await services.engine.read { try self.found(search, request, in: $0) }
        return .json(["items": .array(page.items.map(ProposalAPI.json)), "next": .optional(page.next)])
    }

    // MARK: - A record

    private func record(_ request: WebRequest) async throws -> WebResponse {
        let id: Proposal.ID = try request.id("proposal")
        let found = try await services.engine.read { transaction in
            guard let proposal = try self.store(request).published(id, in: transaction) else {
                throw WebFailure.notFound
            }
            return (
                proposal, try self.store(request).handlers(of: proposal, in: transaction),
                try AssignmentPublicReply.read(proposal, AssignmentDesk(request, services), in: transaction)
            )
        }
        return Pages(request, services).resident(
            found.0.title, home: "/proposals",
            content: PublicProposalPages.record(
                found.0, handlers: found.1, replies: found.2, practice: request.site.practice.profile.proposals,
                today: request.now.day))
    }

    private func recordJSON(_ request: WebRequest) async throws -> WebResponse {
        let id: Proposal.ID = try request.id("proposal")
        let (proposal, replies) = try await services.engine.read { transaction in
            guard let proposal = try self.store(request).published(id, in: transaction) else {
                throw WebFailure.notFound
            }
            return (
                proposal,
                try AssignmentPublicReply.read(proposal, AssignmentDesk(request, services), in: transaction)
            )
        }
        return .json(ProposalAPI.json(proposal, replies))
    }
}
