// SPDX-License-Identifier: Apache-2.0

import DatabaseTestSupport
import Domain
import TestSupport
import Testing

@testable import Server

@Suite("A topic that is passed on to another room", .serialized)
struct TopicPassingTests {
    @Test(
        "it is screened there, its submitter reads where and why, and its former room has it no more",
        arguments: EngineKind.allCases)
    func passed(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let topic = village.story.waiting
            let path = "/desk/topics/\(topic.id)/passing"
            let secretary = try await village.browser(of: .secretary)
            let form = try await secretary.get(path)
            #expect(form.status == 200 && form.text.contains(village.otherRoom.name))
            let done = try await secretary.fillIn(
                path, action: path, [("room", village.otherRoom.id.text), ("reason", "这段路归隔壁社区管")])
            #expect(done.status == 303, "\(done.text)")
            let after = try #require(try await village.topic(topic.id))
            #expect(after.room == village.otherRoom.id && after.area == village.otherRoom.area)
            #expect(after.state == .screening && after.deadline?.from == village.clock.now.day)

            let other = try await village.browser(of: .otherSecretary)
            let record = try await other.get("/desk/topics/\(topic.id)")
            #expect(record.status == 200 && record.text.contains("转给\(village.otherRoom.name)"))
            #expect(try await other.get("/desk/topics").text.contains(topic.id.text))
            #expect(try await secretary.get("/desk/topics/\(topic.id)").status == 404)
            for (browser, room, word) in [
                (secretary, village.room, "转给\(village.otherRoom.name)"),
                (other, village.otherRoom, "从\(village.room.name)转来"),
            ] {
                let page = try await browser.get("/desk/rooms/\(room.id)")
                #expect(page.text.contains(word) && page.text.contains(topic.id.text))
            }
            let status = try await village.visitor().get("/status/\(topic.code.text)")
            #expect(status.text.contains("这段路归隔壁社区管") && status.text.contains(village.otherRoom.name))
            try await village.seal()
            #expect(try await village.verify().isClean)
        }
    }

    @Test("not to its own room, nor to none, nor once a session is announced")
    func refused() async throws {
        try await Village.with(.sqlite) { village in
            let program = try await village.program(of: .secretary)
            let path = "/desk/topics/\(village.story.waiting.id)/passing"
            let same = try await program.post(path, ["room": village.room.id.text, "reason": "看错了"])
            #expect(same.status == 422 && same["code"] == "same_room", "\(same.text)")
            let gone = try await program.post(path, ["room": village.story.waiting.id.text, "reason": "没有"])
            #expect(gone.status == 422 && gone.text.contains("room"))
            let announced = try await village.carry(to: .announced).topic.id
            let late = try await program.post(
                "/desk/topics/\(announced)/passing", ["room": village.otherRoom.id.text, "reason": "晚了"])
            #expect(late.status == 409 && late["code"] == "already_decided")
        }
    }

    @Test("sent on elsewhere, the day by which an answer was promised is told")
    func promised() async throws {
        try await Village.with(.sqlite) { village in
            let topic = village.story.waiting
            let path = "/desk/topics/\(topic.id)/redirection"
            let program = try await village.program(of: .secretary)
            let fields = ["channel": "hotline", "explanation": "热线派给市政公司"]
            let past = try await program.post(path, fields.merging(["answerBy": "2026-03-04"]) { $1 })
            #expect(past.status == 422 && past.text.contains("answerBy"))
            let done = try await program.post(path, fields.merging(["answerBy": "2026-03-20"]) { $1 })
            #expect(done.status == 200, "\(done.text)")
            let page = try await village.visitor().get("/status/\(topic.code.text)")
            #expect(page.text.contains("3月20日"))
            let told = try await village.program().get("/topics/status/\(topic.code.text)")
            #expect((told.object["redirection"] as? [String: Any])?["answerBy"] as? String == "2026-03-20")
            guard case .redirected(let redirection) = try await village.topic(topic.id)?.state else {
                Issue.record("it was sent on")
                return
            }
            #expect(redirection.answerBy == Day("2026-03-20"))
            // The day is a deadline of the desk, and once it is past, nobody says that there will be an answer by it.
            let waiting = try await program.get("/desk/topics?part=elsewhere")
            #expect(waiting.text.contains(topic.id.text) && waiting.text.contains("2026-03-20"), "\(waiting.text)")
            #expect(try await !program.get("/desk/topics?part=ended").text.contains(topic.id.text))
            #expect(try await !program.get("/desk/topics?part=overdue").text.contains(topic.id.text))
            village.clock.move(hours: 24 * 20)
            let later = try await village.program(of: .secretary)
            let late = try await later.get("/desk/topics?part=overdue")
            #expect(late.text.contains(topic.id.text), "\(late.text)")
            let then = try await village.visitor().get("/status/\(topic.code.text)")
            #expect(then.text.contains("过了还没有，议事室会去问") && !then.text.contains("前有答复。"))
            try await village.act(.tellResult, ["result": "已经修好"], on: topic.id, as: .secretary)
            #expect(try await !later.get("/desk/topics?part=overdue").text.contains(topic.id.text))
            #expect(try await later.get("/desk/topics?part=ended").text.contains(topic.id.text))
        }
    }
}
