// SPDX-License-Identifier: Apache-2.0

import Domain
import Testing

@Suite("A submitter adds something, or takes the topic back")
struct TopicWithdrawalTests {
    private let submitter = Actor.codeHolder(Village.topicID)

    private func withdrawing(_ topic: Topic, othersJoined: Bool = false) throws -> Topic {
        try topic.withdrawing(
            reason: "已经解决了", othersJoined: othersJoined, by: submitter, at: Village.morning, practice: Village.practice
        ).after
    }

    @Test("it takes effect after the profile's hours and not before; until then it is undone by a word")
    func delay() throws {
        let waiting = try withdrawing(Village.topic(.pooled))
        let moment = Village.morning.advanced(byMilliseconds: 24 * 3_600_000)
        #expect(waiting.state == .pooled && waiting.withdrawalAt == moment)
        #expect(throws: TopicRefusal.alreadyWithdrawing) { try withdrawing(waiting) }
        #expect(throws: TopicRefusal.notWithdrawing) {
            try waiting.takingWithdrawalIntoEffect(at: moment.advanced(byMilliseconds: -1))
        }
        let gone = try waiting.takingWithdrawalIntoEffect(at: moment).after
        #expect(gone.state == .withdrawn && gone.withdrawalAt == nil && gone.deadline == nil)
        let kept = try waiting.keepingUp(by: submitter).after
        #expect(kept.state == .pooled && kept.withdrawalAt == nil)
        #expect(throws: TopicRefusal.notWithdrawing) { try kept.takingWithdrawalIntoEffect(at: moment) }
        var profile = PracticeProfile.standard
        profile.residents.withdrawalHours = 1
        let practice = Practice(profile: profile, calendar: .national)
        let soon = try kept.withdrawing(
            reason: "", othersJoined: false, by: submitter, at: Village.morning, practice: practice)
        #expect(soon.after.withdrawalAt == Village.morning.advanced(byMilliseconds: 3_600_000))
    }

    @Test("what is others' matter too is not taken back; while one takes it back, nobody joins")
    func others() throws {
        let topic = try Village.topic(.pooled)
        #expect(throws: TopicRefusal.othersJoined) { try withdrawing(topic, othersJoined: true) }
        let waiting = try withdrawing(topic)
        #expect(topic.takesMerged && !waiting.takesMerged)
        #expect(throws: TopicRefusal.takesNoMore) {
            try Village.otherTopic().merging(into: waiting, isTarget: false, by: Village.secretary)
        }
    }

    @Test("while its submitter takes it back, it is neither merged nor brought before others")
    func notMerged() throws {
        for state in [Topic.State.Name.screening, .pooled] {
            let waiting = try withdrawing(Village.topic(state))
            #expect(throws: TopicRefusal.alreadyWithdrawing, "\(state)") {
                try waiting.merging(into: Village.otherTopic(), isTarget: false, by: Village.secretary)
            }
            #expect(
                waiting.refusal(of: .merge, by: Village.secretary) == .alreadyWithdrawing, "nor is the button there")
            let kept = try waiting.keepingUp(by: submitter).after
            #expect(kept.refusal(of: .merge, by: Village.secretary) == nil)
        }
    }

    @Test("a session that is announced meanwhile ends the withdrawal, as does every decision")
    func overtaken() throws {
        let scheduled = try withdrawing(Village.topic(.ready)).scheduling(in: Village.sessionID).after
        #expect(scheduled.withdrawalAt == nil)
        #expect(throws: TopicRefusal.notWithdrawing) {
            try scheduled.takingWithdrawalIntoEffect(at: Instant(milliseconds: .max))
        }
        let solved = try withdrawing(Village.topic(.screening)).solvingDirectly(
            "换好了", by: Village.secretary, at: Village.morning, practice: Village.practice
        ).after
        #expect(solved.withdrawalAt == nil && solved.state.name == .solvedDirectly)
    }

    @Test("what was public is public no more once it is withdrawn, and not while it waits")
    func publication() throws {
        let published = try Village.topic(.pooled).reviewing(
            title: "路灯", body: "不亮", by: Village.secretary, practice: Village.practice
        ).after
        let waiting = try withdrawing(published)
        #expect(waiting.publication.isPublic)
        #expect(
            try waiting.takingWithdrawalIntoEffect(at: Instant(milliseconds: .max)).after.publication == .withdrawn)
    }

    @Test("twenty additions are taken, then the submitter is told to talk to the room")
    func additions() throws {
        var topic = try Village.topic(.screening)
        for _ in 0..<Topic.additionsMax { topic = try topic.adding("还有一盏", by: submitter).after }
        #expect(topic.additions == 20 && topic.state == .screening && topic.deadline != nil)
        #expect(throws: TopicRefusal.addedEnough) { try topic.adding("又一盏", by: submitter) }
    }
}
