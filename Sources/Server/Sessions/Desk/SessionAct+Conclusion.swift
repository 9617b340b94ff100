// SPDX-License-Identifier: Apache-2.0

import Domain

/// What was agreed, on the session as a whole or on single topics.
extension SessionAct {
    static let concludeTopic = SessionAct(
        .concludeTopic, "topic-conclusion", advice: "几个议题结果不一样的，一个一个写明；没有单独写的，按这场会总的结果算。再写一次，后写的算数。",
        publicFields: ["text"],
        fields: { _ in [InputField("topic", "哪个议题", .reference(.ownTopics))] + conclusionFields },
        decide: { session, input, d in
            try session.concluding(input.id("topic"), with: conclusion(input), by: d.actor)
        })

    static let conclude = SessionAct(
        .conclude, "conclusion", advice: "谈成了写谈成什么；没有谈成也要写明，不能没有结果。", publicFields: ["text"],
        fields: { _ in conclusionFields },
        decide: { session, input, d in
            try session.concluding(conclusion(input), by: d.actor, at: d.now, practice: d.practice)
        })

    private static let conclusionFields: [InputField] = [
        InputField(
            "reached", "有没有谈成",
            .choice([
                .init(code: "consensus", label: "形成一致意见"), .init(code: "no_consensus", label: "没有形成一致意见"),
            ])),
        InputField("text", "谈成了什么，或者为什么没有谈成", .paragraph(limit: 1000)),
    ]

    private static func conclusion(_ input: Input) -> ConsultationSession.Conclusion {
        let text = FreeText.kept(input.text("text"))
        return input.text("reached") == "consensus" ? .consensus(text) : .noConsensus(reason: text)
    }

    /// On which topic something was said.
    static let aboutTopic = InputField(
        "topic", "说的是哪个议题", .reference(.ownTopics), isRequired: false, help: "只有一个议题，或者几个都说到的，不用选。")

    static func topic(_ input: Input) -> Topic.ID? { input.optional("topic").flatMap { Identifier($0) } }
}
