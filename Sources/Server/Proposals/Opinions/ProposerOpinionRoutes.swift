// SPDX-License-Identifier: Apache-2.0

import Database
import Domain
import HTTPTypes
import Markup

/// What a member is asked about replies to the own proposals, and what the member said.
struct ProposerOpinionRoutes: RouteGroup {
    let services: Services
    static let readers: Set<Role> = [.member]

    var routes: [Route] {
        [
            .desk(.get, "/desk/opinions", for: Self.readers) { try await list($0, $1, open: nil) },
            .desk(.get, "/desk/opinions/{record}", for: Self.readers) {
                try await list($0, $1, open: $0.id("record"))
            },
            .api(.get, "/desk/opinions", ProposerOpinionAPI.list, for: Self.readers, listJSON),
            ProposerOpinionDesk.reading(ProposerOpinionAPI.one, for: Self.readers, services),
        ] + CaseRoutes<ProposerOpinionDesk>(services: services) { $0.holders }.routes
            + ProposerOpinionLinkRoutes(services: services).routes
    }

    private func page(
        _ part: ProposerOpinionStore.Part, _ request: WebRequest, _ signedIn: SignedIn, in transaction: Transaction
    ) throws -> ListPage<ProposerOpinionStore.Listed> {
        let limit = try request.limit()
        let cursor = ListCursor(
            keys: services.keys, filter: "opinions/\(request.site.tenant.id)/\(signedIn.staff.id)/\(part.rawValue)")
        let after: ProposerOpinion.ID? = try request.after(cursor)
        let rows = try ProposerOpinionDesk(request, services).store.list(
            part, of: signedIn.staff.id, after: after, limit: limit + 1, in: transaction)
        return ListPage(rows, limit: limit, cursor: cursor) { "\($0.id)" }
    }

    private struct Open: Sendable {
        let opinion: ProposerOpinion
        let log: [EventStore.Entry<OpinionEvent>]
        let proposal: Proposal
        let lead: Proposal
        let replies: [(unit: String, reply: ProposalAssignment.Reply)]
    }

    private func open(
        _ id: ProposerOpinion.ID, _ desk: ProposerOpinionDesk, _ request: WebRequest, in transaction: Transaction
    ) throws -> Open {
        let opinion = try desk.visible(id, to: request.actor, in: transaction)
        guard let proposal = try desk.proposals.proposal(opinion.inquiry.proposal, in: transaction),
            let lead = try desk.proposals.proposal(opinion.inquiry.lead, in: transaction)
        else { throw WebFailure.notFound }
        let units = try AssignmentStore(tenant: request.site.tenant.id).unitNames(in: transaction)
        return Open(
            opinion: opinion, log: try desk.log(of: id, in: transaction), proposal: proposal, lead: lead,
            replies: try desk.replies(to: opinion, in: transaction).map { (units[$0.unit] ?? "", $0.reply) })
    }

    private func list(
        _ request: WebRequest, _ signedIn: SignedIn, open id: ProposerOpinion.ID?
    ) async throws -> WebResponse {
        let part = request.query["part"].flatMap(ProposerOpinionStore.Part.init) ?? .asked
        let pages = Pages(request, services)
        let desk = ProposerOpinionDesk(request, services)
        let (counts, page, open) = try await services.engine.read { transaction in
            (
                try desk.store.counts(of: signedIn.staff.id, in: transaction),
                try self.page(part, request, signedIn, in: transaction),
                try id.map { try self.open($0, desk, request, in: transaction) }
            )
        }
        let done = request.query["done"].flatMap(ProposerOpinion.Command.init)
        let list = CaseListPage(
            title: "对答复的意见",
            parts: ProposerOpinionStore.Part.allCases.map { each in
                .init(
                    word: Self.name(each), count: counts[each] ?? 0,
                    address: "/desk/opinions?part=\(each.rawValue)", isOn: each == part)
            },
            rows: page.items.map { row($0, part, id, pages.today, request) },
            next: page.next.map { "/desk/opinions?part=\(part.rawValue)&cursor=\($0)" }, empty: Self.empty(part),
            record: open.map { record($0, done, request, pages.today) })
        return pages.desk(
            "对答复的意见", signedIn, place: .proposals,
            flash: done.map { Flash(sentence: ProposerOpinionWording.done($0)) }, content: list.html)
    }

