// SPDX-License-Identifier: Apache-2.0

import Domain

extension ItemAct {
    static let remind = ItemAct(
        .remind, "reminder", advice: "发给承办单位的每一位经办人，一天只催一次。",
        fields: { _ in [InputField("text", "催办的话", .paragraph(limit: 300))] },
        decide: { item, input, d in try item.reminding(input.text("text"), by: d.actor, at: d.now) })

    static let superviseJointly = ItemAct(
        .superviseJointly, "supervision", advice: "党委和政协各定一位督办人，一起盯到办结，办结要两位都会签。换人时再填一次，已经会签的要重新会签。",
        fields: { _ in
            [
                InputField(
                    "partyPerson", "党委一方督办人（有账号的）", .reference(.supervisors(.party)), isRequired: false,
                    help: "由本人在这里会签。没有账号的不选，写在下面，凭纸面意见代记。"),
                InputField("party", "党委一方怎样称呼", .line(limit: 40), isRequired: false, help: "单位、职务和姓名。"),
                InputField(
                    "committeePerson", "政协一方督办人（有账号的）", .reference(.supervisors(.committee)),
                    isRequired: false),
                InputField("committee", "政协一方怎样称呼", .line(limit: 40), isRequired: false, help: "职务和姓名。"),
            ]
        },
        decide: { item, input, d in
            try item.supervisingJointly(try d.desk.supervision(from: input, for: item, in: d.transaction), by: d.actor)
        })

    static let sign = ItemAct(
        .sign, "signature", advice: "看过报告和大家的答复，认为办成了，就会签。两位都会签，这件事就办结。",
        fields: { _ in [InputField("words", "意见", .paragraph(limit: 300), isRequired: false)] },
        decide: { item, input, d in
            try item.signing(
                input.optional("words"), isAnswered: try d.desk.isAnswered(item, in: d.transaction), by: d.actor,
                at: d.now)
        })

    static let declineToSign = ItemAct(
        .declineToSign, "signature-refusal", advice: "没有办成的，不会签，退回承办单位再办，期限从今天算起。",
        fields: { _ in [InputField("reason", "哪里没有办成", .paragraph(limit: 300))] },
        decide: { item, input, d in
            try item.decliningToSign(reason: input.text("reason"), by: d.actor, at: d.now, practice: d.practice)
        })

    static let signFor = ItemAct(
        .signFor, "noted-signature", advice: "督办人没有账号的，凭他签过字的纸面意见代记，写明是哪份纸。",
        fields: { _ in
            [
                InputField("side", "哪一方", .choice(ItemWording.sides)),
                InputField("paper", "凭哪份纸", .line(limit: 100), help: "例如：会签单，3月5日邵文远签字。"),
                InputField("words", "意见", .paragraph(limit: 300), isRequired: false),
            ]
        },
        decide: { item, input, d in
            try item.notingSignature(
                of: input.choice("side"), on: input.text("paper"), words: input.optional("words"),
                isAnswered: try d.desk.isAnswered(item, in: d.transaction), by: d.actor, at: d.now)
        })

    static let inspect = ItemAct(
        .inspect, "inspection", advice: "到现场看过后记下来：哪天、谁去的、看到什么。承办单位能看到。",
        fields: { _ in
            [
                InputField("day", "哪天去的", .day), InputField("people", "谁去的", .line(limit: 100)),
                InputField("seen", "看到什么", .paragraph(limit: 1000)),
            ]
        },
        decide: { item, input, d in
            try item.inspecting(
                .init(day: input.day("day"), people: input.text("people"), seen: input.text("seen")), by: d.actor,
                on: d.now.day)
        })

    static let comment = ItemAct(
        .comment, "comment", advice: "党政领导对办理情况的点评，照原话记。承办单位能看到。",
        fields: { _ in
            [
                InputField("day", "哪天说的", .day), InputField("speaker", "谁说的", .line(limit: 40), help: "职务和姓名。"),
                InputField("text", "怎么说的", .paragraph(limit: 500)),
            ]
        },
        decide: { item, input, d in
            try item.commenting(
                .init(day: input.day("day"), speaker: input.text("speaker"), text: input.text("text")), by: d.actor,
                on: d.now.day)
        })
}
