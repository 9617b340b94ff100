// SPDX-License-Identifier: Apache-2.0

import ChineseText
import DatabaseTestSupport
import Domain
import TestSupport
import Testing

@testable import Server

@Suite("What points at one person is told", .serialized)
struct PersonalDetailFlagTests {
    @Test("of every field in which it was said, to whoever reads it as it was said", arguments: EngineKind.allCases)
    func fields(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let raised = try await village.program().post(
                "/topics",
                ["room": village.room.token.text, "text": "楼道的灯坏了三盏。", "place": "清河小区3号楼502室"])
            let id = try #require(raised["id"].flatMap { Topic.ID($0) }, "\(raised.text)")
            let code = try #require(raised["trackingCode"])
            let secretary = try await village.browser(of: .secretary)
            let first = try await secretary.get("/desk/topics/\(id)").text
            #expect(first.contains("地点里有\(TopicWording.name(PersonalDetail.Kind.door))。") && !first.contains("话里有"))

            try await village.act(.ask, ["question": "哪一盏？"], on: id, as: .secretary)
            let answered = try await village.program().post(
                "/topics/status/\(code)/answer", ["answer": "问我邻居13900000009"])
            #expect(answered.status == 200, "\(answered.text)")
            for words in ["昨晚又灭了一盏。", "也可以打0513-85000000。"] {
                let added = try await village.program().post("/topics/status/\(code)/addition", ["addition": words])
                #expect(added.status == 200, "\(added.text)")
            }
            let later = try await secretary.get("/desk/topics/\(id)").text
            let door = TopicWording.name(PersonalDetail.Kind.door)
            let mobile = TopicWording.name(PersonalDetail.Kind.mobile)
            let landline = TopicWording.name(PersonalDetail.Kind.landline)
            #expect(later.contains("地点里有\(door)；回答里有\(mobile)；补充里有\(landline)。"))
            let leader = try await village.browser(of: .leader).get("/desk/topics/\(id)").text
            #expect(!leader.contains("地点里有") && leader.contains("略去了能认出人的话"))
        }
    }
}
