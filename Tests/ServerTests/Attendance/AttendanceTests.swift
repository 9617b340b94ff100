// SPDX-License-Identifier: Apache-2.0

import DatabaseTestSupport
import Domain
import TestSupport
import Testing

@testable import Server

@Suite("How often members were there", .serialized)
struct AttendanceTests {
    @Test(
        "counted from the lists of the sessions, leave apart; the office reads all, a member the own",
        arguments: EngineKind.allCases)
    func counted(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            // Was there once; away once with leave; an announced session does not count yet.
            _ = try await village.carry(to: .concluded)
            let announced = try await village.carry(to: .announced)
            let away = try #require(announced.session)
            let member = try #require(
                try await village.session(away)?.participants.first { $0.person == village.person(.member) })
            try await village.act(
                .approveLeave, ["participant": member.id.text, "reason": "市里开会"], on: away, as: .convener)
            _ = try await village.carry(to: .announced)
            try await hold(away, without: member.id, village)
            let secretary = try await village.program(of: .secretary)
            let list = try await secretary.get("/desk/attendance").object["items"] as? [[String: Any]]
            let own = try #require(list?.first { $0["person"] as? String == village.person(.member).text })
            #expect(own["invited"] as? Int == 2 && own["present"] as? Int == 1 && own["onLeave"] as? Int == 1)
            #expect(own["isAbsent"] as? Bool == false)
            #expect(try await secretary.get("/desk/attendance?part=some").status == 422)
            let absent = try await secretary.get("/desk/attendance?part=absent").object["items"] as? [[String: Any]]
            #expect(absent?.isEmpty == true)
            let page = try await village.browser(of: .member).get("/desk/attendance/\(village.person(.member))").text
            #expect(page.contains("到会1/1场") && page.contains("公假1场"))
            let other = try await village.browser(of: .otherMember)
            #expect(try await other.get("/desk/attendance/\(village.person(.member))").status == 404)
            #expect(try await village.program(of: .otherSecretary).get("/desk/attendance").text.contains("[]"))
            let table = try await village.browser(of: .secretary).get("/desk/attendance/table?format=csv").text
            #expect(table.contains("应到场次"))
        }
    }

    /// Opens a session and ends it with everybody there but one.
    private func hold(
        _ session: ConsultationSession.ID, without absent: Participant.ID, _ village: Village
    ) async throws {
        try await village.act(.ready, ["waiver": "委员因公"], on: session, as: .secretary)
        try await village.act(.start, on: session, as: .secretary)
        let people = try #require(try await village.session(session)).participants.filter { $0.id != absent }
        let present = Dictionary(uniqueKeysWithValues: people.map { ("present.\($0.id)", "on") })
        try await village.act(.checkIn, present, on: session, as: .secretary)
        try await village.act(
            .conclude, ["reached": "no_consensus", "text": "没有谈成"], on: session, as: .convener)
    }
}
