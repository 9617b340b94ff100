// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

@testable import OpinionMap

@Suite("The map as JSON")
struct OpinionMapTextTests {
    private struct Read: Decodable {
        let votes: Int
        let statements: [String]
        let centre: [Double]
        let components: [[Double]]
        let places: [ReadPlace]
        let groups: [ReadGroup]
        let silhouette: Double
        let tests: [[String: [Double]]]
        let consensus: [Double]
        let common: [ReadFinding]
        let priorities: [Double]
    }

    private struct ReadPlace: Decodable {
        let participant: String
        let x: Double
        let y: Double
    }

    private struct ReadGroup: Decodable {
        let members: [String]
        let representative: [ReadFinding]
    }

    private struct ReadFinding: Decodable {
        let statement: String
        let side: String
    }

    @Test("whoever reads it gets every figure of the map, to the last bit")
    func figures() throws {
        let rows = twoCamps(people: 90, statements: 16).map {
            "\"p\"\"\u{1}\\ \($0.participant)\",\($0.statement),\($0.answer.rawValue)\n"
        }
        let file = try VoteFile(Array("participant,statement,vote\n\(rows.joined())".utf8))
        let map = OpinionMap(file.votes)
        let read = try JSONDecoder().decode(Read.self, from: Data(OpinionMapText(map, of: file).json))
        #expect(read.votes == map.voteCount)
        #expect(read.statements == (0..<16).map(String.init))
        #expect(read.centre == map.centre)
        #expect(read.components == [map.components.map(\.x), map.components.map(\.y)])
        #expect(read.places.map { Place($0.x, $0.y) } == map.places)
        #expect(read.places.map(\.participant) == file.participants)
        #expect(read.groups.map(\.members) == map.groups.map { $0.members.map { file.participants[$0] } })
        #expect(read.silhouette == map.silhouette)
        #expect(read.tests[1]["agree_test"] == map.groups[1].agreement.map(\.share.test))
        #expect(read.tests[0]["disagree_representativeness"] == map.groups[0].disagreement.map(\.ratio))
        #expect(read.tests[0]["seen"] == map.groups[0].tallies.map { Double($0.seen) })
        #expect(read.consensus == map.consensus)
        #expect(read.common.map(\.statement) == map.common.map { String($0.statement) })
        #expect(read.groups[0].representative.map(\.side) == map.representative[0].map(\.side.rawValue))
        #expect(read.priorities == map.priorities)
    }

    @Test("a map of nothing is JSON too")
    func nothing() throws {
        let file = try VoteFile(Array("participant,statement,vote\n".utf8))
        let text = String(decoding: OpinionMapText(OpinionMap([]), of: file).json, as: UTF8.self)
        #expect(
            text == """
                {"votes":0,"statements":[],"centre":[],"components":[[],[]],"places":[],"groups":[],"silhouette":0.0,\
                "tests":[],"consensus":[],"common":[],"priorities":[]}
                """)
    }
}
