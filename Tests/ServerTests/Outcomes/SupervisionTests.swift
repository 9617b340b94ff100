// SPDX-License-Identifier: Apache-2.0

import Database
import DatabaseTestSupport
import Domain
import TestSupport
import Testing

@testable import Server

@Suite("The unit's desk and the supervisor's", .serialized)
struct SupervisionTests {
    @Test("the inbox holds what the unit owes, by due day; each act has its key", arguments: EngineKind.allCases)
    func inbox(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let accepted = try #require(try await village.carry(to: .accepted).item)
            let dispatched = try #require(try await village.carry(to: .dispatched).item)
            let told = try #require(try await village.carry(to: .reported).item)
            let officer = try await village.browser(of: .officer)
            let page = try await officer.get("/desk/items").text
            #expect(page.contains("要办的 2 件") && !page.contains(told.text))
            let (first, second) = (
                try #require(page.firstRange(of: dispatched.text)), try #require(page.firstRange(of: accepted.text))
            )
            #expect(first.lowerBound < second.lowerBound, "what is to be signed for is due before the report")
            let record = try await officer.get("/desk/items/\(dispatched)").text
            #expect(record.contains("data-key=\"1\"") && record.contains("data-key=\"2\""))
            #expect(!page.contains("href=\"/desk/lists\""), "registers are the room's")
            let listed = try await village.program(of: .officer).get("/desk/items?part=inbox").object["items"]
            #expect((listed as? [[String: Any]])?.map { $0["id"] as? String } == [dispatched.text, accepted.text])
        }
    }

    @Test(
        "a reminder has its words ready, is told to the whole unit, and is not sent twice a day",
        arguments: EngineKind.allCases)
    func reminding(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let item = try #require(try await village.carry(to: .dispatched).item)
            village.clock.move(hours: 24 * 9)
            let secretary = try await village.browser(of: .secretary)
            let reminder = "/desk/items/\(item)/reminder"
            let form = try await secretary.get(reminder).text
            #expect(form.contains("应在3月12日前签收，已经超期"))
            #expect(try await secretary.fillIn(reminder, action: reminder, [("text", "请今天签收。")]).status == 303)
            let again = try await village.program(of: .convener).post(reminder, ["text": "再催"])
            #expect(again.status == 409 && again["code"] == "already_reminded")
            await village.deliverLetters()
            for villager in [Villager.officer, .colleague] {
                let notices = try await village.browser(of: villager).get("/desk/notices").text
                #expect(notices.contains("有一件事项在催办"), "\(villager)")
            }
            let other = try await village.browser(of: .otherOfficer).get("/desk/notices").text
            #expect(!other.contains("有一件事项在催办"))
            let page = try await village.browser(of: .officer).get("/desk/items/\(item)").text
            #expect(page.contains("请今天签收。") && page.contains("1次"))
            #expect(try await village.program(of: .officer).post(reminder, ["text": "我催"]).status == 404)
            village.clock.move(hours: 24)
            #expect(try await village.program(of: .convener).post(reminder, ["text": "再催"]).status == 200)
            #expect(try await village.item(item)?.reminders == 2)
        }
    }

    @Test(
        "many are reminded at once, each in its own words; what is green is not offered", arguments: EngineKind.allCases
    )
    func bulk(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let late = try await [village.carry(to: .dispatched), village.carry(to: .dispatched)].compactMap(\.item)
            village.clock.move(hours: 24 * 9)
            let green = try #require(try await village.carry(to: .accepted).item)
            let secretary = try await village.browser(of: .secretary)
            let path = "/desk/bulk/items/reminder"
            let desk = try await secretary.get("/desk/items?part=pressing").text
            #expect(desk.contains("红灯黄灯 2 件") && desk.contains("href=\"\(path)\""))
            let page = try await secretary.get(path).text
            #expect(late.allSatisfy { page.contains("name=\"text.\($0.text)\"") } && !page.contains(green.text))
            let half = try await secretary.fillIn(
                path, action: path,
                late.map { ("records.\($0.text)", "on") } + [
                    ("text.\(late[0].text)", "请签收甲"), ("text.\(late[1].text)", " "),
                ])
            #expect(half.status == 422 && half.text.contains("还没有填") && half.text.contains("请签收甲"))
            #expect(try await village.item(late[0])?.reminders == 0, "nothing is done while one is wrong")
            let done = try await secretary.fillIn(
                path, action: path,
                late.map { ("records.\($0.text)", "on") }
                    + [("text.\(late[0].text)", "请签收甲"), ("text.\(late[1].text)", "请签收乙")])
            #expect(done.status == 200 && done.text.contains("办好了2件"), "\(done.text)")
            let texts = try await late.asyncMap { id in
                try await village.browser(of: .officer).get("/desk/items/\(id)").text
            }
            #expect(texts[0].contains("请签收甲") && texts[1].contains("请签收乙") && !texts[1].contains("请签收甲"))
            let answer = try await village.program(of: .secretary).post(
                path, ["records": late.map(\.text), "text": "一样的话"])
            #expect(
                (answer.object["left"] as? [[String: Any]])?.map { $0["code"] as? String } == [
                    "already_reminded", "already_reminded",
                ])
        }
    }

    @Test("a clerk signs for many at once, for the own unit alone", arguments: EngineKind.allCases)
    func signingFor(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let items = try await [village.carry(to: .dispatched), village.carry(to: .dispatched)].compactMap(\.item)
            let late = try #require(try await village.carry(to: .accepted).item)
            let officer = try await village.browser(of: .officer)
            let path = "/desk/bulk/items/acceptance"
            #expect(try await officer.get("/desk/items").text.contains("href=\"\(path)\""))
            let page = try await officer.get(path).text
            #expect(items.allSatisfy { page.contains($0.text) } && !page.contains(late.text))
            let other = try await village.program(of: .otherOfficer).post(path, ["records": items.map(\.text)])
            #expect((other.object["left"] as? [Any])?.count == 2, "not the other unit's")
            let done = try await officer.fillIn(path, action: path, items.map { ("records.\($0.text)", "on") })
            #expect(done.text.contains("办好了2件"), "\(done.text)")
            for item in items { #expect(try await village.item(item)?.state == .accepted) }
            let again = try await village.program(of: .officer).post(path, ["records": items.map(\.text)])
            #expect(
                (again.object["left"] as? [[String: Any]])?.map { $0["code"] as? String } == [
                    "not_dispatched", "not_dispatched",
                ])
            #expect(try await village.program(of: .secretary).post(path, ["records": items.map(\.text)]).status == 404)
        }
    }

    @Test("a clerk writes how far many are, each in its own words", arguments: EngineKind.allCases)
    func progress(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let items = try await [village.carry(to: .accepted), village.carry(to: .accepted)].compactMap(\.item)
            let officer = try await village.browser(of: .officer)
            let path = "/desk/bulk/items/progress"
            let done = try await officer.fillIn(
                path, action: path,
                items.enumerated().flatMap { [("records.\($1.text)", "on"), ("text.\($1.text)", "第\($0)件划了线")] })
            #expect(done.text.contains("办好了2件"), "\(done.text)")
            for (index, item) in items.enumerated() {
                #expect(try await officer.get("/desk/items/\(item)").text.contains("第\(index)件划了线"))
                #expect(try await village.item(item)?.state == .inProgress)
            }
        }
    }

    @Test(
        "the same form from two tabs is done once, and what somebody else changed meanwhile is left and said",
        arguments: EngineKind.allCases)
    func twoTabs(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let items = try await [village.carry(to: .accepted), village.carry(to: .accepted)].compactMap(\.item)
            let officer = try await village.browser(of: .officer)
            let path = "/desk/bulk/items/progress"
            func tab() async throws -> [(String, String)] {
                let page = try await officer.get(path)
                return [
                    ("_token", try #require(page.formToken(path))), ("seen", try #require(page.hiddenField("seen"))),
                ] + items.flatMap { [("records.\($0.text)", "on"), ("text.\($0.text)", "第一批灯杆进场")] }
            }
            let (first, second) = (try await tab(), try await tab())
            #expect(try await officer.post(path, first).text.contains("办好了2件"))
            let again = try await officer.post(path, second).text
            #expect(again.contains("办好了0件，2件没有办") && again.contains("刚才有人改过这件事"))
            for item in items {
                let page = try await officer.get("/desk/items/\(item)").text
                #expect(page.occurrences(of: "第一批灯杆进场") == 1)
            }
            let third = try await tab()
            let changed = try await village.program(of: .secretary).post(
                "/desk/items/\(items[0])/reminder", ["text": "请抓紧。"])
            #expect(changed.status == 200)
            let mixed = try await officer.post(path, third).text
            #expect(mixed.contains("办好了1件，1件没有办"), "the other one is done")
        }
    }

    @Test(
        "a unit is not overdue while people are asked, nor are milestones of what is all done",
        arguments: EngineKind.allCases)
    func nothingOwed(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let item = try #require(try await village.carry(to: .verified).item)
            village.clock.move(hours: 24 * 40)
            let officer = try await village.browser(of: .officer)
            let list = try await officer.get("/desk/items?part=asking").text
            #expect(list.contains(item.text) && !list.contains("超期"))
            #expect(!(try await officer.get("/desk/items/\(item)?part=asking").text.contains("超期")))
            let room = try await village.browser(of: .secretary).get("/desk/items/\(item)?part=asking").text
            #expect(room.contains("超期"), "the room ends it")
        }
    }

    @Test(
        "a report that nobody looks at and a return that nobody answers are overdue to the room, and not to the unit",
        arguments: EngineKind.allCases)
    func roomOwes(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let reported = try #require(try await village.carry(to: .reported).item)
            let returned = try #require(try await village.carry(to: .dispatched).item)
            try await village.act(
                .requestReturn, ["reason": "不归我们管", "suggested": "交警队"], on: returned, as: .officer)
            let due = try await village.services.engine.read { [tenant = village.story.county.id] in
                try CalendarStore(tenant: tenant).due(.item, after: 0, limit: 100, in: $0).map(\.id)
            }
            #expect(Set(due).isSuperset(of: [reported.number, returned.number]), "a changed calendar moves both")
            func overdue(_ villager: Villager) async throws -> Set<String> {
                let answer = try await village.program(of: villager).get("/desk/items?part=overdue")
                let items = try #require(answer.object["items"] as? [[String: Any]])
                return Set(items.compactMap { $0["id"] as? String })
            }
            let first = try await village.program(of: .secretary).get("/desk/items/\(reported)")["dueOn"]
            #expect(try await village.item(reported)?.deadline?.day.description == first && first != nil)
            #expect(try await overdue(.secretary) == [])
            village.clock.move(hours: 24 * 8)
            #expect(try await overdue(.secretary) == [reported.text, returned.text])
            #expect(try await overdue(.officer) == [])
            let (room, unit) = (try await village.browser(of: .secretary), try await village.browser(of: .officer))
            for item in [reported, returned] {
                #expect(try await room.get("/desk/items/\(item)").text.contains("超期"))
                #expect(try await !unit.get("/desk/items/\(item)").text.contains("超期"), "the days are the room's")
            }
            let board = try await village.program(of: .leader)
                .get("/desk/board/items?from=2026-01-01&to=2026-12-31&lamp=overdue")
            #expect(board.object["count"] as? Int == 0, "no unit is late")
            try await village.act(.verify, on: reported, as: .secretary)
            #expect(try await village.rowDifferences() == [])
        }
    }

    @Test("two supervise together, go to see it, and a leader comments", arguments: EngineKind.allCases)
    func jointly(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let journey = try await village.carry(to: .accepted)
            let item = try #require(journey.item)
            let (secretary, leader) = (
                try await village.program(of: .secretary), try await village.program(of: .leader)
            )
            let inspection: [String: Any] = ["day": "2026-03-05", "people": "督查室和两位委员", "seen": "线划好了一半。"]
            let early = try await secretary.post("/desk/items/\(item)/inspection", inspection)
            #expect(early["code"] == "not_supervised")
            let named = try await secretary.post(
                "/desk/items/\(item)/supervision", ["party": "县委督查室副主任<b>", "committee": "县政协副主席"])
            #expect(
                named.status == 200
                    && (named.object["supervision"] as? [String: Any])?["committee"] as? String == "县政协副主席")
            let future = try await secretary.post(
                "/desk/items/\(item)/inspection", inspection.merging(["day": "2026-03-06"]) { $1 })
            #expect(future.status == 422 && future["code"] == "day_not_seen")
            #expect(try await secretary.post("/desk/items/\(item)/inspection", inspection).status == 200)
            let comment: [String: Any] = ["day": "2026-03-05", "speaker": "县长", "text": "抓得紧。"]
            #expect(try await leader.post("/desk/items/\(item)/comment", comment).status == 200)
            #expect(try await village.program(of: .officer).post("/desk/items/\(item)/comment", comment).status == 404)
            let page = try await village.browser(of: .officer).get("/desk/items/\(item)").text
            for words in ["县委督查室副主任&lt;b&gt;", "线划好了一半。", "县长3月5日点评", "抓得紧。"] {
                #expect(page.contains(words), "\(words)")
            }
            let list = try await village.browser(of: .secretary).get("/desk/items?part=joint").text
            #expect(list.contains("联合督办 1 件") && list.contains(item.text))
            let stranger = try await village.visitor().get("/topics/\(journey.topic.id)").text
            #expect(stranger.contains("联合督办") && !stranger.contains("督查室") && !stranger.contains("抓得紧"))
        }
    }

    @Test(
        "what two supervise is to be looked at again after the months of the profile (A2-27)",
        arguments: EngineKind.allCases)
    func standing(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let item = try #require(try await village.carry(to: .accepted).item)
            let path = "/desk/items/\(item)"
            // Nobody stays signed in for a month: whoever asks signs in anew.
            func due() async throws -> [String?] {
                let list = try await village.program(of: .secretary).get("/desk/items?part=to_inspect")
                return (list.object["items"] as? [[String: Any]] ?? []).map { $0["id"] as? String }
            }
            func look(on day: String) async throws {
                let inspection: [String: Any] = ["day": day, "people": "督查室", "seen": "画了线。"]
                let answer = try await village.program(of: .secretary).post("\(path)/inspection", inspection)
                #expect(answer.status == 200, "\(answer.text)")
            }
            village.clock.move(hours: 24 * 31)
            #expect(try await due() == [], "nobody supervises it")
            let named = try await village.program(of: .secretary).post(
                "\(path)/supervision", ["party": "督查室", "committee": "县政协副主席"])
            #expect(named.status == 200, "\(named.text)")
            // Agreed on the fifth of April: a month is over on the fifth of May.
            village.clock.move(hours: 24 * 29)
            #expect(try await due() == [])
            village.clock.move(hours: 24)
            #expect(try await due() == [item.text])
            let desk = try await village.browser(of: .secretary).get("/desk/items?part=to_inspect").text
            #expect(desk.contains("该督察的 1 件") && desk.contains(item.text))
            let unit = try await village.browser(of: .officer).get("/desk/items").text
            #expect(unit.contains(item.text) && !unit.contains("该督察的"), "going to see it is not the unit's")
            try await look(on: "2026-05-05")
            #expect(try await due() == [])
            let empty = try await village.browser(of: .secretary).get("/desk/items?part=to_inspect").text
            #expect(empty.contains("联合督办的都看过了"))
            village.clock.move(hours: 24 * 31)
            #expect(try await due() == [item.text])
            try await look(on: "2026-05-06")
            #expect(try await due() == [])
            village.clock.move(hours: 24)
            #expect(try await due() == [item.text], "it counts from the day of the visit, whenever it was noted")
        }
    }
}

extension Sequence where Element: Sendable {
    /// Maps one after the other.
    fileprivate func asyncMap<Value>(_ map: (Element) async throws -> Value) async rethrows -> [Value] {
        var values: [Value] = []
        for element in self { values.append(try await map(element)) }
        return values
    }
}
