// SPDX-License-Identifier: Apache-2.0

import Database
import Domain
import HTTPTypes
import Markup

/// The addressee's desk of notices: what waits to be signed for and to be answered, by due date, and each receipt.
struct DeploymentReceiptRoutes: RouteGroup {
    let services: Services
    private static let address = "/desk/receipts"

    var routes: [Route] {
        let readers = DeploymentRoutes.readers
        return [
            .desk(.get, Self.address, for: readers) { try await list($0, $1, open: nil) },
            .desk(.get, "\(Self.address)/{record}", for: readers) { try await list($0, $1, open: $0.id("record")) },
            .api(.get, Self.address, DeploymentAPI.receiptList, for: readers, listJSON),
            DeploymentReceiptDesk.reading(DeploymentAPI.receiptOne, for: readers, services),
        ] + CaseRoutes<DeploymentReceiptDesk>(services: services) { $0.holders }.routes
    }

    /// The way here from other pages of the desk; it says how much waits to be signed for and answered.
    static func button(owed: Int) -> Button {
        guard owed > 0 else {
            return Button(label: DeploymentWording.title, role: .link(to: DeploymentRoutes.address), size: .small)
        }
        return Button(label: "\(DeploymentWording.title)：\(owed)份要办", role: .link(to: address), size: .small)
    }

    private func page(
        _ part: DeploymentReceiptStore.Part, _ request: WebRequest, _ signedIn: SignedIn, in transaction: Transaction
    ) throws -> ListPage<(receipt: DeploymentReceiptStore.Listed, place: DeploymentReceiptStore.Place)> {
        let limit = try request.limit()
        let cursor = ListCursor(
            keys: services.keys,
            filter: "receipts/\(request.site.tenant.id)/\(signedIn.staff.id)/\(part.rawValue)")
        let after: (key: String, id: DeploymentReceipt.ID)? = try request.place(after: cursor)
        let rows = try DeploymentReceiptDesk(request, services).store.receipts(
            part, scope: DeploymentScope(of: request.actor), after: after.map { .init(key: $0.key, id: $0.id) },
            limit: limit + 1, in: transaction)
        return ListPage(rows, limit: limit, cursor: cursor) { "\($0.place.key)/\($0.place.id)" }
    }

    /// The open receipt with what belongs to it.
    private struct Open: Sendable {
        let receipt: DeploymentReceipt
        let deployment: DeploymentDesk.Open
        let name: String
        let evidence: [Attachment]
        let log: [EventStore.Entry<DeploymentReceiptEvent>]
        let titles: [NoticeSubject: NoticeTitle]
    }

    private func open(
        _ id: DeploymentReceipt.ID, _ request: WebRequest, in transaction: Transaction
    ) throws -> Open {
        let desk = DeploymentReceiptDesk(request, services)
        let receipt = try desk.visible(id, to: request.actor, in: transaction)
        let deployment = try desk.deployments.visible(
            receipt.sending.deployment, to: request.actor, in: transaction)
        let subjects = receipt.followers.map { follower -> NoticeSubject in
            switch follower {
            case .session(let id): .session(id)
            case .topic(let id): .topic(id)
            }
        }
        return Open(
            receipt: receipt, deployment: deployment,
            name: deployment.lines.first { $0.id == id }?.name ?? "",
            evidence: try AttachmentDesk(services: services, site: request.site)
                .list(of: .receipt(id), in: transaction),
            log: try desk.log(of: id, in: transaction),
            titles: subjects.isEmpty
                ? [:]
                : try NoticeTitles(services: services, tenant: request.site.tenant.id)
                    .titles(of: subjects, seenBy: request.actor, in: transaction))
    }

    private func list(
        _ request: WebRequest, _ signedIn: SignedIn, open id: DeploymentReceipt.ID?
    ) async throws -> WebResponse {
        let (pages, desk) = (Pages(request, services), DeploymentReceiptDesk(request, services))
        let scope = DeploymentScope(of: request.actor)
        let named = request.query["part"].flatMap(DeploymentReceiptStore.Part.init)
        let (counts, part, page, open) = try await services.engine.read { transaction in
            let counts = try desk.store.counts(scope: scope, in: transaction)
            // What waits first, where nothing is said.
            let part = named ?? DeploymentReceiptStore.Part.allCases.first { counts[$0] ?? 0 > 0 } ?? .toSign
            return (
                counts, part, try self.page(part, request, signedIn, in: transaction),
                try id.map { try self.open($0, request, in: transaction) }
            )
        }
        let done = request.query["done"].flatMap(DeploymentReceipt.Command.init)
        let list = CaseListPage(
            title: "签收和回报", measure: "份",
            parts: DeploymentReceiptStore.Part.allCases.map { each in
                .init(
                    word: DeploymentWording.name(each), count: counts[each] ?? 0,
                    address: "\(Self.address)?part=\(each.rawValue)", isOn: each == part)
            },
            rows: page.items.map { row($0.receipt, part, id, pages.today, request) },
            next: page.next.map { "\(Self.address)?part=\(part.rawValue)&cursor=\($0)" },
            empty: DeploymentWording.empty(part),
            record: open.map { record($0, request, pages.today) },
            buttons: [
                Button(label: "全部通知", role: .link(to: DeploymentRoutes.address), size: .small)
            ])
        return pages.desk(
            "签收和回报", signedIn, place: .items, flash: done.map { Flash(sentence: DeploymentWording.done($0)) },
            content: list.html)
    }

    private func row(
        _ listed: DeploymentReceiptStore.Listed, _ part: DeploymentReceiptStore.Part, _ open: DeploymentReceipt.ID?,
        _ today: Day, _ request: WebRequest
    ) -> QueueList.Row {
        QueueList.Row(
            title: listed.title ?? TopicWording.erased,
            address: "\(Self.address)/\(listed.id)?part=\(part.rawValue)",
            origin: "\(DeploymentWording.name(listed.kind)) · \(listed.name) · \(DeploymentWording.name(listed.state))",
            lamp: listed.dueOn.map { DeadlineWording.lamp($0, today: today, calendar: request.site.practice.calendar) },
            isOpen: listed.id == open)
    }

    private func record(_ open: Open, _ request: WebRequest, _ today: Day) -> TwoPanes.Record {
        DeploymentReceiptRecord(
            receipt: open.receipt, deployment: open.deployment, name: open.name, evidence: open.evidence,
            log: open.log, titles: open.titles, actor: request.actor, today: today, practice: request.site.practice,
            token: { request.token(for: $0) }
        ).pane
    }

    private func listJSON(_ request: WebRequest, _ signedIn: SignedIn) async throws -> WebResponse {
        let part: DeploymentReceiptStore.Part = try request.part() ?? .toSign
        let page = try await services.engine.read { try self.page(part, request, signedIn, in: $0) }
        return .json([
            "items": .array(page.items.map { DeploymentAPI.json($0.receipt) }), "next": .optional(page.next),
        ])
    }
}
