// SPDX-License-Identifier: Apache-2.0

import Domain
import Testing

@Suite("Replaying the log of a suggestion item")
struct ItemReplayTests {
    @Test("after each of 4 000 random acts the log tells the item as it is, and the item is sound")
    func walk() throws {
        var kindsSeen: Set<String> = []
        var refusalsSeen: Set<ItemRefusal> = []
        for seed: UInt64 in [3, 79, 20_260_323] {
            var walk = try ItemWalk(seed: seed)
            for step in 0..<4_000 {
                guard let index = walk.step() else { continue }
                let (item, log) = walk.trails.cases[index]
                let place = "seed \(seed), step \(step): \(walk.trails.lastAct)"
                try #require(SuggestionItem.replaying(log.map(\.event), as: item.id) == item, "\(place)")
                try #require(item.version == log.count, "\(place)")
                try #require(walk.trails.disagreement == nil, "\(place)")
                try #require(ItemWalk.flaw(of: item) == nil, "\(place)")
            }
            kindsSeen.formUnion(walk.trails.kindsSeen)
            refusalsSeen.formUnion(walk.trails.refusalsSeen)
        }
        #expect(kindsSeen.count == 27, "the walks missed some kind of event")
        #expect(Set(ItemRefusal.allCases).subtracting(refusalsSeen) == [], "the walks missed some refusal")
    }

    @Test("a log that does not begin with a draft tells of no item")
    func noBeginning() {
        #expect(SuggestionItem.replaying([], as: Village.itemID) == nil)
        for event in [
            ItemEvent.approved, .revised(Village.task), .closed(on: Village.day("2026-04-08"), signature: nil),
        ] {
            #expect(SuggestionItem.replaying([event], as: Village.itemID) == nil)
        }
    }
}
