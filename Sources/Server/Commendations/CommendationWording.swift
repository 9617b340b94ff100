// SPDX-License-Identifier: Apache-2.0

import Domain
import HTTPTypes

/// How commendations sound.
enum CommendationWording {
    /// 十五届三次会议好提案评选, of a term 十五届优秀提案、先进承办单位评选.
    static func title(_ span: Commendation.Span) -> String {
        guard let session = span.session else { return "\(name(span))优秀提案、先进承办单位评选" }
        return "\(ProposalSeries(term: span.term, session: session).name)好提案评选"
    }

    private static func name(_ span: Commendation.Span) -> String {
        // A session's name begins with the term's.
        String(ProposalSeries(term: span.term, session: 1).name.dropLast("一次会议".count))
    }

    /// What a third party reads that judges a unit once more.
    static let evaluatedByYou = "这个单位您已经评过了。"

    static func name(_ state: Commendation.State.Name) -> String {
        switch state {
        case .collecting: "评选中"
        case .announced: "已公布"
        case .dropped: "不评了"
        }
    }

    static func chip(_ state: Commendation.State.Name) -> Chip {
        switch state {
        case .collecting: Chip(word: name(state), icon: .half, tone: .go)
        case .announced: Chip(word: name(state), icon: .done, tone: .done)
        case .dropped: Chip(word: name(state), icon: .off, tone: nil)
        }
    }

    static func name(_ verdict: Commendation.Verdict?) -> String {
        switch verdict {
        case .listed: "列入名单"
        case .notListed: "不列入"
        case nil: "还没有初评"
        }
    }

    static let verdicts = Commendation.Verdict.allCases.map { InputField.Option(code: $0.rawValue, label: name($0)) }

    static func name(_ command: Commendation.Command) -> String {
        switch command {
        case .evaluate: "录入纸质评分"
        case .inviteEvaluator: "请第三方打分"
        case .revokeEvaluator: "停掉第三方的链接"
        case .mark: "打分"
        case .nominateProposal: "推荐提案"
        case .nominateUnit: "推荐单位"
        case .strike: "撤下推荐"
        case .review: "初评"
        case .announce: "公布"
        case .drop: "不评了"
        }
    }

    static func done(_ command: Commendation.Command) -> String {
        switch command {
        case .evaluate: "评议已记下，注明是纸质的。"
        case .inviteEvaluator: "已请。请在“请来打分的第三方”里取链接，交给本人。"
        case .revokeEvaluator: "已停掉，链接不能用了。"
        case .mark: "评分已记下。"
        case .nominateProposal, .nominateUnit: "已推荐。"
        case .strike: "推荐已撤下。"
        case .review: "初评已记下。"
        case .announce: "已公布。"
        case .drop: "已记下，这次不评了。"
        }
    }

    /// 立案159件，最多1%，就是2件；其中集体提案至少20%。
    static func quota(filed: Int, _ practice: CommendationPractice) -> String {
        """
        立案\(filed)件，最多评\(practice.goodPercent)%，就是\(practice.goodMax(of: filed))件（不足一件算一件）；\
        其中集体提案至少\(practice.collectivePercent)%
        """
    }

    /// 组织领导18/20、答复质量20/25，共38/45
    static func words(_ evaluation: Commendation.Evaluation, _ practice: CommendationPractice) -> String {
        "\(marks(evaluation, practice))，共\(evaluation.sum)/\(evaluation.most)"
    }

    /// 组织领导18/20、答复质量20/25
    static func marks(_ evaluation: Commendation.Evaluation, _ practice: CommendationPractice) -> String {
        evaluation.marks.map { mark in
            "\(practice.criterion(mark.criterion)?.name ?? mark.criterion)\(mark.points)/\(mark.most)"
        }.joined(separator: "、")
    }

    /// How it came: from the third party itself, or from a sheet of paper that the office has entered.
    static func source(_ evaluation: Commendation.Evaluation) -> String {
        evaluation.isFromPaper ? "纸质，办公室录入" : "评议人自己打分"
    }

    static func name(_ subject: Commendation.Subject) -> String {
        switch subject {
        case .proposal(_, isCollective: true): "集体提案"
        case .proposal(_, isCollective: false): "委员提案"
        case .unit: "承办单位"
        }
    }

