// SPDX-License-Identifier: Apache-2.0

import Domain
import Testing

@Suite("Whoever raised what a room has settled says whether it is solved")
struct TopicJudgingTests {
    private let submitter = Actor.codeHolder(Village.topicID)
    private var practice: Practice { Village.practice }

    private func judging(
        _ topic: Topic, _ outcome: OutcomeClass, with host: Topic? = nil, by actor: Actor? = nil,
        at now: Instant = Village.morning
    ) throws(TopicRefusal) -> Topic {
        try topic.judging(
            .init(outcome: outcome, rating: .basically, remark: nil), with: host, by: actor ?? submitter, at: now,
            practice: practice
        ).after
    }

    private func settling(_ topic: Topic) throws(TopicRefusal) -> Topic {
        try topic.solvingDirectly("换好了", by: Village.secretary, at: Village.morning, practice: practice).after
    }

    @Test("asked for the days of the profile, a word can be changed until they are over")
    func days() throws {
        let topic = try Village.topic(.solvedDirectly)
        let end = try #require(topic.askedUntil)
        let days = practice.profile.outcomes.confirmationDays
        #expect(end == practice.calendar.deadline(workingDays: days, after: Village.morning.day).day)
        #expect(topic.deadline == nil && topic.word == nil, "the days are the submitter's, and the room owes nothing")
        let partly = try judging(topic, .partly)
        #expect(partly.word == .partly && partly.state == topic.state)
        let solved = try judging(partly, .solved, at: Instant(end, hour: 23))
        #expect(solved.word == .solved && solved.denials == 0)
        #expect(throws: TopicRefusal.askingIsOver) {
            try judging(topic, .unsolved, at: Instant(end.advanced(by: 1), hour: 8))
        }
        #expect(throws: TopicRefusal.notYours) { try judging(topic, .solved, by: Village.secretary) }
        #expect(throws: TopicRefusal.notYours) { try judging(topic, .solved, by: .codeHolder(Topic.ID(7))) }
    }

    @Test("not solved, it is screened anew within a term of its own; denied twice, it is not settled a third time")
    func denied() throws {
        let back = try judging(Village.topic(.solvedDirectly), .unsolved)
        #expect(back.state == .screening && back.deadline == practice.screeningDeadline(at: Village.morning))
        #expect(back.askedUntil == nil && back.word == nil && back.denials == 1)
        let again = try judging(settling(back), .unsolved)
        #expect(again.denials == Topic.directAnswersMax)
        #expect(again.refusal(of: .solveDirectly, by: Village.secretary) == .deniedEnough)
        #expect(throws: TopicRefusal.deniedEnough) { try settling(again) }
        #expect(try again.pooling(by: Village.secretary).after.state == .pooled, "it goes on to be talked over")
    }

    @Test("what nobody holds the code of is settled, and nobody is asked")
    func nobody() throws {
        let draft = TopicDraft(room: Village.room, area: Village.village, source: .plan, text: "路灯", place: nil)
        let topic = try settling(
            Topic.submitting(draft, as: Village.topicID, isHeld: false, at: Village.morning, practice: practice).after)
        #expect(topic.state.name == .solvedDirectly && topic.askedUntil == nil)
        #expect(throws: TopicRefusal.nothingAsked) { try judging(topic, .solved) }
    }

    @Test("where nobody holds the code of what is settled, those alone are asked whose topics are part of it (BR-07)")
    func partsAlone() throws {
        let draft = TopicDraft(room: Village.room, area: Village.village, source: .meeting, text: "路灯", place: nil)
        let host = Topic.submitting(draft, as: Topic.ID(4242), isHeld: false, at: Village.morning, practice: practice)
            .after
        let part = try Village.submission().after.merging(into: host, isTarget: false, by: Village.secretary).after
        let mediation = Topic.Mediation(
            day: Village.morning.day, parties: .kept("两户"), record: .kept("说好了"), isSettled: true, answer: .kept("换好了"))
        for settled in [
            try host.solvingDirectly(
                "换好了", partsHaveSubmitter: true, by: Village.secretary, at: Village.morning, practice: practice
            ).after,
            try host.mediating(
                mediation, partsHaveSubmitter: true, by: Village.secretary, at: Village.morning, practice: practice
            ).after,
        ] {
            let end = try #require(settled.askedUntil)
            #expect(try end == Village.topic(.solvedDirectly).askedUntil)
            #expect(settled.asking(with: nil, on: end) == nil, "nobody is there to be asked")
            #expect(throws: TopicRefusal.nothingAsked) {
                try judging(settled, .solved, by: .codeHolder(Topic.ID(4242)))
            }
            #expect(settled.refusal(of: .judge, by: .codeHolder(Topic.ID(4242))) == .nothingAsked)
            #expect(part.asking(with: settled, on: end)?.id == host.id)
            #expect(try judging(part, .unsolved, with: settled).state == .screening)
        }
    }

    @Test("whose topic is handled as part of it is asked, too, and stands alone again where it is not solved (BR-07)")
    func parts() throws {
        let host = Village.submission(as: Topic.ID(4242)).after
        let part = try Village.submission().after.merging(into: host, isTarget: false, by: Village.secretary).after
        #expect(throws: TopicRefusal.nothingAsked) { try judging(part, .solved, with: host) }
        let settled = try settling(host)
        #expect(throws: TopicRefusal.nothingAsked, "of another topic") {
            try judging(part, .solved, with: Village.topic(.solvedDirectly, as: Topic.ID(77)))
        }
        let said = try judging(part, .partly, with: settled)
        #expect(said.word == .partly && said.mergedInto == host.id)
        let alone = try judging(said, .unsolved, with: settled)
        #expect(alone.state == .screening && alone.mergedInto == nil && alone.deadline != nil)
    }

    @Test("the secretary may take up again what was settled, whatever was said")
    func reconsidered() throws {
        let partly = try judging(Village.topic(.solvedDirectly), .partly)
        let anew = try partly.reconsidering(
            reason: "还差一盏", by: Village.secretary, at: Village.morning, practice: practice
        ).after
        #expect(anew.state == .screening && anew.word == nil && anew.askedUntil == nil && anew.denials == 0)
    }
}
