// SPDX-License-Identifier: Apache-2.0

import Database
import Domain
import HTTPTypes
import Markup

/// Items on the desk: the unit's inbox and the room's list by due date, each item's record, and the links that ask people.
struct ItemRoutes: RouteGroup {
    let services: Services
    private static let readers = DeskPlace.items.roles

    var routes: [Route] {
        let link = "/desk/items/{record}/confirmations/{confirmation}/link"
        return [
            .desk(.get, "/desk/items", for: Self.readers) { try await list($0, $1, open: nil) },
            .desk(.get, "/desk/items/{record}", for: Self.readers) { try await list($0, $1, open: $0.id("record")) },
            .desk(.post, link, for: Confirmation.linkers, slip),
            .api(.get, "/desk/items", ItemAPI.list, for: Self.readers, listJSON),
            ItemDesk.reading(ItemAPI.one, for: Self.readers, services),
            .api(
                .get, "/desk/items/{record}/confirmations", ItemAPI.confirmations, for: DeskPlace.screening.roles,
                confirmationsJSON),
            .api(.post, link, ItemAPI.link, for: Confirmation.linkers, linkJSON),
        ] + CaseRoutes<ItemDesk>(services: services) { $0.holders }.routes
            + BulkRoutes<ItemDesk>(services: services) { $0.holders }.routes
    }

    // MARK: - The list and the open record

    private struct Query: Sendable {
        let part: ItemListStore.Part
        let scope: ItemScope
        let cursor: ListCursor
        let after: ItemListStore.Place?
        let limit: Int
    }

    private func query(_ request: WebRequest, _ signedIn: SignedIn, _ part: ItemListStore.Part) throws -> Query {
        let cursor = ListCursor(
            keys: services.keys, filter: "items/\(request.site.tenant.id)/\(signedIn.staff.id)/\(part.rawValue)")
        let after = try request.place(after: cursor).map { ItemListStore.Place(key: $0.key, id: $0.id) }
        return Query(
            part: part, scope: ItemScope(of: request.actor), cursor: cursor, after: after, limit: try request.limit())
    }

    private func rows(
        _ query: Query, _ request: WebRequest, in transaction: Transaction
    ) throws -> [(item: ItemListStore.Listed, place: ItemListStore.Place)] {
        try ItemListStore(tenant: request.site.tenant.id, contents: services.contents).list(
            query.part, scope: query.scope, on: ItemDesk(request, services).days, after: query.after,
            limit: query.limit + 1, in: transaction)
    }

    /// What this person works on first: a unit what it owes, by due day; a room what was reported.
    private static func first(_ staff: Staff) -> ItemListStore.Part {
        staff.units.isEmpty ? .toVerify : .inbox
    }

    private func list(
        _ request: WebRequest, _ signedIn: SignedIn, open id: SuggestionItem.ID?
    ) async throws -> WebResponse {
        let part = request.query["part"].flatMap(ItemListStore.Part.init) ?? Self.first(signedIn.staff)
        let query = try query(request, signedIn, part)
        let pages = Pages(request, services)
        let store = ItemListStore(tenant: request.site.tenant.id, contents: services.contents)
        let lookBacks = LookBackDesk(request, services)
        let (counts, rows, open, isOwed, comments, receipts) = try await services.engine.read { transaction in
            (
                try store.counts(scope: query.scope, on: ItemDesk(request, services).days, in: transaction),
                try self.rows(query, request, in: transaction),
                try id.map { try self.open($0, request, in: transaction) },
                try lookBacks.isOwed(to: request.actor, on: request.now.day, in: transaction),
                try CommentDesk(request, services).lists.counts(scope: ItemScope(of: request.actor), in: transaction),
                try DeploymentReceiptDesk(request, services).store.owedCount(by: signedIn.staff, in: transaction)
            )
        }
        let page = ListPage(rows, limit: query.limit, cursor: query.cursor) { "\($0.place.key)/\($0.place.id)" }
        let done = request.query["done"].flatMap(SuggestionItem.Command.init)
        let parts = ItemListStore.Part.allCases.filter {
            // What units owe is an inbox to them alone; a room looks at it by stage and lamp.
            if $0 == .inbox, signedIn.staff.units.isEmpty { return $0 == part }
            // Nor is it the unit's to go and see what is supervised.
            if $0 == .toInspect, signedIn.staff.roomDomains.isEmpty { return $0 == part }
            return $0 == part || counts[$0] ?? 0 > 0 || $0 == Self.first(signedIn.staff)
        }
        let list = CaseListPage(
            title: "事项",
            parts: parts.map { each in
                .init(
                    word: Self.name(each), count: counts[each] ?? 0, address: "/desk/items?part=\(each.rawValue)",
                    isOn: each == part)
            },
            rows: page.items.map { row($0.item, part, id, pages.today, request) },
            next: page.next.map { "/desk/items?part=\(part.rawValue)&cursor=\($0)" }, empty: Self.empty(part),
            record: open.map { record($0, done, request, pages) },
            buttons: ItemDesk.bulkActs.filter {
                $0.command.holders.contains(where: signedIn.staff.holds) && Self.isUsual($0, part)
            }
            .map(BulkRoutes<ItemDesk>.button)
                + (signedIn.staff.holds(.unitOfficer) ? [HandOverRoutes.button] : [])
                + request.site.opening(
                    Self.registers(
                        signedIn.staff, isLookBackOwed: isOwed, comments: comments[.open] ?? 0, receipts: receipts)))
        return pages.desk(
            "事项", signedIn, place: .items,
            counts: [
                .items: .init(
                    waiting: (counts[Self.first(signedIn.staff)] ?? 0) + (counts[.toCountersign] ?? 0),
                    overdue: counts[.overdue] ?? 0)
            ],
            flash: done.map { Flash(sentence: ItemWording.done($0)) }, content: list.html)
    }

