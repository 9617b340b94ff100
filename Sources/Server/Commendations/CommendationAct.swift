// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

extension CaseAct<CommendationDesk> {
    static let evaluate = CaseAct(
        .evaluate, "evaluations",
        advice: "第三方交来纸质评分表的，照实录入，一家一个单位记一次，会注明是纸质的。请他们自己打分的，用“请第三方打分”。提案者的满意情况列在旁边，不用再打分。",
        fields: { profile in
            let marks = EvaluationForm.fields(profile)
            return [marks[0], InputField("evaluator", "谁评的", .line(limit: 60), help: "评议的机构，或者由哪些提案者、专家组成。")]
                + marks.dropFirst()
        },
        decide: { record, input, d in
            let unit: HandlingUnit.ID = input.id("unit")
            try d.desk.proposals.requireUnits([unit], field: "unit", in: d.transaction)
            let marks = EvaluationForm.marks(input, d.practice.profile)
            return try record.evaluating(
                .init(of: unit, by: input.text("evaluator"), marks, words: input.text("words")), by: d.actor)
        })

    static let inviteEvaluator = CaseAct(
        .inviteEvaluator, "evaluators",
        advice: "请一家第三方、一位评议人自己打分。请好以后，在评优记录里“取链接”交给本人：各评各的，互相看不到；评完、到期、停掉，链接就不能用了。",
        fields: { _ in
            [
                InputField("evaluator", "请谁评", .line(limit: 60), help: "评议的机构，或者评议人的姓名。一人一条链接。"),
                InputField("units", "评哪些单位", .references(.units)),
                InputField("until", "评到哪天", .day, help: "最多\(Commendation.evaluatorDaysMax)天以后。"),
            ]
        },
        decide: { record, input, d in
            let units: [HandlingUnit.ID] = input.ids("units")
            try d.desk.proposals.requireUnits(units, field: "units", in: d.transaction)
            return try record.inviting(
                input.text("evaluator"), to: units, until: input.day("until"), by: d.actor, on: d.now.day)
        })

    static let revokeEvaluator = CaseAct(
        .revokeEvaluator, "evaluator-revocations", advice: "不再请这家第三方评，链接马上不能用；已经打的分留着。",
        fields: { _ in
            [
                InputField("evaluator", "停掉谁的", .reference(.evaluators)),
                InputField("reason", "为什么停掉", .paragraph(limit: 300)),
            ]
        },
        decide: { record, input, d in
            let evaluator = try d.desk.evaluator(input.id("evaluator"), of: record)
            return try record.revoking(evaluator.number, reason: input.text("reason"), by: d.actor)
        })

    static let nominateProposal = CaseAct(
        .nominateProposal, "proposals", advice: "写提案的编号和推荐理由。只能推荐这次评选范围里立案的。",
        fields: { _ in
            [
                InputField("number", "提案编号", .line(limit: 20), help: "如 15-3-001。"),
                InputField("reason", "推荐理由", .paragraph(limit: 500)),
            ]
        },
        decide: { record, input, d in
            guard let number = ProposalNumber(input.text("number")),
                let id = try d.desk.store.proposal(number, in: d.transaction),
                let proposal = try d.desk.proposals.proposal(id, in: d.transaction)
            else { throw InputProblems([.init(field: "number", sentence: "没有这个编号的提案，请照 15-3-001 这样写。")]) }
            return try record.nominating(proposal, reason: input.text("reason"), by: d.actor)
        })

    static let nominateUnit = CaseAct(
        .nominateUnit, "units", advice: "推荐办理得好的单位；第三方评议过的才能表扬。",
        fields: { _ in
            [InputField("unit", "哪个单位", .reference(.units)), InputField("reason", "推荐理由", .paragraph(limit: 500))]
        },
        decide: { record, input, d in
            let unit: HandlingUnit.ID = input.id("unit")
            try d.desk.proposals.requireUnits([unit], field: "unit", in: d.transaction)
            return try record.nominating(unit, reason: input.text("reason"), by: d.actor)
        })

    static let review = CaseAct(
        .review, "reviews", advice: "一件一件初评：列不列入提交审定的名单。自己提的提案请别人评。可以改，以最后一次为准。",
        fields: { _ in
            [
                InputField("nominee", "哪一件、哪个单位", .reference(.nominees)),
                InputField("verdict", "初评", .choice(CommendationWording.verdicts)),
                InputField("words", "评语", .paragraph(limit: 500)),
            ]
        },
        decide: { record, input, d in
            let subject = try d.desk.nominee(input, of: record)
            var proposers: [Person.ID] = []
            if case .proposal(let id, _) = subject {
                proposers = try d.desk.proposals.proposal(id, in: d.transaction)?.proposers ?? []
            }
            return try record.reviewing(
                subject, input.choice("verdict"), words: input.text("words"), proposers: proposers, by: d.actor)
        })

    static let strike = CaseAct(
        .strike, "strikes", advice: "推荐错了的，撤下来。",
        fields: { _ in
            [
                InputField("nominee", "哪一件、哪个单位", .reference(.nominees)),
                InputField("reason", "为什么撤下", .paragraph(limit: 300)),
            ]
        },
        decide: { record, input, d in
            try record.striking(
                try d.desk.nominee(input, of: record), reason: input.text("reason"), by: d.actor)
        })

    static let announce = CaseAct(
        .announce, "announcement", advice: "审定以后公布：名单上的提案和单位，谁都能看到；提案者会收到通知。公布后不能改。",
        publicFields: ["decidedBy"],
        fields: { _ in [InputField("decidedBy", "由哪次会议审定", .line(limit: 60), help: "如“县政协第20次主席会议”。")] },
        decide: { record, input, d in
            try record.announcing(
                decidedBy: input.text("decidedBy"), filed: try d.desk.store.filed(record.span, in: d.transaction),
                by: d.actor, on: d.now.day, practice: d.practice.profile.proposals.commendation)
        })

    static let drop = CaseAct(
        .drop, "dropping", advice: "这次不评了；以后可以重新开始。",
        fields: { _ in [InputField("reason", "为什么不评了", .paragraph(limit: 300))] },
        decide: { record, input, d in try record.dropping(reason: input.text("reason"), by: d.actor) })
}
