// SPDX-License-Identifier: Apache-2.0

import Database
import DatabaseTestSupport
import Domain
import Foundation
import TestSupport
import Testing

@testable import Server

@Suite("How long people wait for the first answer", .serialized)
struct AnswerTimeTests {
    @Test("half of those that were answered, the fewest days for which that is so; none without an answer")
    func median() {
        #expect(AnswerTimes().medianDays == nil && AnswerTimes().received == 0)
        func times(_ answered: [Int: Int], unanswered: Int = 0) -> AnswerTimes {
            var times = AnswerTimes()
            for (days, count) in answered { times.add(count, after: days) }
            if unanswered > 0 { times.add(unanswered, after: nil) }
            return times
        }
        #expect(times([:], unanswered: 3).medianDays == nil)
        #expect(times([0: 1]).medianDays == 0)
        #expect(times([1: 1, 9: 1]).medianDays == 1)
        #expect(times([1: 1, 4: 1, 9: 1], unanswered: 50).medianDays == 4)
        #expect(times([0: 4, 3: 5]).medianDays == 3)
        let some = times([0: 2, 3: 1, 30: 1], unanswered: 1)
        #expect(some.received == 5 && some.within(3) == 3 && some.within(29) == 3 && some.answeredCount == 4)
        #expect(AnswerTimeWording.line(some) == "一半当天就有答复（近一年收到5件，4件有了第一次答复，1件还没有）")
        #expect(AnswerTimeWording.line(AnswerTimes()) == "近一年还没有收到议题")
    }

    @Test(
        "kept as it happens, once, and by the day in China; of the room and of the county",
        arguments: EngineKind.allCases)
    func kept(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let story = village.story
            let room = "/rooms/\(village.room.id)/answer-times"
            let before = try await village.program().get(room)
            #expect(figures(before) == [4, 2, 2, 0])
            // 09:00 on the 5th; five to midnight of the 7th is two days later, five past is three.
            village.clock.move(minutes: 62 * 60 + 55)
            try await village.act(.ask, ["question": "哪一段？"], on: story.waiting.id, as: .secretary)
            village.clock.move(minutes: 10)
            try await village.act(.pool, on: story.waiting.id, as: .secretary)
            try await village.act(
                .reject, ["ground": "spam", "explanation": "不是议题"], on: story.held.id, as: .secretary)
            let after = try await village.program().get(room)
            #expect(figures(after) == [4, 4, 0, 0])
            let days = (after.object["answeredAfter"] as? [[String: Any]])?.map { $0["days"] as? Int }
            #expect(days == [0, 2, 3])
            #expect(figures(try await village.program().get("/answer-times")) == [5, 4, 1, 0])
            #expect(try await village.program().get("/rooms/\(story.zoneRoom.id)/answer-times").status == 404)
            #expect(try await village.rowDifferences() == [])

            let page = try await village.visitor().get("/r/\(village.room.token.text)")
            #expect(page.text.contains("一半当天就有答复（近一年收到4件，4件有了第一次答复）"))
            #expect(try await village.visitor().get("/rooms").text.contains("收到5件，4件有了第一次答复，1件还没有"))
            village.clock.move(hours: 366 * 24)
            #expect(figures(try await village.program().get(room)) == [0, 0, 0, nil])
        }
    }

    @Test("one click leads to the topics that the reader may see, and to no other")
    func behind() async throws {
        try await Village.with(.sqlite) { village in
            let story = village.story
            let base = "/r/\(village.room.token.text)/answers"
            let visitor = try await village.visitor().get(base)
            #expect(visitor.text.contains("/topics/\(story.published.id)") && visitor.text.contains("当天第一次答复"))
            for hidden in [story.waiting, story.held, story.asked] {
                #expect(!visitor.text.contains(hidden.id.text) && !visitor.text.contains(hidden.words))
            }
            let secretary = try await village.browser(of: .secretary).get(base)
            #expect(secretary.text.contains("/desk/topics/\(story.waiting.id)") && secretary.text.contains("还没有答复"))
            let other = try await village.browser(of: .otherSecretary).get("/answers")
            #expect(other.text.contains("/desk/topics/\(story.waitingElsewhere.id)"))
            #expect(!other.text.contains(story.waiting.id.text) && other.text.contains("/topics/\(story.published.id)"))
            let officer = try await village.browser(of: .officer).get("/answers")
            #expect(
                officer.text.contains("/topics/\(story.published.id)") && !officer.text.contains(story.waiting.id.text))
            #expect(try await village.visitor().get("\(base)?cursor=x").status == 400)
            let first = try await village.browser(of: .secretary).get("/answers?limit=2")
            #expect(first.text.contains("cursor="))
        }
    }

    @Test("who takes a topic back before anybody answered waits no more; a later round is no new wait")
    func leftOut() async throws {
        try await Village.with(.sqlite) { village in
            let (id, county) = (village.story.waiting.id, village.story.county)
            try await Commands.run(on: village.installation) { commands in
                try commands.perform(
                    .withdraw, ["reason": "不用了"], on: id, by: .codeHolder(id), at: Village.morning,
                    practice: Village.practice, tenant: county)
            }
            village.clock.move(hours: 25)
            let now = village.clock.now
            try await Commands.run(on: village.installation) {
                try $0.carryOutWithdrawal(of: id, at: now, practice: Village.practice, tenant: county)
            }
            #expect(figures(try await village.program().get("/rooms/\(village.room.id)/answer-times")) == [3, 2, 1, 0])
            let closed = try await village.carry(to: .closed).topic.id
            try await village.act(.openNextRound, ["changes": "又堵了"], on: closed, as: .convener)
            #expect(figures(try await village.program().get("/rooms/\(village.room.id)/answer-times")) == [4, 3, 1, 0])
        }
    }

    @Test("an installation that is older learns it from its log", arguments: EngineKind.allCases)
    func backfill(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let script = try Repository.text("Sources/Server/Migrations/0029_first_answers.sql")
            let start = try #require(script.range(of: "UPDATE topic"))
            let end = try #require(script.range(of: ";", range: start.lowerBound..<script.endIndex))
            let statement = String(script[start.lowerBound..<end.lowerBound])
            try await village.services.engine.write { transaction in
                try transaction.execute("UPDATE topic SET first_answered_at = NULL")
                try transaction.execute("\(unsafe: statement)")
            }
            #expect(try await village.rowDifferences() == [])
            #expect(figures(try await village.program().get("/answer-times")) == [5, 2, 3, 0])
        }
    }

    private func figures(_ answer: WebAnswer) -> [Int?] {
        ["received", "answered", "unanswered", "medianDays"].map { answer.object[$0] as? Int }
    }
}
