// SPDX-License-Identifier: Apache-2.0

import DatabaseTestSupport
import Domain
import TestSupport
import Testing

@testable import Server

@Suite("The main job through the API alone", .serialized)
struct MainJobTests {
    @Test("from the first word to the people's word and into the next round", arguments: EngineKind.allCases)
    func wholeWay(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            var job = try await MainJob(village)
            try await job.raise()
            try await job.screen()
            try await job.research()
            try await job.announce()
            try await job.meet()
            try await job.minute()
            try await job.issue()
            try await job.handle()
            try await job.confirm()
            try await job.close()
            try await job.reopen()
            try await job.openNextRound()
        }
    }
}

/// The main job, part by part; each part asserts what everybody sees after it.
private struct MainJob {
    let village: Village
    let resident: APIClient
    let secretary, convener, member, officer, stranger: APIClient
    var topic = ""
    var code = ""
    var session = ""
    var item = ""
    var people: [[String: Any]] = []
    private static let said = "校门口两边都停车，我家孩子王小雨差点被撞，电话13900001111。"

    init(_ village: Village) async throws {
        self.village = village
        resident = village.program()
        secretary = try await village.program(of: .secretary)
        convener = try await village.program(of: .convener)
        member = try await village.program(of: .member)
        officer = try await village.program(of: .officer)
        stranger = try await village.program(of: .otherSecretary)
    }

    mutating func raise() async throws {
        let fields = ["room": village.room.id.text, "text": Self.said, "place": "校门口东侧"]
        let raised = try await resident.post("/topics", fields)
        #expect(raised.status == 201)
        topic = try #require(raised["id"])
        code = try #require(raised["trackingCode"])
        #expect(raised["dueOn"] == "2026-03-12", "five working days")
        try await expectStatus("screening", steps: ["submitted"])
        try await expectTold(["submitted"], [.secretary])
    }

    mutating func screen() async throws {
        try await act("question", ["question": "是哪个门？"], secretary, leaves: "asked")
        let status = try await resident.get("/topics/status/\(code)")
        #expect(status["question"] == "是哪个门？")
        let answered = try await resident.post("/topics/status/\(code)/answer", ["answer": "东门"])
        #expect(answered["state"] == "screening")
        try await expectTold(["answered"], [.secretary])
        try await act("pool", [:], secretary, leaves: "pooled")
        try await expectTold(["pooled"], [.convener])
        try await expectStrangersSeeNothing()
        try await act("review", ["title": "校门口放学时段拥堵", "body": "放学时两侧停车，希望一起想办法。"], secretary, leaves: "pooled")
        let published = try await resident.get("/topics/\(topic)")
        #expect(published["text"] == "放学时两侧停车，希望一起想办法。")
        #expect(!published.text.contains("王小雨") && !published.text.contains("13900001111"))
    }

