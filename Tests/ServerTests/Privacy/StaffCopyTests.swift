// SPDX-License-Identifier: Apache-2.0

import DatabaseTestSupport
import Domain
import TestSupport
import Testing

@testable import Server

@Suite("Members and staff have a copy of what is kept of them", .serialized)
struct StaffCopyTests {
    /// What a copy says, item by item.
    private func items(_ answer: WebAnswer) -> [(what: String, words: String, at: String?)] {
        let items = answer.object["items"] as? [[String: Any]] ?? []
        return items.map { ($0["what"] as? String ?? "", $0["words"] as? String ?? "", $0["at"] as? String) }
    }

    @Test(
        "every line of a register that names the person is in it, ended ones too, and nobody else's",
        arguments: EngineKind.allCases)
    func lines(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            try await village.seatMembers()
            let administrator = try await village.program(of: .systemAdministrator)
            func enter(_ register: String, _ fields: [String: String]) async throws -> String {
                let answer = try await administrator.post("/desk/directory/\(register)", fields)
                #expect(answer.status == 201, "\(register): \(answer.text)")
                return try #require(answer["id"])
            }
            let (own, other) = (village.person(.member).text, village.person(.otherMember).text)
            let group = try await enter(
                "organs", ["kind": "duty_group", "name": "清河履职小组", "area": "990101001001"])
            let post = try await enter("posts", ["person": own, "organ": group, "post": "head", "title": "组长"])
            _ = try await enter("posts", ["person": other, "organ": group, "post": "member", "title": "别人的岗位"])
            #expect(try await administrator.post("/desk/directory/posts/\(post)/end", [:]).status == 200)
            let office = try await village.program(of: .proposalOfficer)
            for (register, fields) in [
                ("leaders", ["side": "government", "consultation": "路灯协商会", "heldOn": "2026-03-01"]),
                ("appraisals", ["matter": "城东新区规划", "heldOn": "2026-03-02", "opinion": "先修管网"]),
                ("trainings", ["trainingKind": "proposals", "trainingName": "提案怎么写", "heldOn": "2026-03-03"]),
                ("activities", ["activity": "village_visit", "activityName": "进桥头村", "heldOn": "2026-03-04"]),
            ] {
                let line = try await office.post("/desk/directory/\(register)", fields.merging(["person": own]) { $1 })
                #expect(line.status == 201, "\(register): \(line.text)")
            }

            let copy = items(try await village.program(of: .member).get("/desk/me/copy"))
            for (what, word) in [
                ("账号名", Villager.member.signInName), ("系统里的职务", "委员"), ("名册里的人员", Villager.member.name),
                ("名册里的委员", "界别：教育界"), ("名册里的任职", "组织机构：清河履职小组"), ("名册里的任职", "停用"),
                ("名册里的领导参加协商", "路灯协商会"), ("名册里的重大事项论证", "先修管网"), ("名册里的专题培训", "提案怎么写"),
                ("名册里的履职活动", "进桥头村"),
            ] {
                #expect(copy.contains { $0.what == what && $0.words.contains(word) }, "\(what): \(word)")
            }
            #expect(copy.filter { $0.what == "名册里的任职" }.allSatisfy { $0.at != nil }, "since when")
            #expect(!copy.contains { $0.words.contains("别人的岗位") || $0.words.contains(Villager.otherMember.name) })

            let browser = try await village.browser(of: .member)
            #expect(try await browser.get("/desk/account").text.contains("/desk/account/copy"))
            let page = try await browser.get("/desk/account/copy").text
            #expect(page.contains("清河履职小组") && page.contains("/desk/account/copy.csv"))
            let csv = try await browser.get("/desk/account/copy.csv")
            #expect(csv.text.contains("名册里的任职") && csv.header("Content-Disposition")?.contains("attachment") == true)
            #expect(try await browser.get("/desk/account/copy.json").text.contains("清河履职小组"))
            #expect(try await village.program().get("/desk/me/copy").status == 401)
        }
    }

    @Test(
        "a unit's officer reads the post and the address of notices, a convener the room",
        arguments: EngineKind.allCases)
    func staff(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let officer = try await village.program(of: .officer)
            let saved = try await officer.post(
                "/desk/contacts", ["mail": "hanlidong@mail.example", "mail_pace": "none"])
            #expect(saved.status < 300, "\(saved.text)")
            let copy = items(try await officer.get("/desk/me/copy"))
            #expect(copy.contains { $0.what == "系统里的职务" && $0.words.contains(village.story.unit.name) })
            #expect(copy.contains { $0.what == "接收通知的邮件" && $0.words == "hanlidong@mail.example" })

            let administrator = try await village.program(of: .systemAdministrator)
            let named = try await administrator.post(
                "/desk/directory/rooms",
                [
                    "name": "桥头村议事室", "area": "990101001001", "level": "village", "address": "桥头村1号",
                    "convener": village.person(.convener).text,
                ])
            #expect(named.status == 201, "\(named.text)")
            let convener = items(try await village.program(of: .convener).get("/desk/me/copy"))
            #expect(convener.contains { $0.what == "名册里的议事室" && $0.words == "召集人：桥头村议事室" })
        }
    }
}