    private func row(
        _ listed: ItemListStore.Listed, _ part: ItemListStore.Part, _ open: SuggestionItem.ID?, _ today: Day,
        _ request: WebRequest
    ) -> QueueList.Row {
        QueueList.Row(
            title: Excerpt.of(listed.task), address: "/desk/items/\(listed.id)?part=\(part.rawValue)",
            origin: ItemWording.origin(listed, today: today),
            lamp: Self.owedDay(listed, part, request).map {
                DeadlineWording.lamp($0, today: today, calendar: request.site.practice.calendar)
            }, isOpen: listed.id == open)
    }

    /// By when the reader owes something, or whoever the reader supervises: while the room looks at an item or people are asked a
    /// unit owes nothing.
    private static func owedDay(
        _ listed: ItemListStore.Listed, _ part: ItemListStore.Part, _ request: WebRequest
    ) -> Day? {
        listed.state.isWithRoom && !part.isSupervisors && ItemScope(of: request.actor).domains.isEmpty
            ? nil : listed.dueOn
    }

    /// The open item with what belongs to it.
    private struct Open: Sendable {
        let item: Loop.Item
        let names: Loop.Names
        let asked: ConfirmationRows
        let trace: Trace
        let residentNumbers: [Participant.ID: Int]
        /// Nil for whoever may not see the topic: a unit reads its public text alone.
        let topic: TopicListStore.PublicTopic?
        let list: SuggestionListStore.Named?
        let marks: [(points: Int, reason: FreeText?)]
        let evidence: [Attachment]
        let comments: [CommentListStore.Listed]
        let proposals: [ProposalListStore.Listed]
        let research: [ItemRecord.Research]
    }

    private func open(
        _ id: SuggestionItem.ID, _ request: WebRequest, in transaction: Transaction
    ) throws -> Open {
        let desk = ItemDesk(request, services)
        let reader = LoopReader(services: services, site: request.site)
        _ = try desk.visible(id, to: request.actor, in: transaction)
        guard let item = try reader.item(id, in: transaction) else { throw WebFailure.notFound }
        let asked = ConfirmationRows(try desk.confirmations.rows(of: item.item, in: transaction))
        let names = try reader.names([], [item], in: transaction)
        return Open(
            item: item, names: names, asked: asked,
            trace: try desk.trace(of: item, names: names, for: request.actor, in: transaction),
            residentNumbers: try residentNumbers(asked.waiting, item.item, request, in: transaction),
            topic: try TopicListStore(tenant: request.site.tenant.id, contents: services.contents)
                .published(item.item.topic, in: transaction),
            list: try SuggestionListStore(tenant: request.site.tenant.id).list(
                of: item.item.session, in: transaction),
            marks: try HandlingScoreDesk(request, services).store.marks(of: id, in: transaction),
            evidence: try desk.evidence(of: id, in: transaction),
            comments: try CommentDesk(request, services).lists.itemised(
                as: id, limit: ItemRecord.commentsMax, in: transaction),
            proposals: try ProposalDesk(request, services).proposals(
                from: .item(id), for: request.actor, in: transaction),
            research: ItemRecord.Research.behind(
                item, of: try TopicDesk(request, services).log(of: item.item.topic, in: transaction)))
    }

