// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import OpinionMap

@Suite("The opinion map")
struct OpinionMapTests {
    @Test("two camps are found, with what parts them and what they share")
    func camps() throws {
        let map = OpinionMap(twoCamps(people: 90, statements: 16))
        try #require(map.groups.count == 2)
        let small = try #require(map.groups.firstIndex { $0.members.count == 30 })
        #expect(map.groups[small].members == (0..<30).map { 3 * $0 })
        #expect(map.groupOfParticipant.enumerated().allSatisfy { ($0.offset % 3 == 0) == ($0.element == small) })
        #expect(map.silhouette > 0.5)
        #expect(Set(map.common.prefix(4)) == Set((12..<16).map { Finding(statement: $0, side: .agree) }))
        #expect(map.representative[small].count == 5)
        #expect(map.representative[small].allSatisfy { $0.statement < 8 && $0.side == .disagree })
        #expect(map.representative[1 - small].allSatisfy { $0.statement < 8 && $0.side == .agree })
        // Each group agrees with the last quarter, and with nothing else.
        let weakest = try #require(map.consensus[12...].min())
        #expect(map.consensus[..<12].allSatisfy { $0 < weakest })
        #expect(map.tallies[0].seen == map.groups[0].tallies[0].seen + map.groups[1].tallies[0].seen)
    }

    @Test("the same votes in any order make the same map, to the last bit")
    func anyOrder() {
        var dice = Dice(state: 2)
        let votes = twoCamps(people: 150, statements: 30)
        let (one, other) = (OpinionMap(votes), OpinionMap(votes.shuffled(using: &dice)))
        #expect(one.components == other.components)
        #expect(one.places == other.places)
        #expect(one.groupOfParticipant == other.groupOfParticipant)
        #expect(one.priorities == other.priorities)
        #expect(one.representative == other.representative)
    }

    @Test("ids need not follow each other: only their order counts")
    func ids() {
        let votes = twoCamps(people: 60, statements: 10)
        let far = votes.map {
            Vote(participant: $0.participant * 1_000_003, statement: $0.statement - 77, answer: $0.answer)
        }
        let (one, other) = (OpinionMap(votes), OpinionMap(far))
        #expect(one.places == other.places)
        #expect(other.groups.map(\.members) == one.groups.map { $0.members.map { $0 * 1_000_003 } })
    }

    @Test("who has answered fewer than seven statements has a place and no group")
    func fewAnswers() {
        let map = OpinionMap(
            twoCamps(people: 60, statements: 10) + votes("++++++", from: 100) + votes("+++++++", from: 101))
        #expect(map.participants.suffix(2) == [100, 101])
        #expect(map.groupOfParticipant[60] == nil)
        #expect(map.groupOfParticipant[61] != nil)
        #expect(map.places[60] != .zero)
    }

    @Test("with fewer than seven statements, whoever has answered all is grouped")
    func fewStatements() {
        let map = OpinionMap(votes("+-\n-+\n+-\n-+\n+."))
        #expect(map.groups.map(\.members) == [[1, 3], [2, 4]])
        #expect(map.groupOfParticipant[4] == nil)
    }

    @Test("no votes, one person, one statement, all the same: a map, and no more groups than there are opinions")
    func small() {
        let nothing = OpinionMap([])
        #expect(nothing.participants.isEmpty && nothing.groups.isEmpty && nothing.consensus.isEmpty)
        let unasked = OpinionMap([], statements: [Statement(id: 1)])
        #expect(unasked.statements == [1] && unasked.centre == [0] && unasked.consensus == [0])
        let alone = OpinionMap(votes("+-0"))
        #expect(alone.places == [.zero] && alone.groups.map(\.members) == [[1]])
        let statement = OpinionMap(votes("+\n-\n+\n0"))
        #expect(statement.places.allSatisfy { $0.y == 0 } && statement.groups.count == 2)
        let same = OpinionMap(votes("+++\n+++\n+++"))
        #expect(same.places == [.zero, .zero, .zero] && same.groups.map(\.members) == [[1, 2, 3]])
        #expect(same.consensus == [0.8, 0.8, 0.8])
        let timid = OpinionMap(votes("+...\n.-..\n..0.\n...+"))
        #expect(timid.groups.isEmpty && timid.consensus == [0, 0, 0, 0] && timid.places.count == 4)
    }

    @Test("a statement that is out, or asks who people are, moves nobody and represents nobody")
    func out() {
        let votes = twoCamps(people: 90, statements: 16)
        let map = OpinionMap(votes, statements: [Statement(id: 0, isOut: true), Statement(id: 1, isMeta: true)])
        #expect(map.components[0] == .zero && map.centre[1] == 0)
        #expect(map.representative.joined().allSatisfy { $0.statement > 1 })
        #expect(map.priorities[1] == 49)
        #expect(map.tallies[0].seen == OpinionMap(votes).tallies[0].seen)
    }
}
