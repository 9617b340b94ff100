// SPDX-License-Identifier: Apache-2.0

import Domain
import Markup

/// What strangers read: lists and records of published topics.
enum PublicTopicPages {
    /// A topic in a list. `namesRoom`: false on the room's own page, which says it already.
    static func card(_ topic: TopicListStore.PublicTopic, today: Day, namesRoom: Bool = true) -> CardList.Card {
        let next = TopicWording.next(topic.state, dueOn: topic.dueOn, today: today)
        return CardList.Card(
            chip: TopicWording.chip(topic.state), title: topic.title, address: "/topics/\(topic.id.text)",
            note: namesRoom ? "\(topic.roomName) · \(next)" : next)
    }

    /// The list, with what it is narrowed to.
    static func list(
        _ topics: [CardList.Card], words: String, hidden: [HiddenField], pager: Pager
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
            <h1>大家商量的事</h1>\(search)\
            <section aria-labelledby="found"><h2 id="found" class="vh">议题</h2>\(found)</section>
            """
    }

    static func record(_ topic: TopicListStore.PublicTopic, today: Day) -> HTML {
        """
        <div class="stack"><span class="over">\(topic.roomName)</span><h1>\(topic.title)</h1>\
        <p>\(TopicWording.chip(topic.state).html)</p></div>
        <p class="lead prose said">\(topic.body)</p>
        \(Facts(rows: [
            .init("收到", ChineseTime.day(topic.receivedAt.day, today: today)),
            .init("下一步", TopicWording.next(topic.state, dueOn: topic.dueOn, today: today)),
        ]).html)
        <p class="small mute">这里是议事室审过的公开文字，不是原话。</p>
        """
    }
}
