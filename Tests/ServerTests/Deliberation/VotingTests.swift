// SPDX-License-Identifier: Apache-2.0

import Database
import DatabaseTestSupport
import Domain
import TestSupport
import Testing

@testable import Server

@Suite("Answering statements", .serialized)
struct VotingTests {
    /// The SMS of sign-ins lie where tests read them.
    private static let show = ["gateways": "show"]

    private static func slip(_ village: Village) async throws -> String {
        let secretary = try await village.program(of: .secretary)
        let room = village.room.id
        let made = try await secretary.post("/desk/rooms/\(room)/slips", ["count": "12", "until": "2026-03-20"])
        let batch = try #require((made.object["slipBatches"] as? [[String: Any]])?.first?["id"] as? String)
        let sheet = try await secretary.get("/desk/rooms/\(room)/slips/\(batch)")
        return try #require((sheet.object["slips"] as? [[String: Any]])?.first?["code"] as? String)
    }

    private static func people(_ village: Village, _ open: Village.OpenCall) async throws -> SupportCount {
        let store = OpinionVoteStore(tenant: village.story.county.id)
        return try await village.services.engine.read { try store.people(of: open.call, in: $0) }
    }

    private static func count(_ village: Village, _ table: SQL) async throws -> Int? {
        try await village.services.engine.read { transaction in
            try transaction.first("SELECT COUNT(*) FROM \(table)") { try $0.next(Int.self) }
        }
    }

    @Test(
        "a phone, a slip and a device each have one voice, counted apart, and change their minds; no vote is in the log",
        arguments: EngineKind.allCases)
    func voices(_ kind: EngineKind) async throws {
        try await Village.with(kind, settings: Self.show) { village in
            let open = try await village.openCall()
            let told: SQL = "event WHERE subject_kind NOT IN ('room_code', 'resident_sign_in')"
            let events = try await Self.count(village, told)
            let (device, votes) = (village.visitor(), "\(open.address)/votes")
            let page = try await device.get(open.address)
            #expect(page.status == 200 && page.text.contains("第1条，共3条") && page.text.contains("不满5人的都不显示"))
            let voted = try await device.press(open.address, action: votes, [("answer", "agree")])
            #expect(voted.status == 303 && voted.header("Location") == open.address, "\(voted.text)")
            #expect(try await device.get(open.address).text.contains("第2条，共3条"))
            let changed = try await device.press("\(open.address)/answers", action: votes, [("answer", "disagree")])
            #expect(changed.status == 303 && changed.header("Location") == "\(open.address)/answers")
            #expect(try await village.visitor().get("\(open.address)/answers").text.contains("您还没有表过态"))

            let phone = try await village.resident("13700000001")
            let statement = open.statements[0].text
            for answer in ["agree", "pass"] {
                let said = try await phone.post(
                    "/resident\(votes)", ["statement": statement, "answer": answer], key: nil)
                #expect(said.status == 200, "\(said.text)")
                #expect((said.object["answers"] as? [[String: Any]])?.first?["answer"] as? String == answer)
            }
            let slip = try await Self.slip(village)
            let bySlip = try await village.program().post(
                "/slips/\(slip)\(votes)", ["statement": statement, "answer": "agree"], key: nil)
            #expect(bySlip.status == 200, "\(bySlip.text)")
            let people = try await Self.people(village, open)
            #expect(people.verified == 1 && people.bySlip == 1 && people.others == 1)
            #expect(try await Self.count(village, "opinion_vote") == 3)
            #expect(try await Self.count(village, told) == events, "neither a vote nor a changed mind is an event")
            #expect(try await village.verify().isClean)
        }
    }

