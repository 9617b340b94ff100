// SPDX-License-Identifier: Apache-2.0

import Domain
import Markup

/// The pages on which people answer statements.
enum OpinionPages {
    /// One statement at a time, or that all are answered.
    struct Answering: Sendable {
        let reading: OpinionReading
        let base: String
        let means: Support.Means
        let token: String
        let today: Day
        /// Whether a statement was just offered.
        let hasOffered: Bool

        private var call: Deliberation { reading.call }
        private var mapAddress: String { "/deliberations/\(call.id)/map" }

        var html: HTML {
            """
            <div class="stack"><p class="row">\(DeliberationWording.chip(call.state.name).html)\
            <span class="small mute">\(reading.room.name) · \(period)</span></p><h1>\(reading.question)</h1></div>
            \(hasOffered ? Note(text: "交上去了，谢谢您。工作人员看过以后问大家。", tone: .done, icon: .check).html : HTML())\
            \(card)<p class="row">\(links)</p>\(PageSection(id: "consent", title: "表态前请知道", content: consent).html)
            """
        }

        private var period: String {
            DeliberationWording.period(call.state.name, call.lastDay, today: today)
        }

        private var card: HTML {
            guard reading.isOpen else {
                return Note(text: "这次征集截止了，谢谢大家。结果在意见图里。", tone: .done, icon: .done).html
            }
            guard let next = reading.next else {
                let text = reading.statements.isEmpty ? "现在没有要问的话。" : "您都表过态了，谢谢您。过些时候可能还有新的话。"
                return Note(text: text, tone: .done, icon: .check).html
            }
            return StatementCard(
                statement: next.id, text: next.text, number: reading.answered.count + 1,
                count: reading.statements.count, people: reading.people.all, action: "\(base)/votes", token: token
            ).html
        }

        private var links: HTML {
            let map = Button(label: "看意见图", role: .link(to: mapAddress), icon: .chart).html
            let own = Button(label: "看、改我表过的态", role: .link(to: "\(base)/answers"), style: .quiet).html
            let offer = Button(label: "添一句", role: .link(to: "\(base)/statement"), style: .quiet, icon: .plus).html
            return "\(map)\(reading.voter == nil ? HTML() : own)\(reading.isOpen ? offer : HTML())"
        }

        private var consent: HTML {
            """
            <p class="small">\(DeliberationWording.consent)</p>\
            <p class="small mute">\(voice)\(reading.people.all == 0 ? "" : "现在有\(reading.people.all)人表态：\(reading.people.words)。")</p>\
            \(rejected)<p class="small">\(matter.html)</p>
            """
        }

        private var voice: HTML {
            switch means {
            case .phone: "您用核实过的手机号表态，一个号码算一人。"
            case .slip: "您用纸条表态，一张算一人。这张纸条不能再提议题。"
            case .device:
                """
                您没有登录，一台手机算一人，另外计数。\
                \(TextLink(text: "用手机号登录再表态", address: "/mine/sign-in").html)，您的表态会和核实过的算在一起。
                """
            }
        }

        private var rejected: HTML {
            guard !reading.rejected.isEmpty else { return HTML() }
            let grounds = OpinionStatement.Ground.allCases.compactMap { ground in
                reading.rejected[ground].map { "\(DeliberationWording.name(ground))\($0)句" }
            }
            return "<p class=\"small mute\">没有用的话：\(grounds.joined(separator: "，"))。</p>"
        }

        private var matter: TextLink {
            switch call.opening.matter {
            case .topic(let id): TextLink(text: "看这件议题", address: "/topics/\(id)")
            case .session(let id): TextLink(text: "看这场会议", address: "/sessions/\(id)")
            }
        }
    }

    /// Where somebody offers a sentence.
    struct Offering: Sendable {
        let question: String
        let field: InputField
        /// The sentence that says the same.
        let alike: String?
        let base: String
        let action: String
        let token: String
        let problems: InputProblems?

        var html: HTML {
            let line = Field(
                name: field.name, label: field.label, value: problems?.sent[field.name] ?? "", help: field.help,
                error: problems?.sentence(for: field.name), isRequired: true)
            return """
                <div class="stack"><span class="over">\(question)</span><h1>添一句</h1>\
                <p class="mute">您觉得还该问问大家的话。工作人员看过以后问大家，不署名。</p></div>\
                \(present: alike, { Note(lead: "差不多的一句", text: "“\($0)”", link: TextLink(text: "去表态", address: base)).html })\
                \(PostForm(
                    action: action, token: token,
                    content: """
                        \(line.html)\
                        \(ThumbBar(button: Button(label: "交上去", style: .primary), statement: AgeStatement.html).html)
                        """).html)
                """
        }
    }

    /// What somebody with a slip can answer.
    static func bySlip(
        _ calls: [DeliberationStore.Listed], code: SlipCode, roomName: String, today: Day
    ) -> HTML {
        let list: HTML =
            calls.isEmpty
            ? EmptyState(sentence: "这里现在没有在征集看法的事。", act: TextLink(text: "回到纸条", address: "/s/\(code.text)")).html
            : LinkList(
                rows: calls.map { call in
                    .init(
                        relation: DeliberationWording.period(call.state, call.lastDay, today: today),
                        content: TextLink(
                            text: call.question ?? TopicWording.erased,
                            address: "/s/\(code.text)/deliberations/\(call.id)"
                        ).html)
                }
            ).html
        return """
            <div class="stack"><span class="over">\(roomName)</span><h1>用纸条表态</h1>\
            <p class="mute">选一件，一句一句地表态。一张纸条用在一件事上，表完一句就不能再拿它提议题；同一张纸条可以接着表态、改表态。</p></div>\(list)
            """
    }
}
