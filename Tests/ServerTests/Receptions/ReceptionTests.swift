// SPDX-License-Identifier: Apache-2.0

import Database
import DatabaseTestSupport
import Domain
import TestSupport
import Testing

@testable import Server

@Suite("Reception days", .serialized)
struct ReceptionTests {
    @Test("a second day of a room at the same time is refused, unless both are meant", arguments: EngineKind.allCases)
    func overlapping(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            _ = try await village.planReception()
            let secretary = try await village.program(of: .secretary)
            var fields = village.receptionFields(day: "2026-03-12")
            let refused = try await secretary.post("/desk/receptions", fields)
            #expect(refused.status == 422 && refused["code"] == "hours_overlap", "\(refused.text)")
            fields["alongside"] = "yes"
            #expect(try await secretary.post("/desk/receptions", fields).status == 201)
            #expect(
                try await secretary.post("/desk/receptions", village.receptionFields(day: "2026-03-13")).status == 201)
        }
    }

    @Test("a day is planned, booked, worked through, and what was said becomes a topic", arguments: EngineKind.allCases)
    func wholeDay(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let id = try await village.planReception(day: "2026-03-06")
            let booked = try await village.book(id, ["name": "王大姐", "matter": "路灯"])
            #expect(booked.status == 201, "\(booked.text)")
            let code = try #require(booked["bookingCode"])
            let missing = try #require(try await village.book(id, at: "10:00")["id"])
            village.clock.move(hours: 25)

            let member = try await village.browser(of: .member)
            let page = try await member.get("/desk/receptions/\(id)")
            #expect(page.status == 200 && page.text.contains("王大姐") && page.text.contains("10:20–10:40"))
            let visit = try #require(booked["id"])
            let arrived = try await member.fillIn(
                "/desk/receptions/\(id)", action: "/desk/visits/\(visit)/check-in", [])
            #expect(arrived.header("Location") == "/desk/visits/\(visit)?done=check_in")
            let form = "/desk/visits/\(visit)/record"
            #expect(try await member.get(form).text.contains(">\n路灯</textarea>"), "what was booked for begins it")
            let recorded = try await member.fillIn(
                form, action: form, [("said", "东门的路灯坏了半年"), ("place", "东门"), ("answer", "这周去看")])
            #expect(recorded.status == 303, "\(recorded.text)")
            let secretary = try await village.browser(of: .secretary)
            let raised = try await secretary.fillIn(
                "/desk/visits/\(visit)", action: "/desk/visits/\(visit)/topic", [("version", "3")])
            #expect(raised.status == 303, "one click")

            let program = try await village.program(of: .secretary)
            let record = try await program.get("/desk/visits/\(visit)")
            let topic = try #require(record["topic"])
            #expect(record["state"] == "raised")
            let read = try await program.get("/desk/topics/\(topic)")
            #expect(read["text"] == "东门的路灯坏了半年", "\(read.text)")
            let onDesk = try await secretary.get("/desk/topics/\(topic)")
            #expect(onDesk.text.contains("委员接待日") && onDesk.text.contains("/desk/visits/\(visit)"))

            // The visitor finds the tracking code by the booking code, the secretary hands it out on paper.
            let own = try await village.program().get("/bookings/\(code)")
            let tracking = try #require(own["trackingCode"])
            #expect(own["said"] == "东门的路灯坏了半年" && own["answer"] == "这周去看")
            let printed = try await program.get("/desk/visits/\(visit)/code")
            #expect(printed["trackingCode"] == tracking)
            let sheet = try await secretary.get("/desk/visits/\(visit)/code")
            #expect(sheet.status == 200 && sheet.text.contains(tracking))
            let status = try await village.visitor().get("/status/\(tracking)")
            #expect(status.status == 200 && status.text.contains("东门的路灯"))

            let early = try await program.post("/desk/receptions/\(id)/finishing", [:])
            #expect(early.status == 409 && early["code"] == "visits_waiting")
            #expect(try await program.post("/desk/visits/\(missing)/absence", [:]).status == 200)
            let walkIn = try await program.post("/desk/receptions/\(id)/walk-ins", ["name": "老周"])
            #expect(walkIn.status == 200, "\(walkIn.text)")
            let finished = try await program.post("/desk/receptions/\(id)/finishing", [:])
            #expect(finished.status == 200 && finished["state"] == "over")
            let figures = try #require(finished.object["figures"] as? [String: Int])
            #expect(figures == ["booked": 2, "came": 2, "missed": 1, "walkIns": 1, "topics": 1])

            // From now on nobody reads who came, and no code is handed out.
            let later = try await secretary.get("/desk/receptions/\(id)")
            #expect(!later.text.contains("王大姐") && !later.text.contains("老周"))
            #expect(later.text.contains("预约2位，到场2位（其中没预约直接来的1位），转成议题1件"))
            #expect(try await program.get("/desk/visits/\(visit)/code").status == 404)
            #expect(try await village.rowDifferences() == [])
            try await village.seal()
            #expect(try await village.verify().isClean)
        }
    }

    @Test("the form says what is wrong beside the field, and keeps what was typed", arguments: EngineKind.allCases)
    func planning(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let browser = try await village.browser(of: .secretary)
            let member = try #require(village.story.staff[.member]?.id.text)
            func sent(_ changes: [String: String]) -> [(String, String)] {
                let fields = [
                    "room": village.room.id.text, "day": "2026-03-12", "from": "10:00", "until": "11:00", "slot": "20",
                    "places": "1", "place": "一楼", "members.\(member)": "on",
                ].merging(changes) { $1 }
                return fields.filter { !$0.value.isEmpty }.sorted { $0.key < $1.key }
            }
            let page = "/desk/reception"
            let wrong: [([String: String], String)] = [
                (["day": "2026-03-04"], "这一天已经过了"), (["day": "2026-08-12"], "最多提前92天"),
                (["until": "10:10"], "排不出一个时段"), (["members.\(member)": ""], "请在“哪些委员接待”里选一项"),
                (["room": village.otherRoom.id.text], "秘书安排"), (["place": ""], "还没有填“在哪里”"),
            ]
            for (changes, sentence) in wrong {
                let answer = try await browser.fillIn(page, action: page, sent(changes))
                #expect(answer.status == 422 && answer.text.contains(sentence), "\(changes): \(answer.status)")
                #expect(answer.text.contains("value=\"10:00\""))
            }
            let stranger = try #require(village.story.staff[.officer]?.id.text)
            let officer = try await browser.fillIn(
                page, action: page, sent(["members.\(member)": "", "members.\(stranger)": "on"]))
            #expect(officer.status == 422 && officer.text.contains("没有这一位委员"))
            let done = try await browser.fillIn(page, action: page, sent([:]))
            #expect(done.status == 303, "\(done.text)")
            await village.deliverLetters()
            let notices = try await village.browser(of: .member).get("/desk/notices")
            #expect(notices.text.contains("安排了一个委员接待日"))
        }
    }

    @Test("place and members can change, with the members as they are ticked")
    func revising() async throws {
        try await Village.with(.sqlite) { village in
            let id = try await village.planReception()
            let browser = try await village.browser(of: .secretary)
            let (member, other) = (
                try #require(village.story.staff[.member]?.id), try #require(village.story.staff[.otherMember]?.id)
            )
            let form = "/desk/receptions/\(id)/revision"
            let page = try await browser.get(form)
            #expect(
                page.text.contains("name=\"members.\(member)\" value=\"on\" id=\"field-members\" checked")
                    || page.text.contains("name=\"members.\(member)\" value=\"on\" checked"), "\(page.text)")
            #expect(!page.text.contains("name=\"members.\(other)\" value=\"on\" checked"))
            let done = try await browser.fillIn(
                form, action: form, [("place", "二楼"), ("members.\(other)", "on"), ("version", "1")])
            #expect(done.status == 303, "\(done.text)")
            #expect(try await village.program(of: .member).get("/desk/receptions/\(id)").status == 404)
            #expect(try await village.program(of: .otherMember).get("/desk/receptions/\(id)").status == 200)
            #expect(try await village.program().get("/receptions/\(id)")["place"] == "二楼")
            #expect(try await village.rowDifferences() == [])
        }
    }

    @Test("a cancelled day tells those who left a phone, once, and forgets them", arguments: EngineKind.allCases)
    func cancelling(_ kind: EngineKind) async throws {
        try await Village.with(kind, settings: ["gateways": "show"]) { village in
            let id = try await village.planReception()
            let told = try await village.book(id, ["phone": Village.phone, "name": "王大姐"])
            let untold = try await village.book(id, at: "10:40", ["name": "老周"])
            let code = try #require(told["bookingCode"])
            let browser = try await village.browser(of: .convener)
            let form = "/desk/receptions/\(id)/cancellation"
            let done = try await browser.fillIn(form, action: form, [("reason", "社区停电"), ("version", "1")])
            #expect(done.status == 303, "\(done.text)")
            await village.sendMessages(.sms)
            let messages = village.shown.filter { $0.title == VisitWording.cancelledTitle }
            #expect(messages.map(\.address) == [Village.phone])
            #expect(messages.first?.text.contains("社区停电") == true && messages.first?.text.contains("10:20") == true)
            for answer in [told, untold] {
                let own = try await village.program().get("/bookings/\(try #require(answer["bookingCode"]))")
                #expect(own["state"] == "cancelled" && own["reason"] == "社区停电")
                #expect(own["name"] == nil && own["phone"] == nil)
            }
            let page = try await village.visitor().get("/bookings/\(code)")
            #expect(page.text.contains("社区停电") && !page.text.contains(Village.phone))
            let open = try await village.visitor().get("/r/\(village.room.token.text)/receptions/\(id)")
            #expect(open.status == 200 && open.text.contains("这一天取消了"))
            #expect(try await village.book(id)["code"] == "reception_over")
            #expect(try await village.visitor().get("/r/\(village.room.token.text)").text.contains("约个时间") == false)
            #expect(try await village.rowDifferences() == [])
        }
    }

    @Test("names and phones go when their period has passed, unless the topic is held", arguments: EngineKind.allCases)
    func retention(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let id = try await village.planReception(day: "2026-03-06", places: "2")
            let kept = try #require(try await village.book(id, ["name": "王大姐", "phone": Village.phone])["id"])
            let gone = try #require(try await village.book(id, ["name": "老周", "phone": "13800000007"])["id"])
            village.clock.move(hours: 25)
            let secretary = try await village.program(of: .secretary)
            #expect(try await secretary.post("/desk/visits/\(kept)/check-in", [:]).status == 200)
            #expect(try await secretary.post("/desk/visits/\(kept)/record", ["said": "路灯不亮"]).status == 200)
            let raised = try await secretary.post("/desk/visits/\(kept)/topic", [:])
            let topic = try #require(raised["topic"])
            let hold = try await village.program(of: .privacyOfficer)
                .post("/desk/holds", ["record": topic, "reason": "诉讼"])
            #expect(hold.status == 201)
            func names() async throws -> Set<String> {
                let read = try await village.program(of: .secretary).get("/desk/receptions/\(id)")
                let visits = read.object["visits"] as? [[String: Any]] ?? []
                return Set(visits.compactMap { $0["name"] as? String })
            }
            village.clock.move(hours: 24 * 150)
            try await RetentionDesk(
                services: village.services, site: Site(tenant: village.story.county, practice: Village.practice)
            ).run()
            #expect(try await names() == ["王大姐", "老周"], "not before its period")
            village.clock.move(hours: 24 * 60)
            try await RetentionDesk(
                services: village.services, site: Site(tenant: village.story.county, practice: Village.practice)
            ).run()
            #expect(try await names() == ["王大姐"])
            let left = try await village.services.engine.read {
                try $0.first("SELECT COUNT(*) FROM reception_visit WHERE phone_hash IS NOT NULL") {
                    try $0.next(Int.self)
                }
            }
            #expect(left == 1 && gone != kept)
            #expect(try await village.rowDifferences() == [])
        }
    }

    @Test("whose room it is not, and who does not receive, finds nothing", arguments: EngineKind.allCases)
    func scope(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let id = try await village.planReception()
            let visit = try #require(try await village.book(id, ["name": "王大姐"])["id"])
            for villager in [Villager.otherSecretary, .otherMember, .officer, .privacyOfficer, .systemAdministrator] {
                let program = try await village.program(of: villager)
                for path in ["/desk/receptions/\(id)", "/desk/visits/\(visit)"] {
                    #expect(try await program.get(path).status == 404, "\(villager) \(path)")
                }
                #expect(!(try await program.get("/desk/receptions").text.contains(id)), "\(villager)")
                #expect(try await program.post("/desk/visits/\(visit)/check-in", [:]).status == 404, "\(villager)")
            }
            for villager in [Villager.secretary, .convener, .leader, .member] {
                let program = try await village.program(of: villager)
                #expect(try await program.get("/desk/receptions").text.contains(id), "\(villager)")
                let read = try await program.get("/desk/visits/\(visit)")
                #expect(read.status == 200 && (read["name"] == "王大姐") == (villager != .leader), "\(villager)")
            }
            #expect(try await village.program(host: Village.zoneHost).get("/receptions/\(id)").status == 404)
            let zone = try await village.program(of: .zoneSecretary)
            #expect(try await zone.get("/desk/receptions/\(id)").status == 404)
        }
    }
}
