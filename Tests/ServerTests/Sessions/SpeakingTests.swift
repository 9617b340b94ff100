// SPDX-License-Identifier: Apache-2.0

import DatabaseTestSupport
import Domain
import TestSupport
import Testing

@testable import Server

@Suite("The order of speaking, on the desk, on the phone and on the wall", .serialized)
struct SpeakingTests {
    @Test("listed, moved, given the floor and ended with what was said; the wall shows the clock and who is next")
    func desk() async throws {
        try await Village.with(.sqlite, settings: ["gateways": "show"]) { village in
            let session = try #require(try await village.carry(to: .inProgress).session)
            let people = try #require(try await village.session(session)).participants
            let page = "/desk/sessions/\(session)"
            let secretary = try await village.browser(of: .secretary)
            #expect(!(try await secretary.get(page).text.contains("id=\"speaking\"")))
            let odd = try await secretary.fillIn(
                "\(page)/speakers", action: "\(page)/speakers", [("speakers.\(people[0].id)", "on"), ("minutes", "0")])
            #expect(odd.status == 422 && odd.text.contains("1到60之间"))
            let listed = try await secretary.fillIn(
                "\(page)/speakers", action: "\(page)/speakers",
                [("speakers.\(people[0].id)", "on"), ("speakers.\(people[3].id)", "on")])
            #expect(listed.status == 303, "\(listed.text)")
            let moved = try await secretary.fillIn(
                "\(page)/speakers-order", action: "\(page)/speakers-order",
                [("speaker", people[3].id.text), ("place", "first")])
            #expect(moved.status == 303)
            let record = try await secretary.get(page)
            #expect(record.text.contains("下一位") && record.text.contains("群众代表1 家长赵春梅"))
            let given = try await secretary.fillIn("\(page)/floor", action: "\(page)/floor", [("speaker", "")])
            #expect(given.status == 303, "\(given.text)")
            village.clock.move(minutes: 2)
            let screen = try await secretary.get("\(page)/screen")
            #expect(screen.text.contains("群众代表1") && screen.text.contains("还剩3分钟"))
            #expect(!screen.text.contains("赵春梅") && screen.text.contains("下一位："))
            #expect(screen.text.contains(#"http-equiv="refresh" content="5""#), "where no script counts")
            village.clock.move(minutes: 4)
            #expect(try await secretary.get("\(page)/screen").text.contains("超了1分钟"))
            #expect(try await secretary.get(page).text.contains("超了1分钟"))
            let unsaid = try await secretary.fillIn("\(page)/turn-end", action: "\(page)/turn-end", [("text", "先修东门")])
            #expect(unsaid.status == 422 && unsaid.text.contains("请选是什么意见"))
            let ended = try await secretary.fillIn(
                "\(page)/turn-end", action: "\(page)/turn-end", [("text", "先修东门"), ("stance", "suggestion")])
            #expect(ended.status == 303)
            let after = try #require(try await village.session(session))
            #expect(after.opinions == 1 && after.turns.map(\.seconds) == [360] && after.floor == nil)
            let told = try await secretary.get(page).text
            #expect(told.contains("6分钟（超了1分钟）") && told.contains("先修东门"))
            try await village.act(.conclude, ["reached": "consensus", "text": "修"], on: session, as: .convener)
            #expect(try await secretary.get("\(page)/minutes").text.contains("群众代表1：先修东门"))
            #expect(try await village.rowDifferences() == [])
        }
    }

    @Test("whoever is there asks for the floor from the phone, once, and reads when it is the own turn")
    func phone() async throws {
        try await Village.with(.sqlite, settings: ["gateways": "show"]) { village in
            let session = try #require(try await village.carry(to: .inProgress).session)
            let person = try #require(
                try await village.session(session)?.participants.first { $0.name == .kept("家长赵春梅") })
            let (resident, page) = (try await village.residentBrowser("13700000001"), "/mine/invitations/\(person.id)")
            let asked = try await resident.fillIn(page, action: "\(page)/floor", [])
            #expect(asked.status == 303, "\(asked.text)")
            let shown = try await resident.get(page)
            #expect(shown.text.contains("下一位就是您") && !shown.text.contains("action=\"\(page)/floor\""))
            village.clock.move(minutes: 1)
            let program = try await village.resident("13700000001")
            let again = try await program.post("/resident/invitations/\(person.id)/floor", [:])
            #expect(again.status == 422 && again["code"] == "already_listed")
            let stranger = try await village.resident("13700000007")
            #expect(try await stranger.post("/resident/invitations/\(person.id)/floor", [:]).status == 404)
            let member = try await village.program(of: .member)
            let own = try await member.post("/desk/sessions/\(session)/floor-request", [:])
            #expect(own.status == 200, "\(own.text)")
            let speaking = try #require(own.object["speaking"] as? [String: Any])
            let waiting = try #require(speaking["waiting"] as? [[String: Any]])
            #expect(waiting.map { $0["hasAsked"] as? Bool } == [true, true])
            try await village.act(.giveFloor, on: session, as: .secretary)
            #expect(try await resident.get(page).text.contains("现在请您发言"))
            let read = try await program.get("/resident/invitations/\(person.id)")
            #expect(read.object["mayAskFloor"] as? Bool == false)
            #expect(try await village.rowDifferences() == [])
        }
    }

    @Test(
        "two who give the floor at the same moment end in one speaker and one sentence", arguments: EngineKind.allCases)
    func atOnce(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let session = try #require(try await village.carry(to: .inProgress).session)
            let people = try #require(try await village.session(session)).participants
            try await village.act(
                .enlist, ["speakers.\(people[0].id)": "on", "speakers.\(people[1].id)": "on"], on: session,
                as: .secretary)
            let programs = [try await village.program(of: .secretary), try await village.program(of: .convener)]
            let answers = try await withThrowingTaskGroup(of: WebAnswer.self) { group in
                for (index, program) in programs.enumerated() {
                    group.addTask {
                        try await program.post("/desk/sessions/\(session)/floor", ["speaker": people[index].id.text])
                    }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(answers.map(\.status).sorted() == [200, 409], "\(answers.map(\.text))")
            let after = try #require(try await village.session(session))
            #expect(after.floor != nil && after.waiting.count == 1)
            #expect(try await village.rowDifferences() == [])
        }
    }

    @Test("members stand by each other at a session")
    func pairs() async throws {
        try await Village.with(.sqlite) { village in
            let session = try #require(try await village.carry(to: .announced).session)
            let secretary = try await village.program(of: .secretary)
            let early = try await secretary.post(
                "/desk/sessions/\(session)/pairs", ["mentor": "0000000000001", "member": "0000000000001"])
            #expect(early["code"] == "no_pair")
            let other = village.person(.otherMember).text
            try await village.act(.invite, ["category": "member", "member": other], on: session, as: .secretary)
            let members = try #require(try await village.session(session)).members
            let paired = try await secretary.post(
                "/desk/sessions/\(session)/pairs", ["mentor": members[0].id.text, "member": members[1].id.text])
            #expect(paired.status == 200, "\(paired.text)")
            #expect(try await village.browser(of: .member).get("/desk/sessions/\(session)").text.contains("老带新"))
        }
    }
}
