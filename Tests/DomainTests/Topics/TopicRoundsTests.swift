// SPDX-License-Identifier: Apache-2.0

import Domain
import Testing

@Suite("The end of a topic and what follows")
struct TopicRoundsTests {
    private let next = Topic.ID(2)

    @Test("a closed topic keeps how it ended: the class claimed, or why nothing was to be done")
    func closed() throws {
        #expect(try Village.topic(.closed).state == .closed(.handled(claimed: .solved)))
        let nothing = Topic.Closure.noAction(reason: .kept("镇里已列入改造计划"))
        #expect(try Village.topic(.consulted).closing(nothing).after.state == .closed(nothing))
    }

    @Test("the class of several items is theirs when they agree, and partly when they do not")
    func together() {
        #expect(OutcomeClass.together([.solved]) == .solved)
        #expect(OutcomeClass.together([.solved, .solved]) == .solved)
        #expect(OutcomeClass.together([.unsolved, .unsolved]) == .unsolved)
        #expect(OutcomeClass.together([.partly]) == .partly)
        #expect(OutcomeClass.together([.solved, .unsolved]) == .partly)
        #expect(OutcomeClass.together([.solved, .partly]) == .partly)
    }

    @Test("a reopened topic is handled again or closed again")
    func reopened() throws {
        let reopened = try Village.topic(.reopened)
        #expect(try reopened.beginningHandling().after.state == .inHandling)
        #expect(try reopened.closing(.handled(claimed: .unsolved)).after.state == .closed(.handled(claimed: .unsolved)))
    }

    @Test("the next round names its predecessor, says what changed, and begins in the pool (BR-06)")
    func nextRound() throws {
        let later = Village.morning(of: "2026-09-01")
        let (ended, opened) = try Village.topic(.closed).openingNextRound(
            "新装的灯又坏了两盏", as: next, by: Village.secretary, at: later)
        #expect(ended.event == .continued(in: next))
        #expect(ended.after.nextRound == next)
        #expect(ended.after.state == .closed(.handled(claimed: .solved)))
        let round = opened.after
        #expect(round.id == next && round.round == 2 && round.previousRound == Village.topicID)
        #expect(round.text == .kept("新装的灯又坏了两盏") && round.place == nil)
        #expect(round.source == .round && round.receivedAt == later)
        #expect(round.state == .pooled && round.deadline == nil && round.version == 1)
        #expect(round.publication == .hidden && round.publicText == nil)
        #expect(round.researchRecords == 0 && round.researcher == nil && round.session == nil)
        #expect(Topic.replaying([(opened.event, later)], as: next) == round)
    }

    @Test("nothing that was said or published goes on into the next round, which is reviewed anew (BR-06)")
    func publicText() throws {
        let published = try Village.topic(.closed).reviewing(
            title: "路灯", body: "不亮", by: Village.secretary, practice: Village.practice
        ).after
        #expect(published.publication == .published && published.place == .kept("村口"))
        let withdrawn = try published.unpublishing(reason: "写错了地名", by: Village.secretary).after
        for closed in [published, withdrawn] {
            let (ended, opened) = try closed.openingNextRound(
                "又坏了", as: next, by: Village.secretary, at: Village.morning)
            #expect(opened.after.publication == .hidden && opened.after.publicText == nil)
            #expect(opened.after.text == .kept("又坏了") && opened.after.place == nil)
            #expect(ended.after.publication == closed.publication && ended.after.publicText == closed.publicText)
        }
    }

    @Test("a round is followed once: the chain has no branches, and goes on from its end (BR-06)")
    func chain() throws {
        let (ended, opened) = try Village.topic(.closed).openingNextRound(
            "又坏了", as: next, by: Village.convener, at: Village.morning)
        #expect(throws: TopicRefusal.hasNextRound) {
            try ended.after.openingNextRound("又坏了", as: Topic.ID(3), by: Village.convener, at: Village.morning)
        }
        #expect(throws: TopicRefusal.notEnded) {
            try opened.after.openingNextRound("又坏了", as: Topic.ID(3), by: Village.convener, at: Village.morning)
        }
    }

    @Test("what has gone on in a next round is not reopened, and what is reopened opens none (BR-06)")
    func eitherWay() throws {
        let closed = try Village.topic(.closed)
        let ended = try closed.openingNextRound("又坏了", as: next, by: Village.convener, at: Village.morning).ended
        #expect(throws: TopicRefusal.hasNextRound) { try ended.after.reopening() }
        let reopened = try closed.reopening().after
        #expect(throws: TopicRefusal.notEnded) {
            try reopened.openingNextRound("又坏了", as: next, by: Village.convener, at: Village.morning)
        }
        let again = try reopened.closing(.handled(claimed: .partly)).after
        #expect(
            try again.openingNextRound("又坏了", as: next, by: Village.convener, at: Village.morning)
                .ended.after.nextRound == next)
    }

    @Test("an erasure takes the public wording with it, whatever the stage (BR-40)")
    func erased() throws {
        let published = try Village.topic(.inHandling).reviewing(
            title: "路灯", body: "不亮", by: Village.secretary, practice: Village.practice
        ).after
        let erased = try published.erasing().after
        #expect(erased.publicText == nil && erased.publication == .withdrawn)
        #expect(erased.state == .inHandling && erased.version == published.version + 1)
        #expect(try Village.topic(.screening).erasing().after.publication == .hidden)
        #expect(throws: TopicRefusal.alreadyErased) { try Village.erasedTopic().erasing() }
    }
}
