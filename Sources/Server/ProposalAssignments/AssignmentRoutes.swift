// SPDX-License-Identifier: Apache-2.0

import Database
import Domain
import HTTPTypes
import Markup

/// What units do with proposals, on the desk: the unit's list by due day, the office's by what waits for it, each record.
struct AssignmentRoutes: RouteGroup {
    let services: Services
    /// A proposer reads who has the own proposal on the proposal itself.
    static let readers: Set<Role> = [.unitOfficer, .proposalOfficer, .leader]

    var routes: [Route] {
        [
            .desk(.get, "/desk/assignments", for: Self.readers) { try await list($0, $1, open: nil) },
            .desk(.get, "/desk/assignments/{record}", for: Self.readers) {
                try await list($0, $1, open: $0.id("record"))
            },
            .api(.get, "/desk/assignments", AssignmentAPI.list, for: Self.readers, listJSON),
            AssignmentDesk.reading(AssignmentAPI.one, for: Self.readers, services),
            .api(
                .get, "/desk/proposals/{record}/assignments", AssignmentAPI.ofProposal, for: Self.readers,
                ofProposalJSON),
        ] + CaseRoutes<AssignmentDesk>(services: services) { $0.holders }.routes
            + BulkRoutes<AssignmentDesk>(services: services) { $0.holders }.routes
    }

    // MARK: - The list

    private typealias Row = (assignment: AssignmentListStore.Listed, place: AssignmentListStore.Place)

    private func page(
        _ part: AssignmentListStore.Part, _ request: WebRequest, _ signedIn: SignedIn, in transaction: Transaction
    ) throws -> ListPage<Row> {
        let limit = try request.limit()
        let cursor = ListCursor(
            keys: services.keys,
            filter: "assignments/\(request.site.tenant.id)/\(signedIn.staff.id)/\(part.rawValue)")
        let after = try request.place(after: cursor).map { AssignmentListStore.Place(key: $0.key, id: $0.id) }
        let rows = try AssignmentDesk(request, services).lists.list(
            part, scope: ProposalScope(of: request.actor), today: request.now.day, after: after, limit: limit + 1,
            in: transaction)
        return ListPage(rows, limit: limit, cursor: cursor) { "\($0.place.key)/\($0.place.id)" }
    }

    private func list(
        _ request: WebRequest, _ signedIn: SignedIn, open id: ProposalAssignment.ID?
    ) async throws -> WebResponse {
        let home = Self.home(of: signedIn.staff)
        let part = request.query["part"].flatMap(AssignmentListStore.Part.init) ?? home
        let pages = Pages(request, services)
        let desk = AssignmentDesk(request, services)
        let (counts, page, open) = try await services.engine.read { transaction in
            (
                try desk.lists.counts(
                    scope: ProposalScope(of: request.actor), today: request.now.day, in: transaction),
                try self.page(part, request, signedIn, in: transaction),
                try id.map { try self.open($0, desk, request, in: transaction) }
            )
        }
        let done = request.query["done"].flatMap(ProposalAssignment.Command.init)
        let parts = AssignmentListStore.Part.allCases.filter { $0 == part || $0 == home || counts[$0] ?? 0 > 0 }
        let list = CaseListPage(
            title: "提案办理",
            parts: parts.map { each in
                .init(
                    word: Self.name(each), count: counts[each] ?? 0,
                    address: "/desk/assignments?part=\(each.rawValue)", isOn: each == part)
            },
            rows: page.items.map { row($0.assignment, part, id, pages.today, request) },
            next: page.next.map { "/desk/assignments?part=\(part.rawValue)&cursor=\($0)" }, empty: Self.empty(part),
            record: open.map { record($0, done, request, pages) }, buttons: Self.buttons(signedIn.staff))
        return pages.desk(
            "提案办理", signedIn, place: .proposals,
            counts: [.proposals: .init(waiting: counts[home] ?? 0, overdue: counts[.overdue] ?? 0)],
            flash: done.map { Flash(sentence: AssignmentWording.done($0)) }, content: list.html)
    }

    private func row(
        _ listed: AssignmentListStore.Listed, _ part: AssignmentListStore.Part, _ open: ProposalAssignment.ID?,
        _ today: Day, _ request: WebRequest
    ) -> QueueList.Row {
        QueueList.Row(
            title: listed.subject ?? TopicWording.erased,
            address: "/desk/assignments/\(listed.id)?part=\(part.rawValue)",
            origin: AssignmentWording.origin(listed, today: today),
            lamp: listed.dueOn.map {
                DeadlineWording.lamp($0, today: today, calendar: request.site.practice.calendar)
            }, isOpen: listed.id == open)
    }

    /// Ways to what belongs to it.
    private static func buttons(_ staff: Staff) -> [Button] {
        let bulk = AssignmentDesk.bulkActs.filter { $0.command.holders.contains(where: staff.holds) }
            .map(BulkRoutes<AssignmentDesk>.button)
        let office = staff.holdsEverywhere(.proposalOfficer) || staff.holdsEverywhere(.leader)
        return bulk
            + [
                Button(label: "交办清单", role: .link(to: ProposalDocumentRoutes.assignmentList), size: .small),
                Button(label: "导出表格", role: .link(to: ProposalTable.assignments.address), size: .small),
                Button(label: "联系记录", role: .link(to: ProposalTable.contacts.address), size: .small),
                Button(label: "延期申请", role: .link(to: ProposalTable.extensions.address), size: .small),
            ]
            + (office ? [Button(label: "提案统计", role: .link(to: "/desk/proposal-statistics"), size: .small)] : [])
    }

