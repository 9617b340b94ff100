// SPDX-License-Identifier: Apache-2.0

import Database
import DatabaseTestSupport
import Domain
import Foundation
import TestSupport
import Testing

@testable import Server

@Suite("What a topic's page on the desk shows, programs read", .serialized)
struct DeskTopicAPITests {
    private func objects(_ answer: WebAnswer, _ field: String) -> [[String: Any]] {
        answer.object[field] as? [[String: Any]] ?? []
    }

    /// Whether the page says it, as HTML writes it.
    private func says(_ page: String, _ words: String) -> Bool {
        page.contains(
            words.replacingOccurrences(of: "&", with: "&amp;").replacingOccurrences(of: "<", with: "&lt;")
                .replacingOccurrences(of: "\"", with: "&quot;"))
    }

    @Test(
        "the whole way with its words, research, files, items and session of one that was closed",
        arguments: EngineKind.allCases)
    func closed(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let id = try await village.carry(to: .closed).topic.id
            let page = try await village.browser(of: .secretary).get("/desk/topics/\(id)").text
            let read = try await village.program(of: .secretary).get("/desk/topics/\(id)")
            #expect(read.status == 200, "\(read.text)")
            let steps = objects(read, "steps")
            #expect(steps.count > 8, "\(read.text)")
            for step in steps {
                let act = try #require(step["act"] as? String)
                #expect(says(page, act), "\(act)")
                if let said = step["said"] as? String {
                    for line in said.split(separator: "\n") { #expect(says(page, String(line)), "\(line)") }
                }
            }
            let research = try #require(objects(read, "research").first, "\(read.text)")
            for field in ["visit", "findings", "advice"] {
                let words = try #require(research[field] as? String, "\(field)")
                #expect(says(page, words), "\(words)")
            }
            let (item, title) = (try #require(objects(read, "items").first), try #require(read["sessionTitle"]))
            #expect(page.contains("/desk/items/\(item["id"] as? String ?? "")") && says(page, title))
            #expect(page.contains(try #require(read["researcherName"])) && read["sessionState"] != nil)
            // A leader reads it without what points at one person, by program as on the page.
            let leader = try await village.program(of: .leader).get("/desk/topics/\(id)")
            #expect(!leader.text.contains("13900001111"), "\(leader.text)")
            #expect(objects(leader, "steps").count == steps.count)
        }
    }

    @Test(
        "what is asked, answered, added, mediated, attached, and who looks after it",
        arguments: EngineKind.allCases)
    func underWay(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let own = village.story.waiting
            let path = "/desk/topics/\(own.id)"
            let (secretary, submitter) = (try await village.program(of: .secretary), village.program())
            func done(_ segment: String, _ fields: [String: Any]) async throws {
                let answer = try await secretary.post("\(path)/\(segment)", fields)
                #expect(answer.status == 200, "\(segment): \(answer.text)")
            }
            try await done("question", ["question": "是哪个校门？"])
            #expect(try await secretary.get(path)["question"] == "是哪个校门？")
            let code = "/topics/status/\(own.code.text)"
            #expect(try await submitter.post("\(code)/answer", ["answer": "东边的小门"]).status == 200)
            #expect(try await submitter.post("\(code)/addition", ["addition": "早上也一样堵"]).status == 200)
            let day = village.clock.now.day.description
            try await done(
                "mediation", ["day": day, "parties": "家长和商户", "record": "商户让出一米", "outcome": "part"])
            let file = try await village.upload(by: .secretary)
            try await done("attachments", ["files": [file.id.text]])
            let read = try await secretary.get(path)
            let page = try await village.browser(of: .secretary).get(path).text
            #expect(read["question"] == nil)
            let later = objects(read, "saidLater")
            #expect(later.map { $0["kind"] as? String } == ["answer", "addition"], "\(read.text)")
            for words in later.compactMap({ $0["text"] as? String }) { #expect(page.contains(words), "\(words)") }
            let mediation = try #require(objects(read, "mediations").first)
            #expect(mediation["record"] as? String == "商户让出一米" && page.contains("商户让出一米"))
            #expect(mediation["parties"] as? String == "家长和商户" && mediation["isSettled"] as? Bool == true)
            #expect(objects(read, "attachments").map { $0["id"] as? String } == [file.id.text], "\(read.text)")
            #expect((read.object["watchedWords"] as? [String]) == [] && read.object["personalDetails"] is [String])
            let queue = try await secretary.get("/desk/topics")
            let listed = try #require(
                objects(queue, "items").first { $0["id"] as? String == own.id.text }, "\(queue.text)")
            #expect(listed["source"] as? String == read["source"] && listed["claim"] is NSNull)
            let claimed = try await secretary.post("\(path)/claim", [:])
            #expect(claimed.status == 200, "\(claimed.text)")
            let held = try await secretary.get(path)
            let claim = try #require(held.object["claim"] as? [String: Any], "\(held.text)")
            #expect(claim["person"] as? String == village.person(.secretary).text && claim["until"] is String)
            let after = try await secretary.get("/desk/topics")
            let shown = objects(after, "items").first { $0["id"] as? String == own.id.text }
            #expect((shown?["claim"] as? [String: Any])?["person"] as? String == village.person(.secretary).text)
        }
    }

