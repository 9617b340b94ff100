// SPDX-License-Identifier: Apache-2.0

import Domain

/// The order of speaking, and who stands by whom.
extension SessionAct {
    static let enlist = SessionAct(
        .enlist, "speakers", advice: "勾上要发言的人，排在名单后面；会前会上都能排。到会签了到才能发言。",
        fields: { _ in
            [
                InputField("speakers", "谁发言", .references(.silentParticipants)),
                InputField("minutes", "每人几分钟", .line(limit: 2), isRequired: false, help: "不填就按这种协商形式定的时间。"),
            ]
        },
        decide: { session, input, d in
            let range = ConsultationSession.Speaker.minutesRange
            let usual = session.form(d.practice).speakingMinutes
            let minutes = input.optional("minutes").map { Int($0) ?? 0 } ?? usual
            guard range.contains(minutes) else {
                throw InputProblems([
                    .init(field: "minutes", sentence: "发言时间要是\(range.lowerBound)到\(range.upperBound)之间的整数（分钟）。")
                ])
            }
            return try session.enlisting(input.ids("speakers"), minutes: minutes, by: d.actor)
        })

    static let askFloor = SessionAct(
        .askFloor, "floor-request", advice: "排到发言名单里，轮到您时秘书会请您讲。",
        decide: { session, _, d in
            try session.askingForFloor(minutes: session.form(d.practice).speakingMinutes, by: d.actor)
        })

    static let reorder = SessionAct(
        .reorder, "speakers-order", advice: "把一位往前、往后挪，或者移出名单。",
        fields: { _ in
            [
                InputField("speaker", "谁", .reference(.waitingSpeakers)),
                InputField("place", "放到哪里", .choice(SpeakingWording.places)),
            ]
        },
        decide: { session, input, d in
            try session.reordering(input.id("speaker"), to: input.choice("place"), by: d.actor)
        })

    static let giveFloor = SessionAct(
        .giveFloor, "floor", advice: "从这时起计时。不选就请名单上第一位。",
        fields: { _ in [InputField("speaker", "请谁发言", .reference(.waitingSpeakers), isRequired: false)] },
        decide: { session, input, d in
            try session.givingFloor(
                to: input.optional("speaker").flatMap { Identifier($0) }, by: d.actor, at: d.now)
        })

    static let endTurn = SessionAct(
        .endTurn, "turn-end", advice: "说了什么可以同时记下，成为一条意见；也可以不记。",
        fields: { _ in
            [
                InputField("text", "说了什么", .paragraph(limit: 800), isRequired: false, help: "照他说的意思记，不用记全。"),
                InputField("stance", "是什么意见", .choice(SessionWording.stances), isRequired: false, help: "记了说什么的，选一项。"),
                aboutTopic,
            ]
        },
        decide: { session, input, d in
            let stance = input.optional("stance").flatMap(ConsultationSession.Opinion.Stance.init)
            guard let text = input.optional("text") else {
                return try session.endingTurn(saying: nil, by: d.actor, at: d.now)
            }
            guard let stance else {
                throw InputProblems([.init(field: "stance", sentence: "记了说什么，请选是什么意见。")])
            }
            return try session.endingTurn(
                saying: (stance, text), on: Self.topic(input), by: d.actor, at: d.now)
        })

    static let pair = SessionAct(
        .pair, "pairs", advice: "请一位老委员在这场会上带一位新委员（传帮带）。再选一次就换人带。",
        fields: { _ in
            [
                InputField("mentor", "老委员", .reference(.memberParticipants)),
                InputField("member", "新委员", .reference(.memberParticipants)),
            ]
        },
        decide: { session, input, d in
            try session.pairing(input.id("mentor"), with: input.id("member"), by: d.actor)
        })
}
