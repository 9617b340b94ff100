// SPDX-License-Identifier: Apache-2.0

import DatabaseTestSupport
import Domain
import TestSupport
import Testing

@testable import Server

@Suite("Leaders on a session's record", .serialized)
struct SessionLeaderRoutesTests {
    @Test(
        "who came, what was told and what was answered stand on the record and in the minutes",
        arguments: EngineKind.allCases)
    func noted(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let journey = try await village.carry(to: .announced)
            let session = try #require(journey.session)
            let page = "/desk/sessions/\(session)"
            let secretary = try await village.browser(of: .secretary)
            #expect(try await !secretary.get(page).text.contains("党委、政府领导参加"), "a room's own session asks for nobody")
            let form = "\(page)/leaders"
            func note(_ presence: String, _ briefing: String, _ response: String) async throws -> WebAnswer {
                try await secretary.fillIn(
                    form, action: form,
                    [
                        ("side", "government"), ("who", "副县长陆某"), ("presence", presence), ("briefing", briefing),
                        ("response", response),
                    ])
            }
            #expect(try await note("expected", "", "").status == 303)
            #expect(try await secretary.get(page).text.contains("党委、政府领导参加 1位"))
            let concluded = try await village.carry(journey, from: .inProgress, to: .concluded)
            #expect(concluded.session == session)
            #expect(try await note("present", "路灯改造已经排进预算", "").status == 303)
            #expect(try await note("present", "", "四月底前换完").status == 303)
            let read = try await village.program(of: .convener).get(page)
            let leaders = try #require(read.object["leaders"] as? [[String: Any]])
            #expect(leaders.count == 1 && leaders.first?["presence"] as? String == "present")
            #expect(leaders.first?["briefing"] as? String == "路灯改造已经排进预算")
            #expect(leaders.first?["response"] as? String == "四月底前换完")
            let text = try await secretary.get(page).text
            #expect(text.contains("通报：路灯改造已经排进预算") && text.contains("回应：四月底前换完"))
            let minutes = try await secretary.get("\(page)/minutes").text
            #expect(minutes.contains("政府领导副县长陆某到会。通报：路灯改造已经排进预算。回应：四月底前换完"))
            #expect(try await village.rowDifferences() == [])
        }
    }

    @Test("only who keeps the room notes it, with whom it was and how it stands")
    func refused() async throws {
        try await Village.with(.sqlite) { village in
            let session = try #require(try await village.carry(to: .announced).session)
            let path = "/desk/sessions/\(session)/leaders"
            let fields: [String: Any] = ["side": "party", "who": "县委书记丙", "presence": "expected"]
            #expect(try await village.program(of: .member).post(path, fields).status == 404)
            #expect(try await village.program(of: .otherSecretary).post(path, fields).status == 404)
            let secretary = try await village.program(of: .secretary)
            for (field, value) in [("side", "people"), ("who", ""), ("presence", "perhaps")] {
                let wrong = try await secretary.post(path, fields.merging([field: value]) { $1 })
                #expect(wrong.status == 422 && wrong.text.contains(field), "\(field): \(wrong.text)")
            }
            #expect(try await secretary.post(path, fields).status == 200)
        }
    }
}
