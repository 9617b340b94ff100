// SPDX-License-Identifier: Apache-2.0

import ChineseText
import Domain
import Markup

/// What strangers read of proposals.
enum PublicProposalPages {
    static func card(
        _ proposal: PublicProposalStore.PublicProposal, words: WordQuery?, practice: ProposalPractice
    ) -> CardList.Card {
        let result = proposal.outcome.map { " · \(ProposalWording.outcome($0, practice))" } ?? ""
        return CardList.Card(
            chip: ProposalWording.chip(proposal.state), title: proposal.title,
            titlePlaces: words?.places(in: proposal.title) ?? [],
            passage: words.flatMap { $0.passage(of: proposal.body) }.map(Marked.init),
            address: "/proposals/\(proposal.id)",
            note: "\(proposal.number.official) · \(proposer(proposal))\(result)")
    }

    /// The list, with what it is narrowed to.
    static func list(
        _ cards: [CardList.Card], search: PublicProposalStore.Search,
        filters: [(label: String, filters: [Filters.Filter])], pager: Pager
    ) -> HTML {
        let hidden = [
            ("unit", search.unit?.text), ("class", search.outcome),
            ("session", search.series.map { "\($0.term)-\($0.session)" }),
        ].compactMap { name, value in value.map { HiddenField(name: name, value: $0) } }
        let words = search.words ?? ""
        let form: HTML = """
            <form method="get" action="/proposals" role="search">\(each: hidden, { $0.html })\
            \(Field(name: "q", label: "找一找", value: words, button: Button(label: "查找", role: .submit(busy: "正在找"))).html)</form>
            """
        let found =
            cards.isEmpty
            ? EmptyState(sentence: words.isEmpty ? "还没有公开的提案。" : "没有找到。换个说法，或少写几个字试试。").html
            : "\(CardList(cards: cards).html)\(pager.html)"
        return """
            <h1>公开的提案</h1>\(form)\(each: filters, { Filters(filters: $0.filters, label: $0.label).html })\
            <section aria-labelledby="found"><h2 id="found" class="vh">提案</h2>\(found)</section>
            """
    }

    static func record(
        _ proposal: PublicProposalStore.PublicProposal, handlers: [(name: String, part: Proposal.Part)],
        replies: [AssignmentPublicReply], practice: ProposalPractice, today: Day
    ) -> HTML {
        let facts: [Facts.Row] = [
            .init("编号", "\(proposal.number.official)（\(proposal.number.text)）"), .init("提案者", proposer(proposal)),
            handlers.isEmpty
                ? nil
                : .init(
                    "谁来办", handlers.map { "\($0.name)（\(ProposalWording.name($0.part))）" }.joined(separator: "、")),
            proposal.outcome.map { .init("办理结果", ProposalWording.outcome($0, practice)) },
        ].compactMap { $0 }
        return """
            <div class="stack"><span class="over">\(proposal.number.series.name)</span><h1>\(proposal.title)</h1>\
            <p>\(ProposalWording.chip(proposal.state).html)\
            \(proposal.isKey ? Chip(word: "重点提案", icon: .diamond, tone: .soon).html : HTML())</p></div>\
            \(Facts(rows: facts).html)\
            <p class="prose said">\(proposal.body)</p>\
            \(AssignmentPublicReply.section(replies, practice: practice, today: today))\
            <p class="small mute">经提案者同意公开；联系方式已略去。</p>
            """
    }

    /// The body, or the first proposer with how many sign in all.
    private static func proposer(_ proposal: PublicProposalStore.PublicProposal) -> String {
        if let body = proposal.bodyName { return body }
        return proposal.coSigners == 0
            ? "\(proposal.signerName)委员" : "\(proposal.signerName)等\(proposal.coSigners + 1)位委员"
    }
}
