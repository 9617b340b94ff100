// SPDX-License-Identifier: Apache-2.0

import DatabaseTestSupport
import Domain
import TestSupport
import Testing

@testable import Server

@Suite("Topics that somebody brings to the desk", .serialized)
struct TopicEntryTests {
    @Test("each source is entered by whom it is, with what it has to say", arguments: EngineKind.allCases)
    func sources(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let room = village.story.room.id.text
            let cases: [(Villager, String, [String: String])] = [
                (.member, "member", [:]), (.leader, "leader", [:]), (.secretary, "paper", ["phone": "13900001111"]),
                (.secretary, "meeting", ["day": "2026-03-03", "occasionPlace": "社区二楼", "count": "23"]),
                (.secretary, "survey", ["name": "夜间照明问卷", "count": "210"]),
                (.secretary, "plan", ["name": "安协发〔2026〕3号", "day": "2026-02-10"]),
                (.secretary, "hotline", ["system": "12345平台", "number": "RX-9"]),
                (.secretary, "leader", ["name": "县政协副主席 万里晴", "day": "2026-03-02"]),
            ]
            for (villager, source, more) in cases {
                let program = try await village.program(of: villager)
                let fields = ["room": room, "source": source, "text": "路灯不亮"].merging(more) { $1 }
                let answer = try await program.post("/desk/topics", fields)
                #expect(answer.status == 201, "\(source): \(answer.text)")
                let id = answer["id"] ?? ""
                let record = try await village.program(of: .secretary).get("/desk/topics/\(id)")
                #expect(record["source"] == source, "\(record.text)")
                for value in [more["name"], more["occasionPlace"]].compactMap({ $0 }) {
                    #expect(record.text.contains(value))
                }
                #expect(!record.text.contains("13900001111"))
                let status = try await village.program().get("/topics/status/\(answer["trackingCode"] ?? "")")
                #expect(status["state"] == "screening")
            }
            let figures = try await village.program(of: .secretary).get("/desk/rooms/\(room)")
            for source in cases.map(\.1) { #expect(figures.text.contains("\"\(source)\"")) }
        }
    }

    @Test("what is missing or not theirs is refused with a sentence at the field", arguments: EngineKind.allCases)
    func refused(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let room = village.story.room.id.text
            func fields(_ source: String, _ more: [String: String]) -> [String: String] {
                ["room": room, "source": source, "text": "路灯不亮"].merging(more) { $1 }
            }
            let meeting = ["day": "2026-03-03", "occasionPlace": "社区", "count": "23"]
            let cases: [(Villager, [String: String], Int, String)] = [
                (.secretary, fields("meeting", [:]), 422, "哪天开的"),
                (.secretary, fields("meeting", meeting.merging(["count": "0"]) { $1 }), 422, "整数"),
                (.secretary, fields("meeting", meeting.merging(["day": "2999-01-01"]) { $1 }), 422, "还没有到"),
                (.secretary, fields("survey", ["count": "3"]), 422, "问卷名称"),
                (.secretary, fields("leader", [:]), 422, "哪位领导"),
                (.secretary, fields("grid", [:]), 422, "对方系统"),
                (.secretary, fields("scan", [:]), 422, "来源"),
                (.member, fields("meeting", meeting), 404, ""), (.leader, fields("member", [:]), 404, ""),
                (.otherSecretary, fields("paper", [:]), 404, ""),
            ]
            for (villager, sent, status, told) in cases {
                let answer = try await village.program(of: villager).post("/desk/topics", sent)
                #expect(answer.status == status && (told.isEmpty || answer.text.contains(told)), "\(answer.text)")
            }
        }
    }

    @Test("by the form: the source first, then its own questions, then the code, once")
    func form() async throws {
        try await Village.with(.sqlite) { village in
            let browser = try await village.browser(of: .secretary)
            let first = try await browser.get("/desk/topic")
            #expect(first.text.contains("群众座谈会") && first.text.contains("问卷调查") && !first.text.contains("委员荐题"))
            let path = "/desk/topic?source=meeting"
            let page = try await browser.get(path)
            #expect(page.text.contains("多少人参加") && page.text.contains("杨柳社区议事室"))
            let token = try await browser.token(on: path, for: path)
            let sent = [("room", village.story.room.id.text), ("day", "2026-03-03")]
            let wrong = try await browser.post(path, [("_token", token)] + sent)
            #expect(wrong.status == 422 && wrong.text.contains("多少人参加"))
            let right = try await browser.fillIn(
                path, action: path, sent + [("text", "凉亭漏雨"), ("occasionPlace", "社区"), ("count", "12")])
            #expect(right.status == 200 && right.text.contains("查询码"), "\(right.text)")
            let member = try await village.browser(of: .member)
            #expect(try await member.get("/desk/topic").text.contains("委员荐题"))
        }
    }
}
