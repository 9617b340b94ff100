// SPDX-License-Identifier: Apache-2.0

import Domain
import Markup

extension OpinionPages {
    /// What one has answered, each to be changed, and what one has offered.
    struct Answers: Sendable {
        let reading: OpinionReading
        let offered: [OpinionStatementStore.Own]
        let base: String
        /// Whether the words of one were just erased.
        let hasErased: Bool
        let token: @Sendable (String) -> String

        var html: HTML {
            let answered = reading.answered
            let list: HTML =
                answered.isEmpty
                ? EmptyState(sentence: "您还没有表过态。", act: TextLink(text: "去表态", address: base)).html
                : "<ol class=\"statements\">\(each: answered, row)</ol>"
            return """
                \(hasErased ? Note(text: "那一句的原话删掉了，谁也找不回来。", tone: .done, icon: .check).html : HTML())\
                <div class="stack"><span class="over">\(reading.question)</span><h1>我表过的态</h1>\
                <p class="mute">只有您自己看得到。截止以前随时可以改，改了算新的。</p></div>\(list)\(own)\
                <p>\(TextLink(text: reading.isOpen ? "接着表态" : "回到这次征集", address: base).html)</p>
                """
        }

        private func row(_ statement: OpinionStatementStore.Listed) -> HTML {
            let answer = reading.answers[statement.id]
            guard reading.isOpen else {
                return """
                    <li><p class="st">\(statement.text)</p>\
                    <p>\(answer.map(DeliberationWording.name) ?? "")</p></li>
                    """
            }
            let action = "\(base)/votes"
            let form = PostForm(
                action: action, token: token(action),
                hidden: [
                    HiddenField(name: "statement", value: statement.id.text),
                    HiddenField(name: "back", value: "answers"),
                ], content: AnswerButtons(chosen: answer).html)
            return "<li><p class=\"st\">\(statement.text)</p>\(form.html)</li>"
        }

        private var own: HTML {
            guard !offered.isEmpty else { return HTML() }
            return PageSection(
                id: "offered", title: "我添的话", content: "<ul class=\"cards\">\(each: offered, card)</ul>"
            ).html
        }

        private func card(_ statement: OpinionStatementStore.Own) -> HTML {
            """
            <li><p class="said">\(statement.text ?? TopicWording.erased)</p>\
            <p class="small row">\(DeliberationWording.ownChip(statement.state).html)\
            <span class="mute">\(DeliberationWording.next(statement.state, statement.ground))</span></p>\
            \(erasure(statement))</li>
            """
        }

        /// What was not used may go, with all its words.
        private func erasure(_ statement: OpinionStatementStore.Own) -> HTML {
            switch statement.state {
            case .rejected, .takenDown: break
            case .offered, .adopted: return HTML()
            }
            guard statement.text != nil else { return HTML() }
            let action = "\(base)/statements/\(statement.id)/erasure"
            return PostForm(
                action: action, token: token(action),
                content: Button(label: "删掉这句话", role: .submit(busy: "正在删"), style: .quiet, size: .small).html
            ).html
        }
    }
}
