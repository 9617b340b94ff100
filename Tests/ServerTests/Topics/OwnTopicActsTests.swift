// SPDX-License-Identifier: Apache-2.0

import Database
import DatabaseTestSupport
import Domain
import Markup
import TestSupport
import Testing

@testable import Server

@Suite("What a submitter does with the own topic", .serialized)
struct OwnTopicActsTests {
    @Test(
        "adds words that the room reads and nobody else, and that are erased with the rest",
        arguments: EngineKind.allCases)
    func adding(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let own = village.story.published
            let address = "/topics/status/\(own.code.text)/addition"
            let added = try await village.program().post(address, ["addition": "昨晚又灭了一盏。"])
            #expect(added.status == 200 && added["state"] == "pooled")
            #expect(try await village.program().post(address, ["addition": " "]).status == 422)
            let desk = try await village.browser(of: .secretary)
            await village.deliverLetters()
            #expect(try await desk.get("/desk/notices").text.contains("提出人补充了几句"))
            #expect(try await desk.get("/desk/topics/\(own.id)").text.contains("昨晚又灭了一盏。"))
            #expect(try await village.visitor().get("/status/\(own.code.text)").text.contains("昨晚又灭了一盏。"))
            #expect(try await !village.visitor().get("/topics/\(own.id)").text.contains("又灭了"))
            let asked = try await village.program().post("/topics/status/\(own.code.text)/erasure", [:])
            #expect(asked.status == 201)
            let officer = try await village.program(of: .privacyOfficer)
            let open = try await officer.get("/desk/erasures").object["items"] as? [[String: Any]]
            let id = try #require(open?.last?["id"] as? String)
            let granted = try await officer.post("/desk/erasures/\(id)/granting", [:])
            #expect(granted.status == 200)
            #expect(try await !desk.get("/desk/topics/\(own.id)").text.contains("昨晚又灭了一盏。"))
        }
    }

    @Test(
        "takes it back on the page, may think better of it, and a day later it is gone", arguments: EngineKind.allCases)
    func withdrawing(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let own = village.story.published
            let address = "/status/\(own.code.text)"
            let browser = village.visitor()
            let blank = try await browser.fillIn(
                "\(address)/withdrawal", action: "\(address)/withdrawal", [("reason", "")])
            #expect(blank.status == 422 && blank.text.contains("还没有填“为什么撤回”"))
            let asked = try await browser.fillIn(
                "\(address)/withdrawal", action: "\(address)/withdrawal", [("reason", "已经修好了")])
            #expect(asked.status == 303)
            let waiting = try await browser.get(address)
            #expect(waiting.text.contains("您要撤回这件事") && waiting.text.contains("不撤了"))
            #expect(try await village.visitor().get("/topics/\(own.id)").status == 200, "it is public until then")
            let joining = try await village.program().post("/topics/\(own.id)/supports", ["phone": "13900002222"])
            #expect(joining.status == 409, "nobody joins what is being taken back")
            let kept = try await browser.fillIn(address, action: "\(address)/keeping-up", [])
            #expect(kept.status == 303)
            try await carryOut(village, after: 25)
            #expect(try await village.topic(own.id)?.state == .pooled)

            let again = try await village.program()
                .post("/topics/status/\(own.code.text)/withdrawal", ["reason": "已经修好了"])
            #expect(again.status == 200 && again["withdrawalAt"] != nil)
            try await carryOut(village, after: 23)
            #expect(try await village.topic(own.id)?.state == .pooled)
            try await carryOut(village, after: 1)
            #expect(try await village.topic(own.id)?.state == .withdrawn)
            #expect(try await village.visitor().get("/topics/\(own.id)").status == 404)
            #expect(try await browser.get(address).text.contains("您撤回了"))
            let late = try await village.program().post("/topics/status/\(own.code.text)/keeping-up", [:])
            #expect(late.status == 409 && late["code"] == "not_withdrawing")
        }
    }

    @Test(
        "what others have joined is not taken back: by a confirmed phone, by a slip, not by a device or a typed number",
        arguments: EngineKind.allCases, Joining.allCases)
    func joined(_ kind: EngineKind, _ joining: Joining) async throws {
        try await Village.with(kind, settings: ["gateways": "show"]) { village in
            let own = village.story.published
            #expect(try await village.visitor().get("/status/\(own.code.text)").text.contains("撤回这件事"))
            #expect(try await join(own.id, joining, village) == joining.succeeds)
            let page = try await village.visitor().get("/status/\(own.code.text)")
            #expect(page.text.contains("撤回这件事") != joining.decides)
            let form = try await village.visitor().get("/status/\(own.code.text)/withdrawal")
            #expect(form.status == (joining.decides ? 409 : 200))
            let asked = try await village.program()
                .post("/topics/status/\(own.code.text)/withdrawal", ["reason": "不提了"])
            #expect(asked.status == (joining.decides ? 409 : 200), "\(asked.text)")
            if joining.decides { #expect(asked["code"] == "others_joined") }
        }
    }

    /// By what somebody says that a topic is theirs too.
    enum Joining: CaseIterable, Sendable {
        case confirmedPhone, slip, device, typedNumber

        /// Whether it takes the submitter's right to take the topic back (decision 0058).
        var decides: Bool { self == .confirmedPhone || self == .slip }
        /// How the server answers: pages lead on, the API has made something.
        var succeeds: Int { self == .device ? 303 : 201 }
    }

    /// Joins a topic, and returns how that was answered.
    private func join(_ topic: Topic.ID, _ joining: Joining, _ village: Village) async throws -> Int {
        switch joining {
        case .confirmedPhone:
            return try await village.resident("13900002222").post("/resident/topics/\(topic)/supports", [:]).status
        case .slip:
            let made = try await village.program(of: .secretary)
                .post("/desk/rooms/\(village.room.id)/slips", ["count": "12", "until": "2026-03-31"])
            let batches = try #require(made.object["slipBatches"] as? [[String: Any]])
            let sheet = try await village.program(of: .secretary)
                .get("/desk/rooms/\(village.room.id)/slips/\(try #require(batches.first?["id"] as? String))")
            let slips = try #require(sheet.object["slips"] as? [[String: Any]])
            let code = try #require(slips.first?["code"] as? String)
            return try await village.program().post("/slips/\(code)/supports", ["topic": topic.text]).status
        case .device:
            let path = "/topics/\(topic)/support"
            return try await village.visitor().fillIn(path, action: path, [("phone", "")]).status
        case .typedNumber:
            return try await village.program().post("/topics/\(topic)/supports", ["phone": "13900002222"]).status
        }
    }

    @Test(
        "whose topic is handled with another one adds to it, and reads why it is not taken back",
        arguments: EngineKind.allCases)
    func merged(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let (own, lead) = (village.story.asked, village.story.waiting)
            try await village.act(.merge, ["topic": lead.id.text], on: own.id, as: .secretary)
            let address = "/status/\(own.code.text)"
            let browser = village.visitor()
            let added = try await browser.press(
                "\(address)/addition", action: "\(address)/addition", [("addition", "早上也一样堵。")])
            #expect(added.status == 303, "\(added.text)")
            #expect(try await browser.get(address).text.contains("早上也一样堵"))
            let desk = try await village.browser(of: .secretary)
            #expect(try await desk.get("/desk/topics/\(own.id)").text.contains("早上也一样堵"))
            let refused = try await village.program()
                .post("/topics/status/\(own.code.text)/withdrawal", ["reason": "不提了"])
            #expect(refused.status == 409 && refused["code"] == "others_joined")
            try await village.act(.solveDirectly, ["answer": "已经疏通了。"], on: lead.id, as: .secretary)
            #expect(try await !browser.get(address).text.contains("\(address)/addition"))
            #expect(try await browser.get("\(address)/addition").status == 409)
        }
    }

    @Test("keeps the tracking code as a picture, with the room's name and the way back")
    func picture() async throws {
        try await Village.with(.sqlite) { village in
            let code = village.story.waiting.code.text
            let visitor = village.visitor()
            let page = try await visitor.get("/status/\(code)/received").text
            let path = "/status/\(code)/picture.svg"
            #expect(page.contains("href=\"\(path)\"") && page.contains("data-picture=\"\(path)\""))
            let picture = try await visitor.get(path)
            #expect(picture.status == 200 && picture.header("Content-Type") == "image/svg+xml")
            #expect(picture.header("Cache-Control") == "no-store")
            #expect(picture.text.hasPrefix("<svg xmlns=") && picture.text.contains("<path d=\""))
            #expect(picture.text.contains(">\(village.room.name)</text>") && picture.text.contains(">\(code)</text>"))
            #expect(try await visitor.get("/status/7K4M-92QX-H3TB/picture.svg").status == 404)
            let hostile = TicketPicture(roomName: "<script>x</script>", code: "A", qr: "<svg></svg>").svg.text
            #expect(!hostile.contains("<script>") && hostile.contains("&lt;script&gt;"))
        }
    }

    @Test("a stranger's code, and a stranger, do none of it")
    func strangers() async throws {
        try await Village.with(.sqlite) { village in
            for segment in ["addition", "withdrawal", "keeping-up"] {
                let foreign = try await village.program(host: Village.zoneHost)
                    .post("/topics/status/\(village.story.waiting.code.text)/\(segment)", [:])
                #expect([404, 422].contains(foreign.status), "\(segment) \(foreign.status)")
                let wrong = try await village.program().post("/topics/status/7K4M-92QX-H3TB/\(segment)", [:])
                #expect(wrong.status == 404)
            }
        }
    }

    private func carryOut(_ village: Village, after hours: Int64) async throws {
        village.clock.move(hours: hours)
        try await WithdrawalWatch(services: village.services).look()
    }
}
