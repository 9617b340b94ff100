// SPDX-License-Identifier: Apache-2.0

import Domain

/// What ties a topic to the rooms above and below and to systems outside.
extension TopicAct {
    static let escalate = TopicAct(
        .escalate, "escalation", advice: "几个村、社区都有的事，可以提请上一级议事室合起来办。提出人的查询码照样能用，这件也还在本室名下。",
        fields: { _ in
            [
                InputField("room", "提请哪间议事室", .reference(.roomsAbove)),
                InputField(
                    "reason", "为什么不只是本室的事", .paragraph(limit: 300),
                    help: "上一级议事室看得到这件，不看提出人是谁。不要写姓名和电话。"),
            ]
        },
        decide: { topic, input, d in
            let rooms = RoomStore(tenant: d.desk.site.tenant.id)
            guard let own = try rooms.room(topic.room, in: d.transaction)?.room,
                let above = try rooms.room(input.id("room"), in: d.transaction), above.isOpen
            else { throw InputProblems([.init(field: "room", sentence: "没有这间议事室，或者它已经停用。")]) }
            return try topic.escalating(
                to: above.room, from: own, in: d.desk.site.practice.profile.rooms, reason: input.text("reason"),
                by: d.actor)
        })

    static let keepHere = TopicAct(
        .keepHere, "keeping-here", advice: "收回提请，由本室的召集人选定。", asksBack: true,
        decide: { topic, _, d in try topic.keepingHere(by: d.actor) })

    static let gather = TopicAct(
        .gather, "gathering", advice: "和别的议事室提来的同一件事合成一件，放进本室的议题池。各处的提出人、查询码和状态都不变，都会收到结果。",
        fields: { profile in
            [
                InputField("topics", "和哪几件合起来", .references(.broughtTopics)),
                InputField("text", "共同的事是什么", .paragraph(limit: profile.topicTextLimit), help: "不抄任何一位提出人的原话。"),
            ]
        },
        decide: { topic, input, d in
            let ids: [Topic.ID] = input.ids("topics")
            // Locked in one order, so that none is gathered twice.
            try d.desk.store.lock([topic.id] + ids, in: d.transaction)
            let others = try ids.map { id in
                guard let other = try d.desk.store.topic(id, in: d.transaction), other.isBrought(before: d.actor) else {
                    throw InputProblems([.init(field: "topics", sentence: "选的议题里有一件没有提请到您这里。")])
                }
                return other
            }
            let made = try topic.gathering(
                with: others, words: input.text("text"), as: d.desk.services.id(Topic.self), by: d.actor, at: d.now,
                practice: d.practice)
            let signature = d.signature(as: topic.role(of: d.actor, for: .gather))
            try d.desk.insert(made.parent, code: d.desk.newCode(), signature, in: d.transaction)
            for other in made.others { try d.desk.save(other, signature, in: d.transaction) }
            return made.own
        })

    static let declineEscalation = TopicAct(
        .declineEscalation, "escalation-declining", advice: "说明为什么不合起来办。提来的议事室会收到，这件由它自己办；办得怎样，您这里还看得到。",
        fields: { _ in
            [InputField("reason", "为什么不合起来办", .paragraph(limit: 300), help: "提来的议事室看得到。不要写姓名和电话。")]
        },
        decide: { topic, input, d in try topic.decliningEscalation(reason: input.text("reason"), by: d.actor) })

    static let dissolve = TopicAct(
        .dissolve, "dissolution", advice: "还没有开始办的，可以退回：各议事室的那几件由它们自己办。", asksBack: true,
        decide: { topic, _, d in
            let transition = try topic.dissolving(by: d.actor)
            let signature = d.signature(as: topic.role(of: d.actor, for: .dissolve))
            for child in try d.desk.store.children(of: topic.id, in: d.transaction) {
                guard let child = try d.desk.store.topic(child.id, in: d.transaction) else { continue }
                try d.desk.save(child.returningFromAbove(), signature, in: d.transaction)
            }
            return transition
        })

    static let returnResult = TopicAct(
        .returnResult, "returned-result", advice: "外面的系统推送来的，要先把结果送回去，才能办结。写给对方看，不写提出人是谁。",
        fields: { _ in
            [
                InputField("result", "结果", .paragraph(limit: 500)),
                InputField(
                    "means", "怎样送回去",
                    .choice(
                        Topic.Return.Means.allCases.map { .init(code: $0.rawValue, label: DispatchWording.name($0)) })),
            ]
        },
        decide: { topic, input, d in
            try topic.returningResult(
                .init(result: .kept(input.text("result")), means: input.choice("means")), by: d.actor)
        })

    static let acknowledgeReturn = TopicAct(
        .acknowledgeReturn, "return-acknowledgement", advice: "对方系统取走结果时会自己说；没有连上的，问过以后在这里记下。",
        decide: { topic, _, d in try topic.acknowledgingReturn(by: d.actor) })

    static let giveReceipt = TopicAct(
        .giveReceipt, "receipt", advice: "对方系统收下时会自己给编号；没有连上的，问来以后在这里记下。一件只有一个编号。",
        fields: { _ in TopicEntry.ticket(isRequired: true) },
        decide: { topic, input, d in
            let transition = try topic.givingReceipt(try TopicEntry.ticket(input), by: d.actor)
            if try d.desk.dispatches.find(try TopicEntry.ticket(input), .outgoing, in: d.transaction) != nil {
                throw InputProblems([.init(field: "number", sentence: DispatchWording.numberTaken)])
            }
            return transition
        })
}
