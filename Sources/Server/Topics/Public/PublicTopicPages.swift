// SPDX-License-Identifier: Apache-2.0

import ChineseText
import Domain
import Markup

/// What strangers read: lists and records of published topics.
enum PublicTopicPages {
    /// A topic in a list. `namesRoom`: false on the room's own page, which says it already. `words`: what was looked for.
    static func card(
        _ topic: TopicListStore.PublicTopic, today: Day, namesRoom: Bool = true, words: WordQuery? = nil
    ) -> CardList.Card {
        let next = TopicWording.next(topic, today: today)
        return CardList.Card(
            chip: TopicWording.residentsChip(topic.state, former: topic.former), title: topic.title,
            titlePlaces: words?.places(in: topic.title) ?? [],
            passage: words.flatMap { words in
                [topic.body, topic.answer].compactMap(\.self).lazy.compactMap { words.passage(of: $0) }.first
            }.map(Marked.init), address: "/topics/\(topic.id.text)",
            note: namesRoom ? "\(topic.roomName) · \(next)" : next)
    }

    /// A topic that is like what somebody said, with the sentence that shows it.
    static func card(_ found: SimilarTopics.Found, today: Day) -> CardList.Card {
        var card = card(found.topic, today: today)
        card.passage = found.passage
        return card
    }

    /// The list, with what it is narrowed to.
    static func list(
        _ topics: [CardList.Card], words: String, hidden: [HiddenField], categories: [Filters.Filter], pager: Pager,
        links: [TextLink]
    ) -> HTML {
        let search: HTML = """
            <form method="get" action="/topics" role="search">\(each: hidden, { $0.html })\
            \(Field(name: "q", label: "找一找", value: words, button: Button(label: "查找", role: .submit(busy: "正在找"))).html)</form>
            """
        let found =
            topics.isEmpty
            ? EmptyState(sentence: words.isEmpty ? "还没有公开的议题。" : "没有找到。换个说法，或少写几个字试试。").html
            : "\(CardList(cards: topics).html)\(pager.html)"
        return """
            <h1>大家商量的事</h1>\(search)\(categories.isEmpty ? HTML() : Filters(filters: categories, label: "按类别看").html)\
            <section aria-labelledby="found"><h2 id="found" class="vh">议题</h2>\(found)</section>\
            <p class="small mute">\(links.map(\.html).joined(separator: " · "))</p>
            """
    }

    /// What else is public, beside the list.
    static let links = [
        TextLink(text: "公开数据（JSON）", address: "/topics.json"),
        TextLink(text: "有了结果的事（Atom订阅）", address: "/results.atom"), TextLink(text: "优秀案例", address: "/model-cases"),
        TextLink(text: "公开的提案", address: "/proposals"),
    ]

    /// Where the matter stands at the levels above and below, as everybody may know it.
    struct Levels: Sendable {
        let above: TopicRecord.Above?
        let children: [TopicStore.Child]

        var facts: [Facts.Row?] {
            [
                above.flatMap { above in
                    above.state.map { .init("上一级一起办", html: "\(above.html) \(TopicWording.residentsChip($0).html)") }
                },
                children.isEmpty
                    ? nil : .init("几处的同一件事", html: children.map(Self.line).joined(separator: "<br>")),
            ]
        }

        private static func line(_ child: TopicStore.Child) -> HTML {
            let title = child.publicTitle.map { " \(TextLink(text: $0, address: "/topics/\(child.id)").html)" as HTML }
            return "\(child.roomName)\(title ?? HTML()) \(TopicWording.residentsChip(child.state).html)"
        }
    }

    /// The rounds before and after, where everybody reads them (BR-06).
    struct Rounds: Sendable {
        let previous: TopicListStore.PublicTopic?
        let next: TopicListStore.PublicTopic?

        func row(_ round: Int) -> Facts.Row? {
            let ties = [
                previous.map { "上一轮：\(TextLink(text: $0.title, address: "/topics/\($0.id)").html)" as HTML },
                next.map { "下一轮：\(TextLink(text: $0.title, address: "/topics/\($0.id)").html)" as HTML },
            ].compactMap { $0 }
            guard round > 1 || !ties.isEmpty else { return nil }
            return .init("轮次", html: (["第\(round)轮协商" as HTML] + ties).joined(separator: "<br>"))
        }
    }

