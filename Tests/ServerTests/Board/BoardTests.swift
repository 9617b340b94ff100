// SPDX-License-Identifier: Apache-2.0

import Database
import DatabaseTestSupport
import Domain
import Foundation
import Spreadsheets
import Synchronization
import TestSupport
import Testing

@testable import Server

@Suite("The board counts what one can open", .serialized)
struct BoardTests {
    private static let subjects = BoardSubject.allCases.map(\.rawValue)
    private static let days = "from=2020-01-01&to=2030-12-31"

    private func count(_ path: String, _ program: APIClient) async throws -> Int {
        try #require(try await program.get(path).object["count"] as? Int)
    }

    @Test("every number is the length of the list it opens, and each facet adds up", arguments: EngineKind.allCases)
    func numbersAndLists(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            _ = try await village.carry(to: .closed)
            _ = try await village.carry(to: .pooled)
            for villager in [Villager.leader, .secretary, .otherSecretary] {
                let program = try await village.program(of: villager)
                let board = try await program.get("/desk/board?\(Self.days)")
                #expect(board.status == 200)
                for subject in Self.subjects {
                    let figures = try #require(board.object[subject] as? [String: Any])
                    let total = try #require(figures["total"] as? Int)
                    #expect(try await count("/desk/board/\(subject)?\(Self.days)", program) == total)
                    for facet in try #require(figures["facets"] as? [[String: Any]]) {
                        let name = try #require(facet["facet"] as? String)
                        let values = try #require(facet["values"] as? [[String: Any]])
                        #expect(values.reduce(0) { $0 + ($1["count"] as? Int ?? 0) } == total, "\(subject) \(name)")
                        for value in values {
                            let code = try #require(value["value"] as? String)
                            let path = "/desk/board/\(subject)?\(Self.days)&\(name)=\(FormEncoding.encode(code))"
                            #expect(
                                try await count(path, program) == value["count"] as? Int, "\(villager) \(path)")
                        }
                    }
                    for time in try #require(figures["times"] as? [[String: Any]]) {
                        let state = try #require(time["state"] as? String)
                        let path = "/desk/board/\(subject)?\(Self.days)&left=\(state)"
                        #expect(try await count(path, program) == time["records"] as? Int, "\(villager) \(path)")
                    }
                }
            }
            let leader = try await village.program(of: .leader)
            #expect(try await count("/desk/board/topics?\(Self.days)&stage=reported,confirmed,assigned", leader) > 0)
            let other = try await village.program(of: .otherSecretary)
            #expect(try await count("/desk/board/items?\(Self.days)", other) == 0, "not that room's")
        }
    }

    @Test("what units claim and what people say stand apart: one who says no is enough", arguments: EngineKind.allCases)
    func confirmed(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let leader = try await village.program(of: .leader)
            let journey = try await village.carry(to: .verified)
            let item = try #require(journey.item)
            let claimed = "/desk/board/items?\(Self.days)&claimed=solved"
            #expect(try await count(claimed, leader) == 1)
            #expect(try await count("\(claimed)&confirmed=unanswered", leader) == 1)
            let answer = try await village.program().post(
                "/topics/status/\(journey.topic.code.text)/confirmations/\(item)",
                ["outcome": "unsolved", "rating": "dissatisfied"])
            #expect(answer.status == 200)
            #expect(try await count("\(claimed)&confirmed=not_solved", leader) == 1)
            #expect(try await count("/desk/board/topics?\(Self.days)&stage=confirmed", leader) == 0)
            let page = try await village.browser(of: .leader).get("/desk/board?\(Self.days)")
            #expect(page.text.contains("1件报了解决，有人说没有解决"))
        }
    }

    @Test("items stand by lamp, amber apart, and by how far their units took them up", arguments: EngineKind.allCases)
    func groups(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            _ = try await village.carry(to: .dispatched)
            _ = try await village.carry(to: .verified)
            let leader = try await village.program(of: .leader)
            let items = "/desk/board/items?\(Self.days)"
            #expect(try await count("\(items)&lamp=in_time", leader) == 1)
            #expect(try await count("\(items)&adoption=adopted", leader) == 1)
            #expect(try await count("\(items)&adoption=open", leader) == 1)
            // The five working days end today.
            village.clock.move(hours: 24 * 7)
            let later = try await village.program(of: .leader)
            #expect(try await count("\(items)&lamp=soon", later) == 1)
            #expect(try await count("\(items)&lamp=in_time", later) == 0)
            let page = try await village.browser(of: .leader).get("/desk/board?\(Self.days)").text
            #expect(page.contains("建议采纳了多少") && page.contains("adoption=adopted"))
            #expect(page.contains("商量完的2场里达成共识2场"))
            let table = try await village.browser(of: .leader).get(
                "/desk/board/items/table?\(Self.days)&adoption=adopted&format=csv")
            #expect(table.text.contains("采纳情况") && table.text.contains("采纳"))
        }
    }

    @Test("how long a step takes is told by those who have taken it", arguments: EngineKind.allCases)
    func times(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            // Eleven stand in the pool; ten are chosen, one each day; the last stands there still.
            var pooled: [Journey] = []
            for _ in 0..<11 { pooled.append(try await village.carry(to: .pooled)) }
            for journey in pooled.prefix(10) {
                village.clock.move(hours: 24)
                _ = try await village.carry(journey, to: .selected)
            }
            let leader = try await village.program(of: .leader)
            let board = try await leader.get("/desk/board?\(Self.days)")
            let topics = try #require(board.object["topics"] as? [String: Any])
            let times = try #require(topics["times"] as? [[String: Any]])
            let inPool = try #require(times.first { $0["state"] as? String == "pooled" })
            #expect(inPool["records"] as? Int == 10)
            #expect(inPool["median_hours"] as? Int == 5 * 24)
            #expect(inPool["ninetieth_hours"] as? Int == 9 * 24)
            let page = try await village.browser(of: .leader).get("/desk/board?\(Self.days)")
            #expect(page.text.contains("议题每一步要多久") && page.text.contains("5.0/9.0"))
        }
    }

    @Test("the page, its lists and tables say the same; days that cannot be are refused at their fields")
    func pages() async throws {
        try await Village.with(.sqlite) { village in
            _ = try await village.carry(to: .closed)
            let leader = try await village.browser(of: .leader)
            #expect(try await leader.get("/desk").header("Location") == "/desk/board")
            let page = try await leader.get("/desk/board?\(Self.days)")
            #expect(page.status == 200 && page.text.contains("议题从收到到解决") && page.text.contains("看数据表"))
            for link in Set(page.text.matches(of: /href="(\/desk\/board\/[^"]+)"/).map { String($0.1) }) {
                let path = link.replacing("&amp;", with: "&")
                // Without what makes PDF, the sentence says so.
                let isPDF = path.contains("format=pdf")
                #expect(try await leader.get(path).status == (isPDF ? 503 : 200), "\(path)")
            }
            let list = try await leader.get("/desk/board/topics?\(Self.days)")
            let table = try await leader.get("/desk/board/topics/table?\(Self.days)&format=csv")
            let program = try await village.program(of: .leader)
            let all = try await count("/desk/board/topics?\(Self.days)", program)
            #expect(list.text.contains("<b>\(all)件</b>"))
            #expect(table.text.split(whereSeparator: \.isNewline).count == all + 1)
            #expect(try await leader.get("/desk/board/topics/table?\(Self.days)").body.starts(with: Array("PK".utf8)))
            for days in ["from=2026-13-01", "from=x", "from=2026-03-02&to=2026-03-01", "from=1900-01-01&to=2030-01-01"]
            {
                let refused = try await leader.get("/desk/board?\(days)")
                #expect(refused.status == 422 && refused.text.contains("class=\"error\""), "\(days)")
                #expect(try await program.get("/desk/board?\(days)").status == 422, "\(days)")
            }
            for wrong in [
                "topics?state=%27%20OR%201=1--", "items?lamp=red", "topics?left=nowhere", "items?claimed=all",
            ] {
                let refused = try await program.get("/desk/board/\(wrong)&\(Self.days)")
                #expect(refused.status == 422 && refused.text.contains("这个值"), "\(wrong)")
                let page = try await leader.get("/desk/board/\(wrong)&\(Self.days)")
                #expect(page.status == 422 && page.text.contains("这个值"), "\(wrong)")
            }
            for (path, words) in [
                ("summary?period=2026-13", "时段写成"), ("topics/table?\(Self.days)&format=pdf", "格式只有"),
            ] {
                let refused = try await leader.get("/desk/board/\(path)")
                #expect(refused.status == 422 && refused.text.contains(words), "\(path)")
            }
            #expect(try await program.get("/desk/board/topics/table?\(Self.days)&format=csv").status == 404)
        }
    }

    @Test(
        "the records behind a number stand by their day, the latest first, through all pages",
        arguments: EngineKind.allCases)
    func recordsByDay(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            _ = try await village.carry(to: .closed)
            village.clock.move(hours: 48)
            _ = try await village.carry(to: .closed)
            let leader = try await village.program(of: .leader)
            for subject in Self.subjects {
                let whole = try await leader.get("/desk/board/\(subject)?\(Self.days)&limit=50")
                let all = try #require(whole.object["items"] as? [[String: Any]])
                let days = all.compactMap { $0["day"] as? String }
                #expect(days == days.sorted(by: >) && days.count == all.count && all.count > 1, "\(subject) \(days)")
                var (found, cursor): ([String], String?) = ([], nil)
                repeat {
                    let rest = cursor.map { "&cursor=\(FormEncoding.encode($0))" } ?? ""
                    let page = try await leader.get("/desk/board/\(subject)?\(Self.days)&limit=1\(rest)")
                    let items = try #require(page.object["items"] as? [[String: Any]])
                    found += items.compactMap { $0["id"] as? String }
                    cursor = page.object["next"] as? String
                } while cursor != nil && found.count <= all.count
                #expect(found == all.compactMap { $0["id"] as? String }, "\(subject)")
            }
        }
    }

    @Test("a board that was counted is kept until something is written, and then counted anew")
    func kept() async throws {
        try await Village.with(.sqlite) { village in
            _ = try await village.carry(to: .pooled)
            let leader = try await village.program(of: .leader)
            func total() async throws -> (total: Int?, statements: Int) {
                let before = village.services.engine.counters.statements
                let board = try await leader.get("/desk/board?\(Self.days)")
                let topics = board.object["topics"] as? [String: Any]
                return (topics?["total"] as? Int, village.services.engine.counters.statements - before)
            }
            let (first, second) = (try await total(), try await total())
            #expect(first.total == second.total && second.statements <= first.statements - 3)
            _ = try await village.carry(to: .pooled)
            #expect(try await total().total == first.total.map { $0 + 1 })
        }
    }

    @Test(
        "units that say nothing, and what was ever taken up again, are counted and open", arguments: EngineKind.allCases
    )
    func silentAndReopened(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let closed = try #require(try await village.carry(to: .closed).item)
            _ = try await village.carry(to: .dispatched)
            let reopened = try await village.program(of: .secretary).post(
                "/desk/items/\(closed)/reopening", ["reason": "还是堵"])
            #expect(reopened.status == 200, "\(reopened.text)")
            let officer = try await village.program(of: .officer)
            let report = try await officer.post(
                "/desk/items/\(closed)/report", ["adoption": "adopted", "claimed": "solved", "text": "又派了人。"])
            #expect(report.status == 200, "\(report.text)")
            village.clock.move(hours: 24 * 30)
            let leader = try await village.program(of: .leader)
            let board = try await leader.get("/desk/board?\(Self.days)")
            #expect(board.object["reopenedItems"] as? Int == 1, "though it is reported again")
            #expect(board.object["silentUnits"] as? Int == 1)
            #expect(try await count("/desk/board/items?\(Self.days)&reopened=reopened", leader) == 1)
            let silent = "lamp=overdue&state=dispatched,accepted,in_progress,sent_back,reopened"
            #expect(try await count("/desk/board/items?\(Self.days)&\(silent)", leader) == 1)
            let browser = try await village.browser(of: .leader)
            let page = try await browser.get("/desk/board?\(Self.days)").text
            #expect(page.contains("没有回音的单位") && page.contains("重办过"))
            #expect(page.contains("1/1 <small>家"), "of the units that have items at all")
            let table = try await browser.get("/desk/board/items/table?\(Self.days)&format=csv").text
            #expect(table.contains("责任人,到期,采纳情况,单位报告,大家确认"))
            let topics = try await browser.get("/desk/board/topics/table?\(Self.days)&format=csv").text
            #expect(topics.contains("怎么来的,镇（街道）,类别"))
        }
    }

    @Test("a long table is read batch by batch, and says the same in both formats", arguments: EngineKind.allCases)
    func longTables(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let asked = Mutex([Int64?]())
            let rows = TableRows(engine: village.services.engine) { after, _ in
                asked.withLock { $0.append(after) }
                let numbers = Array(((after ?? 0) + 1)...((after ?? 0) + 3)).filter { $0 <= 7 }
                return .init(rows: numbers.map { ["行\($0)", "=1+1"] }, last: numbers.last)
            }
            let file = TableFile(name: "表", columns: [SpreadsheetColumn("甲"), SpreadsheetColumn("乙")])
            let bytes = try await Self.sent(try await file.response(rows, format: .csv, village.services))
            let lines = String(decoding: bytes.dropFirst(3), as: UTF8.self).split(separator: "\r\n")
            #expect(lines.count == 8 && lines.first == "甲,乙" && lines.last?.hasPrefix("行7,") == true)
            #expect(asked.withLock { $0 } == [nil, 3, 6, 7])
            let workbook = try await Self.sent(try await file.response(rows, format: .xlsx, village.services))
            #expect(try Spreadsheet.read(workbook).rows.count == 8)
        }
    }

    /// A small file goes out at once, a large one in pieces.
    private static func sent(_ response: WebResponse) async throws -> [UInt8] {
        guard let pieces = response.pieces else { return response.body }
        var (bytes, number): ([UInt8], Int) = ([], 0)
        while let piece = try await pieces.piece(number) {
            bytes += piece
            number += 1
        }
        return bytes
    }

    @Test(
        "the parts of a period are the whole of it",
        arguments: [
            ("2026-01-01", "2026-03-05", ["2026-01", "2026-02", "2026-03"]), ("2026-02-28", "2026-02-28", ["2026-02"]),
            ("2023-12-31", "2026-01-01", ["2023", "2024", "2025", "2026"]),
        ])
    func parts(_ first: String, _ last: String, _ codes: [String]) async throws {
        try await Village.with(.sqlite) { village in
            let board = try await village.program(of: .leader).get("/desk/board?from=\(first)&to=\(last)")
            #expect(board["from"] == first && board["to"] == last)
            let page = try await village.browser(of: .leader).get("/desk/board?from=\(first)&to=\(last)")
            for code in codes { #expect(page.text.contains(BoardWording.part(code)), "\(code)") }
        }
    }

    @Test("numbers are written as people read them")
    func numbers() {
        #expect([0, 999, 1000, 1_234_567].map(BoardWording.grouped) == ["0", "999", "1,000", "1,234,567"])
        #expect(BoardWording.percent(806, of: 1271) == "63.4" && BoardWording.percent(1, of: 3) == "33.3")
        #expect(BoardWording.percent(2, of: 3) == "66.7" && BoardWording.percent(0, of: 0) == nil)
    }
}
