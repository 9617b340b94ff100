// SPDX-License-Identifier: Apache-2.0

import Database
import Domain
import HTTPTypes
import Markup

/// Media consultations on the desk: the list, each record, and how one is put beside a session.
struct MediaRoutes: RouteGroup {
    let services: Services
    static let readers: Set<Role> = [.roomSecretary, .convener, .leader]
    private static let planning = "/desk/live-planning"

    var routes: [Route] {
        [
            .desk(.get, "/desk/live", for: Self.readers) { try await list($0, $1, open: nil) },
            .desk(.get, "/desk/live/{record}", for: Self.readers) { try await list($0, $1, open: $0.id("record")) },
            .desk(.get, Self.planning, for: MediaConsultation.holders) { try await form($0, $1, nil) },
            .desk(.post, Self.planning, for: MediaConsultation.holders, beginning.take),
            .api(.get, "/desk/live", MediaAPI.list, for: Self.readers, listJSON),
            .api(.post, "/desk/live", MediaAPI.plan, for: MediaConsultation.holders, beginning.takeJSON),
            MediaDesk.reading(MediaAPI.one, for: Self.readers, services),
        ] + CaseRoutes<MediaDesk>(services: services) { _ in MediaConsultation.holders }.routes
    }

    // MARK: - The list and the open record

    private func page(
        _ state: MediaConsultation.State.Name?, _ request: WebRequest, _ signedIn: SignedIn,
        in transaction: Transaction
    ) throws -> ListPage<MediaStore.Listed> {
        let limit = try request.limit()
        let cursor = ListCursor(
            keys: services.keys,
            filter: "live/\(request.site.tenant.id)/\(signedIn.staff.id)/\(state?.rawValue ?? "")")
        let after: MediaConsultation.ID? = try request.after(cursor)
        let rows = try MediaDesk(request, services).store.list(
            state, scope: RoomScope(of: request.actor), after: after, limit: limit + 1, in: transaction)
        return ListPage(rows, limit: limit, cursor: cursor) { $0.id.text }
    }

    /// The open consultation with what belongs to it.
    private struct Open: Sendable {
        let record: MediaConsultation
        let log: [EventStore.Entry<MediaEvent>]
        let title: String
        let figures: LiveFigures
    }

    private func open(
        _ id: MediaConsultation.ID, _ desk: MediaDesk, _ request: WebRequest, in transaction: Transaction
    ) throws -> Open {
        let record = try desk.visible(id, to: request.actor, in: transaction)
        return Open(
            record: record, log: try desk.log(of: id, in: transaction),
            title: try desk.headline(record, in: transaction).title,
            figures: try desk.figures(of: record, in: transaction))
    }

    private func list(
        _ request: WebRequest, _ signedIn: SignedIn, open id: MediaConsultation.ID?
    ) async throws -> WebResponse {
        let state = request.query["state"].flatMap(MediaConsultation.State.Name.init)
        let pages = Pages(request, services)
        let desk = MediaDesk(request, services)
        let (counts, page, open) = try await services.engine.read { transaction in
            (
                try desk.store.counts(scope: RoomScope(of: request.actor), in: transaction),
                try self.page(state, request, signedIn, in: transaction),
                try id.map { try self.open($0, desk, request, in: transaction) }
            )
        }
        let done = request.query["done"].flatMap(MediaConsultation.Command.init)
        let all = CaseListPage.Part(
            word: "融媒体协商", count: counts.values.reduce(0, +), address: "/desk/live", isOn: state == nil)
        let canPlan = MediaConsultation.holders.contains { signedIn.staff.holds($0) }
        let list = CaseListPage(
            title: "融媒体协商", measure: "场",
            parts: [all]
                + MediaConsultation.State.Name.allCases.map { each in
                    .init(
                        word: MediaWording.name(each), count: counts[each] ?? 0,
                        address: "/desk/live?state=\(each.rawValue)", isOn: each == state)
                },
            rows: page.items.map { row($0, id, pages.today) },
            next: page.next.map { "/desk/live?\(state.map { "state=\($0.rawValue)&" } ?? "")cursor=\($0)" },
            empty: "还没有办过。协商会公告以后，可以同时开融媒体协商，请场外的人留言。",
            record: open.map { record($0, done, request, pages) },
            buttons: canPlan ? [Button(label: "安排一场", role: .link(to: Self.planning), size: .small)] : [])
        return pages.desk(
            "融媒体协商", signedIn, place: .live, flash: done.map { Flash(sentence: MediaWording.done($0)) },
            content: list.html)
    }

