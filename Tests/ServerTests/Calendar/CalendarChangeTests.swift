// SPDX-License-Identifier: Apache-2.0

import DatabaseTestSupport
import Domain
import TestSupport
import Testing

@testable import Server

@Suite("The calendar changed on the web", .serialized)
struct CalendarChangeTests {
    private static let path = "/desk/calendar/change"

    @Test(
        "it is looked over with what it moves, then done, and the log says who did it", arguments: EngineKind.allCases)
    func changed(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let browser = try await village.browser(of: .systemAdministrator)
            let days = ("days", "2026-03-09至2026-03-10 放假 安澜建县纪念日\n2026-03-14 上班 调休")
            let before = try #require(try await village.topic(village.story.waiting.id)?.deadline)
            let looked = try await browser.fillIn(Self.path, action: Self.path, [days])
            #expect(looked.status == 200 && looked.text.contains("办理中的期限") && looked.text.contains("确认改日历"))
            #expect(try await village.topic(village.story.waiting.id)?.deadline == before, "nothing is written yet")

            let done = try await browser.fillIn(Self.path, action: Self.path, [days, ("confirmed", "yes")])
            #expect(done.status == 303, "\(done.text)")
            let after = try #require(try await village.topic(village.story.waiting.id)?.deadline)
            #expect(after.day > before.day)
            let page = try await browser.get("/desk/calendar?year=2026")
            #expect(page.text.contains("安澜建县纪念日") && page.text.contains("改日历"))
            let audit = try await village.browser(of: .auditAdministrator).get("/desk/audit")
            #expect(audit.text.contains("改日历"))
            try await village.seal()
            #expect(try await village.verify().isClean)
        }
    }

    @Test("a program previews what moves, and lines that are wrong are told beside their field")
    func program() async throws {
        try await Village.with(.sqlite) { village in
            let program = try await village.program(of: .systemAdministrator)
            let previewed = try await program.post("/desk/calendar/preview", ["days": "2026-03-09 放假 纪念日"])
            #expect(previewed.status == 200 && (previewed.object["moved"] as? Int ?? 0) > 0, "\(previewed.text)")
            let moved = try await program.post(Self.path, ["days": "2026-03-09 放假 纪念日"])
            #expect(moved.object["moved"] as? Int == previewed.object["moved"] as? Int)
            for (field, text) in [
                ("days", "2026-03-09 休息 甲"), ("days", "2026-03-09"), ("days", "2026-03-10至2026-03-09 放假 甲"),
                ("removed", "昨天"), ("removed", "2026-03-20"), ("year", "1999"), ("days", ""),
            ] {
                let wrong = try await program.post(Self.path, [field: text])
                #expect(wrong.status == 422 && wrong.text.contains("\"name\":\"\(field)\""), "\(field) \(text)")
            }
            // All at once, each line by its number on the page, the empty one included.
            let lines = "2027-01-01 放假 元旦\n\n2027-13-01 放假 元旦\n2027-01-02 休息 元旦\n2027-01-01 上班 元旦"
            let all = try await program.post(Self.path, ["days": lines, "removed": "昨天", "year": "1999"])
            #expect(all.status == 422 && all.text.contains("第3、4行看不懂"), "\(all.text)")
            #expect(all.text.contains("第5行里有前面写过的日子") && all.text.contains("“去掉”的第1行不是日期"))
            #expect(all.text.contains("\"name\":\"year\"") && !all.text.contains("2027-13-01"), "\(all.text)")
            #expect(try await program.post(Self.path, ["removed": "2026-03-09"]).status == 200)
            #expect(try await village.program(of: .secretary).post(Self.path, ["year": "2027"]).status == 404)
        }
    }
}
