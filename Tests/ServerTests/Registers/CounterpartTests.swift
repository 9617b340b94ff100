// SPDX-License-Identifier: Apache-2.0

import DatabaseTestSupport
import Domain
import TestSupport
import Testing

@testable import Server

@Suite("Counterparts of special committees", .serialized)
struct CounterpartTests {
    /// Committees, each with what it keeps in touch with. The first is kept by somebody who sees all rooms and by somebody who
    /// sees none.
    private static func found(_ village: Village) async throws -> [String: String] {
        let program = try await village.program(of: .systemAdministrator)
        var ids: [String: String] = [:]
        func enter(_ register: String, _ fields: [String: String]) async throws -> String {
            let entered = try await program.post("/desk/directory/\(register)", fields)
            #expect(entered.status == 201, "\(entered.text)")
            return try #require(entered["id"])
        }
        for (name, with, value) in [
            ("城建委", "area", village.story.room.area.text), ("经济委", "unit", village.story.unit.id.text),
            ("社法委", "room", village.story.room.id.text), ("农业委", "room", village.story.otherRoom.id.text),
            ("文史委", "unit", village.story.otherUnit.id.text),
        ] {
            let committee = try await enter("organs", ["kind": "special_committee", "name": name])
            _ = try await enter("counterparts", ["organ": committee, with: value])
            ids[name] = committee
        }
        let group = try await enter("organs", ["kind": "duty_group", "name": "桥头小组"])
        _ = try await enter("counterparts", ["organ": group, "area": village.story.room.area.text])
        for (committee, villager, post) in [
            ("城建委", Villager.leader, "head"), ("城建委", .proposalOfficer, "secretary"), ("城建委", .otherMember, "member"),
            ("农业委", .privacyOfficer, "head"),
        ] {
            _ = try await enter(
                "posts",
                ["person": village.person(villager).text, "organ": try #require(ids[committee]), "post": post])
        }
        return ids
    }

    private static func notices(_ villager: Villager, _ village: Village) async throws -> String {
        await village.deliverLetters()
        return try await village.browser(of: villager).get("/desk/notices").text
    }

    @Test(
        "the people of the committee hear of a topic that they may open, and of a session that is announced",
        arguments: EngineKind.allCases)
    func notices(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            _ = try await Self.found(village)
            let journey = try await village.carry(to: .selected)
            let (pooled, announced) = ("有一件议题进了议题池", "有一场协商会公告了")
            #expect(try await Self.notices(.leader, village).contains(pooled))
            #expect(!(try await Self.notices(.proposalOfficer, village).contains(pooled)), "no desk of rooms is theirs")
            let session = try #require(
                try await village.carry(journey, from: .researching, to: .announced).session)
            #expect(try await Self.notices(.leader, village).contains("href=\"/desk/sessions/\(session)\""))
            let told = try await Self.notices(.proposalOfficer, village)
            #expect(told.contains(announced) && told.contains("href=\"/sessions/\(session)\""))
            #expect(try await village.visitor().get("/sessions/\(session)").status == 200)
            #expect(try await village.browser(of: .proposalOfficer).get("/desk/sessions/\(session)").status == 404)
            for villager in [Villager.otherMember, .privacyOfficer] {
                #expect(!(try await Self.notices(villager, village).contains(announced)), "\(villager)")
            }
        }
    }

    @Test("whoever assigns and invites reads which committees have to do with it", arguments: EngineKind.allCases)
    func suggestions(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let committees = try await Self.found(village)
            let journey = try await village.carry(to: .selected)
            let form = try await village.browser(of: .secretary).get("/desk/topics/\(journey.topic.id)/assignment").text
            for name in ["城建委", "社法委"] { #expect(form.contains(name), "\(name)") }
            for name in ["经济委", "农业委", "文史委", "桥头小组"] { #expect(!form.contains(name), "\(name)") }
            #expect(form.contains("\(Villager.leader.name)、\(Villager.proposalOfficer.name)"))

            let session = try #require(
                try await village.carry(journey, from: .researching, to: .announced).session)
            let secretary = try await village.program(of: .secretary)
            let path = "/desk/sessions/\(session)"
            func named() async throws -> [String] {
                let told = try await secretary.get("\(path)/suggestions").object["committees"] as? [[String: Any]]
                return try #require(told).compactMap { $0["name"] as? String }.sorted()
            }
            #expect(try await named() == ["城建委", "社法委"].sorted())
            // Somebody of a unit is invited, and another one by its name: their committees have to do with it from then on.
            let (unit, otherUnit) = (village.person(.officer).text, village.story.otherUnit.name)
            try await village.act(
                .invite, ["category": "department", "officer": unit], on: session, as: .secretary)
            #expect(try await named() == ["城建委", "社法委", "经济委"].sorted())
            try await village.act(
                .invite, ["category": "department", "names": otherUnit], on: session, as: .secretary)
            #expect(try await named() == ["城建委", "社法委", "经济委", "文史委"].sorted())
            let page = try await village.browser(of: .secretary).get("\(path)/participants").text
            #expect(page.contains("对口的专委会，可以请") && page.contains("名册里没有记负责人"))

            let program = try await village.program(of: .systemAdministrator)
            let links = try await program.get("/desk/directory/counterparts").object["items"] as? [[String: Any]]
            let ended = try #require(
                links?.first { ($0["values"] as? [String: Any])?["organ"] as? String == committees["社法委"] })
            let id = try #require(ended["id"] as? String)
            #expect(try await program.post("/desk/directory/counterparts/\(id)/end", [:]).status == 200)
            #expect(try await named() == ["城建委", "经济委", "文史委"].sorted(), "what has ended is not suggested")
        }
    }
}