    private func row(
        _ listed: ProposerOpinionStore.Listed, _ part: ProposerOpinionStore.Part, _ open: ProposerOpinion.ID?,
        _ today: Day, _ request: WebRequest
    ) -> QueueList.Row {
        let words = [
            listed.number?.text, "第\(listed.round)次答复",
            listed.result.map { ItemWording.name($0) } ?? (listed.isAsked ? "请您说意见" : "没有答复，算没有意见"),
        ].compactMap { $0 }
        return QueueList.Row(
            title: listed.subject ?? TopicWording.erased,
            address: "/desk/opinions/\(listed.id)?part=\(part.rawValue)", origin: words.joined(separator: " · "),
            lamp: listed.dueOn.map {
                DeadlineWording.lamp($0, today: today, calendar: request.site.practice.calendar)
            }, isOpen: listed.id == open)
    }

    private func record(
        _ open: Open, _ done: ProposerOpinion.Command?, _ request: WebRequest, _ today: Day
    ) -> TwoPanes.Record {
        let practice = request.site.practice
        let isAsked = open.lead.state == .replied && open.lead.replies == open.opinion.inquiry.number
        let actions: HTML =
            isAsked
            ? CaseActions<ProposerOpinionDesk>(
                record: open.opinion, id: open.opinion.id, actor: request.actor, helpful: [],
                hasPrimary: open.opinion.answer == nil, token: { request.token(for: $0) }
            ).bar.html
            : open.opinion.answer == nil ? "<p class=\"mute\">这次答复已经不再征求意见。没有说的，算没有意见，不算满意。</p>" : HTML()
        let replies = open.replies.map { unit, reply -> HTML in
            let head = [
                unit, reply.outcome.map { ProposalWording.outcome($0, practice.profile.proposals) },
                reply.signature.map { AssignmentWording.signature($0, today: today) },
            ].compactMap { $0 }
            return """
                <p class="small mute">\(head.joined(separator: " · "))</p>\
                <p class="prose said">\(reply.text.words ?? TopicWording.erased)</p>
                """
        }
        let steps = open.log.map { entry -> Trace.Step in
            let (act, quote) = ProposerOpinionWording.words(entry.event)
            return Trace.Step(stage: .done, act: act, meta: StepMeta.text(entry, today: today), quote: quote)
        }
        let segment = done == .answer ? CaseAct<ProposerOpinionDesk>.answer.segment : nil
        return TwoPanes.Record(
            title: open.proposal.content.subject.words ?? TopicWording.erased,
            status: """
                <span class="row">\(open.opinion.answer.map { ProposerOpinionWording.chip($0.result).html })</span>\
                \(isAsked ? open.lead.deadline.map { DeadlineWording.chip($0, today: today, calendar: practice.calendar).html } : nil)
                """,
            content: """
                \(Facts(rows: facts(open)).html)\(actions)\
                \(PageSection(id: "replies", title: "第\(open.opinion.inquiry.number)次答复", content: replies.joined()).html)\
                \(PageSection(id: "trace", title: "轨迹", content: Trace(steps: steps).html).html)\
                \(present: segment, { DraftDone(draft: "/desk/opinions/\(open.opinion.id.text)/\($0)").html })
                """)
    }

    private func facts(_ open: Open) -> [Facts.Row] {
        [
            .init(
                "提案",
                html: TextLink(
                    text: open.proposal.number?.official ?? "打开提案", address: "/desk/proposals/\(open.proposal.id)"
                ).html),
            open.proposal.id == open.lead.id
                ? nil : .init("一起办的", "并入\(open.lead.number?.official ?? "另一件提案")，一并答复"),
        ].compactMap { $0 }
    }

    private static func name(_ part: ProposerOpinionStore.Part) -> String {
        switch part {
        case .asked: "请您说意见"
        case .past: "说过的"
        }
    }

    private static func empty(_ part: ProposerOpinionStore.Part) -> String {
        switch part {
        case .asked: "没有等您说意见的答复。"
        case .past: "还没有说过意见。"
        }
    }

    // MARK: - API

    private func listJSON(_ request: WebRequest, _ signedIn: SignedIn) async throws -> WebResponse {
        let part: ProposerOpinionStore.Part = try request.part() ?? .asked
        let page = try await services.engine.read { try self.page(part, request, signedIn, in: $0) }
        return .json(["items": .array(page.items.map(ProposerOpinionAPI.json)), "next": .optional(page.next)])
    }
}
