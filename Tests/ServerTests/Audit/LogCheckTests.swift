// SPDX-License-Identifier: Apache-2.0

import Database
import DatabaseTestSupport
import Domain
import Foundation
import TestSupport
import Testing

@testable import Server

@Suite("Checking the log beside everything else", .serialized)
struct LogCheckTests {
    private static let path = "/desk/audit/verifications"

    private func list(_ village: Village) async throws -> [[String: Any]] {
        let answer = try await village.program(of: .auditAdministrator).get(Self.path)
        #expect(answer.status == 200, "\(answer.text)")
        return answer.object["items"] as? [[String: Any]] ?? []
    }

    /// What somebody does who has the database in hand.
    private func change(_ position: Int64, in village: Village) async throws {
        let tenant = village.story.county.id.number
        try await village.services.engine.write {
            _ = try $0.execute("UPDATE event SET role = 'leader' WHERE tenant = \(tenant) AND position = \(position)")
        }
    }

    @Test("it is begun from the page, shows how far it is, and its result is kept", arguments: EngineKind.allCases)
    func ordered(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            try await village.seal()
            let browser = try await village.browser(of: .auditAdministrator)
            #expect(try await browser.get(Self.path).text.contains("现在从头核对"))
            let begun = try await browser.fillIn("/desk/audit", action: LogCheckRoutes.order, [])
            #expect(begun.status == 303 && begun.header("Location") == Self.path)
            let under = try await browser.get(Self.path)
            #expect(!under.text.contains("现在从头核对"))
            #expect(under.text.contains("正在核对，已核对0%") && under.header("Refresh")?.hasPrefix("2;") == true)
            #expect(try await browser.get("/desk/audit").text.contains("看核对到哪里了"))
            let second = try await village.program(of: .auditAdministrator).post("/desk/audit/verification", [:])
            #expect(second.status == 409 && second.text.contains("check_under_way"), "\(second.text)")
            await village.checkLog()
            let after = try await browser.get(Self.path)
            #expect(after.text.contains("都对得上") && after.text.contains(Villager.auditAdministrator.name))
            #expect(after.header("Refresh") == nil)
            #expect(try await browser.get("/desk/audit").text.contains("都对得上"))
            let one = try #require(try await list(village).first)
            let last = try #require(one["to"] as? Int)
            #expect(one["isClean"] as? Bool == true && one["isWhole"] as? Bool == true && last > 4)
            #expect(one["events"] as? Int == last + (one["unsealed"] as? Int ?? 0))
        }
    }

    @Test(
        "a changed event is found, told on the page, in the log, on the health page and by a notice",
        arguments: EngineKind.allCases)
    func broken(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            try await village.seal()
            try await change(2, in: village)
            let auditor = try await village.program(of: .auditAdministrator)
            #expect(try await auditor.post("/desk/audit/verification", [:]).status == 202)
            await village.checkLog()
            let browser = try await village.browser(of: .auditAdministrator)
            #expect(try await browser.get("/desk/audit").text.contains("第2条对不上：这条记录被改过"))
            let one = try #require(try await list(village).first)
            #expect(one["isClean"] as? Bool == false && one["fault"] as? String == "changed_event")
            #expect(one["position"] as? Int == 2 && one["event"] is String)
            await village.deliverLetters()
            let told = [(Villager.auditAdministrator, Self.path), (.systemAdministrator, "/desk/health")]
            for (villager, address) in told {
                let notices = try await village.browser(of: villager).get("/desk/notices")
                #expect(notices.text.contains("核对日志发现对不上"), "\(villager)")
                #expect(notices.text.contains("\"\(address)\""), "\(villager)")
            }
            let health = try await village.browser(of: .systemAdministrator).get("/desk/health")
            #expect(health.text.contains("发现有改动"))
            #expect(village.log.lines.contains { $0.contains("the event log does not hold") })
        }
    }

    @Test("every night what is new, once a week and after a bad one all of it", arguments: EngineKind.allCases)
    func scheduled(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            try await village.seal()
            await village.checkLog()
            #expect(try await list(village).isEmpty, "a server that has just begun has other things to do")
            village.clock.move(minutes: 11)
            await village.checkLog()
            await village.checkLog()
            let first = try await list(village)
            #expect(first.count == 1 && first[0]["isWhole"] as? Bool == true && first[0]["person"] is NSNull)
            let head = try #require(first[0]["to"] as? Int)

            try await village.seal()
            village.clock.move(hours: 24)
            // It lies before what is new, so that only the whole log shows it.
            try await change(2, in: village)
            await village.checkLog()
            let second = try #require(try await list(village).first)
            #expect(second["isWhole"] as? Bool == false && second["from"] as? Int == head, "\(second)")
            #expect(second["isClean"] as? Bool == true && second["events"] as? Int ?? 0 > 0, "\(second)")

            village.clock.move(hours: 6 * 24)
            await village.checkLog()
            let third = try #require(try await list(village).first)
            #expect(third["isWhole"] as? Bool == true && third["isClean"] as? Bool == false)
            village.clock.move(hours: 24)
            await village.checkLog()
            let fourth = try await list(village)
            #expect(fourth.count == 4 && fourth[0]["isWhole"] as? Bool == true)
            #expect(fourth[0]["isClean"] as? Bool == false, "it stands until all of it is well")
        }
    }

    @Test("one that begins where the last one ended sees that the chain was done anew", arguments: EngineKind.allCases)
    func anew(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            try await village.seal()
            village.clock.move(minutes: 11)
            await village.checkLog()
            try await change(2, in: village)
            let tenant = village.story.county.id.number
            try await village.services.engine.write { transaction in
                try transaction.execute("UPDATE event SET position = NULL, chain = NULL WHERE tenant = \(tenant)")
                try transaction.execute("DELETE FROM seal WHERE tenant = \(tenant)")
            }
            try await village.seal()
            #expect(try await village.verify().isClean, "the chain alone tells nothing")
            village.clock.move(hours: 24)
            await village.checkLog()
            let last = try #require(try await list(village).first)
            #expect(last["isWhole"] as? Bool == false && last["fault"] as? String == "other_seal", "\(last)")
        }
    }

    @Test(
        "words that no event has said, and words that are gone, are found", arguments: EngineKind.allCases,
        [true, false])
    func words(_ kind: EngineKind, _ isAdded: Bool) async throws {
        try await Village.with(kind) { village in
            let (tenant, id) = (village.story.county.id.number, village.services.ids.next())
            try await village.services.engine.write { transaction in
                if isAdded {
                    try transaction.execute(
                        """
                        INSERT INTO content (id, tenant, salt, words) SELECT \(id), tenant, salt, words FROM content
                        WHERE tenant = \(tenant) AND id = (SELECT MIN(id) FROM content WHERE tenant = \(tenant))
                        """)
                } else {
                    try transaction.execute(
                        """
                        INSERT INTO event (id, tenant, subject_kind, subject, subject_version, kind, version,
                            actor_kind, recorded_at, occurred_on, facts)
                        SELECT \(id), tenant, subject_kind, \(id), 1, kind, version, 'system', recorded_at, occurred_on,
                            \("{\"text\":\"0000000000001:\(String(repeating: "A", count: 43))\"}")
                        FROM event WHERE tenant = \(tenant) AND id = (SELECT MIN(id) FROM event WHERE tenant = \(tenant))
                        """)
                }
            }
            let bad = try #require(try await village.verify().firstBad)
            #expect(bad.fault == (isAdded ? .strayWords : .missingWords))
        }
    }

    @Test(
        "a server that ends in between leaves it to the next, which goes on where it stood",
        arguments: EngineKind.allCases)
    func resumed(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            try await village.seal()
            let auditor = try await village.program(of: .auditAdministrator)
            #expect(try await auditor.post("/desk/audit/verification", [:]).status == 202)
            let (services, tenant, now) = (village.services, village.story.county.id, village.clock.now)
            let store = LogCheckStore(tenant: tenant)
            // A server that takes one piece, and dies.
            let walk = try await services.engine.write { transaction -> LogWalk in
                guard let check = try store.claim(at: now, in: transaction) else { return LogWalk() }
                var (walk, verification) = (check.walk, Verification(keys: services.keys))
                verification.piece = 2
                _ = try verification.follow(&walk, tenant, in: transaction)
                _ = try store.note(walk, of: check, at: now, in: transaction)
                return walk
            }
            #expect(walk.position == 2)
            await village.checkLog()
            #expect(try await list(village).first?["to"] as? Int == 2, "it may still be at it")
            village.clock.move(minutes: 1)
            await village.checkLog()
            let one = try #require(try await list(village).first)
            #expect(one["isClean"] as? Bool == true, "\(one)")
            #expect(one["events"] as? Int == (one["to"] as? Int ?? 0) + (one["unsealed"] as? Int ?? 0))
            #expect(try await list(village).count == 1)
        }
    }

    @Test("in pieces the same is found as at once", arguments: [1, 2, 3, 500])
    func pieces(_ piece: Int) async throws {
        try await Village.with(.sqlite) { village in
            try await village.seal()
            _ = try await village.program().post("/topics", ["room": village.room.token.text, "text": "桥面有坑"])
            try await village.seal()
            _ = try await village.program().post("/topics", ["room": village.room.token.text, "text": "桥下漏水"])
            let site = village.countySite
            var verification = Verification(keys: village.services.keys)
            verification.piece = piece
            let reading = verification
            let report = try await village.services.engine.read { try reading.report(on: site, in: $0) }
            #expect(report == (try await village.verify()))
            #expect(report.isClean && report.unsealed > 0 && report.seals == 2, "\(report)")
        }
    }
}

extension Village {
    /// The clockwork that checks logs, in pieces of three events.
    func checkLog() async {
        await LogChecker(services: services, piece: 3).work(for: countySite)
    }
}
