// SPDX-License-Identifier: Apache-2.0

import Domain
import Markup

/// What others have said of the same, before one says it again: where it stands, and how to join.
struct SimilarTopicList: Sendable {
    let found: [SimilarTopics.Found]
    /// What came of those that have no answer of their own.
    let results: [Topic.ID: String]
    let today: Day
    /// The phone that was typed already: with it, one joins without typing it again.
    let phone: String?
    /// A form token for an address.
    let token: @Sendable (String) -> String

    var isEmpty: Bool { found.isEmpty }

    /// The part of the page; nothing when nobody said the like.
    var html: HTML {
        guard !found.isEmpty else { return HTML() }
        return PageSection(
            id: "similar", title: "是不是这几件里的一件？",
            content: """
                <p class="mute">\(advice)都不是，就往下交。</p>\(statement)\
                <ul class="cards">\(each: found, card)</ul>
                """
        ).html
    }

    /// Where the phone is sent by a button of this list.
    private var statement: HTML {
        let isSent = phone != nil && found.contains { $0.topic.state.takesMerged }
        return isSent ? AgeStatement.html : HTML()
    }

    /// What to do if it is one of them: a button that is not there is not named.
    private var advice: String {
        let open = found.count { $0.topic.state.takesMerged }
        let join = open == 0 ? "" : "是的话，点“这也是我的事”，不用再写一遍，留了手机号，办好以后一样来问您。"
        return join + (open == found.count ? "" : "已经结束的，点开看看结果；要是还没解决，就往下交，写明现在怎么样。")
    }

    private func card(_ found: SimilarTopics.Found) -> HTML {
        let topic = found.topic
        return """
            <li>\(TopicWording.residentsChip(topic.state, former: topic.former).html)<h3><a href="/topics/\(topic.id.text)">\(topic.title)</a></h3>\
            <p class="small said">\(found.passage.html)</p>\
            <p class="small mute">\(topic.roomName) · \
            \(TopicWording.next(topic, today: today))</p>\
            \(present: topic.answer ?? results[topic.id], { "<p class=\"small\"><b>办得怎么样：</b>\($0)</p>" })\(join(topic))</li>
            """
    }

    private func join(_ topic: TopicListStore.PublicTopic) -> HTML {
        guard topic.state.takesMerged else { return HTML() }
        if let phone {
            let action = "/topics/\(topic.id.text)/support"
            return PostForm(
                action: action, token: token(action), hidden: [HiddenField(name: "phone", value: phone)],
                content: """
                    <p class="small mute">用您刚填的手机号，办好以后来问您。</p>\
                    \(Button(label: "这也是我的事", size: .small, icon: .people).html)
                    """
            ).html
        }
        return Button(
            label: "这也是我的事", role: .link(to: "/topics/\(topic.id.text)/support"), size: .small, icon: .people
        ).html
    }
}
