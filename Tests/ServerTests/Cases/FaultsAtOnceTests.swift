// SPDX-License-Identifier: Apache-2.0

import DatabaseTestSupport
import Domain
import TestSupport
import Testing

@testable import Server

@Suite("All that is wrong with a form is told at once", .serialized)
struct FaultsAtOnceTests {
    @Test("a field asks more of its value than its kind does, and keeps asking where it is required")
    func checkedField() throws {
        let field = InputField("n", "数", .line(limit: 6), isRequired: false).checked { Int($0) == nil ? "要是数字。" : nil }
        for asked in [field, field.required(help: "数")] {
            let problems = #expect(throws: InputProblems.self) { try Input(["n": "三"], fields: [asked]) }
            #expect(problems?.problems == [.init(field: "n", sentence: "要是数字。")])
            #expect(try Input(["n": "3"], fields: [asked]).text("n") == "3")
        }
        #expect(try Input(["n": ""], fields: [field]).optional("n") == nil, "nothing is asked of nothing")
    }

    @Test("what is known beside the fields is told with them, and nothing of a field twice")
    func besides() throws {
        let field = InputField("text", "内容", .line(limit: 3))
        let known = FieldProblem(field: "phone", sentence: "请再登录一次。")
        let problems = #expect(throws: InputProblems.self) {
            try Input(["text": ""], fields: [field], besides: [known])
        }
        #expect(problems?.problems.map(\.field) == ["text", "phone"])
        let more = problems?.adding([known, .init(field: "place", sentence: "没有这里。")])
        #expect(more?.problems.map(\.field) == ["text", "phone", "place"])
        #expect(throws: InputProblems.self) { try Input(["text": "好"], fields: [field], besides: [known]) }
    }

    @Test(
        "raising: words that are too long, a wrong phone and a file that is no photo; photos that came along are kept",
        arguments: EngineKind.allCases)
    func raising(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let base = "/r/\(village.room.token.text)"
            let browser = village.visitor()
            let token = try await browser.token(on: "\(base)/raise", for: "\(base)/check")
            let sent = try await browser.post(
                "\(base)/check",
                MultipartSketch(
                    [("_token", token), ("text", ""), ("phone", "12"), ("place", "东门")],
                    [
                        .init("photos", name: "a.jpg", try SketchedPhoto().file(".jpg")),
                        .init("photos", name: "b.txt", Array("不是照片".utf8)),
                    ]))
            #expect(sent.status == 422 && sent.text.contains("还差3处"), "\(sent.text)")
            for field in ["text", "phone", "photos"] {
                #expect(sent.text.contains("href=\"#field-\(field)\""), "\(field)")
            }
            #expect(sent.text.contains("“b.txt”：") && !sent.text.contains("“a.jpg”："))
            #expect(sent.text.contains("alt=\"第1张照片\"") && sent.text.contains("value=\"东门\""))
        }
    }

    @Test(
        "publishing a topic: no title, a number in the words and a door without consent", arguments: EngineKind.allCases
    )
    func reviewing(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let path = "/desk/topics/\(village.story.waiting.id)/review"
            let secretary = try await village.browser(of: .secretary)
            let refused = try await secretary.fillIn(
                path, action: path,
                [("title", ""), ("body", "杨柳苑3号楼2单元501室漏水。"), ("answer", "请打13812345678。")])
            #expect(refused.status == 422 && refused.text.contains("还差3处"), "\(refused.text)")
            for field in ["title", "answer", "consent"] {
                #expect(refused.text.contains("href=\"#field-\(field)\""), "\(field)")
            }
            #expect(refused.text.contains("这里有手机号") && refused.text.contains("要公开的话里有门牌"))
        }
    }

    @Test("entering what another system sent: no words, a number with odd signs", arguments: EngineKind.allCases)
    func entering(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let program = try await village.program(of: .secretary)
            let sent = try await program.post(
                "/desk/topics",
                ["source": "grid", "room": village.room.id.text, "text": "", "system": "县网格化平台", "number": "七号"])
            let fields = (sent.object["fields"] as? [[String: String]])?.compactMap { $0["name"] }
            #expect(sent.status == 422 && Set(fields ?? []) == ["text", "number"], "\(sent.text)")
            let meeting = try await program.post(
                "/desk/topics",
                [
                    "source": "meeting", "room": village.room.id.text, "text": "", "day": "2026-03-01",
                    "occasionPlace": "东门", "count": "好多",
                ])
            let named = (meeting.object["fields"] as? [[String: String]])?.compactMap { $0["name"] }
            #expect(meeting.status == 422 && Set(named ?? []) == ["text", "count"], "\(meeting.text)")
        }
    }

    @Test("a line of a register: what is missing, what does not belong together", arguments: EngineKind.allCases)
    func registers(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let path = "/desk/directory/\(Register.roomPlans.rawValue)/new"
            let keeper = try await village.browser(of: Villager.keeper(of: .roomPlans))
            let refused = try await keeper.fillIn(
                path, action: path, [("room", ""), ("planYear", "1999"), ("plannedSessions", "很多")])
            #expect(refused.status == 422, "\(refused.text)")
            for field in ["room", "planYear", "plannedSessions"] {
                #expect(refused.text.contains("href=\"#field-\(field)\""), "\(field): \(refused.text)")
            }
        }
    }
}
