// SPDX-License-Identifier: Apache-2.0

import Database
import DatabaseTestSupport
import Domain
import TestSupport
import Testing

@testable import Server

@Suite("Accepted topics that go another way", .serialized)
struct TopicTurningTests {
    private func expectReplay(_ village: Village) async throws {
        let differences = try await village.read { transaction in
            try RowReplay(services: village.services, site: village.countySite).differences(in: transaction)
        }
        #expect(differences == [])
        try await village.seal()
        #expect(try await village.verify().isClean)
    }

    @Test(
        "from the pool one is sent on, turned down or answered, and its submitter reads where it went and why",
        arguments: EngineKind.allCases)
    func fromThePool(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let secretary = try await village.program(of: .secretary)
            let ways: [(segment: String, fields: [String: String], state: String, read: String)] = [
                ("redirection", ["channel": "grid", "explanation": "网格员今天去看"], "redirected", "网格员今天去看"),
                ("rejection", ["ground": "other_competence", "explanation": "省道归省里管"], "rejected", "省道归省里管"),
                ("solution", ["answer": "昨天已经修好了"], "solved_directly", "昨天已经修好了"),
            ]
            for way in ways {
                let topic = try await village.carry(to: .pooled).topic
                let path = "/desk/topics/\(topic.id)/\(way.segment)"
                #expect(try await village.program(of: .otherSecretary).post(path, way.fields).status == 404)
                #expect(try await village.program(of: .convener).post(path, way.fields).status == 404)
                let form = try await village.browser(of: .secretary).get(path)
                #expect(form.status == 200, "\(way.segment)")
                let done = try await secretary.post(path, way.fields)
                #expect(done.status == 200 && done["state"] == way.state, "\(done.text)")
                let page = try await village.visitor().get("/status/\(topic.code.text)")
                #expect(page.text.contains(way.read), "\(way.segment)")
                let record = try await village.visitor().get("/topics/\(topic.id)")
                #expect(record.status == 200, "what was public in the pool is so still: \(way.segment)")
                #expect(!record.text.contains(way.read), "what nobody reviewed for strangers is not theirs")
            }
            try await expectReplay(village)
        }
    }

    @Test("turned down in the pool, strangers read on which ground; not where the matter itself is unfit")
    func grounds() async throws {
        try await Village.with(.sqlite) { village in
            let told = try await village.carry(to: .pooled).topic.id
            let hidden = try await village.carry(to: .pooled).topic.id
            try await village.act(
                .reject, ["ground": "other_competence", "explanation": "省道归省里管"], on: told, as: .secretary)
            try await village.act(.reject, ["ground": "secrets", "explanation": "请当面说"], on: hidden, as: .secretary)
            let page = try await village.visitor().get("/topics/\(told)")
            #expect(page.status == 200 && page.text.contains("不受理：不属于本县职权范围") && !page.text.contains("省道归省里管"))
            #expect(try await village.visitor().get("/topics/\(hidden)").status != 200)
            let secretary = try await village.program(of: .secretary)
            let reviewed = try await secretary.post(
                "/desk/topics/\(told)/review",
                ["title": "校门口停车", "body": "两边都停车", "answer": "这段是省道，已经请省里的公路中心来看。"])
            #expect(reviewed.status == 200, "\(reviewed.text)")
        }
    }

    @Test(
        "what the convener chose is his to take back: with a reason, told to whoever was to research it",
        arguments: EngineKind.allCases)
    func deselected(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let topic = try await village.carry(to: .researching).topic
            let path = "/desk/topics/\(topic.id)"
            let (secretary, convener) = (
                try await village.program(of: .secretary), try await village.browser(of: .convener)
            )
            for segment in ["rejection", "redirection"] {
                let fields = ["ground": "no_matter", "channel": "grid", "explanation": "先去看"]
                let wanted = segment == "rejection" ? ["ground", "explanation"] : ["channel", "explanation"]
                let early = try await secretary.post("\(path)/\(segment)", fields.filter { wanted.contains($0.key) })
                #expect(early.status == 409 && early["code"] == "is_selected", "\(early.text)")
            }
            #expect(try await secretary.post("\(path)/deselection", ["reason": "不该选"]).status == 404)
            let done = try await convener.fillIn(
                "\(path)/deselection", action: "\(path)/deselection", [("reason", "县里下月统一整治")])
            #expect(done.status == 303, "\(done.text)")
            let after = try #require(try await village.topic(topic.id))
            #expect(after.state == .pooled && after.researcher == nil && after.deadline == nil)
            let page = try await village.visitor().get("/status/\(topic.code.text)")
            #expect(page.text.contains("召集人收回选定") && page.text.contains("县里下月统一整治"))
            await village.deliverLetters()
            let notices = try await village.browser(of: .member).get("/desk/notices").text
            #expect(notices.contains("收回了一件议题的选定"), "whoever was to research it is told")
            try await village.act(
                .reject, ["ground": "no_matter", "explanation": "没有写明"], on: topic.id, as: .secretary)
            try await expectReplay(village)
        }
    }

    @Test("settled while a member is about it, the member and the convener are told that it is over")
    func settledOnTheWay() async throws {
        try await Village.with(.sqlite) { village in
            let topic = try await village.carry(to: .researching).topic
            try await village.act(
                .mediate,
                [
                    "day": village.clock.now.day.description, "parties": "家长和商户", "record": "商户让出一米",
                    "outcome": "settled", "answer": "商户明天起让出一米。",
                ], on: topic.id, as: .secretary)
            #expect(try await village.topic(topic.id)?.state == .solvedDirectly(answer: .kept("商户明天起让出一米。")))
            await village.deliverLetters()
            for villager in [Villager.member, .convener] {
                let notices = try await village.browser(of: villager).get("/desk/notices").text
                #expect(notices.contains("选定的一件议题已经调解好"), "\(villager)")
            }
        }
    }

    @Test(
        "a room that closes passes on what is open, in bulk, with what was merged into it; then it ends",
        arguments: EngineKind.allCases)
    func closingRoom(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let host = try await village.carry(to: .pooled).topic
            let part = try await village.program().post(
                "/topics", ["room": village.room.token.text, "text": "校门口又堵了"])
            let (partID, code) = (try #require(part["id"].flatMap { Topic.ID($0) }), try #require(part["trackingCode"]))
            try await village.act(.merge, ["topic": host.id.text], on: partID, as: .secretary)
            let chosen = try await village.carry(to: .ready).topic.id
            try await village.act(.release, on: village.story.held.id, as: .secretary)

            let path = "/desk/bulk/topics/passing"
            let browser = try await village.browser(of: .secretary)
            let page = try await browser.get("\(path)?group=\(village.room.id)")
            let open = [
                host.id, chosen, village.story.waiting.id, village.story.asked.id, village.story.published.id,
                village.story.held.id,
            ]
            #expect(page.status == 200, "\(page.text)")
            #expect(open.allSatisfy { page.text.contains("records.\($0.text)\"") }, "\(page.text)")
            #expect(!page.text.contains("records.\(partID.text)\""), "what is merged goes along")
            let done = try await browser.fillIn(
                "\(path)?group=\(village.room.id)", action: path,
                [("room", village.otherRoom.id.text), ("reason", "两个社区并为一个")]
                    + open.map { ("records.\($0.text)", "on") })
            #expect(done.status == 200 && done.text.contains("办好了\(open.count)件"), "\(done.text)")
            for id in open {
                let topic = try #require(try await village.topic(id))
                #expect(topic.room == village.otherRoom.id && topic.state == .screening, "\(id)")
                #expect(topic.deadline?.from == village.clock.now.day && topic.researcher == nil)
            }
            let along = try #require(try await village.topic(partID))
            #expect(along.room == village.otherRoom.id && along.mergedInto == host.id)
            let own = try await village.visitor().get("/status/\(code)")
            #expect(own.text.contains("转给\(village.otherRoom.name)") && own.text.contains("两个社区并为一个"))
            // Where the others were merged into one there, it is taken apart there, too.
            try await village.act(.unmerge, on: partID, as: .otherSecretary)
            try await expectReplay(village)
        }
    }

    @Test("what a session has been planned for and another room has now is not announced by the former one")
    func planned() async throws {
        try await Village.with(.sqlite) { village in
            let journey = try await village.carry(to: .planned)
            let session = try #require(journey.session)
            try await village.act(
                .passOn, ["room": village.otherRoom.id.text, "reason": "两个社区并为一个"], on: journey.topic.id,
                as: .secretary)
            let announced = try await village.program(of: .convener)
                .post("/desk/sessions/\(session)/announcement", [:])
            #expect(announced.status == 409 && announced["code"] == "topic_not_open", "\(announced.text)")
        }
    }

    @Test(
        "what the room above has dealt with to its end no longer holds a room open (BR-10)",
        arguments: EngineKind.allCases)
    func endedAbove(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let (above, secretary) = try await village.openCountyRoom()
            let (own, other) = (village.story.waiting, village.story.waitingElsewhere)
            try await village.bring(own.id, .secretary, above)
            try await village.bring(other.id, .otherSecretary, above)
            _ = try await secretary.post(
                "/desk/topics/\(own.id)/gathering", ["topics": [other.id.text], "text": "两处的路都不好走"])
            let parent = try #require(try await village.topic(own.id)?.escalatedInto)
            let store = DirectoryUseStore(tenant: village.story.county.id)
            let room = village.otherRoom.id
            func open() async throws -> [Topic.ID] {
                try await village.read { try store.openTopics(of: room, limit: 10, in: $0).map(\.id) }
            }
            #expect(try await open() == [other.id])
            let early = try await village.program(of: .otherSecretary)
                .post("/desk/topics/\(other.id)/solution", ["answer": "本村自己修了"])
            #expect(early.status == 409 && early["code"] == "dealt_with_above", "\(early.text)")
            let solved = try await secretary.post("/desk/topics/\(parent)/solution", ["answer": "县里统一修好了"])
            #expect(solved.status == 200, "\(solved.text)")
            #expect(try await open() == [])
        }
    }
}
