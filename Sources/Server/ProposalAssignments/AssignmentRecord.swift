// SPDX-License-Identifier: Apache-2.0

import Domain
import Markup

/// An assignment on the desk: what the unit has to do by when, what was said and written, and the way it has come.
struct AssignmentRecord {
    let assignment: ProposalAssignment
    let proposal: Proposal
    let log: [EventStore.Entry<AssignmentEvent>]
    let units: [HandlingUnit.ID: String]
    /// Who proposed it, first proposer first.
    let proposers: [String]
    /// The body that proposes, for which the proposer signs; nil where members do.
    let body: String?
    /// What was attached to the proposal, and to drafts and replies of this unit.
    let files: [Attachment]
    /// Who of the unit looks after it, where somebody does.
    let officer: String?
    /// What others do with the same proposal.
    let siblings: [ProposalAssignment]
    let others: ProposalAssignment.Others
    /// Who was not satisfied with the reply before, and why.
    let objections: [ProposerOpinionStore.Said]
    let actor: Actor
    let today: Day
    let practice: Practice
    /// What was just done here, so that the browser forgets what was being written for it.
    let done: ProposalAssignment.Command?
    let token: (String) -> String

    private var profile: ProposalPractice { practice.profile.proposals }

    var pane: TwoPanes.Record {
        TwoPanes.Record(
            title: proposal.content.subject.words ?? TopicWording.erased,
            status: """
                <span class="row">\(AssignmentWording.chip(assignment.state.name).html)\
                \(proposal.isKey ? Chip(word: "重点提案", icon: .diamond, tone: .soon).html : HTML())</span>\
                \(assignment.deadline.map { DeadlineWording.chip($0, today: today, calendar: practice.calendar).html })
                """,
            content: """
                \(Facts(rows: facts).html)\(actions.html)\(waiting)\(draft)\(replies)\(opinions)\(text)\
                \(PageSection(id: "trace", title: "轨迹", content: Trace(steps: log.map(step)).html).html)\
                \(present: doneSegment, { DraftDone(draft: "/desk/assignments/\(assignment.id.text)/\($0)").html })
                """)
    }

    private var doneSegment: String? { AssignmentDesk.acts.first { $0.command == done }?.segment }

    private var signers: String { proposers.joined(separator: "、") }

    private var facts: [Facts.Row] {
        [
            .init(
                "提案",
                html: TextLink(
                    text: proposal.number?.official ?? "打开提案", address: "/desk/proposals/\(proposal.id)"
                ).html),
            .init("提案者", body.map { "\($0)（\(signers)签名）" } ?? signers),
            .init("承办单位", "\(unit(assignment.unit))（\(AssignmentWording.name(assignment.part))）"),
            officer.map { .init("经办人", $0) },
            siblings.isEmpty
                ? nil
                : .init(
                    "一起办的",
                    siblings.map {
                        "\(unit($0.unit))（\(AssignmentWording.name($0.part))，\(AssignmentWording.name($0.state.name))）"
                    }.joined(separator: "、")),
            assignment.receivedOn.map { .init("签收", ChineseTime.date($0, today: today)) },
            assignment.contacts.isEmpty
                ? nil : counted("联系提案者", AssignmentWording.counts(assignment.contacts), .contacts),
            assignment.wasExtended ? counted("延期", "已延过一次", .extensions) : nil,
            DocumentLinks.assignment(assignment).map { .init("文件", html: $0.html) },
            assignment.remindedOn.map { .init("催办", "最近\(ChineseTime.date($0, today: today))") },
        ].compactMap { $0 }
    }

    /// What was counted, with the table in which it is told.
    private func counted(_ name: String, _ count: String, _ table: ProposalTable) -> Facts.Row {
        guard let series = proposal.number?.series else { return .init(name, count) }
        let link = TextLink(text: "存成表格", address: table.address(of: proposal.id, in: series))
        return .init(name, html: "\(count) \(link.html)")
    }

    private func unit(_ id: HandlingUnit.ID) -> String { units[id] ?? "" }

    private var actions: ActionBar {
        CaseActions<AssignmentDesk>(
            record: assignment, id: assignment.id, actor: actor,
            helpful: [
                .returnWindowOver, .alreadyReturned, .notContacted, .contactIsOver, .stillContested, .leaderMissing,
                .opinionsOwed,
                .alreadyExtended, .alreadyOverdue, .extensionWaits, .alreadyReminded, .ownWork,
            ],
            hindrance: { assignment.hindrance(to: $0, on: today, others: others) },
            hasPrimary: hasPrimary, token: token
        ).bar
    }

