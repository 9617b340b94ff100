// SPDX-License-Identifier: Apache-2.0

import Domain

/// How a topic goes another way than to a session, wherever it stands before one is announced.
extension TopicAct {
    static let passOn = TopicAct(
        .passOn, "passing",
        advice: "是别的议事室那一片的事，或者本室要并过去，转给那里，重新开始筛选，期限从今天算起；并进来的议题一起转。提出人的查询码不变，看得到转到了哪里、为什么。",
        fields: { _ in
            [
                InputField("room", "转给哪间议事室", .reference(.rooms)),
                InputField("reason", "为什么转（提出人看得到）", .paragraph(limit: 200)),
            ]
        },
        decide: { topic, input, d in
            let (desk, rooms) = (d.desk, RoomStore(tenant: d.desk.site.tenant.id))
            guard let listed = try rooms.room(input.id("room"), in: d.transaction), listed.isOpen else {
                throw InputProblems([.init(field: "room", sentence: "没有这间议事室，请从列表里选。")])
            }
            let passed = try topic.passingOn(
                to: listed.room.id, in: listed.room.area, reason: input.text("reason"), by: d.actor, at: d.now,
                practice: d.practice)
            // Nobody joins between the question and the write.
            try desk.store.lock([topic.id], in: d.transaction)
            let parts = try desk.store.merged(into: topic.id, in: d.transaction)
            try desk.store.lock(parts, in: d.transaction)
            let signature = d.signature(as: topic.role(of: d.actor, for: .passOn))
            // One that was judged unsolved while the lock was awaited stands by itself again.
            for part in try desk.store.topics(parts, in: d.transaction) where part.mergedInto == topic.id {
                try desk.save(part.goingAlong(with: passed), signature, in: d.transaction)
            }
            return passed
        })

    static let deselect = TopicAct(
        .deselect, "deselection", advice: "回到议题池，以后还可以选定；请好的调研先停下。提出人看得到为什么。",
        fields: { _ in [InputField("reason", "为什么收回（提出人看得到）", .paragraph(limit: 200))] },
        decide: { topic, input, d in try topic.deselecting(reason: input.text("reason"), by: d.actor) })

    static let mediate = TopicAct(
        .mediate, "mediation", advice: "矛盾当场调解的，记下谁和谁、说了什么、谈成没有。原话只有议事室看得到。",
        fields: { _ in
            [
                InputField("day", "哪天", .day),
                InputField("parties", "谁和谁，谁来调解", .paragraph(limit: 200)),
                InputField("record", "说了什么，约定了什么", .paragraph(limit: 1000)),
                InputField(
                    "outcome", "谈成没有",
                    .choice([
                        .init(code: "settled", label: "谈成了，这件就此办结", help: "提出人看到的状态是“已当场解决”。"),
                        .init(code: "part", label: "谈成了一部分，这件接着办"), .init(code: "open", label: "没有谈成"),
                    ])),
                InputField(
                    "answer", "给提出人的答复", .paragraph(limit: 500), isRequired: false, help: "就此办结的才填：写明约定了什么、谁来做。"),
            ]
        },
        decide: { topic, input, d in
            let (answer, outcome) = (input.optional("answer"), input.text("outcome"))
            if outcome == "settled", !topic.isSolvable, topic.refusal(of: .mediate, by: d.actor) == nil {
                throw InputProblems([.init(field: "outcome", sentence: "协商会已经定了，或者已经在办，不能就此办结：请选“谈成了一部分”。")])
            }
            if (outcome == "settled") != (answer != nil) {
                throw InputProblems([
                    .init(
                        field: "answer",
                        sentence: answer == nil ? "谈成办结的，要写给提出人的答复。" : "没有就此办结的，这里不写，约定写在上面。")
                ])
            }
            return try topic.mediating(
                .init(
                    day: input.day("day"), parties: .kept(input.text("parties")), record: .kept(input.text("record")),
                    isSettled: outcome != "open", answer: answer.map(FreeText.kept)),
                partsHaveSubmitter: answer != nil && d.partsHaveSubmitter(topic), by: d.actor, at: d.now,
                practice: d.practice)
        })
}

extension Decision<TopicDesk> {
    /// Whether somebody holds the code of what is handled as part of this topic, and is asked whether it is really solved (BR-07).
    func partsHaveSubmitter(_ topic: Topic) throws -> Bool {
        guard !topic.source.hasSubmitter else { return false }
        // Nobody joins between the question and the write.
        try desk.store.lock([topic.id], in: transaction)
        return try desk.store.topics(desk.store.merged(into: topic.id, in: transaction), in: transaction)
            .contains { $0.source.hasSubmitter }
    }
}
