// SPDX-License-Identifier: Apache-2.0

import Domain
import Markup

/// What was declared of earlier sessions, session by session.
struct FormerProposalListPage {
    let all: [(series: ProposalSeries, count: Int)]
    let series: ProposalSeries?
    let rows: [FormerProposalStore.Listed]
    let next: String?
    let practice: ProposalPractice

    /// What is said of all of them: nothing here was counted by the program.
    static let declared = "往年登记：这些提案是从以前的表格导入的，照原样登记，不计入提案统计，也不再办理。"

    var html: HTML {
        """
        \(RecordHead(title: "往年的提案", parent: TextLink(text: "提案", address: "/desk/proposals")).html)
        <div class="stack"><p class="mute">\(Self.declared)</p>\(sessions)\(list)\(rows.isEmpty ? HTML() : table)</div>
        """
    }

    private var table: HTML {
        "<p>\(Button(label: "导出表格", role: .link(to: ProposalTable.former.address), size: .small).html)</p>"
    }

    private func address(_ series: ProposalSeries) -> String {
        "\(FormerProposalRoutes.address)?session=\(series.term)-\(series.session)"
    }

    private var sessions: HTML {
        guard all.count > 1 else { return HTML() }
        return Filters(
            filters: all.map { each in
                .init(
                    word: "\(each.series.name) \(each.count)", address: address(each.series),
                    isOn: each.series == series)
            }, label: "看哪次会议"
        ).html
    }

    private var list: HTML {
        guard let series, !rows.isEmpty else { return EmptyState(sentence: "没有往年的提案。").html }
        let links = rows.map { row in
            LinkList.Row(
                relation: row.number.text,
                content: """
                    \(TextLink(
                        text: row.subject ?? TopicWording.erased, address: "\(FormerProposalRoutes.address)/\(row.id)"
                    ).html) <span class="small mute">\([
                        row.proposer ?? TopicWording.erased, row.outcome.map { ProposalWording.outcome($0, practice) },
                    ].compactMap { $0 }.joined(separator: " · "))</span>
                    """)
        }
        return """
            \(LinkList(rows: links).html)\
            \(Pager(
                extent: "\(series.name)，这一页\(rows.count)件", previous: nil,
                next: next.map { "\(address(series))&cursor=\(FormEncoding.encode($0))" }).html)
            """
    }
}

/// One of them, with its reply.
struct FormerProposalPage {
    let proposal: FormerProposal
    let practice: ProposalPractice
    let today: Day

    var html: HTML {
        let series = proposal.number.series
        return """
            \(RecordHead(
                title: proposal.subject.words ?? TopicWording.erased,
                parent: TextLink(
                    text: "\(series.name)的提案",
                    address: "\(FormerProposalRoutes.address)?session=\(series.term)-\(series.session)")).html)
            <div class="stack">\(Note(lead: "往年登记", text: FormerProposalListPage.declared).html)\
            \(Facts(rows: facts).html)\(text("text", "提案内容", proposal.text))\(text("reply", "答复", proposal.reply))</div>
            """
    }

    private var facts: [Facts.Row] {
        Self.facts(proposal, practice: practice, today: today)
            + [.init("公开", proposal.isOpen ? "提案者同意公开" : "不公开")]
    }

    /// What everybody may read of one that is open.
    fileprivate static func facts(
        _ proposal: FormerProposal, practice: ProposalPractice, today: Day
    ) -> [Facts.Row] {
        [
            .init("编号", html: "<span class=\"num\">\(proposal.number.official)</span>（\(proposal.number.text)）"),
            .init("提案者", proposal.proposer.words ?? TopicWording.erased),
            .init("提案形式", ProposalWording.name(proposal.kind)),
            proposal.unit.map { .init("承办单位", $0.words ?? TopicWording.erased) },
            proposal.filedOn.map { .init("立案", ChineseTime.date($0, today: today)) },
            proposal.repliedOn.map { .init("答复", ChineseTime.date($0, today: today)) },
            proposal.outcome.map { .init("办理结果", ProposalWording.outcome($0, practice)) },
            proposal.opinion.map { .init("提案者意见", ItemWording.name($0)) },
        ].compactMap { $0 }
    }

    private func text(_ id: String, _ title: String, _ words: FreeText?) -> HTML {
        guard let words else { return HTML() }
        return PageSection(
            id: id, title: title, content: "<p class=\"prose said\">\(words.words ?? TopicWording.erased)</p>"
        ).html
    }
}

/// What everybody reads of one that its proposers let others read.
struct PublicFormerProposal {
    let proposal: FormerProposal
    let practice: ProposalPractice
    let today: Day

    var html: HTML {
        """
        <div class="stack"><span class="over">\(proposal.number.series.name)</span>\
        <h1>\(proposal.subject.words ?? TopicWording.erased)</h1></div>\
        \(Facts(rows: FormerProposalPage.facts(proposal, practice: practice, today: today)).html)\
        <p class="small mute">这是以前届次的提案，照当时的登记列出，只列案由和办理结果。要看全文，请问政协提案委员会。</p>
        """
    }
}
