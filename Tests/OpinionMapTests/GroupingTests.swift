// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import OpinionMap

@Suite("Groups")
struct GroupingTests {
    private func scattered(_ count: Int, seed: UInt64) -> [Place] {
        var dice = Dice(state: seed)
        // Most huddle, a few stand far away.
        return (0..<count).map { index in
            let place = Place(Double(dice.below(1000)) / 500 - 1, Double(dice.below(1000)) / 500 - 1)
            return index % 17 == 0 ? place * 20 : place * place
        }
    }

    @Test("the nearest centre is the one that comparing all finds, for every place", arguments: [1, 40, 3000])
    func nearest(count: Int) {
        let cells = PlaceCells(scattered(count, seed: 5))
        let centres = scattered(90, seed: 6)
        let found = cells.nearest(of: centres)
        for (place, label) in zip(cells.places, found) {
            let distances = centres.map { place.squaredDistance(to: $0) }
            #expect(Int(label) == distances.firstIndex(of: distances.min() ?? 0))
        }
        #expect(cells.order.sorted() == Array(0..<count))
    }

    @Test("of two centres equally near the first is taken")
    func ties() {
        #expect(PlaceCells([.zero]).nearest(of: [Place(1, 0), Place(-1, 0), Place(1, 0)]) == [0])
    }

    @Test("places are gathered around their means, by hand")
    func kMeans() {
        let places = [0.0, 1, 10, 12].map { Place($0, 0) }
        let clusters = KMeans(PlaceCells(places), startingFrom: [Place(0, 0), Place(1, 0)])
        // First the first and the others; then, with the means 0 and 7⅔, the first two and the last two.
        #expect(clusters.labels == [0, 0, 1, 1])
        #expect(clusters.centres == [Place(0.5, 0), Place(11, 0)])
        let weighed = KMeans(PlaceCells(places), weights: [3, 1, 1, 1], startingFrom: [Place(0, 0), Place(10, 0)])
        #expect(weighed.centres == [Place(0.25, 0), Place(11, 0)])
        #expect(
            KMeans(PlaceCells(places), startingFrom: [Place(0, 0), Place(1, 0)], still: 9).labels == [0, 1, 1, 1])
    }

    @Test("a centre that nothing is nearest to goes")
    func emptyCluster() {
        let clusters = KMeans(
            PlaceCells([Place(0, 0), Place(1, 0)]), startingFrom: [Place(9, 9), Place(0, 0), Place(1, 0)])
        #expect(clusters.labels == [0, 1])
        #expect(clusters.centres.count == 2)
    }

    @Test("the silhouette, by hand")
    func silhouette() {
        // 0 and 1 within 1 of each other; from 0 to 10 and 12 on average 11, from 1 on average 10; and so on.
        let places = [0.0, 1, 10, 12].map { Place($0, 0) }
        let expected = ((11.0 - 1) / 11 + (10.0 - 1) / 10 + (9.5 - 2) / 9.5 + (11.5 - 2) / 11.5) / 4
        #expect(abs(Silhouette.mean(places, labels: [0, 0, 1, 1]) - expected) < 1e-15)
        // Whoever is alone counts as 0.
        #expect(abs(Silhouette.mean(Array(places[1...]), labels: [0, 1, 1]) - (7.0 / 9 + 9.0 / 11) / 3) < 1e-15)
        #expect(Silhouette.mean(places, labels: [0, 0, 0, 0]) == 0)
        #expect(Silhouette.mean([], labels: []) == 0)
    }

    @Test("well parted crowds are found as they are, up to five", arguments: [2, 3, 4, 5])
    func crowds(count: Int) {
        var dice = Dice(state: 8)
        let places = (0..<200).map { index in
            let middle = [Place(0, 0), Place(20, 0), Place(0, 20), Place(20, 20), Place(50, 10)][index % count]
            return middle + Place(Double(dice.below(100)) / 50, Double(dice.below(100)) / 50)
        }
        let grouping = Grouping(places)
        #expect(grouping.best?.count == count)
        #expect(grouping.base.centres.count <= 100)
        #expect(grouping.choices.map(\.count) == [2, 3, 4, 5])
    }

    @Test("few base clusters allow few groups; none and one place make none and one group")
    func few() {
        #expect(Grouping([]).best == nil)
        #expect(Grouping([Place(1, 1), Place(1, 1)]).best?.count == 1)
        #expect(Grouping((0..<11).map { Place(Double($0 * $0), 0) }).choices.map(\.count) == [2])
        #expect(Grouping((0..<12).map { Place(Double($0 * $0), 0) }).choices.map(\.count) == [2, 3])
    }

    @Test("the number of groups changes only when four updates in a row agree")
    func hysteresis() {
        var count = GroupCount(2)
        for (found, held) in [(3, 2), (3, 2), (3, 2), (2, 2), (3, 2), (3, 2), (3, 2), (3, 3), (4, 3), (2, 3)] {
            count = GroupCount(found, after: count)
            #expect(count.held == held)
        }
        #expect(GroupCount(4).held == 4)
    }

    @Test("groups keep the numbers under which most of their people were")
    func numbers() {
        #expect(GroupNumbers.keeping([0, 0, 0, 1, 1, nil], [1, 1, 0, 0, 0, -1]) == [0, 0, 1, 1, 1, -1])
        // One more than before; the new number goes to whoever is left over.
        #expect(GroupNumbers.keeping([0, 0, 1, 1, 1], [2, 2, 0, 1, 1]) == [0, 0, 2, 1, 1])
        // One less.
        #expect(GroupNumbers.keeping([0, 1, 2, 2], [0, 0, 1, 1]) == [0, 0, 1, 1])
        #expect(GroupNumbers.keeping([nil, nil], [1, 0]) == [1, 0])
        #expect(GroupNumbers.keeping([], []) == [])
    }
}
