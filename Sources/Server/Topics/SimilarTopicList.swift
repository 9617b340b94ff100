// SPDX-License-Identifier: Apache-2.0

import Domain
import Markup

/// What others have said of the same, before one says it again: where it stands, and how to join.
struct SimilarTopicList: Sendable {
    let found: [SimilarTopics.Found]
    let today: Day

    var isEmpty: Bool { found.isEmpty }

    /// The part of the page; nothing when nobody said the like.
    var html: HTML {
        guard !found.isEmpty else { return HTML() }
        return PageSection(
            id: "similar", title: "是不是这几件里的一件？",
            content: """
                <p class="mute">是的话，点“这也是我的事”，不用再写一遍，办好以后一样来问您。都不是，就往下交。</p>\
                <ul class="cards">\(each: found, card)</ul>
                """
        ).html
    }

    private func card(_ found: SimilarTopics.Found) -> HTML {
        let topic = found.topic
        return """
            <li>\(TopicWording.chip(topic.state).html)<h3><a href="/topics/\(topic.id.text)">\(topic.title)</a></h3>\
            <p class="small said">\(found.passage.html)</p>\
            <p class="small mute">\(topic.roomName) · \
            \(TopicWording.next(topic.state, dueOn: topic.dueOn, today: today))</p>\
            \(present: topic.answer, { "<p class=\"small\"><b>办得怎么样：</b>\($0)</p>" })\(join(topic))</li>
            """
    }

    private func join(_ topic: TopicListStore.PublicTopic) -> HTML {
        guard topic.state.takesMerged else { return HTML() }
        return Button(
            label: "这也是我的事", role: .link(to: "/topics/\(topic.id.text)/support"), size: .small, icon: .people
        ).html
    }
}
