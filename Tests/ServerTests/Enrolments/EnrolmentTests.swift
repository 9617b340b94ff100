// SPDX-License-Identifier: Apache-2.0

import Database
import DatabaseTestSupport
import Domain
import TestSupport
import Testing

@testable import Server

@Suite("Enrolling for a session", .serialized)
struct EnrolmentTests {
    @Test("a resident finds the session behind the room's code, enrols, is admitted, and is one of the people")
    func pages() async throws {
        try await Village.with(.sqlite) { village in
            let session = try await village.announceSession(seats: 1)
            let visitor = village.visitor()
            let page = "/sessions/\(session)"
            #expect(try await visitor.get("/r/\(village.room.token.text)/join").text.contains(page))
            let shown = try await visitor.get(page)
            #expect(shown.status == 200 && shown.text.contains("校门口放学时段拥堵") && shown.text.contains("1个名额"))
            let bad = try await visitor.fillIn(page, action: page, [("name", ""), ("phone", "12"), ("words", "路窄")])
            #expect(bad.status == 422 && bad.text.contains("路窄") && bad.text.contains("11位手机号"))
            let done = try await visitor.fillIn(page, action: page, [("name", "王大姐"), ("words", "路窄")])
            let place = try #require(done.header("Location"), "\(done.text)")
            let code = String(place.dropFirst("/enrolments/".count).prefix(14))
            #expect(try await visitor.get(place).text.contains("报上名了，等答复"))
            let found = try await village.visitor().fillIn("/bookings", action: "/bookings", [("code", code)])
            #expect(found.header("Location") == "/enrolments/\(code)")

            let secretary = try await village.browser(of: .secretary)
            let record = "/desk/sessions/\(session)"
            let desk = try await secretary.get(record)
            #expect(desk.text.contains("王大姐") && desk.text.contains("路窄"))
            let convener = try await village.browser(of: .convener).get(record)
            #expect(convener.text.contains("王大姐"))
            let leader = try await village.browser(of: .leader).get(record)
            #expect(leader.text.contains("报名的群众") && !leader.text.contains("王大姐"))
            let id = try #require(try await village.program().get("/enrolments/\(code)")["id"])
            let act = "/desk/enrolments/\(id)/admission"
            let admitted = try await secretary.fillIn(record, action: act, [("version", "1")])
            #expect(admitted.status == 303, "\(admitted.text)")
            #expect(try await visitor.get("/enrolments/\(code)").text.contains("请您参加"))
            let people = try #require(try await village.session(session)).participants
            #expect(people.map(\.category) == [.people] && people[0].name == .kept("王大姐"))

            let second = try await village.enrol(session, ["name": "老周"])
            #expect(second.status == 201)
            #expect(try await village.visitor().get(page).text.contains("名额现在满了"))
            let other = try #require(second["id"])
            let full = try await village.program(of: .secretary).post("/desk/enrolments/\(other)/admission", [:])
            #expect(full.status == 409 && full["code"] == "no_seat_left")

            let back = try await visitor.fillIn(
                "/enrolments/\(code)", action: "/enrolments/\(code)/withdrawal", [])
            #expect(back.status == 303, "\(back.text)")
            #expect(try #require(try await village.session(session)).participants == [])
            let after = try await visitor.get("/enrolments/\(code)")
            #expect(after.text.contains("您取消了报名") && !after.text.contains("王大姐") && !after.text.contains("路窄"))
            let free = try await village.program(of: .secretary).post("/desk/enrolments/\(other)/admission", [:])
            #expect(free.status == 200 && free["state"] == "admitted")
            #expect(try await village.rowDifferences() == [])
            await village.deliverLetters()
            #expect(try await secretary.get("/desk/notices").text.contains("有人报名参加一场协商会"))
        }
    }

    @Test("nobody knows of a session that is only planned, or of its topics that are not public")
    func unpublished() async throws {
        try await Village.with(.sqlite) { village in
            let planned = try #require(try await village.carry(to: .planned).session)
            #expect(try await village.visitor().get("/sessions/\(planned)").status == 404)
            #expect(try await village.program().get("/sessions/\(planned)").status == 404)
            #expect(try await village.enrol(planned).status == 404)
            let hidden = try await village.carry(to: .announced, words: "门口有个大坑", isPublic: false)
            let session = try #require(hidden.session)
            let page = try await village.visitor().get("/sessions/\(session)")
            #expect(page.status == 200 && !page.text.contains("门口有个大坑") && !page.text.contains(hidden.topic.id.text))
            #expect(try await village.visitor(host: Village.zoneHost).get("/sessions/\(session)").status == 404)
        }
    }

