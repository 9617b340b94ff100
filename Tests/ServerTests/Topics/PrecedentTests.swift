// SPDX-License-Identifier: Apache-2.0

import DatabaseTestSupport
import Domain
import Foundation
import TestSupport
import Testing

@testable import Server

@Suite("Precedents of a topic that is screened", .serialized)
struct PrecedentTests {
    private static let words = "放学时校门口两侧停车，行人和车混在一起，很堵，孩子过不去。"

    @Test(
        "the three nearest that were decided, with units and class, and what most have in common",
        arguments: EngineKind.allCases)
    func shown(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            for _ in 0..<2 { _ = try await village.carry(to: .closed) }
            _ = try await village.carry(to: .pooled)
            let id = try await raise(village)
            let secretary = try await village.browser(of: .secretary)
            let page = try await secretary.get("/desk/topics/\(id)")
            #expect(page.text.contains("相近的，以前怎么办的"))
            #expect(page.text.contains("三件相近的，两件归安澜县住建局。"))
            #expect(page.text.contains("交给安澜县住建局 · 承办单位报告：解决"))
            let list = try await village.program(of: .secretary).get("/desk/topics/\(id)/precedents")
            let items = try #require(list.object["items"] as? [[String: Any]])
            #expect(items.count == 3)
            let unit = try #require(list.object["suggestedUnit"] as? [String: Any])
            #expect(unit["name"] as? String == "安澜县住建局" && unit["precedents"] as? Int == 2)
            #expect(list["suggestedRoom"] == nil && list["suggestedChannel"] == nil, "it is the own room")

            // The form offers what is alike first, and has chosen nothing.
            let form = try await secretary.get("/desk/topics/\(id)/merging")
            #expect(
                form.text.contains("（文字相近）") && !form.text.contains(" checked")
                    && !form.text.contains(/value="[0-9A-Z]{13}" selected/))
            #expect(try await village.program(of: .otherSecretary).get("/desk/topics/\(id)/precedents").status == 404)
        }
    }

    @Test("what is not public, not decided or not alike is no precedent; one alone speaks for nothing")
    func hidden() async throws {
        try await Village.with(.sqlite) { village in
            let hidden = try await village.carry(to: .closed, isPublic: false).topic.id
            let none = try await village.program(of: .otherSecretary).get(
                "/desk/topics/\(try await raise(village, in: village.otherRoom))/precedents")
            #expect(none.status == 200 && !none.text.contains(hidden.text), "another room's: \(none.text)")
            let leader = try await village.program(of: .leader).get(
                "/desk/topics/\(try await raise(village))/precedents")
            #expect(!leader.text.contains(hidden.text), "who does not read what was said finds none by it")
            _ = try await village.carry(to: .closed)
            let id = try await raise(village)
            let page = try await village.browser(of: .secretary).get("/desk/topics/\(id)")
            #expect(page.text.contains("相近的，以前怎么办的") && !page.text.contains("一件归"))
            // The nearest of what is there says something else: nothing is shown rather than that.
            for words in ["无人机喷药飘到了养蜂场，蜜蜂死了不少", "村委会门口的账目三年没有公示过"] {
                let other = try await raise(village, words: words)
                let list = try await village.program(of: .secretary).get("/desk/topics/\(other)/precedents")
                #expect((list.object["items"] as? [Any])?.isEmpty == true, "\(list.text)")
                let record = try await village.browser(of: .secretary).get("/desk/topics/\(other)")
                #expect(record.status == 200 && !record.text.contains("相近的，以前怎么办的"))
            }
            try await village.act(.pool, on: id, as: .secretary)
            let decided = try await village.browser(of: .secretary).get("/desk/topics/\(id)")
            #expect(!decided.text.contains("相近的，以前怎么办的"), "what is decided needs none")
        }
    }

    @Test("the own room's decided topics are precedents, too: turned down, with the ground, whoever else may read them")
    func own() async throws {
        try await Village.with(.sqlite) { village in
            let ground = try #require(
                PracticeProfile.standard.rejectionGrounds.first { $0.code != RejectionGround.spamCode })
            var turnedDown: [Topic.ID] = []
            for _ in 0..<2 {
                let id = try await raise(village)
                try await village.act(
                    .reject, ["ground": ground.code, "explanation": "归交警管"], on: id, as: .secretary)
                turnedDown.append(id)
            }
            let id = try await raise(village)
            let list = try await village.program(of: .secretary).get("/desk/topics/\(id)/precedents")
            let items = try #require(list.object["items"] as? [[String: Any]], "\(list.text)")
            #expect(Set(items.compactMap { $0["topic"] as? String }) == Set(turnedDown.map(\.text)), "\(list.text)")
            #expect(items.allSatisfy { $0["ground"] as? String == ground.code && $0["isPublic"] as? Bool == false })
            #expect((list.object["suggestedGround"] as? [String: Any])?["code"] as? String == ground.code)
            let page = try await village.browser(of: .secretary).get("/desk/topics/\(id)").text
            #expect(page.contains("不受理：\(ground.name)") && page.contains("/desk/topics/\(turnedDown[0])"))
            #expect(page.contains("两件没有受理：\(ground.name)。"))
        }
    }

    @Test("a public topic of the own room is said to be public though its public wording is not what is alike")
    func ownAndPublic() async throws {
        try await Village.with(.sqlite) { village in
            let decided = try await raise(village)
            try await village.act(
                .review, ["title": "路灯不亮", "body": "河边的路灯晚上不亮。"], on: decided, as: .secretary)
            try await village.act(
                .redirect, ["channel": "hotline", "explanation": "交警来管更快"], on: decided, as: .secretary)
            let id = try await raise(village)
            let list = try await village.program(of: .secretary).get("/desk/topics/\(id)/precedents")
            let items = try #require(list.object["items"] as? [[String: Any]], "\(list.text)")
            let own = try #require(items.first { $0["topic"] as? String == decided.text }, "\(list.text)")
            #expect(own["isPublic"] as? Bool == true, "\(list.text)")
        }
    }

    @Test("topics that another room dealt with, and that were sent on, say so; units that had the like stand first")
    func suggestions() async throws {
        try await Village.with(.sqlite) { village in
            for _ in 0..<2 {
                let id = try await raise(village)
                try await village.act(.review, ["title": "校门口放学时段拥堵", "body": Self.words], on: id, as: .secretary)
                try await village.act(
                    .redirect, ["channel": "hotline", "explanation": "交警来管更快"], on: id, as: .secretary)
            }
            let elsewhere = try await raise(village, in: village.otherRoom)
            let list = try await village.program(of: .otherSecretary).get("/desk/topics/\(elsewhere)/precedents")
            #expect((list.object["suggestedRoom"] as? [String: Any])?["name"] as? String == "杨柳社区议事室")
            #expect((list.object["suggestedChannel"] as? [String: Any])?["code"] as? String == "hotline")
            let page = try await village.browser(of: .otherSecretary).get("/desk/topics/\(elsewhere)")
            #expect(page.text.contains("两件相近的，两件是杨柳社区议事室办的。") && page.text.contains("转给了12345热线"))

            _ = try await village.carry(to: .closed)
            let session = try #require(try await village.carry(to: .concluded, words: Self.words).session)
            let form = try await village.browser(of: .secretary).get("/desk/sessions/\(session)/items")
            let first = try #require(form.text.range(of: "安澜县住建局（办过相近的）"))
            let second = try #require(form.text.range(of: "安澜县水务局"))
            #expect(first.lowerBound < second.lowerBound)
        }
    }

    private func raise(
        _ village: Village, in room: Room? = nil, words: String = PrecedentTests.words
    ) async throws -> Topic.ID {
        let room = room ?? village.room
        let answer = try await village.program().post("/topics", ["room": room.token.text, "text": words])
        return try #require(answer["id"].flatMap { Topic.ID($0) })
    }
}
