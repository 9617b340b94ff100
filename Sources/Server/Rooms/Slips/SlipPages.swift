// SPDX-License-Identifier: Apache-2.0

import Domain
import Markup

/// The pages of somebody who holds a paper slip.
enum SlipPages {
    /// Where the code of a slip is typed in.
    struct Enter: Sendable {
        let token: String
        let typed: String
        let error: String?

        var html: HTML {
            let form = PostForm(
                action: "/s", token: token, isPanel: true,
                content: Field(
                    name: "code", label: "纸条上的编号", control: .code, value: typed, help: "三组，每组4位", error: error,
                    placeholder: "如 7K4M-92QX-H3TB", button: Button(label: "打开", role: .submit(busy: "正在找"))
                ).html)
            return """
                <div class="stack"><h1>用纸条提议题</h1>\
                <p class="mute">纸条是议事室给没带手机的人的，一张提一件。没有纸条也能提：扫议事室的码，或者打电话。</p></div>\(form.html)
                """
        }
    }

    /// The one question.
    struct Say: Sendable {
        let roomName: String
        let validUntil: String
        let limit: Int
        /// Where the slip supports a public topic instead.
        let supports: String
        /// Where it answers what people are asked.
        let opinions: String
        let action: String
        let token: String
        let problems: InputProblems?

        var html: HTML {
            let text = Field(
                name: "text", label: "什么事，希望怎么办", control: .paragraph(rows: 6, limit: limit),
                value: problems?.sent["text"] ?? "", help: "什么时候、影响了谁、您觉得可以怎么改", error: problems?.sentence(for: "text"),
                isRequired: true)
            let place = Field(
                name: "place", label: "在哪里", value: problems?.sent["place"] ?? "", mark: "可不填",
                help: "写到小区、楼或路口，不需要门牌号", error: problems?.sentence(for: "place"))
            let form = PostForm(
                action: action, token: token, tellsOffline: true,
                content: """
                    \(text.html)\(place.html)\
                    \(ThumbBar(button: Button(label: "交给议事室", style: .primary), statement: AgeStatement.html).html)
                    """)
            return """
                <div class="stack"><span class="over">\(roomName)</span><h1>您想说什么事？</h1>\
                <p class="mute">这张纸条\(validUntil)前有效，交了就用掉了。交完请把查询码抄在纸条上带走。请不要写国家秘密和别人的隐私。</p>\
                <p>\(TextLink(text: "已经有人提了？用它支持一件", address: supports).html) · \
                \(TextLink(text: "用它对正在征集的看法表态", address: opinions).html)</p></div>
                \(ErrorSummary(problems: summary, title: nil).html)
                \(form.html)
                """
        }

        private var summary: [ErrorSummary.Problem] {
            (problems?.problems ?? []).map { .init(field: $0.field, sentence: $0.sentence) }
        }
    }

    /// Saying of a public topic that it is one's own matter too.
    struct Support: Sendable {
        let roomName: String
        let back: String
        let action: String
        let token: String
        let search: TopicSearchField
        let topics: [Choice]
        let problems: InputProblems?

        var html: HTML {
            """
            <div class="stack"><span class="over">\(roomName)</span><h1>也是您的事？</h1>\
            <p class="mute">选一件，说它也是您的事。一张纸条支持一件，用完就不能再提新的了。</p></div>\
            \(ErrorSummary(problems: summary, title: nil).html)\(search.html(isFull: !topics.isEmpty))\(choices)\
            <p>\(TextLink(text: "不在里面，我要另外提一件", address: back).html)</p>
            """
        }

        private var summary: [ErrorSummary.Problem] {
            (problems?.problems ?? []).map { .init(field: $0.field, sentence: $0.sentence) }
        }

        private var choices: HTML {
            guard !topics.isEmpty || !search.isAsked else { return EmptyState(sentence: TopicSearchField.nothing).html }
            guard !topics.isEmpty else { return EmptyState(sentence: "这里现在没有正在商量的公开议题。", act: nil).html }
            let field = Field(
                name: "topic", label: "哪一件", control: .choices(topics), value: problems?.sent["topic"] ?? "",
                error: problems?.sentence(for: "topic"), isRequired: true)
            return PostForm(
                action: action, token: token, hidden: search.hidden, tellsOffline: true,
                content: "\(field.html)\(ThumbBar(button: Button(label: "支持这一件", style: .primary)).html)"
            ).html
        }
    }

    /// A slip that is good no more, and what to do instead.
    /// `opinions`: where one goes on answering who has begun to with it.
    static func spent(_ room: Room, _ refusal: SlipRefusal, opinions: String) -> HTML {
        """
        <div class="stack"><span class="over">\(room.name)</span><h1>这张纸条不能用了</h1>\
        <p>\(refusal.sentence)</p>\
        <p>\(TextLink(text: "用它表过态的，可以接着表态", address: opinions).html)</p>\
        \(Button(label: "去\(room.name)", role: .link(to: "/r/\(room.token.text)"), size: .big).html)</div>
        """
    }
}
