// SPDX-License-Identifier: Apache-2.0

import Database
import DatabaseTestSupport
import Domain
import TestSupport
import Testing

@testable import Server

@Suite("Members who sign up", .serialized)
struct SignUpTests {
    @Test(
        "a session whose form takes sign-ups is found and joined once; any other is by invitation",
        arguments: EngineKind.allCases)
    func joined(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let plain = try #require(try await village.carry(to: .announced).session)
            let member = try await village.program(of: .otherMember)
            let refused = try await member.post("/desk/joining/\(plain)", [:])
            #expect(refused.status == 409 && refused["code"] == "not_open_to_members", "\(refused.text)")
            let session = try await symposium(village)
            let open = try await member.get("/desk/joining").object["items"] as? [[String: Any]]
            #expect(open?.map { $0["id"] as? String } == [session.text])
            #expect(try await member.get("/desk/sessions/\(session)").status == 404)
            let joined = try await member.post("/desk/joining/\(session)", [:])
            #expect(joined.status == 200, "\(joined.text)")
            #expect(try await member.get("/desk/sessions/\(session)").status == 200)
            #expect(try await member.post("/desk/joining/\(session)", [:])["code"] == "already_joined")
            let listed = try await village.session(session)?.participant(village.person(.otherMember))
            #expect(listed?.category == .member && listed?.answer == .coming)
            #expect(try await village.rowDifferences() == [])
            let page = try await village.browser(of: .otherMember).get("/desk/joining").text
            #expect(page.contains("现在没有可以报名的会"))
        }
    }

    /// A monthly symposium on a topic of the room, a month from now.
    private func symposium(_ village: Village) async throws -> ConsultationSession.ID {
        let topic = try await village.carry(to: .ready).topic.id
        let (actor, now, county) = (village.actor(.convener), village.clock.now, village.story.county)
        let plan = ConsultationSession.Plan(
            title: .kept("月度座谈"), day: now.day.advanced(by: 30), minuteOfDay: 540, place: .kept("会议室"),
            form: "monthly_symposium")
        let session = try await village.services.engine.write { transaction in
            let desk = SessionDesk(services: village.services, site: Site(tenant: county, practice: Village.practice))
            let topics = [try desk.topics.store.topic(topic, in: transaction)].compactMap { $0 }
            let planned = try ConsultationSession.planning(
                plan, on: topics, as: village.services.id(ConsultationSession.self), by: actor,
                for: Set(ConveningBody.allCases), at: now, practice: Village.practice)
            try desk.save(planned, Signature(actor: actor, role: .convener, now: now), in: transaction)
            return planned.after.id
        }
        try await village.act(.announce, on: session, as: .convener)
        return session
    }
}
