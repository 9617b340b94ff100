// SPDX-License-Identifier: Apache-2.0

import Database
import Domain
import HTTPTypes
import Markup

/// The statistics of proposals and the records behind their numbers, for whoever sees all proposals.
struct ProposalStatisticsRoutes: RouteGroup {
    let services: Services
    static let readers: Set<Role> = [.proposalOfficer, .leader]
    /// So many sessions stand beside each other.
    private static let yearsMax = 3

    private typealias Figure = ProposalStatistics.Figure
    private typealias Facet = ProposalStatistics.Facet
    private typealias Filter = ProposalStatistics.Filter

    var routes: [Route] {
        let page = ProposalStatisticsPage.address
        return [
            .desk(.get, page, for: Self.readers, read),
            .desk(.get, "\(page)/records", for: Self.readers, records),
            .api(.get, page, ProposalStatisticsAPI.read, for: Self.readers, readJSON),
            .api(.get, "\(page)/records", ProposalStatisticsAPI.records, for: Self.readers, recordsJSON),
        ] + ProposalTableRoutes(services: services).routes
    }

    /// Whoever holds the role for a part of the county sees no sums of the whole.
    private func requireAll(_ signedIn: SignedIn) throws {
        guard Self.readers.contains(where: { signedIn.staff.holdsEverywhere($0) }) else { throw WebFailure.notFound }
    }

    private func store(_ request: WebRequest) -> ProposalStatisticsStore {
        ProposalStatisticsStore(
            tenant: request.site.tenant.id, contents: services.contents, today: request.now.day)
    }

    /// All that is counted of the session that an address names, the latest if none; nil where there is nothing.
    func sheet(_ request: WebRequest) async throws -> ProposalStatistics.Sheet? {
        let named = try ProposalStatistics.series(request)
        let (store, sessions) = (store(request), ProposalDesk(request, services).series)
        let profile = request.site.practice.profile
        let practice = profile.proposals
        return try await services.engine.read { transaction in
            let all = try sessions.all(in: transaction)
            guard let series = named ?? all.first else { return nil }
            let filter = Filter(series: series)
            let names = try self.names(store, profile, in: transaction)
            let (counts, split) = try store.split(filter, in: transaction)
            let tables = Facet.allCases.reduce(into: [Facet: [ProposalStatistics.Row]]()) { tables, facet in
                tables[facet] = self.rows(split[facet] ?? [:], facet, names, practice)
            }
            let years = try all.filter { $0 <= series }.prefix(Self.yearsMax).map { each in
                (each, each == series ? counts : try store.counts(Filter(series: each), in: transaction))
            }
            let mixes = try store.mixes(filter, in: transaction).map { (Self.text($0.key, .unit), $0.value) }
            return ProposalStatistics.Sheet(
                series: series, all: all, reckoning: try sessions.reckoning(series, in: transaction),
                counts: counts, tables: tables,
                mixes: Dictionary(mixes, uniquingKeysWith: { a, _ in a }), years: years)
        }
    }

    /// Names by value, as addresses say the values.
    private func names(
        _ store: ProposalStatisticsStore, _ profile: PracticeProfile, in transaction: Transaction
    ) throws -> [Facet: [String: String]] {
        let units = try AssignmentStore(tenant: store.tenant).unitNames(in: transaction)
        return [
            .unit: Dictionary(uniqueKeysWithValues: units.map { ($0.key.text, $0.value) }),
            .sector: try store.sectorNames(in: transaction),
            .kind: Dictionary(
                uniqueKeysWithValues: Proposer.Kind.allCases.map { ($0.rawValue, ProposalWording.name($0)) }),
            .category: Dictionary(
                profile.topicCategories.map { ($0.code, $0.name) }, uniquingKeysWith: { a, _ in a }),
            .outcome: Dictionary(
                profile.proposals.classes.map { ($0.code, "\($0.code)类 \($0.name)") }, uniquingKeysWith: { a, _ in a }),
        ]
    }

    /// Rows of a table in the order of their lists; units and sectors by what they have most of.
    private func rows(
        _ counts: [String: ProposalStatistics.Counts], _ facet: Facet, _ names: [Facet: [String: String]],
        _ practice: ProposalPractice
    ) -> [ProposalStatistics.Row] {
        let rows = counts.map { value, counts in
            let value = Self.text(value, facet)
            return ProposalStatistics.Row(value: value, name: names[facet]?[value] ?? value, counts: counts)
        }
        switch facet {
        case .outcome:
            let order = practice.classes.map(\.code)
            return rows.sorted {
                (order.firstIndex(of: $0.value) ?? order.count, $0.value)
                    < (order.firstIndex(of: $1.value) ?? order.count, $1.value)
            }
        case .unit, .kind, .sector, .category:
            let first = ProposalStatisticsPage.first(facet)
            return rows.filter { $0.counts[first] ?? 0 > 0 }
                .sorted { (-($0.counts[first] ?? 0), $0.name) < (-($1.counts[first] ?? 0), $1.name) }
        }
    }

