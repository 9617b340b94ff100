// SPDX-License-Identifier: Apache-2.0

import Database
import DatabaseTestSupport
import Domain
import TestSupport
import Testing

@testable import Server

@Suite("Rooms and units behind which nobody stands", .serialized)
struct StaffingTests {
    @Test(
        "a room without anybody who can act is a gap of its own wherever gaps are told", arguments: EngineKind.allCases)
    func gaps(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let keeper = try await village.program(of: .systemAdministrator)
            func vacant() async throws -> [String: [String]] {
                let rooms = try await keeper.get("/desk/directory").object["vacantRooms"] as? [[String: Any]] ?? []
                return Dictionary(
                    rooms.map { ($0["id"] as? String ?? "", $0["vacancies"] as? [String] ?? []) },
                    uniquingKeysWith: { first, _ in first })
            }
            #expect(try await vacant() == [village.otherRoom.id.text: ["convener"]])
            let person = try await keeper.post("/desk/directory/people", ["number": "MC5001", "name": "尤若谷"])
            let named = try #require(person["id"], "\(person.text)")
            let entered = try await keeper.post(
                "/desk/directory/rooms",
                [
                    "name": "旧祠堂议事室", "area": "990101001001", "level": "village", "address": "旧祠堂", "secretary": named,
                    "convener": named,
                ])
            let room = try #require(entered["id"], "\(entered.text)")
            #expect(try await vacant()[room] == ["secretary", "convener"], "names in a register act for nobody")
            let page = try await village.browser(of: .systemAdministrator).get("/desk/directory").text
            #expect(page.contains("没有开通账号的秘书、召集人") && page.contains("/desk/directory/rooms/\(room)"))
            let desk = try await village.program(of: .leader).get("/desk/rooms/\(room)")
            #expect(desk.object["vacancies"] as? [String] == ["secretary", "convener"], "\(desk.text)")
            #expect(
                try await village.browser(of: .leader).get("/desk/rooms/\(room)").text.contains("没有开通账号的秘书、召集人"))
            let health = try await keeper.get("/desk/health").object["items"] as? [[String: Any]] ?? []
            let staffing = try #require(health.first { $0["name"] as? String == "staffing" })
            #expect(staffing["state"] as? String == "soon" && staffing["number"] as? Int == 2)
            let roles = try await village.browser(of: .securityAdministrator).get("/desk/register-roles").text
            #expect(roles.contains("没有人办的议事室和单位 2") && roles.contains("旧祠堂议事室"))
            let security = try await village.program(of: .securityAdministrator)
            for villager in [Villager.officer, .colleague] {
                let closed = try await security.post(
                    "/desk/accounts/\(village.person(villager))/closing", ["reason": "调离"])
                #expect(closed.status == 200, "\(closed.text)")
            }
            let units = try await keeper.get("/desk/directory").object["vacantUnits"] as? [String]
            #expect(units == [village.story.unit.id.text])
        }
    }

    @Test(
        "a submitter is promised by name only somebody who can act, else the room or the county's office with its phone",
        arguments: EngineKind.allCases)
    func promised(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let (room, secretary) = (village.room.id, village.person(.secretary))
            let county = village.story.county
            let status = "/status/\(village.story.waiting.code.text)"
            let nameless = try await village.visitor().get(status).text
            #expect(nameless.contains("\(village.room.name)最晚") && nameless.contains("有事可以打\(county.contact)"))
            try await village.services.engine.write {
                try $0.execute("UPDATE room SET secretary = \(secretary.number) WHERE id = \(room.number)")
            }
            #expect(try await village.visitor().get(status).text.contains("秘书林小禾最晚"))
            let security = try await village.program(of: .securityAdministrator)
            let closed = try await security.post("/desk/accounts/\(secretary)/closing", ["reason": "调离"])
            #expect(closed.status == 200, "\(closed.text)")
            let page = try await village.visitor().get(status).text
            #expect(!page.contains("秘书林小禾") && page.contains("\(county.shortName)最晚"))
            #expect(page.contains(county.contact))
            let held = try await village.visitor().get("/status/\(village.story.held.code.text)").text
            #expect(!held.contains("秘书林小禾") && held.contains("\(county.shortName)最晚"))
            let received = try await village.visitor().get("\(status)/received").text
            #expect(!received.contains("林小禾") && received.contains(county.contact))
        }
    }

    @Test(
        "what comes in is heard by the secretaries; where none can act, by who looks after more",
        arguments: EngineKind.allCases)
    func heard(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let (room, county) = (village.room, village.story.county.id)
            let security = try await village.program(of: .securityAdministrator)
            func takers() async throws -> Set<Person.ID> {
                let today = village.clock.now.day
                return Set(
                    try await village.services.engine.read {
                        try AppointmentStore(tenant: county).takers(room: room.id, area: room.area, on: today, in: $0)
                    })
            }
            func close(_ villager: Villager) async throws {
                let path = "/desk/accounts/\(village.person(villager))/closing"
                #expect(try await security.post(path, ["reason": "调离"]).status == 200)
            }
            func notices() async throws -> Int {
                await village.deliverLetters()
                let answer = try await village.program(of: .convener).get("/desk/notices")
                return (answer.object["items"] as? [Any])?.count ?? 0
            }
            #expect(try await takers() == [village.person(.secretary)])
            let before = try await notices()
            try await close(.secretary)
            #expect(try await takers() == [village.person(.convener)])
            let raised = try await village.program().post(
                "/topics", ["room": room.token.text, "text": "村口的路灯坏了。"])
            #expect(raised.status == 201, "\(raised.text)")
            #expect(try await notices() == before + 1)
            try await close(.convener)
            #expect(try await takers() == [village.person(.leader)])
            // The secretary of the whole county, where there is one.
            let countywide = village.person(.otherSecretary)
            try await Commands.run(on: village.installation) {
                try $0.appoint(countywide, to: Appointment(.roomSecretary, .tenant), tenant: county)
            }
            #expect(try await takers() == [countywide])
        }
    }
}
