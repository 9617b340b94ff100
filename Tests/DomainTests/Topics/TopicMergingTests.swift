// SPDX-License-Identifier: Apache-2.0

import Domain
import Testing

@Suite("The merging of topics")
struct TopicMergingTests {
    private let secretary = Village.secretary

    @Test("a merged topic keeps what was said and by whom; its clock stands still (BR-07)")
    func keeps() throws {
        let topic = try Village.topic(.asked)
        let other = try Village.otherTopic()
        let merged = try topic.merging(into: other, isTarget: false, by: secretary)
        #expect(merged.after.state == .merged(into: other.id))
        #expect(merged.event == .merged(into: other.id))
        #expect(merged.after.deadline == nil)
        #expect(merged.after.text == topic.text && merged.after.receivedAt == topic.receivedAt)
    }

    @Test("a topic is not merged into itself")
    func itself() throws {
        let topic = try Village.topic(.pooled)
        #expect(throws: TopicRefusal.isTheSame) { try topic.merging(into: topic, isTarget: false, by: secretary) }
    }

    @Test(
        "nothing is merged into a topic that waits for a look, has ended, or is part of another",
        arguments: Topic.State.Name.allCases)
    func target(_ state: Topic.State.Name) throws {
        let target = try Village.topic(state)
        let topic = try Village.otherTopic()
        if [.held, .rejected, .redirected, .solvedDirectly, .merged, .closed, .withdrawn].contains(state) {
            #expect(!target.takesMerged)
            #expect(throws: TopicRefusal.takesNoMore) {
                try topic.merging(into: target, isTarget: false, by: secretary)
            }
        } else {
            #expect(target.takesMerged)
            #expect(
                try topic.merging(into: target, isTarget: false, by: secretary).after.state == .merged(into: target.id))
        }
    }

    @Test("nothing is merged into another room's topic, whoever sees it")
    func otherRoom() throws {
        let topic = try Village.topic(.pooled)
        let elsewhere = Topic.submitting(
            TopicDraft(room: Village.otherRoom, area: Village.otherTown, source: .scan, text: "路灯", place: nil),
            as: Topic.ID(4343), isHeld: false, at: Village.morning, practice: Village.practice
        ).after
        #expect(throws: TopicRefusal.otherRoom) {
            try topic.merging(into: elsewhere, isTarget: false, by: secretary)
        }
    }

    @Test("a topic into which others were merged is not merged itself: the chain is one link long")
    func chain() throws {
        let topic = try Village.topic(.pooled)
        let other = try Village.otherTopic()
        #expect(throws: TopicRefusal.hasMerged) { try topic.merging(into: other, isTarget: true, by: secretary) }
        #expect(throws: TopicRefusal.notYours) { try topic.merging(into: other, isTarget: true, by: Village.convener) }
    }

    @Test("undone, it is screened anew with a new term, and can be merged again")
    func undone() throws {
        let merged = try Village.topic(.merged)
        let undone = try merged.unmerging(
            by: secretary, at: Village.morning(of: "2026-04-10"), practice: Village.practice
        ).after
        #expect(undone.state == .screening)
        #expect(undone.deadline?.day == Village.day("2026-04-17"))
        let again = try undone.merging(into: Village.otherTopic(), isTarget: false, by: secretary).after
        #expect(again.state.name == .merged)
    }
}
