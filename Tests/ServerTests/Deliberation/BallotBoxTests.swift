// SPDX-License-Identifier: Apache-2.0

import Database
import DatabaseTestSupport
import Domain
import TestSupport
import Testing

@testable import Server

@Suite("Votes that are written together", .serialized)
struct BallotBoxTests {
    /// Ballots of voices by name in a call of the village.
    private struct Booth: Sendable {
        let village: Village
        let open: Village.OpenCall

        private var tenant: Tenant.ID { village.story.county.id }

        func ballot(
            _ name: String, _ answer: OpinionVote.Answer = .agree, to place: Int = 0, _ means: Support.Means = .phone,
            mayBeNew: Bool = true
        ) -> BallotBox.Ballot {
            .init(
                tenant: tenant, call: open.call, statement: open.statements[place], answer: answer,
                key: OpinionVoice.invented(means, name).key(in: open.call, of: tenant, village.services.keys),
                means: means, mayBeNew: mayBeNew, castAt: village.clock.now)
        }

        /// What became of each when they are written in one lot.
        func write(_ ballots: [BallotBox.Ballot], known: [[UInt8]: Int64] = [:]) async throws -> [String] {
            let lot = BallotLot(ballots: ballots, known: known, ids: village.services.ids)
            return try await village.services.engine.write { try lot.write(in: $0) }.map(Self.word)
        }

        static func word(_ verdict: BallotBox.Verdict) -> String {
            switch verdict {
            case .counted: "counted"
            case .refused(let refusal): refusal.code
            case .notFound: "not_found"
            case .isNew: "new"
            }
        }

        func votes() async throws -> [OpinionVoteStore.Vote] {
            let store = OpinionVoteStore(tenant: tenant)
            return try await village.services.engine.read { try store.votes(of: open.call, after: -1, in: $0) }
        }
    }

    @Test("are judged one by one: what does not count keeps nothing else from counting", arguments: EngineKind.allCases)
    func judged(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let booth = Booth(village: village, open: try await village.openCall())
            let other = Booth(village: village, open: try await village.openCall())
            let removal = "/desk/statements/\(booth.open.statements[2])/removal"
            let removed = try await village.program(of: .secretary).post(removal, ["ground": "off_topic"])
            #expect(removed.status == 200, "\(removed.text)")
            let good = booth.ballot("甲")
            let elsewhere = BallotBox.Ballot(
                tenant: .init(1), call: good.call, statement: good.statement, answer: .agree, key: good.key,
                means: .phone, mayBeNew: true, castAt: good.castAt)
            let crossed = BallotBox.Ballot(
                tenant: good.tenant, call: good.call, statement: other.open.statements[0], answer: .agree,
                key: good.key, means: .phone, mayBeNew: true, castAt: good.castAt)
            let words = try await booth.write([
                elsewhere, good, booth.ballot("乙", to: 2), booth.ballot("丙", .pass, to: 0, .device, mayBeNew: false),
                crossed, other.ballot("甲", .disagree), booth.ballot("丁", .pass, to: 1, .device),
            ])
            #expect(
                words == ["not_found", "counted", "not_asked", "new", "not_found", "counted", "counted"], "\(words)")
            let (votes, others) = (try await booth.votes(), try await other.votes())
            #expect(votes.count == 2 && Set(votes.map(\.means)) == [.phone, .device])
            #expect(others.map(\.answer) == [.disagree])
        }
    }

    @Test(
        "are one voice and one vote, however often it comes in one lot; the last counts", arguments: EngineKind.allCases
    )
    func doubles(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let booth = Booth(village: village, open: try await village.openCall())
            let words = try await booth.write([
                booth.ballot("甲", .agree), booth.ballot("甲", .agree, to: 1), booth.ballot("甲", .pass),
                booth.ballot("甲", .disagree),
            ])
            #expect(words == Array(repeating: "counted", count: 4))
            let votes = try await booth.votes()
            #expect(Set(votes.map(\.voter)).count == 1 && votes.count == 2)
            #expect(votes.first { $0.statement == booth.open.statements[0].number }?.answer == .disagree)
            // The same again by another lot, and by a voice that is known.
            let voter = try #require(votes.first?.voter)
            let again = booth.ballot("甲", .agree)
            #expect(try await booth.write([again], known: [again.key: voter]) == ["counted"])
            #expect(try await booth.votes().count == 2)
        }
    }

    @Test("two hundred at once cost fewer statements than votes, and each is durable", arguments: EngineKind.allCases)
    func together(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let booth = Booth(village: village, open: try await village.openCall())
            let names = (0..<100).map { "第\($0)人" }
            for name in names { _ = try await village.services.ballots.cast(booth.ballot(name)) }
            let before = village.services.engine.counters.statements
            let words = try await withThrowingTaskGroup(of: String.self) { group in
                for name in names {
                    for place in 1...2 {
                        group.addTask {
                            Booth.word(try await village.services.ballots.cast(booth.ballot(name, .pass, to: place)))
                        }
                    }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(words == Array(repeating: "counted", count: 200))
            let statements = village.services.engine.counters.statements - before
            #expect(statements < 200, "\(statements)")
            #expect(try await booth.votes().count == 300)
        }
    }

    @Test("end with the call, for voices that are known as for others", arguments: EngineKind.allCases)
    func ended(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let booth = Booth(village: village, open: try await village.openCall())
            let ballots = village.services.ballots
            let first = try await ballots.cast(booth.ballot("甲"))
            #expect(Booth.word(first) == "counted")
            let closed = try await village.program(of: .secretary).post(
                "/desk/deliberations/\(booth.open.call)/closing", [:])
            #expect(closed["state"] == "closed" && closed.object["votes"] as? Int == 1, "\(closed.text)")
            for name in ["甲", "乙"] {
                let late = try await ballots.cast(booth.ballot(name, .pass))
                #expect(Booth.word(late) == "has_ended")
            }
            #expect(try await booth.votes().map(\.answer) == [.agree])
        }
    }
}
