// SPDX-License-Identifier: Apache-2.0

import DatabaseTestSupport
import Domain
import TestSupport
import Testing

@testable import Server

@Suite("The work calendar on the desk", .serialized)
struct CalendarRoutesTests {
    @Test("the page shows a year's days off and make-up days, the tenant's own with their names")
    func page() async throws {
        try await Village.with(.sqlite) { village in
            let own = CalendarDay(day: Day(year: 2026, month: 6, day: 1), kind: .off, name: "安澜建县纪念日")
            _ = try await village.installation.changeCalendar(
                CalendarChange(days: [own]), of: village.story.county.id)
            let leader = try await village.browser(of: .leader)
            let page = try await leader.get("/desk/calendar?year=2026")
            #expect(page.status == 200)
            #expect(page.text.contains("10月1日（周四）至10月7日（周三）") && page.text.contains("放假7天"))
            #expect(page.text.contains("2月14日（周六）") && page.text.contains("6月1日（周一）：安澜建县纪念日"))
            let next = try await leader.get("/desk/calendar?year=2027")
            #expect(next.text.contains("2027年的放假安排还没有录入"))
            #expect(try await village.visitor().get("/desk/calendar").status == 303)
        }
    }

    @Test("it counts working days without a script, and says why it is that day")
    func count() async throws {
        try await Village.with(.sqlite) { village in
            let secretary = try await village.browser(of: .secretary)
            let page = try await secretary.get("/desk/calendar?year=2026&from=2026-02-13&days=5")
            #expect(page.status == 200)
            #expect(page.text.contains("2026年2月27日（周五）") && page.text.contains("2月14日（周六）调休上班，第1天"))
            for query in ["from=2026-02-13&days=0", "from=2026-02-13&days=501", "from=heute&days=5", "days=5"] {
                let refused = try await secretary.get("/desk/calendar?\(query)")
                #expect(refused.status == 422, "\(query)")
            }
        }
    }

    @Test("a program reads and counts the same")
    func api() async throws {
        try await Village.with(.sqlite) { village in
            let program = try await village.program(of: .convener)
            let year = try await program.get("/desk/calendar?year=2026")
            let items = try #require(year.object["items"] as? [[String: Any]])
            #expect(year.object["isKnown"] as? Bool == true && items.count == 39)
            #expect(items.first?["day"] as? String == "2026-01-01" && items.first?["kind"] as? String == "off")
            let unknown = try await program.get("/desk/calendar?year=2030")
            #expect(unknown.object["isKnown"] as? Bool == false)
            let count = try await program.get("/desk/calendar/deadline?from=2026-12-28&days=5")
            #expect(count["day"] == "2027-01-04" && count.object["isProvisional"] as? Bool == true)
            #expect(try await program.get("/desk/calendar?year=1999").status == 422)
            #expect(try await program.get("/desk/calendar/deadline?from=2026-12-28").status == 422)
            #expect(try await village.program().get("/desk/calendar").status == 401)
        }
    }
}
