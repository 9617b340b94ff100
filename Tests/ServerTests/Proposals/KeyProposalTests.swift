// SPDX-License-Identifier: Apache-2.0

import Database
import DatabaseTestSupport
import Domain
import TestSupport
import Testing

@testable import Server

@Suite("Key proposals, their supervision and the look back", .serialized)
struct KeyProposalTests {
    @Test(
        "several proposals are supervised in one session, and the link is read from both ends",
        arguments: EngineKind.allCases)
    func consultation(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            try await village.seatMembers()
            let first = try await village.fileProposal()
            let second = try await village.fileProposal(Village.proposalFields("关于清理河道的提案"), by: .otherMember)
            _ = try await village.assignProposal(first)
            let office = try await village.program(of: .proposalOfficer)
            let bare = try await office.post("\(first)/key", ["leader": "县委书记"])
            #expect(bare.status == 422, "why is asked too")
            let key = try await office.post("\(first)/key", ["leader": "县委书记", "reason": "群众说得多"])
            #expect(key["keyReason"] == "群众说得多" && key.object["isKey"] as? Bool == true, "\(key.text)")
            let session = try await Self.session(village)
            var fields: [String: Any] = [
                "records": [first, second].map { String($0.split(separator: "/").last ?? "") }, "means": "site_visit",
                "day": village.clock.now.day.description, "people": "提案者、承办单位", "words": "商定先查后修",
                "session": session,
            ]
            let wrong = try await office.post("/desk/bulk/proposals/supervision", fields)
            #expect(wrong.status == 422 && wrong["code"] == "not_consultation", "\(wrong.text)")
            fields["means"] = "consultation"
            let done = try await office.post("/desk/bulk/proposals/supervision", fields)
            #expect((done.object["done"] as? [Any])?.count == 2, "\(done.text)")
            let read = try await office.get(first)
            #expect(read.object["consultations"] as? [String] == [session], "\(read.text)")
            #expect(read.object["supervisions"] as? Int == 1)
            let page = try await village.browser(of: .proposalOfficer).get(first).text
            for words in ["督办协商", "/sessions/\(session)", "群众说得多", "县委书记"] { #expect(page.contains(words), "\(words)") }
            let other = try await village.browser(of: .secretary).get("/desk/sessions/\(session)").text
            #expect(other.contains("协商的提案") && other.contains("另有2件"), "who sees no proposals reads how many")
            let none = try await office.post(
                "\(first)/supervision",
                [
                    "means": "consultation", "day": village.clock.now.day.description, "people": "三方", "words": "谈了",
                    "session": first.split(separator: "/").last.map(String.init) ?? "",
                ])
            #expect(none.status == 422 && none.text.contains("\"session\""), "\(none.text)")
            #expect(try await village.rowDifferences() == [])
        }
    }

