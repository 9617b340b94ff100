// SPDX-License-Identifier: Apache-2.0

import Database
import DatabaseTestSupport
import Domain
import Foundation
import TestSupport
import Testing

@testable import Server

@Suite("Erasing words", .serialized)
struct ErasuresTests {
    @Test(
        "erased words are gone and the log holds; an older archive does not bring them back",
        arguments: EngineKind.allCases)
    func restored(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            try await village.seal()
            let own = village.services.settings
            try await Archives.with { archives in
                let old = try await archives.take(own, as: "old")
                let before = try await village.verify()
                try await eraseWaiting(village)
                let after = try await village.verify()
                #expect(after.isClean && after.erased == 1)
                #expect((after.events, after.seals) == (before.events, before.seals))
                #expect(after.contents == before.contents - 1)
                try await EmptyTarget.with(kind, keysOf: own.data) { target in
                    // Without the ledger the old archive does hold them.
                    let receipt = try await Restore().put(old, into: target.settings)
                    #expect(receipt.erasedAgain == 0)
                }
                try await EmptyTarget.with(kind, keysOf: own.data) { target in
                    try FileManager.default.copyItem(
                        atPath: own.data + "/keys/erasures", toPath: target.keys + "/erasures")
                    let receipt = try await Restore().put(old, into: target.settings)
                    #expect(receipt.erasedAgain == 1)
                    let report = try await Inspection.verify(target.settings)[0]
                    #expect(report == after)
                    let counts = try await counts(old, try await archives.take(target.settings, as: "new"))
                    #expect(counts.0.merging(["erasure": 1]) { $1 } == counts.1)
                }
            }
        }
    }

    @Test("an archive taken after an erasure tells the ledger of whoever restores it", arguments: EngineKind.allCases)
    func travelling(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let own = village.services.settings
            try await eraseWaiting(village)
            try await Archives.with { archives in
                let path = try await archives.take(own, as: "a")
                try await EmptyTarget.with(kind, keysOf: own.data) { target in
                    _ = try await Restore().put(path, into: target.settings)
                    let entries = try ErasureLedger(keys: target.keys).entries()
                    #expect(entries == (try ErasureLedger(keys: own.data + "/keys").entries()))
                    #expect(entries.count == 1)
                }
            }
        }
    }

    @Test(
        "the first start on a copy from before an erasure takes the public wording back too; later ones look for none",
        arguments: EngineKind.allCases)
    func followed(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let (own, topic) = (village.services.settings, village.story.waiting.id)
            try await village.act(.review, ["title": "校门口拥堵", "body": "放学很堵。"], on: topic, as: .secretary)
            try await Archives.with { archives in
                let old = try await archives.take(own, as: "old")
                try await eraseWaiting(village)
                try await EmptyTarget.with(kind, keysOf: own.data) { target in
                    try FileManager.default.copyItem(
                        atPath: own.data + "/keys/erasures", toPath: target.keys + "/erasures")
                    _ = try await Restore().put(old, into: target.settings)
                    #expect(try await shown(topic, target) == ["校门口拥堵", "0"])
                    for _ in 0..<2 {
                        await (try await Installation.open(target.settings, log: village.log.logger)).close()
                        #expect(try await shown(topic, target) == [nil, "1"])
                    }
                    // What a later start would find, it does not look for.
                    try await target.settings.withEngine { engine in
                        _ = try await engine.write {
                            try $0.execute(
                                "UPDATE topic SET public_title = '还在', public_body = '还在' WHERE id = \(topic.number)")
                        }
                    }
                    await (try await Installation.open(target.settings, log: village.log.logger)).close()
                    #expect(try await shown(topic, target) == ["还在", "1"])
                }
            }
        }
    }

    /// The public title of a topic, and whether what goes with its erased words is gone as well.
    private func shown(_ topic: Topic.ID, _ target: EmptyTarget) async throws -> [String?] {
        try await target.settings.withEngine { engine in
            try await engine.read { transaction in
                try transaction.first(
                    """
                    SELECT t.public_title, e.is_followed FROM topic t
                    JOIN erasure e ON e.tenant = t.tenant AND e.content = t.text WHERE t.id = \(topic.number)
                    """
                ) { [try $0.next(String?.self), String(try $0.next(Int.self))] } ?? []
            }
        }
    }

    @Test("what was not committed is neither erased nor in the ledger", arguments: EngineKind.allCases)
    func crash(_ kind: EngineKind) async throws {
        struct Crash: Error {}
        try await Village.with(kind) { village in
            let content = try await waitingContent(village)
            let (erasures, tenant) = (village.services.erasures, village.story.county.id)
            await #expect(throws: Crash.self) {
                try await village.services.engine.write { transaction in
                    try erasures.erase([content], tenant: tenant, at: Village.morning, in: transaction)
                    throw Crash()
                }
            }
            let ledger = ErasureLedger(keys: village.services.settings.data + "/keys")
            #expect(try ledger.entries().isEmpty)
            // The officer may still decide otherwise: no start erases it.
            #expect(try await start(village) == 0)
            #expect(try await village.topic(village.story.waiting.id)?.text != .erased)
        }
    }

    @Test("a server writes down at its start what another one has erased, once", arguments: EngineKind.allCases)
    func another(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            try await eraseWaiting(village)
            let file = village.services.settings.data + "/keys/erasures"
            let lines = try String(contentsOfFile: file, encoding: .utf8)
            #expect(!lines.isEmpty)
            try FileManager.default.removeItem(atPath: file)
            for _ in 0..<2 {
                _ = try await start(village)
                #expect(try String(contentsOfFile: file, encoding: .utf8) == lines)
            }
        }
    }

    /// What a start does about erasures; returns how many contents it erased.
    private func start(_ village: Village) async throws -> Int {
        let erasures = Erasures(ledger: ErasureLedger(keys: village.services.settings.data + "/keys"))
        return try await village.services.engine.write { try erasures.reapply(in: $0) }
    }

    @Test("erasing twice, or what is not there, changes nothing", arguments: EngineKind.allCases)
    func twice(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            try await eraseWaiting(village)
            let content = try await waitingContent(village)
            let (tenant, zone) = (village.story.county.id, village.story.zone.id)
            village.clock.move(hours: 48)
            let now = village.clock.now
            let again = try await village.services.engine.write { transaction in
                (
                    try ErasureStore().erase([content, 5], tenant: tenant, at: now, in: transaction),
                    try ErasureStore().erase([content], tenant: zone, at: now, in: transaction),
                    try ErasureStore().erase([], tenant: tenant, at: now, in: transaction)
                )
            }
            #expect(again == (0, 0, 0))
            let known = try await village.services.engine.read { try ErasureStore().all(in: $0) }
            #expect(known == [Erasure(tenant: tenant, content: content, day: Village.morning.day)])
        }
    }

    @Test("the sealed words are in no file of the data folder any more")
    func files() async throws {
        try await Village.with(.sqlite) { village in
            let content = try await waitingContent(village)
            let words = try #require(
                try await village.services.engine.read {
                    try $0.first("SELECT words FROM content WHERE id = \(content)") { try $0.next([UInt8].self) }
                })
            #expect(try !places(of: words, in: village).isEmpty)
            try await eraseWaiting(village)
            #expect(try !places(of: words, in: village).isEmpty, "until the purge they are in the log")
            try await village.services.erasures.purge(village.services.engine)
            #expect(try places(of: words, in: village) == [])
        }
    }

    /// The files of the data folder in which these bytes stand.
    private func places(of bytes: [UInt8], in village: Village) throws -> [String] {
        let folder = URL(filePath: village.services.settings.data)
        return try FileManager.default.subpathsOfDirectory(atPath: folder.path).filter { name in
            let path = folder.appending(path: name)
            return (try? Data(contentsOf: path))?.range(of: Data(bytes)) != nil
        }
    }

    private func waitingContent(_ village: Village) async throws -> Int64 {
        let topic = village.story.waiting.id.number
        return try #require(
            try await village.services.engine.read {
                try $0.first("SELECT text FROM topic WHERE id = \(topic)") { try $0.next(Int64.self) }
            })
    }

    private func eraseWaiting(_ village: Village) async throws {
        let content = try await waitingContent(village)
        let (erasures, tenant) = (village.services.erasures, village.story.county.id)
        try await village.services.engine.write {
            try erasures.erase([content], tenant: tenant, at: Village.morning, in: $0)
        }
    }

    /// How many rows the tables of two archives have.
    private func counts(_ first: String, _ second: String) async throws -> ([String: Int], [String: Int]) {
        let ends = try [first, second].map { path in
            let line = try #require(try Archives.lines(path).last)
            return try #require(try ArchiveLine(Array(line.utf8)).end).tables.mapValues(\.rows)
        }
        return (ends[0], ends[1])
    }
}
