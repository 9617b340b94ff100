// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

extension CaseAct<SentimentDesk> {
    /// What each of the first three steps says.
    static let stepFields: [InputField] = [
        InputField("day", "哪天", .day), InputField("place", "在哪里", .line(limit: 60)),
        InputField("words", "看到什么、听到什么", .paragraph(limit: 1000), help: "照实写，不写姓名和电话。"),
    ]

    static let listen = CaseAct(
        .listen, "listening", advice: "听当事的人和旁边的人怎么说：什么时候起的、影响了谁、盼着怎么办。",
        fields: { _ in stepFields },
        decide: { issue, input, d in try issue.listening(.init(input), by: d.actor, on: d.now.day) })

    static let visit = CaseAct(
        .visit, "visiting", advice: "到现场、到门上看过，把情况核实清楚。",
        fields: { _ in stepFields },
        decide: { issue, input, d in try issue.visiting(.init(input), by: d.actor, on: d.now.day) })

    static let consult = CaseAct(
        .consult, "consultation", advice: "成为这间议事室的一件议题，大家一起商量；议题的结果就是这件民情的结果。",
        fields: { profile in
            [
                InputField(
                    "text", "什么事，希望怎么办", .paragraph(limit: profile.topicTextLimit), help: "不写姓名和电话。"),
                InputField("place", "在哪里", .line(limit: 60), isRequired: false),
            ]
        },
        decide: { issue, input, d in
            let topic = d.desk.services.id(Topic.self)
            let consulted = try issue.consulting(as: topic, by: d.actor)
            try d.desk.raise(
                issue, as: topic, text: input.text("text"), place: input.optional("place"),
                d.signature(as: issue.role(of: d.actor, for: .consult)), in: d.transaction)
            return consulted
        })

    static let transfer = CaseAct(
        .transfer, "transfer", advice: "不用商量、该由别处办的，转过去，写明最晚哪天答复。",
        fields: { _ in
            [
                InputField("channel", "转到哪里", .choice(SentimentWording.channels)),
                InputField("unit", "接收单位", .reference(.units), isRequired: false, help: "转交部门的一定要选。"),
                InputField(
                    "words", "转交时写的话", .paragraph(limit: 1000),
                    help: "接收的地方看到的是这段话。作提案线索的，提案委员会和委员看到的是前\(ProposalClue.textMax)字，不写姓名和电话。"),
                InputField("due", "最晚哪天答复", .day),
            ]
        },
        decide: { issue, input, d in
            let unit = input.optional("unit").flatMap { HandlingUnit.ID($0) }
            try d.desk.requireUnit(unit, in: d.transaction)
            let transfer = SentimentIssue.Transfer(
                channel: input.choice("channel"), unit: unit, words: input.text("words"))
            if transfer.channel == .proposalClue { try PersonalDetails.requireNoNumber(in: ["words"], of: input) }
            let transferred = try issue.transferring(transfer, by: input.day("due"), by: d.actor, on: d.now.day)
            if transfer.channel == .proposalClue {
                try ClueDesk(services: d.desk.services, site: d.desk.site).handOn(
                    issue.id, in: input.text("words"), d.signature(as: issue.role(of: d.actor, for: .transfer)),
                    in: d.transaction)
            }
            return transferred
        })

    static let takeBack = CaseAct(
        .takeBack, "taking-back", advice: "接收的地方办不了、退了回来，写明原因，再商量或者另转。",
        fields: { _ in [InputField("reason", "为什么退回来", .paragraph(limit: 300))] },
        decide: { issue, input, d in
            try issue.takingBack(reason: input.text("reason"), by: d.actor, at: d.now, practice: d.practice)
        })

    static let returnResult = CaseAct(
        .returnResult, "result", advice: "写清楚办了什么、没办成的为什么。接着要在期限内告诉当事人。",
        fields: { _ in [InputField("result", "结果", .paragraph(limit: 1000))] },
        decide: { issue, input, d in
            let last = try d.desk.last(of: issue, in: d.transaction)
            return try issue.returningResult(
                input.text("result"), isTopicOver: last.map { SentimentWording.result($0) != nil }, by: d.actor,
                at: d.now, practice: d.practice)
        })

    static let tell = CaseAct(
        .tell, "telling", advice: "告诉当事人结果，听听满不满意。",
        fields: { _ in
            [
                InputField("day", "哪天告诉的", .day),
                InputField("means", "怎么告诉的", .choice(SentimentWording.means)),
                InputField("words", "当事人怎么说", .paragraph(limit: 500), isRequired: false),
            ]
        },
        decide: { issue, input, d in
            try issue.telling(
                .init(day: input.day("day"), means: input.choice("means"), words: input.optional("words")),
                by: d.actor, on: d.now.day)
        })

    static let close = CaseAct(
        .close, "closing", advice: "办结后，当事人的称呼和电话谁都看不到了。", asksBack: true,
        decide: { issue, _, d in try issue.closing(by: d.actor) })

    static let handOver = CaseAct(
        .handOver, "handover", advice: "记下这件事的人调走、请长假时，换一个人接着办，期限不变。",
        fields: { _ in [InputField("keeper", "交给谁", .reference(.members))] },
        decide: { issue, input, d in
            let keeper: Person.ID = input.id("keeper")
            try d.desk.requireKeeper(keeper, of: issue, in: d.transaction)
            return try issue.handingOver(to: keeper, by: d.actor)
        })

    static let forgetPerson = CaseAct(
        .forgetPerson, "forgetting", advice: "当事人不想留称呼和电话的，马上删掉，谁也找不回来。", asksBack: true,
        decide: { issue, _, d in
            let holds = HoldStore(tenant: d.desk.site.tenant.id)
            let topic = issue.topic.map { [RecordHold.Record.topic($0)] } ?? []
            let isHeld = try holds.isHeld(anyOf: [.sentiment(issue.id)] + topic, in: d.transaction)
            return try issue.forgettingPerson(isHeld: isHeld, by: d.actor)
        })
}

extension SentimentIssue.Step {
    /// A step as a form says it.
    init(_ input: Input) {
        self.init(day: input.day("day"), place: input.text("place"), words: input.text("words"))
    }
}

extension SentimentDesk {
    /// Those who can go on with an issue: members of its area and the secretaries of its room.
    func keepers(of issue: SentimentIssue, in transaction: Transaction) throws -> Set<Person.ID> {
        let appointments = AppointmentStore(tenant: site.tenant.id)
        return Set(
            try SentimentIssue.openers.flatMap { role in
                try appointments.holders(
                    of: role, room: issue.opening.room, area: issue.opening.area, on: services.clock.now().day,
                    in: transaction)
            })
    }

    /// Throws ``InputProblems`` for somebody who could not go on with it.
    func requireKeeper(_ keeper: Person.ID, of issue: SentimentIssue, in transaction: Transaction) throws {
        guard try keepers(of: issue, in: transaction).contains(keeper) else {
            throw InputProblems([.init(field: "keeper", sentence: "请选联系这一片的委员，或者这间议事室的秘书。")])
        }
    }

    /// Throws ``InputProblems`` for a unit that is not there.
    func requireUnit(_ unit: HandlingUnit.ID?, in transaction: Transaction) throws {
        guard let unit else { return }
        guard try DirectoryStore().units(of: site.tenant.id, in: transaction).contains(where: { $0.id == unit }) else {
            throw InputProblems([.init(field: "unit", sentence: "没有这个单位，请从列表里选。")])
        }
    }
}
