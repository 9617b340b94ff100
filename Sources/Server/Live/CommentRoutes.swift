// SPDX-License-Identifier: Apache-2.0

import Database
import Domain
import HTTPTypes
import Markup

/// Comments on the desk: what reached a unit, owed first, and each comment's record.
struct CommentRoutes: RouteGroup {
    let services: Services
    private static let readers: Set<Role> = [.roomSecretary, .convener, .unitOfficer]

    var routes: [Route] {
        [
            .desk(.get, "/desk/comments", for: Self.readers) { try await list($0, $1, open: nil) },
            .desk(.get, "/desk/comments/{record}", for: Self.readers) {
                try await list($0, $1, open: $0.id("record"))
            },
            .api(.get, "/desk/comments", CommentAPI.list, for: Self.readers, listJSON),
            CommentDesk.reading(CommentAPI.one, for: Self.readers, services),
        ] + CaseRoutes<CommentDesk>(services: services) { $0.holders }.routes
            + BulkRoutes<CommentDesk>(services: services) { $0.holders }.routes
            + ClaimRoutes<CommentDesk>(services: services, holders: LiveComment.claimedDecision.holders).routes
    }

    private func page(
        _ part: CommentListStore.Part, _ request: WebRequest, _ signedIn: SignedIn, in transaction: Transaction
    ) throws -> ListPage<(comment: CommentListStore.Listed, place: CommentListStore.Place)> {
        let limit = try request.limit()
        let cursor = ListCursor(
            keys: services.keys, filter: "comments/\(request.site.tenant.id)/\(signedIn.staff.id)/\(part.rawValue)")
        let after = try request.place(after: cursor).map { CommentListStore.Place(key: $0.key, id: $0.id) }
        let rows = try CommentDesk(request, services).lists.list(
            part, scope: ItemScope(of: request.actor), after: after, limit: limit + 1, in: transaction)
        return ListPage(rows, limit: limit, cursor: cursor) { "\($0.place.key)/\($0.place.id)" }
    }

    private func list(
        _ request: WebRequest, _ signedIn: SignedIn, open id: LiveComment.ID?
    ) async throws -> WebResponse {
        let part = request.query["part"].flatMap(CommentListStore.Part.init) ?? .open
        let pages = Pages(request, services)
        let desk = CommentDesk(request, services)
        let (counts, page, open, streams) = try await services.engine.read { transaction in
            (
                try desk.lists.counts(scope: ItemScope(of: request.actor), in: transaction),
                try self.page(part, request, signedIn, in: transaction),
                try id.map { try self.open($0, desk, request, in: transaction) },
                try UnitComments.streams(of: request.actor, request.site.tenant.id, in: transaction)
            )
        }
        let done = request.query["done"].flatMap(LiveComment.Command.init)
        let list = CaseListPage(
            title: "场外留言", measure: "条",
            parts: CommentListStore.Part.allCases.map { each in
                .init(
                    word: Self.name(each), count: counts[each] ?? 0, address: "/desk/comments?part=\(each.rawValue)",
                    isOn: each == part)
            },
            rows: page.items.map { row($0.comment, id, pages.today, request) },
            next: page.next.map { "/desk/comments?part=\(part.rawValue)&cursor=\($0)" }, empty: Self.empty(part),
            record: open.map { record($0, done, request) })
        let address = id.map { "/desk/comments/\($0)" } ?? "/desk/comments?part=\(part.rawValue)"
        return pages.desk(
            "场外留言", signedIn, place: .items, flash: done.map { Flash(sentence: CommentWording.done($0)) },
            content: "\(UnitComments.watching(streams, address: address))\(list.html)")
    }

    private func row(
        _ listed: CommentListStore.Listed, _ open: LiveComment.ID?, _ today: Day, _ request: WebRequest
    ) -> QueueList.Row {
        let since = listed.cutInAt.map { "\(ChineseTime.moment($0, today: today))切入 · " } ?? ""
        return QueueList.Row(
            title: Excerpt.of(listed.words), address: "/desk/comments/\(listed.id)",
            origin: "\(since)\(listed.unitName ?? "") · \(CommentWording.name(listed.state))",
            lamp: listed.dueOn.map {
                DeadlineWording.lamp($0, today: today, calendar: request.site.practice.calendar)
            }, isOpen: listed.id == open)
    }

    /// The open comment with what belongs to it.
    private struct Open: Sendable {
        let comment: LiveComment
        let consultation: MediaConsultation
        let log: [EventStore.Entry<CommentEvent>]
        let title: String
        let units: [HandlingUnit.ID: String]
        let likes: Int
        let claim: NamedClaim?
    }

    private func open(
        _ id: LiveComment.ID, _ desk: CommentDesk, _ request: WebRequest, in transaction: Transaction
    ) throws -> Open {
        let comment = try desk.visible(id, to: request.actor, in: transaction)
        guard let consultation = try desk.media.consultation(comment.said.consultation, in: transaction) else {
            throw WebFailure.notFound
        }
        let units = try DirectoryStore().units(of: request.site.tenant.id, in: transaction)
        return Open(
            comment: comment, consultation: consultation, log: try desk.log(of: id, in: transaction),
            title: try desk.media.headline(consultation, in: transaction).title,
            units: Dictionary(uniqueKeysWithValues: units.map { ($0.id, $0.name) }),
            likes: try desk.store.likes(of: id, in: transaction),
            claim: try desk.claimStore.live([id], at: request.now, in: transaction)[id])
    }

    private func record(_ open: Open, _ done: LiveComment.Command?, _ request: WebRequest) -> TwoPanes.Record {
        CommentRecord(
            comment: open.comment, consultation: open.consultation, log: open.log, title: open.title,
            units: open.units, likes: open.likes, claim: open.claim, actor: request.actor, now: request.now,
            practice: request.site.practice, done: done, token: { request.token(for: $0) }
        ).pane
    }

    private static func name(_ part: CommentListStore.Part) -> String {
        switch part {
        case .open: "要回应的"
        case .answered: "回应过的"
        }
    }

    private static func empty(_ part: CommentListStore.Part) -> String {
        switch part {
        case .open: "没有要回应的场外留言。"
        case .answered: "还没有回应过场外留言。"
        }
    }

    // MARK: - API

    private func listJSON(_ request: WebRequest, _ signedIn: SignedIn) async throws -> WebResponse {
        let part: CommentListStore.Part = try request.part() ?? .open
        let page = try await services.engine.read { try self.page(part, request, signedIn, in: $0) }
        return .json([
            "items": .array(page.items.map { CommentAPI.json($0.comment) }), "next": .optional(page.next),
        ])
    }
}
