// SPDX-License-Identifier: Apache-2.0

import Database
import DatabaseTestSupport
import Domain
import TestSupport
import Testing

@testable import Server

@Suite("Words that may come from the handling unit", .serialized)
struct FlaggedWordTests {
    private static let proxy = ["trusted-proxy": "127.0.0.1"]
    private static let office = ("X-Forwarded-For", "203.0.113.9")
    private static let home = ("X-Forwarded-For", "198.51.100.7")
    private static let solved = [("outcome", "solved"), ("rating", "satisfied")]

    private static func say(
        _ village: Village, _ journey: Journey, as browser: Browser? = nil, from: (String, String)
    ) async throws {
        let item = try #require(journey.item)
        let page = "/status/\(journey.topic.code.text)"
        let text = try await village.visitor().get(page).text
        let action = try #require(
            text.firstMatch(of: /action="([^"]*)"[^>]*>(?:(?!<\/form>)[\s\S])*name="outcome"/)?.output.1)
        #expect(action.contains(item.text))
        let said = try await (browser ?? village.visitor()).fillIn(
            page, action: String(action), solved, headers: [from])
        #expect(said.status == 303, "nobody is told off, nobody is refused")
    }

    private static func told(_ village: Village, _ item: SuggestionItem.ID, as villager: Villager) async throws
        -> [Int?]
    {
        let answer = try await village.program(of: villager).get("/desk/items/\(item)").object
        let tally = try #require(answer["confirmed"] as? [String: Any])
        return ["answered", "solved", "flagged", "flaggedSolved"].map { tally[$0] as? Int }
    }

    @Test(
        "a word from the unit's network is marked, shown apart to those who oversee it, and counts",
        arguments: EngineKind.allCases)
    func address(_ kind: EngineKind) async throws {
        try await Village.with(kind, settings: Self.proxy) { village in
            let (own, other) = (try await village.carry(to: .verified), try await village.carry(to: .verified))
            let officer = village.visitor()
            let entered = try await officer.fillIn(
                "/sign-in", action: "/sign-in", [("name", "danwei"), ("password", Villager.password)],
                headers: [Self.office])
            #expect(entered.status == 303)
            try await Self.say(village, own, from: Self.office)
            try await Self.say(village, other, from: Self.home)
            let (item, second) = (try #require(own.item), try #require(other.item))
            #expect(try await Self.told(village, item, as: .secretary) == [1, 1, 1, 1])
            #expect(try await Self.told(village, item, as: .leader) == [1, 1, 1, 1])
            #expect(try await Self.told(village, item, as: .officer) == [1, 1, nil, nil], "the unit does not read it")
            #expect(try await Self.told(village, second, as: .secretary) == [1, 1, 0, 0])
            let page = try await village.browser(of: .secretary).get("/desk/items/\(item)").text
            #expect(page.contains("已标记：来自承办单位近期用过的网络") && page.contains("照样算数"))
            let unit = try await village.browser(of: .officer).get("/desk/items/\(item)").text
            #expect(!unit.contains("已标记"))
            let status = try await village.visitor().get("/status/\(own.topic.code.text)").text
            #expect(!status.contains("标记"))
            let leader = try await village.program(of: .leader)
            for (query, count) in [("confirmed=solved", 2), ("unflagged=solved", 1), ("unflagged=unanswered", 1)] {
                let found = try await leader.get("/desk/board/items?\(query)")
                #expect(found.object["count"] as? Int == count, "\(query)")
            }
            let kept = try await village.services.engine.read {
                try $0.rows("SELECT address_hash FROM unit_address") { try $0.next([UInt8].self) }
            }
            #expect(kept.count == 1 && kept[0].count == 32 && kept[0] != Array("203.0.113.9".utf8))
        }
    }

    @Test("what nobody has used for two weeks says nothing, and goes", arguments: EngineKind.allCases)
    func forgotten(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let store = UnitAddressStore(tenant: village.story.county.id, keys: village.services.keys)
            let (person, unit) = (village.person(.officer), village.story.unit.id)
            let (now, clock) = (village.clock.now, village.clock)
            func flag(_ address: String, units: [HandlingUnit.ID] = []) async throws -> Domain.Confirmation.Flag? {
                let now = clock.now
                return try await village.services.engine.read {
                    try store.flag(.init(units: units, address: address), of: unit, at: now, in: $0)
                }
            }
            try await village.services.engine.write { transaction in
                for address in ["203.0.113.9", "2001:db8::5", "127.0.0.1", "::1", "unknown"] {
                    try store.note(address, of: person, at: now, in: transaction)
                }
                try store.note("198.51.100.7", of: village.person(.secretary), at: now, in: transaction)
            }
            for office in ["203.0.113.9", "::ffff:203.0.113.9"] {
                #expect(try await flag(office) == .address, "\(office)")
            }
            #expect(try await flag("2001:db8::77") == .address, "one office, one half of the address")
            for other in ["127.0.0.1", "::1", "198.51.100.7", "unknown"] {
                #expect(try await flag(other) == nil, "\(other)")
            }
            #expect(try await flag("198.51.100.7", units: [unit]) == .account)
            clock.move(hours: 24 * 14)
            #expect(try await flag("203.0.113.9") == nil)
            try await Housekeeping.forget(village.services)
            let left = try await village.services.engine.read {
                try $0.first("SELECT COUNT(*) FROM unit_address") { try $0.next(Int.self) }
            }
            #expect(left == 0)
        }
    }

    @Test("a browser that has signed in for the unit is known by its account", arguments: EngineKind.allCases)
    func account(_ kind: EngineKind) async throws {
        try await Village.with(kind, settings: Self.proxy) { village in
            let journey = try await village.carry(to: .verified)
            let item = try #require(journey.item)
            try await Self.say(village, journey, as: try await village.browser(of: .otherOfficer), from: Self.home)
            #expect(try await Self.told(village, item, as: .secretary) == [1, 1, 0, 0], "another unit's is no matter")
            try await Self.say(village, journey, as: try await village.browser(of: .officer), from: Self.home)
            #expect(try await Self.told(village, item, as: .secretary) == [1, 1, 1, 1])
            let rows = try await village.program(of: .secretary).get("/desk/items/\(item)/confirmations")
            let flags = (rows.object["items"] as? [[String: Any]])?.compactMap { $0["flag"] as? String }
            #expect(flags == ["unit_account"])
            try await Self.say(village, journey, from: Self.home)
            #expect(try await Self.told(village, item, as: .secretary) == [1, 1, 0, 0], "the last word counts")
        }
    }
}
