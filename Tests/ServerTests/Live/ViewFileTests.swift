// SPDX-License-Identifier: Apache-2.0

import DatabaseTestSupport
import Domain
import Spreadsheets
import TestSupport
import Testing

@testable import Server

@Suite("Views out of a platform's table", .serialized)
struct ViewFileTests {
    @Test("moments are read as platforms write them, and nothing else is one")
    func moments() {
        func read(_ text: String) -> String? { ViewTime(text)?.text }
        #expect(read("19:00") == "19:00" && read("9:05") == "09:05" && read("24:00") == "24:00")
        #expect(read("19:29:59") == "19:30" && read("19:30:29") == "19:30")
        for text in ["2026-03-05 19:00", "2026/3/5 19:00", "2026-03-05T19:00:00", "2026.3.5 19:00"] {
            #expect(read(text) == "2026-03-05T19:00", "\(text)")
        }
        for text in [
            "", "19", "19:", ":30", "25:00", "24:01", "19:60", "19:00:60", "a19:00", "19:00 晚", "2026-02-30 19:00",
            "05-03-2026 19:00", "2026-03-05 19:00 00", "-1:00", "１９:00",
        ] {
            #expect(read(text) == nil, "\(text)")
        }
    }

    @Test("a line that is written with its day is of that, and the clock runs on from there")
    func days() throws {
        let day = try #require(Day("2026-03-05"))
        let buckets = try ViewTable.read("23:00,23:30,1\n23:30,0:30,2\n2026-03-08T9:00,9:30,3", from: day)
        let next = day.advanced(by: 1)
        #expect(buckets.map(\.views) == [1, 2, 3])
        #expect(buckets[1].to == Instant(next, hour: 0, minute: 30))
        #expect(buckets[2].from == Instant(day.advanced(by: 3), hour: 9, minute: 0))
        #expect(buckets[2].to == Instant(day.advanced(by: 3), hour: 9, minute: 30))
    }

    @Test("columns are found by the platform's own titles; what is wrong is told by its row")
    func columns() throws {
        let titled = ViewFile(
            try Spreadsheet.read(Array("直播间,结束时间,观看人次,开始时间\n一号,19:30,\"12,000\",19:00\n一号,20:00,8,19:30\n,,,\n".utf8)))
        #expect(titled.problems.isEmpty && titled.sum == 12_008 && titled.day == nil)
        #expect(titled.lines == ["19:00,19:30,12000", "19:30,20:00,8"])
        let plain = ViewFile(try Spreadsheet.read(Array("2026-03-05 19:00,2026-03-05 19:30,5\n".utf8)))
        #expect(plain.day?.description == "2026-03-05" && plain.lines == ["2026-03-05T19:00,2026-03-05T19:30,5"])
        let wrong = ViewFile(
            try Spreadsheet.read(Array("开始,结束,人次\n19:00,19:30,五\n七点,八点,3\n20:00,20:30,-1\n20:30,21:00,4\n".utf8)))
        #expect(wrong.problems.map(\.row) == [2, 3, 4])
        let empty = ViewFile(try Spreadsheet.read(Array("开始,结束,人次\n".utf8)))
        #expect(empty.problems.count == 1 && empty.problems[0].row == nil)
    }

    @Test("a file is shown first and changes nothing; sent on with the platform's own sum it is declared (BR-26)")
    func dryRun() async throws {
        try await Village.with(.sqlite) { village in
            let live = try await village.openLive(beside: village.announceSession())
            let secretary = try await village.browser(of: .secretary)
            let (form, views) = ("/desk/live/\(live)/views-file", "/desk/live/\(live)/views")
            #expect(try await secretary.get("/desk/live/\(live)").text.contains(form))
            let bad = try await send("开始,结束,人次\n08:00,08:30,很多\n", secretary, form)
            #expect(bad.status == 422 && bad.text.contains("第2行") && bad.text.contains("什么也没有记下"), "\(bad.text)")
            #expect(bad.text.contains("value=\"县融媒体中心\""), "what was typed stays")
            #expect(try await send("", secretary, form).status == 422)
            let read = try await send("开始,结束,人次\n08:00,08:30,40\n08:30,09:00,50\n", secretary, form)
            #expect(read.status == 200 && read.text.contains("90人次") && read.text.contains("没有填过"), "\(read.text)")
            #expect(read.text.contains("08:00,08:30,40\n08:30,09:00,50"))
            let program = try await village.program(of: .secretary)
            #expect(try await (program.get("/desk/live/\(live)").object["feeds"] as? [Any])?.isEmpty == true)

            let token = try #require(read.formToken(views))
            let version = try #require(read.hiddenField("version"))
            var fields = [
                ("_token", token), ("version", version), ("platform", "县融媒体中心"), ("source", "export"),
                ("day", "2026-03-05"), ("buckets", "08:00,08:30,40\n08:30,09:00,50"), ("total", "91"),
            ]
            let differs = try await secretary.post(views, fields)
            #expect(differs.status == 422, "\(differs.text)")
            fields[6].1 = "90"
            fields[0].1 = try #require(differs.formToken(views))
            #expect(try await secretary.post(views, fields).status == 303)
            let declared = try await program.get("/desk/live/\(live)")
            #expect(declared.object["views"] as? Int == 90, "\(declared.text)")
            let again = try await send("08:00,08:30,41\n", secretary, form)
            #expect(again.text.contains("90人次，以这次的为准"))
            for villager in [Villager.leader, .otherSecretary] {
                #expect(try await village.browser(of: villager).get(form).status == 404, "\(villager)")
            }
        }
    }

    private func send(_ table: String, _ browser: Browser, _ form: String) async throws -> WebAnswer {
        let token = try await browser.token(on: form, for: form)
        let sketch = MultipartSketch(
            [("_token", token), ("platform", "县融媒体中心"), ("source", "export")],
            [.init("file", name: "views.csv", Array(table.utf8))])
        return try await browser.post(form, sketch)
    }
}
