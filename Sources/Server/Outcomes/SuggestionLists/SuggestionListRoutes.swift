// SPDX-License-Identifier: Apache-2.0

import Database
import Domain
import HTTPTypes
import Markup

/// The register of numbered suggestion lists on the desk, and each list with its items and to whom it was sent.
struct SuggestionListRoutes: RouteGroup {
    let services: Services
    /// Who reads the register.
    static let readers: Set<Role> = [.roomSecretary, .convener, .leader]

    var routes: [Route] {
        [
            .desk(.get, "/desk/lists", for: Self.readers) { try await list($0, $1, open: nil) },
            .desk(.get, "/desk/lists/{record}", for: Self.readers) { try await list($0, $1, open: $0.id("record")) },
            .api(.get, "/desk/lists", SuggestionListAPI.lists, for: Self.readers, listJSON),
            SuggestionListDesk.reading(SuggestionListAPI.one, for: Self.readers, services),
        ] + CaseRoutes<SuggestionListDesk>(services: services) { $0.holders }.routes
    }

    // MARK: - The register and the open list

    private func page(
        _ state: SuggestionList.State?, _ request: WebRequest, _ signedIn: SignedIn, in transaction: Transaction
    ) throws -> ListPage<SuggestionListStore.Listed> {
        let limit = try request.limit()
        let cursor = ListCursor(
            keys: services.keys,
            filter: "lists/\(request.site.tenant.id)/\(signedIn.staff.id)/\(state?.rawValue ?? "")")
        let after: SuggestionList.ID? = try request.after(cursor)
        let rows = try SuggestionListDesk(request, services).store.list(
            state, scope: RoomScope(of: request.actor), after: after, limit: limit + 1, in: transaction)
        return ListPage(rows, limit: limit, cursor: cursor) { $0.id.text }
    }

    /// The open list with what belongs to it.
    private struct Open: Sendable {
        let list: SuggestionList
        let log: [EventStore.Entry<SuggestionListEvent>]
        let session: ConsultationSession?
        let items: [Loop.Item]
        let names: Loop.Names
    }

    private func open(
        _ id: SuggestionList.ID, _ desk: SuggestionListDesk, _ request: WebRequest, in transaction: Transaction
    ) throws -> Open {
        let list = try desk.visible(id, to: request.actor, in: transaction)
        let reader = LoopReader(services: services, site: request.site)
        let items = try list.issue.items.compactMap { try reader.item($0, in: transaction) }
        return Open(
            list: list, log: try desk.log(of: id, in: transaction),
            session: try SessionDesk(request, services).session(list.issue.session, in: transaction), items: items,
            names: try reader.names([], items, in: transaction))
    }

    private func list(
        _ request: WebRequest, _ signedIn: SignedIn, open id: SuggestionList.ID?
    ) async throws -> WebResponse {
        let state = request.query["state"].flatMap(SuggestionList.State.init)
        let pages = Pages(request, services)
        let desk = SuggestionListDesk(request, services)
        let (counts, page, open) = try await services.engine.read { transaction in
            (
                try desk.store.counts(scope: RoomScope(of: request.actor), in: transaction),
                try self.page(state, request, signedIn, in: transaction),
                try id.map { try self.open($0, desk, request, in: transaction) }
            )
        }
        let done = request.query["done"].flatMap(SuggestionList.Command.init)
        let query = state.map { "?state=\($0.rawValue)" } ?? ""
        let all = CaseListPage.Part(
            word: "成果文件", count: counts.values.reduce(0, +), address: "/desk/lists", isOn: state == nil)
        let list = CaseListPage(
            title: "成果文件", measure: "份",
            parts: [all]
                + SuggestionList.State.allCases.map { each in
                    .init(
                        word: SuggestionListWording.name(each), count: counts[each] ?? 0,
                        address: "/desk/lists?state=\(each.rawValue)", isOn: each == state)
                },
            rows: page.items.map { listed in
                QueueList.Row(
                    title: "\(listed.document)\(listed.number) \(listed.title ?? TopicWording.erased)",
                    address: "/desk/lists/\(listed.id)\(query)",
                    origin: [
                        listed.roomName, ChineseTime.date(listed.issuedOn, today: pages.today), "\(listed.items)件",
                        SuggestionListWording.name(listed.state),
                    ].joined(separator: " · "), lamp: nil, isOpen: listed.id == id)
            },
            next: page.next.map { "/desk/lists?\(state.map { "state=\($0.rawValue)&" } ?? "")cursor=\($0)" },
            empty: "还没有编号的成果文件。签发协商成果时自动编号。",
            record: open.map { record($0, request, pages) },
            buttons: [Button(label: "回到事项", role: .link(to: "/desk/items"), style: .quiet, size: .small)])
        return pages.desk(
            "成果文件", signedIn, place: .items, flash: done.map { Flash(sentence: SuggestionListWording.done($0)) },
            content: list.html)
    }

    private func record(_ open: Open, _ request: WebRequest, _ pages: Pages) -> TwoPanes.Record {
        SuggestionListRecord(
            list: open.list, log: open.log, sessionTitle: open.session?.plan.title.words, items: open.items,
            names: open.names, actor: request.actor, today: pages.today, token: { request.token(for: $0) }
        ).record
    }

    // MARK: - API

    private func listJSON(_ request: WebRequest, _ signedIn: SignedIn) async throws -> WebResponse {
        let state: SuggestionList.State? = try request.state()
        let page = try await services.engine.read { try self.page(state, request, signedIn, in: $0) }
        return .json([
            "items": .array(page.items.map { SuggestionListAPI.json($0) }), "next": .optional(page.next),
        ])
    }
}
