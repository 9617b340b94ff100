// SPDX-License-Identifier: Apache-2.0

import DatabaseTestSupport
import Domain
import TestSupport
import Testing

@testable import Server

@Suite("A refusal says where it is wrong, and does not repeat what was sent", .serialized)
struct RefusalTests {
    @Test("lines are counted as they stand in the field, those that say nothing among them")
    func lines() {
        let found = NumberedLines.of("甲\n\n  \n乙\n")
        #expect(found.map(\.number) == [1, 4] && found.map { String($0.line) } == ["甲", "乙"])
        #expect(NumberedLines.of("").isEmpty)
    }

    @Test("a table of views, by the line")
    func views() throws {
        let day = try #require(Day("2026-03-05"))
        let refused = #expect(throws: InputProblems.self) {
            try ViewTable.read("开始,结束,人次\n19:00,19:30,5\n\n王桂英 13700000011,19:30,5", from: day)
        }
        let sentence = try #require(refused?.problems.first?.sentence)
        #expect(sentence.hasPrefix("第4行") && !sentence.contains("王桂英"), "\(sentence)")
    }

    @Test("the lists of the rules, by the line or the place")
    func practice() {
        let refusals = [
            #expect(throws: FieldProblem.self) { try WatchedWordText.read("打砸、、！？", field: "f") },
            #expect(throws: FieldProblem.self) { try TopicCategoryText.read("roads|道路\nnoise|道路", field: "f") },
            #expect(throws: FieldProblem.self) { try ProposalListText.grounds("empty|空泛\nempty|空泛二", field: "f") },
        ]
        for refusal in refusals {
            #expect(refusal?.sentence.contains("第2") == true, "\(String(describing: refusal))")
            for sent in ["！？", "道路", "empty"] { #expect(refusal?.sentence.contains(sent) == false) }
        }
    }

    @Test("those who are invited by name, by the line", arguments: EngineKind.allCases)
    func invited(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let session = try #require(try await village.carry(to: .announced).session)
            let secretary = try await village.program(of: .secretary)
            let path = "/desk/sessions/\(session)/participants"
            func refused(_ names: String) async throws -> WebAnswer {
                try await secretary.post(path, ["category": "people", "names": names])
            }
            let short = try await refused("王桂英 13700000011\n\n李长庚 1370000")
            #expect(short.status == 422 && short.text.contains("第3行"), "\(short.text)")
            let twice = try await refused("王桂英 13700000013\n李长庚 13700000013")
            #expect(twice.status == 422 && twice.text.contains("第2行的手机号和第1行的一样"), "\(twice.text)")
            for answer in [short, twice] {
                for sent in ["王桂英", "李长庚", "1370000"] { #expect(!answer.text.contains(sent), "\(answer.text)") }
            }
        }
    }

    @Test("the number of a person in public words, by its place", arguments: EngineKind.allCases)
    func numbers(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let secretary = try await village.program(of: .secretary)
            let path = "/desk/topics/\(village.story.waiting.id)/review"
            let refused = try await secretary.post(path, ["title": "给独居老人送饭", "body": "请打13800000021问。"])
            #expect(refused.status == 422 && refused.text.contains("从第3个字起"), "\(refused.text)")
            #expect(!refused.text.contains("13800000021"))
        }
    }

    @Test("what is to be done by when, by the line", arguments: EngineKind.allCases)
    func milestones(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let journey = try await village.carry(to: .minuted)
            let session = try #require(journey.session)
            let secretary = try await village.program(of: .secretary)
            let task = [
                "topic": journey.topic.id.text, "task": "划线", "unit": village.story.unit.id.text,
                "officer": village.person(.officer).text, "milestones": "2026-03-25 划好标线\n找王桂英 再看",
            ]
            let refused = try await secretary.post("/desk/sessions/\(session)/items", task)
            #expect(refused.status == 422 && refused.text.contains("第2行看不懂"), "\(refused.text)")
            #expect(!refused.text.contains("王桂英"))
        }
    }
}
