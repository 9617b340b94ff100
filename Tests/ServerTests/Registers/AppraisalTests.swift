// SPDX-License-Identifier: Apache-2.0

import Database
import DatabaseTestSupport
import Domain
import TestSupport
import Testing

@testable import Server

@Suite("Members who are asked to appraise a matter", .serialized)
struct AppraisalTests {
    private static let register = "/desk/directory/appraisals"

    @Test(
        "hear of it, see what they are asked, and say their opinion once the day has come, in their line and their file",
        arguments: EngineKind.allCases)
    func asked(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let office = try await village.program(of: .proposalOfficer)
            let member = try await village.program(of: .member)
            let made = try #require(try await member.post("/desk/me/calendar", [:])["address"])
            let feed = String(made.dropFirst("http://127.0.0.1".count))
            let entered = try await office.post(
                Self.register,
                [
                    "matter": "老桥改造", "person": village.person(.member).text, "heldOn": "2026-03-09",
                    "unit": village.story.unit.id.text,
                ])
            let id = try #require(entered["id"], "\(entered.text)")
            await village.deliverLetters()
            let own = "/desk/appraisals/\(id)"
            let notices = try await village.browser(of: .member).get("/desk/notices").text
            #expect(notices.contains("请您参加一次重大事项论证") && notices.contains(own) && notices.contains("老桥改造"))
            let list = try await member.get("/desk/appraisals").object["items"] as? [[String: Any]]
            #expect(list?.map { $0["id"] as? String } == [id])
            let calendar = try await village.visitor().get(feed).text
            #expect(calendar.contains("重大事项论证，请您说意见") && calendar.contains("20260309"))
            #expect(!calendar.contains("老桥"), "other people's servers carry it")

            let browser = try await village.browser(of: .member)
            #expect(try await browser.get("/desk/sessions").text.contains("/desk/appraisals"))
            #expect(try await browser.get(own).text.contains("到了那天，在这里写您的意见"))
            let early = try await member.post("\(own)/opinion", ["opinion": "先修便桥"])
            #expect(early.status == 409 && early["code"] == "day_is_to_come")
            for stranger in [Villager.otherMember, .secretary, .leader] {
                let program = try await village.program(of: stranger)
                #expect(try await program.get(own).status == 404)
                #expect(try await program.post("\(own)/opinion", ["opinion": "先修便桥"]).status == 404)
            }

            // Put off: the member hears of the other day.
            let moved = try await office.post(
                "\(Self.register)/\(id)/change",
                [
                    "matter": "老桥改造", "person": village.person(.member).text, "heldOn": "2026-03-10",
                    "unit": village.story.unit.id.text,
                ])
            #expect(moved.status == 200, "\(moved.text)")
            await village.deliverLetters()
            #expect(try await browser.get("/desk/notices").text.contains("请您参加的一次重大事项论证改了"))

            village.clock.move(hours: 6 * 24)
            let form = "\(own)/opinion"
            let later = try await village.browser(of: .member)
            #expect(try await later.fillIn(own, action: form, [("opinion", "")]).status == 422)
            #expect(try await later.fillIn(own, action: form, [("opinion", "先修便桥再封老桥")]).status == 303)
            let program = try await village.program(of: .member)
            #expect(try await program.get(own)["opinion"] == "先修便桥再封老桥")
            #expect(try await program.post(form, ["opinion": "先修便桥再封老桥"])["code"] == "nothing_changed")
            let keeper = try await village.program(of: .proposalOfficer)
            #expect(try await keeper.get("\(Self.register)/\(id)").text.contains("先修便桥再封老桥"))
            let file = try await later.get("/desk/quotas/\(village.person(.member))").text
            #expect(file.contains("老桥改造；意见：先修便桥再封老桥"))
            #expect(try await !village.visitor().get(feed).text.contains("重大事项论证"), "nothing is owed any more")
            #expect(try await village.rowDifferences() == [])
            try await village.seal()
            #expect(try await village.verify().isClean)
        }
    }

    @Test("what was held long ago, or is entered with its opinion, invites nobody", arguments: EngineKind.allCases)
    func records(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let office = try await village.program(of: .proposalOfficer)
            let person = village.person(.member).text
            for line in [
                ["matter": "去年的事", "person": person, "heldOn": "2025-06-01"],
                ["matter": "说过的事", "person": person, "heldOn": "2026-03-02", "opinion": "同意"],
            ] { #expect(try await office.post(Self.register, line).status == 201) }
            await village.deliverLetters()
            #expect(try await !village.browser(of: .member).get("/desk/notices").text.contains("重大事项论证"))
        }
    }

    @Test(
        "what came of a day is written down once it has come; plans lie a year ahead at most",
        arguments: EngineKind.allCases)
    func days(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let office = try await village.program(of: .proposalOfficer)
            let person = village.person(.member).text
            func refused(_ register: String, _ line: [String: Any]) async throws -> Set<String> {
                let answer = try await office.post("/desk/directory/\(register)", line)
                #expect(answer.status == 422, "\(answer.text)")
                return Set((answer.object["fields"] as? [[String: String]] ?? []).compactMap { $0["name"] })
            }
            let told = ["matter": "老桥改造", "person": person, "opinion": "同意", "report": "改造"]
            #expect(
                try await refused("appraisals", told.merging(["heldOn": "2026-04-01"]) { $1 }) == ["opinion", "report"])
            #expect(
                try await refused("appraisals", ["matter": "老桥改造", "person": person, "heldOn": "2027-04-01"])
                    == ["heldOn"])
            let contact = ["activity": "contact", "person": person, "activityName": "走访", "people": "999"]
            #expect(try await refused("activities", contact.merging(["heldOn": "2026-03-06"]) { $1 }) == ["people"])
            let today = try await office.post(
                "/desk/directory/activities", contact.merging(["heldOn": "2026-03-05"]) { $1 })
            #expect(today.status == 201, "\(today.text)")
            let plan = try await office.post(
                Self.register, ["matter": "新桥选址", "person": person, "heldOn": "2027-03-01"])
            #expect(plan.status == 201, "\(plan.text)")
        }
    }
}
