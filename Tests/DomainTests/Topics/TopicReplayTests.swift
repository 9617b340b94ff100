// SPDX-License-Identifier: Apache-2.0

import Domain
import Testing

@Suite("Replaying the log of a topic")
struct TopicReplayTests {
    @Test("after each of 12 000 random acts the log tells the topic as it is, and the topic is sound")
    func walk() throws {
        var kindsSeen: Set<String> = []
        var refusalsSeen: Set<TopicRefusal> = []
        // Words are erased in the store, nobody adds or denies so much, a claim is no event, what is entered on the desk is not
        // walked, and no walk plans for years ahead.
        let beyond: Set<TopicRefusal> = [
            .alreadyErased, .addedEnough, .deniedEnough, .claimedByOther, .occasionIsMissing, .dayTooFar,
        ]
        let refusals = Set(TopicRefusal.allCases).subtracting(beyond)
        // Six walks at least, and more until everything has happened once.
        for seed: UInt64 in 1...30 where seed < 7 || kindsSeen.count < 52 || !refusals.isSubset(of: refusalsSeen) {
            var walk = TopicWalk(seed: seed)
            for step in 0..<12_000 {
                let index = walk.step()
                let trails = walk.trails
                let (topic, log) = trails.cases[index]
                let place = "seed \(seed), step \(step): \(trails.lastAct)"
                try #require(Topic.replaying(log, as: topic.id) == topic, "\(place)")
                try #require(topic.version == log.count, "\(place)")
                try #require(trails.disagreement == nil, "\(place)")
                try #require(walk.flaw(of: topic) == nil, "\(place)")
            }
            for topic in walk.trails.values { #expect(walk.flaw(of: topic) == nil, "seed \(seed): \(topic)") }
            kindsSeen.formUnion(walk.trails.kindsSeen)
            refusalsSeen.formUnion(walk.trails.refusalsSeen)
        }
        #expect(kindsSeen.count == 52, "the walks missed some kind of event: \(kindsSeen.sorted())")
        let missed = refusals.subtracting(refusalsSeen)
        #expect(missed == [], "the walks missed some refusal")
    }

    @Test("a log that does not begin with a submission tells of no topic")
    func noBeginning() {
        #expect(Topic.replaying([], as: Village.topicID) == nil)
        let deadline = Village.practice.screeningDeadline(at: Village.morning)
        let text = Topic.PublicText(title: .kept("路灯"), body: .kept("不亮"))
        let others: [TopicEvent] = [
            .released(deadline: deadline), .asked(question: .erased), .answered(answer: .erased, deadline: deadline),
            .pooled, .categorised("roads"), .rejected(.init(ground: "no_matter", explanation: .erased)),
            .solvedDirectly(answer: .erased),
            .judged(.init(outcome: .unsolved, rating: .basically, remark: .erased), deadline: deadline),
            .reviewed(text: text, isSameText: false, reviewer: Person.ID(1), needed: 1), .unpublished(reason: .erased),
            .related(to: Topic.ID(7)), .merged(into: Topic.ID(7)), .unmerged(deadline: deadline), .selected,
            .deselected(reason: .erased),
            .assigned(researcher: Person.ID(1), deadline: deadline), .researched(Village.record), .attached([]),
            .scheduled(in: Village.sessionID), .unscheduled, .consulted, .handlingBegan,
            .closed(.handled(claimed: .solved)), .reopened, .continued(in: Topic.ID(7)),
            .deadlineMoved(deadline), .corrected(.erased), .placeCorrected(.erased), .contactReplaced(.erased), .erased,
            .reconsidered(reason: .erased, deadline: deadline),
            .redirected(.init(channel: .grid, explanation: .erased)), .cameBack(reason: .erased, deadline: deadline),
            .passedOn(
                .init(from: Village.room, to: Village.otherRoom, area: Village.town, reason: .erased),
                deadline: deadline),
            .resultTold(.erased), .proposedForPlan,
            .planDecided(.init(isApproved: true, reference: .erased, day: Village.day("2026-03-04"))),
            .scored(.init(scorer: Person.ID(1), needed: 1, hopedFor: 2, feasible: 3)),
            .mediated(.init(day: Village.day("2026-03-04"), parties: .erased, record: .erased, isSettled: false)),
            .added(.erased), .withdrawalAsked(reason: .erased, effectiveAt: Village.morning), .withdrawalUndone,
            .withdrawn, .escalationAsked(of: Village.otherRoom, area: Village.county, reason: .erased),
            .escalated(into: Topic.ID(7)), .escalationDeclined(reason: .erased), .escalationUndone, .dissolved,
            .resultReturned(.init(result: .erased, means: .phone)), .returnAcknowledged,
            .receiptGiven(.init(system: "wg", number: "7")),
        ]
        for event in others {
            #expect(Topic.replaying([(event, Village.morning)], as: Village.topicID) == nil, "\(event)")
        }
    }

    @Test("replay after an erasure gives the same stage without the words")
    func erased() throws {
        let keeper = KeptTexts()
        let submitted = Village.submission()
        let asked = try submitted.after.asking("哪里？", by: Village.secretary)
        let reviewed = try asked.after.reviewing(
            title: "路灯", body: "不亮", by: Village.secretary, practice: Village.practice)
        let written = try [submitted.event, asked.event, reviewed.event].map { try keeper.encode($0) }
        keeper.eraseAll()
        let log = try written.map { (event: try keeper.decode($0, as: TopicEvent.self), at: Village.morning) }
        let replayed = try #require(Topic.replaying(log, as: Village.topicID))
        #expect(replayed.state == .asked(question: .erased))
        #expect(replayed.text == .erased)
        #expect(replayed.publication == .published)
        #expect(replayed.version == 3)
    }

    @Test("replay after an erasure does not take two wordings for one")
    func erasedWordings() throws {
        let keeper = KeptTexts()
        let practice = Village.practice(reviews: 2)
        let submitted = Village.submission()
        let first = try submitted.after.reviewing(title: "路灯", body: "不亮", by: Village.secretary, practice: practice)
        let second = try first.after.reviewing(
            title: "路灯", body: "坏了", by: ActorKind.areaSecretary.actor, practice: practice)
        let written = try [submitted.event, first.event, second.event].map { try keeper.encode($0) }
        keeper.eraseAll()
        let log = try written.map { (event: try keeper.decode($0, as: TopicEvent.self), at: Village.morning) }
        let replayed = try #require(Topic.replaying(log, as: Village.topicID))
        #expect(replayed.publication == second.after.publication)
        #expect(!replayed.publication.isPublic)
    }
}