    @Test("ten at once by one phone, and ten by one slip, are one vote each", arguments: EngineKind.allCases)
    func doubles(_ kind: EngineKind) async throws {
        try await Village.with(kind, settings: Self.show) { village in
            let open = try await village.openCall()
            let (phone, program) = (try await village.resident("13700000001"), village.program())
            let slip = try await Self.slip(village)
            let votes = "\(open.address)/votes"
            let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
                for index in 0..<10 {
                    let answer = OpinionVote.Answer.allCases[index % 3].code
                    let ballot = ["statement": open.statements[0].text, "answer": answer]
                    group.addTask { try await phone.post("/resident\(votes)", ballot, key: nil).status }
                    group.addTask { try await program.post("/slips/\(slip)\(votes)", ballot, key: nil).status }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(statuses.allSatisfy { $0 == 200 }, "\(statuses)")
            #expect(try await Self.count(village, "opinion_voter") == 2)
            #expect(try await Self.count(village, "opinion_vote") == 2)
            let people = try await Self.people(village, open)
            #expect(people.verified == 1 && people.bySlip == 1)
        }
    }

    @Test("a slip votes or raises, not both, and goes on voting when it is spent", arguments: EngineKind.allCases)
    func slips(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let open = try await village.openCall()
            let (slip, program) = (try await Self.slip(village), village.program())
            let votes = "/slips/\(slip)\(open.address)/votes"
            for statement in open.statements {
                let said = try await program.post(votes, ["statement": statement.text, "answer": "agree"], key: nil)
                #expect(said.status == 200, "\(said.text)")
            }
            let raised = try await program.post("/slips/\(slip)/topics", ["text": "还有一件"])
            #expect(raised.status == 409 && raised["code"] == "slip_used")
            let visitor = village.visitor()
            #expect(try await visitor.get("/s/\(slip)").text.contains("/s/\(slip)/opinions"))
            #expect(try await visitor.get("/s/\(slip)/opinions").text.contains("/s/\(slip)\(open.address)"))
            #expect(try await visitor.get("/s/\(slip)\(open.address)").text.contains("您都表过态了"))

            let other = try await Self.slip(village)
            #expect(try await program.post("/slips/\(other)/topics", ["text": "还有一件"]).status == 201)
            let spent = try await program.post(
                "/slips/\(other)\(open.address)/votes", ["statement": open.statements[0].text, "answer": "agree"],
                key: nil)
            #expect(spent.status == 409 && spent["code"] == "slip_used")
            let none = try await program.post(
                "/slips/7K4M-92QX-H3TB\(open.address)/votes",
                ["statement": open.statements[0].text, "answer": "agree"], key: nil)
            #expect(none.status == 404)
        }
    }

