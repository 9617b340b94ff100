// SPDX-License-Identifier: Apache-2.0

import Database
import DatabaseTestSupport
import Domain
import TestSupport
import Testing

@testable import Server

@Suite("Links that a secretary makes by hand", .serialized)
struct HandMadeLinkTests {
    private static let word = ["outcome": "solved", "rating": "satisfied"]

    @Test(
        "it stands in the log who made it, the phone whose link it voids hears of it, and its word is counted apart",
        arguments: EngineKind.allCases)
    func told(_ kind: EngineKind) async throws {
        try await Village.with(kind, settings: ["gateways": "show"]) { village in
            let journey = try await village.carry(to: .verified)
            let item = try #require(journey.item)
            await village.sendMessages(.sms)
            let links = village.shown.compactMap { $0.text.firstMatch(of: /\/c\/([A-Za-z0-9_-]{27})/)?.output.1 }
            let sent = try #require(links.first)
            #expect(try await village.program().get("/confirmations/\(sent)").status == 200)

            let token = try await link(village, item)
            #expect(try await village.program().get("/confirmations/\(sent)").status == 404, "the one by SMS is void")
            await village.sendMessages(.sms)
            let told = village.shown.filter { $0.title == ItemWording.linkVoidedTitle }
            #expect(told.map(\.address) == ["13700000001"] && told.allSatisfy { !$0.text.contains("/c/") })
            let second = try await link(village, item)
            #expect(try await village.program().get("/confirmations/\(token)").status == 404)
            await village.sendMessages(.sms)
            #expect(
                village.shown.count { $0.title == ItemWording.linkVoidedTitle } == 1,
                "a slip voids a slip: nobody is texted")

            let logged = try await village.services.engine.read {
                try $0.rows(
                    """
                    SELECT e.actor, e.role, e.facts FROM event e
                    WHERE e.subject_kind = 'confirmation' AND e.kind = 'link_made'
                    """
                ) { row in (Person.ID(try row.next()), try row.next(String?.self), try row.next(String.self)) }
            }
            #expect(logged.map(\.0) == [village.person(.secretary), village.person(.secretary)])
            #expect(logged.allSatisfy { $0.1 == "room_secretary" && !$0.2.contains(second) && !$0.2.contains(token) })
            let desk = try await village.browser(of: .secretary)
            #expect(try await desk.get("/desk/items/\(item)").text.contains("开了2张确认条"))
            #expect(try await !village.browser(of: .officer).get("/desk/items/\(item)").text.contains("张确认条"))

            #expect(try await village.program().post("/confirmations/\(second)", Self.word).status == 200)
            #expect(try await bySlip(village, item, as: .secretary) == 1)
            #expect(try await bySlip(village, item, as: .officer) == nil, "the unit does not read it")
            let page = try await desk.get("/desk/items/\(item)").text
            #expect(page.contains("其中凭确认条") && page.contains(">凭确认条<"))
            #expect(try await village.rowDifferences() == [])
            #expect(try await village.verify().isClean)
        }
    }

    @Test("a word given signed in by phone is no word by slip, though a slip was made", arguments: EngineKind.allCases)
    func byPhone(_ kind: EngineKind) async throws {
        try await Village.with(kind, settings: ["gateways": "show"]) { village in
            let item = try #require(try await village.carry(to: .verified).item)
            _ = try await link(village, item)
            let resident = try await village.resident("13700000001")
            let waiting = try await resident.get("/resident/confirmations").object["items"] as? [[String: Any]]
            let id = try #require(waiting?.first?["id"] as? String)
            #expect(try await resident.post("/resident/confirmations/\(id)", Self.word).status == 200)
            #expect(try await bySlip(village, item, as: .secretary) == 0)
        }
    }

    @Test(
        "a secretary who is of the unit neither judges its report nor makes the people's links; another does",
        arguments: EngineKind.allCases)
    func ownWork(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let item = try #require(try await village.carry(to: .reported).item)
            let (story, person) = (village.story, village.person(.secretary))
            try await Commands.run(on: village.installation) {
                try $0.appoint(person, to: Appointment(.unitOfficer, .unit(story.unit.id)), tenant: story.county.id)
            }
            let both = try await village.program(of: .secretary)
            for (segment, fields) in [("verification", [:]), ("return-of-report", ["reason": "不实"])] {
                let refused = try await both.post("/desk/items/\(item)/\(segment)", fields)
                #expect(refused["code"] == "own_work" && refused["detail"]?.contains("别的秘书") == true, "\(segment)")
            }
            let page = try await village.browser(of: .secretary).get("/desk/items/\(item)").text
            #expect(!page.contains("/desk/items/\(item)/verification\"") && page.contains("请议事室别的秘书或上级的秘书来办"))
            let other = village.person(.otherSecretary)
            try await Commands.run(on: village.installation) {
                try $0.appoint(other, to: Appointment(.roomSecretary, .tenant), tenant: story.county.id)
            }
            let superior = try await village.program(of: .otherSecretary)
            #expect(try await superior.post("/desk/items/\(item)/verification", [:])["state"] == "verified")
            let asked = try await participant(village, item)
            let path = "/desk/items/\(item)/confirmations/\(asked)/link"
            let refused = try await both.post(path, [:])
            #expect(refused.status == 409 && refused["code"] == "own_work", "\(refused.text)")
            #expect(try await !village.browser(of: .secretary).get("/desk/items/\(item)").text.contains("发确认条"))
            #expect(try await superior.post(path, [:]).status == 201)
        }
    }

    @Test("what was said has no id, no number and no place between neighbours", arguments: EngineKind.allCases)
    func apart(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let journey = try await village.carry(to: .verified)
            let item = try #require(journey.item)
            let before = try await rows(village, item)
            #expect(before.count == 2 && before.allSatisfy { $0["id"] is String && $0["outcome"] is String == false })
            let browser = try await village.browser(of: .secretary)
            #expect(try await browser.get("/desk/items/\(item)").text.contains("群众代表1"))
            let token = try await link(village, item)
            let word = ["outcome": "unsolved", "rating": "satisfied", "remark": "还堵"]
            #expect(try await village.program().post("/confirmations/\(token)", word).status == 200)
            let code = journey.topic.code.text
            let own = ["outcome": "solved", "rating": "satisfied", "remark": "不堵了"]
            #expect(
                try await village.program().post("/topics/status/\(code)/confirmations/\(item)", own).status == 200)
            let after = try await rows(village, item)
            #expect(after.map { $0["outcome"] as? String } == ["solved", "unsolved"], "in the order of the words")
            #expect(after.allSatisfy { $0["id"] is String == false })
            #expect(try await !browser.get("/desk/items/\(item)").text.contains("群众代表1"))
        }
    }

    @Test("one phone has one voice: who submitted it is asked by the code alone", arguments: EngineKind.allCases)
    func oneVoice(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            // The phone of the resident who is asked to the session, too.
            let raised = try await village.program().post(
                "/topics", ["room": village.room.token.text, "text": "校门口两边都停车。", "phone": "13700000001"])
            let topic = VillageStory.Raised(
                id: try #require(Identifier(raised["id"] ?? "")),
                code: try #require(TrackingCode(raised["trackingCode"] ?? "")), words: "校门口两边都停车。")
            try await village.act(.review, ["title": "校门口放学时段拥堵", "body": "放学时两侧停车。"], on: topic.id, as: .secretary)
            let support = "/topics/\(topic.id)/supports"
            for phone in ["13700000001", "13800000002"] {
                #expect(try await village.program().post(support, ["phone": phone]).status == 201)
            }
            let item = try #require(try await village.carry(of: topic, to: .verified).item)
            let voices = try await village.asked(about: item).map(\.voice)
            #expect(voices.count == 2 && voices.contains(.submitter(topic.id)))
            #expect(
                voices.contains { if case .supporter = $0 { true } else { false } }, "another phone has its own voice")
        }
    }

    // MARK: - What the tests have in common

    private func participant(_ village: Village, _ item: SuggestionItem.ID) async throws -> Domain.Confirmation.ID {
        let asked = try await village.asked(about: item).first { asked in
            if case .participant = asked.voice { return true }
            return false
        }
        return try #require(asked?.id)
    }

    private func link(_ village: Village, _ item: SuggestionItem.ID) async throws -> String {
        let id = try await participant(village, item)
        let made = try await village.program(of: .secretary).post("/desk/items/\(item)/confirmations/\(id)/link", [:])
        #expect(made.status == 201, "\(made.text)")
        return String(try #require(made["address"]?.split(separator: "/").last))
    }

    private func rows(_ village: Village, _ item: SuggestionItem.ID) async throws -> [[String: Any]] {
        let answer = try await village.program(of: .secretary).get("/desk/items/\(item)/confirmations")
        return try #require(answer.object["items"] as? [[String: Any]])
    }

    private func bySlip(_ village: Village, _ item: SuggestionItem.ID, as villager: Villager) async throws -> Int? {
        let answer = try await village.program(of: villager).get("/desk/items/\(item)").object
        return (answer["confirmed"] as? [String: Any])?["bySlip"] as? Int
    }
}
