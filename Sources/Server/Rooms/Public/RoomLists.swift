// SPDX-License-Identifier: Apache-2.0

import Database
import Domain
import Markup

/// A page of a room's sessions that took place, as asked for in an address.
struct HeldSessions: Sendable {
    /// The year that is looked at; nil for all.
    let year: Int?
    private let tenant: Tenant.ID
    private let limit: Int
    private let keys: @Sendable (Room.ID) -> ListCursor
    private let typed: String?

    init(_ request: WebRequest, _ services: Services) throws {
        tenant = request.site.tenant.id
        limit = try request.limit()
        typed = request.query["cursor"]
        let year = try request.query["year"].map { text in
            guard let year = Int(text), (2000...2099).contains(year) else {
                throw InputProblems([.init(field: "year", sentence: "年份要在2000到2099之间。")])
            }
            return year
        }
        self.year = year
        let part = year.map { "/\($0)" } ?? ""
        keys = { [tenant] in ListCursor(keys: services.keys, filter: "held/\(tenant)/\($0)\(part)") }
    }

    func read(_ room: Room.ID, in transaction: Transaction) throws -> [SessionListStore.Listed] {
        let after = try typed.map { typed throws(WebFailure) -> SessionListStore.Place in
            let parts = try keys(room).read(typed).split(separator: "/").map(String.init)
            guard parts.count == 2, let id = Identifier<ConsultationSession>(parts[1]) else { throw .malformedCursor }
            return .init(day: parts[0], id: id)
        }
        return try SessionListStore(tenant: tenant).held(
            room: room, in: year, after: after, limit: limit + 1, in: transaction)
    }

    func page(_ found: [SessionListStore.Listed], _ room: Room.ID) -> ListPage<SessionListStore.Listed> {
        ListPage(found, limit: limit, cursor: keys(room)) { "\($0.day)/\($0.id.text)" }
    }
}

/// A page of a room's topics that have a result, as asked for in an address.
struct RoomResults: Sendable {
    let solvedOnly: Bool
    private let tenant: Tenant.ID
    private let today: Day
    private let limit: Int
    private let keys: @Sendable (Room.ID) -> ListCursor
    private let typed: String?

    init(_ request: WebRequest, _ services: Services) throws {
        tenant = request.site.tenant.id
        limit = try request.limit()
        typed = request.query["cursor"]
        today = request.now.day
        let solvedOnly = try RoomSearch.choice("solved", "是否解决", ["yes", "no"], request) == "yes"
        self.solvedOnly = solvedOnly
        keys = { [tenant] in ListCursor(keys: services.keys, filter: "results/\(tenant)/\($0)/\(solvedOnly)") }
    }

    func read(_ room: Room.ID, in transaction: Transaction) throws -> [RoomFigureStore.Result] {
        let after = try typed.map { try keys(room).read($0) }.flatMap { Identifier<Topic>($0) }
        let results = try RoomFigureStore(tenant: tenant)
            .results(of: room, solvedOnly: solvedOnly, today: today, after: after, limit: limit + 1, in: transaction)
        let words = try TopicWordStore(tenant: tenant).tallies(of: results.map(\.id), in: transaction)
        return results.map { result in
            var result = result
            result.word = words[result.id]
            return result
        }
    }

    func page(_ found: [RoomFigureStore.Result], _ room: Room.ID) -> ListPage<RoomFigureStore.Result> {
        ListPage(found, limit: limit, cursor: keys(room)) { $0.id.text }
    }
}
