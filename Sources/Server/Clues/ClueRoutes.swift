// SPDX-License-Identifier: Apache-2.0

import Database
import Domain
import HTTPTypes
import Markup

/// The proposal month (提案月): a page on which residents leave clues without an account, and the list of those who take them up.
struct ClueRoutes: RouteGroup {
    let services: Services
    static let address = "/desk/clues"
    private static let page = "/clues"

    static let fields: [InputField] = [
        InputField(
            "text", "您想请委员提什么", .paragraph(limit: ProposalClue.textMax), help: "说清哪里、什么事、希望怎么办。不要写自己和别人的姓名、电话。")
    ]

    var routes: [Route] {
        [
            .page(.get, Self.page) { try await form($0, nil) },
            .page(.post, Self.page, leave),
            .api(.post, Self.page, ClueAPI.leave, leaveJSON),
            .desk(.get, Self.address, for: ProposalClue.readers) { try await list($0, $1, open: nil) },
            .desk(.get, "\(Self.address)/{record}", for: ProposalClue.readers) {
                try await list($0, $1, open: $0.id("record"))
            },
            .api(.get, Self.address, ClueAPI.list, for: ProposalClue.readers, listJSON),
            ClueDesk.reading(ClueAPI.one, for: ProposalClue.readers, services),
        ] + CaseRoutes<ClueDesk>(services: services) { $0.holders }.routes
            + BulkRoutes<ClueDesk>(services: services) { $0.holders }.routes
    }

    // MARK: - For everybody

    private func form(_ request: WebRequest, _ problems: InputProblems?) async throws -> WebResponse {
        let store = ClueDesk(request, services).store
        let harvest = try await services.engine.read { try store.harvest(limit: 50, in: $0) }
        let practice = request.site.practice.profile.proposals
        let isPaused = request.site.practice.profile.isIntakePaused
        let isOpen = practice.takesClues(on: request.now.day)
        let left = request.query["left"] == nil ? HTML() : Note(text: "收到了，谢谢。提案委员会看过后转给委员。", tone: .done).html
        let grown = harvest.proposals.map {
            LinkList.Row(relation: nil, content: TextLink(text: $0.title, address: "/proposals/\($0.id)").html)
        }
        return Pages(request, services).resident(
            "提案线索", status: problems == nil ? 200 : 422,
            content: """
                <h1>提案线索</h1>\(ErrorSummary(problems).html)\
                <p class="lead">您说，委员提。留下身边要办的事，提案委员会看过后转给委员，写成提案的会有单位办理、答复。</p>\
                \(left)\(!isOpen ? closed(practice) : isPaused ? paused : entry(request, problems))\
                <p class="mute">收到\(harvest.left)条，写成提案\(harvest.taken)条。不留姓名电话，也就不单独答复；写成的提案在下面公开。急事请打有关电话，\
                要一件一件答复的，请到附近的议事室提议题。</p>\
                \(grown.isEmpty ? HTML() : PageSection(id: "grown", title: "由线索写成的提案", content: LinkList(rows: grown).html).html)
                """)
    }

    private func entry(_ request: WebRequest, _ problems: InputProblems?) -> HTML {
        PostForm(
            action: Self.page, token: request.token(for: Self.page), isPanel: true, tellsOffline: true,
            content: """
                \(Field(
                    name: "text", label: Self.fields[0].label,
                    control: .paragraph(rows: 5, limit: ProposalClue.textMax), value: problems?.sent["text"] ?? "",
                    help: Self.fields[0].help, error: problems?.sentence(for: "text"), isRequired: true).html)\
                \(AgeStatement.html)\
                \(Button(label: "留下线索", style: .primary, size: .big).html)
                """
        ).html
    }

    private var paused: HTML { EmptyState(sentence: WebFailure.intakePaused.sentence).html }

    private func closed(_ practice: ProposalPractice) -> HTML {
        EmptyState(sentence: "每年\(practice.clueMonth)月是提案月，那时收线索。平时请到附近的议事室提议题。").html
    }