    /// Whose slip is whose: told to nobody but the keepers of the list, and of nobody who has answered.
    private func residentNumbers(
        _ asked: [ConfirmationStore.Asked], _ item: SuggestionItem, _ request: WebRequest, in transaction: Transaction
    ) throws -> [Participant.ID: Int] {
        let waiting = asked.compactMap { one -> Participant.ID? in
            guard case .participant(let id) = one.voice else { return nil }
            return id
        }
        guard !waiting.isEmpty,
            let session = try SessionDesk(request, services).session(item.session, in: transaction),
            session.isKept(by: request.actor)
        else { return [:] }
        return Dictionary(
            waiting.compactMap { id in session.residentNumber(of: id).map { (id, $0) } },
            uniquingKeysWith: { a, _ in a })
    }

    private func record(
        _ open: Open, _ done: SuggestionItem.Command?, _ request: WebRequest, _ pages: Pages
    ) -> TwoPanes.Record {
        ItemRecord(
            item: open.item, names: open.names, asked: open.asked,
            residentNumbers: open.residentNumbers, topic: open.topic, list: open.list, marks: open.marks,
            evidence: open.evidence, comments: open.comments, proposals: open.proposals, research: open.research,
            actor: request.actor,
            trace: open.trace, today: pages.today,
            practice: request.site.practice, done: done, token: { request.token(for: $0) }
        ).record
    }

    /// Ways to what is kept of all items together; a unit has those that were asked of it in a session.
    /// `comments`: how many of these wait for an answer; while a room waits for it, that comes before all else.
    private static func registers(
        _ staff: Staff, isLookBackOwed: Bool, comments count: Int, receipts owed: Int
    ) -> [Button] {
        let isUnit = staff.roomDomains.isEmpty
        let comments = Button(
            label: count > 0 ? "场外留言：\(count)条要回应" : "场外留言", role: .link(to: "/desk/comments"),
            style: isUnit && count > 0 ? .primary : .ordinary, size: .small)
        let receipts = DeploymentReceiptRoutes.button(owed: owed)
        guard !isUnit else { return staff.units.isEmpty ? [] : [comments, receipts] }
        return [
            comments, receipts,
            Button(label: "成果文件", role: .link(to: "/desk/lists"), size: .small),
            Button(label: isLookBackOwed ? "回头看：今年还没有选" : "回头看", role: .link(to: "/desk/lookbacks"), size: .small),
            Button(label: "成果评选", role: .link(to: "/desk/contests"), size: .small),
            Button(label: "办理考评", role: .link(to: "/desk/assessment"), size: .small),
        ]
    }

    /// Whether the act is looked for among the items of this part.
    private static func isUsual(_ act: ItemAct, _ part: ItemListStore.Part) -> Bool {
        switch part {
        case .toDispatch: act.command == .dispatch
        case .inbox: act.command == .accept || act.command == .progress || act.command == .handOver
        case .toSign: act.command == .accept || act.command == .handOver
        case .working: act.command == .progress || act.command == .handOver
        case .pressing, .overdue: act.command == .remind || act.command == .handOver
        case .returned, .askingLonger, .toVerify, .asking: act.command == .handOver
        case .joint, .toInspect, .unsigned, .supervised, .toCountersign, .closed: false
        }
    }

    private static func name(_ part: ItemListStore.Part) -> String {
        switch part {
        case .inbox: "要办的"
        case .pressing: "红灯黄灯"
        case .joint: "联合督办"
        case .toInspect: "该督察的"
        case .unsigned: "等会签"
        case .supervised: "我督办的"
        case .toCountersign: "待我会签"
        case .toDispatch: "待交办"
        case .toSign: "待签收"
        case .returned: "申请退回"
        case .askingLonger: "申请延期"
        case .working: "办理中"
        case .overdue: "超期"
        case .toVerify: "待核实"
        case .asking: "请大家确认"
        case .closed: "已办结"
        }
    }