    mutating func research() async throws {
        #expect(
            try await secretary.post("/desk/topics/\(topic)/selection", [:]).status == 404, "not the secretary's act")
        try await act("selection", [:], convener, leaves: "selected")
        try await expectTold(["selected"], [.secretary])
        #expect(try await member.get("/desk/topics/\(topic)").status == 404, "nobody has asked this member yet")
        let early = try await secretary.post("/desk/sessions", plan())
        #expect(early.status == 201, "planned ahead")
        let unannounced = try await convener.post("/desk/sessions/\(early["id"] ?? "")/announcement", [:])
        #expect(unannounced.status == 409 && unannounced["code"] == "not_researched", "BR-01")
        let assignment = ["researcher": village.person(.member).text, "day": "2026-03-12"]
        try await act("assignment", assignment, convener, leaves: "researching")
        try await expectTold(["assigned"], [.member])
        let given = try await member.get("/desk/topics/\(topic)")
        #expect(given["text"] == Self.said, "whoever researches it reads what was said")
        #expect(given["dueOn"] == "2026-03-12")
        let other = try await village.program(of: .otherMember).get("/desk/topics/\(topic)")
        #expect(other.status == 404)
        let record = ["visit": "放学时看了三天", "findings": "两侧停车六十辆", "advice": "改成单行"]
        try await act("research", record, member, leaves: "ready")
        try await expectTold(["researched"], [.secretary])
        session = try #require(early["id"])
    }

    mutating func announce() async throws {
        let hidden = try await resident.get("/rooms")
        #expect(!hidden.text.contains("校门口怎样不堵"))
        try await act(session: "announcement", [:], convener, leaves: "announced")
        try await expectTold(["announced"], [.secretary])
        #expect(try await topicState() == "scheduled")
        let shown = try await resident.get("/topics/status/\(code)")
        let public_ = try #require(shown.object["session"] as? [String: Any])
        #expect(public_["day"] as? String == "2026-03-05" && public_["time"] as? String == "15:00")
        for (category, names) in [
            ("department", "韩科长"), ("grassroots", "社区齐书记"), ("people", "家长赵春梅 13700000001\n商户老郑"),
        ] {
            try await act(
                session: "participants", ["category": category, "names": names], secretary, leaves: "announced")
        }
        let short = try await secretary.post("/desk/sessions/\(session)/readiness", [:])
        #expect(short.status == 422 && short["code"] == "circle_incomplete", "BR-04")
        let me = ["category": "member", "member": village.person(.member).text]
        try await act(session: "participants", me, secretary, leaves: "announced")
        try await expectTold(["invited"], [.member])
        try await act(session: "readiness", [:], secretary, leaves: "ready")
    }

    mutating func meet() async throws {
        try await act(session: "opening", [:], convener, leaves: "in_progress")
        let now = try await secretary.get("/desk/sessions/\(session)")
        people = try #require(now.object["participants"] as? [[String: Any]])
        #expect(people.count == 5 && people.allSatisfy { $0["isPresent"] as? Bool == false })
        let nobody = try await convener.post(
            "/desk/sessions/\(session)/conclusion", ["reached": "consensus", "text": "改单行"])
        #expect(nobody["code"] == "nobody_present")
        let present = people.filter { $0["name"] as? String != "商户老郑" }.compactMap { $0["id"] as? String }
        try await act(session: "check-in", ["present": present], secretary, leaves: "in_progress")
        let speaker = try #require(people.first { $0["name"] as? String == "家长赵春梅" }?["id"] as? String)
        let opinion = ["participant": speaker, "stance": "suggestion", "text": "改成单行就不堵了。"]
        try await act(session: "opinions", opinion, secretary, leaves: "in_progress")
        try await act(
            session: "conclusion", ["reached": "consensus", "text": "校门口改单行。"], convener, leaves: "concluded")
        #expect(try await topicState() == "consulted")
        try await expectTold(["concluded"], [.secretary])
        let done = try await secretary.get("/desk/sessions/\(session)")
        #expect(done["dueOn"] == "2026-03-10", "three working days for the minutes")
        #expect(done.object["opinions"] as? Int == 1)
    }

    mutating func minute() async throws {
        try await act(session: "minutes", ["text": "一致同意改单行。"], secretary, leaves: "minutes_drafted")
        try await expectTold(["minutes_drafted"], [.convener, .member])
        let objection = ["text": "我说的是先试一个月。"]
        try await act(session: "objections", objection, member, leaves: "minutes_drafted")
        try await expectTold(["objected"], [.convener])
        try await act(session: "minutes", ["text": "一致同意先试一个月单行。"], secretary, leaves: "minutes_drafted")
        let early = try await convener.post("/desk/sessions/\(session)/outcome", [:])
        #expect(early["code"] == "minutes_not_confirmed")
        try await act(session: "minutes-confirmation", [:], convener, leaves: "minutes_confirmed")
        let late = try await secretary.post("/desk/sessions/\(session)/minutes", ["text": "再改"])
        #expect(late["code"] == "minutes_stand")
    }

    mutating func issue() async throws {
        let empty = try await convener.post("/desk/sessions/\(session)/outcome", [:])
        #expect(empty["code"] == "no_items", "BR-05")
        let fields = [
            "topic": topic, "task": Journey.task, "unit": village.story.unit.id.text,
            "officer": village.person(.officer).text, "milestones": "2026-03-15 划好标线\n2026-03-25 开始疏导",
        ]
        let drafted = try await act(session: "items", fields, secretary, leaves: "minutes_confirmed")
        item = try #require((drafted.object["items"] as? [String])?.first)
        #expect(try await officer.get("/desk/items/\(item)").status == 404, "a draft is nobody's but the room's")
        try await act(session: "outcome", [:], convener, leaves: "outcome_issued")
        #expect(try await topicState() == "in_handling")
        #expect(try await officer.get("/desk/items/\(item)").status == 404, "approved, but not dispatched")
        try await act(session: "archive", [:], secretary, leaves: "archived")
    }

    mutating func handle() async throws {
        try await act(item: "dispatch", [:], secretary, leaves: "dispatched", by: .secretary)
        try await expectTold(["dispatched"], [.officer])
        #expect(try await village.program(of: .otherOfficer).get("/desk/items/\(item)").status == 404)
        try await act(item: "acceptance", [:], officer, leaves: "accepted", by: .officer)
        try await expectTold(["accepted"], [.secretary])
        let progress = ["text": "标线已划好。", "milestone": "1"]
        try await act(item: "progress", progress, officer, leaves: "in_progress", by: .officer)
        let report = ["adoption": "adopted", "claimed": "solved", "text": Journey.report]
        try await act(item: "report", report, officer, leaves: "reported", by: .officer)
        try await expectTold(["progressed", "reported"], [.secretary])
        try await expectUnitReadsNoWords()
        let unverified = try await resident.get("/topics/status/\(code)")
        #expect(
            !(unverified.object["asked"] as? [Any] ?? [1]).isEmpty == false, "nobody is asked before it is verified")
        let supported = try await resident.post("/topics/\(topic)/supports", ["phone": "13700000002"])
        #expect(supported.object["supporters"] as? Int == 1)
        try await act(item: "verification", [:], secretary, leaves: "verified", by: .secretary)
        try await expectTold(["verified"], [.officer])
    }

    mutating func confirm() async throws {
        let rows = try await askedRows()
        #expect(rows.compactMap { $0["voice"] as? String }.sorted() == ["participant", "submitter", "supporter"])
        #expect(
            try await officer.get("/desk/items/\(item)/confirmations").status == 404, "the unit reads how many, not who"
        )
        let early = try await secretary.post("/desk/items/\(item)/closing", [:])
        #expect(early["code"] == "still_asking")
        let status = try await resident.get("/topics/status/\(code)")
        let question = try #require((status.object["asked"] as? [[String: Any]])?.first)
        #expect(question["item"] as? String == item && question["report"] as? String == Journey.report)
        let word = ["outcome": "partly", "rating": "satisfied", "remark": "早上还堵"]
        #expect(try await resident.post("/topics/status/\(code)/confirmations/\(item)", word).status == 200)
        try await expectTold(["answered"], [.secretary])
        for row in rows where row["voice"] as? String != "submitter" {
            let id = try #require(row["id"] as? String)
            let link = try await secretary.post("/desk/items/\(item)/confirmations/\(id)/link", [:])
            #expect(link.status == 201)
            let token = try #require(link["address"]?.split(separator: "/").last)
            let asked = try await resident.get("/confirmations/\(token)")
            #expect(asked["claimed"] == "solved" && !asked.text.contains("王小雨"))
            let said = try await resident.post(
                "/confirmations/\(token)", ["outcome": "solved", "rating": "basically"])
            #expect(said.status == 200)
            #expect(try await resident.get("/confirmations/\(token)").status == 404, "spent")
        }
    }

    mutating func close() async throws {
        let closed = try await act(item: "closing", [:], secretary, leaves: "closed", by: .secretary)
        let tally = try #require(closed.object["confirmed"] as? [String: Int])
        #expect(
            tally == [
                "asked": 3, "answered": 3, "solved": 2, "partly": 1, "unsolved": 0, "flagged": 0, "flaggedSolved": 0,
                "bySlip": 2,
            ])
        #expect(closed["claimed"] == "solved", "what the unit claims and what people say stand apart")
        let ended = try await secretary.get("/desk/topics/\(topic)")
        #expect(ended["state"] == "closed" && ended["claimed"] == "solved")
        let late = try await resident.post(
            "/topics/status/\(code)/confirmations/\(item)", ["outcome": "unsolved", "rating": "dissatisfied"])
        #expect(late.status == 409 && late["code"] == "not_asking")
    }

    mutating func reopen() async throws {
        try await act(item: "reopening", ["reason": "又堵了"], secretary, leaves: "reopened", by: .secretary)
        try await expectTold(["closed", "reopened"], [.officer])
        #expect(try await topicState() == "reopened")
        let report = ["adoption": "adopted", "claimed": "partly", "text": "加派了一人，下雨天还会慢。"]
        try await act(item: "report", report, officer, leaves: "reported", by: .officer)
        #expect(try await topicState() == "in_handling")
        try await act(item: "verification", [:], secretary, leaves: "verified", by: .secretary)
        #expect(try await askedRows().allSatisfy { $0["outcome"] as? String == nil }, "asked anew")
        let word = ["outcome": "solved", "rating": "satisfied"]
        #expect(try await resident.post("/topics/status/\(code)/confirmations/\(item)", word).status == 200)
        village.clock.move(hours: 24 * 15)
        let again = try await village.program(of: .secretary)
        let closed = try await act(item: "closing", [:], again, leaves: "closed", by: .secretary)
        #expect((closed.object["confirmed"] as? [String: Int])?["answered"] == 1, "the others have had their days")
        #expect(try await again.get("/desk/topics/\(topic)")["claimed"] == "partly")
    }

    mutating func openNextRound() async throws {
        let convener = try await village.program(of: .convener)
        let changes = ["changes": "单行以后，送货车没处停。"]
        let ended = try await convener.post("/desk/topics/\(topic)/next-round", changes)
        #expect(ended.status == 200)
        let next = try #require(ended["nextRound"])
        let opened = try await convener.get("/desk/topics/\(next)")
        #expect(opened["state"] == "pooled" && opened["previousRound"] == topic)
        #expect(opened.object["round"] as? Int == 2 && opened["text"] == "单行以后，送货车没处停。")
        let twice = try await convener.post("/desk/topics/\(topic)/next-round", changes)
        #expect(twice["code"] == "has_next_round", "BR-06")
        #expect(try await resident.get("/topics/\(next)").status == 404, "each round has a public wording of its own")
        try await expectStatus(
            "closed",
            steps: [
                "submitted", "asked", "answered", "pooled", "reviewed", "selected", "assigned", "researched",
                "scheduled", "consulted", "handling_began", "closed", "reopened", "handling_began", "closed",
                "continued",
            ])
        try await village.seal()
        #expect(try await village.verify().isClean)
    }

    // MARK: - What is asked again and again

    private func plan() -> [String: Any] {
        ["title": "校门口怎样不堵", "topics": [topic], "day": "2026-03-05", "time": "15:00", "place": "社区会议室"]
    }

    private func act(
        _ segment: String, _ fields: [String: Any], _ program: APIClient, leaves state: String
    ) async throws {
        let answer = try await program.post("/desk/topics/\(topic)/\(segment)", fields)
        #expect(answer.status == 200 && answer["state"] == state, "\(segment): \(answer.text)")
        #expect(try await topicState() == state, "\(segment)")
        #expect(try await stranger.get("/desk/topics/\(topic)").status == 404)
    }

    @discardableResult
    private func act(
        session segment: String, _ fields: [String: Any], _ program: APIClient, leaves state: String
    ) async throws -> WebAnswer {
        let answer = try await program.post("/desk/sessions/\(session)/\(segment)", fields)
        #expect(answer.status == 200 && answer["state"] == state, "\(segment): \(answer.text)")
        #expect(try await stranger.get("/desk/sessions/\(session)").status == 404)
        return answer
    }

    @discardableResult
    private func act(
        item segment: String, _ fields: [String: Any], _ program: APIClient, leaves state: String, by villager: Villager
    ) async throws -> WebAnswer {
        let wrong = try await village.program(of: villager == .officer ? .secretary : .officer)
        #expect(
            try await wrong.post("/desk/items/\(item)/\(segment)", fields).status == 404, "\(segment) is not theirs")
        let answer = try await program.post("/desk/items/\(item)/\(segment)", fields)
        #expect(answer.status == 200 && answer["state"] == state, "\(segment): \(answer.text)")
        let stranger = try await village.program(of: .otherSecretary)
        #expect(try await stranger.get("/desk/items/\(item)").status == 404)
        return answer
    }

    private func topicState() async throws -> String? {
        try await village.program(of: .leader).get("/desk/topics/\(topic)")["state"]
    }

    private func askedRows() async throws -> [[String: Any]] {
        let answer = try await secretary.get("/desk/items/\(item)/confirmations")
        return try #require(answer.object["items"] as? [[String: Any]])
    }

    private func expectStatus(_ state: String, steps: [String]) async throws {
        let status = try await resident.get("/topics/status/\(code)")
        #expect(status["state"] == state && status["text"] == Self.said)
        let kinds = (status.object["steps"] as? [[String: Any]])?.compactMap { $0["kind"] as? String }
        #expect(kinds == steps)
    }

    /// Before it is published there is nothing to see, and who may not see it learns nothing.
    private func expectStrangersSeeNothing() async throws {
        for path in ["/topics/\(topic)", "/topics/\(topic)/support"] {
            let answer = try await village.visitor().get(path)
            #expect(answer.status == 404 && !answer.text.contains("校门口两边"))
        }
        #expect(try await resident.get("/topics/\(topic)").status == 404)
        #expect(try await resident.post("/topics/\(topic)/supports", ["phone": "13700000002"]).status == 404)
    }

    /// The unit knows what is to be done and what everybody may read, never what the submitter said.
    private func expectUnitReadsNoWords() async throws {
        let browser = try await village.browser(of: .officer)
        for path in ["/desk/items", "/desk/items/\(item)", "/desk/items?part=to_verify", "/desk/notices"] {
            let page = try await browser.get(path)
            #expect(page.status == 200, "\(path)")
            for words in ["王小雨", "13900001111", "东门", code] { #expect(!page.text.contains(words), "\(path)") }
        }
        let json = try await officer.get("/desk/items/\(item)")
        #expect(json.status == 200 && !json.text.contains("王小雨"))
        for path in ["/desk/topics/\(topic)", "/desk/sessions/\(session)"] {
            #expect(try await officer.get(path).status == 404, "\(path)")
            #expect(try await browser.get(path).status == 404, "\(path)")
        }
    }

    /// Delivers what waits and looks who was told of these events; nobody else was told of the last one.
    private func expectTold(_ kinds: [String], _ villagers: [Villager]) async throws {
        await Courier(services: village.services).deliver(for: village.story.county.id)
        for villager in villagers {
            let notices = try await village.program(of: villager).get("/desk/notices?limit=100")
            let told = (notices.object["items"] as? [[String: Any]])?.compactMap { $0["kind"] as? String } ?? []
            for kind in kinds { #expect(told.contains(kind), "\(villager): \(kind) in \(told)") }
        }
        guard let last = kinds.last else { return }
        for villager in [Villager.otherSecretary, .leader, .otherMember, .otherOfficer, .privacyOfficer] {
            let notices = try await village.program(of: villager).get("/desk/notices?limit=100")
            let items = (notices.object["items"] as? [[String: Any]]) ?? []
            let ids = Set([topic, session, item])
            #expect(!items.contains { ids.contains($0["recordId"] as? String ?? "") }, "\(villager) hears of \(last)")
        }
    }
}