    private func leave(_ request: WebRequest) async throws -> WebResponse {
        do {
            return try await take(try Input(request.form, fields: Self.fields), request) { _ in
                .seeOther("\(Self.page)?left=1")
            }
        } catch let problems as InputProblems {
            return try await form(request, InputProblems(problems.problems, sent: request.form))
        }
    }

    private func leaveJSON(_ request: WebRequest) async throws -> WebResponse {
        _ = try request.idempotencyKey()
        return try await take(try Input(try request.fields(Self.fields), fields: Self.fields), request) {
            .json(["state": .string($0.state.rawValue)], status: .created)
        }
    }

    private func take(
        _ input: Input, _ request: WebRequest, answer: @escaping @Sendable (ProposalClue) -> WebResponse
    ) async throws -> WebResponse {
        guard !request.site.practice.profile.isIntakePaused else { throw WebFailure.intakePaused }
        let desk = ClueDesk(request, services)
        try services.intake.require(
            tenant: request.site.tenant.id, room: "clues", client: request.client, at: request.now)
        return try await services.answered.once(request) { transaction in
            answer(try desk.leave(input.text("text"), at: request.now, in: transaction))
        }
    }

    // MARK: - The list and the open record

    private func seesAll(_ request: WebRequest) -> Bool {
        guard case .staff(let staff) = request.actor else { return false }
        return ProposalClue.readsAll(staff)
    }

    private func page(
        _ state: ProposalClue.State?, _ request: WebRequest, in transaction: Transaction
    ) throws -> ListPage<ClueStore.Listed> {
        let (limit, seesAll) = (try request.limit(), seesAll(request))
        let cursor = ListCursor(
            keys: services.keys, filter: "clues/\(request.site.tenant.id)/\(seesAll)/\(state?.rawValue ?? "")")
        let after: ProposalClue.ID? = try request.after(cursor)
        let rows = try ClueDesk(request, services).store.list(
            state, seesAll: seesAll, after: after, limit: limit + 1, in: transaction)
        return ListPage(rows, limit: limit, cursor: cursor) { $0.id.text }
    }

    /// The open clue with what belongs to it.
    private struct Open: Sendable {
        let clue: ProposalClue
        let log: [EventStore.Entry<ClueEvent>]
        let proposals: [ProposalListStore.Listed]
        /// The topic that it was before, for whoever sees it; nil for what somebody left.
        let topic: TextLink?
    }

    private func list(
        _ request: WebRequest, _ signedIn: SignedIn, open id: ProposalClue.ID?
    ) async throws -> WebResponse {
        let state = request.query["state"].flatMap(ProposalClue.State.init)
        let (pages, desk, seesAll) = (Pages(request, services), ClueDesk(request, services), seesAll(request))
        let lists = ProposalDesk(request, services).lists
        let (counts, page, open) = try await services.engine.read { transaction in
            (
                try desk.store.counts(seesAll: seesAll, in: transaction),
                try self.page(state, request, in: transaction),
                try id.map { id in
                    let clue = try desk.visible(id, to: request.actor, in: transaction)
                    return Open(
                        clue: clue, log: try desk.log(of: id, in: transaction),
                        proposals: try lists.listed(
                            try desk.proposals(of: id, in: transaction), scope: ProposalScope(of: request.actor),
                            in: transaction),
                        topic: try clue.topic.flatMap { try desk.link(to: $0, for: request.actor, in: transaction) })
                }
            )
        }
        let done = request.query["done"].flatMap(ProposalClue.Command.init)
        let query = state.map { "?state=\($0.rawValue)" } ?? ""
        let profile = request.site.practice.profile
        let states = seesAll ? ProposalClue.State.allCases : []
        let isOffice = signedIn.staff.holdsEverywhere(.proposalOfficer)
        let list = CaseListPage(
            title: "提案线索", measure: "条",
            parts: [
                .init(
                    word: "线索", count: counts.values.reduce(0, +), address: Self.address, isOn: state == nil)
            ]
                + states.map { each in
                    .init(
                        word: ClueWording.name(each), count: counts[each] ?? 0,
                        address: "\(Self.address)?state=\(each.rawValue)", isOn: each == state)
                },
            rows: page.items.map { listed in
                let words = listed.state == .left ? WatchedWords.found(in: [listed.text], profile) : []
                return QueueList.Row(
                    title: Excerpt.of(listed.text), address: "\(Self.address)/\(listed.id)\(query)",
                    origin: ClueWording.origin(listed) + WatchedWording.behind(words), lamp: nil,
                    isOpen: listed.id == id)
            },
            next: page.next.map { "\(Self.address)?\(state.map { "state=\($0.rawValue)&" } ?? "")cursor=\($0)" },
            empty: "还没有线索。居民在公开页上留的、议事室转来的，提案委员会看过后列在这里。",
            record: open.map { record($0, signedIn.staff, request, pages.today) },
            buttons: (isOffice
                ? ClueDesk.bulkActs.map(BulkRoutes<ClueDesk>.button)
                    + [Button(label: "导出表格", role: .link(to: ProposalTable.clues.address), size: .small)] : [])
                + [Button(label: "公开页", role: .link(to: Self.page), style: .quiet, size: .small)])
        return pages.desk(
            "提案线索", signedIn, place: .proposals, flash: done.map { Flash(sentence: ClueWording.done($0)) },
            content: list.html)
    }

