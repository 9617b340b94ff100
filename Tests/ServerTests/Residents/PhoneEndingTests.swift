// SPDX-License-Identifier: Apache-2.0

import Cryptography
import Database
import DatabaseTestSupport
import Domain
import Foundation
import TestSupport
import Testing

@testable import Server

@Suite("Whoever acts by code says how the phone ends that was left", .serialized)
struct PhoneEndingTests {
    private static let phone = "13812345678"
    private static let asked = "您提这件事时留的手机号，后四位是几？"
    private static let show = ["gateways": "show"]

    @Test(
        "a page asks in the same form, says what is wrong, and keeps what was written", arguments: EngineKind.allCases)
    func pages(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let mine = try await raise(village)
            try await village.act(.ask, ["question": "哪一头？"], on: mine.id, as: .secretary)
            let browser = village.visitor()
            let page = "/status/\(mine.code)"
            let shown = try await browser.get(page)
            #expect(shown.status == 200 && shown.text.contains(Self.asked) && shown.text.contains("哪一头？"))
            #expect(shown.text.contains("inputmode=\"numeric\"") && !shown.text.contains("5678"))
            let words = "靠小学那一头"
            for (said, sentence) in [
                ("", "请填上那个号码的后四位"), ("1234", "后四位对不上"), ("12", "手机号的后四位是4个数字"),
                ("九八七六", "手机号的后四位是4个数字"),
            ] {
                let refused = try await browser.fillIn(
                    page, action: "\(page)/answer", [("answer", words), ("phoneEnding", said)])
                #expect(refused.status == 422 && refused.text.contains(sentence), "“\(said)”")
                #expect(refused.text.contains(words), "what was written stays")
                #expect(said.isEmpty || !refused.text.contains("value=\"\(said)\""))
            }
            #expect(try await village.topic(mine.id)?.state.name == .asked)
            let taken = try await browser.fillIn(
                page, action: "\(page)/answer", [("answer", words), ("phoneEnding", "５６ 78")])
            #expect(taken.status == 303)
            #expect(try await village.topic(mine.id)?.state.name != .asked)

            for (segment, fields) in [
                ("addition", [("addition", "昨晚又灭了一盏")]), ("withdrawal", [("reason", "已经修好了")]),
            ] {
                let form = "\(page)/\(segment)"
                #expect(try await browser.get(form).text.contains(Self.asked))
                let refused = try await browser.fillIn(form, action: form, fields)
                #expect(refused.status == 422 && refused.text.contains(fields[0].1))
                #expect(try await browser.fillIn(form, action: form, fields + [("phoneEnding", "5678")]).status == 303)
            }
            let undo = "\(page)/keeping-up"
            let wrong = try await browser.fillIn(page, action: undo, [("phoneEnding", "0000")])
            #expect(wrong.status == 422 && wrong.text.contains("后四位对不上") && wrong.text.contains("您要撤回这件事"))
            #expect(try await browser.fillIn(page, action: undo, [("phoneEnding", "5678")]).status == 303)
            for (form, action, fields) in [
                ("data", "access", []), ("correction", "correction", [("wrong", "第三盏"), ("right", "第五盏")]),
                ("erasure", "erasure", [(String, String)]()),
            ] {
                let (there, sent) = ("\(page)/\(form)", "\(page)/\(action)")
                #expect(try await browser.get(there).text.contains(Self.asked), "\(form)")
                let refused = try await browser.fillIn(there, action: sent, fields)
                #expect(refused.status == 422 && refused.text.contains("请填上那个号码的后四位"), "\(action)")
                #expect(fields.allSatisfy { refused.text.contains($0.1) })
                let done = try await browser.fillIn(there, action: sent, fields + [("phoneEnding", "5678")])
                #expect(done.status == 303, "\(action)")
            }
            try await expectNothingKept(village)
        }
    }

    @Test(
        "all that is wrong is told at once, on top, each with a link to its field", arguments: EngineKind.allCases)
    func faultsAtOnce(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            // Who is asked something answers; who is not may add.
            let (asked, open) = (try await raise(village), try await raise(village))
            try await village.act(.ask, ["question": "哪一头？"], on: asked.id, as: .secretary)
            let browser = village.visitor()
            for (code, form, action, prefix, fields) in [
                (asked.code, "", "answer", "answer-", ["answer"]),
                (open.code, "/addition", "addition", "", ["addition"]),
                (open.code, "/withdrawal", "withdrawal", "", ["reason"]), (open.code, "/erasure", "erasure", "", []),
                (open.code, "/data", "access", "", []),
                (open.code, "/correction", "correction", "", ["wrong", "right"]),
            ] {
                let page = "/status/\(code)"
                let refused = try await browser.fillIn(
                    page + form, action: "\(page)/\(action)", fields.map { ($0, "") } + [("phoneEnding", "")])
                #expect(refused.status == 422 && refused.text.contains("还差\(fields.count + 1)处"), "\(action)")
                for field in fields + ["phoneEnding"] {
                    let id = "field-\(prefix)\(field)"
                    #expect(refused.text.contains("<a href=\"#\(id)\">"), "\(action): \(field)")
                    #expect(refused.text.occurrences(of: "id=\"\(id)\"") == 1, "\(action): it leads there")
                }
            }
        }
    }

    @Test("a program is told which field is missing or wrong, and is asked the same", arguments: EngineKind.allCases)
    func programs(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let mine = try await raise(village)
            let path = "/topics/status/\(mine.code)"
            let program = village.program()
            #expect(try await program.get(path).object["asksPhoneEnding"] as? Bool == true)
            let acts: [(String, [String: String])] = [
                ("addition", ["addition": "昨晚又灭了一盏"]), ("withdrawal", ["reason": "已经修好了"]), ("keeping-up", [:]),
                ("access", [:]), ("correction", ["wrong": "第三盏", "right": "第五盏"]), ("erasure", [:]),
            ]
            for (act, fields) in acts {
                let missing = try await program.post("\(path)/\(act)", fields)
                #expect(missing.status == 422 && missing["code"] == "phone_ending_missing", "\(act)")
                let named = missing.object["fields"] as? [[String: String]]
                #expect(named?.map { $0["name"] } == ["phoneEnding"])
                let done = try await program.post("\(path)/\(act)", fields.merging(["phoneEnding": "5678"]) { $1 })
                #expect([200, 201].contains(done.status), "\(act) \(done.text)")
            }
            let wrong = try await program.post("\(path)/access", ["phoneEnding": "8765"])
            #expect(wrong.status == 422 && wrong["code"] == "phone_ending_wrong")
            let odd = try await program.post("\(path)/access", ["phoneEnding": "56789"])
            #expect(odd.status == 422 && odd["code"] == "invalid_input")
            try await expectNothingKept(village)
        }
    }

    @Test("a submitter's word on an item is asked in the same way", arguments: EngineKind.allCases)
    func confirming(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let mine = try await raise(village)
            let code = try #require(TrackingCode(mine.code))
            let journey = try await village.carry(of: .init(id: mine.id, code: code, words: ""), to: .verified)
            let item = try #require(journey.item)
            let word = ["outcome": "partly", "rating": "satisfied"]
            let path = "/topics/status/\(mine.code)/confirmations/\(item)"
            #expect(try await village.program().post(path, word)["code"] == "phone_ending_missing")
            let browser = village.visitor()
            let (page, action) = ("/status/\(mine.code)", "/status/\(mine.code)/confirmations/\(item)")
            let said = [("outcome", "solved"), ("rating", "satisfied"), ("remark", "亮堂多了")]
            let refused = try await browser.fillIn(page, action: action, said + [("phoneEnding", "0000")])
            #expect(refused.status == 422 && refused.text.contains("后四位对不上") && refused.text.contains("亮堂多了"))
            let nothing = try await browser.fillIn(page, action: action, [("remark", "亮堂多了"), ("phoneEnding", "")])
            #expect(nothing.status == 422 && nothing.text.contains("还差3处") && nothing.text.contains("亮堂多了"))
            for field in ["outcome", "rating", "phoneEnding"] {
                #expect(nothing.text.contains("<a href=\"#field-\(item)-\(field)\">"), "\(field)")
                #expect(nothing.text.contains("id=\"field-\(item)-\(field)\""), "\(field)")
            }
            #expect(try await browser.fillIn(page, action: action, said + [("phoneEnding", "5678")]).status == 303)
            let changed = try await village.program().post(path, word.merging(["phoneEnding": "5678"]) { $1 })
            #expect(changed.status == 200 && changed["outcome"] == "partly")
        }
    }

    @Test(
        "few wrong ones are listened to; then nobody is for a while, and what was done is still answered",
        arguments: EngineKind.allCases)
    func limit(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let (mine, other) = (try await raise(village), try await raise(village))
            let path = "/topics/status/\(mine.code)/addition"
            let program = village.program()
            let right = ["addition": "昨晚又灭了一盏", "phoneEnding": "5678"]
            let key = UUID().uuidString
            #expect(try await program.post(path, right, key: key).status == 200)
            // All at once, as a program would try them.
            let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
                for digits in 0..<20 {
                    group.addTask {
                        try await program.post(path, ["addition": "冒充的", "phoneEnding": "000\(digits % 5)"]).status
                    }
                }
                return try await group.reduce(into: [Int]()) { $0.append($1) }
            }
            #expect(statuses.count { $0 == 422 } == PhoneEndingTries.perTopicInHour)
            #expect(statuses.count { $0 == 429 } == 20 - PhoneEndingTries.perTopicInHour)
            let waits = try await program.post(path, right)
            #expect(waits.status == 429 && waits["code"] == "phone_ending_tried_too_often")
            #expect(waits.header("Retry-After") == "3600")
            let again = try await program.post(path, right, key: key)
            #expect(again.status == 200 && again.header("Idempotency-Replayed") == "true")
            let form = "/status/\(mine.code)/addition"
            let page = try await village.visitor().fillIn(
                form, action: form, [("addition", "第五盏也灭了"), ("phoneEnding", "5678")])
            #expect(page.status == 429 && page.text.contains("后四位错了好几次，请60分钟后再试"))
            #expect(page.text.contains("第五盏也灭了") && page.header("Retry-After") == "3600")
            let others = try await program.post(
                "/topics/status/\(other.code)/addition", ["addition": "别的事", "phoneEnding": "5678"])
            #expect(others.status == 200, "the topic of somebody else is not touched")

            village.clock.move(hours: 1)
            #expect(try await program.post(path, right).status == 200)
            for _ in 0..<PhoneEndingTries.perTopicInHour {
                let wrong = try await program.post(path, ["addition": "冒充的", "phoneEnding": "0000"])
                #expect(wrong.status == 422)
            }
            village.clock.move(hours: 1)
            let day = try await program.post(path, right)
            #expect(day.status == 429 && day.text.contains("小时后再试"), "ten in a day are enough")
            village.clock.move(hours: 24)
            #expect(try await program.post(path, right).status == 200)
        }
    }

    @Test(
        "nobody is asked who has signed in by the phone, and nobody what nobody can answer",
        arguments: EngineKind.allCases)
    func notAsked(_ kind: EngineKind) async throws {
        try await Village.with(kind, settings: Self.show) { village in
            let mine = try await raise(village)
            let page = "/status/\(mine.code)"
            let own = try await village.residentBrowser(Self.phone)
            #expect(try await !own.get("\(page)/addition").text.contains(Self.asked))
            let added = try await own.fillIn("\(page)/addition", action: "\(page)/addition", [("addition", "又灭了一盏")])
            #expect(added.status == 303)
            village.clock.move(minutes: 1)
            let bearer = try await village.resident(Self.phone)
            let path = "/topics/status/\(mine.code)"
            #expect(try await bearer.get(path).object["asksPhoneEnding"] as? Bool == false)
            #expect(try await bearer.post("\(path)/addition", ["addition": "第五盏"]).status == 200)
            #expect(try await bearer.post("/resident/topics/\(mine.id)/addition", ["addition": "第六盏"]).status == 200)
            let stranger = try await village.residentBrowser("13900000001")
            let refused = try await stranger.fillIn(
                "\(page)/addition", action: "\(page)/addition", [("addition", "冒充的")])
            #expect(refused.status == 422, "another phone is not the one that was left")

            let bare = village.story.waiting.code.text
            #expect(try await !village.visitor().get("/status/\(bare)/addition").text.contains(Self.asked))
            #expect(
                try await village.program().post("/topics/status/\(bare)/addition", ["addition": "没留手机"]).status == 200)

            let asked = try await village.program().post("\(path)/erasure", ["phoneEnding": "5678"])
            #expect(asked.status == 201)
            let officer = try await village.program(of: .privacyOfficer)
            let list = try await officer.get("/desk/erasures")
            let id = try #require((list.object["items"] as? [[String: Any]])?.last?["id"] as? String)
            #expect(try await officer.post("/desk/erasures/\(id)/granting", [:]).status == 200)
            #expect(try await village.program().get(path).object["asksPhoneEnding"] as? Bool == false)
            let withdrawn = try await village.program().post("\(path)/withdrawal", ["reason": "不提了"])
            #expect(withdrawn.status == 200, "the phone is gone, and the code is enough again")
        }
    }

    @Test("above its tries an address is listened to once for each topic; the next hour forgets")
    func addresses() throws {
        let tries = PhoneEndingTries()
        let now = Instant(Day(year: 2026, month: 3, day: 5), hour: 9)
        func say(_ isRight: Bool, _ topic: Int64, from address: String, at moment: Instant) -> PhoneEndingRefusal? {
            Self.said(isRight, of: topic, from: address, at: moment, tries)
        }
        for topic in 0..<Int64(PhoneEndingTries.perAddressInHour) {
            #expect(say(false, topic + 1, from: "2001:db8:1:2::\(topic)", at: now) == .wrong)
        }
        let wait = PhoneEndingRefusal.tooOften(seconds: 3600)
        #expect(say(true, 1, from: "2001:db8:1:2:ffff::1", at: now) == wait, "a household is one address")
        #expect(say(true, 1, from: "2001:db8:1:3::1", at: now) == nil)
        #expect(say(true, 1000, from: "2001:db8:1:2::1", at: now) == nil, "a bystander is not shut out")
        #expect(say(false, 1001, from: "2001:db8:1:2::1", at: now) == .wrong)
        #expect(say(true, 1001, from: "2001:db8:1:2::1", at: now) == wait, "one look for each topic")
        let later = now.advanced(byMilliseconds: 3_600_000)
        #expect(say(true, 1001, from: "2001:db8:1:2::1", at: later) == nil)
    }

    @Test("a request that began before the hour or the day turned does not empty the counts")
    func backwards() throws {
        let tries = PhoneEndingTries()
        let midnight = Instant(Day(year: 2026, month: 3, day: 5))
        // Days are counted in UTC here, which turn in the middle of a day of Beijing.
        let turn = Instant(milliseconds: (midnight.milliseconds / 86_400_000 + 1) * 86_400_000)
        let before = turn.advanced(byMilliseconds: -12_000)
        for round in 0..<2 {
            let now = turn.advanced(byMilliseconds: Int64(round) * 3_600_000)
            for _ in 0..<PhoneEndingTries.perTopicInHour {
                #expect(Self.said(false, of: 1, from: "192.0.2.1", at: now, tries) == .wrong)
            }
            let late = Self.said(true, of: 1, from: "192.0.2.1", at: before, tries)
            guard case .tooOften(let seconds) = late else {
                Issue.record("listened to: \(String(describing: late))")
                return
            }
            #expect(seconds == (round == 0 ? 3612 : 86_412))
            let still = Self.said(true, of: 1, from: "192.0.2.1", at: now, tries)
            #expect(still == .tooOften(seconds: round == 0 ? 3600 : 82_800), "the counts are still there")
        }
    }

    // MARK: - What the tests have in common

    private static func said(
        _ isRight: Bool, of topic: Int64, from address: String, at moment: Instant, _ tries: PhoneEndingTries
    ) -> PhoneEndingRefusal? {
        do throws(PhoneEndingRefusal) {
            try tries.listen(to: isRight, of: Topic.ID(topic), from: address, at: moment)
            return nil
        } catch {
            return error
        }
    }

    private func raise(_ village: Village) async throws -> (id: Topic.ID, code: String) {
        let answer = try await village.program().post(
            "/topics", ["room": village.room.token.text, "text": "桥头第三盏灯不亮。", "phone": Self.phone])
        return (try #require(Identifier(answer["id"] ?? "")), try #require(answer["trackingCode"]))
    }

    /// Neither the log nor an event, a notice or a kept answer has what was said of the phone.
    private func expectNothingKept(_ village: Village) async throws {
        for line in village.log.lines {
            #expect(!line.contains(Self.phone) && !line.contains("phoneEnding"), "\(line)")
        }
        let facts = try await village.services.engine.read {
            try $0.rows("SELECT facts FROM event") { try $0.next(String.self) }
        }
        for fact in facts { #expect(!fact.contains("\"5678\"") && !fact.contains("phoneEnding"), "\(fact)") }
        let sealing = village.services.keys.sealing
        let answers = try await village.services.engine.read {
            try $0.rows("SELECT key_hash, answer FROM answered_request") { row in
                let key = try row.next([UInt8].self)
                return String(decoding: try sealing.open(try row.next([UInt8].self), context: key), as: UTF8.self)
            }
        }
        #expect(!answers.isEmpty)
        for answer in answers {
            #expect(!answer.contains(Self.phone) && !answer.contains("\"5678\"") && !answer.contains("５６ 78"))
        }
        await village.deliverLetters()
        for villager in [Villager.secretary, .privacyOfficer] {
            let notices = try await village.browser(of: villager).get("/desk/notices")
            #expect(notices.status == 200 && !notices.text.contains(Self.phone), "\(villager)")
            #expect(!notices.text.contains("phoneEnding") && !notices.text.contains("后四位"), "\(villager)")
        }
        try await village.seal()
        #expect(try await village.verify().isClean)
    }
}
