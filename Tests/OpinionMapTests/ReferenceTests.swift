// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import OpinionMap

/// The map against what others computed from the same votes.
@Suite("Public conversations", .enabled(if: ReferenceData.isThere))
struct ReferenceTests {
    private static let exact = 1e-9
    private static let statistics = 1e-6

    private func furthest(_ one: some Sequence<Double>, _ other: some Sequence<Double>) -> Double {
        zip(one, other).reduce(0) { max($0, abs($1.0 - $1.1)) }
    }

    @Test(
        "vTaiwan: centre, components, places, groups, tests and consensus are those of the independent implementation")
    func independent() throws {
        let (file, reference) = try ReferenceData.reference()
        let map = OpinionMap(file.votes)
        #expect(furthest(map.centre, reference.mean) < Self.exact)
        var signs = SIMD2(1.0, 1.0)
        for axis in 0..<2 {
            let along = zip(map.components, reference.components[axis]).reduce(0) { $0 + $1.0[axis] * $1.1 }
            signs[axis] = along < 0 ? -1 : 1
            #expect(furthest(map.components.map { $0[axis] * signs[axis] }, reference.components[axis]) < Self.exact)
        }
        try #require(reference.projection.count == map.places.count)
        for (name, place) in zip(file.participants, map.places) {
            let expected = try #require(reference.projection[name])
            #expect(furthest([place.x * signs.x, place.y * signs.y], expected) < Self.exact, "\(name)")
        }

        let grouped = zip(file.participants, map.groupOfParticipant).filter { $0.1 != nil }
        #expect(Set(grouped.map(\.0)) == Set(reference.groups.labels.keys))
        let labels = grouped.map { reference.groups.labels[$0.0] ?? -1 }
        #expect(map.groups.count == reference.groups.k)
        #expect(adjustedRandIndex(grouped.compactMap(\.1), labels) >= 0.95)
        #expect(abs(map.silhouette - reference.groups.silhouette) < 0.01)
        #expect(furthest(map.consensus, reference.group_aware_consensus) < Self.exact)
        for (group, expected) in zip(map.groups, reference.by_group) {
            #expect(group.tallies.map(\.agree) == expected.agree)
            #expect(group.tallies.map(\.disagree) == expected.disagree)
            #expect(group.tallies.map(\.seen) == expected.seen)
            for (figures, test, ratio, ratioTest) in [
                (
                    group.agreement, expected.agree_test, expected.agree_representativeness,
                    expected.agree_representativeness_test
                ),
                (
                    group.disagreement, expected.disagree_test, expected.disagree_representativeness,
                    expected.disagree_representativeness_test
                ),
            ] {
                #expect(furthest(figures.map(\.share.test), test) < Self.statistics)
                #expect(furthest(figures.map(\.ratio), ratio) < Self.statistics)
                #expect(furthest(figures.map(\.test), ratioTest) < Self.statistics)
            }
        }
    }

    @Test("the formulas are those of the production system of Polis", arguments: ["polis-25", "polis-below-100"])
    func production(name: String) throws {
        let polis = try ReferenceData.PolisConversation(name)
        let matrix = VoteMatrix(polis.votes, listed: polis.statements.map(\.id))
        let statements = polis.statements.sorted { $0.id < $1.id }
        let centred = CentredVotes(matrix, places: statements.map(\.places))
        #expect(furthest(centred.centre, polis.result.pca.center.map { -$0 }) < Self.exact)

        let components = zip(polis.result.pca.comps[0], polis.result.pca.comps[1]).map { SIMD2($0, $1) }
        let places = Dictionary(
            uniqueKeysWithValues: zip(matrix.participants, centred.places(along: components)))
        let base = polis.result.baseClusters
        for (members, (x, y)) in zip(base.members, zip(base.x, base.y)) where members.count == 1 {
            let place = try #require(places[members[0]])
            #expect(furthest([-place.x, -place.y], [x, y]) < Self.exact)
        }
        let extremities = Priority.extremities(centre: centred.centre, components: components)
        #expect(furthest(extremities, polis.result.pca.commentExtremity) < Self.exact)

        let groups = polis.groupOfParticipant
        let tallies = matrix.tallies(
            of: matrix.participants.map { groups[$0] ?? -1 }, groups: polis.result.groupClusters.count)
        for (group, tallies) in tallies.enumerated() {
            let expected = try #require(polis.result.groupVotes["\(group)"]).votes
            for (id, tally) in zip(matrix.statements, tallies) {
                let counts = try #require(expected["\(id)"])
                #expect(tally.agree == counts.A && tally.disagree == counts.D && tally.seen == counts.S)
            }
        }
        let consensus = Consensus.acrossGroups(tallies, statements: statements.count)
        let grouped = statements.indices.map { statement in tallies.reduce(Tally()) { $0 + $1[statement] } }
        for (index, statement) in statements.enumerated() {
            let key = "\(statement.id)"
            #expect(abs(consensus[index] - (polis.result.groupAwareConsensus[key] ?? .nan)) < Self.exact)
            let priority = Priority.of(grouped[index], extremity: extremities[index], isMeta: statement.isMeta)
            #expect(abs(priority - (polis.result.commentPriorities[key] ?? .nan)) < Self.exact)
        }
        let common = Consensus.findings(
            statements.indices.map(matrix.tally), among: statements.indices.filter { statements[$0].places })
        for side in Side.allCases {
            #expect(
                Set(common.filter { $0.side == side }.map { statements[$0.statement].id })
                    == Set((polis.result.consensus[side.rawValue] ?? []).map(\.tid)))
        }
    }

    @Test("the whole map of these is drawn up too", arguments: ["polis-25", "polis-below-100"])
    func whole(name: String) throws {
        let polis = try ReferenceData.PolisConversation(name)
        let map = OpinionMap(polis.votes, statements: polis.statements)
        #expect((2...5).contains(map.groups.count))
        #expect(map.statements.count == polis.statements.count)
    }
}
