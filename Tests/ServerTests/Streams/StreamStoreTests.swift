// SPDX-License-Identifier: Apache-2.0

import Database
import DatabaseTestSupport
import Domain
import TestSupport
import Testing

@testable import Server

@Suite("Events of streams", .serialized)
struct StreamStoreTests {
    @Test("are numbered without gaps for each channel, and read from any number on", arguments: EngineKind.allCases)
    func numbered(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let store = StreamStore(tenant: village.story.county.id)
            let (one, other) = (channel(1, village), channel(2, village))
            // Many at once, some of which come to nothing.
            await withTaskGroup(of: Void.self) { group in
                for number in 0..<40 {
                    group.addTask {
                        try? await village.services.engine.write { transaction in
                            try append(.integer(Int64(number)), to: one, store, village, transaction)
                            if number % 4 == 0 { throw Cancelled() }
                        }
                    }
                }
            }
            try await village.services.engine.write {
                try append("x", to: other, store, village, $0)
            }
            try await village.services.engine.read { transaction in
                let all = try store.read(one, after: 0, limit: 100, in: transaction)
                #expect(all.map(\.number) == Array(1...30))
                #expect(Set(all.map(\.data)).count == 30 && all.allSatisfy { $0.kind == "changed" })
                #expect(try store.read(one, after: 27, limit: 2, in: transaction).map(\.number) == [28, 29])
                #expect(try store.last(of: one, in: transaction) == 30)
                #expect(try store.last(of: other, in: transaction) == 1)
                #expect(try store.last(of: channel(3, village), in: transaction) == 0)
                let foreign = StreamStore(tenant: village.story.zone.id)
                #expect(try foreign.read(one, after: 0, limit: 100, in: transaction).isEmpty)
            }
        }
    }

    @Test(
        "go after their time and never give their numbers again; erased words go at once",
        arguments: EngineKind.allCases)
    func forgotten(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let (store, one) = (StreamStore(tenant: village.story.county.id), channel(1, village))
            try await village.services.engine.write { transaction in
                try append("secret", about: 7, to: one, store, village, transaction)
                try append("other", about: 8, to: one, store, village, transaction)
                try store.erase(about: 7, in: transaction)
            }
            let told = try await village.services.engine.read { try store.read(one, after: 0, limit: 9, in: $0) }
            #expect(told.map(\.kind) == ["erased", "changed"] && told.map(\.data) == ["{}", "\"other\""])

            village.clock.move(hours: 47)
            try await village.services.engine.write { try append("late", to: one, store, village, $0) }
            village.clock.move(hours: 2)
            try await Housekeeping.forget(village.services)
            let (last, kept) = try await village.services.engine.read {
                (try store.last(of: one, in: $0), try store.read(one, after: 0, limit: 9, in: $0))
            }
            #expect(last == 3 && kept.map(\.data) == ["\"late\""])
            village.clock.move(hours: 48)
            try await Housekeeping.forget(village.services)
            try await village.services.engine.write { try append("next", to: one, store, village, $0) }
            let next = try await village.services.engine.read { try store.read(one, after: 0, limit: 9, in: $0) }
            #expect(next.map(\.number) == [4])
        }
    }

    @Test("a channel's name is read as it is written, and nothing else is a channel")
    func names() {
        let channel = StreamChannel(tenant: .init(1), kind: .sessionWall, record: 12)
        #expect(StreamChannel(channel.name, of: .init(1)) == channel)
        for name in ["", "session-wall", "session-wall/", "session-wall/12", "wall/\(Identifier<Never>(12))", "/a/b"] {
            #expect(StreamChannel(name, of: .init(1)) == nil, "\(name)")
        }
    }

    private struct Cancelled: Error {}

    private func channel(_ record: Int64, _ village: Village) -> StreamChannel {
        StreamChannel(tenant: village.story.county.id, kind: .sessionWall, record: record)
    }

    private func append(
        _ data: JSON, about subject: Int64? = nil, to channel: StreamChannel, _ store: StreamStore, _ village: Village,
        _ transaction: Transaction
    ) throws {
        try store.append(.changed, data, about: subject, to: channel, at: village.clock.now, in: transaction)
    }
}
