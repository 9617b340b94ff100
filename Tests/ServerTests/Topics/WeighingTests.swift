// SPDX-License-Identifier: Apache-2.0

import Database
import DatabaseTestSupport
import Domain
import TestSupport
import Testing

@testable import Server

@Suite("Screening with others, and choosing by criteria", .serialized)
struct WeighingTests {
    @Test("a claim shows to others, holds for half an hour, and is let go", arguments: EngineKind.allCases)
    func claims(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let id = village.story.waiting.id
            let secretary = try await village.program(of: .secretary)
            let claimed = try await secretary.post("/desk/topics/\(id)/claim", [:])
            #expect(claimed.status == 200 && claimed["until"] != nil)
            let list = try await village.browser(of: .convener).get("/desk/topics")
            #expect(list.text.contains("在看"))
            let own = try await village.browser(of: .secretary).get("/desk/topics/\(id)")
            #expect(own.text.contains("您在看") && own.text.contains("放下"))
            #expect(try await village.program(of: .otherSecretary).post("/desk/topics/\(id)/claim", [:]).status == 404)
            #expect(try await village.program(of: .convener).post("/desk/topics/\(id)/claim", [:]).status == 404)
            village.clock.move(hours: 1)
            #expect(try await !village.browser(of: .convener).get("/desk/topics").text.contains("在看"))
            #expect(try await secretary.post("/desk/topics/\(id)/claim", [:]).status == 200)
            #expect(try await secretary.post("/desk/topics/\(id)/claim-end", [:]).status == 200)
            #expect(try await !village.browser(of: .convener).get("/desk/topics").text.contains("在看"))
            #expect(try await secretary.post("/desk/topics/\(id)/pool", [:]).status == 200)
            let late = try await secretary.post("/desk/topics/\(id)/claim", [:])
            #expect(late.status == 409 && late["code"] == "already_decided")
        }
    }

    @Test("what somebody else looks after is decided only after it was taken over", arguments: EngineKind.allCases)
    func takeover(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let id = village.story.waiting.id
            guard case .staff(let colleague) = village.actor(.otherSecretary) else { return }
            let store = ClaimStore<Topic>(tenant: village.story.county.id, table: .topics)
            let claim = Claim(person: colleague.id, until: village.clock.now.advanced(byMilliseconds: 60_000))
            try await village.services.engine.write { try store.replace(claim, of: id, in: $0) }
            let secretary = try await village.program(of: .secretary)
            let browser = try await village.browser(of: .secretary)
            let page = try await browser.get("/desk/topics/\(id)")
            #expect(page.text.contains("方知夏正在看") && !page.text.contains("href=\"/desk/topics/\(id)/pool\""))
            #expect(try await browser.get("/desk/topics/\(id)/pool").status == 409)
            let early = try await secretary.post("/desk/topics/\(id)/pool", [:])
            #expect(early.status == 409 && early["code"] == "claimed_by_other")
            #expect(try await secretary.post("/desk/topics/\(id)/claim", [:]).status == 409)
            let action = "/desk/topics/\(id)/claim"
            let taken = try await browser.fillIn("/desk/topics/\(id)", action: action, [("takeover", "yes")])
            #expect(taken.status == 303)
            #expect(try await browser.get("/desk/topics/\(id)").text.contains("您在看"))
            #expect(try await secretary.post("/desk/topics/\(id)/pool", [:]).status == 200)
        }
    }

    @Test(
        "judged twice by one, the later word counts; the record shows the average of all",
        arguments: EngineKind.allCases)
    func scores(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let journey = try await village.carry(to: .pooled)
            let path = "/desk/topics/\(journey.topic.id)"
            let secretary = try await village.program(of: .secretary)
            for needed in ["1", "4"] {
                let judged = try await secretary.post(
                    "\(path)/score", ["needed": needed, "hopedFor": "5", "feasible": "3"])
                #expect(judged.status == 200)
            }
            let convener = try await village.program(of: .convener)
            let both = try await convener.post("\(path)/score", ["needed": "5", "hopedFor": "5", "feasible": "3"])
            #expect((both.object["scores"] as? [[String: Any]])?.map { $0["needed"] as? Int } == [4, 5])
            #expect(
                try await convener.post("\(path)/score", ["needed": "6", "hopedFor": "5", "feasible": "3"]).status
                    == 422)
            let page = try await village.browser(of: .secretary).get(path)
            #expect(page.text.contains("党政所需4.5") && page.text.contains("群众所盼5，"))
            #expect(try await !village.visitor().get("/status/\(journey.topic.code.text)").text.contains("党政所需"))
        }
    }

    @Test("the annual plan waits for the Party committee, whose document is on record", arguments: EngineKind.allCases)
    func plan(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let journey = try await village.carry(to: .pooled)
            let path = "/desk/topics/\(journey.topic.id)"
            let (secretary, convener) = (
                try await village.program(of: .secretary), try await village.program(of: .convener)
            )
            #expect(try await convener.post("\(path)/selection", [:]).status == 200)
            #expect(try await secretary.post("\(path)/plan-proposal", [:]).status == 404)
            #expect(try await convener.post("\(path)/plan-proposal", [:])["plan"] == "proposed")
            let assignment = [
                "researcher": try #require(village.story.staff[.member]).id.text,
                "day": village.clock.now.day.advanced(by: 5).description,
            ]
            let early = try await convener.post("\(path)/assignment", assignment)
            #expect(early.status == 409 && early["code"] == "awaits_plan_decision")
            let decision = ["decision": "approved", "reference": "安委发〔2026〕7号"]
            let tomorrow = try await secretary.post(
                "\(path)/plan-decision", decision.merging(["day": "2026-03-06"]) { $1 })
            #expect(tomorrow.status == 422)
            let decided = try await secretary.post(
                "\(path)/plan-decision", decision.merging(["day": "2026-03-04"]) { $1 })
            #expect(decided["plan"] == "approved" && decided["planReference"] == "安委发〔2026〕7号")
            #expect(try await convener.post("\(path)/assignment", assignment)["state"] == "researching")
            let out = try await secretary.post(
                "\(path)/plan-decision",
                ["decision": "declined", "reference": "安委发〔2026〕9号", "day": "2026-03-04"])
            #expect(out.status == 200 && out["state"] == "pooled", "\(out.text)")
            let page = try await village.browser(of: .secretary).get(path).text
            #expect(page.contains("撤出年度协商计划") && !page.contains("没有列入年度协商计划"))
        }
    }

    @Test(
        "a mediation is recorded on the page and by the API; its words are the desk's alone",
        arguments: EngineKind.allCases)
    func mediation(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let own = village.story.waiting
            let path = "/desk/topics/\(own.id)"
            let action = "\(path)/mediation"
            let today = village.clock.now.day
            let browser = try await village.browser(of: .secretary)
            let sent = try await browser.fillIn(
                action, action: action,
                [
                    ("day", today.description), ("parties", "一楼和五楼，社区主任调解"), ("record", "五楼怕漏水，没有同意"),
                    ("outcome", "open"),
                ])
            #expect(sent.status == 303, "\(sent.status)")
            let program = try await village.program(of: .secretary)
            let fields = [
                "parties": "一楼和五楼", "record": "各出一半修缮费", "outcome": "settled", "answer": "两家说好一起修，下月动工。",
            ]
            let early = try await program.post(
                action, fields.merging(["day": today.advanced(by: 1).description]) { $1 })
            #expect(early.status == 422)
            let whole = fields.merging(["day": today.description]) { $1 }
            for wrong in [whole.filter { $0.key != "answer" }, whole.merging(["outcome": "open"]) { $1 }] {
                let refused = try await program.post(action, wrong)
                #expect(refused.status == 422 && refused.text.contains("answer"), "\(refused.text)")
            }
            let settled = try await program.post(action, whole)
            #expect(settled.status == 200 && settled["state"] == "solved_directly", "\(settled.text)")
            #expect(settled["answer"] == "两家说好一起修，下月动工。")
            #expect(try await village.program(of: .otherSecretary).post(action, whole).status == 404)
            let record = try await browser.get(path)
            for words in ["调解，没有谈成", "五楼怕漏水，没有同意", "调解，谈成了", "各出一半修缮费"] {
                #expect(record.text.contains(words), "\(words)")
            }
            let status = try await village.visitor().get("/status/\(own.code.text)")
            #expect(status.text.contains("调解，没有谈成") && status.text.contains("调解，谈成了"))
            #expect(!status.text.contains("漏水") && !status.text.contains("修缮费"))
            #expect(status.text.contains("议事室答复") && status.text.contains("两家说好一起修，下月动工。"))
            let differences = try await village.read { transaction in
                try RowReplay(services: village.services, site: village.countySite).differences(in: transaction)
            }
            #expect(differences == [])
        }
    }

    @Test("a research record shows what it says and the files that came with it", arguments: EngineKind.allCases)
    func research(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let path = "/desk/topics/\(try await village.carry(to: .researching).topic.id)"
            let file = try await village.upload(name: "现场说明.pdf", by: .member)
            let foreign = try await village.upload(name: "别人的.pdf", by: .secretary)
            let fields: [String: Any] = ["visit": "早晚各去一次校门口", "findings": "两侧停车六十辆", "advice": "改成单行"]
            let member = try await village.program(of: .member)
            let refused = try await member.post(
                "\(path)/research", fields.merging(["files": [foreign.id.text]]) { $1 })
            #expect(refused.status >= 400 && refused.status < 500, "nobody hands in what another has sent")
            let handed = try await member.post("\(path)/research", fields.merging(["files": [file.id.text]]) { $1 })
            #expect(handed.status == 200 && handed["state"] == "ready", "\(handed.text)")
            for reader in [Villager.secretary, .convener, .member] {
                let page = try await village.browser(of: reader).get(path)
                for words in ["早晚各去一次校门口", "两侧停车六十辆", "改成单行", "照片和材料（1个）", "现场说明.pdf"] {
                    #expect(page.text.contains(words), "\(reader): \(words)")
                }
                let address = "/desk/attachments/\(file.id)"
                #expect(page.text.contains("href=\"\(address)\""))
                #expect(try await village.browser(of: reader).get(address).status == 200)
            }
            #expect(try await village.browser(of: .otherSecretary).get("/desk/attachments/\(file.id)").status == 404)
        }
    }

    @Test("numbers of people are left out of the proposed wording, and refused in it", arguments: EngineKind.allCases)
    func details(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let said = "我叫王建国，电话138 1234 5678，路灯不亮。"
            let raised = try await village.program()
                .post("/topics", ["room": village.room.token.text, "text": said])
            let id = try #require(raised["id"])
            let secretary = try await village.browser(of: .secretary)
            #expect(try await secretary.get("/desk/topics/\(id)").text.contains("手机号、姓名。原话只在议事室里看"))
            let form = try await secretary.get("/desk/topics/\(id)/review")
            #expect(form.text.contains("我叫某某，电话（手机号略），路灯不亮。"))
            let refused = try await village.program(of: .secretary)
                .post("/desk/topics/\(id)/review", ["title": "路灯不亮", "body": "请打13812345678。"])
            #expect(refused.status == 422 && refused.text.contains("这里有手机号，从第"))
            let taken = try await village.program(of: .secretary)
                .post("/desk/topics/\(id)/review", ["title": "路灯不亮", "body": "路灯不亮，问12345。"])
            #expect(taken.status == 200)
        }
    }
}
