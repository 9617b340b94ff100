// SPDX-License-Identifier: Apache-2.0

/// Places gathered around centres: each belongs to the nearest, and each centre is the mean of what belongs to it (Lloyd
/// 1982).
struct KMeans: Equatable, Sendable {
    /// Where the clusters lie; none is empty.
    let centres: [Place]
    /// To which of them each place belongs, in the order in which places were given.
    let labels: [Int32]

    private static let roundsMax = 20

    /// - Parameters:
    ///   - weights: how many people stand at each place, in the order in which places were given; one where nothing is
    ///     said.
    ///   - start: the centres to begin with.
    ///   - still: a round in which no centre moves further than this is the last.
    init(_ cells: PlaceCells, weights: [Double]? = nil, startingFrom start: [Place], still: Double = 0.01) {
        let weights = weights.map { weights in cells.order.map { weights[$0] } }
        var (centres, labels) = (start, [Int32]())
        for _ in 0...Self.roundsMax {
            labels = cells.nearest(of: centres)
            let (sums, sizes) = Self.sums(cells.places, labels, weights, centres.count)
            let kept = centres.indices.filter { sizes[$0] > 0 }
            let means = kept.map { sums[$0] / sizes[$0] }
            let isStill =
                kept.count == centres.count
                && zip(centres, means).allSatisfy { $0.squaredDistance(to: $1) < still * still }
            if kept.count < centres.count {
                var renumbered = [Int32](repeating: 0, count: centres.count)
                for (new, old) in kept.enumerated() { renumbered[old] = Int32(new) }
                labels = labels.map { renumbered[Int($0)] }
            }
            centres = means
            if isStill { break }
        }
        self.centres = centres
        var given = labels
        for (index, label) in zip(cells.order, labels) { given[index] = label }
        self.labels = given
    }

    private static func sums(
        _ places: [Place], _ labels: [Int32], _ weights: [Double]?, _ count: Int
    ) -> (sums: [Place], sizes: [Double]) {
        var sums = [Place](repeating: .zero, count: count)
        var sizes = [Double](repeating: 0, count: count)
        for (index, label) in labels.enumerated() {
            let weight = weights?[index] ?? 1
            sums[Int(label)] += weight * places[index]
            sizes[Int(label)] += weight
        }
        return (sums, sizes)
    }

    /// The first places that differ from each other, `count` of them or as many as there are.
    static func firstDistinct(_ places: some Sequence<Place>, _ count: Int) -> [Place] {
        var (found, seen) = ([Place](), Set<Place>())
        for place in places {
            if found.count == count { break }
            if seen.insert(place).inserted { found.append(place) }
        }
        return found
    }
}
