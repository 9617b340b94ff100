// SPDX-License-Identifier: Apache-2.0

import Domain
import Testing

@Suite("The commands of a topic")
struct TopicTransitionsTests {
    @Test("a new topic keeps what was said and waits on the desk for five working days")
    func submitted() {
        let topic = Village.submission().after
        #expect(topic.text == .kept("村口的路灯坏了三个月"))
        #expect(topic.place == .kept("村口"))
        #expect(topic.room == Village.room && topic.area == Village.village && topic.source == .scan)
        #expect(topic.receivedAt == Village.morning)
        #expect(topic.state == .screening)
        #expect(topic.publication == .hidden)
        #expect(topic.version == 1)
        #expect(
            topic.deadline
                == Deadline(
                    day: Village.day("2026-03-12"), from: Village.day("2026-03-05"), term: .workingDays(5),
                    isProvisional: false))
    }

    @Test("a place that was not given stays away")
    func noPlace() {
        let draft = TopicDraft(room: Village.room, area: Village.village, source: .api, text: "路灯", place: nil)
        let topic = Topic.submitting(
            draft, as: Village.topicID, isHeld: false, at: Village.morning, practice: Village.practice
        ).after
        #expect(topic.place == nil)
        #expect(topic.source == .api)
    }

    @Test("a held topic is looked at within the days of the profile; released, its clock starts on that day")
    func released() throws {
        let held = Village.submission(isHeld: true).after
        #expect(held.state == .held && held.version == 1)
        #expect(
            held.deadline
                == Deadline(
                    day: Village.day("2026-03-06"), from: Village.day("2026-03-05"), term: .workingDays(1),
                    isProvisional: false))
        let saturday = Instant(Village.day("2026-03-07"), hour: 10)
        let topic = try held.releasing(by: Village.secretary, at: saturday, practice: Village.practice).after
        #expect(topic.deadline?.from == Village.day("2026-03-07"))
        #expect(topic.deadline?.day == Village.day("2026-03-13"))
    }

    @Test("a question stops the clock; the answer starts a new term")
    func asked() throws {
        let asked = try Village.topic(.screening).asking("哪一段路？", by: Village.secretary).after
        #expect(asked.state == .asked(question: .kept("哪一段路？")))
        #expect(asked.deadline == nil)
        let later = Instant(Village.day("2026-03-20"), hour: 20)
        let answered = try asked.answering(
            "桥东", by: .codeHolder(Village.topicID), at: later, practice: Village.practice
        )
        #expect(answered.after.state == .screening)
        #expect(answered.after.deadline?.day == Village.day("2026-03-27"))
        #expect(answered.event.kind == "answered")
        #expect(answered.before == asked)
    }

    @Test("what was sent on comes back with a result once, and is screened anew whatever was told of it")
    func redirected() throws {
        let sent = try Village.topic(.screening).redirecting(to: .grid, explanation: "网格员去看", by: Village.secretary)
            .after
        #expect(sent.deadline == nil)
        let told = try sent.tellingResult("网格员周三换了灯泡", by: Village.secretary).after
        #expect(
            told.state
                == .redirected(.init(channel: .grid, explanation: .kept("网格员去看"), result: .kept("网格员周三换了灯泡"))))
        #expect(throws: TopicRefusal.resultIsTold) { try told.tellingResult("再说一次", by: Village.secretary) }
        // What was told as a result may have been that they do not do it: then the room goes on with it.
        for redirected in [sent, told] {
            let back = try redirected.takingBack(
                reason: "不是网格的事", by: Village.secretary, at: Village.morning, practice: Village.practice
            ).after
            #expect(back.state == .screening && back.deadline?.from == Village.day("2026-03-05"))
        }
    }

    @Test("the day that the other side has named is a deadline until its answer is known")
    func awaited() throws {
        let sent = try Village.topic(.screening).redirecting(
            to: .hotline, explanation: "热线派单", answerBy: Village.day("2026-03-20"), by: Village.secretary
        ).after
        #expect(sent.deadline?.day == Village.day("2026-03-20") && sent.deadline?.term == .named)
        #expect(sent.deadline?.isOverdue(on: Village.day("2026-03-21")) == true)
        let taken = try sent.givingReceipt(.init(system: "12345平台", number: "RX-1"), by: Village.secretary).after
        #expect(taken.deadline == sent.deadline)
        #expect(try taken.tellingResult("已派人", by: Village.secretary).after.deadline == nil)
    }

    @Test(
        "a decided topic owes nothing", arguments: [Topic.State.Name.pooled, .rejected, .redirected, .solvedDirectly])
    func decided(_ state: Topic.State.Name) throws {
        #expect(try Village.topic(state).deadline == nil)
    }

    @Test("a decision keeps its words: the ground and explanation, or the answer")
    func words() throws {
        let rejection = Topic.Rejection(ground: "no_matter", explanation: .kept("没有说清是哪里"))
        #expect(try Village.topic(.rejected).state == .rejected(rejection))
        #expect(try Village.topic(.solvedDirectly).state == .solvedDirectly(answer: .kept("当天已换好灯泡")))
    }

    @Test("a ground that the county's list does not know is refused, but only to those who may reject")
    func unknownGround() throws {
        let topic = try Village.topic(.screening)
        #expect(throws: TopicRefusal.unknownGround) {
            try topic.rejecting(ground: "bad_mood", explanation: "", by: Village.secretary, practice: Village.practice)
        }
        #expect(throws: TopicRefusal.notYours) {
            try topic.rejecting(ground: "bad_mood", explanation: "", by: .visitor, practice: Village.practice)
        }
    }

    @Test("the term is the profile's")
    func ownTerm() {
        var profile = PracticeProfile.standard
        profile.screeningDays = 10
        let practice = Practice(profile: profile, calendar: .national)
        #expect(practice.screeningDeadline(at: Village.morning).day == Village.day("2026-03-19"))
    }

    @Test("state names and refusal codes are stable: the database and the API know them")
    func stableNames() {
        #expect(
            Topic.State.Name.allCases.map(\.rawValue)
                == [
                    "held", "screening", "asked", "pooled", "rejected", "redirected", "solved_directly", "merged",
                    "selected",
                    "researching", "ready", "scheduled", "consulted", "in_handling", "closed", "reopened",
                    "withdrawn",
                ])
        #expect(
            TopicRefusal.allCases.map(\.code) == [
                "not_yours", "still_held", "not_held", "already_decided", "already_asked", "nothing_asked",
                "unknown_category", "unknown_ground", "not_rejected", "same_room", "not_redirected", "result_is_told",
                "rejected_is_not_published",
                "already_reviewed", "not_published",
                "is_the_same", "takes_no_more", "other_room", "has_merged", "not_merged", "not_pooled", "not_selected",
                "already_researched", "not_assigned", "day_has_passed", "not_researched", "not_at_this_stage",
                "not_ended", "has_next_round", "already_erased", "awaits_plan_decision", "already_assigned",
                "already_in_plan",
                "not_proposed_for_plan", "score_out_of_range", "day_is_to_come", "answer_first", "added_enough",
                "already_withdrawing", "not_withdrawing", "too_late_to_withdraw", "others_joined", "already_escalated",
                "not_escalated", "dealt_with_above", "not_above", "too_few_rooms", "chosen_twice", "not_gathered",
                "is_gathered", "already_begun", "result_is_owed", "not_pushed", "result_is_back", "no_result_yet",
                "not_sent_out",
                "has_receipt", "occasion_is_missing", "claimed_by_other", "denied_enough",
                "asking_is_over", "day_too_far", "is_selected", "in_plan",
            ])
        #expect(
            Topic.Source.allCases.map(\.rawValue) == [
                "scan", "api", "slip", "round", "reception", "liaison", "member", "leader", "meeting", "survey",
                "paper",
                "plan", "grid", "hotline", "escalation", "former",
            ])
        #expect(OutcomeClass.allCases.map(\.rawValue) == ["solved", "partly", "unsolved"])
    }
}
