// SPDX-License-Identifier: Apache-2.0

import DatabaseTestSupport
import Domain
import TestSupport
import Testing

@testable import Server

@Suite("The calendar of a room's venue", .serialized)
struct VenueCalendarTests {
    /// A session at 15:00 of 5 March that is announced, a reception day from 10:00 to 11:00 of the twelfth, a reading that
    /// everybody may come to and a training that is not public.
    private static func fill(_ village: Village) async throws -> (session: ConsultationSession.ID, reception: String) {
        let session = try #require(try await village.carry(to: .announced).session)
        let reception = try await village.planReception()
        let program = try await village.program(of: .keeper(of: .venueActivities))
        for (kind, name, day, from, until, isPublic) in [
            ("reading", "春日读书会", "2026-03-12", "10:30", "12:00", "yes"),
            ("training", "秘书培训", "2026-03-05", "16:59", "18:00", "no"),
            ("talk", "民法典讲座", "2026-04-02", "09:00", "10:00", "yes"),
        ] {
            let made = try await program.post(
                "/desk/directory/venue_activities",
                [
                    "room": village.room.id.text, "venueActivity": kind, "activityName": name, "heldOn": day,
                    "fromTime": from, "untilTime": until, "isPublic": isPublic,
                ])
            #expect(made.status == 201, "\(made.text)")
        }
        return (session, reception)
    }

    private static func items(_ answer: WebAnswer) -> [[String: Any]] {
        answer.object["items"] as? [[String: Any]] ?? []
    }

    @Test(
        "it tells everybody what is public, and the desk all of it with what overlaps", arguments: EngineKind.allCases)
    func months(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let (session, reception) = try await Self.fill(village)
            let own = try await village.program(of: .secretary).get(
                "/desk/rooms/\(village.room.id)/calendar?month=2026-03")
            #expect(own.status == 200, "\(own.text)")
            let all = Self.items(own)
            #expect(all.map { $0["kind"] as? String } == ["session", "activity", "reception", "activity"])
            #expect(all.map { $0["from"] as? String } == ["15:00", "16:59", "10:00", "10:30"])
            #expect(all[0]["until"] as? String == nil && all[1]["isPublic"] as? Bool == false)
            let overlaps = all.map { ($0["overlaps"] as? [[String: Any]] ?? []).map { $0["id"] as? String } }
            #expect(
                overlaps == [
                    [all[1]["id"] as? String], [session.text], [all[3]["id"] as? String], [reception],
                ], "\(own.text)")
            let told = try await village.program().get("/rooms/\(village.room.id)/calendar?month=2026-03")
            #expect(Self.items(told).map { $0["title"] as? String } == ["校门口怎样不堵", nil, "春日读书会"], "\(told.text)")
            #expect(!told.text.contains("秘书培训") && !told.text.contains("overlaps"))

            let base = "/r/\(village.room.token.text)"
            let page = try await village.visitor().get("\(base)/calendar?month=2026-03").text
            #expect(page.contains("/sessions/\(session)") && page.contains("\(base)/receptions/\(reception)"))
            #expect(page.contains("春日读书会") && !page.contains("秘书培训") && !page.contains("同一时段"))
            #expect(page.contains("month=2026-02") && page.contains("month=2026-04"))
            let room = try await village.visitor().get(base).text
            #expect(room.contains("春日读书会") && room.contains("民法典讲座") && !room.contains("秘书培训"))
            #expect(try await village.visitor().get("\(base)/calendar?month=2026-04").text.contains("民法典讲座"))

            let desk = try await village.browser(of: .secretary).get(
                "/desk/rooms/\(village.room.id)/calendar?month=2026-03")
            #expect(desk.text.contains("这个月有4项") && desk.text.contains("16:59–18:00“秘书培训”"), "\(desk.text)")
            #expect(desk.text.contains("/desk/sessions/\(session)") && desk.text.contains("没有公开"))
            for wrong in ["2026-13", "2026", "1999-12", "2026-03-01"] {
                #expect(
                    try await village.program().get("/rooms/\(village.room.id)/calendar?month=\(wrong)").status == 422)
            }
        }
    }

    @Test("whoever plans is warned of what is there at the same time, and not refused", arguments: EngineKind.allCases)
    func warnings(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let (session, reception) = try await Self.fill(village)
            let secretary = try await village.browser(of: .secretary)
            let held = try await secretary.get("/desk/sessions/\(session)").text
            #expect(held.contains("同一时段") && held.contains("秘书培训"))
            let day = try await secretary.get("/desk/receptions/\(reception)").text
            #expect(day.contains("同一时段") && day.contains("春日读书会"))
            // What was taken out of the register takes up no room.
            let program = try await village.program(of: .keeper(of: .venueActivities))
            let list = try await program.get("/desk/directory/venue_activities")
            for item in Self.items(list) {
                let id = try #require(item["id"] as? String)
                #expect(try await program.post("/desk/directory/venue_activities/\(id)/end", [:]).status == 200)
            }
            #expect(try await !secretary.get("/desk/sessions/\(session)").text.contains("同一时段"))
        }
    }

    @Test("a session that nobody was told of yet is not named to who may not see it, nor to the public")
    func planned() async throws {
        try await Village.with(.sqlite) { village in
            let session = try #require(try await village.carry(to: .planned).session)
            let path = "/desk/rooms/\(village.room.id)/calendar?month=2026-03"
            #expect(try await village.program(of: .secretary).get(path).text.contains("校门口怎样不堵"))
            let other = try await village.program(of: .systemAdministrator).get(path)
            #expect(other.text.contains(session.text) && !other.text.contains("校门口怎样不堵"), "\(other.text)")
            let page = try await village.browser(of: .systemAdministrator).get(path).text
            #expect(page.contains("还没有公告的协商会") && !page.contains("校门口怎样不堵"))
            let told = try await village.program().get("/rooms/\(village.room.id)/calendar?month=2026-03")
            #expect(Self.items(told).isEmpty)
            #expect(try await village.program(of: .otherSecretary).get(path).status == 404)
            #expect(try await village.program(of: .member).get(path).status == 404)
        }
    }

    @Test("an activity has its hours in order, and stands once in the register")
    func register() async throws {
        try await Village.with(.sqlite) { village in
            let program = try await village.program(of: .keeper(of: .venueActivities))
            var fields = [
                "room": village.room.id.text, "venueActivity": "talk", "activityName": "讲座", "heldOn": "2026-03-12",
                "fromTime": "10:00", "untilTime": "10:00", "isPublic": "yes",
            ]
            let turned = try await program.post("/desk/directory/venue_activities", fields)
            #expect(turned.status == 422 && turned.text.contains("untilTime"), "\(turned.text)")
            fields["untilTime"] = "25:00"
            #expect(try await program.post("/desk/directory/venue_activities", fields).status == 422)
            fields["untilTime"] = "11:00"
            #expect(try await program.post("/desk/directory/venue_activities", fields).status == 201)
            #expect(try await program.post("/desk/directory/venue_activities", fields)["code"] == "already_there")
        }
    }
}
