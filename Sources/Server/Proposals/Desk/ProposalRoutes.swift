// SPDX-License-Identifier: Apache-2.0

import Database
import Domain
import HTTPTypes
import Markup

/// Proposals on the desk: the list by due day with its sums, and each record.
struct ProposalRoutes: RouteGroup {
    let services: Services
    static let readers = DeskPlace.proposals.roles
    /// Who begins one.
    static let authors: Set<Role> = [.member]
    /// Who reads the sums of all.
    private static let overseers: Set<Role> = [.proposalOfficer, .leader]

    var routes: [Route] {
        [
            .desk(.get, "/desk/proposals", for: Self.readers) { try await list($0, $1, open: nil) },
            .desk(.get, "/desk/proposals/{record}", for: Self.readers) {
                try await list($0, $1, open: $0.id("record"))
            },
            .api(.get, "/desk/proposals", ProposalAPI.list, for: Self.readers, listJSON),
            ProposalDesk.reading(ProposalAPI.one, for: Self.readers, services),
        ] + ProposalDraftRoutes(services: services).routes + ProposalEntryRoutes(services: services).routes
            + ProposalComparisonRoutes(services: services).routes
            + FormerProposalRoutes(services: services).routes
            + ClaimRoutes<ProposalDesk>(services: services, holders: [.proposalOfficer]).routes
            + CaseRoutes<ProposalDesk>(services: services) { $0.holders }.routes
            + BulkRoutes<ProposalDesk>(services: services) { $0.holders }.routes
    }

    // MARK: - The list

    private typealias Row = (proposal: ProposalListStore.Listed, place: ProposalListStore.Place)

    private func page(
        _ part: ProposalListStore.Part, _ request: WebRequest, _ signedIn: SignedIn, in transaction: Transaction
    ) throws -> ListPage<Row> {
        let limit = try request.limit()
        let cursor = ListCursor(
            keys: services.keys,
            filter: "proposals/\(request.site.tenant.id)/\(signedIn.staff.id)/\(part.rawValue)")
        let after = try request.place(after: cursor).map { ProposalListStore.Place(key: $0.key, id: $0.id) }
        let rows = try ProposalDesk(request, services).lists.list(
            part, scope: ProposalScope(of: request.actor), after: after, limit: limit + 1, in: transaction)
        return ListPage(rows, limit: limit, cursor: cursor) { "\($0.place.key)/\($0.place.id)" }
    }

    /// The sums of the latest session of which there is anything, for those who see all.
    private func reckoning(
        _ request: WebRequest, _ signedIn: SignedIn, in transaction: Transaction
    ) throws -> (series: ProposalSeries, sums: ProposalReckoning)? {
        guard Self.overseers.contains(where: { signedIn.staff.holdsEverywhere($0) }) else { return nil }
        let series = ProposalDesk(request, services).series
        return try series.all(in: transaction).first.map { ($0, try series.reckoning($0, in: transaction)) }
    }

