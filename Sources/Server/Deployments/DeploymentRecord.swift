// SPDX-License-Identifier: Apache-2.0

import Domain
import Markup

/// A notice on the desk: what it says, to whom it went, and how far each of them is, the silent ones first.
struct DeploymentRecord {
    let open: DeploymentDesk.Open
    /// The form that reminds the silent ones; nil where the reader does not send notices.
    let reminding: HTML?
    let today: Day
    let practice: Practice

    private var order: Deployment.Order { open.deployment.order }

    var pane: TwoPanes.Record {
        TwoPanes.Record(title: DeploymentWording.text(order.title), status: status, content: content)
    }

    private var status: HTML {
        let isOpen = open.lines.contains { $0.state.isOwed }
        let lamp = DeadlineWording.lamp(order.dueOn, today: today, calendar: practice.calendar)
        return "<span class=\"row\">\(DeploymentWording.name(order.kind))</span>\(isOpen ? lamp.html : HTML())"
    }

    private var content: HTML {
        """
        \(Facts(rows: DeploymentFacts.rows(order, organName: open.organName, today: today) + agreed).html)\
        <div class="prose said">\(DeploymentWording.text(order.text))</div>\(DeploymentFacts.files(open.files))\(lines)
        """
    }

    private var agreed: [Facts.Row] {
        open.consent.map { [.init("写到的人同意公开", DeploymentWording.text($0))] } ?? []
    }

    private var lines: HTML {
        let rows = open.lines.map { line -> LinkList.Row in
            let reminded = line.remindedOn.map { "\(ChineseTime.date($0, today: today))提醒过" }
            let reported = line.reportedOn.map { "\(ChineseTime.date($0, today: today))：\(Self.words(line))" }
            let followers = line.followers == 0 ? nil : "连着\(line.followers)场会或议题"
            let said = [line.state.isOwed ? reminded : nil, reported, followers].compactMap { $0 }
            return LinkList.Row(
                relation: DeploymentWording.name(line.state),
                content: """
                    \(TextLink(text: line.name, address: "/desk/receipts/\(line.id)").html) \
                    <span class="small mute">\(said.joined(separator: "；"))</span>
                    """)
        }
        return PageSection(
            id: "receipts", title: "签收和回报",
            content: """
                <p>\(DeploymentWording.sum(open.lines, unsent: open.unsent))</p>\(reminding ?? HTML())\(LinkList(rows: rows).html)
                """
        ).html
    }

    private static func words(_ line: DeploymentReceiptStore.Line) -> String { Excerpt.of(line.report?.words) }
}

/// What a notice and its receipts show alike.
enum DeploymentFacts {
    static func rows(_ order: Deployment.Order, organName: String?, today: Day) -> [Facts.Row] {
        [
            organName.map { .init("以谁的名义", $0) },
            .init("哪天发的", ChineseTime.date(order.day, today: today)),
            .init("哪天前回报", ChineseTime.date(order.dueOn, today: today)),
        ].compactMap { $0 }
    }

    /// On the page of a session or a topic: the notices that it followed; nil where it followed none.
    static func behind(_ notices: [DeploymentFollowerStore.Notice]) -> Facts.Row? {
        guard !notices.isEmpty else { return nil }
        let links = notices.map { notice in
            TextLink(text: notice.title ?? TopicWording.erased, address: "/desk/receipts/\(notice.receipt)").html
        }
        return .init("由哪份通知而来", html: links.joined(separator: "<br>"))
    }

    static func files(_ files: [Attachment]) -> HTML {
        guard !files.isEmpty else { return HTML() }
        return PageSection(
            id: "files", title: "附件（\(files.count)个）", content: AttachmentList(attachments: files).html
        ).html
    }
}

/// A receipt on the desk: the notice as the addressee reads it, what can be done, what followed, and each step.
struct DeploymentReceiptRecord {
    let receipt: DeploymentReceipt
    let deployment: DeploymentDesk.Open
    /// What the addressee is called.
    let name: String
    let evidence: [Attachment]
    let log: [EventStore.Entry<DeploymentReceiptEvent>]
    /// What followed is called, as far as the reader sees it.
    let titles: [NoticeSubject: NoticeTitle]
    let actor: Actor
    let today: Day
    let practice: Practice
    let token: (String) -> String

    private var order: Deployment.Order { deployment.deployment.order }

    var pane: TwoPanes.Record {
        TwoPanes.Record(title: DeploymentWording.text(order.title), status: status, content: content)
    }

    private var status: HTML {
        let lamp = receipt.dueOn.map { DeadlineWording.lamp($0, today: today, calendar: practice.calendar).html }
        return """
            <span class="row">\(DeploymentWording.chip(receipt.state.name).html)\
            \(DeploymentWording.name(order.kind))</span>\(lamp)
            """
    }

    private var content: HTML {
        let whole = TextLink(text: name, address: "/desk/deployments/\(receipt.sending.deployment)")
        let rows =
            [.init("发给谁", html: whole.html)]
            + DeploymentFacts.rows(order, organName: deployment.organName, today: today) + reported
        return """
            \(Facts(rows: rows).html)<div class="prose said">\(DeploymentWording.text(order.text))</div>\
            \(DeploymentFacts.files(deployment.files))\(actions.html)\(followers)\(proof)\
            \(PageSection(id: "trace", title: "轨迹", content: Trace(steps: log.map(step)).html).html)
            """
    }

    private var reported: [Facts.Row] {
        guard let report = receipt.report else { return [] }
        let day = ChineseTime.date(report.day, today: today)
        return [.init("办了什么", "\(day)：\(DeploymentWording.text(report.words))")]
    }

    private var actions: ActionBar {
        CaseActions<DeploymentReceiptDesk>(
            record: receipt, id: receipt.id, actor: actor, helpful: [.notSigned, .remindedToday],
            hindrance: { receipt.hindrance(to: $0, on: today) }, hasPrimary: receipt.state.name.isOwed, token: token
        ).bar
    }

    private var followers: HTML {
        guard !receipt.followers.isEmpty else { return HTML() }
        let rows = receipt.followers.map { follower -> LinkList.Row in
            let (relation, subject): (String, NoticeSubject) =
                switch follower {
                case .session(let id): ("协商会", .session(id))
                case .topic(let id): ("议题", .topic(id))
                }
            // Who may not see it reads that there is one.
            guard let title = titles[subject] else { return .init(relation: relation, content: "已连上，您看不到内容") }
            return .init(
                relation: relation,
                content: TextLink(text: title.words, address: title.address ?? subject.address).html)
        }
        return PageSection(id: "followers", title: "由此开的会、立的议题", content: LinkList(rows: rows).html).html
    }

    private var proof: HTML {
        guard !evidence.isEmpty else { return HTML() }
        return PageSection(
            id: "evidence", title: "回报的照片和材料（\(evidence.count)个）",
            content: AttachmentList(attachments: evidence).html
        ).html
    }

    private func step(_ entry: EventStore.Entry<DeploymentReceiptEvent>) -> Trace.Step {
        let (act, quote) = DeploymentWording.words(entry.event, today: today)
        return Trace.Step(stage: .done, act: act, meta: StepMeta.text(entry, today: today, for: .desk), quote: quote)
    }
}
