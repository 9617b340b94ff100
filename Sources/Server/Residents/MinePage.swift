// SPDX-License-Identifier: Apache-2.0

import Domain
import Markup

/// What is a resident's own, by the phone it was left with: what waits for a word, the topics, what was supported, and where
/// one has signed in.
struct MinePage: Sendable {
    let phone: MobileNumber
    /// What has just been done.
    let done: String?
    let waiting: [LinkList.Row]
    let topics: [CardList.Card]
    let pager: Pager
    let supports: [CardList.Card]
    /// What was booked of reception days.
    let bookings: [LinkList.Row]
    /// To which sessions one is invited.
    let invitations: [LinkList.Row]
    /// For which sessions one has enrolled.
    let enrolments: [LinkList.Row]
    /// What one has said to media consultations.
    let comments: [LinkList.Row]
    let signIns: [LinkList.Row]
    /// The tokens of the two forms.
    let signOut: String
    let signOutEverywhere: String

    var html: HTML {
        """
        \(present: done, { Note(text: $0, tone: .done, icon: .done).html })\
        <div class="stack"><h1>我的议题</h1><p class="mute">\(phone.masked)留过的，都在这里。</p></div>
        \(asked)\(PageSection(id: "topics", title: "我提的", content: own).html)\(booked)\(invited)\(enrolled)\(said)\(supported)
        <p>\(Button(label: "再提一个议题", role: .link(to: "/"), icon: .plus).html)</p>
        <p class="small">\(TextLink(text: "查阅、复制留言和表过的态", address: "/mine/copy").html)</p>
        \(PageSection(id: "sign-ins", title: "登录在哪里", look: .frame, content: ends).html)
        """
    }

    private var asked: HTML {
        guard !waiting.isEmpty else { return HTML() }
        return PageSection(id: "waiting", title: "轮到您了", content: LinkList(rows: waiting).html).html
    }

    private var own: HTML {
        guard !topics.isEmpty else {
            return EmptyState(sentence: "这个号码还没有提过议题。提的时候没有留手机号的，请凭查询码查进度。").html
        }
        return "\(CardList(cards: topics).html)\(pager.html)"
    }

    private var booked: HTML {
        guard !bookings.isEmpty else { return HTML() }
        return PageSection(id: "bookings", title: "我约的接待日", content: LinkList(rows: bookings).html).html
    }

    private var invited: HTML {
        guard !invitations.isEmpty else { return HTML() }
        return PageSection(id: "invitations", title: "请我参加的会", content: LinkList(rows: invitations).html).html
    }

    private var enrolled: HTML {
        guard !enrolments.isEmpty else { return HTML() }
        return PageSection(id: "enrolments", title: "我报名的协商会", content: LinkList(rows: enrolments).html).html
    }

    private var said: HTML {
        guard !comments.isEmpty else { return HTML() }
        return PageSection(id: "comments", title: "我在直播里说的", content: LinkList(rows: comments).html).html
    }

    private var supported: HTML {
        guard !supports.isEmpty else { return HTML() }
        return PageSection(
            id: "supports", title: "我支持的", more: TextLink(text: "全部", address: "/mine/supports"),
            content: CardList(cards: supports).html
        ).html
    }

    private var ends: HTML {
        let everywhere: HTML =
            signIns.count < 2
            ? HTML()
            : PostForm(
                action: "/mine/sign-out-everywhere", token: signOutEverywhere,
                content: Button(label: "所有地方都退出", role: .submit(busy: "正在退出"), style: .quiet).html
            ).html
        return """
            \(LinkList(rows: signIns).html)<div class="actions">\(PostForm(
                action: "/mine/sign-out", token: signOut,
                content: Button(label: "退出", role: .submit(busy: "正在退出")).html).html)\(everywhere)</div>
            """
    }
}
