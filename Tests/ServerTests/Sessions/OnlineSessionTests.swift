// SPDX-License-Identifier: Apache-2.0

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
