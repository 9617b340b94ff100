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

    @Test("a topic that was pushed ends only when its result has gone back (BR-09)")
    func owed() throws {
        let topic = try pushed()
        #expect(throws: TopicRefusal.resultIsOwed) { try topic.solvingDirectly("换好了", by: secretary) }
        #expect(throws: TopicRefusal.resultIsOwed) {
            try topic.rejecting(ground: "no_matter", explanation: "不清楚", by: secretary, practice: Village.practice)
        }
        #expect(throws: TopicRefusal.noResultYet) { try topic.acknowledgingReturn(by: secretary) }
        let waiting = try topic.returningResult(.init(result: .kept("换好了"), means: .system), by: secretary).after
        #expect(throws: TopicRefusal.resultIsOwed) { try waiting.solvingDirectly("换好了", by: secretary) }
        let fetched = try waiting.acknowledgingReturn(by: secretary).after
        #expect(try fetched.solvingDirectly("换好了", by: secretary).after.state.name == .solvedDirectly)
        let told = try topic.returningResult(.init(result: .kept("换好了"), means: .phone), by: secretary).after
        #expect(told.dispatch?.isReturned == true)
        #expect(throws: TopicRefusal.resultIsBack) { try told.acknowledgingReturn(by: secretary) }
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
