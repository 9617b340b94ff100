// SPDX-License-Identifier: Apache-2.0

import Database
import DatabaseTestSupport
import Domain
import TestSupport
import Testing

@testable import Server

@Suite("The form of a notice, and reminding while others sign", .serialized)
struct DeploymentFormTests {
    private static let page = "/desk/deployment"
    private static let fields = [
        ("kind", "convey"), ("title", "传达会议精神"), ("text", "组织学习。"), ("dueOn", "2026-03-12"),
    ]

    /// Sends the form as a browser does, with what stands unseen in it.
    private static func send(
        _ fields: [(String, String)], _ files: [MultipartSketch.File] = [], by browser: Browser
    ) async throws -> WebAnswer {
        let hidden = try #require(try await browser.get(page).hiddenFields(page))
        return try await browser.post(page, MultipartSketch(hidden + fields, files))
    }

    /// Opens so many rooms more in the county.
    private static func openRooms(_ count: Int, in village: Village) async throws -> [Room.ID] {
        let (county, now) = (village.story.county, village.clock.now)
        return try await Commands.run(on: village.installation) { commands in
            var rooms: [Room.ID] = []
            for number in 0..<count {
                guard let token = Room.Token("ZJ\(100_000 + number)") else { throw WebFailure.notFound }
                let room = Room(
                    id: commands.id(), name: "第\(number)议事室", area: county.areaCode, level: .village, address: "村口",
                    token: token, convener: nil, secretary: nil)
                try commands.open(room, convener: nil, secretary: nil, tenant: county.id, at: now)
                rooms.append(room.id)
            }
            return rooms
        }
    }

    @Test("a hundred and twenty rooms are ticked in the form, and more than two hundred in the API")
    func manyTicked() async throws {
        try await Village.with(.sqlite) { village in
            let rooms = try await Self.openRooms(210, in: village)
            let leader = try await village.browser(of: .leader)
            let ticked = rooms.prefix(120).map { ("rooms.\($0)", "on") }
            let sent = try await Self.send(Self.fields + [("to", "chosen")] + ticked, by: leader)
            let address = try #require(sent.header("Location"), "\(sent.text)")
            let shown = try await leader.get(address).text
            #expect(shown.contains("发给120家") && shown.contains("已发出。没有人签收的，在下面看得到。"))
            let program = try await village.program(of: .leader)
            let all: [String: Any] = [
                "kind": "convey", "title": "传达会议精神", "text": "组织学习。", "to": "chosen", "dueOn": "2026-03-12",
                "rooms": rooms.map(\.text),
            ]
            let issued = try await program.post("/desk/deployments", all)
            #expect(issued.status == 201, "\(issued.text)")
            #expect((issued.object["receipts"] as? [Any])?.count == 200 && issued.object["unsent"] as? Int == 10)
            try await DeploymentSender(services: village.services).sendLots()
            let whole = try await program.get("/desk/deployments/\(try #require(issued["id"]))")
            #expect((whole.object["receipts"] as? [Any])?.count == 210, "\(whole.text)")
        }
    }

    @Test("a list of ids that is too long is told so, and not that its ids are unknown")
    func tooMany() throws {
        let field = InputField("rooms", "勾选议事室", .references(.rooms), listMax: 2)
        let id = Identifier<Room>(7).text
        let sentences = [[id, id, id], [id, "没有"]].map { ids -> String? in
            guard case .failure(let problem) = field.read(ids.joined(separator: " ")) else { return nil }
            return problem.sentence
        }
        #expect(sentences == ["“勾选议事室”选了3个，一次最多选2个。", "“勾选议事室”里有不认识的编号。"])
        guard case .success = field.read("\(id) \(id)") else {
            Issue.record("two are not too many")
            return
        }
    }

