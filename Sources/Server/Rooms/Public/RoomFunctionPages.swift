// SPDX-License-Identifier: Apache-2.0

import Domain
import Markup

/// The pages behind the functions of a room's code (A2-05); raising has its own.
enum RoomFunctionPages {
    /// Advising: the room's public topics, each with a way to say what one thinks of it.
    struct Advise: Sendable {
        let roomName: String
        /// Nil while nobody may raise anything.
        let raiseAddress: String?
        let search: TopicSearchField
        let topics: [Topic]
        let pager: Pager

        /// A topic that takes advice.
        struct Topic: Sendable {
            let card: CardList.Card
            /// Where one writes it.
            let address: String
        }

        var html: HTML {
            """
            <div class="stack"><span class="over">\(roomName)</span><h1>给议题提建议</h1>\
            <p class="mute">选一件，说说您的办法。建议交给议事室秘书，和那件议题一起商量；不用注册。</p></div>\(search.html(isFull: !topics.isEmpty))\(list)
            """
        }

        private var list: HTML {
            guard !topics.isEmpty else {
                if search.isAsked { return EmptyState(sentence: TopicSearchField.nothing).html }
                guard let raiseAddress else { return EmptyState(sentence: "现在没有等建议的议题。").html }
                return EmptyState(
                    sentence: "现在没有等建议的议题。您也可以自己提一件。", act: TextLink(text: "提一个议题", address: raiseAddress)
                ).html
            }
            return PageSection(
                id: "topics", title: "等建议的议题", isTitleHidden: true,
                content: "<ul class=\"cards\">\(each: topics, card)</ul>\(pager.html)"
            ).html
        }

        private func card(_ topic: Topic) -> HTML {
            let button = Button(label: "我有建议", role: .link(to: topic.address), size: .small, icon: .talk)
            return """
                <li>\(topic.card.chip.html)<h3><a href="\(url: topic.card.address)">\(topic.card.title)</a></h3>\
                <p class="small mute">\(topic.card.note)</p>\(button.html)</li>
                """
        }
    }

    /// Joining: sessions to come, and those that were.
    struct Join: Sendable {
        let roomName: String
        let contact: String
        /// The calendar of the room's sessions.
        let calendar: String
        /// The year of those that were held; nil for all years.
        let year: Int?
        let coming: [LinkList.Row]
        let held: [LinkList.Row]
        let pager: Pager

        var html: HTML {
            """
            <div class="stack"><span class="over">\(roomName)</span><h1>参加协商会</h1>\
            <p class="mute">公告过的协商会都可以来听。和您有关、想在会上说几句的，点开那一场报名，不用注册；也可以打\(contact)。</p></div>
            \(PageSection(id: "coming", title: "要开的", content: rows(coming, "现在没有公告的协商会。")).html)
            <p class="small">\(TextLink(text: "放进手机日历", address: calendar).html)</p>
            \(PageSection(id: "held", title: year.map { "\($0)年开过的" } ?? "开过的", content: "\(rows(held, "还没有开过。"))\(pager.html)").html)
            """
        }

        private func rows(_ rows: [LinkList.Row], _ sentence: String) -> HTML {
            rows.isEmpty ? EmptyState(sentence: sentence, icon: .calendar).html : LinkList(rows: rows).html
        }
    }

    /// Results: the room's public topics that have one.
    struct Results: Sendable {
        let roomName: String
        let filters: [Filters.Filter]
        let cards: [CardList.Card]
        let pager: Pager

        var html: HTML {
            """
            <div class="stack"><span class="over">\(roomName)</span><h1>有了结果的事</h1>\
            <p class="mute">“解决”是承办单位报告、议事室核实过的，或者议事室当场办好、提出人说解决了或者到期没有说没解决的；后面是问过的人怎么说。</p></div>
            \(Filters(filters: filters).html)\(list)
            """
        }

        private var list: HTML {
            guard !cards.isEmpty else { return EmptyState(sentence: "还没有。").html }
            return PageSection(
                id: "topics", title: "这些事", isTitleHidden: true,
                content: "\(CardList(cards: cards).html)\(pager.html)"
            ).html
        }
    }
}
