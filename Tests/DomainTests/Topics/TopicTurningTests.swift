// SPDX-License-Identifier: Apache-2.0

import Domain
import Testing

@Suite("An accepted topic that goes another way")
struct TopicTurningTests {
    private func decided(_ topic: Topic, _ isApproved: Bool) throws -> Topic {
        try topic.recordingPlanDecision(
            .init(isApproved: isApproved, reference: .kept("安委办〔2026〕3号"), day: Village.day("2026-03-04")),
            by: Village.secretary, at: Village.morning
        ).after
    }

    private func passed(_ topic: Topic) throws -> Transition<Topic> {
        try topic.passingOn(
            to: Village.otherRoom, in: Village.otherTown, reason: "两村并了", by: Village.secretary, at: Village.morning,
            practice: Village.practice)
    }

    @Test(
        "wherever it stands before a session, another room screens it anew, with a day of its own and without the member",
        arguments: [Topic.State.Name.pooled, .selected, .researching, .ready])
    func passing(_ state: Topic.State.Name) throws {
        let after = try passed(Village.topic(state)).after
        #expect(after.room == Village.otherRoom && after.area == Village.otherTown)
        #expect(after.state == .screening && after.deadline?.from == Village.morning.day)
        #expect(after.researcher == nil)
        #expect(after.researchRecords == (state == .ready ? 1 : 0), "what was found out is not lost")
    }

    @Test("what is handled as part of it goes along and stays part of it (BR-07); nothing else does")
    func parts() throws {
        let whole = try Village.topic(.pooled)
        let part = try Village.topic(.screening, as: Topic.ID(88))
            .merging(into: whole, isTarget: false, by: Village.secretary).after
        let passing = try passed(whole)
        let along = try part.goingAlong(with: passing).after
        #expect(along.room == Village.otherRoom && along.area == Village.otherTown)
        #expect(along.state == .merged(into: whole.id) && along.deadline == nil)
        let other = try Village.topic(.pooled, as: Topic.ID(89))
        #expect(throws: TopicRefusal.notMerged) { try other.goingAlong(with: passing) }
        let pooled = try Village.topic(.screening).pooling(by: Village.secretary)
        #expect(throws: TopicRefusal.notMerged) { try part.goingAlong(with: pooled) }
    }

    @Test("the choice is taken back with a reason: it waits in the pool, nobody researches it, and may be chosen again")
    func deselected() throws {
        for state in [Topic.State.Name.selected, .researching, .ready] {
            let back = try Village.topic(state).deselecting(reason: "另有专项整治", by: Village.convener).after
            #expect(back.state == .pooled && back.deadline == nil && back.researcher == nil, "\(state)")
            #expect(try back.selecting(by: Village.convener).after.state == .selected)
        }
        #expect(throws: TopicRefusal.notAtThisStage) {
            try Village.topic(.scheduled).deselecting(reason: "晚了", by: Village.convener)
        }
    }

    @Test("the convener takes back what is put up for the plan, the Party committee what it took in (BR-03)")
    func plan() throws {
        let proposed = try Village.topic(.selected).proposingForPlan(by: Village.convener).after
        #expect(throws: TopicRefusal.inPlan) { try passed(proposed) }
        #expect(throws: TopicRefusal.inPlan) {
            try proposed.solvingDirectly("修好了", by: Village.secretary, at: Village.morning, practice: Village.practice)
        }
        let back = try proposed.deselecting(reason: "改在镇里办", by: Village.convener).after
        #expect(back.state == .pooled && back.plan == nil)

        let approved = try decided(proposed, true)
        #expect(throws: TopicRefusal.inPlan) { try approved.deselecting(reason: "不办了", by: Village.convener) }
        #expect(throws: TopicRefusal.inPlan) {
            try approved.solvingDirectly("修好了", by: Village.secretary, at: Village.morning, practice: Village.practice)
        }
        let elsewhere = try passed(approved).after
        #expect(elsewhere.plan == approved.plan && elsewhere.state == .screening, "the plan names the matter")
        let researching = try approved.assigning(
            researcher: Village.researcherID, by: Village.day("2026-03-19"), actor: Village.convener,
            at: Village.morning, practice: Village.practice
        ).after
        let out = try decided(researching, false)
        #expect(out.state == .pooled && out.plan == nil && out.researcher == nil && out.deadline == nil)
    }

    @Test("turned down in the pool, what was public stays so and may say why; not where the matter is unfit (BR-41)")
    func publicly() throws {
        let text = Topic.PublicText(title: .kept("路灯"), body: .kept("不亮"))
        let topic = Village.topic(publication: .published, publicText: text)
        func rejected(_ ground: String) throws -> Topic {
            try topic.rejecting(
                ground: ground, explanation: "归省里管", by: Village.secretary, practice: Village.practice
            ).after
        }
        let told = try rejected("other_competence")
        #expect(told.publication == .published && told.refusal(of: .review, by: Village.secretary) == nil)
        for ground in ["secrets", "named_accusation", "personal_matter", "spam"] {
            let hidden = try rejected(ground)
            #expect(hidden.publication == .withdrawn, "\(ground)")
            #expect(hidden.refusal(of: .review, by: Village.secretary) == .rejectedIsNotPublished)
        }
    }

    @Test("what the room above deals with is not ended below; its room may change, and nothing else with it (BR-10)")
    func above() throws {
        let fresh = Village.topic(publication: .hidden, publicText: nil)
        let topic = Topic(
            id: fresh.id, room: fresh.room, area: fresh.area, source: fresh.source, receivedAt: fresh.receivedAt,
            text: fresh.text, place: nil, state: .pooled, publication: .hidden, publicText: nil, deadline: nil,
            escalation: .init(
                room: Village.above.id, area: Village.above.area, reason: .kept("几个村都有"), parent: Topic.ID(90)),
            version: 5)
        for command in [Topic.Command.reject, .redirect, .solveDirectly] {
            #expect(topic.refusal(of: command, by: Village.secretary) == .dealtWithAbove, "\(command)")
        }
        let after = try passed(topic).after
        #expect(after.room == Village.otherRoom && after.state == .pooled && after.escalatedInto == Topic.ID(90))
        #expect(after.deadline == nil)
    }
}