    @Test("watched words in a notice are said once before hundreds read them; so are those of a report")
    func watched() async throws {
        try await Village.with(.sqlite) { village in
            let leader = try await village.browser(of: .leader)
            let fields = [
                ("kind", "convey"), ("title", "传达会议精神"), ("text", "涉密的材料不外传。"), ("dueOn", "2026-03-12"),
                ("to", "rooms"),
            ]
            let asked = try await Self.send(fields, by: leader)
            #expect(asked.status == 422 && asked.text.contains("给别人看的话里有“涉密”，请再看一眼"), "\(asked.text)")
            #expect(asked.text.contains("涉密的材料不外传。"))
            let hidden = try #require(asked.hiddenFields(Self.page))
            let sketch = MultipartSketch(hidden + fields, [])
            let sent = try await leader.post(Self.page, sketch)
            #expect(sent.status == 303, "\(sent.text)")
            let again = try await leader.post(Self.page, sketch)
            #expect(again.header("Location") == sent.header("Location"))
            #expect(again.header("Idempotency-Replayed") == "true")

            let secretary = try await village.program(of: .secretary)
            let list = try await secretary.get("/desk/receipts")
            let own = try #require((list.object["items"] as? [[String: Any]])?.first?["id"] as? String)
            let address = "/desk/receipts/\(own)"
            #expect(try await secretary.post("\(address)/signing", [:]).status == 200)
            let browser = try await village.browser(of: .secretary)
            let report = "\(address)/report"
            let written = [("day", "2026-03-05"), ("words", "涉密的材料收好了。")]
            let stopped = try await browser.press(report, action: report, written)
            #expect(stopped.status == 422 && stopped.text.contains("给别人看的话里有“涉密”，请再看一眼"), "\(stopped.text)")
            let seen = try #require(stopped.hiddenFields(report))
            #expect(try await browser.post(report, seen + written).status == 303)
            let told = try await secretary.get(address)
            #expect(told.object["watchedWords"] as? [String] == ["涉密"])
        }
    }

    @Test("a notice that the rule refuses takes no files in")
    func filesLast() async throws {
        try await Village.with(.sqlite) { village in
            let leader = try await village.browser(of: .leader)
            let file = MultipartSketch.File("files", name: "通知.pdf", Village.pdf)
            let late = Self.fields.filter { $0.0 != "dueOn" } + [("dueOn", "2026-03-01"), ("to", "rooms")]
            let refused: [[(String, String)]] = [late, Self.fields + [("to", "chosen")]]
            for fields in refused {
                let answer = try await Self.send(fields, [file], by: leader)
                #expect(answer.status == 422, "\(answer.text)")
            }
            #expect(try await village.count(of: .attachment) == 0)
            let sent = try await Self.send(Self.fields + [("to", "rooms")], [file], by: leader)
            #expect(sent.status == 303, "\(sent.text)")
            #expect(try await village.count(of: .attachment) == 1)
        }
    }

    @Test(
        "all who are silent are reminded while some of them sign, and nobody is told of a conflict",
        arguments: EngineKind.allCases)
    func remindingWhileSigned(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let leader = try await village.program(of: .leader)
            let signers = [
                try await village.program(of: .secretary), try await village.program(of: .otherSecretary),
                try await village.program(of: .officer),
            ]
            for round in 0..<5 {
                let issued = try await leader.post(
                    "/desk/deployments",
                    [
                        "kind": "deploy", "title": "第\(round)次", "text": "走一遍。", "to": "everybody",
                        "dueOn": "2026-03-20",
                    ])
                let id = try #require(issued["id"], "\(issued.text)")
                var signings: [(APIClient, String)] = []
                for signer in signers {
                    let lines = try await signer.get("/desk/deployments/\(id)")
                    for line in lines.object["receipts"] as? [[String: Any]] ?? [] {
                        signings.append((signer, try #require(line["id"] as? String)))
                    }
                }
                #expect(signings.count == 3)
                let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
                    group.addTask { try await leader.post("/desk/deployments/\(id)/reminders", [:]).status }
                    for (signer, receipt) in signings {
                        group.addTask { try await signer.post("/desk/receipts/\(receipt)/signing", [:]).status }
                    }
                    return try await group.reduce(into: [Int]()) { $0.append($1) }
                }
                #expect(statuses == [200, 200, 200, 200])
            }
            #expect(try await village.verify().isClean)
        }
    }

    @Test("the people of a room are told; whoever looks after its area, only of rooms that have nobody")
    func nearest() async throws {
        try await Village.with(.sqlite) { village in
            let rooms = try await Self.openRooms(1, in: village)
            let (person, county) = (village.person(.colleague), village.story.county)
            try await Commands.run(on: village.installation) {
                try $0.appoint(
                    person, to: Appointment(.roomSecretary, .area(county.areaCode)), tenant: county.id)
            }
            let issued = try await village.program(of: .leader).post(
                "/desk/deployments",
                ["kind": "deploy", "title": "排查排水", "text": "走一遍。", "to": "rooms", "dueOn": "2026-03-20"])
            #expect(issued.status == 201, "\(issued.text)")
            await village.deliverLetters()
            await village.deliverLetters()
            let notices = try await village.browser(of: .colleague).get("/desk/notices").text
            let lines = issued.object["receipts"] as? [[String: Any]] ?? []
            #expect(lines.count == 3 && rooms.count == 1)
            for line in lines {
                let (id, name) = (try #require(line["id"] as? String), try #require(line["name"] as? String))
                #expect(notices.contains("/desk/receipts/\(id)") == (name == "第0议事室"), "\(name)")
            }
        }
    }
}
