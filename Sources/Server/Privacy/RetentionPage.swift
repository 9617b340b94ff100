// SPDX-License-Identifier: Apache-2.0

import Domain
import Markup

/// How long what is kept, what goes in the next days, what went, and what is held.
struct RetentionPage {
    /// What is shown beside the periods.
    struct Overview: Sendable {
        let dueSoon: [RetentionPractice.Category: Int]
        let runs: [RetentionRun]
        let holds: [RecordHold]
    }

    let overview: Overview
    let practice: RetentionPractice
    let today: Day
    let token: String
    let problems: InputProblems?

    var html: HTML {
        """
        \(RecordHead(title: "保存期限").html)<div class="stack">\
        <p class="mute">每天清理一次：过了期限的，姓名、电话和写的话都删掉，找不回来；件数和经过都不变。没办完的、依法留存的，一件不动。</p>\
        \(PageSection(id: "periods", title: "保存多久", content: Facts(rows: periods).html).html)\
        \(PageSection(id: "runs", title: "删过什么", content: runs).html)\
        \(PageSection(id: "holds", title: "依法留存（\(overview.holds.count)件）", content: holds).html)</div>
        """
    }

    private var periods: [Facts.Row] {
        RetentionPractice.Category.allCases.map { category in
            let soon = overview.dueSoon[category] ?? 0
            return .init(
                RetentionWording.name(category),
                RetentionWording.period(category, practice) + (soon == 0 ? "" : "；30天内要删\(soon)件"))
        }
    }

    private var runs: HTML {
        guard !overview.runs.isEmpty else { return EmptyState(sentence: "还没有删过什么。").html }
        return LinkList(
            rows: overview.runs.map { run in
                let what = Self.amounts(of: run).joined(separator: "；")
                let link = TextLink(
                    text: what.isEmpty ? "没有要删的" : what, address: "/desk/retention/\(run.id)")
                return .init(
                    relation: ChineseTime.day(run.day, today: today),
                    content: "\(link.html)\(run.isFinished ? "" : "（没有清完，会接着清）")")
            }
        ).html
    }

    private static func amounts(of run: RetentionRun) -> [String] {
        RetentionPractice.Category.allCases.compactMap { category in
            run.swept[category].map { RetentionWording.amount(category, $0) }
        }
    }

    private var holds: HTML {
        let rows = overview.holds.map { hold in
            LinkList.Row(
                content:
                    "\(TextLink(text: RetentionWording.title(hold), address: "/desk/holds/\(hold.id)").html) \(RetentionWording.reason(hold))"
            )
        }
        let fields = HoldDesk.fields.map { field in
            Field(
                name: field.name, label: field.label,
                control: field.name == "reason" ? .paragraph(rows: 3, limit: 300) : .text,
                value: problems?.sent[field.name] ?? "", error: problems?.sentence(for: field.name), isRequired: true)
        }
        let form = PostForm(
            action: "/desk/retention", token: token, isPanel: true,
            content: """
                \(each: fields, { $0.html })<div class="actions">\(Button(label: "依法留存", style: .primary).html)</div>
                """)
        return "\(rows.isEmpty ? HTML() : LinkList(rows: rows).html)\(form.html)"
    }

    /// The records from which a run has taken something, as numbers: what they are about is not for this desk.
    static func run(_ run: RetentionRun, _ items: [RetentionStore.Swept], today: Day) -> HTML {
        let rows = RetentionPractice.Category.allCases.compactMap { category -> Facts.Row? in
            guard let amount = run.swept[category] else { return nil }
            let records = items.filter { $0.category == category }.map { item -> HTML in
                "\(RetentionWording.record(item.kind)) <span class=\"code\">\(Identifier<Never>(item.number).text)</span>"
            }
            return .init(
                RetentionWording.name(category),
                html: "\(RetentionWording.amount(category, amount))<br>\(records.joined(separator: "<br>"))")
        }
        return """
            \(RecordHead(title: "\(ChineseTime.day(run.day, today: today))的清理", parent: TextLink(text: "保存期限", address: "/desk/retention")).html)\
            \(Facts(rows: rows).html)
            """
    }

    static func hold(
        _ hold: RecordHold, _ log: [EventStore.Entry<HoldEvent>], bar: ActionBar, today: Day
    ) -> HTML {
        let steps = log.map { entry -> Trace.Step in
            let (act, quote): (String, String?) =
                switch entry.event {
                case .placed(_, let reason): ("依法留存", reason.words ?? TopicWording.erased)
                case .lifted(let reason): ("解除留存", reason.words ?? TopicWording.erased)
                }
            return Trace.Step(stage: .done, act: act, meta: StepMeta.text(entry, today: today), quote: quote)
        }
        return """
            \(RecordHead(title: RetentionWording.title(hold), parent: TextLink(text: "保存期限", address: "/desk/retention")).html)\
            <p>\(RetentionWording.chip(hold.state.name).html)</p>\(bar.html)\
            \(PageSection(id: "trace", title: "轨迹", content: Trace(steps: steps).html).html)
            """
    }
}
