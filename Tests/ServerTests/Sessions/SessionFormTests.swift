// SPDX-License-Identifier: Apache-2.0

import DatabaseTestSupport
import Domain
import TestSupport
import Testing

@testable import Server

@Suite("Forms of consultation and campaigns", .serialized)
struct SessionFormTests {
    private func fields(_ topic: Topic.ID, _ more: [String: Any]) -> [String: Any] {
        [
            "title": "校门口怎样不堵", "topics": [topic.text], "day": "2026-03-20", "time": "15:00", "place": "政协会议室",
        ].merging(more) { $1 }
    }

    @Test(
        "a session names its form when it is planned; notice, papers and circle are the form's, and the page says why")
    func forms() async throws {
        try await Village.with(.sqlite) { village in
            let topic = try await village.carry(to: .ready).topic.id
            let secretary = try await village.program(of: .secretary)
            let unknown = try await secretary.post("/desk/sessions", fields(topic, ["form": "no_such_form"]))
            #expect(unknown.status == 422 && unknown.text.contains("\"form\""))
            for link in ["javascript:alert(1)", "ftp://meeting.example", "http:meeting"] {
                let unsafe = try await secretary.post("/desk/sessions", fields(topic, ["link": link]))
                #expect(unsafe.status == 422 && unsafe.text.contains("\"link\""), "\(link)")
            }
            let foreign = try await secretary.post("/desk/sessions", fields(topic, ["form": "counterpart"]))
            #expect(foreign.status == 422 && foreign["code"] == "form_not_yours", "\(foreign.text)")
            let form = try await village.browser(of: .secretary).fillIn(
                "/desk/planning", action: "/desk/planning",
                [
                    ("form", "thematic"), ("title", "校门口怎样不堵"), ("topics.\(topic)", "on"), ("day", "2026-03-20"),
                    ("time", "15:00"), ("place", "政协会议室"),
                ])
            #expect(form.status == 422 && form.text.contains("这种协商形式由别的机构召集"))
            // Whoever is one of a committee convenes its forms; whose office covers the county, all of them.
            try await village.seat(.secretary, in: .specialCommittee)
            let own = try await secretary.post("/desk/sessions", fields(topic, ["form": "counterpart"]))
            #expect(own.status == 201, "\(own.text)")
            #expect(try await secretary.post("/desk/sessions", fields(topic, ["form": "thematic"])).status == 422)
            try await village.giveOffice(.secretary)
            let soon = try await secretary.post(
                "/desk/sessions", fields(topic, ["form": "thematic", "day": "2026-03-12"]))
            let early = try #require(soon["id"])
            #expect(soon.status == 201 && soon["form"] == "thematic")
            let convener = try await village.program(of: .convener)
            let refused = try await convener.post("/desk/sessions/\(early)/announcement", [:])
            #expect(refused.status == 422 && refused["code"] == "notice_too_short")
            let page = try await village.browser(of: .convener).get("/desk/sessions/\(early)")
            for words in ["专题协商", "由谁召集", "为什么是这一天", "提前10个工作日公告", "今天公告，最早3月19日", "专题协商报告", "定的日子太近，公告不了"] {
                #expect(page.text.contains(words), "\(words)")
            }
            #expect(try await convener.post("/desk/sessions/\(early)/cancellation", ["reason": "改期"]).status == 200)

            let planned = try await secretary.post("/desk/sessions", fields(topic, ["form": "deliberation"]))
            let id = try #require(planned["id"].flatMap { ConsultationSession.ID($0) }, "\(planned.text)")
            try await village.act(.announce, on: id, as: .convener)
            try await village.act(.invite, ["category": "people", "names": "居民老郑"], on: id, as: .secretary)
            let missing = try await secretary.post("/desk/sessions/\(id)/readiness", [:])
            #expect(missing["code"] == "circle_incomplete")
            let shown = try await village.browser(of: .secretary).get("/desk/sessions/\(id)")
            #expect(shown.text.contains("还缺：政协委员。") && shown.text.contains("还没有看，看过才能结束"))
            let seen = try await secretary.post("/desk/sessions/\(id)/visits", ["text": "两边都停了车"])
            #expect(seen.status == 200 && seen.object["visits"] as? Int == 1)
            #expect(try await village.rowDifferences() == [])
        }
    }

