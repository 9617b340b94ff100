// SPDX-License-Identifier: Apache-2.0

import Domain
import Markup

/// One statement with its three answers, as it stands on a phone: on the page of a call, and wherever else somebody is asked.
struct StatementCard: Sendable {
    let statement: OpinionStatement.ID
    let text: String
    /// Which of how many it is for whoever reads it.
    let number: Int
    let count: Int
    /// How many have answered in this call; nil while it is not said.
    let people: Int?
    let action: String
    let token: String
    /// Where the answer leads, if not to the page of the call.
    var back: String?

    var html: HTML {
        """
        <section class="statement" aria-labelledby="statement">\
        <div class="row between"><h2 id="statement">这句话，您怎么看？</h2>\
        <span class="small mute num">第\(number)条，共\(count)条</span></div>\
        \(PostForm(action: action, token: token, hidden: hidden, content: """
            <p class="big-q">\(text)</p>\(AnswerButtons().html)<p class="small mute">\(known)</p>
            """).html)</section>
        """
    }

    private var hidden: [HiddenField] {
        [HiddenField(name: "statement", value: statement.text)]
            + (back.map { [HiddenField(name: "back", value: $0)] } ?? [])
    }

    private var known: String {
        let others = people.map { $0 >= OpinionVote.peopleMin ? "已有\($0)人表态。" : "" } ?? ""
        return "\(others)您选了什么谁也看不到，随时可以改。"
    }
}

/// The three answers side by side. What was answered before is pressed in.
struct AnswerButtons: Sendable {
    var chosen: OpinionVote.Answer?

    var html: HTML {
        """
        <div class="trio">\(each: OpinionVote.Answer.allCases, button)</div>
        """
    }

    private func button(_ answer: OpinionVote.Answer) -> HTML {
        """
        <button class="btn\(answer == chosen ? " primary" : "")" name="answer" value="\(answer.code)"\
        \(attribute: "aria-pressed", chosen.map { $0 == answer ? "true" : "false" })>\
        \(icon(answer).html)\(DeliberationWording.name(answer))</button>
        """
    }

    private func icon(_ answer: OpinionVote.Answer) -> Icon {
        switch answer {
        case .agree: .thumb
        case .pass: .pass
        case .disagree: .cross
        }
    }
}