    /// A value as addresses say it: ids in their own writing.
    private static func text(_ value: String, _ facet: Facet) -> String {
        switch facet {
        case .unit, .sector: Int64(value).map { Identifier<Never>($0).text } ?? value
        case .kind, .category, .outcome: value
        }
    }

    private func read(_ request: WebRequest, _ signedIn: SignedIn) async throws -> WebResponse {
        try requireAll(signedIn)
        let content: HTML
        if let sheet = try await sheet(request) {
            content = ProposalStatisticsPage(sheet: sheet, staff: signedIn.staff).html
        } else {
            content = "\(RecordHead(title: "提案统计").html)\(EmptyState(sentence: "还没有提交过提案。").html)"
        }
        return Pages(request, services).desk("提案统计", signedIn, place: .proposals, content: content)
    }

    private func readJSON(_ request: WebRequest, _ signedIn: SignedIn) async throws -> WebResponse {
        try requireAll(signedIn)
        guard let sheet = try await sheet(request) else { throw WebFailure.notFound }
        return .json(ProposalStatisticsAPI.json(sheet))
    }

    // MARK: - The records behind a number

    private struct Found: Sendable {
        let figure: Figure
        let filter: Filter
        let count: Int
        let page: ListPage<ProposalStatisticsStore.Record>
        let names: [Facet: [String: String]]
    }

    private func find(_ request: WebRequest) async throws -> Found {
        guard let series = try ProposalStatistics.series(request) else {
            throw InputProblems([.init(field: "session", sentence: "请写成 15-3 这样：第几届、第几次会议。")])
        }
        guard let figure = request.query["figure"].flatMap(Figure.init) else {
            throw InputProblems([.init(field: "figure", sentence: "没有这个数。")])
        }
        var filter = Filter(series: series)
        for facet in Facet.allCases {
            guard let value = request.query[facet.rawValue], !value.isEmpty else { continue }
            guard Self.isKnown(value, facet, request.site.practice.profile.proposals) else {
                throw InputProblems([.init(field: facet.rawValue, sentence: "没有这一项。")])
            }
            filter.values[facet] = value
        }
        let limit = try request.limit()
        let cursor = ListCursor(
            keys: services.keys,
            filter: "proposal-statistics/\(request.site.tenant.id)/\(figure.rawValue)/\(filter.query)")
        let after = try request.query["cursor"].map { text -> Int64 in
            guard let id = Identifier<Never>(try cursor.read(text)) else { throw WebFailure.malformedCursor }
            return id.number
        }
        let (store, profile, chosen) = (store(request), request.site.practice.profile, filter)
        return try await services.engine.read { transaction in
            Found(
                figure: figure, filter: chosen, count: try store.count(figure, chosen, in: transaction),
                page: ListPage(
                    try store.records(figure, chosen, after: after, limit: limit + 1, in: transaction), limit: limit,
                    cursor: cursor
                ) { Identifier<Never>($0.id).text },
                names: try self.names(store, profile, in: transaction))
        }
    }

    /// Whether a value of an address can be one of the facet.
    private static func isKnown(_ value: String, _ facet: Facet, _ practice: ProposalPractice) -> Bool {
        switch facet {
        case .unit, .sector: Identifier<Never>(value) != nil
        case .kind: Proposer.Kind(rawValue: value) != nil
        case .category: value.count <= 40
        case .outcome: value.count <= 20
        }
    }

    private func records(_ request: WebRequest, _ signedIn: SignedIn) async throws -> WebResponse {
        try requireAll(signedIn)
        let found = try await find(request)
        let (figure, filter) = (found.figure, found.filter)
        let conditions =
            [Facts.Row("会议", filter.series.name)]
            + filter.values.sorted { $0.key.rawValue < $1.key.rawValue }.map { facet, value in
                Facts.Row(ProposalStatisticsWording.name(facet), found.names[facet]?[value] ?? value)
            }
        let page = ProposalFigurePage(
            figure: figure, filter: filter, conditions: conditions, count: found.count, records: found.page.items,
            next: found.page.next.map {
                "\(ProposalStatisticsPage.address)/records?\(filter.query)&figure=\(figure.rawValue)&cursor=\(FormEncoding.encode($0))"
            }, practice: request.site.practice.profile.proposals)
        return Pages(request, services).desk(
            ProposalStatisticsWording.name(figure), signedIn, place: .proposals, content: page.html)
    }

    private func recordsJSON(_ request: WebRequest, _ signedIn: SignedIn) async throws -> WebResponse {
        try requireAll(signedIn)
        let found = try await find(request)
        return .json([
            "count": .integer(Int64(found.count)),
            "items": .array(found.page.items.map(ProposalStatisticsAPI.json)), "next": .optional(found.page.next),
        ])
    }
}
