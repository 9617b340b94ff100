// SPDX-License-Identifier: Apache-2.0

import Database
import DatabaseTestSupport
import Domain
import TestSupport
import Testing

@testable import Server

@Suite("Bookings of reception days", .serialized)
struct BookingTests {
    @Test("a resident finds the day behind the room's code, books, sees the booking and gives it back")
    func pages() async throws {
        try await Village.with(.sqlite) { village in
            let id = try await village.planReception()
            let base = "/r/\(village.room.token.text)"
            let visitor = village.visitor()
            let room = try await visitor.get(base)
            #expect(room.text.contains("\(base)/receptions/\(id)") && room.text.contains("还能约3位"))
            #expect(try await visitor.get("\(base)/receptions").text.contains("3月12日（周四） 10:00–11:00"))
            let day = "\(base)/receptions/\(id)"
            let empty = try await visitor.fillIn(day, action: day, [("name", "王大姐"), ("phone", "12")])
            #expect(empty.status == 422 && empty.text.contains("value=\"王大姐\"") && empty.text.contains("11位手机号"))
            #expect(room.text.contains("/elder?on=1") && !empty.text.contains("/elder?"))
            let done = try await visitor.fillIn(
                day, action: day, [("slot", "10:20"), ("name", "王大姐"), ("phone", ""), ("matter", "")])
            let place = try #require(done.header("Location"), "\(done.text)")
            let own = try await visitor.get(place)
            #expect(own.status == 200 && own.text.contains("3月12日（周四） 10:20–10:40") && own.text.contains("您的预约码"))
            let code = String(place.dropFirst("/bookings/".count).prefix(14))
            let found = try await village.visitor().fillIn(
                "/bookings", action: "/bookings", [("code", code.lowercased().replacing("-", with: " "))])
            #expect(found.header("Location") == "/bookings/\(code)")

            let full = try await village.visitor().get(day)
            #expect(!full.text.contains("value=\"10:20\"") && full.text.contains("value=\"10:00\""))
            let late = try await village.visitor().fillIn(day, action: day, [("slot", "10:20"), ("name", "老周")])
            #expect(late.status == 422 && late.text.contains("刚刚约满了") && late.text.contains("老周"))

            let back = try await visitor.fillIn(
                "/bookings/\(code)", action: "/bookings/\(code)/cancellation", [])
            #expect(back.header("Location") == "/bookings/\(code)")
            let after = try await visitor.get("/bookings/\(code)")
            #expect(after.text.contains("您取消了这次预约") && !after.text.contains("王大姐"))
            #expect(own.text.contains("到场报它") && !after.text.contains("到场报它"))
            #expect(try await village.visitor().get(day).text.contains("value=\"10:20\""))
            #expect(try await village.visitor().get("\(base)/receptions/\(village.room.id)").status == 404)
            #expect(try await village.rowDifferences() == [])
        }
    }

