// SPDX-License-Identifier: Apache-2.0

import Database
import Domain
import HTTPTypes
import Markup

/// Look-backs on the desk: the list with its warning, choosing a topic of the year before, and each record.
struct LookBackRoutes: RouteGroup {
    let services: Services
    static let readers: Set<Role> = [.roomSecretary, .convener, .leader]

    /// What a choice says. The topics that are offered are those of the year before.
    static let choiceFields: [InputField] = [
        InputField("topic", "选哪件议题", .reference(.ownTopics)),
        InputField("reason", "为什么选它", .paragraph(limit: 300)),
    ]

    var routes: [Route] {
        [
            .desk(.get, "/desk/lookbacks", for: Self.readers) { try await list($0, $1, open: nil) },
            .desk(.get, "/desk/lookbacks/{record}", for: Self.readers) {
                try await list($0, $1, open: $0.id("record"))
            },
            .desk(.get, "/desk/lookback", for: LookBack.choosers) { try await form($0, $1, nil) },
            .desk(.post, "/desk/lookback", for: LookBack.choosers, choosing.take),
            .api(.get, "/desk/lookbacks", LookBackAPI.list, for: Self.readers, listJSON),
            .api(.post, "/desk/lookbacks", LookBackAPI.choose, for: LookBack.choosers, choosing.takeJSON),
            LookBackDesk.reading(LookBackAPI.one, for: Self.readers, services),
        ] + CaseRoutes<LookBackDesk>(services: services) { $0.holders }.routes
    }

    // MARK: - The list and the open record

    private func page(
        _ state: LookBack.State.Name?, _ request: WebRequest, _ signedIn: SignedIn, in transaction: Transaction
    ) throws -> ListPage<LookBackStore.Listed> {
        let limit = try request.limit()
        let cursor = ListCursor(
            keys: services.keys,
            filter: "lookbacks/\(request.site.tenant.id)/\(signedIn.staff.id)/\(state?.rawValue ?? "")")
        let after: LookBack.ID? = try request.after(cursor)
        let rows = try LookBackDesk(request, services).store.list(
            state, scope: RoomScope(of: request.actor), after: after, limit: limit + 1, in: transaction)
        return ListPage(rows, limit: limit, cursor: cursor) { $0.id.text }
    }

    /// The open look-back with what belongs to it.
    private struct Open: Sendable {
        let record: LookBack
        let log: [EventStore.Entry<LookBackEvent>]
        let title: String
        let items: [Loop.Item]
        let tally: ConfirmationTally
        let isAnswered: Bool
        let proposals: [ProposalListStore.Listed]
    }

    private func open(
        _ id: LookBack.ID, _ desk: LookBackDesk, _ request: WebRequest, in transaction: Transaction
    ) throws -> Open {
        let record = try desk.visible(id, to: request.actor, in: transaction)
        let reader = LoopReader(services: services, site: request.site)
        let ids = try ItemStore(tenant: request.site.tenant.id).items(of: record.choice.topic, in: transaction)
        return Open(
            record: record, log: try desk.log(of: id, in: transaction),
            title: try desk.headline(record, in: transaction).title,
            items: try ids.compactMap { try reader.item($0, in: transaction) },
            tally: try desk.tally(of: record, in: transaction),
            isAnswered: try desk.isAnswered(record, in: transaction),
            proposals: try ProposalDesk(request, services)
                .proposals(from: .lookBack(id), for: request.actor, in: transaction))
    }

    private func list(
        _ request: WebRequest, _ signedIn: SignedIn, open id: LookBack.ID?
    ) async throws -> WebResponse {
        let state = request.query["state"].flatMap(LookBack.State.Name.init)
        let pages = Pages(request, services)
        let desk = LookBackDesk(request, services)
        let (counts, page, open, isOwed) = try await services.engine.read { transaction in
            (
                try desk.store.counts(scope: RoomScope(of: request.actor), in: transaction),
                try self.page(state, request, signedIn, in: transaction),
                try id.map { try self.open($0, desk, request, in: transaction) },
                try desk.isOwed(to: request.actor, on: request.now.day, in: transaction)
            )
        }
        let done = request.query["done"].flatMap(LookBack.Command.init)
        let query = state.map { "?state=\($0.rawValue)" } ?? ""
        let all = CaseListPage.Part(
            word: "回头看", count: counts.values.reduce(0, +), address: "/desk/lookbacks", isOn: state == nil)
        let canChoose = HandlingAssessment.role(of: request.actor) != nil
        let list = CaseListPage(
            title: "回头看",
            parts: [all]
                + LookBack.State.Name.allCases.map { each in
                    .init(
                        word: LookBackWording.name(each), count: counts[each] ?? 0,
                        address: "/desk/lookbacks?state=\(each.rawValue)", isOn: each == state)
                },
            rows: page.items.map { row($0, query, id, pages.today, request) },
            next: page.next.map { "/desk/lookbacks?\(state.map { "state=\($0.rawValue)&" } ?? "")cursor=\($0)" },
            empty: "还没有选过。每年从上一年协商过的议题里选一两件，看看成果有没有保持住。",
            record: open.map { record($0, request, pages) },
            buttons: canChoose ? [Button(label: "选一件", role: .link(to: "/desk/lookback"), size: .small)] : [])
        let warning =
            isOwed ? Note(text: LookBackWording.owed(pages.today.year), tone: .late, icon: .alert).html : HTML()
        return pages.desk(
            "回头看", signedIn, place: .items, flash: done.map { Flash(sentence: LookBackWording.done($0)) },
            content: "\(warning)\(list.html)")
    }

