// SPDX-License-Identifier: Apache-2.0

import Domain
import Markup

/// A commendation on the desk: the shares that hold, what third parties and proposers say of units, who and what was nominated.
struct CommendationRecord {
    let record: Commendation
    let log: [EventStore.Entry<CommendationEvent>]
    let names: [Commendation.Subject: String]
    let units: [HandlingUnit.ID: String]
    let filed: Int
    /// What the proposers of the session say of each unit's replies; empty for a term.
    let opinions: [HandlingUnit.ID: ProposalStatistics.Counts]
    let actor: Actor
    let today: Day
    let practice: CommendationPractice
    let token: (String) -> String

    var pane: TwoPanes.Record {
        TwoPanes.Record(
            title: CommendationWording.title(record.span), status: CommendationWording.chip(record.state.name).html,
            content: """
                \(Facts(rows: facts).html)\(actions.html)\(nominees)\(evaluators)\(evaluations)\
                \(PageSection(id: "trace", title: "轨迹", content: Trace(steps: log.map(step)).html).html)
                """)
    }

    private var facts: [Facts.Row] {
        var rows: [Facts.Row] = [.init("名额", CommendationWording.quota(filed: filed, practice))]
        let listed = record.listedProposals
        rows.append(
            .init("名单", "提案\(listed.count)件，其中集体\(listed.count(where: \.isCollective))件；单位\(record.listedUnits.count)个")
        )
        if case .announced(let day, let decidedBy) = record.state {
            rows.append(
                .init("公布", "\(ChineseTime.date(day, today: today))，\(CommendationWording.text(decidedBy))审定"))
        }
        return rows
    }

    private var actions: ActionBar {
        var bar = CaseActions<CommendationDesk>(
            record: record, id: record.id, actor: actor, explanation: hindrance?.sentence,
            helpful: hindrance.map { [$0] } ?? [], hindrance: { $0 == .announce ? hindrance : nil }, hasPrimary: false,
            token: token
        ).bar
        // There is no link to end.
        if record.evaluators.isEmpty {
            bar.others.removeAll { $0.label == CommendationWording.name(.revokeEvaluator) }
        }
        return bar
    }

    /// What stands in the way of announcing it, while somebody is at work on it.
    private var hindrance: CommendationRefusal? {
        guard record.state == .collecting else { return nil }
        return record.announcingHindrance(filed: filed, practice: practice)
    }

    private var nominees: HTML {
        guard !record.nominees.isEmpty else { return HTML() }
        let rows = record.nominees.map { nominee in
            let name = names[nominee.subject] ?? ""
            let link: HTML =
                if case .proposal(let id, _) = nominee.subject {
                    TextLink(text: name, address: "/desk/proposals/\(id)").html
                } else {
                    "\(name)"
                }
            return LinkList.Row(
                relation: CommendationWording.name(nominee.subject),
                content: "\(link) <span class=\"small mute\">\(CommendationWording.name(nominee.verdict))</span>")
        }
        return PageSection(id: "nominees", title: "推荐 \(rows.count)", content: LinkList(rows: rows).html).html
    }

    /// The third parties that are asked, what they have still to judge, and for whoever hands links out the way to one.
    private var evaluators: HTML {
        guard !record.evaluators.isEmpty else { return HTML() }
        let rows = record.evaluators.map { evaluator -> Facts.Row in
            let left = record.unjudged(by: evaluator).count
            let words =
                "请评\(evaluator.units.count)个单位，还有\(left)个没有评，到\(ChineseTime.date(evaluator.until, today: today))"
            let canHave = left > 0 && today <= evaluator.until
            return .init(
                CommendationWording.text(evaluator.name), html: "\(words)\(canHave ? link(to: evaluator) : HTML())")
        }
        return PageSection(id: "evaluators", title: "请来打分的第三方", content: Facts(rows: rows).html).html
    }

    private func link(to evaluator: Commendation.Evaluator) -> HTML {
        guard record.refusal(of: .inviteEvaluator, by: actor) == nil else { return HTML() }
        guard !evaluator.judgesUnit(of: actor) else {
            return "<br><span class=\"small mute\">\(CommendationRefusal.ownWork.sentence)</span>"
        }
        let action = "\(CommendationRoutes.address)/\(record.id)/evaluators/\(evaluator.id)/link"
        return PostForm(
            action: action, token: token(action), content: Button(label: "取链接", style: .quiet, size: .small).html
        ).html
    }

    private var evaluations: HTML {
        guard !record.evaluations.isEmpty else { return HTML() }
        let rows = record.evaluations.map { evaluation in
            Facts.Row(
                units[evaluation.unit] ?? "",
                "\(CommendationWording.text(evaluation.evaluator))：\(CommendationWording.words(evaluation, practice))（\(CommendationWording.source(evaluation))）\(proposers(of: evaluation.unit))"
            )
        }
        return PageSection(id: "evaluations", title: "第三方评议", content: Facts(rows: rows).html).html
    }

    /// What the proposers say, with what it is out of.
    private func proposers(of unit: HandlingUnit.ID) -> String {
        guard let counts = opinions[unit] else { return "" }
        let (content, returned, asked) = (counts[.content] ?? 0, counts[.returned] ?? 0, counts[.asked] ?? 0)
        return
            "；提案者满意\(ProposalStatisticsWording.share(content, of: returned))，意见回收\(ProposalStatisticsWording.share(returned, of: asked))"
    }

    private func step(_ entry: EventStore.Entry<CommendationEvent>) -> Trace.Step {
        let (act, quote) = CommendationWording.words(entry.event, names: names, units: units, practice: practice)
        return Trace.Step(stage: .done, act: act, meta: StepMeta.text(entry, today: today, for: .desk), quote: quote)
    }
}