    @Test("twenty at once get as many places as there are", arguments: EngineKind.allCases)
    func race(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let id = try await village.planReception(places: "3")
            let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
                for number in 0..<20 {
                    group.addTask { try await village.book(id, ["name": "第\(number)位"]).status }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(statuses.filter { $0 == 201 }.count == 3, "\(statuses)")
            #expect(statuses.allSatisfy { $0 == 201 || $0 == 409 }, "\(statuses)")
            let full = try await village.book(id)
            #expect(full["code"] == "slot_full")
            let slots = try #require(
                try await village.program().get("/receptions/\(id)").object["slots"] as? [[String: Any]])
            #expect(slots.map { $0["free"] as? Int } == [3, 0, 3])
            #expect(try await village.rowDifferences() == [])
        }
    }

    @Test(
        "whoever has signed in types no phone, books once a day, and finds the booking again",
        arguments: EngineKind.allCases)
    func byPhone(_ kind: EngineKind) async throws {
        try await Village.with(kind, settings: ["gateways": "show"]) { village in
            let id = try await village.planReception()
            let base = "/r/\(village.room.token.text)/receptions/\(id)"
            let resident = try await village.residentBrowser(Village.phone)
            let form = try await resident.get(base)
            #expect(form.text.contains("138****5678") && !form.text.contains("type=\"tel\""))
            let done = try await resident.fillIn(base, action: base, [("slot", "10:00"), ("verified", "1")])
            #expect(done.status == 303, "\(done.text)")
            let again = try await resident.fillIn(base, action: base, [("slot", "10:40"), ("verified", "1")])
            #expect(again.status == 422 && again.text.contains("已经约过了"))
            // Somebody else who types the same number is told nothing of that.
            #expect(try await village.book(id, at: "10:40", ["phone": Village.phone]).status == 201)

            // A phone is sent a code once a minute.
            village.clock.move(minutes: 2)
            let program = try await village.resident(Village.phone)
            let list = try #require(
                try await program.get("/resident/bookings").object["items"] as? [[String: Any]])
            #expect(list.count == 2)
            let visit = try #require(list.last?["id"] as? String)
            let page = try await resident.get("/mine")
            #expect(page.text.contains("我约的接待日") && page.text.contains("/mine/bookings/\(visit)"))
            let own = try await resident.get("/mine/bookings/\(visit)")
            #expect(own.text.contains("138****5678") && !own.text.contains(Village.phone), "\(own.text)")
            let read = try await program.get("/resident/bookings/\(visit)")
            #expect(read["phone"] == "138****5678")
            #expect(try await program.get("/resident/bookings/\(visit)")["time"] == "10:00")
            let key = "0123456789abcdef0123"
            let cancelled = try await program.post("/resident/bookings/\(visit)/cancellation", [:], key: key)
            #expect(cancelled.status == 200 && cancelled["state"] == "cancelled")
            let replayed = try await program.post("/resident/bookings/\(visit)/cancellation", [:], key: key)
            #expect(replayed.status == 200, "its double gets the same answer")
            #expect(try await program.get("/resident/bookings/\(visit)").status == 404, "nothing ties it to the phone")
            let other = try await village.resident("13900000001")
            let foreign = try #require(list.first?["id"] as? String)
            #expect(try await other.get("/resident/bookings/\(foreign)").status == 404)
            let third = try await program.post("/resident/receptions/\(id)/bookings", ["slot": "10:20"])
            #expect(third.status == 201, "cancelled, one may book anew: \(third.text)")
        }
    }

    @Test("name and phone are taken back at once, and the visit counts as before", arguments: EngineKind.allCases)
    func forgetting(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let id = try await village.planReception()
            let code = try #require(
                try await village.book(id, ["name": "王大姐", "phone": Village.phone, "matter": "路灯"])["bookingCode"])
            let visitor = village.visitor()
            let done = try await visitor.fillIn("/bookings/\(code)", action: "/bookings/\(code)/forgetting", [])
            #expect(done.status == 303)
            let own = try await village.program().get("/bookings/\(code)")
            #expect(own["name"] == nil && own["phone"] == nil && own["matter"] == "路灯" && own["state"] == "booked")
            let again = try await village.program().post("/bookings/\(code)/forgetting", [:])
            #expect(again.status == 409 && again["code"] == "nothing_kept")
            let desk = try await village.browser(of: .secretary).get("/desk/receptions/\(id)")
            #expect(!desk.text.contains("王大姐") && desk.text.contains("来访的人"))
            let words = try await village.services.engine.read { transaction in
                try transaction.first(
                    "SELECT COUNT(*) FROM reception_visit WHERE phone IS NOT NULL OR name IS NOT NULL"
                ) {
                    try $0.next(Int.self)
                }
            }
            #expect(words == 0)
            #expect(try await village.rowDifferences() == [])
            try await village.seal()
            #expect(try await village.verify().isClean)
        }
    }

    @Test(
        "one device books two places of a day, one address half of them; a shown phone and other addresses go on",
        arguments: EngineKind.allCases)
    func shares(_ kind: EngineKind) async throws {
        let settings = ["gateways": "show", "trusted-proxy": "127.0.0.1"]
        try await Village.with(kind, settings: settings) { village in
            // Twelve places, of which six go to one address.
            let id = try await village.planReception(places: "4")
            let day = "/r/\(village.room.token.text)/receptions/\(id)"
            let browser = village.visitor()
            var places: [String] = []
            for _ in 0..<2 {
                let booked = try await browser.fillIn(day, action: day, [("slot", "10:00")])
                places.append(try #require(booked.header("Location"), "\(booked.text)"))
            }
            let third = try await browser.fillIn(day, action: day, [("slot", "10:40"), ("name", "老周")])
            #expect(third.status == 422 && third.text.contains("请先用手机号登录") && third.text.contains("老周"))
            let own = String(places[0].dropFirst("/bookings/".count).prefix(14))
            _ = try await browser.fillIn("/bookings/\(own)", action: "/bookings/\(own)/cancellation", [])
            let free = try await browser.fillIn(day, action: day, [("slot", "10:40")])
            #expect(free.status == 303, "given back, it is free: \(free.text)")

            village.clock.move(minutes: 1)
            // Programs have no device; what fails is not counted. Two places are booked already.
            #expect(try await village.book(id, at: "10:10")["code"] == "no_such_slot")
            for _ in 0..<4 { #expect(try await village.book(id, at: "10:20").status == 201) }
            let seventh = try await village.book(id, at: "10:40")
            #expect(seventh.status == 409 && seventh["code"] == "address_has_enough")
            let elsewhere = try await village.visitor().fillIn(
                day, action: day, [("slot", "10:40")], headers: [("X-Forwarded-For", "203.0.113.9")])
            #expect(elsewhere.status == 303, "\(elsewhere.text)")
            let resident = try await village.resident(Village.phone)
            let shown = try await resident.post("/resident/receptions/\(id)/bookings", ["slot": "10:40"])
            #expect(shown.status == 201, "\(shown.text)")
            #expect(try await village.rowDifferences() == [])

            // From where it was booked is known no longer than the day needs it.
            func marks() async throws -> Int? {
                try await village.services.engine.read {
                    try $0.first("SELECT COUNT(*) FROM reception_visit WHERE address_hash IS NOT NULL") {
                        try $0.next(Int.self)
                    }
                }
            }
            #expect(try await marks() == 7)
            let cancelled = try await village.program(of: .secretary)
                .post("/desk/receptions/\(id)/cancellation", ["reason": "下大雪"])
            #expect(cancelled.status == 200, "\(cancelled.text)")
            #expect(try await marks() == 0)
        }
    }

    @Test("many at once from one address get its share and no more", arguments: EngineKind.allCases)
    func shareRace(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let id = try await village.planReception(places: "6")
            let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
                for number in 0..<18 {
                    group.addTask {
                        try await village.book(id, at: ["10:00", "10:20", "10:40"][number % 3]).status
                    }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(statuses.filter { $0 == 201 }.count == 9, "\(statuses)")
            #expect(statuses.allSatisfy { $0 == 201 || $0 == 409 }, "\(statuses)")
        }
    }

    @Test("the slot of a day that is under way, codes that are tried out, and floods")
    func limits() async throws {
        try await Village.with(.sqlite) { village in
            let id = try await village.planReception(day: "2026-03-05", places: "6")
            village.clock.move(hours: 1)
            #expect(try await village.book(id, at: "10:00")["code"] == "slot_passed")
            #expect(try await village.book(id, at: "10:10")["code"] == "no_such_slot")
            let browser = village.visitor()
            let day = "/r/\(village.room.token.text)/receptions/\(id)"
            var last = 0
            for _ in 0..<8 {
                last = try await browser.fillIn(day, action: day, [("slot", "10:40")]).status
            }
            #expect(last == 429, "one device books no more than five in a minute")
            for number in 0..<40 {
                last = try await village.program().get("/bookings/\(BookingCode(random: UInt64(number)).text)").status
            }
            #expect(last == 429)
        }
    }

    @Test("no table knows a code or a phone", arguments: EngineKind.allCases)
    func secrets(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let id = try await village.planReception()
            let code = try #require(try await village.book(id, ["phone": Village.phone])["bookingCode"])
            let rows = try await village.services.engine.read { transaction in
                try transaction.rows("SELECT code_hash, phone_hash FROM reception_visit") {
                    (try $0.next([UInt8].self), try $0.next([UInt8].self))
                }
            }
            #expect(rows.count == 1 && rows[0].0.count == 32 && rows[0].0 != Array(code.utf8))
            #expect(!String(decoding: rows[0].1, as: UTF8.self).contains(Village.phone))
            #expect(try await village.visitor(host: Village.zoneHost).get("/bookings/\(code)").status == 404)
        }
    }
}
