// SPDX-License-Identifier: Apache-2.0

import DatabaseTestSupport
import Domain
import TestSupport
import Testing

@testable import Server

@Suite("What people object to the minutes", .serialized)
struct ObjectionsBesideTests {
    @Test("whoever confirms the minutes reads the objections beside it", arguments: EngineKind.allCases)
    func beside(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let session = try #require(try await village.carry(to: .minuted).session)
            let convener = try await village.browser(of: .convener)
            let path = "/desk/sessions/\(session)/minutes-confirmation"
            #expect(!(try await convener.get(path).text.contains("对纪要的异议")))
            let objected = try await village.program(of: .member).post(
                "/desk/sessions/\(session)/objections", ["text": "单行的时段<b>没有写全"])
            #expect(objected.status == 200)
            let page = try await convener.get(path).text
            #expect(page.contains("对纪要的异议 1条") && page.contains("单行的时段&lt;b&gt;没有写全"))
        }
    }

    @Test(
        "whoever was invited by phone reads the draft while it is open and objects; strangers do not",
        arguments: EngineKind.allCases)
    func byPhone(_ kind: EngineKind) async throws {
        try await Village.with(kind, settings: ["gateways": "show"]) { village in
            let session = try #require(try await village.carry(to: .minuted).session)
            await village.sendMessages(.sms)
            #expect(village.shown.contains { $0.address == "13700000001" && $0.text.contains("纪要草稿可以看了") })
            let people = try #require(try await village.session(session)).participants
            let person = try #require(people.first { $0.name == .kept("家长赵春梅") })
            let page = "/mine/invitations/\(person.id)"
            let resident = try await village.residentBrowser("13700000001")
            let shown = try await resident.get(page).text
            #expect(shown.contains("大家一致同意改单行。") && shown.contains("可以提异议"))
            let empty = try await resident.fillIn(page, action: "\(page)/objections", [("text", "")])
            #expect(empty.status == 422)
            let sent = try await resident.fillIn(page, action: "\(page)/objections", [("text", "疏导的人数没写")])
            #expect(sent.status == 303, "\(sent.text)")
            village.clock.move(minutes: 2)
            let program = try await village.resident("13700000001")
            let path = "/resident/invitations/\(person.id)"
            let again = try await program.post("\(path)/objections", ["text": "时段也没写"])
            #expect(again.status == 200 && again["minutesDraft"] == "大家一致同意改单行。", "\(again.text)")
            #expect(again.object["mayObject"] as? Bool == true)
            let stranger = try await village.resident("13700000007")
            #expect(try await stranger.post("\(path)/objections", ["text": "不对"]).status == 404)
            #expect(try await village.session(session)?.objections == 2)
            await village.deliverLetters()
            #expect(
                try await village.browser(of: .convener).get("/desk/notices").text.contains("有人对纪要提了异议"))
            for number in 3...5 {
                #expect(try await program.post("\(path)/objections", ["text": "第\(number)处不对"]).status == 200)
            }
            let sixth = try await program.post("\(path)/objections", ["text": "还有"])
            #expect(sixth.status == 409 && sixth["code"] == "too_many_objections", "\(sixth.text)")
            func told() -> Int {
                village.shown.count { $0.address == "13700000001" && $0.text.contains("纪要草稿可以看了") }
            }
            for hours: Int64 in [0, 0, 24] {
                village.clock.move(hours: hours)
                try await village.act(.draftMinutes, ["text": "大家一致同意改单行。"], on: session, as: .secretary)
            }
            await village.sendMessages(.sms)
            #expect(told() == 2, "once a day, however often it is written anew")
            let convener = try await village.browser(of: .convener)
            let form = try await convener.get("/desk/sessions/\(session)/minutes-confirmation").text
            #expect(form.contains("征求意见还没有到期") && form.contains("疏导的人数没写"))
            try await village.act(.confirmMinutes, on: session, as: .convener)
            #expect(try await program.get(path)["minutesDraft"] == nil)
            #expect(try await program.post("\(path)/objections", ["text": "不对"])["code"] == "minutes_stand")
            #expect(!(try await resident.get(page).text.contains("大家一致同意改单行。")))
            #expect(try await village.rowDifferences() == [])
        }
    }

    @Test("whoever enrolled and was admitted comes to the draft from the own enrolment, with the phone that was left")
    func enrolled() async throws {
        try await Village.with(.sqlite, settings: ["gateways": "show"]) { village in
            let journey = try await village.carry(to: .announced)
            let session = try #require(journey.session)
            let enrolment = try await village.enrol(session, ["phone": "13700000044"])
            let (id, code) = (try #require(enrolment["id"]), try #require(enrolment["enrolmentCode"]))
            let admitted = try await village.program(of: .secretary).post("/desk/enrolments/\(id)/admission", [:])
            #expect(admitted.status == 200, "\(admitted.text)")
            let people = try #require(try await village.session(session)).participants
            let invitation = "/mine/invitations/\(try #require(people.last).id)"
            let visitor = village.visitor()
            #expect(!(try await visitor.get("/enrolments/\(code)").text.contains(invitation)))
            _ = try await village.carry(journey, from: .inProgress, to: .minuted)
            #expect(try await visitor.get("/enrolments/\(code)").text.contains(invitation))
            #expect(try await visitor.get(invitation).status == 303, "the code alone does not show it")
            let resident = try await village.residentBrowser("13700000044")
            #expect(try await resident.get(invitation).text.contains("大家一致同意改单行。"))
            let sent = try await resident.fillIn(
                invitation, action: "\(invitation)/objections", [("text", "漏了东门")])
            #expect(sent.status == 303)
            #expect(try await village.session(session)?.objections == 1)
        }
    }

    @Test("an invited officer of a unit objects for itself, once the days are over nothing is warned of")
    func officer() async throws {
        try await Village.with(.sqlite) { village in
            let journey = try await village.carry(to: .inProgress)
            let session = try #require(journey.session)
            try await village.act(
                .invite, ["category": "department", "officer": village.person(.officer).text], on: session,
                as: .secretary)
            _ = try await village.carry(journey, from: .concluded, to: .minuted)
            let officer = try await village.program(of: .officer)
            let path = "/desk/sessions/\(session)"
            #expect(try await officer.get(path)["objectionsUntil"] != nil)
            let others = try #require(try await village.session(session)).participants
            let foreign = try await officer.post(
                "\(path)/objections", ["text": "不对", "participant": others[0].id.text])
            #expect(foreign.status == 404, "\(foreign.text)")
            #expect(try await officer.post("\(path)/objections", ["text": "经费要写明来源"]).status == 200)
            let other = try await village.program(of: .otherOfficer)
            #expect(try await other.post("\(path)/objections", ["text": "不对"]).status == 404)
            village.clock.move(hours: 240)
            let form = try await village.browser(of: .convener).get("\(path)/minutes-confirmation").text
            #expect(form.contains("经费要写明来源") && !form.contains("征求意见还没有到期"))
        }
    }
}
