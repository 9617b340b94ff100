// SPDX-License-Identifier: Apache-2.0

import DatabaseTestSupport
import Domain
import TestSupport
import Testing

@testable import Server

@Suite("Sheets with the code of a topic or a session", .serialized)
struct MatterSheetTests {
    @Test("a public topic and an announced session print with code and address; the records lead there")
    func printed() async throws {
        try await Village.with(.sqlite) { village in
            let secretary = try await village.browser(of: .secretary)
            let topic = village.story.published.id
            let session = try await village.announceSession()
            let record = try await secretary.get("/desk/topics/\(topic)")
            #expect(record.text.contains("/desk/topics/\(topic)/sheet\""))
            #expect(
                try await secretary.get("/desk/sessions/\(session)").text.contains("/desk/sessions/\(session)/sheet"))
            for (matter, words) in [("topics/\(topic)", "社区排水沟堵塞"), ("sessions/\(session)", "报名参加")] {
                let poster = try await secretary.get("/desk/\(matter)/sheet")
                #expect(poster.status == 200 && poster.text.contains(words), "\(matter)")
                #expect(poster.text.occurrences(of: "<svg viewBox") >= 1 && poster.text.contains(matter))
                let card = try await secretary.get("/desk/\(matter)/sheet?format=card")
                #expect(card.status == 200 && card.text.contains("sheet card matter"))
                #expect(try await secretary.get("/desk/\(matter)/sheet?format=round").status == 422)
            }
        }
    }

    @Test("what strangers may not read has no code to hang up, and other rooms print nothing of it")
    func hidden() async throws {
        try await Village.with(.sqlite) { village in
            let secretary = try await village.browser(of: .secretary)
            let planned = try #require(try await village.carry(to: .planned).session)
            #expect(try await secretary.get("/desk/topics/\(village.story.waiting.id)/sheet").status == 404)
            #expect(try await secretary.get("/desk/sessions/\(planned)/sheet").status == 404)
            let other = try await village.browser(of: .otherSecretary)
            #expect(try await other.get("/desk/topics/\(village.story.published.id)/sheet").status == 404)
            #expect(try await village.visitor().get("/desk/topics/\(village.story.published.id)/sheet").status == 303)
        }
    }

    @Test("who opens a session's page is counted with those who want to join, and not followed")
    func counted() async throws {
        try await Village.with(.sqlite) { village in
            let session = try await village.announceSession()
            for _ in 0..<2 { _ = try await village.visitor().get("/sessions/\(session)") }
            await ScanKeeper(services: village.services).keep()
            let read = try await village.program(of: .secretary).get("/desk/rooms/\(village.room.id)")
            let joins = (read.object["scans"] as? [[String: Any]] ?? []).filter { $0["purpose"] as? String == "join" }
            #expect(joins.map { $0["times"] as? Int } == [2])
        }
    }
}