    private func list(
        _ request: WebRequest, _ signedIn: SignedIn, open id: Proposal.ID?
    ) async throws -> WebResponse {
        let part = request.query["part"].flatMap(ProposalListStore.Part.init) ?? Self.home(of: signedIn.staff)
        let pages = Pages(request, services)
        let desk = ProposalDesk(request, services)
        let (counts, page, claims, open, sums) = try await services.engine.read { transaction in
            let page = try self.page(part, request, signedIn, in: transaction)
            let waiting = part == .review ? page.items.map(\.proposal.id) : []
            return (
                try desk.lists.counts(scope: ProposalScope(of: request.actor), in: transaction), page,
                try desk.claimStore.live(waiting, at: request.now, in: transaction),
                try id.map { try self.open($0, desk, request, in: transaction) },
                try self.reckoning(request, signedIn, in: transaction)
            )
        }
        let done = request.query["done"].flatMap(Proposal.Command.init)
        let list = CaseListPage(
            title: "提案",
            parts: Self.parts(of: signedIn.staff, counts).map { each in
                .init(
                    word: Self.name(each), count: counts[each] ?? 0,
                    address: "/desk/proposals?part=\(each.rawValue)", isOn: each == part)
            },
            rows: page.items.map { row($0.proposal, claims[$0.proposal.id], part, id, pages.today, request) },
            next: page.next.map { "/desk/proposals?part=\(part.rawValue)&cursor=\($0)" }, empty: Self.empty(part),
            record: open.map { record($0, done, request, pages) },
            buttons: Self.buttons(signedIn.staff))
        return pages.desk(
            "提案", signedIn, place: .proposals, flash: done.map { Flash(sentence: ProposalWording.done($0)) },
            content:
                "\(list.html)\(present: sums, { "<div class=\"gap-top\">\(ReckoningTable(series: $0.series, sums: $0.sums, counts: counts).html)</div>" })"
        )
    }

    /// Ways to what belongs to it, each for whom it is open to.
    private static func buttons(_ staff: Staff) -> [Button] {
        let ways: [(Set<Role>, String, String)] = [
            (authors, "写提案", "/desk/proposal"),
            (ProposalEntryRoutes.keepers, "录入纸质提案", ProposalEntryRoutes.address),
            (ProposerOpinionRoutes.readers, "对答复的意见", "/desk/opinions"),
            (AssigningRoutes.readers, "交办", "/desk/assigning"),
            (AssignmentRoutes.readers, "办理", "/desk/assignments"),
            (ProposalStatisticsRoutes.readers, "统计", ProposalStatisticsPage.address),
            (FormerProposalRoutes.readers, "往年提案", FormerProposalRoutes.address),
            (ConsultationSession.proposalPlanners, "安排办理协商", ProposalSessionRoutes.address),
            (Commendation.readers, "评优", CommendationRoutes.address), (ProposalClue.readers, "线索", ClueRoutes.address),
            (ProposalTable.proposals.readers, "导出表格", ProposalTable.proposals.address),
        ]
        let bulk = ProposalDesk.bulkActs.filter { $0.command.holders.contains(where: staff.holds) }
        return ways.filter { $0.0.contains(where: staff.holds) }
            .map { Button(label: $0.1, role: .link(to: $0.2), size: .small) }
            + bulk.map(BulkRoutes<ProposalDesk>.button)
    }

    private func row(
        _ listed: ProposalListStore.Listed, _ claim: NamedClaim?, _ part: ProposalListStore.Part,
        _ open: Proposal.ID?, _ today: Day, _ request: WebRequest
    ) -> QueueList.Row {
        let words = [
            listed.number?.text, listed.proposer, ProposalWording.name(listed.state),
            listed.isKey ? "重点提案" : nil, claim.map { "\($0.name)正在看" },
        ].compactMap { $0 }
        return QueueList.Row(
            title: listed.subject ?? TopicWording.erased,
            address: "/desk/proposals/\(listed.id)?part=\(part.rawValue)", origin: words.joined(separator: " · "),
            lamp: listed.dueOn.map {
                DeadlineWording.lamp($0, today: today, calendar: request.site.practice.calendar)
            }, isOpen: listed.id == open)
    }

    // MARK: - The open record

    private struct Open: Sendable {
        let proposal: Proposal
        let log: [EventStore.Entry<ProposalEvent>]
        let names: ProposalRecord.Names
        let parts: [ProposalListStore.Listed]
        let lead: ProposalListStore.Listed?
        let consultations: [TextLink]
        let origin: RecordLink.Record?
        let source: TextLink?
        let claim: NamedClaim?
        let asked: (asked: Int, answered: Int)
        let handling: AssignmentSection.Handling
        let standing: Proposer.Standing?
    }

    private func open(
        _ id: Proposal.ID, _ desk: ProposalDesk, _ request: WebRequest, in transaction: Transaction
    ) throws -> Open {
        let tenant = request.site.tenant.id
        let proposal = try desk.visible(id, to: request.actor, in: transaction)
        let scope = ProposalScope(of: request.actor)
        let log = try desk.log(of: id, in: transaction)
        let people = log.flatMap(\.event.people) + [proposal.proposer.signer]
        let units = try DirectoryStore().units(of: tenant, in: transaction)
        let links = try desk.links.links(of: .proposal(id), in: transaction)
        let origin = links.first { $0.relation == .proposedAs }?.from
        return Open(
            proposal: proposal, log: log,
            names: .init(
                people: try DirectoryStore().names(of: Set(people), tenant: tenant, in: transaction),
                body: try desk.store.bodyName(of: proposal.proposer, in: transaction),
                units: Dictionary(uniqueKeysWithValues: units.map { ($0.id, $0.name) })),
            parts: try desk.lists.listed(
                desk.store.parts(of: id, in: transaction), scope: scope, in: transaction
            ).sorted { $0.id < $1.id },
            lead: try proposal.lead.flatMap { try desk.lists.listed([$0], scope: scope, in: transaction).first },
            consultations: try SupervisionSessions(desk: desk).sessions(in: links, in: transaction),
            origin: origin,
            source: try origin.flatMap { try ProposalSources(request, services).link(to: $0, in: transaction) }
                .flatMap { request.site.opens($0.address) ? $0 : nil },
            claim: try desk.claimStore.live([id], at: request.now, in: transaction)[id],
            asked: try desk.store.asked(about: proposal, in: transaction),
            handling: try .read(proposal, desk, for: request.actor, in: transaction),
            standing: try standing(to: proposal, desk, request, in: transaction))
    }

    /// As what whoever looks may propose; read where an act would ask for it (BR-11).
    private func standing(
        to proposal: Proposal, _ desk: ProposalDesk, _ request: WebRequest, in transaction: Transaction
    ) throws -> Proposer.Standing? {
        let asking: [Proposal.Command] = [.invite, .sign, .submit]
        guard case .staff(let staff) = request.actor,
            asking.contains(where: { proposal.refusal(of: $0, by: request.actor) == nil })
        else { return nil }
        return try desk.store.standing(of: staff.id, on: request.now.day, in: transaction)
    }

    private func record(
        _ open: Open, _ done: Proposal.Command?, _ request: WebRequest, _ pages: Pages
    ) -> TwoPanes.Record {
        ProposalRecord(
            proposal: open.proposal, log: open.log, names: open.names, parts: open.parts, lead: open.lead,
            consultations: open.consultations, source: open.source, claim: open.claim, asked: open.asked,
            handling: open.handling, actor: request.actor, standing: open.standing, today: pages.today,
            practice: request.site.practice, done: done,
            draft: ProposalDraftRoutes.draft { field in
                open.origin.flatMap {
                    ProposalSources.Field(kind: $0.kind) == field ? Identifier<Never>($0.number).text : nil
                }
            },
            token: { request.token(for: $0) }
        ).pane
    }

    /// What a leader leads stands there for leaders, and for whoever was one and still does.
    private static func parts(
        of staff: Staff, _ counts: [ProposalListStore.Part: Int]
    ) -> [ProposalListStore.Part] {
        ProposalListStore.Part.allCases.filter { $0 != .led || staff.holds(.leader) || counts[.led] ?? 0 > 0 }
    }

    /// Where somebody begins: whoever reviews at the queue, a unit at what it handles.
    private static func home(of staff: Staff) -> ProposalListStore.Part {
        if staff.holds(.proposalOfficer) { return .review }
        if staff.holds(.member) { return .writing }
        return .handling
    }

    private static func name(_ part: ProposalListStore.Part) -> String {
        switch part {
        case .writing: "在写"
        case .review: "待审查"
        case .filed: "待交办"
        case .handling: "办理中"
        case .replied: "已答复"
        case .led: "我领衔的"
        case .promised: "待跟踪"
        case .over: "已结束"
        }
    }

    private static func empty(_ part: ProposalListStore.Part) -> String {
        switch part {
        case .writing: "没有在写的提案。看到、想到的事，写一件。"
        case .review: "没有等着审查的提案。"
        case .filed: "没有等着交办的提案。"
        case .handling: "没有在办理的提案。"
        case .replied: "没有刚答复的提案。"
        case .led: "没有请您领衔督办、还没办结的提案。"
        case .promised: "没有要跟踪的提案。答应以后办的、重点提案，办结后列在这里。"
        case .over: "还没有结束的提案。"
        }
    }

    // MARK: - API

    private func listJSON(_ request: WebRequest, _ signedIn: SignedIn) async throws -> WebResponse {
        let part: ProposalListStore.Part = try request.part() ?? .writing
        let (page, sums) = try await services.engine.read { transaction in
            (
                try self.page(part, request, signedIn, in: transaction),
                try self.reckoning(request, signedIn, in: transaction)
            )
        }
        return .json([
            "items": .array(page.items.map { ProposalAPI.json($0.proposal) }), "next": .optional(page.next),
            "reckoning": sums.map { ProposalAPI.json($0.sums, of: $0.series) } ?? .null,
        ])
    }
}

extension ProposalEvent {
    /// The people whom an event names.
    var people: [Person.ID] {
        switch self {
        case .drafted(let proposer, _): [proposer.signer]
        case .entered(let proposer, _, let entry, _, _): [proposer.signer, entry.by]
        case .enteredAnew(_, let entry, _), .withdrawalEntered(_, let entry, _): [entry.by]
        case .invited(let people, _): people
        case .coSignerAnswered(let person, _), .reviewed(_, _, let person, _), .handedOver(let person): [person]
        case .chosenAsKey(_, _, let person): [person].compactMap(\.self)
        case .written, .recalled, .submitted, .withdrawalAsked, .withdrawalRefused, .withdrawn, .filed, .turnedDown,
            .sentBack, .reconsidered, .merged, .unmerged, .forwarded, .resultReceived, .unpublished, .assigned,
            .replied, .rehandlingBegan, .supervisionAsked, .categorised, .commended, .corrected, .supervised, .closed,
            .followUpBegan,
            .followedUp,
            .deadlineMoved:
            []
        }
    }
}
