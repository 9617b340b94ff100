// SPDX-License-Identifier: Apache-2.0

import Database
import DatabaseTestSupport
import Domain
import TestSupport
import Testing

@testable import Server

@Suite("Submitters are called to confirm", .serialized)
struct CallToConfirmTests {
    private static let other = "13900000001"

    @Test(
        "whoever left a phone with a topic, or with one that was merged into it, is called once, without the matter",
        arguments: EngineKind.allCases)
    func called(_ kind: EngineKind) async throws {
        try await Village.with(kind, settings: ["gateways": "show"]) { village in
            let raised = try await raise("校门口两边都停车。", Village.phone, village)
            let merged = try await raise("校门口的车停得太乱。", Self.other, village)
            let journey = try await village.carry(of: raised, to: .pooled)
            try await village.act(.merge, ["topic": raised.id.text], on: merged.id, as: .secretary)
            let reported = try await village.carry(journey, to: .reported)
            await village.sendMessages(.sms)
            #expect(calls(Village.phone, village).isEmpty, "nobody is asked before it was verified")
            _ = try await village.carry(reported, from: .verified, to: .verified)
            for _ in 0..<2 { await village.sendMessages(.sms) }
            for phone in [Village.phone, Self.other] {
                let texts = calls(phone, village)
                #expect(texts.count == 1, "\(texts)")
                #expect(texts.allSatisfy { !$0.contains("停") && !$0.contains("/c/") && $0.contains("查询码") })
            }
        }
    }

    @Test("a phone that was erased is not called")
    func erased() async throws {
        try await Village.with(.sqlite, settings: ["gateways": "show"]) { village in
            let raised = try await raise("校门口两边都停车。", Village.phone, village)
            let journey = try await village.carry(of: raised, to: .reported)
            try await village.services.engine.write { transaction in
                let store = TopicContactStore(tenant: village.story.county.id, keys: village.services.keys)
                _ = try store.take(of: raised.id, in: transaction)
            }
            _ = try await village.carry(journey, from: .verified, to: .verified)
            await village.sendMessages(.sms)
            #expect(calls(Village.phone, village).isEmpty)
        }
    }

    private func raise(_ words: String, _ phone: String, _ village: Village) async throws -> VillageStory.Raised {
        let raised = try await village.program().post(
            "/topics", ["room": village.room.token.text, "text": words, "phone": phone])
        let id = try #require(raised["id"].flatMap { Topic.ID($0) }, "\(raised.text)")
        let code = try #require(raised["trackingCode"].flatMap { TrackingCode($0) })
        return VillageStory.Raised(id: id, code: code, words: words)
    }

    private func calls(_ phone: String, _ village: Village) -> [String] {
        village.shown.filter { $0.address == phone && $0.text.contains("轮到您了") }.map(\.text)
    }
}
