// SPDX-License-Identifier: Apache-2.0

import Domain

/// One thing that can be done to a topic: its address, its fields, and the rule that it asks.
///
/// The form on the desk and the operation of the API are both made from it.
struct TopicAct: Sendable {
    let command: Topic.Command
    /// The last part of its address, as in `/desk/topics/{topic}/rejection`.
    let segment: String
    /// What the person has to do, in one sentence above the form.
    let advice: String
    let fields: @Sendable (PracticeProfile) -> [InputField]
    let decide: @Sendable (Topic, Input, Decision) throws -> Transition<Topic>

    /// Who decides, when, by which rules.
    struct Decision: Sendable {
        let actor: Actor
        let now: Instant
        let practice: Practice
    }
}

extension TopicAct {
    /// What staff may do, in the order of the buttons.
    static let desk: [TopicAct] = [release, pool, solveDirectly, ask, reject, review, unpublish, relate]

    static let release = TopicAct(
        command: .release, segment: "release", advice: "放行后进入筛选，期限从今天算起。", fields: { _ in [] },
        decide: { topic, _, d in try topic.releasing(by: d.actor, at: d.now, practice: d.practice) })

    static let pool = TopicAct(
        command: .pool, segment: "pool", advice: "受理后进入议题池，由召集人选定协商。", fields: { _ in [] },
        decide: { topic, _, d in try topic.pooling(by: d.actor) })

    static let reject = TopicAct(
        command: .reject, segment: "rejection", advice: "请选一条理由，再用一两句话向提出人说明白。",
        fields: { profile in
            [
                InputField("ground", "理由", .choice(profile.rejectionGrounds.map(\.code))),
                InputField("explanation", "向提出人说明", .paragraph(limit: 300)),
            ]
        },
        decide: { topic, input, d in
            try topic.rejecting(
                ground: input.text("ground"), explanation: input.text("explanation"), by: d.actor, practice: d.practice)
        })

    static let ask = TopicAct(
        command: .ask, segment: "question", advice: "问题会显示在提出人的进度页上，期限等他补充后重新算。",
        fields: { _ in [InputField("question", "问题", .paragraph(limit: 300))] },
        decide: { topic, input, d in try topic.asking(input.text("question"), by: d.actor) })

    static let solveDirectly = TopicAct(
        command: .solveDirectly, segment: "solution", advice: "请写明已经怎样解决、什么时候、谁办的。",
        fields: { _ in [InputField("answer", "答复", .paragraph(limit: 500))] },
        decide: { topic, input, d in try topic.solvingDirectly(input.text("answer"), by: d.actor) })

    static let review = TopicAct(
        command: .review, segment: "review", advice: "公众只看得到这里的文字。请去掉姓名、电话、门牌号和对个人的指责，原话另外保留。",
        fields: { profile in
            [
                InputField("title", "公开标题", .line(limit: 40)),
                InputField("body", "公开文字", .paragraph(limit: profile.topicTextLimit)),
            ]
        },
        decide: { topic, input, d in
            try topic.reviewing(
                title: input.text("title"), body: input.text("body"), by: d.actor, practice: d.practice)
        })

    static let unpublish = TopicAct(
        command: .unpublish, segment: "unpublication", advice: "请写明为什么撤下，会记在轨迹里。",
        fields: { _ in [InputField("reason", "原因", .paragraph(limit: 200))] },
        decide: { topic, input, d in try topic.unpublishing(reason: input.text("reason"), by: d.actor) })

    static let relate = TopicAct(
        command: .relate, segment: "relation", advice: "填另一件议题的编号（打开那件，地址末尾的13位）。",
        fields: { _ in [InputField("topic", "另一件议题的编号", .line(limit: 13))] },
        decide: { topic, input, d in
            guard let other = Identifier<Topic>(input.text("topic")) else {
                throw InputProblems([.init(field: "topic", sentence: "编号是13位数字和字母，请对照那件议题的地址。")])
            }
            return try topic.relating(to: other, by: d.actor)
        })

    /// What the holder of the tracking code may do.
    static let answer = TopicAct(
        command: .answer, segment: "answer", advice: "",
        fields: { _ in [InputField("answer", "您的回答", .paragraph(limit: 500))] },
        decide: { topic, input, d in
            try topic.answering(input.text("answer"), by: d.actor, at: d.now, practice: d.practice)
        })

    /// Commands as the address names them.
    static func desk(segment: String) -> TopicAct? { desk.first { $0.segment == segment } }
}
