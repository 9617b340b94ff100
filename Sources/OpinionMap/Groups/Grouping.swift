// SPDX-License-Identifier: Apache-2.0

/// The groups of people who think alike, in two steps (Small et al. 2021): places are gathered into up to a hundred base
/// clusters, and these, weighed by how many people stand there, into two to five groups.
struct Grouping: Sendable {
    /// The places that lie closely together; empty where nobody is grouped.
    let base: KMeans
    /// The base clusters gathered into two groups, into three and so on; into one where all stand at one place.
    let choices: [Choice]

    /// One way to gather the base clusters.
    struct Choice: Sendable {
        /// How many groups were sought; it may be that fewer were found.
        let count: Int
        let clusters: KMeans
        /// How well they fit, by the silhouette of the base clusters.
        let silhouette: Double
    }

    private static let baseMax = 100
    /// How far base clusters that are only brought up to date may move and count as still.
    private static let stillInUpdate = 0.1

    /// - Parameter last: the grouping of about the same places, from whose base clusters this one begins.
    init(_ places: [Place], startingFrom last: Grouping? = nil) {
        let start = KMeans.firstDistinct([last?.base.centres ?? [], places].joined(), Self.baseMax)
        let cells = PlaceCells(places)
        let base =
            last == nil
            ? KMeans(cells, startingFrom: start) : KMeans(cells, startingFrom: start, still: Self.stillInUpdate)
        var weights = [Double](repeating: 0, count: base.centres.count)
        for label in base.labels { weights[Int(label)] += 1 }

        let baseCells = PlaceCells(base.centres)
        let most = min(5, 2 + base.centres.count / 12)
        let distinct = KMeans.firstDistinct(base.centres, most)
        self.base = base
        choices = (min(2, distinct.count)..<(distinct.count + 1)).filter { $0 > 0 }.map { count in
            let clusters = KMeans(baseCells, weights: weights, startingFrom: Array(distinct.prefix(count)))
            return Choice(
                count: count, clusters: clusters,
                silhouette: Silhouette.mean(base.centres, labels: clusters.labels))
        }
    }

    /// In which group each place is, by one of the choices.
    func labels(_ choice: Choice?) -> [Int] {
        guard let choice else { return [] }
        return base.labels.map { Int(choice.clusters.labels[Int($0)]) }
    }

    /// The one that fits best; of equally good ones that with the fewest groups.
    var best: Choice? {
        choices.reduce(nil as Choice?) { best, choice in
            best.map { $0.silhouette >= choice.silhouette } == true ? best : choice
        }
    }
}