    /// What an event says in the trace, and what was written with it.
    static func words(
        _ event: CommendationEvent, names: [Commendation.Subject: String], units: [HandlingUnit.ID: String],
        practice: CommendationPractice
    ) -> (act: String, quote: String?) {
        func called(_ subject: Commendation.Subject) -> String {
            switch subject {
            case .unit(let id): units[id] ?? ""
            case .proposal: names[subject] ?? "一件提案"
            }
        }
        return switch event {
        case .begun: ("开始评选", nil)
        case .evaluated(let evaluation):
            (
                """
                \(text(evaluation.evaluator))评\(units[evaluation.unit] ?? "")：\(words(evaluation, practice))\
                （\(source(evaluation))）
                """,
                text(evaluation.words)
            )
        case .evaluatorInvited(let evaluator):
            ("请\(text(evaluator.name))给\(evaluator.units.count)个单位打分，到\(DocumentWording.date(evaluator.until))", nil)
        case .evaluatorRevoked(_, let reason): ("停掉一家第三方的链接", text(reason))
        case .evaluatorLinkMade: ("开了一家第三方的评分条，先前的链接随即作废", nil)
        case .nominated(let subject, let reason): ("推荐\(called(subject))", text(reason))
        case .struck(let subject, let reason): ("撤下\(called(subject))", text(reason))
        case .reviewed(let subject, let verdict, let words): ("初评\(called(subject))：\(name(verdict))", text(words))
        case .announced(_, let decidedBy): ("公布，\(text(decidedBy))审定", nil)
        case .dropped(let reason): ("不评了", text(reason))
        }
    }

    static func text(_ text: FreeText) -> String { text.words ?? TopicWording.erased }
}

extension CommendationRefusal: WordedRefusal {
    var sentence: String {
        switch self {
        case .notYours: "提案评优不归您办。"
        case .alreadyBegun: "这次会议（这一届）的评选已经有了。"
        case .ended: "已经公布，或者不评了。"
        case .alreadyEvaluated: "这家第三方已经评过这个单位了。"
        case .alreadyInvited: "已经请过这家第三方了。"
        case .tooManyEvaluators: "一次评选最多请\(Commendation.evaluatorsMax)家第三方。"
        case .unitsNotNamed: "请选评哪些单位，每个选一次。"
        case .untilOutside: "“评到哪天”要从今天起，最多\(Commendation.evaluatorDaysMax)天。"
        case .notInvited: "没有在请这家第三方评，请从列表里选。"
        case .tooLate: "评议的日子过了，不能再评。"
        case .notItsUnit: "没有请您评这个单位，请从列表里选。"
        case .otherCriteria: "评分的项目改了，请刷新页面再评。"
        case .tooManyPoints: "分数超过了满分。"
        case .notOfSpan: "这件提案不是这次评选范围里立案的，或者已经撤回。"
        case .alreadyNominated: "已经推荐过了。"
        case .notNominated: "没有推荐过，请从列表里选。"
        case .ownProposal: "自己提的提案，要请别人来评。"
        case .ownWork: "请这家第三方评的有您所在的单位。评分条请提案委员会别的工作人员来开。"
        case .notReviewed: "还有推荐的没有初评，不能公布。"
        case .nothingListed: "名单是空的，不能公布。"
        case .notEvaluated: "名单上有单位没有第三方评议，不能公布。"
        case .tooMany(let quota):
            """
            名单上有\(quota.count)件提案，超了：立案\(quota.whole)件，最多评\(quota.percent)%，\
            就是\(quota.bound)件（不足一件算一件）。
            """
        case .tooFewCollective(let quota):
            """
            名单上\(quota.whole)件提案里集体提案\(quota.count)件，少了：至少\(quota.percent)%，\
            就是\(quota.bound)件（不足一件算一件）。
            """
        }
    }

    var blamed: [String] {
        switch self {
        case .alreadyBegun: ["span"]
        case .alreadyEvaluated: ["evaluator", "unit"]
        case .alreadyInvited: ["evaluator"]
        case .unitsNotNamed: ["units"]
        case .untilOutside: ["until"]
        case .notInvited: ["evaluator"]
        case .notItsUnit: ["unit"]
        case .notOfSpan: ["number"]
        case .alreadyNominated: ["number", "unit"]
        case .notNominated, .ownProposal: ["nominee"]
        case .notYours, .ended, .tooManyEvaluators, .tooLate, .otherCriteria, .tooManyPoints, .ownWork, .notReviewed,
            .nothingListed, .notEvaluated, .tooMany,
            .tooFewCollective:
            []
        }
    }

    var status: HTTPResponse.Status {
        switch self {
        case .notYours: .notFound
        case .tooManyPoints, .notOfSpan, .notNominated, .unitsNotNamed, .untilOutside, .notInvited, .notItsUnit:
            .unprocessableContent
        case .alreadyBegun, .ended, .alreadyInvited, .tooManyEvaluators, .tooLate, .otherCriteria, .alreadyEvaluated,
            .alreadyNominated, .ownProposal, .ownWork, .notReviewed, .nothingListed,
            .notEvaluated, .tooMany, .tooFewCollective:
            .conflict
        }
    }
}
