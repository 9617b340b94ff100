// SPDX-License-Identifier: Apache-2.0

import Cryptography
import Database
import DatabaseTestSupport
import Domain
import TestSupport
import Testing

@testable import Server

@Suite("Verifying the log", .serialized)
struct VerificationTests {
    @Test("the sealer gives positions without a gap, and an untouched log is clean", arguments: EngineKind.allCases)
    func gapless(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let before = try await village.verify()
            #expect(before.isClean)
            #expect(before.unsealed == before.events && before.events >= 8)
            try await village.seal()
            try await raise(3, in: village)
            try await village.seal()
            let positions = try await village.services.engine.read {
                try $0.rows("SELECT tenant, position FROM event WHERE position IS NOT NULL ORDER BY tenant, position") {
                    (try $0.next(Int64.self), try $0.next(Int64.self))
                }
            }
            let own = positions.filter { $0.0 == village.story.county.id.number }.map(\.1)
            #expect(own == Array(1...Int64(own.count)))
            let report = try await village.verify()
            #expect(report.isClean, "\(String(describing: report.firstBad))")
            #expect(report.seals == 2 && report.unsealed == 0 && report.events == own.count)
        }
    }

    @Test("two sealers at once give each position once", arguments: EngineKind.allCases)
    func twoSealers(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<4 { group.addTask { try await village.seal() } }
                for _ in 0..<4 { group.addTask { try await self.raise(2, in: village) } }
                try await group.waitForAll()
            }
            try await village.seal()
            let report = try await village.verify()
            #expect(report.isClean, "\(String(describing: report.firstBad))")
            #expect(report.unsealed == 0)
        }
    }

    /// What somebody with the database in hand might do, and where the log then breaks.
    enum Tampering: String, CaseIterable, Sendable {
        case changedFact, deletedEvent, insertedEvent, changedActor, swappedOrder, cutTail, forgedSeal, changedWords
    }

    @Test(
        "each kind of tampering is found, and where", arguments: EngineKind.allCases, Tampering.allCases)
    func tampered(_ kind: EngineKind, _ tampering: Tampering) async throws {
        try await Village.with(kind) { village in
            try await raise(6, in: village)
            try await village.seal()
            let clean = try await village.verify()
            #expect(clean.isClean)
            let last = Int64(clean.events)
            try await tamper(tampering, village, last: last)
            let bad = try #require(try await village.verify().firstBad, "\(tampering.rawValue) was not noticed")
            switch tampering {
            case .changedFact, .changedActor, .swappedOrder:
                // The second thing that happened was a question by the secretary.
                #expect(bad.position == (tampering == .changedActor ? 2 : 4))
                #expect(bad.reason == "the event was changed")
                #expect(bad.event != nil)
            case .deletedEvent:
                #expect(bad.position == 4)
                #expect(bad.reason == "an event is missing at this position")
            case .insertedEvent:
                #expect(bad.position == last + 1)
            case .cutTail, .forgedSeal:
                #expect(bad.position == (tampering == .cutTail ? last : 1))
                #expect(bad.reason.contains("seal"))
            case .changedWords:
                #expect(bad.reason.contains("not what was said"))
            }
        }
    }

    private func tamper(_ tampering: Tampering, _ village: Village, last: Int64) async throws {
        let tenant = village.story.county.id.number
        let keys = village.services.keys
        try await village.services.engine.write { transaction in
            switch tampering {
            case .changedFact:
                try transaction.execute(
                    "UPDATE event SET kind = 'pooled' WHERE tenant = \(tenant) AND position = 4")
            case .changedActor:
                try transaction.execute(
                    """
                    UPDATE event SET actor = actor + 1 WHERE tenant = \(tenant) AND position =
                        (SELECT MIN(position) FROM event WHERE tenant = \(tenant) AND actor_kind = 'staff')
                    """)
            case .deletedEvent:
                try transaction.execute("DELETE FROM event WHERE tenant = \(tenant) AND position = 4")
            case .swappedOrder:
                for (from, to) in [(4, 9_998), (5, 9_999), (9_998, 5), (9_999, 4)] {
                    try transaction.execute(
                        "UPDATE event SET position = \(to) WHERE tenant = \(tenant) AND position = \(from)")
                }
            case .insertedEvent:
                try transaction.execute(
                    """
                    INSERT INTO event (id, tenant, subject_kind, subject, subject_version, kind, version, actor_kind,
                        recorded_at, occurred_on, facts, position, chain)
                    SELECT id + 1, tenant, subject_kind, subject, subject_version + 99, kind, version, 'system',
                        recorded_at, occurred_on, facts, position + 1, chain
                    FROM event WHERE tenant = \(tenant) AND position = \(last)
                    """)
            case .cutTail:
                try transaction.execute("DELETE FROM outbox WHERE tenant = \(tenant)")
                try transaction.execute("DELETE FROM event WHERE tenant = \(tenant) AND position = \(last)")
            case .forgedSeal:
                let stranger = Keyring(master: Random.bytes(Keyring.masterBytes)).signing
                let seal = try SealStore(keys: keys).seals(tenant: .init(tenant), in: transaction)[0]
                let signature = stranger.sign(
                    EventChain.sealedBytes(
                        tenant: .init(tenant), first: seal.first, last: seal.last, chain: seal.chain))
                try transaction.execute("UPDATE seal SET signature = \(signature) WHERE tenant = \(tenant)")
            case .changedWords:
                // Sealed with the right key, so that only the commitment can tell.
                guard
                    let id = try transaction.first(
                        "SELECT MIN(id) FROM content WHERE tenant = \(tenant)", { try $0.next(Int64.self) })
                else { return }
                let words = keys.sealing.seal(
                    Array("别的话".utf8), context: Array("content/\(Tenant.ID(tenant))/\(id)".utf8))
                try transaction.execute("UPDATE content SET words = \(words) WHERE tenant = \(tenant) AND id = \(id)")
            }
        }
    }

    @Test("erasing words keeps the log clean, and the topic says so", arguments: EngineKind.allCases)
    func erased(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            try await village.seal()
            let tenant = village.story.county.id.number
            let topic = village.story.waiting.id
            let changed = try await village.services.engine.write {
                try $0.execute(
                    """
                    UPDATE content SET salt = NULL, words = NULL, erased_at = 1
                    WHERE tenant = \(tenant) AND id = (SELECT text FROM topic WHERE id = \(topic.number))
                    """)
            }
            #expect(changed == 1)
            let report = try await village.verify()
            #expect(report.isClean, "\(String(describing: report.firstBad))")
            #expect(report.erased == 1)
            let stored = try #require(try await village.topic(topic))
            #expect(stored.text == .erased)
            let page = try await village.visitor().get("/status/\(village.story.waiting.code.text)")
            #expect(page.status == 200)
            #expect(!page.text.contains("校门口"))
            let desk = try await village.browser(of: .secretary).get("/desk/topics/\(topic)")
            #expect(desk.status == 200)
            #expect(desk.text.contains("（按本人要求已删除）"))
        }
    }

    private func raise(_ count: Int, in village: Village) async throws {
        let (room, county) = (village.room, village.story.county)
        try await Commands.run(on: village.installation) { commands in
            for index in 0..<count {
                let draft = TopicDraft(
                    room: room.id, area: room.area, source: .api, text: "第\(index)件事", place: "村口")
                _ = try commands.submit(draft, at: Village.morning, practice: Village.practice, tenant: county)
            }
        }
    }
}
