// SPDX-License-Identifier: Apache-2.0

import Domain
import Markup

/// A room's page: where one lands after scanning its code.
struct RoomPage: Sendable {
    let place: String
    /// `/r/` and the room's token.
    let base: String
    /// Where one looks for something, with what lies around here first.
    let search: String
    let screeningDays: Int
    /// Whether nobody may raise anything just now.
    let isIntakePaused: Bool
    /// Since when nobody may in this room, and why.
    let pause: RoomCode.Pause?
    /// Whether members receive people here.
    let hasReceptions: Bool
    let statusToken: String
    /// Days on which members receive, nearest first.
    let receptions: [Doors.Door]
    /// Sessions that were announced, nearest first.
    let sessions: [LinkList.Row]
    /// Other things that everybody may come to, nearest first.
    let activities: [LinkList.Row]
    let topics: [CardList.Card]
    let allTopics: TextLink
    /// What the room has done: each number leads to what it counts.
    let figures: [Facts.Row]
    let gaps: [Room.Gap]
    let facts: [Facts.Row]

    var html: HTML {
        """
        \(Hero(place: place, lines: ["有什么事，", "想和大家商量？"]).html)
        <div class="stack">\(paused ?? raising)</div>
        \(StatusLookup(token: statusToken, action: "\(base)/follow").html)\(others)\(receiving)\(coming)\(happening)
        \(PageSection(id: "now", title: "大家正在商量", more: topics.isEmpty ? nil : allTopics, content: list).html)
        \(PageSection(id: "done", title: "办了多少事", look: .frame, content: Facts(rows: figures).html).html)
        \(PageSection(id: "about", title: "这间议事室", look: .frame, content: about).html)
        """
    }

    /// Said where the button would be: of the county, or of this room alone.
    private var paused: HTML? {
        if isIntakePaused { return Self.paused.html }
        return pause.map { Note(lead: "现在不收新的议题", text: RoomWording.paused($0), tone: .soon, icon: .clock).html }
    }

    private static let paused = Note(
        lead: "现在暂停提新的议题", text: "过些日子会再开放。急事请打页面下面的电话；已经提过的，凭查询码照样能查。", tone: .soon, icon: .clock)

    private var raising: HTML {
        """
        \(raise.html)<p class="small mute">不用注册。一分钟说完，<b>\(screeningDays)个工作日</b>内有人答复您。</p>
        """
    }

    private var raiseAddress: String { "\(base)/raise" }

    private var raise: Button {
        Button(label: "提一个议题", role: .link(to: raiseAddress), style: .primary, size: .big, icon: .plus)
    }

    /// The code's other functions; raising and the looking up stand above.
    private var others: HTML {
        PageSection(
            id: "functions", title: "还可以", isTitleHidden: true,
            content: Doors(
                doors: [
                    .init(title: "给议题提建议", note: "看看大家在商量什么，说说您的办法", address: "\(base)/advise"),
                    .init(title: "参加协商会", note: "什么时候、在哪里开，来听也来说", address: "\(base)/join"),
                    .init(title: "找一找", note: "议题、协商会、办了什么，写几个字就能找", address: search),
                ] + (hasReceptions ? [meeting] : [])
            ).html
        ).html
    }

    private var meeting: Doors.Door {
        .init(title: "见委员", note: "委员接待日有哪几天，约过的凭预约码看", address: "\(base)/receptions")
    }

    /// To be received is offered as long as there is a day for it.
    private var receiving: HTML {
        guard hasReceptions, !receptions.isEmpty else { return HTML() }
        return PageSection(
            id: "receptions", title: "委员接待日，约个时间当面说", more: TextLink(text: "全部", address: "\(base)/receptions"),
            content: Doors(doors: receptions).html
        ).html
    }

    private var coming: HTML {
        guard !sessions.isEmpty else { return HTML() }
        return PageSection(id: "sessions", title: "要开的协商会，欢迎来听", content: LinkList(rows: sessions).html).html
    }

    private var happening: HTML {
        guard !activities.isEmpty else { return HTML() }
        return PageSection(
            id: "activities", title: "这里的活动，欢迎来参加", more: TextLink(text: "全部日程", address: "\(base)/calendar"),
            content: LinkList(rows: activities).html
        ).html
    }

    private var list: HTML {
        guard topics.isEmpty else { return CardList(cards: topics).html }
        guard paused == nil else { return EmptyState(sentence: "还没有公开的议题。").html }
        return EmptyState(sentence: "还没有公开的议题。您来提第一个？", act: TextLink(text: "提一个议题", address: raiseAddress)).html
    }

    private var about: HTML {
        """
        <div class="stack"><p>\(RoomWording.chip(gaps).html) \
        \(present: RoomWording.missing(gaps), { "<span class=\"small mute\">\($0)</span>" })</p>\
        \(Facts(rows: facts).html)\
        <p class="small">\(TextLink(text: "这里每个月的日程", address: "\(base)/calendar").html) · \
        \(TextLink(text: "不会用手机？打印一张纸表来填", address: "\(base)/form").html)</p></div>
        """
    }
}

/// Where a tracking code is typed in.
struct StatusLookup: Sendable {
    let token: String
    var action = "/status"
    var typed = ""
    var error: String?
    /// The page itself was counted as somebody's looking up.
    var isCounted = false

    /// Travels with a form of a page that was counted.
    static let counted = "counted"
    static let unknown = "没有找到这个查询码。请对照截屏或纸条再看一遍，三组，每组4位。"

    private static let lost: HTML = """
        <p class="small">\(TextLink(text: "忘了查询码？用手机号找我的议题", address: "/mine").html)</p>
        """

    var html: HTML {
        PostForm(
            action: action, token: token, hidden: isCounted ? [HiddenField(name: Self.counted, value: "1")] : [],
            isPanel: true,
            content: Field(
                name: "code", label: "查进度", control: .code, value: typed, help: "提议题时给您的查询码，三组，每组4位",
                error: error, placeholder: "如 7K4M-92QX-H3TB", button: Button(label: "查询", role: .submit(busy: "正在查"))
            ).html + Self.lost
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
        <p>\(TextLink(text: "看看大家公开商量的议题", address: "/topics").html) · \
        \(TextLink(text: "找一找", address: SearchRoutes.page).html)</p>
        \(PageSection(id: "rooms", title: "议事室", more: TextLink(text: "按区域找", address: "/rooms"), content: list).html)
        <p class="small mute">在政协或议事室工作？请\(TextLink(text: "登录", address: "/sign-in").html)。</p>
        """
    }

    private var list: HTML {
        guard !rooms.isEmpty else { return EmptyState(sentence: "还没有议事室。请找政协办公室开设。").html }
        return "\(Doors(doors: rooms).html)\(pager.html)"
    }
}