    @Test(
        "the leader is chosen from those who lead the county, is told, finds what to lead, and supervises",
        arguments: EngineKind.allCases)
    func leading(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            try await village.seatMembers()
            let proposal = try await village.fileProposal()
            let assignment = try await village.assignProposal(proposal)
            let id = String(proposal.split(separator: "/").last ?? "")
            let (office, leader) = (
                try await village.program(of: .proposalOfficer), try await village.program(of: .leader)
            )
            let form = try await village.browser(of: .proposalOfficer).get("\(proposal)/key").text
            #expect(form.contains("顾怀远") && !form.contains(village.person(.officer).text), "only who leads is offered")
            let wrong = try await office.post(
                "\(proposal)/key", ["person": village.person(.officer).text, "reason": "群众说得多"])
            #expect(wrong.status == 422 && wrong.text.contains("\"person\""), "\(wrong.text)")
            let nobody = try await office.post("\(proposal)/key", ["reason": "群众说得多"])
            #expect(nobody.status == 422 && nobody.text.contains("\"leader\""), "\(nobody.text)")
            func led() async throws -> [String?] {
                let listed = try await leader.get("/desk/proposals?part=led")
                return (listed.object["items"] as? [[String: Any]] ?? []).map { $0["id"] as? String }
            }
            #expect(try await led() == [])
            let key = try await office.post(
                "\(proposal)/key", ["person": village.person(.leader).text, "reason": "群众说得多"])
            #expect(key["leader"] == "顾怀远" && key["leaderPerson"] == village.person(.leader).text, "\(key.text)")
            #expect(try await led() == [id])
            let person = village.person(.leader)
            let inHand = try await village.services.engine.read {
                try HandOverStore(tenant: village.story.county.id)
                    .counts(of: person, from: village.clock.now.day, in: $0)
            }
            #expect(inHand.led == 1 && HandOverWording.sentence(inHand).contains("领衔督办的重点提案1件"))
            let others = try await office.get("/desk/proposals?part=led")
            #expect((others.object["items"] as? [Any])?.isEmpty == true, "who leads nothing finds nothing there")
            let desk = try await village.browser(of: .leader).get("/desk/proposals?part=led").text
            #expect(desk.contains("我领衔的") && desk.contains(id))
            _ = try await village.program(of: .officer).post("/desk/assignments/\(assignment)/receipt", [:])
            try await village.reply(assignment, isKey: true)
            #expect(try await office.get(proposal)["state"] == "replied")
            let trace = try await village.browser(of: .leader).get(proposal).text
            #expect(trace.contains("请领衔督办的领导督办") && trace.contains("\(proposal)/supervision"))
            let supervised = try await leader.post(
                "\(proposal)/supervision",
                [
                    "means": "instruction", "day": village.clock.now.day.description, "people": "县委书记",
                    "words": "请住建局抓紧办",
                ])
            #expect(supervised.object["supervisions"] as? Int == 1, "\(supervised.text)")
            #expect(try await village.browser(of: .leader).get(proposal).text.contains("批示"))
            #expect(try await village.rowDifferences() == [])
            #expect(try await village.verify().isClean)
        }
    }

    @Test(
        "the office plans a session over proposals; held, it supervised each, and both lead to each other (A4-07)",
        arguments: EngineKind.allCases)
    func talkedOver(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            try await village.seatMembers()
            let first = try await village.fileProposal()
            let second = try await village.fileProposal(Village.proposalFields("关于清理河道的提案"), by: .otherMember)
            let assignments = [try await village.assignProposal(first), try await village.assignProposal(second)]
            let ids = [first, second].map { String($0.split(separator: "/").last ?? "") }
            let (office, secretary, convener, unit) = (
                try await village.program(of: .proposalOfficer), try await village.program(of: .secretary),
                try await village.program(of: .convener), try await village.program(of: .officer)
            )
            let room = village.room.id
            let fields: [String: Any] = [
                "title": "两件提案的办理", "proposals": ids, "room": room.text, "day": "2026-03-20", "time": "15:00",
                "place": "政协会议室",
            ]
            #expect(try await secretary.post("/desk/proposal-sessions", fields).status == 404)
            let wrongs: [(String, Any)] = [
                ("proposals", [String]()), ("proposals", [village.person(.member).text]), ("room", ids[0]),
                ("day", "2020-01-01"),
            ]
            for (field, wrong) in wrongs {
                var sent = fields
                sent[field] = wrong
                let refused = try await office.post("/desk/proposal-sessions", sent)
                #expect([404, 422].contains(refused.status), "\(field): \(refused.text)")
            }
            // More than thirty are refused before any is read: none of these is one.
            let strangers = (1...31).map { Identifier<Proposal>(Int64($0)).text }
            let many = try await office.post("/desk/proposal-sessions", fields.merging(["proposals": strangers]) { $1 })
            #expect(many.status == 409 && many["code"] == "proposal_not_open", "\(many.text)")
            let form = try await village.browser(of: .proposalOfficer).get("/desk/proposal-planning").text
            #expect(form.contains("关于清理河道的提案") && form.contains("安排办理协商"))
            let planned = try await office.post("/desk/proposal-sessions", fields)
            #expect(planned.object["proposals"] as? [String] == ids, "\(planned.text)")
            let id = try #require(planned["id"])
            let session = "/desk/sessions/\(id)"
            let unannounced = try await office.get(first)
            #expect(unannounced.object["consultations"] as? [String] == [], "\(unannounced.text)")
            #expect(try await convener.post("\(session)/announcement", [:])["code"] == "no_handling_material")
            for assignment in assignments {
                let noted = try await unit.post("/desk/assignments/\(assignment)/contact", village.contactFields())
                #expect(noted.status == 200, "\(noted.text)")
            }
            #expect(try await convener.post("\(session)/announcement", [:])["state"] == "announced")
            let inviting = try await village.browser(of: .secretary).get("\(session)/participants").text
            #expect(inviting.contains("（提案者）") && inviting.contains("（承办单位）"))
            let invited = try await secretary.post(
                "\(session)/participants",
                [
                    "category": "member", "member": village.person(.member).text,
                    "officer": village.person(.officer).text,
                ])
            let people = try #require(invited.object["participants"] as? [[String: Any]], "\(invited.text)")
            let linked = try await office.get(first)
            #expect(linked.object["consultations"] as? [String] == [id], "\(linked.text)")
            #expect(linked.object["supervisions"] as? Int == 0, "what is only planned supervised nothing")
            let ready = try await secretary.post("\(session)/readiness", ["waiver": "只请三方"])
            #expect(ready["state"] == "ready", "\(ready.text)")
            while village.clock.now.day.description < "2026-03-20" { village.clock.move(hours: 24) }
            let (keeper, chair) = (
                try await village.program(of: .secretary), try await village.program(of: .convener)
            )
            #expect(try await keeper.post("\(session)/opening", [:])["state"] == "in_progress")
            _ = try await keeper.post("\(session)/check-in", ["present": people.compactMap { $0["id"] as? String }])
            let over = try await chair.post(
                "\(session)/conclusion", ["reached": "consensus", "text": "五月底前修好"])
            #expect(over["state"] == "concluded", "\(over.text)")
            for address in [first, second] {
                let read = try await village.program(of: .proposalOfficer).get(address)
                #expect(read.object["supervisions"] as? Int == 1, "\(read.text)")
                let page = try await village.browser(of: .proposalOfficer).get(address).text
                #expect(page.contains("商定：五月底前修好") && page.contains("/sessions/\(id)"))
            }
            let record = try await village.browser(of: .officer).get(session).text
            for words in ["协商的提案", "关于清理河道的提案", village.story.unit.name] {
                #expect(record.contains(words), "\(words)")
            }
            #expect(try await village.rowDifferences() == [])
            #expect(try await village.verify().isClean)
        }
    }

    /// An announced session of the form in which proposals are talked over.
    private static func session(_ village: Village) async throws -> String {
        let topic = try await village.carry(to: .ready).topic.id
        try await village.giveOffice(.secretary)
        let planned = try await village.program(of: .secretary).post(
            "/desk/sessions",
            [
                "title": "提案办理协商会", "topics": [topic.text], "day": "2026-03-20", "time": "15:00", "place": "政协会议室",
                "form": ConsultationForm.proposalHandlingCode,
            ])
        let id = try #require(planned["id"], "\(planned.text)")
        let announced = try await village.program(of: .convener).post("/desk/sessions/\(id)/announcement", [:])
        #expect(announced.status == 200, "\(announced.text)")
        return id
    }

    @Test(
        "what is promised stands on the list by its day, and the year after says what came of it",
        arguments: EngineKind.allCases)
    func followUp(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            try await village.seatMembers()
            let promised = try await village.answerProposal(try await village.fileProposal(), outcome: "B")
            let opinion = try #require(try await village.askedOpinions(of: .member).first)
            try await village.opine(opinion, "satisfied")
            let office = try await village.program(of: .proposalOfficer)
            let closed = try await office.post("\(promised)/closing", [:])
            #expect(closed["state"] == "closed" && closed["dueOn"] != nil, "\(closed.text)")
            let listed = try await office.get("/desk/proposals?part=promised")
            let items = try #require(listed.object["items"] as? [[String: Any]])
            #expect(items.count == 1 && items.first?["dueOn"] as? String == closed["dueOn"])
            #expect((try await office.get("/desk/proposals?part=over").object["items"] as? [Any])?.isEmpty == true)
            #expect(try await office.post("\(promised)/follow-up", [:])["code"] == "too_early")
            village.clock.move(hours: 366 * 24)
            let begun = try await village.program(of: .proposalOfficer).post("\(promised)/follow-up", [:])
            #expect(begun["state"] == "follow_up", "\(begun.text)")
            let result = try await village.program(of: .proposalOfficer).post(
                "\(promised)/follow-up-result", ["outcome": "A", "words": "灯都换好了"])
            #expect(result["state"] == "closed" && result["outcome"] == "A" && result["dueOn"] == nil, "\(result.text)")
            let sheet = try await village.program(of: .proposalOfficer).get("/desk/proposal-statistics")
            let figures = try #require(sheet.object["figures"] as? [String: Any])
            #expect(figures["promised"] as? Int == 1 && figures["followed_up"] as? Int == 1)
            #expect(try await village.rowDifferences() == [])
        }
    }

    @Test("what the office sorts as it files is split by category, and sessions stand beside each other")
    func categories() async throws {
        try await Village.with(.sqlite) { village in
            try await village.seatMembers()
            let submitted = try await village.submitProposal()
            let office = try await village.program(of: .proposalOfficer)
            let unknown = try await office.post("\(submitted)/category", ["category": "mood"])
            #expect(unknown.status == 422)
            let filed = try await office.post(
                "\(submitted)/filing", Village.checked.merging(["category": "utilities"]) { $1 })
            #expect(filed["category"] == "utilities" && filed["state"] == "filed", "\(filed.text)")
            #expect(try await office.post("\(submitted)/category", ["category": "roads"])["category"] == "roads")
            let sheet = try await office.get("/desk/proposal-statistics")
            let tables = try #require(sheet.object["tables"] as? [[String: Any]])
            let rows = tables.first { $0["by"] as? String == "category" }?["rows"] as? [[String: Any]]
            #expect(rows?.map { $0["name"] as? String } == ["道路交通"], "\(sheet.text)")
            let years = try #require(sheet.object["years"] as? [[String: Any]])
            #expect(years.count == 1 && years.first?["session"] as? String == "十五届三次会议")
            let records = try await office.get(
                "/desk/proposal-statistics/records?session=15-3&figure=filed&category=roads")
            #expect(records.object["count"] as? Int == 1)
        }
    }

    @Test("a session over proposals that was postponed stays on the office's page after its old day")
    func postponed() async throws {
        try await Village.with(.sqlite) { village in
            try await village.seatMembers()
            let proposal = try await village.fileProposal()
            let assignment = try await village.assignProposal(proposal)
            let noted = try await village.program(of: .officer).post(
                "/desk/assignments/\(assignment)/contact", village.contactFields())
            #expect(noted.status == 200, "\(noted.text)")
            let fields: [String: Any] = [
                "title": "一件提案的办理", "proposals": [String(proposal.split(separator: "/").last ?? "")],
                "room": village.room.id.text, "day": "2026-03-20", "time": "15:00", "place": "政协会议室",
            ]
            let planned = try await village.program(of: .proposalOfficer).post("/desk/proposal-sessions", fields)
            let session = "/desk/sessions/\(try #require(planned["id"], "\(planned.text)"))"
            let convener = try await village.program(of: .convener)
            #expect(try await convener.post("\(session)/announcement", [:])["state"] == "announced")
            #expect(try await convener.post("\(session)/postponement", ["reason": "停电"])["state"] == "postponed")
            while village.clock.now.day.description < "2026-03-22" { village.clock.move(hours: 24) }
            let page = try await village.browser(of: .proposalOfficer).get("/desk/proposal-planning").text
            #expect(page.contains("已经安排的") && page.contains("一件提案的办理"))
        }
    }
}
