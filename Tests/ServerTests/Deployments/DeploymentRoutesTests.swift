// SPDX-License-Identifier: Apache-2.0

import Database
import DatabaseTestSupport
import Domain
import TestSupport
import Testing

@testable import Server

@Suite("Notices sent to rooms and units", .serialized)
struct DeploymentRoutesTests {
    private static func issue(_ village: Village, _ more: [String: Any] = [:]) async throws -> WebAnswer {
        let fields: [String: Any] = [
            "kind": "deploy", "title": "部署汛期前排查排水", "text": "走一遍小区的排水口，能清的当场清。", "to": "everybody",
            "dueOn": "2026-03-20",
        ]
        return try await village.program(of: .leader).post("/desk/deployments", fields.merging(more) { $1 })
    }

    /// The receipts of a notice by the names of its addressees.
    private static func receipts(_ answer: WebAnswer) throws -> [String: String] {
        let lines = try #require(answer.object["receipts"] as? [[String: Any]], "\(answer.text)")
        return Dictionary(
            uniqueKeysWithValues: try lines.map {
                (try #require($0["name"] as? String), try #require($0["id"] as? String))
            })
    }

    private static func ids(_ answer: WebAnswer) -> [String] {
        (answer.object["items"] as? [[String: Any]] ?? []).compactMap { $0["id"] as? String }
    }

    @Test(
        "a notice goes to all, is signed for, answered and linked; the silent are seen and reminded",
        arguments: EngineKind.allCases)
    func whole(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let issued = try await Self.issue(village)
            #expect(issued.status == 201, "\(issued.text)")
            let deployment = try #require(issued["id"])
            let receipts = try Self.receipts(issued)
            #expect(receipts.count == 4)
            let own = try #require(receipts[village.room.name])
            let (other, units) = (
                try #require(receipts[village.otherRoom.name]), try #require(receipts[village.story.unit.name])
            )

            await village.deliverLetters()
            await village.deliverLetters()
            let told = try await village.browser(of: .secretary).get("/desk/notices").text
            #expect(told.contains("来了一份传达部署的通知") && told.contains("部署汛期前排查排水"))
            #expect(told.contains("/desk/receipts/\(own)") && !told.contains(other))
            #expect(try await village.browser(of: .leader).get("/desk/notices").text.contains("来了一份传达部署") == false)

            // Each sees what is addressed to the own room or unit, whoever sends sees all.
            let expected: [(Villager, Set<String>)] = [
                (.secretary, [own]), (.convener, [own]), (.otherSecretary, [other]), (.officer, [units]),
                (.leader, Set(receipts.values)),
            ]
            for (villager, seen) in expected {
                let program = try await village.program(of: villager)
                let found = Self.ids(try await program.get("/desk/receipts"))
                #expect(Set(found) == seen, "\(villager)")
                let lines = try Self.receipts(try await program.get("/desk/deployments/\(deployment)"))
                #expect(Set(lines.values) == seen, "\(villager)")
                for receipt in receipts.values {
                    let status = try await program.get("/desk/receipts/\(receipt)").status
                    #expect(status == (seen.contains(receipt) ? 200 : 404), "\(villager)")
                }
            }
            #expect(try await village.program(of: .member).get("/desk/receipts").status == 404)

            let secretary = try await village.program(of: .secretary)
            let address = "/desk/receipts/\(own)"
            #expect(try await secretary.post("\(address)/report", Self.report)["code"] == "not_signed")
            let page = try await village.browser(of: .secretary).get(address).text
            #expect(page.contains("走一遍小区的排水口") && page.contains("请先签收"))
            let signed = try await village.browser(of: .secretary).press(address, action: "\(address)/signing")
            #expect(signed.header("Location") == "\(address)?done=sign", "\(signed.text)")
            #expect(try await secretary.post("\(address)/signing", [:])["code"] == "already_signed")
            let early = try await secretary.post(
                "\(address)/report", Self.report.merging(["day": "2026-03-04"]) { $1 })
            #expect(early.status == 422 && early["code"] == "day_not_possible")

            let topic = village.story.published.id
            let link = "http://127.0.0.1/desk/topics/\(topic)?part=pool"
            let linked = try await secretary.post("\(address)/link", ["record": link])
            #expect(linked.object["topics"] as? [String] == [topic.text], "\(linked.text)")
            #expect(try await secretary.post("\(address)/link", ["record": topic.text])["code"] == "already_linked")
            for foreign in [village.story.waitingElsewhere.id.text, "0000000000009", "没有", "/"] {
                let refused = try await secretary.post("\(address)/link", ["record": foreign])
                #expect(refused.status == 422 && refused.text.contains("没有找到这场会"), "\(refused.text)")
            }
            let followed = try await village.browser(of: .secretary).get("/desk/topics/\(topic)").text
            #expect(followed.contains("由哪份通知而来") && followed.contains("/desk/receipts/\(own)"))
            let file = try await village.upload(by: .secretary).id.text
            let reported = try await secretary.post(
                "\(address)/report", Self.report.merging(["files": [file]]) { $1 })
            #expect(reported.status == 200 && reported["state"] == "reported", "\(reported.text)")
            #expect(reported["report"] == "清了七个排水口。" && reported.object["dueOn"] is String == false)
            #expect(try await secretary.post("\(address)/report", Self.report)["code"] == "already_reported")
            #expect(try await village.program(of: .leader).get("/attachments/\(file)").status == 200)
            #expect(try await village.program(of: .otherSecretary).get("/attachments/\(file)").status == 404)

            let leader = try await village.browser(of: .leader)
            let overview = try await leader.get("/desk/deployments/\(deployment)").text
            for words in ["发给4家", "还没签收3家", "已回报1家", "清了七个排水口", "连着1场会或议题"] {
                #expect(overview.contains(words), "\(words)")
            }
            let reminders = "/desk/deployments/\(deployment)/reminders"
            let pressed = try await leader.press("/desk/deployments/\(deployment)", action: reminders)
            #expect(pressed.header("Location") == "/desk/deployments/\(deployment)?done=reminded")
            let program = try await village.program(of: .leader)
            #expect(try await program.post(reminders, [:])["code"] == "nobody_silent")
            await village.deliverLetters()
            await village.deliverLetters()
            let reminded = try await village.browser(of: .officer).get("/desk/notices").text
            #expect(reminded.contains("还没有回音，请尽快签收、回报"))
            #expect(try await program.post("/desk/receipts/\(other)/reminder", [:])["code"] == "reminded_today")
            village.clock.move(hours: 24)
            let later = try await village.program(of: .leader)
            let again = try await later.post(reminders, [:])
            #expect(again.object["reminded"] as? Int == 3)
            #expect(
                try await village.program(of: .secretary).post("/desk/receipts/\(own)/excusal", ["reason": "合并"]).status
                    == 404)
            let excused = try await later.post("/desk/receipts/\(other)/excusal", ["reason": "当面说过了"])
            #expect(excused["state"] == "excused" && excused["excuse"] == "当面说过了", "\(excused.text)")
            let left = try await later.get("/desk/deployments")
            let listed = try #require((left.object["items"] as? [[String: Any]])?.first)
            #expect(listed["receipts"] as? Int == 4 && listed["owed"] as? Int == 2 && listed["unsigned"] as? Int == 2)
            let site = Site(tenant: village.story.county, practice: Village.practice)
            let differences = try await village.services.engine.read {
                try RowReplay(services: village.services, site: site).differences(in: $0)
            }
            #expect(differences == [])
            #expect(try await village.verify().isClean)
        }
    }

    private static var report: [String: Any] { ["day": "2026-03-05", "words": "清了七个排水口。"] }

    @Test("it goes to whom the sender names: levels, an area, chosen ones; and to nobody by mistake")
    func addressees() async throws {
        try await Village.with(.sqlite) { village in
            let (room, other) = (village.room.name, village.otherRoom.name)
            let units: Set<String> = [village.story.unit.name, village.story.otherUnit.name]
            let all = try await Self.issue(village, ["to": "rooms"])
            let allNames = Set(try Self.receipts(all).keys)
            #expect(allNames == [room, other])
            let villages = try await Self.issue(village, ["to": "village_rooms"])
            let villagesNames = Set(try Self.receipts(villages).keys)
            #expect(villagesNames == [room, other])
            let ofUnits = try await Self.issue(village, ["to": "units"])
            let ofUnitsNames = Set(try Self.receipts(ofUnits).keys)
            #expect(ofUnitsNames == units)
            let town = try await Self.issue(village, ["to": "rooms", "area": "990101100000"])
            let townNames = Set(try Self.receipts(town).keys)
            #expect(townNames == [other])
            let chosen = try await Self.issue(
                village,
                [
                    "to": "chosen", "rooms": [village.room.id.text], "units": [village.story.unit.id.text],
                ])
            let chosenNames = Set(try Self.receipts(chosen).keys)
            #expect(chosenNames == [room, village.story.unit.name])
            let refused: [([String: Any], String, String)] = [
                (["to": "town_rooms"], "nobody_there", "没有可以发给的"), (["to": "chosen"], "nobody_there", "没有可以发给的"),
                (["to": "chosen", "rooms": ["0000000000009"]], "invalid_input", "没有这间议事室"),
                (["to": "chosen", "units": ["0000000000009"]], "invalid_input", "没有这个单位"),
                (["organ": "0000000000009"], "invalid_input", "没有这个机构"),
                (["dueOn": "2026-03-04"], "due_in_past", "不能早于今天"), (["title": ""], "invalid_input", "标题"),
                (["to": "nobody"], "invalid_input", "发给谁"),
            ]
            for (fields, code, words) in refused {
                let answer = try await Self.issue(village, fields)
                #expect(answer.status == 422 && answer["code"] == code, "\(answer.text)")
                #expect(answer.text.contains(words), "\(answer.text)")
            }
            for villager in [Villager.secretary, .convener, .officer, .member] {
                let program = try await village.program(of: villager)
                let answer = try await program.post(
                    "/desk/deployments",
                    ["kind": "deploy", "title": "试", "text": "试", "to": "everybody", "dueOn": "2026-03-20"])
                #expect(answer.status == 404, "\(villager)")
                #expect(try await village.browser(of: villager).get("/desk/deployment").status == 404, "\(villager)")
            }
        }
    }

    @Test("the office fills in a form; what is wrong stands beside its field, and what was typed stays")
    func form() async throws {
        try await Village.with(.sqlite) { village in
            let leader = try await village.browser(of: .leader)
            let page = "/desk/deployment"
            let fields = [("kind", "convey"), ("title", "传达会议精神"), ("text", "组织学习。"), ("to", "rooms")]
            let wrong = try await leader.fillIn(page, action: page, fields + [("dueOn", "2026-03-01")])
            #expect(wrong.status == 422 && wrong.text.contains("不能早于今天") && wrong.text.contains("传达会议精神"))
            let sent = try await leader.fillIn(page, action: page, fields + [("dueOn", "2026-03-12")])
            let address = try #require(sent.header("Location"), "\(sent.text)")
            let shown = try await leader.get(address).text
            for words in ["已发出", "传达精神", "传达会议精神", "组织学习。", "发给2家", "提醒还没有回音的"] {
                #expect(shown.contains(words), "\(words)")
            }
            #expect(try await leader.get("/desk/deployments").text.contains("2家没签收"))
            let elsewhere = try await village.browser(of: .zoneSecretary).get(String(address.prefix { $0 != "?" }))
            #expect(elsewhere.status == 404, "a notice is its own committee's")
        }
    }

    @Test(
        "what is owed stands on the addressee's desk and in the own calendar until it is answered",
        arguments: EngineKind.allCases)
    func inbox(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let receipts = try Self.receipts(try await Self.issue(village))
            let own = try #require(receipts[village.story.unit.name])
            let (browser, program) = (try await village.browser(of: .officer), try await village.program(of: .officer))
            #expect(try await browser.get("/desk/items").text.contains("传达部署：1份要办"))
            #expect(try await village.browser(of: .leader).get("/desk/items").text.contains("份要办") == false)
            let made = try await program.post("/desk/me/calendar", [:])
            let path = String(try #require(made["address"]).dropFirst("http://127.0.0.1".count))
            let before = try await village.visitor().get(path).text
            #expect(before.contains("SUMMARY:通知要回报") && before.contains("20260320"))
            #expect(!before.contains("排查"), "other people's servers carry it")
            #expect(try await program.post("/desk/receipts/\(own)/signing", [:]).status == 200)
            let waiting = try await program.get("/desk/receipts?part=to_report")
            #expect(Self.ids(waiting) == [own])
            let unsigned = try await program.get("/desk/receipts")
            #expect(Self.ids(unsigned).isEmpty)
            #expect(try await browser.get("/desk/receipts").text.contains("待回报"))
            #expect(try await program.post("/desk/receipts/\(own)/report", Self.report).status == 200)
            #expect(try await browser.get("/desk/items").text.contains("份要办") == false)
            #expect(try await village.visitor().get(path).text.contains("通知要回报") == false)
            let done = Self.ids(try await program.get("/desk/receipts?part=done"))
            #expect(done == [own])
        }
    }

    @Test("secretary and convener who sign at once have signed once", arguments: EngineKind.allCases)
    func twoAtOnce(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let receipts = try Self.receipts(try await Self.issue(village))
            let own = try #require(receipts[village.room.name])
            let programs = [try await village.program(of: .secretary), try await village.program(of: .convener)]
            let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
                for program in programs {
                    group.addTask { try await program.post("/desk/receipts/\(own)/signing", [:]).status }
                }
                return try await group.reduce(into: [Int]()) { $0.append($1) }
            }
            #expect(statuses.sorted() == [200, 409])
        }
    }

    @Test("a long list of receipts is walked page by page, by due date")
    func pages() async throws {
        try await Village.with(.sqlite) { village in
            for day in ["2026-03-20", "2026-03-10", "2026-03-15", "2026-03-10"] {
                #expect(try await Self.issue(village, ["to": "rooms", "dueOn": day]).status == 201)
            }
            let program = try await village.program(of: .secretary)
            var (days, path): ([String], String?) = ([], "/desk/receipts?limit=1")
            while let next = path {
                let page = try await program.get(next)
                days += (page.object["items"] as? [[String: Any]] ?? []).compactMap { $0["dueOn"] as? String }
                path = page["next"].map { "/desk/receipts?limit=1&cursor=\($0)" }
            }
            #expect(days == ["2026-03-10", "2026-03-10", "2026-03-15", "2026-03-20"])
            let notices = try await program.get("/desk/deployments?limit=3")
            #expect(Self.ids(notices).count == 3)
            let cursor = try #require(notices["next"])
            let rest = Self.ids(try await program.get("/desk/deployments?limit=3&cursor=\(cursor)"))
            #expect(rest.count == 1)
            let foreign = try await village.program(of: .leader).get("/desk/deployments?cursor=\(cursor)")
            #expect(foreign.status == 400, "a cursor is one person's")
        }
    }
}
