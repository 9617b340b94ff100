// SPDX-License-Identifier: Apache-2.0

import Domain
import Testing

@Suite("Topics of systems outside")
struct TopicDispatchTests {
    private let secretary = Village.secretary

    private func pushed() throws -> Topic {
        try Topic.entering(
            TopicDraft(
                room: Village.room, area: Village.village, source: .grid, text: "井盖松了", place: nil,
                ticket: .init(system: "县网格平台", number: "WG-1")),
            as: Village.topicID, by: secretary, at: Village.morning, practice: Village.practice
        ).after
    }

    private func settling(_ topic: Topic) throws(TopicRefusal) -> Topic {
        try topic.solvingDirectly("换好了", by: secretary, at: Village.morning, practice: Village.practice).after
    }

    private func returned(_ topic: Topic) throws(TopicRefusal) -> Topic {
        try topic.returningResult(.init(result: .kept("换好了"), means: .phone), by: secretary).after
    }

    @Test("a topic that was pushed ends only when its result has gone back (BR-09)")
    func owed() throws {
        let topic = try pushed()
        #expect(throws: TopicRefusal.resultIsOwed) { try settling(topic) }
        #expect(throws: TopicRefusal.resultIsOwed) {
            try topic.rejecting(ground: "no_matter", explanation: "不清楚", by: secretary, practice: Village.practice)
        }
        #expect(throws: TopicRefusal.noResultYet) { try topic.acknowledgingReturn(by: secretary) }
        let waiting = try topic.returningResult(.init(result: .kept("换好了"), means: .system), by: secretary).after
        #expect(throws: TopicRefusal.resultIsOwed) { try settling(waiting) }
        let fetched = try waiting.acknowledgingReturn(by: secretary).after
        #expect(try settling(fetched).state.name == .solvedDirectly)
        let told = try topic.returningResult(.init(result: .kept("换好了"), means: .phone), by: secretary).after
        #expect(told.dispatch?.isReturned == true)
        #expect(throws: TopicRefusal.resultIsBack) { try told.acknowledgingReturn(by: secretary) }
    }

    @Test("what was sent on ends no sooner, and what its submitter takes back has this as its result (BR-09)")
    func otherEnds() throws {
        let topic = try pushed()
        let sent = try topic.redirecting(to: .hotline, explanation: "热线能马上派", by: secretary).after
        #expect(throws: TopicRefusal.resultIsOwed) { try sent.tellingResult("修好了", by: secretary) }
        let returned = try sent.returningResult(.init(result: .kept("修好了"), means: .phone), by: secretary).after
        #expect(throws: Never.self) { try returned.tellingResult("修好了", by: secretary) }

        let taken = try topic.withdrawing(
            reason: "不提了", othersJoined: false, by: .codeHolder(topic.id), at: Village.morning,
            practice: Village.practice
        ).after
        #expect(taken.returningWithdrawal("提出人撤回") == nil, "it may be kept up")
        let later = Village.morning.advanced(byMilliseconds: 25 * 3_600_000)
        let withdrawn = try taken.takingWithdrawalIntoEffect(at: later).after
        let told = try #require(withdrawn.returningWithdrawal("提出人撤回")).after
        #expect(told.dispatch?.result == .kept("提出人撤回") && told.dispatch?.isReturned == false)
        #expect(try told.acknowledgingReturn(by: secretary).after.dispatch?.isReturned == true)
        #expect(try Village.topic(.withdrawn).returningWithdrawal("提出人撤回") == nil, "nobody pushed it")
    }

    @Test("what the system says to which it was sent is taken, and is the result of the one that pushed it (BR-09)")
    func elsewhere() throws {
        let topic = try pushed()
        #expect(throws: TopicRefusal.notRedirected) { try topic.takingResult("修好了", by: secretary) }
        let sent = try topic.redirecting(to: .hotline, explanation: "热线能马上派", by: secretary).after
        #expect(throws: TopicRefusal.notYours) { try sent.takingResult("修好了", by: Village.convener) }
        let told = try sent.takingResult("修好了", by: secretary).after
        #expect(throws: TopicRefusal.resultIsTold) { try told.takingResult("修好了", by: secretary) }
        let owed = try #require(told.returningResultElsewhere("修好了")).after
        #expect(owed.dispatch?.result == .kept("修好了") && owed.dispatch?.isReturned == false)
        let fetched = try owed.acknowledgingReturn(by: secretary).after
        #expect(fetched.dispatch?.isReturned == true && fetched.returningResultElsewhere("修好了") == nil)
    }

    @Test("what was told does not hold once the matter is open again: its result is owed anew (BR-09)")
    func owedAnew() throws {
        let solved = try settling(returned(pushed()))
        let denied = try solved.judging(
            .init(outcome: .unsolved, rating: .dissatisfied, remark: nil), by: .codeHolder(solved.id),
            at: Village.morning,
            practice: Village.practice)
        let reconsidered = try solved.reconsidering(
            reason: "又松了", by: secretary, at: Village.morning, practice: Village.practice)
        let sent = try returned(pushed()).redirecting(to: .hotline, explanation: "热线能马上派", by: secretary).after
        let back = try sent.takingBack(
            reason: "不归这里", by: secretary, at: Village.morning, practice: Village.practice)
        for topic in [denied.after, reconsidered.after, back.after] {
            #expect(topic.state == .screening && topic.dispatch?.ticket.number == "WG-1")
            #expect(topic.dispatch?.result == nil && topic.dispatch?.isReturned == false)
            #expect(throws: TopicRefusal.resultIsOwed) { try settling(topic) }
            #expect(throws: TopicRefusal.noResultYet) { try topic.acknowledgingReturn(by: secretary) }
            #expect(try settling(returned(topic)).state.name == .solvedDirectly)
        }
        let satisfied = try solved.judging(
            .init(outcome: .solved, rating: .satisfied, remark: nil), by: .codeHolder(solved.id), at: Village.morning,
            practice: Village.practice
        ).after
        #expect(satisfied.dispatch?.isReturned == true)
    }

    @Test("a part that was told a result with its whole owes its own again where that comes back, and stays part of it")
    func partOwesAnew() throws {
        let whole = try Village.otherTopic()
        let merged = try pushed().merging(into: whole, isTarget: false, by: secretary).after
        let told = try #require(merged.returningResultElsewhere("修好了")).after.acknowledgingReturn(by: secretary).after
        let own = try merged.returningResult(.init(result: .kept("换好了"), means: .phone), by: secretary).after
        let sent = try whole.redirecting(to: .hotline, explanation: "热线能马上派", by: secretary).after
        let back = try sent.tellingResult("修好了", by: secretary).after.takingBack(
            reason: "不归这里", by: secretary, at: Village.morning, practice: Village.practice)
        let owing = try #require(told.comingBack(with: back)).after
        #expect(owing.state == told.state && owing.deadline == told.deadline)
        #expect(owing.dispatch?.result == nil && owing.dispatch?.isReturned == false)
        #expect(own.comingBack(with: back) == nil, "it was told something of its own")
        #expect(merged.comingBack(with: back) == nil && told.comingBack(with: .init(whole, .pooled)) == nil)
    }

    @Test("the day for looking at what is held is no day of an answer")
    func held() throws {
        let held = try Topic.entering(
            TopicDraft(
                room: Village.room, area: Village.village, source: .grid, text: "井盖松了", place: nil,
                ticket: .init(system: "县网格平台", number: "WG-2")),
            as: Village.topicID, isHeld: true, by: secretary, at: Village.morning, practice: Village.practice
        ).after
        #expect(held.promised == nil && held.look == held.deadline && held.look != nil)
        let topic = try pushed()
        #expect(topic.promised == topic.deadline && topic.promised != nil && topic.look == nil)
    }

    @Test("a closed topic is no exception, and what nobody pushed owes nothing")
    func closing() throws {
        var topic = try pushed().pooling(by: secretary).after.selecting(by: Village.convener).after
        topic = try topic.assigning(
            researcher: Village.researcherID, by: Village.day("2026-03-19"), actor: Village.convener,
            at: Village.morning, practice: Village.practice
        ).after.researching(Village.record, by: Village.researcher).after
        topic = try topic.scheduling(in: Village.sessionID).after.beingConsulted().after.beginningHandling().after
        #expect(throws: TopicRefusal.resultIsOwed) { try topic.closing(.handled(claimed: .solved)) }
        topic = try topic.returningResult(.init(result: .kept("换好了"), means: .typed), by: secretary).after
        #expect(try topic.closing(.handled(claimed: .solved)).after.state.name == .closed)
        #expect(throws: TopicRefusal.notPushed) {
            try Village.topic(.pooled).returningResult(.init(result: .kept("好"), means: .phone), by: secretary)
        }
    }

    @Test("what was sent on has one receipt, and keeps it when the result comes")
    func receipt() throws {
        let sent = try Village.topic(.redirected)
        let ticket = Topic.Ticket(system: "12345平台", number: "R7")
        let taken = try sent.givingReceipt(ticket, by: secretary).after
        #expect(throws: TopicRefusal.hasReceipt) { try taken.givingReceipt(ticket, by: secretary) }
        let told = try taken.tellingResult("修好了", by: secretary).after
        guard case .redirected(let redirection) = told.state else {
            Issue.record("\(told.state)")
            return
        }
        #expect(redirection.receipt == ticket && redirection.result == .kept("修好了"))
    }
}
