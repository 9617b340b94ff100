// SPDX-License-Identifier: Apache-2.0

import Domain
import Markup

/// What a third party reads behind its own link: which units it judges, by what, and what it has said already.
struct EvaluatorPage {
    let judging: CommendationDesk.Judging
    let profile: PracticeProfile
    let today: Day
    let action: String
    let token: String
    let problems: InputProblems?

    private var practice: CommendationPractice { profile.proposals.commendation }

    var html: HTML {
        """
        <h1>请您评分</h1><p class="lead">\(CommendationWording.title(judging.commendation.span))：\
        \(CommendationWording.text(judging.evaluator.name))</p>\
        <p class="prose">请给办理提案的单位打分，一次评一个，还有\(judging.unjudged.count)个没有评。各评各的，别人看不到您打的分；交了不能改。\
        \(ChineseTime.date(judging.evaluator.until, today: today))前有效。</p>\(said)\
        \(PostForm(action: action, token: token, isPanel: true, content: fields).html)
        """
    }

    /// What it has said of other units.
    private var said: HTML {
        guard !judging.own.isEmpty else { return HTML() }
        let rows = judging.own.map { evaluation in
            Facts.Row(judging.units[evaluation.unit] ?? "", CommendationWording.words(evaluation, practice))
        }
        return PageSection(id: "said", title: "已经评了", content: Facts(rows: rows).html).html
    }

    private var fields: HTML {
        let controls = EvaluationForm.fields(profile).map { field in
            CaseActPage.control(
                .init(field: field, options: options(field), value: problems?.sent[field.name] ?? ""), problems)
        }
        return "\(controls.joined())\(Button(label: "交这个单位的分", style: .primary, size: .big).html)"
    }

    private func options(_ field: InputField) -> [InputField.Option] {
        if case .choice(let options) = field.kind { return options }
        guard case .reference = field.kind else { return [] }
        return judging.unjudged.map { .init(code: $0.text, label: judging.units[$0] ?? "") }
    }

    /// The slip for one third party.
    static func slip(_ judging: CommendationDesk.Judging, address: String, qr: HTML, today: Day) -> HTML {
        let record = "\(CommendationRoutes.address)/\(judging.commendation.id)"
        let title = CommendationWording.title(judging.commendation.span)
        return """
            \(RecordHead(title: "评分条", parent: TextLink(text: title, address: record)).html)
            <div class="stack"><p class="mute">请打印后交给本人，或者让本人当面扫，也可以把地址发给他。这一页关掉后不再显示；要用就再取一张，先前那张随即作废。</p>\
            <div class="ticket slip"><p class="lead">\(CommendationWording.text(judging.evaluator.name))</p>\
            <p>请用手机扫一扫，给\(judging.unjudged.count)个办理提案的单位打分。</p>\
            <div class="qr" role="img" aria-label="评分的二维码">\(qr)</div><p class="address">\(address)</p>\
            <p class="small mute">\(ChineseTime.date(judging.evaluator.until, today: today))前有效，都评完就不能再用。</p></div></div>
            """
    }
}
