// SPDX-License-Identifier: Apache-2.0

import Database
import DatabaseTestSupport
import Domain
import TestSupport
import Testing

@testable import Server

@Suite("What a page costs the database", .serialized)
struct StatementCountTests {
    @Test("a page takes few statements, however much it shows", arguments: EngineKind.allCases)
    func pages(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let story = village.story
            let journey = try await village.carry(to: .verified)
            let (session, item) = (try #require(journey.session), try #require(journey.item))
            let (visitor, secretary) = (village.visitor(), try await village.browser(of: .secretary))
            let officer = try await village.browser(of: .officer)
            let privacy = try await village.browser(of: .privacyOfficer)
            let reception = try await village.planReception(places: "6")
            for slot in ["10:00", "10:00", "10:20", "10:40"] {
                _ = try await village.book(reception, at: slot, ["name": "王"])
            }
            let visit = try #require(try await village.book(reception)["id"])
            let sentiment = try await village.beginSentiment()
            let announced = try #require(try await village.carry(to: .announced).session)
            for name in ["甲", "乙", "丙"] { _ = try await village.enrol(announced, ["name": name]) }
            let enrolment = try #require(try await village.enrol(announced)["id"])
            let live = try await village.openLive(beside: announced)
            let cutIn = try await village.comment(on: live)
            try await village.cutIn(cutIn)
            try await village.seatMembers()
            let proposal = try await village.fileProposal()
            _ = try await village.fileProposal(Village.proposalFields("关于修好村口路灯的提案"), by: .otherMember)
            let office = try await village.browser(of: .proposalOfficer)
            let asked = try await village.openCall()
            try await village.castVotes(in: asked, people: 12)
            let notice = try await village.program(of: .leader).post(
                "/desk/deployments",
                ["kind": "deploy", "title": "排查排水", "text": "走一遍。", "to": "everybody", "dueOn": "2026-12-20"])
            let deployment = try #require(notice["id"], "\(notice.text)")
            let received = try await village.program(of: .secretary).get("/desk/receipts")
            let receipt = try #require((received.object["items"] as? [[String: Any]])?.first?["id"] as? String)
            let leader = try await village.browser(of: .leader)
            let security = try await village.browser(of: .securityAdministrator)
            let opinions = "deliberations/\(asked.call)"
            let budgets: [(Browser, String, Int)] = [
                (visitor, "/\(opinions)", 8), (visitor, "/\(opinions)/map", 8), (secretary, "/desk/\(opinions)", 9),
                (secretary, "/desk/deliberations", 4), (secretary, "/desk/statements/\(asked.statements[0])", 8),
                (visitor, "/", 1), (visitor, "/topics", 2), (visitor, "/topics?q=%E6%8E%92%E6%B0%B4", 5),
                (visitor, "/topics/\(story.published.id)", 8), (visitor, "/r/\(village.room.token.text)", 11),
                (visitor, "/rooms", 5), (secretary, "/desk/rooms", 6),
                (secretary, "/desk/rooms/\(village.room.id)", 17), (secretary, "/desk/coverage", 12),
                (secretary, "/desk/rooms/\(village.room.id)/calendar", 7),
                (visitor, "/r/\(village.room.token.text)/calendar", 2),
                (visitor, "/r/\(village.room.token.text)/raise", 1), (visitor, "/status/\(story.asked.code.text)", 12),
                (visitor, "/api/v1/topics", 1), (visitor, "/api/v1/rooms", 1), (secretary, "/desk/topics", 6),
                (secretary, "/desk/topics/\(story.waiting.id)", 25), (secretary, "/desk/account", 4),
                (secretary, "/desk/notices", 3), (secretary, "/desk/sessions", 3), (secretary, "/desk/items", 5),
                (officer, "/desk/items", 5), (privacy, "/desk/erasures", 3), (privacy, "/desk/unmaskings", 3),
                (secretary, "/desk/planning", 6),
                (secretary, "/desk/sessions/\(session)", 20), (secretary, "/desk/items/\(item)", 24),
                (officer, "/desk/items/\(item)", 23), (secretary, "/desk/topics/\(journey.topic.id)", 28),
                (visitor, "/topics/\(journey.topic.id)", 17), (visitor, "/status/\(journey.topic.code.text)", 26),
                (visitor, "/r/\(village.room.token.text)/receptions", 3),
                (visitor, "/r/\(village.room.token.text)/receptions/\(reception)", 7),
                (secretary, "/desk/receptions", 3), (secretary, "/desk/receptions/\(reception)", 13),
                (secretary, "/desk/visits/\(visit)", 8), (secretary, "/desk/reception", 6),
                (secretary, "/desk/sentiments", 3), (secretary, "/desk/sentiments/\(sentiment)", 9),
                (secretary, "/desk/sentiment", 3),
                (visitor, "/sessions/\(announced)", 7), (secretary, "/desk/enrolments/\(enrolment)", 9),
                (office, "/desk/proposals", 8), (office, proposal, 23), (visitor, "/proposals", 5),
                (office, "/desk/assignments", 7), (office, "/desk/assigning", 17),
                (office, "/desk/proposal-statistics", 33),
                (visitor, "/answers", 2), (secretary, "/desk/sessions/\(announced)", 19),
                (visitor, "/live/\(live)", 10), (visitor, "/live/\(live)/wall", 9), (secretary, "/desk/live", 4),
                (secretary, "/desk/live/\(live)", 11), (secretary, "/desk/live/\(live)/moderation", 15),
                (officer, "/desk/comments", 5), (officer, "/desk/comments/\(cutIn)", 16),
                // The list, its count; a record with its lines, log, body and files; a receipt's log and evidence beside.
                (leader, "/desk/deployments", 4), (leader, "/desk/deployments/\(deployment)", 8),
                // The registers, everybody's accounts and roles, the names of places, who can act; not one for each person.
                (security, "/desk/register-roles", 15),
                (secretary, "/desk/receipts", 4), (secretary, "/desk/receipts/\(receipt)", 12),
            ]
            // More records in a list cost no more statements.
            for _ in 0..<3 { _ = try await village.carry(to: .verified) }
            for (browser, path, most) in budgets {
                let before = village.services.engine.counters.statements
                let answer = try await browser.get(path)
                let count = village.services.engine.counters.statements - before
                #expect(answer.status == 200, "\(path)")
                #expect(count <= most, "\(path) took \(count) statements")
            }
        }
    }

    @Test("sixty-four submissions that stand in line share one flush to the disk")
    func groupCommit() async throws {
        try await Village.with(.sqlite, settings: ["intake-limit": "1000000"]) { village in
            let engine = village.services.engine
            let gate = Gate()
            // The writer is held until everybody stands in line, so that no pace of the machine decides what is seen.
            async let held: Void = engine.write { _ in gate.pass() }
            await gate.awaitArrival()
            let room = village.room.token.text
            let (statuses, commits) = try await withThrowingTaskGroup(of: Int.self) { group in
                for sender in 0..<64 {
                    group.addTask {
                        try await village.program().post("/topics", ["room": room, "text": "第\(sender)人的事"]).status
                    }
                }
                while engine.counters.waitingWrites < 64 { try await Task.sleep(for: .milliseconds(5)) }
                let before = engine.counters.commits
                gate.open()
                let statuses = try await group.reduce(into: [Int]()) { $0.append($1) }
                return (statuses, engine.counters.commits - before)
            }
            try await held
            #expect(statuses == Array(repeating: 201, count: 64))
            #expect(commits == 2, "one for the writer that was held, one for all the others")
        }
    }
}