    private func row(
        _ listed: LookBackStore.Listed, _ query: String, _ open: LookBack.ID?, _ today: Day, _ request: WebRequest
    ) -> QueueList.Row {
        let state = listed.grade.map(LookBackWording.name) ?? LookBackWording.name(listed.state)
        return QueueList.Row(
            title: listed.title ?? TopicWording.erased, address: "/desk/lookbacks/\(listed.id)\(query)",
            origin: "\(listed.year)年 · \(listed.roomName) · \(state)",
            lamp: listed.dueOn.map {
                DeadlineWording.lamp($0, today: today, calendar: request.site.practice.calendar)
            }, isOpen: listed.id == open)
    }

    private func record(_ open: Open, _ request: WebRequest, _ pages: Pages) -> TwoPanes.Record {
        LookBackRecord(
            record: open.record, log: open.log, title: open.title, items: open.items, tally: open.tally,
            isAnswered: open.isAnswered, proposals: open.proposals, actor: request.actor, today: pages.today,
            practice: request.site.practice,
            token: { request.token(for: $0) }
        ).pane
    }

    // MARK: - Choosing

    private func form(
        _ request: WebRequest, _ signedIn: SignedIn, _ problems: InputProblems?
    ) async throws -> WebResponse {
        guard HandlingAssessment.role(of: request.actor) != nil else { throw WebFailure.notFound }
        let desk = LookBackDesk(request, services)
        let year = request.now.day.year
        let candidates = try await services.engine.read {
            try desk.store.candidates(for: year, scope: RoomScope(of: request.actor), limit: 100, in: $0)
        }
        let options = candidates.map { candidate in
            InputField.Option(
                code: candidate.id.text,
                label:
                    "\(candidate.isOfPlan ? "【年度计划】" : "")\(candidate.title ?? TopicWording.erased)（\(candidate.roomName)）"
            )
        }
        let page = CaseActPage(
            title: "选一件回头看", headline: CaseHeadline(title: "回头看", said: nil),
            advice: options.isEmpty ? "现在没有可以选的：\(year - 1)年没有协商过、又已经办结的议题。" : "从\(year - 1)年协商过、已经办结的议题里选，每年一两件。",
            fields: Self.choiceFields.map { field in
                .init(
                    field: field, options: field.name == "topic" ? options : [],
                    value: problems?.sent[field.name] ?? "")
            }, version: nil, action: "/desk/lookback", back: "/desk/lookbacks", problems: problems)
        return Pages(request, services).desk(
            "选一件回头看", signedIn, place: .items, status: problems == nil ? 200 : 422,
            content: page.html(token: request.token(for: "/desk/lookback")))
    }

    private var choosing: CaseBeginning<LookBackDesk> {
        CaseBeginning(services: services, fields: Self.choiceFields) {
            try await form($0, $1, $2)
        } begin: {
            desk, input, request, transaction in
            let record = try desk.choose(
                input.id("topic"), reason: input.text("reason"), by: request.actor, at: request.now, in: transaction)
            return (record.id, record)
        }
    }

    // MARK: - API

    private func listJSON(_ request: WebRequest, _ signedIn: SignedIn) async throws -> WebResponse {
        let state: LookBack.State.Name? = try request.state()
        let desk = LookBackDesk(request, services)
        let (page, isOwed) = try await services.engine.read { transaction in
            (
                try self.page(state, request, signedIn, in: transaction),
                try desk.isOwed(to: request.actor, on: request.now.day, in: transaction)
            )
        }
        return .json([
            "items": .array(page.items.map { LookBackAPI.json($0) }), "next": .optional(page.next),
            "isOwed": .boolean(isOwed),
        ])
    }
}
