// SPDX-License-Identifier: Apache-2.0

import Database
import DatabaseTestSupport
import Domain
import TestSupport
import Testing

@testable import Server

/// Not that of the testing library.
private typealias Attachment = Domain.Attachment

@Suite("Attachments in the database", .serialized)
struct AttachmentStoreTests {
    private func bytes(of attachment: Attachment, in village: Village, kind: EngineKind) async throws -> [UInt8] {
        let store = village.attachments.store
        return try await village.services.engine.read { transaction in
            var bytes: [UInt8] = []
            var number = 0
            while let chunk = try store.chunk(number, of: attachment, in: transaction) {
                bytes += chunk
                number += 1
            }
            return bytes
        }
    }

    @Test("a file comes back byte for byte, in pieces", arguments: EngineKind.allCases)
    func roundTrip(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let piece = AttachmentStore.chunkBytes
            for (size, pieces) in [(9, 1), (piece, 1), (piece + 1, 2), (3 * piece - 1, 3)] {
                let sent =
                    Village.pdf.prefix(9) + (9..<size).map { UInt8(truncatingIfNeeded: $0 &* 2_654_435_761 >> 7) }
                let before = try await village.count(of: .chunk)
                let kept = try await village.upload(Array(sent), name: "桥.pdf", by: .secretary)
                #expect(try await village.count(of: .chunk) == before + pieces)
                #expect(try await bytes(of: kept, in: village, kind: kind) == Array(sent))
                let (desk, actor) = (village.attachments, village.actor(.secretary))
                let read = try await village.services.engine.read { try desk.visible(kept.id, to: actor, in: $0) }
                #expect(read == kept)
            }
        }
    }

    @Test("neither the bytes nor the name lie open in the database", arguments: EngineKind.allCases)
    func sealed(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            _ = try await village.upload(Array("%PDF-一个秘密的地方".utf8), name: "张家.pdf", by: .secretary)
            let stored = try await village.services.engine.read { transaction in
                try transaction.rows("SELECT bytes FROM attachment_chunk") { try $0.next([UInt8].self) }
                    + transaction.rows("SELECT name FROM attachment") { try $0.next([UInt8].self) }
            }
            #expect(stored.count == 2)
            for value in stored {
                for words in ["秘密", "张家", "PDF"] { #expect(value.firstRange(of: Array(words.utf8)) == nil) }
            }
        }
    }

    @Test("a piece that was changed, moved or left out is noticed", arguments: EngineKind.allCases)
    func tampered(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let two = Array(Village.pdf) + [UInt8](repeating: 7, count: AttachmentStore.chunkBytes)
            let (first, second) = (
                try await village.upload(two, by: .secretary), try await village.upload(two, by: .secretary)
            )
            try await village.services.engine.write { transaction in
                try transaction.execute(
                    """
                    UPDATE attachment_chunk SET bytes = (SELECT o.bytes FROM attachment_chunk o
                        WHERE o.attachment = \(second.id.number) AND o.number = 0)
                    WHERE attachment = \(first.id.number) AND number = 0
                    """)
            }
            await #expect(throws: (any Error).self) { try await bytes(of: first, in: village, kind: kind) }
            try await village.services.engine.write { transaction in
                try transaction.execute("UPDATE attachment SET size = 9 WHERE id = \(second.id.number)")
            }
            let (desk, actor) = (village.attachments, village.actor(.secretary))
            let cut = try await village.services.engine.read { try desk.visible(second.id, to: actor, in: $0) }
            await #expect(throws: (any Error).self) { try await bytes(of: cut, in: village, kind: kind) }
        }
    }

    @Test("attaching takes own uploads of the last day, once, and all of them or none", arguments: EngineKind.allCases)
    func attaching(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let topic = village.story.waiting.id
            let own = [try await village.upload(by: .secretary), try await village.upload(by: .secretary)]
            let foreign = try await village.upload(by: .leader)
            await #expect(throws: AttachmentRefusal.notUploaded) {
                try await village.attach([own[0].id, foreign.id], to: topic, by: .secretary)
            }
            await #expect(throws: AttachmentRefusal.notUploaded) {
                try await village.attach([.init(1)], to: topic, by: .secretary)
            }
            #expect(try await village.list(of: topic).isEmpty)
            try await village.attach([own[0].id, own[1].id, own[0].id], to: topic, by: .secretary)
            #expect(try await village.list(of: topic).map(\.id) == own.map(\.id))
            #expect(try await village.list(of: topic)[0].state == .attached(to: .topic(topic)))
            await #expect(throws: AttachmentRefusal.alreadyAttached) {
                try await village.attach([own[0].id], to: village.story.held.id, by: .secretary)
            }
            let old = try await village.upload(by: .secretary)
            village.clock.move(hours: 24)
            await #expect(throws: AttachmentRefusal.notUploaded) {
                try await village.attach([old.id], to: topic, by: .secretary)
            }
        }
    }

    @Test("a record has room for fifty")
    func tooMany() async throws {
        try await Village.with(.sqlite) { village in
            let topic = village.story.waiting.id
            var ids: [Attachment.ID] = []
            for _ in 0..<51 { ids.append(try await village.upload(by: .secretary).id) }
            await #expect(throws: AttachmentRefusal.tooMany) {
                try await village.attach(ids, to: topic, by: .secretary)
            }
            try await village.attach(Array(ids.dropLast()), to: topic, by: .secretary)
            await #expect(throws: AttachmentRefusal.tooMany) {
                try await village.attach([ids[50]], to: topic, by: .secretary)
            }
        }
    }

    @Test("of two who attach the same upload at once, one succeeds", arguments: EngineKind.allCases)
    func race(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            for _ in 0..<5 {
                let upload = try await village.upload(by: .secretary)
                let topics = [village.story.waiting.id, village.story.held.id, village.story.asked.id]
                let done = await withTaskGroup(of: Bool.self) { group in
                    for topic in topics {
                        group.addTask {
                            (try? await village.attach([upload.id], to: topic, by: .secretary)) != nil
                        }
                    }
                    return await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
                }
                #expect(done == 1)
            }
        }
    }

    @Test("after erasing, bytes, name and digest are gone, the row stays", arguments: EngineKind.allCases)
    func erasing(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let (topic, other) = (village.story.waiting.id, village.story.held.id)
            let attachment = try await village.attachment(of: topic, by: .secretary)
            _ = try await village.attachment(of: other, by: .secretary)
            let (desk, now) = (village.attachments, village.clock.now)
            for _ in 0..<2 {
                try await village.services.engine.write { try desk.erase(of: .topic(topic), at: now, in: $0) }
                #expect(try await village.count(of: .attachment) == 2)
                #expect(try await village.count(of: .chunk) == 1, "the other record keeps its own")
                let left = try #require(try await village.list(of: topic).first)
                #expect(left.id == attachment.id && left.name == .erased && left.digest == nil)
                #expect(left.state == .erased(from: .topic(topic)))
            }
            #expect(try await village.program(of: .secretary).get("/attachments/\(attachment.id)").status == 404)
        }
    }

    @Test("what waits for longer than a day goes, what has a record stays", arguments: EngineKind.allCases)
    func orphans(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let attached = try await village.attachment(of: village.story.waiting.id, by: .secretary)
            for _ in 0..<45 { _ = try await village.upload(by: .secretary) }
            village.clock.move(hours: 24)
            let young = try await village.upload(by: .secretary)
            #expect(try await village.attachments.forgetWaiting(at: village.clock.now) == 0)
            village.clock.move(hours: 1, milliseconds: 1)
            #expect(try await village.attachments.forgetWaiting(at: village.clock.now) == 45)
            #expect(try await village.attachments.forgetWaiting(at: village.clock.now) == 0)
            #expect(try await village.count(of: .attachment) == 2)
            #expect(try await village.count(of: .chunk) == 2)
            #expect(try await bytes(of: attached, in: village, kind: kind) == Village.pdf)
            #expect(try await bytes(of: young, in: village, kind: kind) == Village.pdf)
        }
    }
}