    private func row(
        _ listed: MediaStore.Listed, _ open: MediaConsultation.ID?, _ today: Day
    ) -> QueueList.Row {
        QueueList.Row(
            title: listed.title ?? TopicWording.erased, address: "/desk/live/\(listed.id)",
            origin:
                "\(ChineseTime.moment(listed.opensAt, today: today)) · \(listed.roomName) · \(MediaWording.name(listed.state))",
            lamp: nil, isOpen: listed.id == open)
    }

    private func record(
        _ open: Open, _ done: MediaConsultation.Command?, _ request: WebRequest, _ pages: Pages
    ) -> TwoPanes.Record {
        MediaRecord(
            record: open.record, log: open.log, title: open.title, figures: open.figures, actor: request.actor,
            now: request.now, done: done, token: { request.token(for: $0) }
        ).pane
    }

    // MARK: - Planning

    private func form(
        _ request: WebRequest, _ signedIn: SignedIn, _ problems: InputProblems?
    ) async throws -> WebResponse {
        let store = MediaDesk(request, services).store
        let today = request.now.day
        let upcoming = try await services.engine.read {
            try store.candidates(scope: RoomScope(of: request.actor), limit: 100, in: $0)
        }
        let options = upcoming.map { listed in
            InputField.Option(
                code: listed.id.text,
                label: "\(ChineseTime.day(listed.day, today: today)) \(listed.title ?? TopicWording.erased)")
        }
        let usual = ["session": request.query["session"] ?? (options.count == 1 ? options[0].code : "")]
        let page = CaseActPage(
            title: "安排融媒体协商", headline: CaseHeadline(title: "融媒体协商", said: nil),
            advice: options.isEmpty
                ? "现在没有公告了还没开完的协商会。先公告一场，再来安排。" : "场外的人在这段时间里留言，看过的公开，挑好的切进会场请单位当场回应。",
            fields: ([MediaFields.session] + MediaFields.plan).map { field in
                .init(
                    field: field, options: field.name == "session" ? options : [],
                    value: problems.map { $0.sent[field.name] ?? "" } ?? usual[field.name] ?? "")
            }, version: nil, action: Self.planning, back: "/desk/live", problems: problems)
        return Pages(request, services).desk(
            "安排融媒体协商", signedIn, place: .live, status: problems == nil ? 200 : 422,
            content: page.html(token: request.token(for: Self.planning)))
    }

    private var beginning: CaseBeginning<MediaDesk> {
        CaseBeginning(services: services, fields: [MediaFields.session] + MediaFields.plan) {
            try await form($0, $1, $2)
        } begin: {
            desk, input, request, transaction in
            let record = try desk.plan(
                try MediaFields.plan(input), beside: input.id("session"), by: request.actor, at: request.now,
                in: transaction)
            return (record.id, record)
        }
    }

    // MARK: - API

    private func listJSON(_ request: WebRequest, _ signedIn: SignedIn) async throws -> WebResponse {
        let state: MediaConsultation.State.Name? = try request.state()
        let page = try await services.engine.read { try self.page(state, request, signedIn, in: $0) }
        return .json(["items": .array(page.items.map { MediaAPI.json($0) }), "next": .optional(page.next)])
    }
}
