// SPDX-License-Identifier: Apache-2.0

import Domain

extension ItemAct {
    static let remind = ItemAct(
        .remind, "reminder", advice: "发给承办单位的每一位经办人，一天只催一次。",
        fields: { _ in [InputField("text", "催办的话", .paragraph(limit: 300))] },
        decide: { item, input, d in try item.reminding(input.text("text"), by: d.actor, at: d.now) })

    static let superviseJointly = ItemAct(
        .superviseJointly, "supervision", advice: "党委和政协各定一位督办人，一起盯到办结。换人时再填一次。",
        fields: { _ in
            [
                InputField("party", "党委一方督办人", .line(limit: 40), help: "单位、职务和姓名。"),
                InputField("committee", "政协一方督办人", .line(limit: 40), help: "职务和姓名。"),
            ]
        },
        decide: { item, input, d in
            try item.supervisingJointly(
                .init(party: input.text("party"), committee: input.text("committee")), by: d.actor)
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
