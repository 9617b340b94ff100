// SPDX-License-Identifier: Apache-2.0

import Database
import DatabaseTestSupport
import Domain
import TestSupport
import Testing

@testable import Server

@Suite("A session without a place, and officers of units at sessions", .serialized)
struct OnlineSessionTests {
    @Test("held online alone, whoever comes is told the link; without either it is nowhere")
    func online() async throws {
        try await Village.with(.sqlite) { village in
            let topic = try await village.carry(to: .ready).topic.id
            let secretary = try await village.program(of: .secretary)
            let fields: [String: Any] = [
                "title": "线上议", "topics": [topic.text], "day": village.clock.now.day.description, "time": "15:00",
            ]
            let nowhere = try await secretary.post("/desk/sessions", fields)
            #expect(nowhere.status == 422 && nowhere.text.contains("在哪里开"))
            let planned = try await secretary.post(
                "/desk/sessions", fields.merging(["link": "https://meeting.example/123"]) { $1 })
            #expect(planned["place"] == "线上", "\(planned.text)")
            let session = try #require(planned["id"].flatMap { ConsultationSession.ID($0) })
            try await village.act(.announce, on: session, as: .convener)
            try await village.act(
                .invite, ["category": "member", "member": village.person(.member).text], on: session, as: .secretary)
            let member = try await village.browser(of: .member)
            #expect(!(try await member.get("/desk/sessions/\(session)").text.contains("meeting.example")))
            try await village.act(.answer, ["reply": "coming"], on: session, as: .member)
            #expect(
                try await member.get("/desk/sessions/\(session)").text.contains(
                    "<a href=\"https://meeting.example/123\">"))
        }
    }

    @Test(
        "whoever comes by the link says so by account or phone, is there, and counts; others show the code",
        arguments: EngineKind.allCases)
    func entered(_ kind: EngineKind) async throws {
        try await Village.with(kind, settings: ["gateways": "show"]) { village in
            let topic = try await village.carry(to: .ready).topic.id
            let secretary = try await village.program(of: .secretary)
            let planned = try await secretary.post(
                "/desk/sessions",
                [
                    "title": "远程也能参加", "topics": [topic.text], "day": village.clock.now.day.description,
                    "time": "15:00", "place": "社区会议室", "link": "https://meeting.example/123",
                ])
            let session = try #require(planned["id"].flatMap { ConsultationSession.ID($0) }, "\(planned.text)")
            try await village.act(.announce, on: session, as: .convener)
            try await village.act(
                .invite, ["category": "member", "member": village.person(.member).text], on: session, as: .secretary)
            for names in ["顾教授 13700000002", "孔工程师 13700000003", "韩工程师 13700000004"] {
                try await village.act(.invite, ["category": "expert", "names": names], on: session, as: .secretary)
            }
            let people = try #require(try await village.session(session)).participants
            let (expert, other, silent) = (people[1].id, people[2].id, people[3].id)
            try await village.act(.answer, ["reply": "online"], on: session, as: .member)
            let (phone, otherPhone) = (
                try await village.resident("13700000002"), try await village.resident("13700000003")
            )
            #expect(
                try await phone.post("/resident/invitations/\(expert)/answer", ["reply": "online"]).status == 200)
            #expect(
                try await otherPhone.post("/resident/invitations/\(other)/answer", ["reply": "coming"]).status == 200)
            let silentPhone = try await village.resident("13700000004")
            let before = try await silentPhone.get("/resident/invitations/\(silent)")
            #expect(before.object["link"] as? String == nil && before.object["mayEnter"] as? Bool == false)
            #expect(
                try await phone.post("/resident/invitations/\(expert)/arrival", [:])["code"] == "not_in_progress")
            try await village.act(.ready, ["waiver": "都请到了"], on: session, as: .secretary)
            try await village.act(.start, on: session, as: .secretary)

            let (path, page) = ("/desk/sessions/\(session)", "/mine/invitations/\(expert)")
            // A code is sent once a minute.
            village.clock.move(minutes: 2)
            let resident = try await village.residentBrowser("13700000002")
            #expect(try await resident.get(page).text.contains("我已进会"))
            #expect(try await resident.fillIn(page, action: "\(page)/arrival", []).status == 303)
            #expect(!(try await resident.get(page).text.contains("action=\"\(page)/arrival\"")))
            #expect(
                try await phone.post("/resident/invitations/\(expert)/arrival", [:])["code"] == "already_present")
            let hall = try await otherPhone.post("/resident/invitations/\(other)/arrival", [:])
            #expect(hall.status == 422 && hall["code"] == "not_by_link", "\(hall.text)")
            let stranger = try await village.resident("13700000007")
            #expect(try await stranger.post("/resident/invitations/\(expert)/arrival", [:]).status == 404)

            // Who has not answered, and does not reach the room, is told the link now and comes by it as well.
            let quiet = try await village.residentBrowser("13700000004")
            let invitation = "/mine/invitations/\(silent)"
            let offered = try await quiet.get(invitation).text
            #expect(offered.contains("https://meeting.example/123") && offered.contains("到不了的"), "\(offered)")
            #expect(try await quiet.fillIn(invitation, action: "\(invitation)/arrival", []).status == 303)

            let member = try await village.browser(of: .member)
            #expect(try await member.get(path).text.contains("我已进会"))
            #expect(try await member.fillIn(path, action: "\(path)/arrival", []).status == 303)
            let stale = try await village.program(of: .member).post("\(path)/arrival", ["version": "1"])
            #expect(stale["code"] == "already_present", "others' check-ins are no change that is told: \(stale.text)")
            let there = try #require(try await village.session(session)).participants
            #expect(there.map(\.arrival) == [.online, .online, nil, .online])
            #expect(there.map(\.isPresent) == [true, true, false, true])
            try await village.act(.conclude, ["reached": "no_consensus", "text": "再议"], on: session, as: .convener)
            #expect(try await village.rowDifferences() == [])
            let present = try await village.services.engine.read { transaction in
                try transaction.first(
                    "SELECT present_member, present_expert FROM consultation_session WHERE id = \(session.number)"
                ) { [try $0.next(Int.self), try $0.next(Int.self)] }
            }
            #expect(present == [1, 2], "person-times and attendance read these rows (BR-36)")
        }
    }

    @Test("an invited officer of a unit reads the session and answers; another officer finds nothing")
    func officer() async throws {
        try await Village.with(.sqlite) { village in
            let session = try #require(try await village.carry(to: .announced).session)
            let path = "/desk/sessions/\(session)"
            let officer = try await village.browser(of: .officer)
            #expect(try await officer.get(path).status == 404)
            try await village.act(
                .invite, ["category": "department", "officer": village.person(.officer).text], on: session,
                as: .secretary)
            let page = try await officer.get(path)
            #expect(page.status == 200 && page.text.contains("答复邀请"))
            #expect(try await village.program(of: .officer).post("\(path)/answers", ["reply": "coming"]).status == 200)
            #expect(try await village.browser(of: .otherOfficer).get(path).status == 404)
        }
    }

    @Test("the wall is dark or light by its switch")
    func wall() async throws {
        try await Village.with(.sqlite) { village in
            let session = try #require(try await village.carry(to: .inProgress).session)
            let secretary = try await village.browser(of: .secretary)
            let path = "/desk/sessions/\(session)/screen"
            #expect(!(try await secretary.get(path).text.contains("data-look")))
            let dark = try await secretary.get("\(path)?look=dark").text
            #expect(dark.contains("data-look=\"dark\"") && dark.contains("look=light"))
            #expect(!(try await secretary.get("\(path)?look=pink").text.contains("data-look")))
        }
    }
}
