// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import OpinionMap

@Suite("A running conversation")
struct ConversationTests {
    @Test("an update comes to the same map as beginning anew, to what can be seen")
    func update() {
        let votes = twoCamps(people: 300, statements: 24)
        var dice = Dice(state: 4)
        let mixed = votes.shuffled(using: &dice)
        var conversation = Conversation(Array(mixed.dropLast(200)))
        let before = conversation.map
        conversation.update(mixed.suffix(200))
        let (updated, anew) = (conversation.map, OpinionMap(votes))
        #expect(updated.voteCount == anew.voteCount)
        #expect(updated.centre == anew.centre)
        #expect(updated.tallies == anew.tallies)
        for axis in 0..<2 {
            let side = zip(updated.places, anew.places).reduce(0) { $0 + $1.0[axis] * $1.1[axis] } < 0 ? -1.0 : 1
            for (one, other) in zip(updated.places, anew.places) { #expect(abs(one[axis] - side * other[axis]) < 1e-3) }
        }
        #expect(updated.groups.count == 2)
        // Groups keep their numbers.
        for (one, other) in zip(before.groups, updated.groups) {
            #expect(Set(one.members).intersection(other.members).count > one.members.count / 2)
        }
    }

    @Test("each kind of people is counted apart, and together they are all")
    func kinds() {
        var conversation = Conversation(votes("+-+\n-+-\n+-0"))
        conversation.update(votes("...+\n\n\n++-", from: 1))
        let people = conversation.map.participants.count
        let tallies = conversation.tallies(of: (0..<people).map { $0.isMultiple(of: 2) })
        let (even, odd) = (tallies[true] ?? [], tallies[false] ?? [])
        #expect(tallies.count == 2 && zip(even, odd).map(+) == conversation.map.tallies)
        #expect(even.first == Tally(agree: 2) && odd.first == Tally(agree: 1, disagree: 1))
        #expect(Conversation([]).tallies(of: [Bool]()).isEmpty)
    }

    @Test("axes stay on their side from update to update")
    func axes() {
        let votes = twoCamps(people: 120, statements: 12)
        var conversation = Conversation(Array(votes.prefix(600)))
        for start in stride(from: 600, to: votes.count, by: 60) {
            let before = conversation.map
            conversation.update(Array(votes[start..<min(start + 60, votes.count)]))
            let along = zip(before.components, conversation.map.components).reduce(0) { $0 + $1.0.x * $1.1.x }
            #expect(along > 0)
        }
    }

    @Test("once in a group, always in one, also when more statements come")
    func onceIn() {
        var conversation = Conversation(votes("+-+\n-+-\n+-0"))
        #expect(conversation.map.groupOfParticipant.allSatisfy { $0 != nil })
        conversation.update(votes("...++-+\n\n\n++", from: 1), statements: [Statement(id: 8)])
        #expect(conversation.map.groupOfParticipant.prefix(3).allSatisfy { $0 != nil })
        #expect(conversation.map.groupOfParticipant[3] == nil)
        #expect(conversation.map.statements == Array(1...8))
    }

    @Test("the number of groups is held until four updates in a row find another")
    func held() {
        // Two crowds; then half of the second goes another way. Everybody has one answer of the own.
        func crowd(_ answers: String, _ person: Int) -> String {
            var own = Array(answers)
            own[person % own.count] = "0"
            return String(own)
        }
        let ways = ["++++--------", "----++++----", "--------++++"]
        let two = (0..<60).map { crowd(ways[$0 % 2], $0 / 2) }
        let three = (0..<60).map { crowd(ways[$0 % 4 == 3 ? 2 : $0 % 2], $0 / 2) }
        var conversation = Conversation(votes(two.joined(separator: "\n")))
        #expect(conversation.map.groups.count == 2)
        let changed = votes(three.joined(separator: "\n"))
        #expect(OpinionMap(changed).groups.count == 3)
        for held in [2, 2, 2, 3, 3] {
            conversation.update(changed)
            #expect(conversation.map.groups.count == held)
        }
    }

    @Test("what becomes known of a statement counts from then on, and is not forgotten")
    func traits() {
        var conversation = Conversation(twoCamps(people: 60, statements: 10))
        conversation.update([], statements: [Statement(id: 0, isOut: true)])
        #expect(conversation.map.components[0] == .zero)
        conversation.update(votes("+", from: 500))
        #expect(conversation.map.components[0] == .zero)
        conversation.update([], statements: [Statement(id: 0)])
        #expect(conversation.map.components[0] != .zero)
    }

    @Test("a conversation may begin with nothing, and grow from there")
    func fromNothing() {
        var conversation = Conversation([])
        conversation.update([])
        let camps = twoCamps(people: 60, statements: 10)
        for vote in camps.prefix(30) { conversation.update([vote]) }
        for _ in 0..<5 { conversation.update(camps) }
        #expect(conversation.map.groups.map(\.members) == OpinionMap(camps).groups.map(\.members))
    }
}