    @Test(
        "on what ground it was turned down, to whom it was sent and what came of it, and from where it was passed on",
        arguments: EngineKind.allCases)
    func ends(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let (rejected, sent) = (village.story.waiting.id, village.story.asked.id)
            let secretary = try await village.program(of: .secretary)
            let ground = try #require(
                PracticeProfile.standard.rejectionGrounds.first { $0.code != RejectionGround.spamCode })
            try await village.act(
                .reject, ["ground": ground.code, "explanation": "归交警管"], on: rejected, as: .secretary)
            let rejection = try #require(
                try await secretary.get("/desk/topics/\(rejected)").object["rejection"] as? [String: Any])
            #expect(rejection["ground"] as? String == ground.code && rejection["name"] as? String == ground.name)
            #expect(rejection["explanation"] as? String == "归交警管" && rejection["channel"] as? String == ground.channel)

            try await village.act(
                .redirect, ["channel": "hotline", "explanation": "热线派人更快", "answerBy": "2026-03-20"], on: sent,
                as: .secretary)
            try await village.act(.tellResult, ["result": "交警划了线"], on: sent, as: .secretary)
            let redirection = try #require(
                try await secretary.get("/desk/topics/\(sent)").object["redirection"] as? [String: Any])
            #expect(
                redirection["channel"] as? String == "hotline" && redirection["answerBy"] as? String == "2026-03-20")
            #expect(redirection["explanation"] as? String == "热线派人更快" && redirection["result"] as? String == "交警划了线")

            let raised = try await village.program().post(
                "/topics", ["room": village.room.token.text, "text": "隔壁社区的路灯"])
            let passed = try #require(raised["id"].flatMap { Topic.ID($0) })
            try await village.act(
                .passOn, ["room": village.otherRoom.id.text, "reason": "这段路归隔壁社区管"], on: passed, as: .secretary)
            let there = try await village.program(of: .otherSecretary).get("/desk/topics/\(passed)")
            let passing = try #require(objects(there, "passings").first, "\(there.text)")
            #expect(
                passing["fromName"] as? String == village.room.name
                    && passing["to"] as? String == village.otherRoom.id.text)
            #expect(passing["reason"] as? String == "这段路归隔壁社区管")

            let solved = try await village.program().post("/topics", ["room": village.room.token.text, "text": "门口积水"])
            let id = try #require(solved["id"].flatMap { Topic.ID($0) })
            try await village.act(.solveDirectly, ["answer": "当天疏通了"], on: id, as: .secretary)
            #expect(try await secretary.get("/desk/topics/\(id)")["answer"] == "当天疏通了")
        }
    }
}
