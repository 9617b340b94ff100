// SPDX-License-Identifier: Apache-2.0

import Domain
import Markup

/// A proposal on the desk: who proposes what, what can be done now, what belongs to it, and its whole way.
struct ProposalRecord {
    let proposal: Proposal
    let log: [EventStore.Entry<ProposalEvent>]
    let names: Names
    /// What is handled as part of it.
    let parts: [ProposalListStore.Listed]
    /// What it is part of.
    let lead: ProposalListStore.Listed?
    /// The sessions in which its handling was talked over.
    let consultations: [TextLink]
    /// What it grew from, with where it can be read.
    let source: TextLink?
    let claim: NamedClaim?
    /// How many proposers were asked about the reply that stands, and how many have answered.
    let asked: (asked: Int, answered: Int)
    /// Which units have it, and what came of that.
    let handling: AssignmentSection.Handling
    let actor: Actor
    /// As what whoever looks may propose, where an act asks for that.
    let standing: Proposer.Standing?
    let today: Day
    let practice: Practice
    /// What was just done here, so that the browser forgets what was being written for it.
    let done: Proposal.Command?
    /// Under which name the browser kept it before it was saved for the first time.
    let draft: String
    let token: (String) -> String

    /// What people, bodies and units are called.
    struct Names: Sendable {
        var people: [Person.ID: String] = [:]
        var body: String?
        var units: [HandlingUnit.ID: String] = [:]
    }

    private var profile: ProposalPractice { practice.profile.proposals }
    private var subject: String { proposal.content.subject.words ?? TopicWording.erased }

    var pane: TwoPanes.Record {
        TwoPanes.Record(
            title: subject,
            status: """
                <span class="row">\(ProposalWording.chip(proposal.state.name).html)\
                \(proposal.isKey ? Chip(word: "重点提案", icon: .diamond, tone: .soon).html : HTML())</span>\
                \(proposal.deadline.map { DeadlineWording.chip($0, today: today, calendar: practice.calendar).html })
                """,
            content: """
                \(present: proposal.withdrawal, { withdrawal($0) })\
                \(ClaimBar<ProposalDesk>(
                    record: proposal, id: proposal.id, claim: claim, actor: actor, today: today, token: token).html)\
                \(Facts(rows: facts).html)\(actions.html)\(AssignmentSection(handling: handling, actor: actor, today: today, practice: practice, token: token).html)\
                \(text)\(related)\
                \(PageSection(id: "trace", title: "轨迹", content: Trace(steps: log.map(step)).html).html)\
                \(present: doneSegment, { DraftDone(draft: "/desk/proposals/\(proposal.id.text)/\($0)").html })\
                \(done == .write && proposal.version == 1 ? DraftDone(draft: draft).html : HTML())
                """)
    }

    private var doneSegment: String? { ProposalDesk.acts.first { $0.command == done }?.segment }

    private func withdrawal(_ reason: FreeText) -> HTML {
        Note(lead: "提案人要求撤回", text: reason.words ?? TopicWording.erased, tone: .late, icon: .undo).html
    }

    private var facts: [Facts.Row] {
        [
            proposal.number.map { .init("编号", html: "<span class=\"num\">\($0.official)</span>（\($0.text)）") },
            .init("提案者", proposer),
            coSigners,
            proposal.period.map { .init("时段", "\($0.series.name) · \(ProposalWording.name($0.kind))") },
            entry,
            proposal.period.map { .init("审查", ProposalWording.reviewer($0)) },
            proposal.upward.map { .init("报市政协", ProposalWording.words($0, today: today)) },
            wishes,
            .init("公开", disclosure),
            category,
            proposal.commendations.isEmpty ? nil : .init("评优", "好提案"),
            proposal.leader.map { .init("领衔督办", leader($0)) },
            proposal.keyReason.map { .init("列为重点的理由", $0.words ?? TopicWording.erased) },
            proposal.isKey || proposal.supervisions > 0 ? supervised : nil,
            consultations.isEmpty ? nil : .init("督办协商", html: consultations.map(\.html).joined(separator: "<br>")),
            proposal.outcome.map { .init("办理结果", ProposalWording.outcome($0, profile)) },
            asked.asked > 0 ? .init("提案者意见", "\(asked.answered)/\(asked.asked)位已答复") : nil,
            source.map { .init("来源", html: $0.html) },
            proposal.content.basis.map { basis in
                .init(
                    "依据的材料",
                    html: "\(basis.words ?? TopicWording.erased)<br><span class=\"small mute\">写明的出处，系统里没有它的记录。</span>")
            },
            .init(
                "文件",
                html: DocumentLinks.proposal(
                    proposal, handling.assignments.map(\.assignment).filter { $0.state != .recalled },
                    units: handling.units
                ).html),
        ].compactMap { $0 }
    }

    private var proposer: String {
        let person = names.people[proposal.proposer.signer] ?? ""
        return names.body.map { "\($0)（\(person)签名）" } ?? person
    }