    @Test(
        "one device enrols once; its double gets the same answer, another name a kind word",
        arguments: EngineKind.allCases)
    func once(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let session = try await village.announceSession()
            let (visitor, page) = (village.visitor(), "/sessions/\(session)")
            let first = try await visitor.fillIn(page, action: page, [("name", "李阿姨")])
            let again = try await visitor.fillIn(page, action: page, [("name", "李阿姨"), ("words", "再报一次")])
            #expect(first.status == 303 && again.header("Location") == first.header("Location"))
            let other = try await visitor.fillIn(page, action: page, [("name", "老周")])
            #expect(other.status == 422 && other.text.contains("一部手机报一位") && !other.text.contains("李阿姨"))
            #expect(try await village.visitor().fillIn(page, action: page, [("name", "李阿姨")]).status == 303)

            // Ten taps at the same moment, each with a form of its own.
            let browser = village.visitor()
            _ = try await browser.get(page)
            let tokens = try await (0..<4).asyncMap { _ in try await browser.token(on: page, for: page) }
            let places = try await withThrowingTaskGroup(of: String.self) { group in
                for token in tokens {
                    group.addTask {
                        try await browser.post(page, [("_token", token), ("name", "丁师傅")]).header("Location") ?? ""
                    }
                }
                return try await group.reduce(into: Set<String>()) { $0.insert($1) }
            }
            #expect(places.count == 1 && places.first?.hasPrefix("/enrolments/") == true, "\(places)")
            let list = try await village.program(of: .secretary).get("/desk/sessions/\(session)/enrolments")
            #expect((list.object["items"] as? [[String: Any]])?.count == 3)
            #expect(try await village.rowDifferences() == [])
        }
    }

    @Test(
        "whoever has signed in by phone enrols once, finds it again and takes it back", arguments: EngineKind.allCases)
    func byPhone(_ kind: EngineKind) async throws {
        try await Village.with(kind, settings: ["gateways": "show"]) { village in
            let session = try await village.announceSession()
            let resident = try await village.resident(Village.phone)
            let path = "/resident/sessions/\(session)/enrolments"
            let first = try await resident.post(path, ["name": "王大姐"])
            let again = try await resident.post(path, ["name": "别的名字"])
            #expect(first.status == 201 && again.status == 201 && first["id"] == again["id"])
            #expect(again["name"] == "王大姐" && again["phone"] == "138****5678")
            // Somebody who only types the number is told nothing of that.
            #expect(try await village.enrol(session, ["phone": Village.phone])["id"] != first["id"])
            let id = try #require(first["id"])
            let list = try #require(
                try await resident.get("/resident/enrolments").object["items"] as? [[String: Any]])
            #expect(list.count == 2)

            let admitted = try await village.program(of: .secretary).post("/desk/enrolments/\(id)/admission", [:])
            #expect(admitted.status == 200)
            await village.sendMessages(.sms)
            #expect(village.shown.contains { $0.text.contains("请您参加") && $0.address == Village.phone })
            try await village.act(.postpone, ["reason": "下大雪"], on: session, as: .convener)
            #expect(try await village.program().get("/sessions/\(session)").object["takesEnrolments"] as? Bool == false)
            #expect(try await village.enrol(session)["code"] == "awaits_new_day")
            let key = "0123456789abcdef0123"
            let back = try await resident.post("/resident/enrolments/\(id)/withdrawal", [:], key: key)
            #expect(back.status == 200 && back["state"] == "withdrawn" && back["name"] == nil)
            #expect(try await resident.post("/resident/enrolments/\(id)/withdrawal", [:], key: key).status == 200)
            #expect(try await resident.get("/resident/enrolments/\(id)").status == 404)
            #expect(try await village.rowDifferences() == [])
            try await village.seal()
            #expect(try await village.verify().isClean)
        }
    }

    @Test("declined with a word that is read by code; what is open ends with the session; nothing is kept of either")
    func decided() async throws {
        try await Village.with(.sqlite, settings: ["gateways": "show"]) { village in
            let session = try await village.announceSession()
            let declined = try await village.enrol(session, ["phone": "13900000001"])
            let waiting = try await village.enrol(session, ["name": "老周", "phone": "13900000002"])
            let id = try #require(declined["id"])
            let secretary = try await village.program(of: .secretary)
            let none = try await secretary.post("/desk/enrolments/\(id)/declining", [:])
            #expect(none.status == 422)
            let said = try await secretary.post("/desk/enrolments/\(id)/declining", ["reason": "这次坐不下"])
            #expect(said.status == 200 && said["name"] == nil && said["reason"] == "这次坐不下")
            let code = try #require(declined["enrolmentCode"])
            let own = try await village.program().get("/enrolments/\(code)")
            #expect(own["reason"] == "这次坐不下" && own["name"] == nil && own["phone"] == nil && own["words"] == nil)
            #expect(
                try await village.program().post("/enrolments/\(code)/withdrawal", [:])["code"] == "already_declined")
            #expect(try await village.program().post("/enrolments/\(code)/forgetting", [:])["code"] == "nothing_kept")

            try await village.act(.cancel, ["reason": "已当场解决"], on: session, as: .convener)
            let lapsed = try await village.program().get("/enrolments/\(try #require(waiting["enrolmentCode"]))")
            #expect(lapsed["state"] == "lapsed" && lapsed["name"] == nil)
            await village.sendMessages(.sms)
            #expect(village.shown.contains { $0.text.contains("这次坐不下") && $0.address == "13900000001" })
            #expect(village.shown.contains { $0.text.contains("取消了") && $0.address == "13900000002" })
            #expect(!village.shown.contains { $0.text.contains("取消了") && $0.address == "13900000001" })
            #expect(try await village.rowDifferences() == [])
        }
    }

    @Test(
        "who was admitted takes name and phone back, and is counted as before; the period takes the rest",
        arguments: EngineKind.allCases)
    func forgetting(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let journey = try await village.carry(to: .announced)
            let session = try #require(journey.session)
            let enrolled = try await village.enrol(session, ["phone": Village.phone])
            let id = try #require(enrolled["id"])
            let code = try #require(enrolled["enrolmentCode"])
            _ = try await village.program(of: .secretary).post("/desk/enrolments/\(id)/admission", [:])
            let before = try #require(try await village.session(session)).participants.count
            let forgotten = try await village.program().post("/enrolments/\(code)/forgetting", [:])
            #expect(forgotten.status == 200 && forgotten["name"] == nil && forgotten["phone"] == nil)
            let people = try #require(try await village.session(session)).participants
            #expect(people.count == before && people.contains { $0.name == .erased })
            let again = try await village.program().post("/enrolments/\(code)/forgetting", [:])
            #expect(again.status == 409 && again["code"] == "nothing_kept")

            _ = try await village.carry(journey, from: .inProgress, to: .closed)
            village.clock.move(hours: 26 * 31 * 24)
            await RetentionDesk.runAll(village.services)
            let own = try await village.program().get("/enrolments/\(code)")
            #expect(own["state"] == "admitted" && own["words"] == nil)
            let marks = try await village.services.engine.read { transaction in
                try transaction.first(
                    "SELECT COUNT(*) FROM session_enrolment WHERE phone_hash IS NOT NULL OR device_hash IS NOT NULL"
                ) { try $0.next(Int.self) }
            }
            #expect(marks == 0)
            #expect(try await village.rowDifferences() == [])
            try await village.seal()
            #expect(try await village.verify().isClean)
        }
    }

    @Test("as many are admitted as there are seats, whoever presses at the same moment", arguments: EngineKind.allCases)
    func race(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let session = try await village.announceSession(seats: 2)
            var ids: [String] = []
            for number in 0..<6 {
                ids.append(try #require(try await village.enrol(session, ["name": "第\(number)位"])["id"]))
            }
            let program = try await village.program(of: .secretary)
            let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
                for id in ids {
                    group.addTask { try await program.post("/desk/enrolments/\(id)/admission", [:]).status }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(statuses.allSatisfy { $0 == 200 || $0 == 409 }, "\(statuses)")
            #expect((1...2).contains(statuses.count { $0 == 200 }), "\(statuses)")
            let people = try #require(try await village.session(session)).participants
            #expect(people.count == statuses.count { $0 == 200 })
            #expect(try await village.rowDifferences() == [])
        }
    }

    @Test("a flood, codes that are tried out, and a number of seats that is none")
    func limits() async throws {
        try await Village.with(.sqlite) { village in
            let session = try await village.announceSession()
            let (browser, page) = (village.visitor(), "/sessions/\(session)")
            var last = 0
            for number in 0..<8 {
                last = try await browser.fillIn(page, action: page, [("name", "第\(number)位")]).status
            }
            #expect(last == 429, "one device sends no more than five in a minute")
            for number in 0..<40 {
                last = try await village.program().get("/enrolments/\(BookingCode(random: UInt64(number)).text)").status
            }
            #expect(last == 429)
            let topic = try await village.carry(to: .ready).topic.id.text
            for seats in ["0", "201", "-1", "很多", "1e2"] {
                let planned = try await village.program(of: .secretary).post(
                    "/desk/sessions",
                    [
                        "title": "会", "topics": [topic], "day": "2026-03-20", "time": "15:00", "place": "社区",
                        "seats": seats,
                    ])
                #expect(planned.status == 422, "\(seats)")
            }
            let form = try await village.browser(of: .secretary).fillIn(
                "/desk/planning", action: "/desk/planning",
                [
                    ("title", "会"), ("topics.\(topic)", "on"), ("day", "2026-03-20"), ("time", "15:00"),
                    ("place", "社区"), ("seats", "300"),
                ])
            #expect(form.status == 422 && form.text.contains("名额要是1到200之间的数"))
        }
    }
}

extension Range<Int> {
    /// One after the other.
    fileprivate func asyncMap<Value>(_ make: (Int) async throws -> Value) async throws -> [Value] {
        var values: [Value] = []
        for number in self { values.append(try await make(number)) }
        return values
    }
}
