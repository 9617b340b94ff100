// SPDX-License-Identifier: Apache-2.0

import DatabaseTestSupport
import Domain
import TestSupport
import Testing

@testable import Server

@Suite("Checking in by the code on the room's screen", .serialized)
struct CheckInTests {
    @Test("the code changes every half minute, the one before still counts, and none is good elsewhere")
    func code() async throws {
        try await Village.with(.sqlite) { village in
            let code = village.checkInCode(of: .init(7))
            let now = Village.morning
            func later(_ seconds: Int64) -> Instant { now.advanced(byMilliseconds: seconds * 1000) }
            let shown = code.shown(at: now)
            #expect(shown.count == 6 && shown.allSatisfy(\.isNumber) && code.secondsLeft(at: now) == 30)
            #expect(code.shown(at: later(29)) == shown && code.shown(at: later(30)) != shown)
            #expect(code.isValid(shown, at: later(59)) && !code.isValid(shown, at: later(60)))
            #expect(!code.isValid(shown, at: later(-1)), "no code is good before its time")
            #expect(!village.checkInCode(of: .init(8)).isValid(shown, at: now))
            let pass = code.pass(at: now)
            #expect(code.isValidPass(pass, at: later(299)) && !code.isValidPass(pass, at: later(300)))
            #expect(!code.isValid(pass, at: now) && !code.isValid("", at: now) && !code.isValidPass("", at: now))
        }
    }

    @Test("the screen shows the code to who keeps the room; a phone checks in with it by a name, once")
    func pages() async throws {
        try await Village.with(.sqlite) { village in
            let session = try #require(try await village.carry(to: .inProgress).session)
            let secretary = try await village.browser(of: .secretary)
            let screen = try await secretary.get("/desk/sessions/\(session)/screen")
            let digits = village.checkInCode(of: session).shown(at: village.clock.now)
            #expect(screen.status == 200 && screen.text.contains(digits) && screen.text.contains("已签到4人，应到5人"))
            #expect(screen.header("Refresh") == "30")
            for other in [Villager.leader, .member, .otherSecretary] {
                #expect(try await village.browser(of: other).get("/desk/sessions/\(session)/screen").status == 404)
            }
            let (visitor, page) = (village.visitor(), "/sessions/\(session)/check-in")
            #expect(try await secretary.get("/desk/sessions/\(session)").text.contains("/screen"))
            let opened = try await visitor.get("\(page)?code=\(digits)")
            let pass = try #require(opened.hiddenField("pass"))
            #expect(!opened.text.contains("大屏幕上的数字") && !opened.text.contains("老郑"))
            village.clock.move(minutes: 2)
            // Whoever types slowly is still there; a name that is not on the list is said so.
            let token = try #require(opened.formToken(page))
            let wrong = try await visitor.post(page, [("_token", token), ("pass", pass), ("name", "老王")])
            #expect(wrong.status == 422 && wrong.text.contains("名单上没有这个姓名"))
            let again = try #require(wrong.formToken(page))
            let pass2 = try #require(wrong.hiddenField("pass"))
            let there = try await visitor.post(page, [("_token", again), ("pass", pass2), ("name", "商户老郑")])
            #expect(there.status == 303 && there.header("Location") == "\(page)?done=arrived", "\(there.text)")
            #expect(try await visitor.get("\(page)?done=arrived").text.contains("签到好了"))
            let all = try #require(try await village.session(session)).participants
            #expect(all.allSatisfy(\.isPresent) && all.last?.arrival == .named)

            let fresh = village.checkInCode(of: session).shown(at: village.clock.now)
            let double = try await village.visitor().fillIn(page, action: page, [("code", fresh), ("name", "商户老郑")])
            #expect(double.header("Location") == "\(page)?done=double")
            #expect(try await secretary.get("/desk/sessions/\(session)").text.contains("重复签到1次"))
            let bad = try await village.visitor().fillIn(page, action: page, [("code", "000000"), ("name", "商户老郑")])
            #expect(bad.status == 422 && bad.text.contains("数字不对"))
            #expect(try await village.rowDifferences() == [])
        }
    }

    @Test("ten who check in as one person at the same moment end in one who is there", arguments: EngineKind.allCases)
    func atOnce(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let session = try #require(try await village.carry(to: .inProgress).session)
            let digits = village.checkInCode(of: session).shown(at: village.clock.now)
            let before = try #require(try await village.session(session)?.version)
            let answers = try await withThrowingTaskGroup(of: WebAnswer.self) { group in
                for _ in 0..<10 {
                    group.addTask {
                        try await village.program().post(
                            "/sessions/\(session)/check-ins", ["code": digits, "name": "商户老郑"])
                    }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(answers.allSatisfy { $0.status == 200 }, "\(answers.map(\.status))")
            #expect(answers.count { $0.object["isDouble"] as? Bool == false } == 1)
            let after = try #require(try await village.session(session))
            #expect(after.doubles.count == 3 && after.version == before + 4)
            #expect(after.participants.count(where: \.isPresent) == 5)
            #expect(try await village.rowDifferences() == [])
        }
    }

    @Test("by phone or account without a name; codes cannot be tried out", arguments: EngineKind.allCases)
    func signedIn(_ kind: EngineKind) async throws {
        try await Village.with(kind, settings: ["gateways": "show"]) { village in
            let journey = try await village.carry(to: .announced)
            let session = try #require(journey.session)
            let phone = try await village.resident("13700000001")
            let path = "/resident/sessions/\(session)/check-ins"
            #expect(try await phone.post(path, ["code": "123456"])["code"] == "not_in_progress")
            try await village.act(.ready, on: session, as: .secretary)
            try await village.act(.start, on: session, as: .secretary)
            let digits = village.checkInCode(of: session).shown(at: village.clock.now)
            let there = try await phone.post(path, ["code": digits])
            #expect(there.status == 200 && there.object["isDouble"] as? Bool == false, "\(there.text)")
            let member = try await village.program(of: .member)
            let desk = "/desk/sessions/\(session)/arrival"
            #expect(try await member.post(desk, ["code": "000000"])["code"] == "code_expired")
            #expect(try await member.post(desk, ["code": digits]).status == 200)
            #expect(try await village.program(of: .otherMember).post(desk, ["code": digits]).status == 404)
            let people = try #require(try await village.session(session)).participants
            #expect(people.filter(\.isPresent).map(\.arrival) == [.signedIn, .signedIn])
            let screen = try await village.program(of: .secretary).get("/desk/sessions/\(session)/screen")
            #expect(screen["code"] == digits && screen.object["present"] as? Int == 2)
            // A hall comes from one address, and some are late: that is no guessing.
            village.clock.move(minutes: 3)
            for _ in 0..<40 {
                let late = try await village.visitor().get("/sessions/\(session)/check-in?code=\(digits)")
                #expect(late.status == 200 && late.hiddenField("pass") == nil)
            }
            var lateByAccount: Set<Int> = []
            for _ in 0..<40 { lateByAccount.insert(try await member.post(desk, ["code": digits]).status) }
            #expect(lateByAccount == [422], "a code that was shown a minute ago is late for an account, too")
            var tries: Set<Int> = []
            for _ in 0..<40 { tries.insert(try await member.post(desk, ["code": "1"]).status) }
            #expect(tries == [422, 429])
            let stranger = village.program()
            var statuses: Set<Int> = []
            for _ in 0..<40 {
                statuses.insert(
                    try await stranger.post("/sessions/\(session)/check-ins", ["code": "1", "name": "韩科长"]).status)
            }
            #expect(statuses == [422, 429])
        }
    }
}
