// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import OpinionMap

@Suite("Components and places")
struct PlacesTests {
    private func centred(_ votes: [Vote], out: Set<Int> = []) -> CentredVotes {
        let matrix = VoteMatrix(votes)
        return CentredVotes(matrix, places: matrix.statements.map { !out.contains($0) })
    }

    @Test("the centre is the mean of those who have voted")
    func centre() {
        #expect(centred(votes("+-0.\n+0.+\n-...")).centre == [1.0 / 3, -0.5, 0, 1])
        #expect(centred(votes("+-\n+-"), out: [2]).centre == [1, 0])
    }

    @Test("two people who differ on all they were asked stand opposite each other, on one axis")
    func byHand() {
        // Means 0: X is the votes, XᵀX = [[2, −2], [−2, 2]], whose leading vector is (1, −1)/√2; there is no second one.
        let centred = centred(votes("+-\n-+"))
        let components = PrincipalComponents(centred).loadings
        let half = 0.5.squareRoot()
        #expect(isClose(components, [SIMD2(half, 0), SIMD2(-half, 0)]))
        #expect(isClose(centred.places(along: components), [SIMD2(2 * half, 0), SIMD2(-2 * half, 0)]))
    }

    @Test("a place is what one has answered, times √(statements / own votes)")
    func scale() {
        let centred = centred(votes("+-.\n-++\n0.."))
        let along = [SIMD2(1.0, 0.5), SIMD2(2.0, -1), SIMD2(3.0, 0)]
        let places = centred.places(along: along)
        // The first: (1 − 0) · 1 + (−1 − 0) · 2 = −1, with two of three statements answered.
        #expect(abs(places[0].x - -1 * 1.5.squareRoot()) < 1e-15)
        #expect(abs(places[0].y - 1.5 * 1.5.squareRoot()) < 1e-15)
        #expect(places[1] == SIMD2(1, -1.5))
        #expect(places[2] == .zero)
    }

    @Test("a statement that is out moves nobody, and counts as answered by everybody")
    func out() {
        let centred = centred(votes("+-+\n-+.\n0.."), out: [3])
        let along = [SIMD2(1.0, 0), SIMD2(2.0, 0), SIMD2(5.0, 0)]
        let places = centred.places(along: along)
        #expect(places[0].x == -1)
        #expect(places[1].x == 1)
        #expect(PrincipalComponents(centred).loadings[2] == .zero)
        #expect(places[2].x == 0)
    }

    @Test("the largest loading of each axis is positive")
    func sign() {
        for seed in 1...5 as ClosedRange<UInt64> {
            let components = PrincipalComponents(centred(twoCamps(people: 40, statements: 12, seed: seed))).loadings
            for axis in 0..<2 {
                let largest = components.map { $0[axis] }.max { abs($0) < abs($1) } ?? 0
                #expect(largest > 0)
            }
        }
    }

    @Test("components are the leading eigenvectors of XᵀX, as a dense computation finds them")
    func dense() {
        for (people, statements) in [(3, 5), (30, 4), (40, 30), (9, 80)] {
            let votes = centred(twoCamps(people: people, statements: statements))
            let size = votes.centre.count
            let columns = (0..<size).map { column in
                votes.squared(times: (0..<size).map { SIMD2($0 == column ? 1 : 0, 0) }).map(\.x)
            }
            let system = SymmetricEigensystem(columns)
            let components = PrincipalComponents(votes).loadings
            for axis in 0..<2 {
                let along = zip(components, system.vectors[axis]).reduce(0) { $0 + $1.0[axis] * $1.1 }
                #expect(abs(abs(along) - 1) < 1e-12, "\(people) × \(statements), axis \(axis)")
                #expect(abs(components.reduce(0) { $0 + $1[axis] * $1[axis] } - 1) < 1e-12)
            }
            #expect(abs(components.reduce(0) { $0 + $1.x * $1.y }) < 1e-12)
        }
    }

    @Test("two directions of the same weight are both found")
    func equalWeight() {
        // Four people, each pair differs on its own statement: XᵀX = 2 · identity.
        let centred = centred(votes("+.\n-.\n.+\n.-"))
        let components = PrincipalComponents(centred).loadings
        let places = centred.places(along: components)
        #expect(abs(components.reduce(0) { $0 + $1.x * $1.y }) < 1e-12)
        for place in places { #expect(abs(place.squaredLength - 2) < 1e-12) }
    }

    @Test("where all say the same there is no axis, and all stand in the middle")
    func agreement() {
        let centred = centred(votes("+-0\n+-0\n+.."))
        #expect(PrincipalComponents(centred).loadings == [.zero, .zero, .zero])
        #expect(centred.places(along: PrincipalComponents(centred).loadings) == [.zero, .zero, .zero])
    }

    @Test("from the last components the same ones are found again, in fewer passes and on the same side")
    func warm() {
        let centred = centred(twoCamps(people: 200, statements: 40))
        let cold = PrincipalComponents(centred)
        let turned = cold.loadings.map { SIMD2(-1, 1) * $0 }
        let warm = PrincipalComponents(centred, startingFrom: turned)
        #expect(warm.passes < cold.passes)
        #expect(isClose(warm.loadings, turned, 1e-4))
    }

    @Test("what the last components know nothing of is found all the same")
    func unknownDirection() {
        // Two circles of people who never answer the same statement; only the second differs within itself.
        let centred = centred(votes("++...\n++...\n+-...\n..+-+\n..-+-\n..+-+\n..-+-"))
        let blind = [SIMD2(1.0, 0), SIMD2(0, 1.0), .zero, .zero, .zero]
        let found = PrincipalComponents(centred, startingFrom: blind).loadings
        #expect(abs(abs(found[2].x) - (1.0 / 3).squareRoot()) < 1e-3)
    }

    @Test("eigenvalues and eigenvectors of a small matrix, by hand")
    func eigensystem() {
        let system = SymmetricEigensystem([[2, 1, 0], [1, 2, 0], [0, 0, 5]])
        #expect(zip(system.values, [5, 3, 1]).allSatisfy { abs($0 - $1) < 1e-14 })
        #expect(abs(abs(system.vectors[1][0]) - 0.5.squareRoot()) < 1e-14)
        #expect(SymmetricEigensystem([]).values == [])
    }

    private func isClose(_ one: [SIMD2<Double>], _ other: [SIMD2<Double>], _ tolerance: Double = 1e-12) -> Bool {
        one.count == other.count
            && zip(one, other).allSatisfy { $0.squaredDistance(to: $1).squareRoot() < tolerance }
    }
}