    /// `hasSupported`: whether the reader has just said that it is theirs too.
    static func record(
        _ topic: TopicListStore.PublicTopic, loop: Loop, supporters: SupportCount, levels: Levels, rounds: Rounds,
        host: TopicListStore.PublicTopic?, deliberations: DeliberationLinks, trace: Trace, today: Day,
        hasSupported: Bool
    ) -> HTML {
        let thanks = Note(text: "记下了，谢谢您。留了手机号的，办好以后会请您说说是不是真解决了。", tone: .done, icon: .check)
        return """
            \(hasSupported ? thanks.html : HTML())\
            <div class="stack"><span class="over">\(topic.roomName)</span><h1>\(topic.title)</h1>\
            <p>\(TopicWording.residentsChip(topic.state, former: topic.former).html)</p></div>
            <p class="lead prose said">\(topic.body)</p>\
            \(present: topic.answer, { answer($0) })
            \(Facts(rows: facts(topic, loop, supporters, levels, rounds, host, today) + [deliberations.everyone(today)].compactMap { $0 }).html)\(deliberations.invitation(today))\(support(topic, loop))
            \(PageSection(id: "trace", title: "一步一步走到哪了", content: trace.html).html)
            <p class="small mute">这里是议事室审过的公开文字，不是原话。</p>
            """
    }

    private static func answer(_ words: String) -> HTML {
        PageSection(id: "answer", title: "办得怎么样", content: "<p class=\"prose\">\(words)</p>").html
    }

    private static func facts(
        _ topic: TopicListStore.PublicTopic, _ loop: Loop, _ supporters: SupportCount, _ levels: Levels,
        _ rounds: Rounds, _ host: TopicListStore.PublicTopic?, _ today: Day
    ) -> [Facts.Row] {
        let items = loop.items.filter(\.item.hasReachedUnit)
        return [
            .init("收到", ChineseTime.day(topic.receivedAt.day, today: today)),
            rounds.row(loop.topic.round),
            host.map { .init("一起办的", html: TextLink(text: $0.title, address: "/topics/\($0.id)").html) },
            topic.reopened > 0 ? .init("重办", "没有真解决，重办过\(topic.reopened)次") : nil,
            .init(
                "现在",
                levels.above == nil
                    ? TopicWording.next(topic, today: today) : "别处也有同样的事，由上一级议事室一起办"),
            supporters.all == 0
                ? nil : .init("支持", "\(supporters.all)人说这也是他们的事（\(supporters.words)）"),
            TopicWording.standing(loop.topic, today: today).map { .init("解决了没有", $0) },
            items.isEmpty ? nil : .init("谁来办", html: items.map { item($0, loop) }.joined(separator: "<br>")),
        ].compactMap { $0 } + levels.facts.compactMap { $0 }
    }

    /// What the unit claims and what the people confirm stand beside each other.
    private static func item(_ item: Loop.Item, _ loop: Loop) -> HTML {
        let value = item.item
        let claim = value.hasVerifiedReport ? value.report.map { "单位说\(ItemWording.name($0.claimed))；" } ?? "" : ""
        let word = value.inquiries > 0 ? "大家说：\(ItemWording.tally(item.tally))" : ""
        let words = claim + word
        return """
            \(value.task.text.words ?? TopicWording.erased)<br>\(loop.names.unit(value.task.unit)) \
            \(ItemWording.chip(value.state.name, item.tally).html)\
            \(present: words.isEmpty ? nil : words, { "<br><span class=\"small mute\">\($0)</span>" })
            """
    }

    private static func support(_ topic: TopicListStore.PublicTopic, _ loop: Loop) -> HTML {
        guard loop.topic.takesMerged else { return HTML() }
        let advise = Button(label: "我有建议", role: .link(to: "/topics/\(topic.id)/advise"), icon: .talk)
        return """
            <p class="row">\(Button(label: "这也是我的事", role: .link(to: "/topics/\(topic.id)/support"), icon: .people).html)\
            \(topic.state.takesAdvice ? advise.html : HTML())</p>
            """
    }
}
