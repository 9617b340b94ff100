// SPDX-License-Identifier: Apache-2.0

import DatabaseTestSupport
import Domain
import TestSupport
import Testing

@testable import Server

@Suite("What is wrong stands beside the field, and what was typed is kept", .serialized)
struct LoopFormsTests {
    /// A form with something wrong: what is sent, which field is to blame, and what is kept.
    private struct Slip: Sendable {
        let path: String
        let villager: Villager
        let sent: [(String, String)]
        let field: String
        let kept: String
    }

    @Test("every form says which field is wrong and keeps the rest", arguments: EngineKind.allCases)
    func slips(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            for slip in try await Self.slips(village) {
                let browser = try await village.browser(of: slip.villager)
                let page = try await browser.fillIn(slip.path, action: slip.path, slip.sent)
                #expect(page.status == 422, "\(slip.path) \(slip.field): \(page.status)")
                #expect(page.text.contains("href=\"#\(Field.id(slip.field))\""), "\(slip.path) names \(slip.field)")
                #expect(page.text.contains(slip.kept), "\(slip.path) keeps \(slip.kept)")
            }
        }
    }

    private static func slips(_ village: Village) async throws -> [Slip] {
        let story = village.story
        let selected = try await village.carry(to: .selected).topic.id
        let ready = try await village.carry(to: .ready).topic.id
        let announced = try #require(try await village.carry(to: .announced).session)
        let postponed = try #require(try await village.carry(to: .announced).session)
        try await village.act(.postpone, ["reason": "x"], on: postponed, as: .convener)
        let concluded = try await village.carry(to: .concluded)
        let session = try #require(concluded.session)
        let dispatched = try #require(try await village.carry(to: .dispatched).item)
        let accepted = try #require(try await village.carry(to: .accepted).item)
        let (assign, plan) = ("/desk/topics/\(selected)/assignment", "/desk/planning")
        let (invite, items) = ("/desk/sessions/\(announced)/participants", "/desk/sessions/\(session)/items")
        let move = "/desk/sessions/\(postponed)/new-day"
        func task(_ name: String, _ value: String) -> [(String, String)] {
            let good = [
                "topic": concluded.topic.id.text, "task": "划标线", "unit": story.unit.id.text,
                "officer": village.person(.officer).text, "milestones": "2026-03-20 划好",
            ]
            return good.merging([name: value]) { $1 }.map { ($0.key, $0.value) }
        }
        func planned(_ name: String, _ value: String) -> [(String, String)] {
            ["title": "怎样不堵", "topics.\(ready)": "on", "day": "2026-03-20", "time": "09:30", "place": "会议室"]
                .merging([name: value]) { $1 }.map { ($0.key, $0.value) }
        }
        let member = village.person(.member).text
        return [
            Slip(
                path: assign, villager: .convener, sent: [("researcher", member), ("day", "3月5日")], field: "day",
                kept: "3月5日"),
            Slip(
                path: assign, villager: .convener, sent: [("researcher", member), ("day", "2026-03-04")], field: "day",
                kept: "2026-03-04"),
            Slip(
                path: assign, villager: .convener,
                sent: [("researcher", village.person(.leader).text), ("day", "2026-03-20")], field: "researcher",
                kept: "2026-03-20"),
            Slip(path: plan, villager: .secretary, sent: planned("day", "2026-02-30"), field: "day", kept: "怎样不堵"),
            Slip(path: plan, villager: .secretary, sent: planned("day", "2026-03-04"), field: "day", kept: "怎样不堵"),
            Slip(path: plan, villager: .secretary, sent: planned("time", "25:00"), field: "time", kept: "25:00"),
            Slip(path: plan, villager: .secretary, sent: planned("title", ""), field: "title", kept: "会议室"),
            Slip(
                path: invite, villager: .secretary, sent: [("category", "people"), ("names", "老吴 电话不知道")],
                field: "names", kept: "老吴 电话不知道"),
            Slip(
                path: invite, villager: .secretary, sent: [("category", "people"), ("names", "")], field: "names",
                kept: "value=\"people\" checked"),
            Slip(
                path: invite, villager: .secretary,
                sent: [("category", "member"), ("member", village.person(.officer).text), ("names", "老钱")],
                field: "member", kept: "老钱"),
            Slip(
                path: move, villager: .convener, sent: [("day", "2026-03-04"), ("time", "09:30")], field: "day",
                kept: "2026-03-04"),
            Slip(
                path: items, villager: .secretary, sent: task("milestones", "下个月 划好"), field: "milestones",
                kept: "下个月 划好"),
            Slip(
                path: items, villager: .secretary, sent: task("milestones", "2026-03-01 划好"), field: "milestones",
                kept: "2026-03-01 划好"),
            Slip(
                path: items, villager: .secretary, sent: task("officer", village.person(.otherOfficer).text),
                field: "officer", kept: "2026-03-20 划好"),
            Slip(path: items, villager: .secretary, sent: task("unit", "0000000000001"), field: "officer", kept: "划标线"),
            Slip(path: items, villager: .secretary, sent: task("task", ""), field: "task", kept: "2026-03-20 划好"),
            Slip(
                path: "/desk/items/\(dispatched)/return", villager: .officer,
                sent: [("reason", ""), ("suggested", "水务局")], field: "reason", kept: "水务局"),
            Slip(
                path: "/desk/items/\(accepted)/progress", villager: .officer,
                sent: [("text", "划好了"), ("milestone", "一")], field: "milestone", kept: "划好了"),
            Slip(
                path: "/desk/items/\(accepted)/progress", villager: .officer,
                sent: [("text", "划好了"), ("milestone", "9")], field: "milestone", kept: "划好了"),
            Slip(
                path: "/desk/items/\(accepted)/handover", villager: .officer,
                sent: [("officer", village.person(.officer).text)], field: "officer", kept: "韩立冬"),
            Slip(
                path: "/desk/items/\(accepted)/report", villager: .officer,
                sent: [("adoption", "adopted"), ("text", "划好了")], field: "claimed", kept: "划好了"),
        ]
    }

    @Test("a circle with a gap is told beside the field that explains it", arguments: EngineKind.allCases)
    func circle(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let journey = try await village.carry(to: .planned)
            let session = try #require(journey.session)
            try await village.act(.announce, on: session, as: .convener)
            let path = "/desk/sessions/\(session)/readiness"
            let browser = try await village.browser(of: .secretary)
            let page = try await browser.fillIn(path, action: path, [("waiver", "")])
            #expect(page.status == 422 && page.text.contains("href=\"#\(Field.id("waiver"))\""), "BR-04")
            let explained = try await browser.fillIn(path, action: path, [("waiver", "基层组织换届，来不了人。")])
            #expect(explained.status == 303)
        }
    }

    @Test("what belongs to another room or another tenant is not taken, and not shown", arguments: EngineKind.allCases)
    func references(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let story = village.story
            let secretary = try await village.program(of: .secretary)
            for topic in [story.waitingElsewhere.id, story.waitingInZone.id, .init(77)] {
                let plan: [String: Any] = [
                    "title": "借用", "topics": [topic.text], "day": "2026-03-20", "time": "09:30", "place": "会议室",
                ]
                let answer = try await secretary.post("/desk/sessions", plan)
                #expect(answer.status == 404 && !answer.text.contains("灌溉渠"), "\(answer.text)")
            }
            let pooled = try await village.carry(to: .pooled).topic.id
            let early: [String: Any] = [
                "title": "太早", "topics": [pooled.text], "day": "2026-03-20", "time": "09:30", "place": "会议室",
            ]
            #expect(try await secretary.post("/desk/sessions", early)["code"] == "topic_not_open")
            let one = try #require(try await village.carry(to: .inProgress).session)
            let otherID = try #require(try await village.carry(to: .inProgress).session)
            let other = try #require(try await village.session(otherID))
            let stranger = other.participants[0].id.text
            let checkIn = try await secretary.post("/desk/sessions/\(one)/check-in", ["present": [stranger]])
            #expect(checkIn.status == 422 && checkIn["code"] == "unknown_participant")
            let opinion = try await secretary.post(
                "/desk/sessions/\(one)/opinions", ["participant": stranger, "stance": "support", "text": "好"])
            #expect(opinion.status == 422)
            let minuted = try #require(try await village.carry(to: .minuted).session)
            for (topic, statuses) in [(pooled, [409, 422]), (story.waitingInZone.id, [404, 409, 422])] {
                let item = try await secretary.post(
                    "/desk/sessions/\(minuted)/items",
                    [
                        "topic": topic.text, "task": "划标线", "unit": story.unit.id.text,
                        "officer": village.person(.officer).text, "milestones": "2026-03-20 划好",
                    ])
                #expect(statuses.contains(item.status), "\(item.text)")
            }
            let verified = try await village.carry(to: .verified)
            let accepted = try #require(try await village.carry(to: .accepted).item)
            let asked = try await village.asked(about: try #require(verified.item))
            let link = try await secretary.post("/desk/items/\(accepted)/confirmations/\(asked[0].id)/link", [:])
            #expect(link.status == 404, "somebody else's item")
        }
    }
}
