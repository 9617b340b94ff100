// SPDX-License-Identifier: Apache-2.0

import Database
import DatabaseTestSupport
import Domain
import TestSupport
import Testing

@testable import Server

@Suite("What several rooms have in common", .serialized)
struct EscalationTests {
    @Test("is dealt with by the room above, and everybody follows and is asked", arguments: EngineKind.allCases)
    func together(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let (above, secretary) = try await village.openCountyRoom()
            let (own, other) = (village.story.waiting, village.story.waitingElsewhere)
            try await village.bring(own.id, .secretary, above)
            try await village.bring(other.id, .otherSecretary, above)
            let queue = try await secretary.get("/desk/topics?part=brought")
            #expect(queue.status == 200 && (queue.object["items"] as? [Any])?.count == 2)
            let gathered = try await secretary.post(
                "/desk/topics/\(own.id)/gathering", ["topics": [other.id.text], "text": "两处的路都不好走"])
            #expect(gathered.status == 200 && gathered["state"] == "pooled", "\(gathered.text)")
            let parent = try #require(try await village.topic(own.id)?.escalatedInto)
            let record = try await secretary.get("/desk/topics/\(parent)")
            let children = record.object["children"] as? [[String: Any]]
            #expect(children?.compactMap { $0["state"] as? String } == ["pooled", "pooled"], "\(record.text)")
            let page = try await village.visitor().get("/status/\(own.code.text)")
            #expect(page.text.contains("县协商议事室一起办") && page.text.contains(own.words))
            #expect(!page.text.contains("灌溉渠"), "nobody reads the other's words")
            let status = try await village.program().get("/topics/status/\(other.code.text)")
            #expect(status["state"] == "pooled" && status["aboveState"] == "pooled")
            let convener = try await village.program(of: .convener)
            let refused = try await convener.post("/desk/topics/\(own.id)/selection", [:])
            #expect(refused.status == 409 && refused["code"] == "dealt_with_above")
            let parts = try await village.read { try TopicStore.of(village).parts(of: parent, in: $0) }
            #expect(Set(parts) == [own.id, other.id])
            try await village.seal()
            #expect(try await village.verify().isClean)
            let differences = try await village.read { transaction in
                try RowReplay(services: village.services, site: village.countySite).differences(in: transaction)
            }
            #expect(differences == [])
        }
    }

    @Test("refusals are sentences, and nothing is done by them", arguments: EngineKind.allCases)
    func refused(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let (above, secretary) = try await village.openCountyRoom()
            let (own, other) = (village.story.waiting, village.story.waitingElsewhere)
            let room = try await village.program(of: .secretary)
            let path = "/desk/topics/\(own.id)"
            let early = try await room.post("\(path)/escalation", ["room": above.text, "reason": "都有"])
            #expect(early.status == 409 && early["code"] == "not_pooled")
            try await village.act(.pool, on: own.id, as: .secretary)
            let beside = try await room.post(
                "\(path)/escalation", ["room": village.story.otherRoom.id.text, "reason": "都有"])
            #expect(beside.status == 422 && beside["code"] == "not_above")
            let notTheirs = try await village.program(of: .otherSecretary).post(
                "\(path)/escalation", ["room": above.text, "reason": "都有"])
            #expect(notTheirs.status == 404)
            #expect(try await secretary.get(path).status == 404, "what was not brought is not theirs to read")
            try await village.act(.escalate, ["room": above.text, "reason": "都有"], on: own.id, as: .secretary)
            #expect(try await secretary.get(path).status == 200)
            let alone = try await secretary.post("\(path)/gathering", ["topics": [own.id.text], "text": "路"])
            #expect(alone.status == 422 && alone["code"] == "chosen_twice", "\(alone.text)")
            let unseen = try await secretary.post("\(path)/gathering", ["topics": [other.id.text], "text": "路"])
            #expect(unseen.status == 422 && unseen["code"] == "invalid_input")
            let published = village.story.published.id
            try await village.act(.escalate, ["room": above.text, "reason": "都有"], on: published, as: .secretary)
            let oneRoom = try await secretary.post("\(path)/gathering", ["topics": [published.text], "text": "路"])
            #expect(oneRoom.status == 422 && oneRoom["code"] == "too_few_rooms")
            #expect(try await village.topic(own.id)?.isDealtWithAbove == false)
            let back = try await room.post("\(path)/keeping-here", [:])
            #expect(back.status == 200)
            #expect(try await secretary.get(path).status == 404)
        }
    }

    @Test(
        "declined by the room above, the room below is told why and goes on; both still see it",
        arguments: EngineKind.allCases)
    func declined(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let (above, secretary) = try await village.openCountyRoom()
            let own = village.story.waiting
            try await village.bring(own.id, .secretary, above)
            let path = "/desk/topics/\(own.id)"
            let room = try await village.program(of: .secretary)
            #expect(try await room.post("\(path)/escalation-declining", ["reason": "只有一处"]).status == 404)
            let empty = try await secretary.post("\(path)/escalation-declining", ["reason": ""])
            #expect(empty.status == 422)
            let declined = try await secretary.post("\(path)/escalation-declining", ["reason": "眼下只有一处"])
            #expect(declined.status == 200 && declined["state"] == "pooled", "\(declined.text)")
            #expect((try await secretary.get("/desk/topics?part=brought").object["items"] as? [Any])?.isEmpty == true)
            #expect(try await secretary.get(path).status == 200, "the room above still sees it")
            let page = try await village.browser(of: .secretary).get(path)
            #expect(page.text.contains("没有合起来办：眼下只有一处") && page.text.contains("县协商议事室"))
            let status = try await village.visitor().get("/status/\(own.code.text)")
            #expect(status.text.contains("由本议事室办") && !status.text.contains("眼下只有一处"))
            let again = try await secretary.post("\(path)/gathering", ["topics": [own.id.text], "text": "路"])
            #expect(again.status == 409 && again["code"] == "not_escalated")
            try await village.act(.select, on: own.id, as: .convener)
            #expect(try await secretary.get(path).status == 200)
            let differences = try await village.read { transaction in
                try RowReplay(services: village.services, site: village.countySite).differences(in: transaction)
            }
            #expect(differences == [])
        }
    }

    @Test("given back before anything was done, each room goes on by itself", arguments: EngineKind.allCases)
    func undone(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let (above, secretary) = try await village.openCountyRoom()
            let (own, other) = (village.story.waiting, village.story.waitingElsewhere)
            try await village.bring(own.id, .secretary, above)
            try await village.bring(other.id, .otherSecretary, above)
            _ = try await secretary.post(
                "/desk/topics/\(own.id)/gathering", ["topics": [other.id.text], "text": "两处的路都不好走"])
            let parent = try #require(try await village.topic(own.id)?.escalatedInto)
            let undone = try await secretary.post("/desk/topics/\(parent)/dissolution", [:])
            #expect(undone.status == 200 && undone["state"] == "withdrawn", "\(undone.text)")
            for id in [own.id, other.id] {
                let topic = try #require(try await village.topic(id))
                #expect(topic.state == .pooled && !topic.isDealtWithAbove)
            }
            let links = try await village.read { transaction in
                try RecordLinkStore(tenant: village.story.county.id).links(of: .topic(parent), in: transaction)
            }
            #expect(links == [])
            try await village.act(.select, on: own.id, as: .convener)
            #expect(try await village.topic(own.id)?.state == .selected)
        }
    }

    @Test(
        "settled by the room above, everybody reads the answer and nobody is asked; it is not passed on",
        arguments: EngineKind.allCases)
    func settledAbove(_ kind: EngineKind) async throws {
        try await Village.with(kind, settings: ["gateways": "show"]) { village in
            let (above, secretary) = try await village.openCountyRoom()
            let other = village.story.waitingElsewhere
            let raised = try await village.program().post(
                "/topics", ["room": village.room.token.text, "text": "田里进不去水。", "phone": Village.phone])
            let own = try #require(raised["id"].flatMap { Topic.ID($0) })
            let code = try #require(raised["trackingCode"])
            try await village.bring(own, .secretary, above)
            try await village.bring(other.id, .otherSecretary, above)
            _ = try await secretary.post(
                "/desk/topics/\(own)/gathering", ["topics": [other.id.text], "text": "几处的水渠都淤了"])
            let parent = try #require(try await village.topic(own)?.escalatedInto)
            let passed = try await secretary.post(
                "/desk/topics/\(parent)/passing", ["room": village.otherRoom.id.text, "reason": "归那里"])
            #expect(passed.status == 409 && passed["code"] == "is_gathered", "\(passed.text)")
            let solved = try await secretary.post("/desk/topics/\(parent)/solution", ["answer": "水务局都清了淤。"])
            #expect(solved.status == 200, "\(solved.text)")
            let (visitor, program) = (village.visitor(), village.program())
            let page = try await visitor.get("/status/\(code)").text
            #expect(page.contains("上一级议事室答复") && page.contains("水务局都清了淤。"), "\(page)")
            #expect(!page.contains("轮到您了"))
            let status = try await program.get("/topics/status/\(code)")
            #expect(status["aboveState"] == "solved_directly" && status["answer"] == "水务局都清了淤。", "\(status.text)")
            await village.sendMessages(.sms)
            let told = village.shown.filter { $0.address == Village.phone }.map(\.text)
            #expect(
                told.contains { $0.contains("议事室答复了您提的事。") } && told.allSatisfy { !$0.contains("请您说一说") }, "\(told)")
            _ = try await secretary.post("/desk/topics/\(parent)/reconsideration", ["reason": "有一处又淤了"])
            let ground = try #require(
                PracticeProfile.standard.rejectionGrounds.first { $0.code != RejectionGround.spamCode })
            let rejected = try await secretary.post(
                "/desk/topics/\(parent)/rejection", ["ground": ground.code, "explanation": "只说给一家听"])
            #expect(rejected.status == 200, "\(rejected.text)")
            let turned = try await visitor.get("/status/\(code)").text
            #expect(turned.contains("上一级不受理") && turned.contains(ground.name) && !turned.contains("只说给一家听"))
            let answer = try await program.get("/topics/status/\(code)")
            #expect((answer.object["rejection"] as? [String: Any])?["ground"] as? String == ground.code)
            #expect(!answer.text.contains("只说给一家听"))
        }
    }

    @Test("the public page of the parent shows where its children stand, anew after each change")
    func shown() async throws {
        try await Village.with(.sqlite) { village in
            let (above, secretary) = try await village.openCountyRoom()
            let (own, other) = (village.story.published, village.story.waitingElsewhere)
            try await village.act(
                .escalate, ["room": above.text, "reason": "都有"], on: own.id, as: .secretary)
            try await village.bring(other.id, .otherSecretary, above)
            _ = try await secretary.post(
                "/desk/topics/\(own.id)/gathering", ["topics": [other.id.text], "text": "沟渠都堵了"])
            let parent = try #require(try await village.topic(own.id)?.escalatedInto)
            _ = try await secretary.post(
                "/desk/topics/\(parent)/review", ["title": "几处沟渠堵塞", "body": "几处沟渠堵塞，一起商量。"])
            let page = try await village.visitor().get("/topics/\(parent)")
            #expect(page.text.contains("石桥村议事室") && page.text.contains("社区排水沟堵塞"), "\(page.text)")
            #expect(!page.text.contains("灌溉渠"), "what is not public is not named")
            #expect(try await village.visitor().get("/topics/\(own.id)").text.contains("县协商议事室"))
            let withdrawn = try await village.program().post(
                "/topics/status/\(other.code.text)/withdrawal", ["reason": "修好了"])
            #expect(withdrawn.status == 200)
            village.clock.move(hours: 30)
            try await WithdrawalWatch(services: village.services).look()
            #expect(try await village.visitor().get("/topics/\(parent)").text.contains("提出人撤回"))
        }
    }
}

