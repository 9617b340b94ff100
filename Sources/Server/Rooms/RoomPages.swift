// SPDX-License-Identifier: Apache-2.0

import Domain
import Markup

/// A room's page: where one lands after scanning its code.
struct RoomPage: Sendable {
    let place: String
    let raiseAddress: String
    let screeningDays: Int
    let statusToken: String
    let topics: [CardList.Card]
    let allTopics: TextLink
    let facts: [Facts.Row]

    var html: HTML {
        """
        \(Hero(place: place, lines: ["有什么事，", "想和大家商量？"]).html)
        <div class="stack">\(Button(label: "提一个议题", role: .link(to: raiseAddress), style: .primary, size: .big, icon: .plus).html)
        <p class="small mute">不用注册。一分钟说完，<b>\(screeningDays)个工作日</b>内有人答复您。</p></div>
        \(StatusLookup(token: statusToken).html)
        \(PageSection(id: "now", title: "大家正在商量", more: topics.isEmpty ? nil : allTopics, content: list).html)
        \(PageSection(id: "about", title: "这间议事室", look: .frame, content: Facts(rows: facts).html).html)
        """
    }

    private var list: HTML {
        topics.isEmpty
            ? EmptyState(sentence: "还没有公开的议题。您来提第一个？", act: TextLink(text: "提一个议题", address: raiseAddress)).html
            : CardList(cards: topics).html
    }
}

/// Where a tracking code is typed in.
struct StatusLookup: Sendable {
    let token: String
    var typed = ""
    var error: String?

    var html: HTML {
        PostForm(
            action: "/status", token: token, isPanel: true,
            content: Field(
                name: "code", label: "查进度", control: .code, value: typed, help: "提议题时给您的查询码，三组，每组4位",
                error: error, placeholder: "如 7K4M-92QX-H3TB", button: Button(label: "查询", role: .submit(busy: "正在查"))
            ).html
        ).html
    }
}

/// The committee's home: its rooms, and the way to a topic's state.
struct HomePage: Sendable {
    let place: String
    let statusToken: String
    let rooms: [Doors.Door]
    let pager: Pager

    var html: HTML {
        """
        \(Hero(place: place, lines: ["众人的事情，", "由众人商量。"]).html)
        \(StatusLookup(token: statusToken).html)
        <p>\(TextLink(text: "看看大家公开商量的议题", address: "/topics").html)</p>
        \(PageSection(id: "rooms", title: "议事室", content: list).html)
        <p class="small mute">在政协或议事室工作？请\(TextLink(text: "登录", address: "/sign-in").html)。</p>
        """
    }

    private var list: HTML {
        guard !rooms.isEmpty else { return EmptyState(sentence: "还没有议事室。请找政协办公室开设。").html }
        return "\(Doors(doors: rooms).html)\(pager.html)"
    }
}
