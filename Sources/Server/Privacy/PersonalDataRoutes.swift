// SPDX-License-Identifier: Apache-2.0

import Database
import Domain
import HTTPTypes
import Markup

/// The privacy officer's desk: requests about personal data, by due date.
struct PersonalDataRoutes: RouteGroup {
    let services: Services
    private static let readers = DeskPlace.erasures.roles

    var routes: [Route] {
        [
            .desk(.get, "/desk/erasures", for: Self.readers) { try await list($0, $1, open: nil) },
            .desk(.get, "/desk/erasures/{record}", for: Self.readers) { try await list($0, $1, open: $0.id("record")) },
            .api(.get, "/desk/erasures", PersonalDataAPI.list, for: Self.readers, listJSON),
            PersonalDataDesk.reading(PersonalDataAPI.one, for: Self.readers, services),
        ] + CaseRoutes<PersonalDataDesk>(services: services) { $0.holders }.routes
    }

    private func page(
        _ request: WebRequest, isOpen: Bool
    ) async throws -> (ListPage<PersonalDataStore.Listed>, counts: (open: Int, overdue: Int, decided: Int)) {
        let tenant = request.site.tenant.id
        let cursor = ListCursor(keys: services.keys, filter: "erasures/\(tenant)/\(isOpen)")
        let after: Identifier<PersonalDataRequest>? = try request.after(cursor)
        let limit = try request.limit()
        let store = PersonalDataStore(tenant: tenant)
        let (rows, counts) = try await services.engine.read { transaction in
            (
                try store.list(isOpen: isOpen, after: after, limit: limit + 1, in: transaction),
                try store.counts(today: request.now.day, in: transaction)
            )
        }
        return (ListPage(rows, limit: limit, cursor: cursor) { $0.id.text }, counts)
    }

    private func list(
        _ request: WebRequest, _ signedIn: SignedIn, open id: PersonalDataRequest.ID?
    ) async throws -> WebResponse {
        let isOpen = request.query["part"] != "decided"
        let (page, counts) = try await page(request, isOpen: isOpen)
        let desk = PersonalDataDesk(request, services)
        let pages = Pages(request, services)
        let open = try await services.engine.read { transaction in
            try id.map { id in
                (
                    try desk.visible(id, to: request.actor, in: transaction), try desk.log(of: id, in: transaction)
                )
            }
        }
        let done = request.query["done"].flatMap(PersonalDataRequest.Command.init)
        let calendar = request.site.practice.calendar
        let list = CaseListPage(
            title: "信息申请",
            parts: [
                .init(word: "待处理", count: counts.open, address: "/desk/erasures", isOn: isOpen),
                .init(word: "已处理", count: counts.decided, address: "/desk/erasures?part=decided", isOn: !isOpen),
            ],
            rows: page.items.map { listed in
                QueueList.Row(
                    title: PersonalDataWording.title(
                        listed.kind, listed.whoseKind, number: Identifier<Never>(listed.whose).text),
                    address: "/desk/erasures/\(listed.id)",
                    origin: PersonalDataWording.name(listed.state),
                    lamp: listed.dueOn.map { DeadlineWording.lamp($0, today: pages.today, calendar: calendar) },
                    isOpen: listed.id == id)
            },
            next: page.next.map { "/desk/erasures?\(isOpen ? "" : "part=decided&")cursor=\($0)" },
            empty: "没有要处理的申请。", record: open.map { record($0.0, $0.1, request, pages) },
            // Who left a clue has no code to ask by: it is found by its words.
            buttons: request.site.has(.proposals)
                ? [Button(label: "提案线索", role: .link(to: ClueRoutes.address), size: .small)] : [])
        return pages.desk(
            "信息申请", signedIn, place: .erasures,
            counts: [.erasures: .init(waiting: counts.open, overdue: counts.overdue)],
            flash: done.map { Flash(sentence: PersonalDataWording.done($0)) }, content: list.html)
    }

    private func record(
        _ asked: PersonalDataRequest, _ log: [EventStore.Entry<PersonalDataEvent>], _ request: WebRequest,
        _ pages: Pages
    ) -> TwoPanes.Record {
        let steps = log.map { entry -> Trace.Step in
            let (act, quote) = PersonalDataWording.step(entry.event, asked.asking, today: pages.today)
            return Trace.Step(stage: .done, act: act, meta: StepMeta.text(entry, today: pages.today), quote: quote)
        }
        let due = asked.deadline.map {
            DeadlineWording.chip($0, today: pages.today, calendar: request.site.practice.calendar).html
        }
        let bar = CaseActions<PersonalDataDesk>(
            record: asked, id: asked.id, actor: request.actor, explanation: PersonalDataWording.advice(asked.asking),
            helpful: [], hasPrimary: false, token: { request.token(for: $0) }
        ).bar
        let correction = asked.asking.correction.map { correction in
            Facts(rows: PersonalDataWording.facts(correction).map { .init($0.name, $0.words) }).html
        }
        return TwoPanes.Record(
            title: PersonalDataWording.title(asked.asking.kind, asked.asking.whose),
            status: "<span class=\"row\">\(PersonalDataWording.chip(asked.state.name).html)</span>\(due)",
            content: """
                \(correction)\(bar.html)\
                \(PageSection(id: "trace", title: "轨迹", content: Trace(steps: steps).html).html)
                """)
    }

    private func listJSON(_ request: WebRequest, _ signedIn: SignedIn) async throws -> WebResponse {
        let (page, _) = try await page(request, isOpen: true)
        return .json(["items": .array(page.items.map(PersonalDataAPI.json)), "next": .optional(page.next)])
    }
}