extension Village {
    /// The county's own room, and a program of its secretary.
    func openCountyRoom() async throws -> (id: Room.ID, secretary: APIClient) {
        let (county, now) = (story.county, clock.now)
        let id = try await Commands.run(on: installation) { commands in
            let area = county.areaCode
            guard let token = Room.Token("ANLAN009") else { throw WebFailure.notFound }
            let room = Room(
                id: commands.id(), name: "县协商议事室", area: area, level: .district, address: "县政协一楼", token: token,
                convener: nil, secretary: nil)
            try commands.open(room, convener: nil, secretary: nil, tenant: county.id, at: now)
            return room.id
        }
        let holder = person(.colleague)
        try await Commands.run(on: installation) {
            try $0.appoint(holder, to: Appointment(.roomSecretary, .room(id)), tenant: county.id)
        }
        return (id, try await program(of: .colleague))
    }

    /// Accepts a topic, and brings it before a room above.
    func bring(_ id: Topic.ID, _ villager: Villager, _ above: Room.ID) async throws {
        try await act(.pool, on: id, as: villager)
        try await act(.escalate, ["room": above.text, "reason": "几个村都有"], on: id, as: villager)
    }

    var countySite: Site {
        guard let site = services.sites.all.first(where: { $0.tenant.id == story.county.id }) else {
            preconditionFailure("the county is founded")
        }
        return site
    }

    func read<Value: Sendable>(_ body: @escaping @Sendable (Transaction) throws -> Value) async throws -> Value {
        try await services.engine.read(body)
    }
}

extension TopicStore {
    fileprivate static func of(_ village: Village) -> TopicStore {
        TopicStore(tenant: village.story.county.id, contents: village.services.contents)
    }
}
