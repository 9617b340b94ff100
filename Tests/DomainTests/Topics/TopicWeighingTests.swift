// SPDX-License-Identifier: Apache-2.0

import Domain
import Testing

@Suite("What is weighed before somebody researches")
struct TopicWeighingTests {
    private static let yesterday = Village.day("2026-03-04")

    private func assigning(_ topic: Topic) throws -> Topic {
        try topic.assigning(
            researcher: Village.researcherID, by: Village.day("2026-03-19"), actor: Village.convener,
            at: Village.morning, practice: Village.practice
        ).after
    }

    private func decided(_ topic: Topic, _ isApproved: Bool, on day: Day = yesterday) throws -> Topic {
        try topic.recordingPlanDecision(
            .init(isApproved: isApproved, reference: .kept("安委办〔2026〕3号"), day: day), by: Village.secretary,
            at: Village.morning
        ).after
    }

    @Test("what is put up for the annual plan is not researched before the Party committee has decided (BR-03)")
    func approval() throws {
        let proposed = try Village.topic(.selected).proposingForPlan(by: Village.convener).after
        #expect(proposed.plan == .proposed && proposed.state == .selected)
        #expect(throws: TopicRefusal.awaitsPlanDecision) { try assigning(proposed) }
        #expect(throws: TopicRefusal.alreadyInPlan) { try proposed.proposingForPlan(by: Village.convener) }
        #expect(throws: TopicRefusal.dayIsToCome) { try decided(proposed, true, on: Village.day("2026-03-06")) }
        let approved = try decided(proposed, true)
        #expect(approved.plan == .approved(reference: .kept("安委办〔2026〕3号"), on: Self.yesterday))
        #expect(try assigning(approved).state == .researching)
        #expect(throws: TopicRefusal.alreadyInPlan) { try decided(approved, true) }
    }

    @Test("what was not approved goes back into the pool and may be chosen again")
    func declined() throws {
        let back = try decided(Village.topic(.selected).proposingForPlan(by: Village.convener).after, false)
        #expect(back.state == .pooled && back.plan == nil)
        #expect(try assigning(back.selecting(by: Village.convener).after).state == .researching)
    }

    @Test("each criterion is judged from 1 to 5, by the judge's own name", arguments: [0, 1, 5, 6])
    func scores(_ grade: Int) throws {
        let topic = try Village.topic(.pooled)
        func judge() throws -> Topic.Score? {
            let event = try topic.scoring(needed: grade, hopedFor: 3, feasible: grade, by: Village.secretary).event
            guard case .scored(let score) = event else { return nil }
            return score
        }
        guard (1...5).contains(grade) else {
            #expect(throws: TopicRefusal.scoreOutOfRange) { try judge() }
            return
        }
        let score = try #require(try judge())
        #expect(score.total == 2 * grade + 3)
        guard case .staff(let secretary) = Village.secretary else { return }
        #expect(score.scorer == secretary.id)
    }

    @Test("a mediation is of a day that has come; with an answer it settles the topic, without one that goes on")
    func mediation() throws {
        func mediated(
            _ state: Topic.State.Name = .screening, _ day: String = "2026-03-05", answer: FreeText? = nil
        ) throws -> Topic {
            try Village.topic(state).mediating(
                .init(
                    day: Village.day(day), parties: .kept("两家邻居"), record: .kept("各让一步"), isSettled: true,
                    answer: answer), by: Village.secretary, at: Village.morning, practice: Village.practice
            ).after
        }
        #expect(try mediated().state == .screening)
        #expect(throws: TopicRefusal.dayIsToCome) { try mediated(.screening, "2026-03-06") }
        let answer = FreeText.kept("两家说好轮流清扫")
        for state in [Topic.State.Name.screening, .asked, .pooled, .selected, .researching, .ready] {
            let settled = try mediated(state, answer: answer)
            #expect(settled.state == .solvedDirectly(answer: answer) && settled.deadline == nil, "\(state)")
        }
        #expect(throws: TopicRefusal.alreadyDecided) { try mediated(.scheduled, answer: answer) }
        #expect(try mediated(.scheduled).state == .scheduled)
    }
}