    /// Whether the first button is what comes next.
    private var hasPrimary: Bool {
        switch assignment.state {
        case .issued, .signedFor, .drafted, .sentBack, .checked: true
        case .returnRequested, .sent, .recalled: false
        }
    }

    /// What waits for the office to decide.
    private var waiting: HTML {
        let returned: HTML =
            switch assignment.state {
            case .returnRequested(let reason, let suggested):
                Note(
                    lead: "申请退回，建议由\(words(suggested))办", text: words(reason), tone: .soon, icon: .undo
                ).html
            case .sentBack(_, let reason):
                Note(lead: "答复退回", text: words(reason), tone: .late, icon: .undo).html
            case .issued, .signedFor, .drafted, .checked, .sent, .recalled: HTML()
            }
        let wish = assignment.extensionAsked.map {
            Note(lead: "申请延期，一共\($0.months)个月", text: words($0.reason), tone: .soon, icon: .clock).html
        }
        return "\(returned)\(each: objections, objection)\(wish)"
    }

    /// Why it is to be handled once more (BR-20).
    private func objection(_ said: ProposerOpinionStore.Said) -> HTML {
        Note(
            lead: "\(said.name)对第\(said.round)次答复不满意",
            text: said.remark.map { words($0) } ?? "没有写原因，请当面问一问。", tone: .late, icon: .undo
        ).html
    }

    private var draft: HTML {
        guard let draft = assignment.draft ?? assignment.setAside else { return HTML() }
        let title = assignment.draft == nil ? "收回的答复稿" : "答复稿"
        return PageSection(id: "draft", title: title, content: reply(draft)).html
    }

    private var replies: HTML {
        guard !assignment.replies.isEmpty else { return HTML() }
        let all = assignment.replies.enumerated().map { index, each -> HTML in
            """
            \(assignment.replies.count > 1 ? "<h3>第\(index + 1)次</h3>" : "")\(reply(each))
            """
        }
        return PageSection(
            id: "replies", title: assignment.isCoHandling ? "会办意见" : "答复", content: all.joined()
        ).html
    }

    private func reply(_ reply: ProposalAssignment.Reply) -> HTML {
        let head = [
            reply.outcome.map { ProposalWording.outcome($0, profile) },
            assignment.isCoHandling ? nil : AssignmentWording.disclosure(reply.disclosure),
            reply.signature.map { AssignmentWording.signature($0, today: today) },
        ].compactMap { $0 }
        return
            """
            <p class="small mute">\(head.joined(separator: " · "))</p><p class="prose said">\(words(reply.text))</p>\
            \(present: reply.abstract, { "<p class=\"small mute\">公开用的摘要</p><p class=\"prose said\">\(words($0))</p>" })\
            \(list(reply.attachments))
            """
    }

    /// What co-handlers say, for the lead that replies and for the office.
    private var opinions: HTML {
        guard !assignment.isCoHandling else { return HTML() }
        let said = siblings.filter(\.isCoHandling).flatMap { sibling in
            sibling.replies.map { (unit(sibling.unit), $0) }
        }
        guard !said.isEmpty else { return HTML() }
        let rows = said.map { name, opinion in
            LinkList.Row(
                relation: name,
                content: """
                    <blockquote class="said">\(words(opinion.text))</blockquote>\
                    <span class="small mute">\(opinion.signature.map { AssignmentWording.signature($0, today: today) } ?? "")</span>
                    """)
        }
        return PageSection(id: "opinions", title: "会办意见", content: LinkList(rows: rows).html).html
    }

    private var text: HTML {
        let parts = [
            ("情况", proposal.content.situation), ("分析", proposal.content.analysis), ("建议", proposal.content.advice),
        ].map { name, part in "<h3>\(name)</h3><p class=\"prose said\">\(words(part))</p>" as HTML }
        let basis = proposal.content.basis.map { Facts(rows: [.init("依据的材料", words($0))]).html } ?? HTML()
        return PageSection(
            id: "text", title: "提案内容", content: "\(parts.joined())\(basis)\(list(proposal.content.attachments))"
        ).html
    }

    private func list(_ ids: [Attachment.ID]) -> HTML {
        let found = files.filter { ids.contains($0.id) }
        return found.isEmpty ? HTML() : AttachmentList(attachments: found).html
    }

    private func step(_ entry: EventStore.Entry<AssignmentEvent>) -> Trace.Step {
        let (act, quote) = AssignmentTraceWording.words(
            entry.event, units: units, practice: profile, today: today)
        return Trace.Step(stage: .done, act: act, meta: StepMeta.text(entry, today: today), quote: quote)
    }

    private func words(_ text: FreeText) -> String { text.words ?? TopicWording.erased }
}
