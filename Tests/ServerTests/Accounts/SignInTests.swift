// SPDX-License-Identifier: Apache-2.0

import Database
import DatabaseTestSupport
import Domain
import HTTPTypes
import TestSupport
import Testing

@testable import Server

@Suite("Signing in", .serialized)
struct SignInTests {
    private func attempt(_ village: Village, _ name: String, _ password: String) async throws -> WebAnswer {
        try await village.program().post("/sign-ins", ["name": name, "password": password])
    }

    @Test("after five wrong passwords the account rests for fifteen minutes", arguments: EngineKind.allCases)
    func lockout(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            for _ in 0..<5 {
                let wrong = try await attempt(village, "mishu", "wrong")
                #expect(wrong.status == 401)
                #expect(wrong["code"] == "wrong_password")
            }
            let locked = try await attempt(village, "mishu", Villager.password)
            #expect(locked.status == 401, "whoever has the right password waits as well")
            let other = try await attempt(village, "lingdao", Villager.password)
            #expect(other.status == 201, "another account is not concerned")
            village.clock.move(minutes: 14)
            let still = try await attempt(village, "mishu", Villager.password)
            #expect(still.status == 401)
            village.clock.move(minutes: 2)
            let again = try await attempt(village, "mishu", Villager.password)
            #expect(again.status == 201)
        }
    }

    @Test("guesses side by side are not free: after twenty at once the account rests", arguments: EngineKind.allCases)
    func parallelGuesses(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
                for _ in 0..<20 {
                    group.addTask {
                        try await village.program().post("/sign-ins", ["name": "mishu", "password": "wrong"]).status
                    }
                }
                return try await group.reduce(into: [Int]()) { $0.append($1) }
            }
            #expect(statuses == Array(repeating: 401, count: 20))
            let right = try await attempt(village, "mishu", Villager.password)
            #expect(right.status == 401, "the lock holds, however the guesses came")
        }
    }

    @Test("a right password in between begins the count anew")
    func forgiven() async throws {
        try await Village.with(.sqlite) { village in
            for round in 0..<2 {
                for _ in 0..<4 { _ = try await attempt(village, "mishu", "wrong") }
                let right = try await attempt(village, "mishu", Villager.password)
                #expect(right.status == 201, "round \(round)")
            }
        }
    }

    @Test("an unknown name and a wrong password are answered alike, on the page and in the API")
    func unknownName() async throws {
        try await Village.with(.sqlite) { village in
            let unknown = try await attempt(village, "nobody", "wrong")
            let wrong = try await attempt(village, "mishu", "wrong")
            #expect(unknown.status == wrong.status)
            #expect(unknown.text == wrong.text)
            let texts = try await [("nobody", "a"), ("mishu", "a")].asyncMap { name, password in
                let page = try await village.visitor().fillIn(
                    "/sign-in", action: "/sign-in", [("name", name), ("password", password)])
                #expect(page.status == 401)
                #expect(page.text.contains(WebFailure.wrongPassword.sentence))
                #expect(page.cookies["sign_in"] == nil)
                return page.text.replacing(name, with: "…").replacing(/name="_token" value="[^"]*"/, with: "")
            }
            #expect(texts[0] == texts[1])
        }
    }

    @Test(
        "an account that rests is answered like a name that nobody has, and costs as much",
        arguments: EngineKind.allCases)
    func restingName(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            for _ in 0..<5 { _ = try await attempt(village, "mishu", "wrong") }
            var told: [String] = []
            var costs: [[Int]] = []
            for (name, password) in [("mishu", "wrong"), ("mishu", Villager.password), ("nobody", "wrong")] {
                let counters = village.services.engine.counters
                let before = (counters.writes, counters.statements)
                let answer = try await attempt(village, name, password)
                let headers = answer.headers.map(\.name).filter { $0 != "Date" }.sorted()
                told.append("\(answer.status) \(headers) \(answer.text)")
                costs.append([counters.writes - before.0, counters.statements - before.1])
            }
            #expect(Set(told).count == 1, "\(told)")
            #expect(told[0].hasPrefix("401 "))
            #expect(!told[0].contains("Server-Timing"), "nor is told how long it took")
            #expect(Set(costs).count == 1, "\(costs)")
        }
    }

    @Test("of a flood of passwords some wait, and the rest are sent away at once; others have places left")
    func boundedLine() async throws {
        let desk = try PasswordDesk(places: 6, perAddress: 4)
        let results = await withTaskGroup(of: String.self) { group in
            for address in Array(repeating: "192.0.2.1", count: 50) + ["192.0.2.2"] {
                group.addTask {
                    do {
                        let isRight = try await desk.verify("wrong", against: nil, from: address)
                        return isRight ? "right" : "wrong from \(address)"
                    } catch {
                        return error as? WebFailure == .busy ? "busy" : "\(error)"
                    }
                }
            }
            return await group.reduce(into: [String: Int]()) { $0[$1, default: 0] += 1 }
        }
        #expect(results["wrong from 192.0.2.2"] == 1, "\(results)")
        #expect(results["wrong from 192.0.2.1", default: 0] >= 4)
        #expect(results["busy", default: 0] >= 30, "\(results)")
        let later = try await desk.verify("wrong", against: nil, from: "192.0.2.1")
        #expect(!later, "places are given back")
        let busy = ErrorPages.problem(for: WebFailure.busy)
        #expect(busy?.status.code == 503)
        #expect(busy?.headers[.retryAfter] == "5")
        await desk.close()
    }

    @Test("who finds no place has made no attempt")
    func noPlaceNoAttempt() async throws {
        let desk = try PasswordDesk(places: 0)
        await #expect(throws: WebFailure.busy) {
            try await desk.verify("wrong", against: nil) {
                Issue.record("the attempt was counted")
                return true
            }
        }
        await desk.close()
    }

    @Test("a sign-in ends when nobody has used it for two hours", arguments: EngineKind.allCases)
    func idle(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let program = try await village.program(of: .secretary)
            for _ in 0..<3 {
                village.clock.move(minutes: 119)
                let used = try await program.get("/desk/topics")
                #expect(used.status == 200)
            }
            village.clock.move(hours: 2, minutes: 1)
            let late = try await program.get("/desk/topics")
            #expect(late.status == 401)
        }
    }

    @Test("a sign-in ends after twelve hours, however busy", arguments: EngineKind.allCases)
    func absolute(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let program = try await village.program(of: .secretary)
            for hour in 1...11 {
                village.clock.move(hours: 1)
                let used = try await program.get("/desk/topics")
                #expect(used.status == 200, "hour \(hour)")
            }
            village.clock.move(minutes: 59)
            let used = try await program.get("/desk/topics")
            #expect(used.status == 200)
            village.clock.move(minutes: 1)
            let late = try await program.get("/desk/topics")
            #expect(late.status == 401)
        }
    }

    @Test("somebody sees his sign-ins and ends another one; nobody ends a stranger's", arguments: EngineKind.allCases)
    func list(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let (here, there) = (try await village.browser(of: .secretary), try await village.browser(of: .secretary))
            let stranger = try await village.browser(of: .leader)
            let page = try await here.get("/desk/account")
            let actions = page.text.matches(of: /action="(\/desk\/account\/sign-ins\/[0-9A-Z]+\/end)"/).map {
                String($0.output.1)
            }
            #expect(actions.count == 2)
            // The latest comes first: it is the other one.
            let foreign = try await stranger.get("/desk/account")
            #expect(!foreign.text.contains(actions[0]))
            let answer = try await here.fillIn("/desk/account", action: actions[0], [])
            #expect(answer.status == 303)
            let (ended, alive) = (try await there.get("/desk/topics"), try await here.get("/desk/topics"))
            #expect(ended.status == 303)
            #expect(alive.status == 200)
            let own = try #require(foreign.text.firstMatch(of: /action="(\/desk\/account\/sign-ins\/[0-9A-Z]+\/end)"/))
            let action = String(own.output.1)
            let token = village.services.formTokens.issue(
                for: SignIn.Token(here.cookies["sign_in"] ?? "").hash, action: action)
            let refused = try await here.post(action, [("_token", token)])
            #expect(refused.status == 404)
            let kept = try await stranger.get("/desk/topics")
            #expect(kept.status == 200)
        }
    }

    @Test("signing in on the page, going where one wanted, signing out", arguments: EngineKind.allCases)
    func wholeWay(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let browser = village.visitor()
            let fields = [("name", "mishu"), ("password", Villager.password)]
            let targets = [
                ("/desk/topics?part=asked", "/desk/topics?part=asked"), ("//evil.example", "/desk"),
                ("https://evil.example", "/desk"), ("/\\evil.example", "/desk"), ("/a\r\nSet-Cookie: x=1", "/desk"),
            ]
            for (next, place) in targets {
                let answer = try await browser.fillIn("/sign-in", action: "/sign-in", fields + [("next", next)])
                #expect(answer.status == 303)
                #expect(answer.header("Location") == place)
            }
            let inside = try await browser.get("/desk/topics")
            #expect(inside.status == 200)
            let token = browser.cookies["sign_in"]
            let out = try await browser.fillIn("/desk/topics", action: "/sign-out", [])
            #expect(out.header("Location") == "/sign-in")
            let after = try await Browser(village.client, signIn: token).get("/desk/topics")
            #expect(after.status == 303, "the token is worth nothing any more")
        }
    }

    @Test("neither token nor password stands in the database in clear", arguments: EngineKind.allCases)
    func stored(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let answer = try await attempt(village, "mishu", Villager.password)
            let token = try #require(answer["token"])
            let rows = try await village.services.engine.read { transaction in
                try transaction.rows("SELECT token_hash, device FROM sign_in") { row -> ([UInt8], String) in
                    (try row.next(), try row.next())
                }
            }
            #expect(rows.count == 1)
            #expect(rows[0].0 == SignIn.Token(token).hash)
            #expect(!String(decoding: rows[0].0, as: UTF8.self).contains(token))
            let hashes = try await village.services.engine.read {
                try $0.rows("SELECT password_hash FROM account") { try $0.next(String.self) }
            }
            #expect(hashes.count == Villager.allCases.count)
            #expect(hashes.allSatisfy { $0.hasPrefix("$argon2id$") && !$0.contains(Villager.password) })
            #expect(village.log.lines.allSatisfy { !$0.contains(token) && !$0.contains(Villager.password) })
        }
    }

    @Test("only two passwords are hashed at a time")
    func twoAtATime() async throws {
        let desk = try PasswordDesk()
        let started = ContinuousClock.now
        var ends: [Duration] = []
        try await withThrowingTaskGroup(of: Bool.self) { group in
            for _ in 0..<12 { group.addTask { try await desk.verify("wrong", against: nil) } }
            for try await isRight in group {
                #expect(!isRight)
                ends.append(ContinuousClock.now - started)
            }
        }
        // Two at a time, the first is done after a sixth of the time; all at once, the first is done with the last.
        #expect(ends[0] * 2 < ends[11], "\(ends)")
        await desk.close()
    }
}

extension Sequence {
    fileprivate func asyncMap<Value>(_ transform: (Element) async throws -> Value) async throws -> [Value] {
        var values: [Value] = []
        for element in self { values.append(try await transform(element)) }
        return values
    }
}
