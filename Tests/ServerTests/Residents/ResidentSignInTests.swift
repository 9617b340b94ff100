// SPDX-License-Identifier: Apache-2.0

import Database
import DatabaseTestSupport
import Domain
import TestSupport
import Testing

@testable import Server

@Suite("A resident signs in by phone", .serialized)
struct ResidentSignInTests {
    private static let phone = "13812345678"
    private static let show = ["gateways": "show"]

    @Test("asks for a code, types it, and is in until the days are over", arguments: EngineKind.allCases)
    func pages(_ kind: EngineKind) async throws {
        try await Village.with(kind, settings: Self.show) { village in
            let browser = village.visitor()
            let away = try await browser.get("/mine?cursor=x")
            #expect(away.status == 303 && away.header("Location") == "/mine/sign-in?next=%2Fmine%3Fcursor%3Dx")
            let page = try await browser.fillIn(
                "/mine/sign-in", action: "/mine/code", [("phone", "138 1234 5678"), ("next", "/mine")])
            #expect(page.status == 200 && page.text.contains("138****5678马上会收到一条短信"))
            let digits = try #require(await village.digits(sentTo: Self.phone))
            let token = try #require(page.formToken("/mine/sign-in"))
            let fields = [
                ("_token", token), ("phone", Self.phone), ("ticket", try #require(page.hiddenField("ticket"))),
                ("code", " \(digits.prefix(3)) \(digits.suffix(3))"),
            ]
            let entered = try await browser.post("/mine/sign-in", fields)
            #expect(entered.status == 303 && entered.header("Location") == "/mine")
            let cookie = try #require(entered.headers.first { $0.value.hasPrefix("resident=") }?.value)
            #expect(cookie.contains("; Path=/; Max-Age=2592000; HttpOnly; SameSite=Lax"))
            #expect(!entered.text.contains("shr_") && entered.header("Cache-Control") == "no-store")
            let mine = try await browser.get("/mine")
            #expect(mine.status == 200 && mine.text.contains("138****5678") && !mine.text.contains(Self.phone))
            #expect(mine.header("Cache-Control") == "no-store")
            #expect(try await browser.get("/mine/sign-in?next=/topics").header("Location") == "/topics")
            village.clock.move(hours: 30 * 24 - 1)
            #expect(try await browser.get("/mine").status == 200)
            village.clock.move(hours: 1)
            #expect(try await browser.get("/mine").status == 303, "thirty days are over")
            try await expectNoLeak(village, digits)
        }
    }

    /// Nothing is stored or logged that shows a phone, a code or a token; and the chain holds.
    private func expectNoLeak(_ village: Village, _ digits: String) async throws {
        for line in village.log.lines {
            #expect(!line.contains(Self.phone) && !line.contains(digits) && !line.contains("shr_"), "\(line)")
        }
        let facts = try await village.services.engine.read {
            try $0.rows("SELECT facts FROM event WHERE subject_kind = 'resident_sign_in'") { try $0.next(String.self) }
        }
        #expect(facts == [#"{"began":{}}"#])
        let bytes = try await village.services.engine.read { transaction in
            try transaction.rows("SELECT phone_hash, ticket_hash, code_hash FROM phone_code") {
                try $0.next([UInt8].self) + $0.next([UInt8].self) + $0.next([UInt8].self)
            }
                + transaction.rows("SELECT phone_hash, phone, token_hash FROM resident_sign_in") {
                    try $0.next([UInt8].self) + $0.next([UInt8].self) + $0.next([UInt8].self)
                }
        }
        for row in bytes {
            let text = String(decoding: row, as: UTF8.self)
            #expect(!text.contains(Self.phone) && !text.contains(digits))
        }
        try await village.seal()
        #expect(try await village.verify().isClean)
        try await Housekeeping.forget(village.services)
        let left = try await village.services.engine.read {
            try $0.first("SELECT (SELECT COUNT(*) FROM phone_code) + (SELECT COUNT(*) FROM resident_sign_in)") {
                try $0.next(Int.self)
            }
        }
        #expect(left == 0, "codes and sign-ins that are over are swept")
    }

    @Test(
        "by five wrong digits a code is gone, by five minutes too, and none counts twice",
        arguments: EngineKind.allCases)
    func tries(_ kind: EngineKind) async throws {
        try await Village.with(kind, settings: Self.show) { village in
            let program = village.program()
            func ask(_ key: String) async throws -> (ticket: String, digits: String) {
                let asked = try await program.post("/resident/codes", ["phone": Self.phone], key: key)
                return (try #require(asked["ticket"]), try #require(await village.digits(sentTo: Self.phone)))
            }
            func enter(_ ticket: String, _ digits: String) async throws -> (Int, String?) {
                let answer = try await program.post(
                    "/resident/sign-ins", ["phone": Self.phone, "ticket": ticket, "code": digits], key: nil)
                return (answer.status, answer["code"])
            }
            let first = try await ask("0000000000000001")
            let wrong = first.digits == "000000" ? "000001" : "000000"
            // Without the ticket nobody tries, and nobody uses up the tries of whoever asked.
            for _ in 0..<6 { #expect(try await enter("AAAAAAAAAAAAAAAAAAAAAA", first.digits) == (401, "code_gone")) }
            for _ in 0..<4 { #expect(try await enter(first.ticket, wrong) == (401, "wrong_code")) }
            #expect(try await enter(first.ticket, wrong) == (401, "code_gone"))
            #expect(try await enter(first.ticket, first.digits) == (401, "code_gone"), "right, and too late")
            village.clock.move(minutes: 1)
            let second = try await ask("0000000000000002")
            village.clock.move(minutes: 5)
            #expect(try await enter(second.ticket, second.digits) == (401, "code_gone"), "five minutes are over")
            let third = try await ask("0000000000000003")
            #expect(try await enter(third.ticket, third.digits).0 == 201)
            #expect(try await enter(third.ticket, third.digits) == (401, "code_gone"), "used")
            let kinds = try await village.services.engine.read {
                try $0.rows("SELECT kind FROM event WHERE subject_kind = 'resident_sign_in' ORDER BY id") {
                    try $0.next(String.self)
                }
            }
            #expect(kinds == ["tried_out", "began"])
        }
    }

    @Test("of many who bring one code at once, one is in", arguments: EngineKind.allCases)
    func race(_ kind: EngineKind) async throws {
        try await Village.with(kind, settings: Self.show) { village in
            let asked = try await village.program().post("/resident/codes", ["phone": Self.phone])
            let fields = [
                "phone": Self.phone, "ticket": try #require(asked["ticket"]),
                "code": try #require(await village.digits(sentTo: Self.phone)),
            ]
            let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
                for _ in 0..<8 {
                    group.addTask {
                        try await village.program().post("/resident/sign-ins", fields, key: nil).status
                    }
                }
                return try await group.reduce(into: [Int]()) { $0.append($1) }.sorted()
            }
            #expect(statuses == [201] + Array(repeating: 401, count: 7))
            #expect(try await signIns(village) == 1)
        }
    }

    @Test("one code a minute and five a day for a phone, also of many at once", arguments: EngineKind.allCases)
    func phoneLimits(_ kind: EngineKind) async throws {
        try await Village.with(kind, settings: Self.show) { village in
            let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
                for _ in 0..<6 {
                    group.addTask {
                        try await village.program().post("/resident/codes", ["phone": Self.phone]).status
                    }
                }
                return try await group.reduce(into: [Int]()) { $0.append($1) }.sorted()
            }
            #expect(statuses == [201, 429, 429, 429, 429, 429])
            village.clock.move(milliseconds: 59_000)
            let soon = try await village.program().post("/resident/codes", ["phone": Self.phone])
            #expect(soon["code"] == "code_too_soon" && soon.header("Retry-After") == "1")
            for _ in 0..<4 {
                village.clock.move(minutes: 1)
                #expect(try await village.program().post("/resident/codes", ["phone": Self.phone]).status == 201)
            }
            village.clock.move(minutes: 1)
            let over = try await village.program().post("/resident/codes", ["phone": Self.phone])
            #expect(over.status == 429 && over["code"] == "phone_day_over")
            let page = try await village.visitor().fillIn(
                "/mine/sign-in", action: "/mine/code", [("phone", Self.phone)])
            #expect(
                page.status == 429 && page.text.contains("今天已经要过5次验证码") && page.text.contains("value=\"13812345678\""))
            village.clock.move(hours: 15)
            #expect(try await village.program().post("/resident/codes", ["phone": Self.phone]).status == 201)
            await village.sendMessages(.sms)
            #expect(village.shown.filter { $0.title == "手机验证码" }.count == 1, "what is late is not sent")
        }
    }

    @Test("a double of a request has the first one's code", arguments: EngineKind.allCases)
    func double(_ kind: EngineKind) async throws {
        try await Village.with(kind, settings: Self.show) { village in
            let key = "0000000000000001"
            let first = try await village.program().post("/resident/codes", ["phone": Self.phone], key: key)
            let again = try await village.program().post("/resident/codes", ["phone": Self.phone], key: key)
            #expect(first.status == 201 && again.status == 201 && first.text == again.text)
            let other = try await village.program().post("/resident/codes", ["phone": "13900000001"], key: key)
            #expect(other.status == 201 && other["ticket"] != first["ticket"])
            #expect(try await village.program().post("/resident/codes", ["phone": Self.phone], key: nil).status == 400)
            let browser = village.visitor()
            let token = try await browser.token(on: "/mine/sign-in", for: "/mine/code")
            let fields = [("_token", token), ("phone", "13900000002")]
            let taps = [try await browser.post("/mine/code", fields), try await browser.post("/mine/code", fields)]
            #expect(taps.map(\.status) == [200, 200])
            #expect(taps[0].hiddenField("ticket") == taps[1].hiddenField("ticket"))
            await village.sendMessages(.sms)
            #expect(village.shown.count == 3)
        }
    }

    @Test("the tenant's day ends with its last code, and the health page says so", arguments: EngineKind.allCases)
    func budget(_ kind: EngineKind) async throws {
        try await Village.with(kind, settings: Self.show) { village in
            try await setBudget(2, village)
            let administrator = try await village.browser(of: .systemAdministrator)
            #expect(try await administrator.get("/desk/health").text.contains("发了0条，每天最多2条"))
            let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
                for number in 0..<5 {
                    group.addTask {
                        try await village.program().post("/resident/codes", ["phone": "1390000000\(number)"]).status
                    }
                }
                return try await group.reduce(into: [Int]()) { $0.append($1) }.sorted()
            }
            #expect(statuses == [201, 201, 429, 429, 429])
            let spent = try await village.program().post("/resident/codes", ["phone": "13900000009"])
            #expect(spent["code"] == "code_budget_spent")
            let health = try await village.program(of: .systemAdministrator).get("/desk/health")
            let items = try #require(health.object["items"] as? [[String: Any]])
            let item = try #require(items.first { $0["name"] as? String == "phone_codes" })
            #expect(item["number"] as? Int == 2 && item["state"] as? String == "late")
            #expect(
                try await village.program(host: Village.zoneHost).post("/resident/codes", ["phone": Self.phone]).status
                    == 201)
            village.clock.move(hours: 24)
            #expect(try await village.program().post("/resident/codes", ["phone": "13900000009"]).status == 201)
        }
    }

    @Test("one address, and one browser, asks for so many codes in an hour", arguments: EngineKind.allCases)
    func addressLimits(_ kind: EngineKind) async throws {
        let proxy = Self.show.merging(["trusted-proxy": "127.0.0.1"]) { $1 }
        try await Village.with(kind, settings: proxy) { village in
            let browser = village.visitor()
            for number in 0..<11 {
                let page = try await browser.fillIn(
                    "/mine/sign-in", action: "/mine/code", [("phone", "139000000\(10 + number)")],
                    headers: [("X-Forwarded-For", "203.0.113.9")])
                #expect(page.status == (number < 10 ? 200 : 429), "\(number)")
            }
            try await setBudget(100, village)
            var statuses: [Int] = []
            for number in 0..<22 {
                // Another browser each, of one household: of IPv6 the first half counts.
                let page = try await village.visitor().fillIn(
                    "/mine/sign-in", action: "/mine/code", [("phone", "139000001\(10 + number)")],
                    headers: [("X-Forwarded-For", "2001:db8::\(number + 1)")])
                statuses.append(page.status)
            }
            #expect(statuses == Array(repeating: 200, count: 20) + [429, 429])
            village.clock.move(hours: 1)
            #expect(try await village.program().post("/resident/codes", ["phone": Self.phone]).status == 201)
        }
    }

    @Test("whether a phone is known shows in no answer", arguments: EngineKind.allCases)
    func sameAnswer(_ kind: EngineKind) async throws {
        try await Village.with(kind, settings: Self.show) { village in
            let (known, unknown) = ("13900008888", "13900009999")
            let raised = try await village.program().post(
                "/topics", ["room": village.room.token.text, "text": "桥头的灯不亮", "phone": known])
            #expect(raised.status == 201)
            _ = try await village.program().post(
                "/topics/\(village.story.published.id)/supports", ["phone": known])
            let answers = try await [known, unknown].asyncMap { phone -> [String] in
                let browser = village.visitor()
                let page = try await browser.fillIn("/mine/sign-in", action: "/mine/code", [("phone", phone)])
                let token = try #require(page.formToken("/mine/sign-in"))
                let ticket = try #require(page.hiddenField("ticket"))
                let wrong = try await browser.post(
                    "/mine/sign-in",
                    [("_token", token), ("phone", phone), ("ticket", "x"), ("code", "000000")])
                let api = try await village.program().post("/resident/codes", ["phone": phone])
                return [page, wrong, api].map { Self.bare($0, phone, ticket) }
            }
            #expect(answers[0] == answers[1])
        }
    }

    /// An answer without what is another each time, or is the phone itself.
    private static func bare(_ answer: WebAnswer, _ phone: String, _ ticket: String) -> String {
        var text = answer.text.replacing(phone, with: "PHONE").replacing("139****\(phone.suffix(4))", with: "MASKED")
            .replacing(ticket, with: "TICKET").replacing(/name="_token" value="[^"]*"/, with: "TOKEN")
        text += answer.headers.filter { !["x-request-id", "date"].contains($0.name.lowercased()) }
            .map { "\n\($0.name): \($0.value)" }.joined()
        return "\(answer.status)\n" + text.replacing(/device=[^;]*/, with: "device=MARK")
    }

    @Test(
        "one device is one sign-in; the token is new each time, and a planted one opens nothing",
        arguments: EngineKind.allCases)
    func fixation(_ kind: EngineKind) async throws {
        try await Village.with(kind, settings: Self.show) { village in
            let browser = try await village.residentBrowser(Self.phone)
            let first = try #require(browser.cookies["resident"])
            let other = try await village.residentBrowser("13900000001")
            #expect(other.cookies["resident"] != first)
            #expect(try await signIns(village) == 2)
            // A cookie that somebody has planted is no sign-in, and does not become one.
            let planted = ResidentSignIn.Token().text
            let host = [("Host", Village.countyHost)]
            let line = [("Cookie", "resident=\(planted); device=AAAAAAAAAAAAAAAAAAAAAA")]
            #expect(try await village.client.send("GET", "/mine", headers: host + line).status == 303)
            // Whoever signs in again in the same browser has signed out before.
            village.clock.move(minutes: 1)
            let page = try await browser.get("/mine/sign-in")
            #expect(page.status == 303, "one is in")
            let asked = try await village.program().post("/resident/codes", ["phone": "13900000002"])
            let digits = try #require(await village.digits(sentTo: "13900000002"))
            let form = village.services.formTokens.issue(
                for: Array(try #require(browser.cookies["device"]).utf8), action: "/mine/sign-in")
            let entered = try await browser.post(
                "/mine/sign-in",
                [
                    ("_token", form), ("phone", "13900000002"), ("ticket", try #require(asked["ticket"])),
                    ("code", digits),
                ])
            #expect(entered.status == 303 && browser.cookies["resident"] != first)
            #expect(try await signIns(village) == 2)
            let old = [("Cookie", "resident=\(first)")]
            #expect(try await village.client.send("GET", "/mine", headers: host + old).status == 303)
        }
    }

    @Test(
        "a cookie counts on pages only, a bearer token in the API only; each form needs its token",
        arguments: EngineKind.allCases)
    func cookiesAndTokens(_ kind: EngineKind) async throws {
        try await Village.with(kind, settings: Self.show) { village in
            let browser = try await village.residentBrowser(Self.phone)
            let text = try #require(browser.cookies["resident"])
            #expect(try await browser.get("/api/v1/resident/topics").status == 401)
            let host = [("Host", Village.countyHost)]
            let bearer = [("Authorization", "Bearer \(text)")]
            #expect(try await village.client.send("GET", "/mine", headers: host + bearer).status == 303)
            #expect(try await APIClient(village.client, bearer: text).get("/desk/me/tokens").status == 401)
            let staff = try await village.program(of: .secretary)
            #expect(try await staff.get("/resident/topics").status == 401)
            let desk = try await village.browser(of: .secretary)
            #expect(try await desk.get("/mine").status == 303)
            // Without a token, with another form's, with that of another browser: nothing happens.
            let foreign = try await village.residentBrowser("13900000001")
            let stolen = try await foreign.token(on: "/mine", for: "/mine/sign-out")
            let other = try await browser.token(on: "/mine", for: "/mine/sign-out")
            for token in ["", stolen] {
                #expect(try await browser.post("/mine/sign-out", [("_token", token)]).status == 403)
            }
            #expect(try await browser.post("/mine/sign-out-everywhere", [("_token", other)]).status == 403)
            let crossSite = try await browser.post(
                "/mine/sign-out", [("_token", other)], headers: [("Sec-Fetch-Site", "cross-site")])
            #expect(crossSite.status == 403)
            #expect(try await browser.get("/mine").status == 200)
            for path in ["/mine/code", "/mine/sign-in"] {
                #expect(try await village.visitor().post(path, [("phone", Self.phone)]).status == 403)
            }
        }
    }

    @Test("out here, out everywhere, and out when what was kept is erased", arguments: EngineKind.allCases)
    func out(_ kind: EngineKind) async throws {
        try await Village.with(kind, settings: Self.show) { village in
            let here = try await village.residentBrowser(Self.phone)
            village.clock.move(minutes: 1)
            let there = APIClient(village.client, bearer: try await village.residentToken(Self.phone))
            let list = try await there.get("/resident/sign-ins")
            #expect((list.object["items"] as? [[String: Any]])?.count == 2)
            let gone = try await here.fillIn("/mine", action: "/mine/sign-out", [])
            #expect(gone.status == 303 && gone.header("Location") == "/mine/sign-in?done=out")
            #expect(here.cookies["resident"] == "")
            #expect(try await here.get("/mine/sign-in?done=out").text.contains("已经退出了"))
            #expect(try await there.get("/resident/topics").status == 200)
            #expect(try await there.delete("/resident/sign-ins").status == 204)
            #expect(try await there.get("/resident/topics").status == 401)

            village.clock.move(minutes: 1)
            let raised = try await village.program().post(
                "/topics", ["room": village.room.token.text, "text": "桥头的灯不亮", "phone": Self.phone])
            let third = try await village.residentBrowser(Self.phone)
            _ = try await village.program().post(
                "/topics/status/\(try #require(raised["trackingCode"]))/erasure", ["phoneEnding": "5678"])
            let officer = try await village.program(of: .privacyOfficer)
            let waiting = try #require(try await officer.get("/desk/erasures").object["items"] as? [[String: Any]])
            let id = try #require(waiting.first?["id"] as? String)
            #expect(try await officer.post("/desk/erasures/\(id)/granting", [:]).status == 200)
            #expect(try await third.get("/mine").status == 303)
            let facts = try await village.services.engine.read {
                try $0.rows(
                    "SELECT facts FROM event WHERE subject_kind = 'resident_sign_in' AND kind = 'ended' ORDER BY id"
                ) { try $0.next(String.self) }
            }
            #expect(facts == ["signedOut", "signedOutEverywhere", "erased"].map { #"{"ended":{"_0":"\#($0)"}}"# })
        }
    }

    @Test("where no SMS is sent the page says so and what to do, and there is no form", arguments: EngineKind.allCases)
    func closed(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let page = try await village.visitor().get("/mine/sign-in")
            #expect(page.status == 200 && page.text.contains("还没有开通用手机号登录") && page.text.contains("0000-0000000"))
            #expect(page.formToken("/mine/code") == nil)
            let asked = try await village.program().post("/resident/codes", ["phone": Self.phone])
            #expect(asked.status == 409 && asked["code"] == "phone_sign_in_closed")
            let health = try await village.browser(of: .systemAdministrator).get("/desk/health")
            #expect(health.text.contains("居民用手机号登录没有开通"))
        }
        try await Village.with(kind, settings: Self.show) { village in
            try await setBudget(0, village)
            #expect(try await village.visitor().get("/mine/sign-in").text.contains("还没有开通用手机号登录"))
        }
    }

    @Test(
        "nobody is led to another site",
        arguments: [
            "//evil.example", "https://evil.example", "/\\evil.example", "javascript:alert(1)",
            "/mine\r\nSet-Cookie: x=1",
        ])
    func redirects(_ next: String) async throws {
        try await Village.with(.sqlite, settings: Self.show) { village in
            let browser = village.visitor()
            let page = try await browser.fillIn(
                "/mine/sign-in", action: "/mine/code", [("phone", Self.phone), ("next", next)])
            #expect(page.hiddenField("next") == "/mine")
            let entered = try await browser.post(
                "/mine/sign-in",
                [
                    ("_token", try #require(page.formToken("/mine/sign-in"))), ("phone", Self.phone),
                    ("ticket", try #require(page.hiddenField("ticket"))), ("next", next),
                    ("code", try #require(await village.digits(sentTo: Self.phone))),
                ])
            #expect(entered.status == 303 && entered.header("Location") == "/mine")
        }
    }

    @Test("whatever is typed, nothing breaks", arguments: EngineKind.allCases)
    func hostile(_ kind: EngineKind) async throws {
        try await Village.with(kind, settings: Self.show) { village in
            let texts = [
                "", "<script>alert(1)</script>", "' OR 1=1 --", "\u{0}", String(repeating: "1", count: 5_000), "１３８",
                "\u{202E}13812345678", "{{7*7}}",
            ]
            for text in texts {
                let browser = village.visitor()
                let page = try await browser.fillIn("/mine/sign-in", action: "/mine/code", [("phone", text)])
                #expect(page.status == 422 || page.status == 200, "\(text.prefix(20)): \(page.status)")
                #expect(!page.text.contains("<script>alert"))
                let form = village.services.formTokens.issue(
                    for: Array(try #require(browser.cookies["device"]).utf8), action: "/mine/sign-in")
                for field in ["phone", "ticket", "code"] {
                    var fields = ["phone": "13900000001", "ticket": "x", "code": "123456"]
                    fields[field] = text
                    let typed = try await browser.post(
                        "/mine/sign-in", [("_token", form)] + fields.map { ($0.key, $0.value) })
                    #expect([401, 422].contains(typed.status), "\(field) \(text.prefix(20)): \(typed.status)")
                    #expect(!typed.text.contains("<script>alert"))
                    let api = try await village.program().post("/resident/sign-ins", fields, key: nil)
                    #expect([401, 422, 429].contains(api.status), "\(field) \(text.prefix(20)): \(api.status)")
                }
                village.clock.move(minutes: 1)
            }
        }
    }

    private func setBudget(_ budget: Int, _ village: Village) async throws {
        var profile = Village.practice.profile
        profile.residents.codesPerDay = budget
        village.services.liveSites.follow(profile, of: village.story.county.id, village.services.pages)
    }

    private func signIns(_ village: Village) async throws -> Int? {
        try await village.services.engine.read {
            try $0.first("SELECT COUNT(*) FROM resident_sign_in") { try $0.next(Int.self) }
        }
    }
}

extension Sequence where Element: Sendable {
    fileprivate func asyncMap<Value>(_ transform: (Element) async throws -> Value) async throws -> [Value] {
        var values: [Value] = []
        for element in self { values.append(try await transform(element)) }
        return values
    }
}