    // MARK: - The open record

    private struct Open: Sendable {
        let assignment: ProposalAssignment
        let proposal: Proposal
        let log: [EventStore.Entry<AssignmentEvent>]
        let units: [HandlingUnit.ID: String]
        let proposers: [String]
        let body: String?
        let files: [Attachment]
        let officer: String?
        let siblings: [ProposalAssignment]
        let others: ProposalAssignment.Others
        let objections: [ProposerOpinionStore.Said]
    }

    private func open(
        _ id: ProposalAssignment.ID, _ desk: AssignmentDesk, _ request: WebRequest, in transaction: Transaction
    ) throws -> Open {
        let assignment = try desk.visible(id, to: request.actor, in: transaction)
        guard let proposal = try desk.proposals.proposal(assignment.proposal, in: transaction) else {
            throw WebFailure.notFound
        }
        let tenant = request.site.tenant.id
        let names = try DirectoryStore().names(
            of: Set(proposal.proposers + [assignment.officer].compactMap(\.self)), tenant: tenant, in: transaction)
        return Open(
            assignment: assignment, proposal: proposal, log: try desk.log(of: id, in: transaction),
            units: try desk.unitNames(in: transaction),
            proposers: proposal.proposers.compactMap { names[$0] },
            body: try desk.proposals.store.bodyName(of: proposal.proposer, in: transaction),
            files: try Self.files(assignment, proposal, desk, in: transaction),
            officer: assignment.officer.flatMap { names[$0] },
            siblings: try desk.assignments(of: proposal.id, in: transaction)
                .filter { $0.id != id && $0.state != .recalled },
            others: try desk.others(of: assignment, in: transaction),
            objections: try desk.objections(to: assignment, in: transaction))
    }

    /// What was attached to the proposal and to this unit's replies; nothing is read where nothing was.
    private static func files(
        _ assignment: ProposalAssignment, _ proposal: Proposal, _ desk: AssignmentDesk, in transaction: Transaction
    ) throws -> [Attachment] {
        let replies = assignment.replies + [assignment.draft, assignment.setAside].compactMap(\.self)
        let own =
            replies.allSatisfy(\.attachments.isEmpty)
            ? [] : try desk.attachments.list(of: .assignment(assignment.id), in: transaction)
        let proposed =
            proposal.content.attachments.isEmpty
            ? [] : try desk.attachments.list(of: .proposal(proposal.id), in: transaction)
        return own + proposed
    }

    private func record(
        _ open: Open, _ done: ProposalAssignment.Command?, _ request: WebRequest, _ pages: Pages
    ) -> TwoPanes.Record {
        AssignmentRecord(
            assignment: open.assignment, proposal: open.proposal, log: open.log, units: open.units,
            proposers: open.proposers, body: open.body, files: open.files, officer: open.officer,
            siblings: open.siblings,
            others: open.others, objections: open.objections, actor: request.actor, today: pages.today,
            practice: request.site.practice, done: done, token: { request.token(for: $0) }
        ).pane
    }

    /// Where somebody begins: a unit at what it has to do, the office at what waits for it.
    private static func home(of staff: Staff) -> AssignmentListStore.Part {
        staff.units.isEmpty ? .toCheck : .inbox
    }

    private static func name(_ part: AssignmentListStore.Part) -> String {
        switch part {
        case .inbox: "要办的"
        case .toSign: "待签收"
        case .returned: "申请退回"
        case .working: "办理中"
        case .overdue: "超期"
        case .toCheck: "答复待审核"
        case .asking: "申请延期"
        case .toSend: "待签发"
        case .sent: "已答复"
        }
    }

    private static func empty(_ part: AssignmentListStore.Part) -> String {
        switch part {
        case .inbox: "没有要办的，都清了。"
        case .toSign: "没有要签收的提案。"
        case .returned: "没有申请退回的提案。"
        case .working: "没有在办理的提案。"
        case .overdue: "没有超期的，很好。"
        case .toCheck: "没有要审核的答复。"
        case .asking: "没有要答复的延期申请。"
        case .toSend: "没有要签发的答复。"
        case .sent: "还没有答复过的提案。"
        }
    }

    // MARK: - API

    private func listJSON(_ request: WebRequest, _ signedIn: SignedIn) async throws -> WebResponse {
        let part: AssignmentListStore.Part = try request.part() ?? .inbox
        let page = try await services.engine.read { try self.page(part, request, signedIn, in: $0) }
        return .json([
            "items": .array(page.items.map { AssignmentAPI.json($0.assignment) }), "next": .optional(page.next),
        ])
    }

    private func ofProposalJSON(_ request: WebRequest, _ signedIn: SignedIn) async throws -> WebResponse {
        let id: Proposal.ID = try request.id("record")
        let desk = AssignmentDesk(request, services)
        let listed = try await services.engine.read { transaction in
            let proposal = try desk.proposals.visible(id, to: request.actor, in: transaction)
            return try desk.lists.listed(
                of: proposal.id, scope: ProposalScope(of: request.actor), in: transaction)
        }
        return .json(["items": .array(listed.map(AssignmentAPI.json))])
    }
}