    private func record(_ open: Open, _ staff: Staff, _ request: WebRequest, _ today: Day) -> TwoPanes.Record {
        let clue = open.clue
        let watched = WatchedWords.found(in: [clue.text.words], request.site.practice.profile)
        let actions = CaseActions<ClueDesk>(
            record: clue, id: clue.id, actor: request.actor, helpful: [], hasPrimary: clue.state == .left,
            watched: WatchedWordsSeen(watched), token: { request.token(for: $0) })
        let writing: HTML =
            staff.holds(.member) && clue.state == .released
            ? "<p>\(TextLink(text: "由它写一件提案", address: "/desk/proposal?clue=\(clue.id)").html)</p>" : HTML()
        let grown = open.proposals.map { listed in
            LinkList.Row(
                relation: listed.number?.text,
                content: TextLink(
                    text: listed.subject ?? TopicWording.erased, address: "/desk/proposals/\(listed.id)"
                ).html)
        }
        let steps = open.log.map { entry in
            let (act, quote) = ClueWording.words(entry.event)
            return Trace.Step(
                stage: .done, act: act, meta: StepMeta.text(entry, today: today, for: .desk), quote: quote)
        }
        return TwoPanes.Record(
            title: "提案线索", status: ClueWording.chip(clue.state).html,
            content: """
                <p class="prose said">\(clue.text.words ?? TopicWording.erased)</p>\(from(open))\
                \(present: WatchedWording.beside(watched), { $0.html })\(writing)\(actions.bar.html)\
                \(grown.isEmpty ? HTML() : PageSection(id: "grown", title: "写成的提案", content: LinkList(rows: grown).html).html)\
                \(PageSection(id: "trace", title: "轨迹", content: Trace(steps: steps).html).html)
                """)
    }

    /// Where it came from, and the topic for whoever sees that.
    private func from(_ open: Open) -> HTML {
        let origin = open.clue.origin
        return switch origin {
        case .left: HTML()
        case .topic:
            """
            <p class="small mute">\(ClueWording.origin(origin))。提出人会看到写成提案没有、立案没有。\(present: open.topic, { $0.html })</p>
            """
        case .walk:
            """
            <p class="small mute">\(ClueWording.origin(origin))。立案没有，走访的人会知道，好告诉当事人。</p>
            """
        }
    }

    // MARK: - API

    private func listJSON(_ request: WebRequest, _ signedIn: SignedIn) async throws -> WebResponse {
        let state: ProposalClue.State? = try request.state()
        let page = try await services.engine.read { try self.page(state, request, in: $0) }
        let profile = request.site.practice.profile
        return .json(["items": .array(page.items.map { ClueAPI.json($0, profile) }), "next": .optional(page.next)])
    }
}
