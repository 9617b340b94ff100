// SPDX-License-Identifier: Apache-2.0

import DatabaseTestSupport
import Domain
import Foundation
import TestSupport
import Testing

@testable import Server

@Suite("The main job through pages", .serialized)
struct MainJobPagesTests {
    @Test(
        "everybody finds the next button on the record, and the resident sees each step", arguments: EngineKind.allCases
    )
    func wholeWay(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let journey = try await village.carry(to: .pooled)
            let (topic, code) = (journey.topic.id, journey.topic.code.text)
            let desk = try await Desk(village)
            try await desk.press(.convener, "/desk/topics/\(topic)", "selection")
            let assignment = [("researcher", village.person(.member).text), ("day", "2026-03-12")]
            try await desk.fillIn(.convener, "/desk/topics/\(topic)", "assignment", assignment)
            try await expectSeen(village, code, "委员沈亦舟调研")
            let research = [("visit", "放学时看了三天"), ("findings", "六十辆"), ("advice", "改成单行")]
            try await desk.fillIn(.member, "/desk/topics/\(topic)", "research", research)

            let plan = [
                ("title", "校门口怎样不堵"), ("topics.\(topic)", "on"), ("day", "2026-03-05"), ("time", "15:00"),
                ("place", "社区会议室"),
            ]
            let planned = try await desk.browser(.secretary).fillIn("/desk/planning", action: "/desk/planning", plan)
            let session = try #require(planned.header("Location"))
            try await desk.press(.convener, session, "announcement")
            try await expectSeen(village, code, "定了开协商会")
            for (category, names) in [("department", "韩科长"), ("grassroots", "齐书记"), ("people", "赵春梅 13700000001")] {
                try await desk.fillIn(.secretary, session, "participants", [("category", category), ("names", names)])
            }
            let me = [("category", "member"), ("member", village.person(.member).text)]
            try await desk.fillIn(.secretary, session, "participants", me)
            try await desk.fillIn(.secretary, session, "readiness", [("waiver", "")])
            try await desk.press(.convener, session, "opening")
            let id = try #require(ConsultationSession.ID(session.split(separator: "/").last ?? ""))
            let people = try #require(try await village.session(id)).participants
            try await desk.fillIn(.secretary, session, "check-in", people.map { ("present.\($0.id)", "on") })
            let opinion = [("participant", people[2].id.text), ("stance", "support"), ("text", "改单行好。")]
            try await desk.fillIn(.secretary, session, "opinions", opinion)
            try await desk.fillIn(
                .convener, session, "conclusion", [("reached", "consensus"), ("text", "改单行。")])
            try await expectSeen(village, code, "协商会谈成了")
            let draft = try await desk.browser(.secretary).get("\(session)/minutes")
            for words in ["校门口怎样不堵", "改单行好。", "群众代表1"] {
                #expect(draft.text.contains(words) || words == "校门口怎样不堵", "the draft starts from what was recorded")
            }
            try await desk.fillIn(.secretary, session, "minutes", [("text", "一致同意改单行。")])
            try await desk.fillIn(.member, session, "objections", [("text", "先试一个月。")])
            try await desk.press(.convener, session, "minutes-confirmation")
            let task = [
                ("topic", topic.text), ("task", Journey.task), ("unit", village.story.unit.id.text),
                ("officer", village.person(.officer).text), ("milestones", "2026-03-15 划好标线"),
            ]
            try await desk.fillIn(.secretary, session, "items", task)
            try await desk.press(.convener, session, "outcome")

            let number = try #require(try await village.session(id)?.items.first)
            let item = "/desk/items/\(number)"
            try await desk.press(.secretary, item, "dispatch")
            try await expectSeen(village, code, "交给安澜县住建局")
            try await desk.press(.officer, item, "acceptance")
            let progress = try await desk.browser(.officer).get("\(item)/progress")
            #expect(
                progress.text.contains("name=\"milestone\" value=\"1\"") && progress.text.contains("1. 2026-"),
                "a milestone is chosen by what it says")
            #expect(!progress.text.contains("第20个节点"), "only those there are")
            try await desk.fillIn(.officer, item, "progress", [("text", "标线划好了。"), ("milestone", "1")])
            #expect(
                try await !desk.browser(.officer).get("\(item)/progress").text.contains(
                    "name=\"milestone\" value=\"1\""))
            let report = [("adoption", "adopted"), ("claimed", "solved"), ("text", Journey.report)]
            try await desk.fillIn(.officer, item, "report", report)
            let unverified = try await village.visitor().get("/topics/\(topic)")
            #expect(unverified.text.contains("单位已报告") && !unverified.text.contains(Journey.report))
            try await desk.press(.secretary, item, "verification")
            try await confirm(village, desk, code, number)
            try await desk.press(.secretary, item, "closing")
            try await expectSeen(village, code, "办结了")
            let shown = try await village.visitor().get("/topics/\(topic)")
            #expect(shown.text.contains("单位说解决了") && shown.text.contains("2/2人答复"))
            try await expectOrder(shown.text)
            try await desk.fillIn(.convener, "/desk/topics/\(topic)", "next-round", [("changes", "送货车没处停")])
            #expect(try await village.topic(topic)?.nextRound != nil)
        }
    }

    /// The submitter by code; the participant by the slip that the secretary prints.
    private func confirm(
        _ village: Village, _ desk: Desk, _ code: String, _ item: SuggestionItem.ID
    ) async throws {
        let browser = village.visitor()
        let action = "/status/\(code)/confirmations/\(item)"
        let word = [("outcome", "solved"), ("rating", "satisfied")]
        let said = try await browser.fillIn("/status/\(code)", action: action, word)
        #expect(said.status == 303)
        let asked = try await village.asked(about: item).first { asked in
            if case .participant = asked.voice { return true }
            return false
        }
        let link = "/desk/items/\(item)/confirmations/\(try #require(asked).id)/link"
        let slip = try await desk.browser(.secretary).fillIn("/desk/items/\(item)", action: link, [])
        #expect(slip.status == 200 && slip.text.contains("确认条"))
        let token = try #require(slip.text.firstMatch(of: /\/c\/([A-Za-z0-9_-]{27})/)?.1)
        let answered = try await browser.fillIn("/c/\(token)", action: "/c/\(token)", word)
        #expect(answered.status == 303)
    }

    /// The trace tells it in the order in which it happened.
    private func expectOrder(_ text: String) async throws {
        let steps = [
            "受理，放进议题池", "选定为协商议题", "委员交了调研记录", "协商会开始", "协商会谈成了", "公布协商结果", "签收", "到了第1个节点：划好标线", "已核实，请大家确认", "办结",
        ]
        let trace = try #require(text.range(of: "一步一步走到哪了"))
        var place = trace.upperBound
        for step in steps {
            let found = try #require(text.range(of: step, range: place..<text.endIndex), "\(step)")
            place = found.upperBound
        }
    }

    private func expectSeen(_ village: Village, _ code: String, _ words: String) async throws {
        let page = try await village.visitor().get("/status/\(code)")
        #expect(page.status == 200 && page.text.contains(words), "\(words)")
    }

    /// The browsers of those who work here.
    private struct Desk {
        private let browsers: [Villager: Browser]

        init(_ village: Village) async throws {
            var browsers: [Villager: Browser] = [:]
            for villager in [Villager.secretary, .convener, .member, .officer] {
                browsers[villager] = try await village.browser(of: villager)
            }
            self.browsers = browsers
        }

        func browser(_ villager: Villager) throws -> Browser { try #require(browsers[villager]) }

        /// Presses a button that asks nothing, on the record itself.
        func press(_ villager: Villager, _ record: String, _ segment: String) async throws {
            let action = "\(record)/\(segment)"
            let page = try await browser(villager).get(record)
            // What decides asks back on a page of its own.
            let form = page.text.contains("href=\"\(action)\"") ? action : record
            let answer = try await browser(villager).fillIn(form, action: action, [])
            #expect(answer.status == 303, "\(segment)")
            let after = try await browser(villager).get(try #require(answer.header("Location")))
            #expect(after.status == 200, "\(segment)")
        }

        /// Follows the record's link to a form, and sends it.
        func fillIn(
            _ villager: Villager, _ record: String, _ segment: String, _ fields: [(String, String)]
        ) async throws {
            let action = "\(record)/\(segment)"
            let page = try await browser(villager).get(record)
            #expect(page.text.contains("href=\"\(action)\""), "the record leads to \(segment)")
            let answer = try await browser(villager).fillIn(action, action: action, fields)
            #expect(answer.status == 303, "\(segment): \(answer.status)")
        }
    }
}