    private static func empty(_ part: ItemListStore.Part) -> String {
        switch part {
        case .inbox: "没有要办的，都清了。"
        case .pressing: "没有超期的，也没有快到期的，很好。"
        case .joint: "没有联合督办的事项。"
        case .toInspect: "联合督办的都看过了。"
        case .unsigned: "没有等督办人会签的。"
        case .supervised: "现在没有由您督办的事项。"
        case .toCountersign: "没有等您会签的。"
        case .toDispatch: "没有要交办的事项。"
        case .toSign: "没有要签收的事项。"
        case .returned: "没有申请退回的事项。"
        case .askingLonger: "没有申请延期的事项。"
        case .working: "没有在办的事项。"
        case .overdue: "没有超期的，很好。"
        case .toVerify: "没有要核实的报告。"
        case .asking: "没有在请大家确认的事项。"
        case .closed: "还没有办结的事项。"
        }
    }

    // MARK: - Links for those who were asked

    /// A slip to print for somebody without a phone: what is asked, the link, its code for cameras.
    private func slip(_ request: WebRequest, _ signedIn: SignedIn) async throws -> WebResponse {
        let (base, pages) = (services.baseURL(of: request.site.tenant.id), Pages(request, services))
        return try await makeLink(request) { item, link in
            let address = "\(base)/c/\(link.text)"
            return pages.desk(
                "确认条", signedIn, place: .items,
                content: ItemRecord.slip(item, address: address, qr: QRCode.svg(address)))
        }
    }

    private func linkJSON(_ request: WebRequest, _ signedIn: SignedIn) async throws -> WebResponse {
        _ = try request.idempotencyKey()
        let base = services.baseURL(of: request.site.tenant.id)
        let end = request.now.advanced(byMilliseconds: ConfirmationDesk.linkMilliseconds)
        return try await makeLink(request) { _, link in
            .json(
                ["address": .string("\(base)/c/\(link.text)"), "expiresAt": .string(ChineseTime.rfc3339(end))],
                status: .created)
        }
    }

    private func makeLink(
        _ request: WebRequest, answer: @escaping @Sendable (SuggestionItem, SecretLink) -> WebResponse
    ) async throws -> WebResponse {
        let id: SuggestionItem.ID = try request.id("record")
        let confirmation: Confirmation.ID = try request.id("confirmation")
        let desk = ItemDesk(request, services)
        return try await services.answered.once(request) { transaction in
            let item = try desk.visible(id, to: request.actor, in: transaction)
            // Whoever supervises it from elsewhere asks nobody.
            guard item.tellsFlags(to: request.actor),
                let asked = try desk.confirmations.confirmation(confirmation, in: transaction),
                asked.inquiry.item == id, asked.inquiry.voice.isAskedByLink
            else { throw WebFailure.notFound }
            return answer(
                item,
                try desk.confirmations.handOutLink(
                    of: asked, about: item, by: request.actor, at: request.now, in: transaction))
        }
    }

    // MARK: - API

    private func listJSON(_ request: WebRequest, _ signedIn: SignedIn) async throws -> WebResponse {
        let part: ItemListStore.Part = try request.part() ?? Self.first(signedIn.staff)
        let query = try query(request, signedIn, part)
        let rows = try await services.engine.read { try self.rows(query, request, in: $0) }
        let page = ListPage(rows, limit: query.limit, cursor: query.cursor) { "\($0.place.key)/\($0.place.id)" }
        return .json([
            "items": .array(page.items.map { ItemAPI.json($0.item, dueOn: Self.owedDay($0.item, part, request)) }),
            "next": .optional(page.next),
        ])
    }

    private func confirmationsJSON(_ request: WebRequest, _ signedIn: SignedIn) async throws -> WebResponse {
        let id: SuggestionItem.ID = try request.id("record")
        let desk = ItemDesk(request, services)
        let asked = try await services.engine.read { transaction in
            let item = try desk.visible(id, to: request.actor, in: transaction)
            // Whoever supervises it from elsewhere reads how many said what, and not who.
            guard item.tellsFlags(to: request.actor) else { throw WebFailure.notFound }
            return ConfirmationRows(try desk.confirmations.rows(of: item, in: transaction))
        }
        return .json([
            "items": .array(
                asked.waiting.map { ItemAPI.json($0, isWaiting: true) }
                    + asked.said.map { ItemAPI.json($0, isWaiting: false) })
        ])
    }
}
