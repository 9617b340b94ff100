// SPDX-License-Identifier: Apache-2.0

import DatabaseTestSupport
import Domain
import TestSupport
import Testing

@testable import Server

@Suite("A session that does not go as planned", .serialized)
struct SessionChangeTests {
    @Test("a cancelled session gives its topic back, for another session", arguments: EngineKind.allCases)
    func cancelling(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let journey = try await village.carry(to: .announced)
            let session = try #require(journey.session)
            let convener = try await village.program(of: .convener)
            let answer = try await convener.post("/desk/sessions/\(session)/cancellation", ["reason": "台风"])
            #expect(answer["state"] == "cancelled")
            let topic = try #require(try await village.topic(journey.topic.id))
            #expect(topic.state == .ready && topic.session == nil)
            let status = try await village.program().get("/topics/status/\(journey.topic.code.text)")
            #expect(status.object["session"] is String == false && status["state"] == "ready")
            for command in ["announcement", "readiness", "opening", "new-day"] {
                let program = command == "readiness" ? try await village.program(of: .secretary) : convener
                let fields = command == "new-day" ? ["day": "2026-03-20", "time": "09:00"] : [:]
                #expect(try await program.post("/desk/sessions/\(session)/\(command)", fields)["code"] == "cancelled")
            }
            let another = try await village.carry(journey, from: .planned, to: .announced)
            #expect(another.session != session)
            #expect(try await village.topic(journey.topic.id)?.session == another.session)
        }
    }

    @Test("what nobody opened on its day is shown as overdue, with what can be done", arguments: EngineKind.allCases)
    func missed(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let session = try #require(try await village.carry(to: .announced).session)
            func parts() async throws -> [String] {
                let program = try await village.program(of: .convener)
                var found: [String] = []
                for part in ["upcoming", "today", "missed"] {
                    let list = try await program.get("/desk/sessions?part=\(part)")
                    let items = list.object["items"] as? [[String: Any]]
                    if items?.contains(where: { $0["id"] as? String == session.text }) == true { found.append(part) }
                }
                return found
            }
            #expect(try await parts().first == "upcoming")
            village.clock.move(hours: 24 * 30)
            // Nobody stays signed in so long.
            let convener = try await village.browser(of: .convener)
            let program = try await village.program(of: .convener)
            #expect(try await parts() == ["missed"])
            let list = try await convener.get("/desk/sessions?part=missed")
            #expect(list.text.contains("data-lamp=\"late\"") && list.text.contains("过了日子"))
            let page = try await convener.get("/desk/sessions/\(session)")
            #expect(page.text.contains("定的日子过了，还没有开") && page.text.contains("改期") && page.text.contains("取消"))
            let cancelled = try await program.post("/desk/sessions/\(session)/cancellation", ["reason": "没有开"])
            #expect(cancelled.status == 200)
            #expect(try await !convener.get("/desk/sessions/\(session)").text.contains("定的日子过了"))
        }
    }

    @Test("today's list holds today's sessions, and what is under way until it is ended")
    func today() async throws {
        try await Village.with(.sqlite) { village in
            let session = try #require(try await village.carry(to: .inProgress).session)
            func parts() async throws -> [String] {
                // Anew: nobody stays signed in for a day.
                let program = try await village.program(of: .convener)
                var found: [String] = []
                for part in ["upcoming", "today", "missed"] {
                    let list = try await program.get("/desk/sessions?part=\(part)")
                    let items = list.object["items"] as? [[String: Any]]
                    if items?.contains(where: { $0["id"] as? String == session.text }) == true { found.append(part) }
                }
                return found
            }
            #expect(try await parts() == ["today"])
            village.clock.move(hours: 24)
            #expect(try await parts() == ["today"])
        }
    }

    @Test("a postponed session shows no time until it has a new one")
    func timeToCome() async throws {
        try await Village.with(.sqlite) { village in
            let session = try #require(try await village.carry(to: .announced).session)
            let convener = try await village.program(of: .convener)
            _ = try await convener.post("/desk/sessions/\(session)/postponement", ["reason": "停电"])
            let pages = [
                try await village.visitor().get("/sessions/\(session)"),
                try await village.browser(of: .convener).get("/desk/sessions/\(session)"),
            ]
            for page in pages { #expect(page.status == 200 && page.text.contains("新的时间待定")) }
            _ = try await convener.post("/desk/sessions/\(session)/new-day", ["day": "2026-03-20", "time": "09:30"])
            let moved = try await village.visitor().get("/sessions/\(session)")
            #expect(moved.text.contains("09:30") && !moved.text.contains("待定"))
        }
    }

    @Test("a postponed session keeps its topic until it has a new day", arguments: EngineKind.allCases)
    func postponing(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let journey = try await village.carry(to: .announced)
            let session = try #require(journey.session)
            let convener = try await village.program(of: .convener)
            let postponed = try await convener.post("/desk/sessions/\(session)/postponement", ["reason": "停电"])
            #expect(postponed["state"] == "postponed")
            #expect(try await village.topic(journey.topic.id)?.state == .scheduled)
            let page = try await village.visitor().get("/topics/\(journey.topic.id)")
            #expect(page.text.contains("协商会改期") && page.text.contains("停电"))
            let past = try await convener.post(
                "/desk/sessions/\(session)/new-day", ["day": "2026-03-04", "time": "09:00"])
            #expect(past.status == 422 && past["code"] == "day_has_passed")
            let moved = try await convener.post(
                "/desk/sessions/\(session)/new-day", ["day": "2026-03-20", "time": "09:30", "place": "新的会议室"])
            let told = try await village.visitor().get("/sessions/\(session)").text
            #expect(told.contains("新的会议室") && !told.contains("社区会议室"), "the place may be another, too")
            #expect(try await village.verify().isClean)
            #expect(moved["state"] == "announced" && moved["day"] == "2026-03-20" && moved["time"] == "09:30")
            let version = try #require(try await village.topic(journey.topic.id)?.version)
            let secretary = try await village.program(of: .secretary)
            #expect(try await secretary.post("/desk/sessions/\(session)/readiness", [:]).status == 200)
            let early = try await secretary.post("/desk/sessions/\(session)/opening", [:])
            #expect(early["code"] == "not_yet_the_day")
            #expect(try await village.topic(journey.topic.id)?.version == version, "nothing more happened to the topic")
        }
    }

    @Test(
        "planned but not announced, it is put off and takes its topic when it is announced",
        arguments: EngineKind.allCases)
    func postponedEarly(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let journey = try await village.carry(to: .planned)
            let session = try #require(journey.session)
            try await village.act(.postpone, ["reason": "人不齐"], on: session, as: .convener)
            #expect(try await village.topic(journey.topic.id)?.state == .ready)
            try await village.act(.reschedule, ["day": "2026-03-06", "time": "09:00"], on: session, as: .convener)
            #expect(try await village.topic(journey.topic.id)?.state == .scheduled)
            #expect(try await village.session(session)?.isAnnounced == true)
        }
    }

    @Test("a session on several topics takes each its own way", arguments: EngineKind.allCases)
    func several(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let (one, two) = (try await village.carry(to: .ready), try await village.carry(to: .ready))
            let secretary = try await village.program(of: .secretary)
            let convener = try await village.program(of: .convener)
            let planned = try await secretary.post(
                "/desk/sessions",
                [
                    "title": "两件一起商量", "topics": [one.topic.id.text, two.topic.id.text], "day": "2026-03-05",
                    "time": "15:00", "place": "社区会议室",
                ])
            let id = try #require(planned["id"].flatMap { ConsultationSession.ID($0) })
            _ = try await village.carry(session: id, of: one, from: .announced, to: .inProgress)
            try await village.act(
                .concludeTopic, ["topic": two.topic.id.text, "reached": "no_consensus", "text": "这件先放一放。"], on: id,
                as: .secretary)
            _ = try await village.carry(session: id, of: one, from: .concluded, to: .issued)
            #expect(try await village.topic(one.topic.id)?.state == .inHandling, "its item was issued")
            let other = try #require(try await village.topic(two.topic.id))
            #expect(other.state == .closed(.noAction(reason: .kept("这件先放一放。"))), "nothing agreed is an end")
            let status = try await village.program().get("/topics/status/\(two.topic.code.text)")
            #expect(status["answer"] == "这件先放一放。" && (status.object["items"] as? [Any])?.isEmpty == true)
            let again = try await convener.post("/desk/sessions/\(id)/cancellation", ["reason": "x"])
            #expect(again["code"] == "already_begun")
        }
    }

    @Test("no consensus is an end, with its reason", arguments: EngineKind.allCases)
    func noConsensus(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let journey = try await village.carry(to: .inProgress)
            let session = try #require(journey.session)
            try await village.act(
                .conclude, ["reached": "no_consensus", "text": "两边各说各的。"], on: session, as: .convener)
            try await village.act(.draftMinutes, ["text": "没有谈成。"], on: session, as: .secretary)
            try await village.act(.confirmMinutes, on: session, as: .convener)
            try await village.act(.issueOutcome, on: session, as: .convener)
            let topic = try #require(try await village.topic(journey.topic.id))
            #expect(topic.state == .closed(.noAction(reason: .kept("两边各说各的。"))))
            let program = try await village.program(of: .secretary)
            let named = try await program.get("/desk/sessions/\(session)").object["list"] as? [String: Any]
            let id = try #require(named?["id"] as? String)
            let report = try await program.get("/desk/lists/\(id)")
            #expect(report["document"] == "协商情况报告" && (report.object["items"] as? [Any])?.isEmpty == true)
            let secretary = try await village.browser(of: .secretary)
            let desk = try await secretary.get("/desk/lists/\(id)").text
            #expect(desk.contains("documents/outcome?format=pdf") && !desk.contains("documents/suggestion-list"))
            #expect(try await secretary.get("/desk/sessions/\(session)/documents/outcome").status == 200)
            #expect(try await secretary.get("/desk/sessions/\(session)/documents/suggestion-list").status == 409)
            let sent = try await program.post(
                "/desk/lists/\(id)/routing", ["addressee": "government", "day": "2026-03-05"])
            #expect(sent.status == 200 && sent["state"] == "routed", "\(sent.text)")
            let page = try await village.visitor().get("/status/\(journey.topic.code.text)")
            #expect(page.text.contains("协商的结果") && page.text.contains("两边各说各的。"))
            try await village.act(.openNextRound, ["changes": "换一种办法再谈"], on: journey.topic.id, as: .convener)
            #expect(try await village.topic(journey.topic.id)?.nextRound != nil)
        }
    }

    @Test("a member who takes part reads no words that are not public", arguments: EngineKind.allCases)
    func participant(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let journey = try await village.carry(to: .announced)
            let session = try #require(journey.session)
            try await village.act(.unpublish, ["reason": "有人名"], on: journey.topic.id, as: .secretary)
            let fields = ["category": "member", "member": village.person(.otherMember).text]
            try await village.act(.invite, fields, on: session, as: .secretary)
            let hidden = try await village.carry(to: .ready, isPublic: false)
            let planned = try await village.carry(hidden, from: .planned, to: .announced)
            let second = try #require(planned.session)
            try await village.act(.invite, fields, on: second, as: .secretary)
            let browser = try await village.browser(of: .otherMember)
            for id in [session, second] {
                let page = try await browser.get("/desk/sessions/\(id)")
                #expect(page.status == 200)
                for words in ["王小雨", "校门口两边"] { #expect(!page.text.contains(words), "\(words)") }
            }
            #expect(try await browser.get("/desk/topics/\(hidden.topic.id)").status == 404)
        }
    }
}