    /// Who of the office entered it from which paper.
    private var entry: Facts.Row? {
        proposal.entry.map { entry in
            .init("纸质提案", "\(ChineseTime.date(entry.handedIn, today: today))交来，\(names.people[entry.by] ?? "")录入")
        }
    }

    /// How often, with the table in which it is told.
    private var supervised: Facts.Row {
        let count = "\(proposal.supervisions)次"
        guard proposal.supervisions > 0, let series = proposal.number?.series else { return .init("督办", count) }
        let link = TextLink(text: "存成表格", address: ProposalTable.supervisions.address(of: proposal.id, in: series))
        return .init("督办", html: "\(count) \(link.html)")
    }

    /// As it was written, and who that is in the directory.
    private func leader(_ leader: FreeText) -> String {
        let written = leader.words ?? TopicWording.erased
        guard let name = proposal.ledBy.flatMap({ names.people[$0] }), name != written else { return written }
        return "\(written)（\(name)）"
    }

    private var category: Facts.Row? {
        proposal.category.map { .init("类别", practice.profile.topicCategory($0)?.name ?? $0) }
    }

    private var coSigners: Facts.Row? {
        guard !proposal.coSigners.isEmpty else { return nil }
        let words = proposal.coSigners.map { signer in
            "\(names.people[signer.person] ?? "")（\(ProposalWording.name(signer.answer))）"
        }
        return .init("联名", words.joined(separator: "、"))
    }

    private var wishes: Facts.Row? {
        let units = proposal.content.units.compactMap { names.units[$0] }
        return units.isEmpty ? nil : .init("希望谁来办", units.joined(separator: "、"))
    }

    private var disclosure: String {
        switch proposal.content.disclosure {
        case .open: proposal.publication.isPublic ? "已公开" : "提案者同意公开"
        case .closed(let reason): "不公开：\(reason.words ?? TopicWording.erased)"
        }
    }

    private var actions: ActionBar {
        CaseActions<ProposalDesk>(
            record: proposal, id: proposal.id, actor: actor,
            helpful: [
                .stillSigning, .incomplete, .severalMatters, .sealMissing, .notEligible, .withdrawalWaits,
                .notSupervised, .stillAsking,
                .notDisclosed, .alreadyReviewed,
            ],
            hindrance: {
                proposal.hindrance(
                    to: $0, on: today, isAnswered: asked.asked == asked.answered, standing: standing, practice: profile)
            },
            hasPrimary: hasPrimary, token: token
        ).bar
    }

    /// Whether the first button is what comes next.
    private var hasPrimary: Bool {
        switch proposal.state {
        case .draft, .returned, .awaitingCoSigners, .submitted, .forwarded, .followUp: true
        case .notFiled, .filed, .merged, .handling, .replied, .rehandling, .closed, .withdrawn: false
        }
    }

    /// The three parts; while it is written, with their shares.
    private var text: HTML {
        let content = proposal.content
        let shares = ProposalShares(
            situation: content.situation.words ?? "", analysis: content.analysis.words ?? "",
            advice: content.advice.words ?? "")
        let parts = [("情况", content.situation), ("分析", content.analysis), ("建议", content.advice)].map { name, part in
            part.words == ""
                ? HTML() : "<h3>\(name)</h3><p class=\"prose said\">\(part.words ?? TopicWording.erased)</p>"
        }
        return """
            \(proposal.state.name.isInWriting ? ShareMeter(shares: shares).html : HTML())\
            \(PageSection(id: "text", title: "提案内容", content: parts.joined()).html)\(files)
            """
    }

    private var files: HTML {
        let ids = proposal.content.attachments
        return ids.isEmpty
            ? HTML() : PageSection(id: "files", title: "附件（\(ids.count)个）", content: handling.list(ids)).html
    }

    private var related: HTML {
        let rows =
            [lead].compactMap(\.self).map { row("并入", $0) } + parts.map { row("并进来的", $0) }
        guard !rows.isEmpty else { return HTML() }
        return PageSection(id: "merged", title: "并案", content: LinkList(rows: rows).html).html
    }

    private func row(_ relation: String, _ listed: ProposalListStore.Listed) -> LinkList.Row {
        LinkList.Row(
            relation: "\(relation) \(listed.number?.text ?? "")",
            content: """
                \(TextLink(text: listed.subject ?? TopicWording.erased, address: "/desk/proposals/\(listed.id)").html) \
                <span class="small mute">\(listed.proposer)</span> \(ProposalWording.chip(listed.state).html)
                """)
    }

    private func step(_ entry: EventStore.Entry<ProposalEvent>) -> Trace.Step {
        let (act, quote) = ProposalTraceWording.words(
            entry.event, names: names.people, profile: practice.profile, today: today)
        return Trace.Step(stage: .done, act: act, meta: StepMeta.text(entry, today: today, for: .desk), quote: quote)
    }
}