    @Test(
        "whoever holds a slip does by the API what its pages do: what is asked, answers, own sentences",
        arguments: EngineKind.allCases)
    func slipProgram(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let open = try await village.openCall()
            let (slip, other) = (try await Self.slip(village), try await Self.slip(village))
            let program = village.program()
            let asked = try await program.get("/slips/\(slip)/deliberations").object["items"] as? [[String: Any]]
            #expect(asked?.compactMap { $0["id"] as? String } == [open.call.text])
            #expect(asked?.first?["question"] as? String == "东门口怎么才能不堵？")
            let base = "/slips/\(slip)\(open.address)"
            let before = try await program.get("\(base)/votes")
            #expect(before.status == 200 && (before.object["answers"] as? [Any])?.isEmpty == true, "\(before.text)")
            #expect(before["next"] != nil)

            // Offered by slip it waits to be looked at, and the slip is spent for this call.
            let offered = try await program.post("\(base)/statements", ["text": "校门口装一个红绿灯"])
            let id = try #require(offered["id"], "\(offered.text)")
            #expect(offered.status == 201 && offered["state"] == "offered")
            #expect(try await program.post("/slips/\(slip)/topics", ["text": "还有一件"])["code"] == "slip_used")
            let own = try await program.get("\(base)/statements").object["items"] as? [[String: Any]]
            #expect(own?.compactMap { $0["id"] as? String } == [id])
            let others = try await program.get("/slips/\(other)\(open.address)/statements").object["items"] as? [Any]
            #expect(others?.isEmpty == true)
            let voted = try await program.post(
                "\(base)/votes", ["statement": open.statements[0].text, "answer": "agree"], key: nil)
            #expect(voted.status == 200, "\(voted.text)")
            let after = try await program.get("\(base)/votes").object["answers"] as? [[String: Any]]
            #expect(after?.first?["answer"] as? String == "agree")

            let secretary = try await village.program(of: .secretary)
            #expect(try await program.post("\(base)/statements/\(id)/erasure", [:])["code"] == "not_rejected")
            _ = try await secretary.post("/desk/statements/\(id)/rejection", ["ground": "off_topic"])
            let strange = try await program.post("/slips/\(other)\(open.address)/statements/\(id)/erasure", [:])
            #expect(strange.status == 404, "\(strange.text)")
            let erased = try await program.post("\(base)/statements/\(id)/erasure", [:])
            #expect(erased.status == 200 && !erased.text.contains("红绿灯"), "\(erased.text)")

            for path in [
                "deliberations", "\(open.address.dropFirst())/votes", "\(open.address.dropFirst())/statements",
            ] {
                #expect(try await program.get("/slips/7K4M-92QX-H3TB/\(path)").status == 404, "\(path)")
            }
            let forged = try await program.post(
                "/slips/7K4M-92QX-H3TB\(open.address)/statements", ["text": "校车多加两班"])
            #expect(forged.status == 404)
        }
    }

    @Test(
        "nobody votes before, after, on what is not asked, or where the topic is not public",
        arguments: EngineKind.allCases)
    func refused(_ kind: EngineKind) async throws {
        try await Village.with(kind, settings: Self.show) { village in
            let open = try await village.openCall(Village.statements + ["校门口装一个红绿灯"])
            let (phone, secretary) = (
                try await village.resident("13700000001"), try await village.program(of: .secretary)
            )
            func vote(_ statement: OpinionStatement.ID, _ answer: String = "agree") async throws -> WebAnswer {
                try await phone.post(
                    "/resident\(open.address)/votes", ["statement": statement.text, "answer": answer], key: nil)
            }
            #expect(try await vote(open.statements[0]).status == 200)
            #expect(try await vote(open.statements[0], "maybe").status == 422)
            let taken = try await secretary.post(
                "/desk/statements/\(open.statements[3])/removal", ["ground": "off_topic"])
            #expect(taken.status == 200, "\(taken.text)")
            #expect(try await vote(open.statements[3])["code"] == "not_asked")
            let elsewhere = try await village.openCall()
            #expect(try await vote(elsewhere.statements[0]).status == 404, "a statement of another call")

            let topic = village.story.published.id
            let hidden = try await secretary.post("/desk/topics/\(topic)/unpublication", ["reason": "写错了地名"])
            #expect(hidden.status == 200, "\(hidden.text)")
            #expect(try await vote(open.statements[0]).status == 404)
            #expect(try await village.visitor().get(open.address).status == 404)
            #expect(try await village.program().get(open.address).status == 404)
        }
    }

    @Test(
        "it ends with what was counted and a hash of all votes; later nobody knows whose they were",
        arguments: EngineKind.allCases)
    func closing(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let open = try await village.openCall()
            try await village.castVotes(in: open, people: 6)
            let browser = village.visitor()
            #expect(
                try await browser.press(open.address, action: "\(open.address)/votes", [("answer", "pass")]).status
                    == 303)
            let secretary = try await village.program(of: .secretary)
            let closed = try await secretary.post("/desk/deliberations/\(open.call)/closing", [:])
            #expect(closed["state"] == "closed" && closed.object["people"] as? Int == 7, "\(closed.text)")
            #expect(closed.object["votes"] as? Int == 19)
            let store = OpinionVoteStore(tenant: village.story.county.id)
            let counted = try await village.services.engine.read { try store.result(of: open.call, in: $0) }
            #expect(counted.digest == closed["digest"])
            #expect(try await browser.get(open.address).text.contains("截止了"))
            #expect(try await browser.get("\(open.address)/answers").text.contains("说不好"))
            let late = try await browser.post("\(open.address)/votes", [("answer", "agree")])
            #expect(late.status >= 400)

            village.clock.move(hours: 24 * 29)
            try await Housekeeping.forget(village.services)
            #expect(try await browser.get("\(open.address)/answers").text.contains("说不好"))
            village.clock.move(hours: 24 * 2)
            try await Housekeeping.forget(village.services)
            #expect(try await browser.get("\(open.address)/answers").text.contains("您还没有表过态"))
            let kept = try await village.services.engine.read { try store.result(of: open.call, in: $0) }
            #expect(kept == counted, "the votes stay as they were")
            try await village.services.engine.write { transaction in
                try transaction.execute("UPDATE opinion_vote SET answer = 1 WHERE answer = 0")
            }
            let forged = try await village.services.engine.read { try store.result(of: open.call, in: $0) }
            #expect(forged.digest != counted.digest)
        }
    }

    @Test(
        "a flood of new devices is refused, a hall is not, and whoever has voted goes on",
        arguments: EngineKind.allCases)
    func flood(_ kind: EngineKind) async throws {
        try await Village.with(kind, settings: ["intake-limit": "5"]) { village in
            let open = try await village.openCall()
            let votes = "\(open.address)/votes"
            let first = village.visitor()
            #expect(try await first.press(open.address, action: votes, [("answer", "agree")]).status == 303)
            var statuses: [Int] = []
            for _ in 0..<60 {
                statuses.append(
                    try await village.visitor().press(open.address, action: votes, [("answer", "agree")]).status)
            }
            #expect(statuses.prefix(40).allSatisfy { $0 == 303 } && statuses.last == 429, "\(statuses)")
            #expect(try await first.press(open.address, action: votes, [("answer", "agree")]).status == 303)
        }
    }
}