    @Test("the county's own list of forms is part of its practice")
    func practice() async throws {
        try await Village.with(.sqlite) { village in
            let program = try await village.program(of: .systemAdministrator)
            let versions = try #require(try await program.get("/desk/practice").object["items"] as? [[String: Any]])
            var values = try #require(versions.first?["values"] as? [String: String])
            #expect(values["forms"]?.contains("standing_committee|专题议政性常委会会议|") == true)
            values["validFrom"] = "2026-03-05"
            for wrong in [
                "hall|院坝协商|村委会|定题、议|3|1|政协委员|纪要", "hall|院坝协商|村委会|议|3|1|村民|纪要|否|议事室|5",
                "room|院坝协商|村委会|议|3|1|政协委员|纪要|否|议事室|5",
                "hall|院坝协商|村委会|议|31|1|政协委员|纪要|否|议事室|5",
                "hall|院坝协商|村委会|议|3|1|政协委员|纪要|否|村委会|5",
                "hall|院坝协商|村委会|议|3|1|政协委员|纪要|否|议事室|61",
            ] {
                values["forms"] = wrong
                #expect(try await program.post("/desk/practice/revision", values).status == 422, "\(wrong)")
            }
            values["forms"] = "hall|院坝协商|村委会|定题、议一议|2|0|政协委员、群众代表|院坝纪要|是|界别|3"
            #expect(values["parties"] == "党委领导、政府支持、政协搭台、各方参与、服务群众" && values["fixedTopics"] == "4")
            for wrong in ["党委领导、政府支持", "甲、乙、丙、丁、丁", "党委领导、政府支持、政协搭台、各方参与、"] {
                let refused = try await program.post(
                    "/desk/practice/revision", values.merging(["parties": wrong]) { $1 })
                #expect(refused.status == 422 && refused.text.contains("parties"), "\(wrong)")
            }
            values["parties"] = "党委牵头、政府主办、政协搭台、多方参与、群众受益"
            #expect(try await program.post("/desk/practice/revision", values).status == 201)
            #expect(
                SessionFormText.lines(try SessionFormText.read(values["forms"] ?? "", field: "forms"))
                    == values["forms"])
            #expect(
                try SessionFormText.read(SessionFormText.lines(ConsultationForm.catalogue), field: "forms")
                    == ConsultationForm.catalogue)
        }
    }

    @Test("a campaign gathers sessions and counts what they come to", arguments: EngineKind.allCases)
    func campaign(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let campaign = try #require(try await village.makeCampaign())
            let journey = try await village.carry(to: .ready)
            let secretary = try await village.program(of: .secretary)
            let none = try await secretary.post(
                "/desk/sessions", fields(journey.topic.id, ["campaign": journey.topic.id.text]))
            #expect(none.status == 422 && none.text.contains("没有这项活动"))
            let planned = try await secretary.post(
                "/desk/sessions", fields(journey.topic.id, ["campaign": campaign, "day": "2026-03-05"]))
            let session = try #require(planned["id"].flatMap { ConsultationSession.ID($0) }, "\(planned.text)")
            #expect(planned["campaign"] == campaign)
            _ = try await village.carry(session: session, of: journey, from: .announced, to: .verified)
            let read = try await secretary.get("/desk/campaigns/\(campaign)")
            let numbers = ["planned", "held", "consensus", "topics", "items", "claimed", "confirmed"]
            #expect(numbers.map { read.object[$0] as? Int } == [1, 1, 1, 1, 1, 1, 0], "\(read.text)")
            let attendance = try #require(read.object["attendance"] as? [[String: Any]])
            #expect(attendance.map { $0["count"] as? Int } == [1, 1, 1, 1, 0])
            let issues = try #require(read.object["issues"] as? [[String: Any]])
            #expect(issues.map { $0["topic"] as? String } == [journey.topic.id.text])
            #expect(issues.first?["items"] as? Int == 1 && issues.first?["confirmed"] as? Int == 0)
            let answer = try await village.program().post(
                "/topics/status/\(journey.topic.code.text)/confirmations/\(try await item(of: session, village))",
                ["outcome": "solved", "rating": "satisfied"])
            #expect(answer.status == 200, "\(answer.text)")
            let solved = try await secretary.get("/desk/campaigns/\(campaign)").object["issues"] as? [[String: Any]]
            #expect(solved?.first?["confirmed"] as? Int == 1)
            let page = try await village.browser(of: .secretary).get("/desk/campaigns/\(campaign)")
            for words in [
                "民生议事月", "安排1场，开了1场", "共4人次", "1件里1件", "校门口怎样不堵", "问题清单 1件",
                "清单上1件，1件的事项群众都说办好了", "交办1件，单位说办好了1件，群众都说办好了1件",
            ] {
                #expect(page.text.contains(words), "\(words)")
            }
            let report = "/desk/campaigns/\(campaign)/documents/report"
            #expect(page.text.contains("\(report)?format=docx") && page.text.contains("\(report)?format=pdf"))
            let saved = try await village.browser(of: .secretary).get(report)
            #expect(saved.status == 200 && saved.header("Content-Type") == DocumentFile.Format.docx.mediaType)
            #expect(try await secretary.get(report).body == saved.body)
            #expect(try await village.program(of: .zoneSecretary).get(report).status == 404)
            #expect(try await village.browser(of: .secretary).get("/desk/campaigns").text.contains("活动月"))
            // Whoever sees no session of it counts none.
            let other = try await village.program(of: .otherSecretary).get("/desk/campaigns/\(campaign)")
            #expect((other.object["issues"] as? [[String: Any]])?.isEmpty == true)
            #expect(other.object["planned"] as? Int == 0 && !other.text.contains(session.text))
            #expect(try await village.program(of: .zoneSecretary).get("/desk/campaigns/\(campaign)").status == 404)
            #expect(try await village.rowDifferences() == [])
        }
    }
    private func item(of session: ConsultationSession.ID, _ village: Village) async throws -> String {
        let read = try await village.program(of: .secretary).get("/desk/sessions/\(session)")
        return try #require((read.object["items"] as? [String])?.first, "\(read.text)")
    }

    @Test(
        "a session in “4+X” is about one of the year's topics, and the page says which are missing",
        arguments: EngineKind.allCases)
    func yearTopics(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            try await village.giveOffice(.secretary)
            let office = try await village.program(of: .keeper(of: .campaigns))
            let topic = try await village.carry(to: .ready).topic.id
            let secretary = try await village.program(of: .secretary)
            let free = try await secretary.post(
                "/desk/sessions", fields(topic, ["form": "four_plus_x", "day": "2026-04-20"]))
            let first = try #require(free["id"], "where no topics are set nothing is asked: \(free.text)")
            let convener = try await village.program(of: .convener)
            #expect(try await convener.post("/desk/sessions/\(first)/cancellation", ["reason": "改期"]).status == 200)

            let entry = ["name": "校园周边交通", "kind": "other", "startsOn": "2026-01-01", "slot": "fixed"]
            let long = try await office.post(
                "/desk/directory/campaigns", entry.merging(["endsOn": "2027-01-31"]) { $1 })
            #expect(long.status == 422 && long.text.contains("要在同一年"))
            let made = try await office.post(
                "/desk/directory/campaigns", entry.merging(["endsOn": "2026-12-31"]) { $1 })
            let slot = try #require(made["id"], "\(made.text)")
            let month = try #require(try await village.makeCampaign())
            for more in [[:], ["campaign": month]] {
                let refused = try await secretary.post(
                    "/desk/sessions", fields(topic, ["form": "four_plus_x", "day": "2026-04-20"].merging(more) { $1 }))
                #expect(refused.status == 422 && refused.text.contains("“4+X”的哪个题目"), "\(refused.text)")
            }
            let planned = try await secretary.post(
                "/desk/sessions", fields(topic, ["form": "four_plus_x", "day": "2026-04-20", "campaign": slot]))
            #expect(planned.status == 201 && planned["campaign"] == slot, "\(planned.text)")
            let page = try await village.browser(of: .secretary).get("/desk/campaigns").text
            for words in ["2026年", "固定题目1/4个，还差3个没有定；机动题目0个。", "校园周边交通", "安排1场，开了0场，报送成果0件", "民生议事月"] {
                #expect(page.contains(words), "\(words)")
            }
            let one = try await village.browser(of: .secretary).get("/desk/campaigns/\(slot)").text
            #expect(one.contains("2026年固定题目"))
            let list = try await secretary.get("/desk/campaigns").object["items"] as? [[String: Any]]
            #expect(list?.contains { $0["slot"] as? String == "fixed" } == true)
        }
    }
}
