// SPDX-License-Identifier: Apache-2.0

import Domain
import Markup

/// What a proposer reads behind the own link: the reply, and the two questions.
struct ProposerOpinionPage {
    let question: ProposerOpinionQuestion
    let practice: ProposalPractice
    let today: Day
    let action: String
    let token: String
    let problems: InputProblems?

    var html: HTML {
        """
        <h1>请您说意见</h1><p class="lead">\(Self.title(question))</p>\(each: question.replies, { unit, reply in
            self.reply(unit, reply)
        })<p class="prose">办得怎样、结果您满不满意，由您自己说，不经过承办单位。不满意的，单位会再办一次、再答复您。</p>\
        \(PostForm(action: action, token: token, isPanel: true, content: fields).html)
        """
    }

    private static func title(_ question: ProposerOpinionQuestion) -> String {
        [question.number?.official, question.subject].compactMap { $0 }.joined(separator: " ")
    }

    private func reply(_ unit: String, _ reply: ProposalAssignment.Reply) -> HTML {
        let head = [
            unit, reply.outcome.map { ProposalWording.outcome($0, practice) },
            reply.signature.map { AssignmentWording.signature($0, today: today) },
        ].compactMap { $0 }
        return """
            <section class="panel flat"><p class="small mute">\(head.joined(separator: " · "))</p>\
            <p class="prose said">\(reply.text.words ?? TopicWording.erased)</p></section>
            """
    }

    private var fields: HTML {
        """
        \(choice("manner", "办理态度").html)\(choice("result", "办理结果").html)\
        \(Field(
            name: "remark", label: "您想说的", control: .paragraph(rows: 3, limit: 500),
            value: problems?.sent["remark"] ?? "", mark: "可不填", error: problems?.sentence(for: "remark")).html)\
        \(Button(label: "就这样说", style: .primary, size: .big).html)
        """
    }

    private func choice(_ name: String, _ label: String) -> Field {
        Field(
            name: name, label: label,
            control: .threeChoices(
                ItemWording.ratings.map { Choice(value: $0.code, label: $0.label, icon: Self.icon($0.code)) }),
            value: problems?.sent[name] ?? "", error: problems?.sentence(for: name), isRequired: true)
    }

    /// A shape beside each word.
    private static func icon(_ code: String) -> Icon {
        switch ProposerOpinion.Rating(rawValue: code) {
        case .satisfied: .done
        case .basically: .half
        case .dissatisfied, nil: .ring
        }
    }

    /// The slip for one proposer.
    static func slip(_ question: ProposerOpinionQuestion, address: String, qr: HTML) -> HTML {
        let proposal = "/desk/proposals/\(question.opinion.inquiry.proposal)"
        return """
            \(RecordHead(title: "意见条", parent: TextLink(text: Excerpt.of(question.subject), address: proposal)).html)
            <div class="stack"><p class="mute">请打印后交给提案者本人，或让本人当面扫，不要经过承办单位。这一页关掉后不再显示；要用就再发一张，先前那张随即作废。</p>\
            <div class="ticket slip"><p class="lead">\(title(question))</p>\
            <p>这件提案有了答复。请用手机扫一扫，看答复，说说您满不满意。</p>\
            <div class="qr" role="img" aria-label="说意见的二维码">\(qr)</div><p class="address">\(address)</p>\
            <p class="small mute">只能用一次，说意见的日子里有效。</p></div></div>
            """
    }
}
