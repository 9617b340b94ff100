// SPDX-License-Identifier: Apache-2.0

import DatabaseTestSupport
import Domain
import Foundation
import FoundationXML
import TestSupport
import Testing

@testable import Server

@Suite("Calendars and feeds tell what the public pages tell", .serialized)
struct FeedTests {
    private static func unfolded(_ answer: WebAnswer) -> [String] {
        answer.text.replacing("\r\n ", with: "").components(separatedBy: "\r\n")
    }

    @Test(
        "an announced session is in the calendar of the county and of its room; a planned one is not",
        arguments: EngineKind.allCases)
    func calendar(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let (visitor, room) = (village.visitor(), "/r/\(village.room.token.text)/sessions.ics")
            let planned = try await village.carry(to: .planned)
            #expect(!(try await visitor.get("/sessions.ics").text.contains("BEGIN:VEVENT")))
            let announced = try await village.carry(planned, from: .announced, to: .announced)
            let session = try #require(announced.session)
            for path in ["/sessions.ics", room] {
                let answer = try await visitor.get(path)
                #expect(answer.status == 200 && answer.header("Content-Type") == "text/calendar; charset=utf-8")
                let lines = Self.unfolded(answer)
                #expect(lines.first == "BEGIN:VCALENDAR" && lines.suffix(2) == ["END:VCALENDAR", ""])
                #expect(lines.contains("UID:session-\(session)@shangliang"), "\(path)")
                #expect(answer.text.components(separatedBy: "\r\n").allSatisfy { $0.utf8.count <= 75 })
                #expect(lines.contains { $0.hasPrefix("URL:") && $0.hasSuffix("/sessions/\(session)") }, "\(path)")
                #expect(try await visitor.get("/sessions/\(session)").status == 200)
                #expect(lines.count { $0.hasPrefix("DTSTART:") && $0.hasSuffix("00Z") } == 1)
            }
            let other = "/r/\(village.otherRoom.token.text)/sessions.ics"
            #expect(!(try await visitor.get(other).text.contains("BEGIN:VEVENT")))
            #expect(try await visitor.get("/r/0000000X/sessions.ics").status == 404)
        }
    }

    @Test(
        "what is put off or cancelled stays in the calendars as such, each word with a higher number",
        arguments: EngineKind.allCases)
    func changes(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let session = try #require(try await village.carry(to: .announced).session)
            let made = try await village.program(of: .member).post("/desk/me/calendar", [:])
            let own = String(try #require(made["address"]).dropFirst("http://127.0.0.1".count))
            let paths = ["/sessions.ics", "/r/\(village.room.token.text)/sessions.ics", own]
            let steps: [(ConsultationSession.Command?, [String: String], String)] = [
                (nil, [:], "CONFIRMED"), (.postpone, ["reason": "下大雪"], "CANCELLED"),
                (.reschedule, ["day": "2026-03-20", "time": "09:00"], "CONFIRMED"),
                (.cancel, ["reason": "当场解决了"], "CANCELLED"),
            ]
            var last: [String: Int] = [:]
            for (command, fields, status) in steps {
                if let command { try await village.act(command, fields, on: session, as: .convener) }
                for path in paths {
                    let now = try Self.event(of: session, try await village.visitor().get(path))
                    #expect(now["STATUS"] == status && now["DURATION"] == "PT2H", "\(path)")
                    let sequence = try #require(now["SEQUENCE"].flatMap { Int($0) })
                    #expect(sequence > last[path, default: 0], "\(path)")
                    last[path] = sequence
                }
            }
        }
    }

    /// What a calendar says of a session.
    private static func event(of session: ConsultationSession.ID, _ answer: WebAnswer) throws -> [String: String] {
        let lines = unfolded(answer)
        let start = try #require(lines.firstIndex(of: "UID:session-\(session)@shangliang"))
        let pairs = lines[start...].prefix { $0 != "END:VEVENT" }.map { line -> (String, String) in
            let parts = line.split(separator: ":", maxSplits: 1).map(String.init)
            return (parts[0], parts.count > 1 ? parts[1] : "")
        }
        return Dictionary(pairs, uniquingKeysWith: { first, _ in first })
    }

    @Test("the public topics are one JSON array, whatever number is read at a time", arguments: EngineKind.allCases)
    func publicData(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            for _ in 0..<3 { _ = try await village.carry(to: .pooled) }
            let listed = try await village.program().get("/topics?limit=100")
            let items = try #require(listed.object["items"] as? [[String: Any]])
            let answer = try await village.visitor().get("/topics.json")
            #expect(answer.status == 200 && answer.header("Content-Type") == "application/json")
            let told = try #require(try JSONSerialization.jsonObject(with: Data(answer.body)) as? [[String: Any]])
            #expect(told.map { $0["id"] as? String } == items.map { $0["id"] as? String } && told.count >= 3)
            #expect(!answer.text.contains("13900001111"), "what the submitter said is not what was published")
            let (services, tenant) = (village.services, village.story.county.id)
            for batch in [1, 2, told.count, told.count + 1] {
                let file = PublicTopicFile(
                    store: TopicListStore(tenant: tenant, contents: services.contents), engine: services.engine,
                    batch: batch)
                var bytes: [UInt8] = []
                while let piece = try await file.next() { bytes += piece }
                #expect(bytes == Array(answer.body), "\(batch) at a time")
            }
        }
    }

    @Test("nothing in a title ends a line or a value of the calendar")
    func hostileWords() throws {
        let feed = CalendarFeed(
            name: "一,二",
            events: [
                .init(
                    uid: "1", title: "停车;路灯\r\nEND:VCALENDAR\\" + String(repeating: "长", count: 60), place: "\u{0}桥头",
                    start: Instant(Day(year: 2026, month: 1, day: 1), hour: 7, minute: 5), address: "https://a/")
            ], now: Instant(Day(year: 2026, month: 3, day: 5)))
        let text = String(decoding: feed.bytes, as: UTF8.self)
        let lines = text.replacing("\r\n ", with: "").components(separatedBy: "\r\n")
        #expect(lines.contains("X-WR-CALNAME:一\\,二") && lines.contains("LOCATION:桥头"))
        #expect(lines.contains { $0.hasPrefix("SUMMARY:停车\\;路灯\\nEND:VCALENDAR\\\\长") })
        #expect(lines.count { $0 == "END:VCALENDAR" } == 1)
        #expect(lines.contains("DTSTART:20251231T230500Z"), "the day before, in Greenwich")
        #expect(text.components(separatedBy: "\r\n").allSatisfy { $0.utf8.count <= 75 })
    }

    @Test(
        "a public result is in the feed, as well-formed XML; what is not public is not", arguments: EngineKind.allCases)
    func results(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let closed = try await village.carry(to: .closed)
            try await village.act(
                .review, ["title": "停车<难>", "body": "校门口&两边", "answer": "画了车位"], on: closed.topic.id, as: .secretary)
            let answer = try await village.visitor().get("/results.atom")
            #expect(answer.status == 200 && answer.header("Content-Type") == "application/atom+xml; charset=utf-8")
            let parser = XMLParser(data: Data(answer.body))
            #expect(parser.parse(), "\(answer.text)")
            #expect(answer.text.contains("停车&lt;难&gt;") && answer.text.contains("办得怎么样：画了车位"))
            #expect(answer.text.contains("/topics/\(closed.topic.id)"))
            #expect(!answer.text.contains(village.story.waiting.id.text))
            #expect(answer.text.contains("单位报告：解决了；大家说："), "the claim never stands alone")
            try await village.act(.unpublish, ["reason": "有姓名"], on: closed.topic.id, as: .secretary)
            #expect(!(try await village.visitor().get("/results.atom").text.contains("\(closed.topic.id)")))
        }
    }

    @Test("what has its result last stands first, whenever it came in", arguments: EngineKind.allCases)
    func lastFirst(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let older = try await village.carry(to: .verified)
            let newer = try await village.carry(to: .closed)
            village.clock.move(minutes: 1)
            _ = try await village.carry(older, from: .closed, to: .closed)
            let text = try await village.visitor().get("/results.atom").text
            let (first, second) = (
                try #require(text.range(of: "/topics/\(older.topic.id)")),
                try #require(text.range(of: "/topics/\(newer.topic.id)"))
            )
            #expect(first.lowerBound < second.lowerBound)
        }
    }

    @Test("how often something was taken up again is public", arguments: EngineKind.allCases)
    func reopened(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let journey = try await village.carry(to: .closed)
            let item = try #require(journey.item)
            let visitor = village.visitor()
            #expect(!(try await visitor.get("/topics/\(journey.topic.id)").text.contains("重办过")))
            let answer = try await village.program(of: .secretary).post(
                "/desk/items/\(item)/reopening", ["reason": "还是堵"])
            #expect(answer.status == 200, "\(answer.text)")
            #expect(try await visitor.get("/topics/\(journey.topic.id)").text.contains("没有真解决，重办过1次"))
            let told = try #require(
                try JSONSerialization.jsonObject(with: Data(try await visitor.get("/topics.json").body))
                    as? [[String: Any]])
            #expect(told.first { $0["id"] as? String == journey.topic.id.text }?["reopened"] as? Int == 1)
        }
    }
}
