// SPDX-License-Identifier: Apache-2.0

import Database
import DatabaseTestSupport
import Domain
import TestSupport
import Testing

@testable import Server

@Suite("Lists of people by strokes and initials", .serialized)
struct NameOrderTests {
    private static let names = ["陈立夏", "丁一", "曾小满", "王明", "王小明", "卫清越", "李四"]

    private func enter(_ village: Village) async throws -> APIClient {
        let program = try await village.program(of: .systemAdministrator)
        for (index, name) in Self.names.enumerated() {
            let entered = try await program.post("/desk/directory/people", ["number": "BH\(index)", "name": name])
            #expect(entered.status == 201, "\(entered.text)")
        }
        return program
    }

    /// The names of a list, page by page.
    private func names(_ query: String, limit: Int, _ program: APIClient) async throws -> [String] {
        var (names, next): ([String], String?) = ([], "")
        while let cursor = next {
            let more = cursor.isEmpty ? "" : "&cursor=\(FormEncoding.encode(cursor))"
            let page = try await program.get("/desk/directory/people?limit=\(limit)\(query)\(more)")
            #expect(page.status == 200)
            let items = page.object["items"] as? [[String: Any]] ?? []
            names += items.compactMap { ($0["values"] as? [String: Any])?["name"] as? String ?? $0["name"] as? String }
            next = page.object["next"] as? String
        }
        return names
    }

    @Test("in the order of strokes, on pages of any size, each once", arguments: EngineKind.allCases)
    func order(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let program = try await enter(village)
            let all = try await names("", limit: 100, program).filter { Self.names.contains($0) }
            #expect(all == ["丁一", "卫清越", "王小明", "王明", "李四", "陈立夏", "曾小满"])
            for limit in [1, 2, 3] {
                let pages = try await names("", limit: limit, program)
                #expect(pages.filter { Self.names.contains($0) } == all)
                #expect(pages.count == (try await names("", limit: 100, program)).count)
            }
        }
    }

    @Test("members of a room stand in the order of strokes, whoever came first", arguments: EngineKind.allCases)
    func membersOfRoom(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let program = try await village.program(of: .systemAdministrator)
            for (index, name) in Self.names.enumerated() {
                let person = try await program.post(
                    "/desk/directory/people", ["number": "BH\(index)", "name": name])
                let member = try await program.post(
                    "/desk/directory/members",
                    [
                        "person": try #require(person["id"]), "level": "city", "area": "990101001001",
                        "party": "none", "ranked": "no", "room": village.room.id.text,
                    ])
                #expect(member.status == 201, "\(member.text)")
            }
            let read = try await village.program(of: .secretary).get("/desk/rooms/\(village.room.id)")
            let members = (read.object["members"] as? [[String: Any]] ?? []).compactMap { $0["name"] as? String }
            #expect(
                members.filter { Self.names.contains($0) } == ["丁一", "卫清越", "王小明", "王明", "李四", "陈立夏", "曾小满"])
        }
    }

    @Test(
        "officers of a unit, appointments that one could stand in for, and experts stand in the order of strokes",
        arguments: EngineKind.allCases)
    func officersAndExperts(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let sorted = ["丁一", "卫清越", "王小明", "王明", "李四", "陈立夏", "曾小满"]
            let (county, unit, names) = (village.story.county.id, village.story.otherUnit.id, Self.names)
            let (person, today) = (village.person(.secretary), Village.morning.day)
            let people = names.map { Person(id: village.services.id(Person.self), name: $0) }
            try await Commands.run(on: village.installation) { commands in
                for person in people {
                    try commands.add(person, tenant: county, at: Village.morning)
                    try commands.appoint(
                        person.id, to: Appointment(.unitOfficer, .unit(unit)), tenant: county)
                }
            }
            let (officers, held) = try await village.services.engine.read { transaction in
                (
                    try DirectoryStore().officers(of: county, on: today, in: transaction),
                    try AppointmentStore(tenant: county).held(without: person, on: today, in: transaction)
                )
            }
            #expect(officers.map(\.person.name).filter(names.contains) == sorted)
            #expect(held.map(\.holder.name).filter(names.contains) == sorted)
            let units = officers.map(\.unit.id)
            let changes = zip(units, units.dropFirst()).count { $0 != $1 }
            #expect(changes == Set(units).count - 1, "the officers of one unit stand together")

            let program = try await village.program(of: .systemAdministrator)
            let pool = try await program.post(
                "/desk/directory/organs", ["kind": "expert_pool", "name": "协商专家库"])
            for person in people {
                let expert = try await program.post(
                    "/desk/directory/experts",
                    [
                        "person": person.id.text, "pool": try #require(pool["id"], "\(pool.text)"), "fields": "排水",
                        "startsOn": "2026-01-01",
                    ])
                #expect(expert.status == 201, "\(expert.text)")
            }
            let experts = try await village.services.engine.read {
                try SessionSuggestionStore(tenant: county).experts(on: today, in: $0)
            }
            #expect(experts.map(\.name) == sorted)
        }
    }

    @Test("found by initials, in either reading, or by a part of the name", arguments: EngineKind.allCases)
    func initials(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let program = try await enter(village)
            let expected: [(String, [String])] = [
                ("wm", ["王明"]), ("wxm", ["王小明"]), ("XM", ["王小明", "曾小满"]), ("cxm", ["曾小满"]), ("zxm", ["曾小满"]),
                ("立夏", ["陈立夏"]), ("BH1", ["丁一"]), ("qqq", []),
            ]
            for (typed, found) in expected {
                let query = "&q=\(FormEncoding.encode(typed))"
                #expect(try await names(query, limit: 2, program) == found, "\(typed)")
            }
            let page = try await village.browser(of: .systemAdministrator).get("/desk/directory/people?q=wxm")
            #expect(page.text.contains("王小明") && !page.text.contains("卫清越"))
            let accounts = try await village.browser(of: .securityAdministrator).get("/desk/accounts?q=lxh")
            #expect(accounts.text.contains("林小禾") && !accounts.text.contains("沈知秋"))
        }
    }
}
