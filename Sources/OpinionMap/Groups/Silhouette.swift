// SPDX-License-Identifier: Apache-2.0

/// How well places sit in their clusters (Rousseeuw 1987): for each, how much nearer its own cluster is than the next one,
/// from −1 to 1; 0 for one that is alone.
enum Silhouette {
    /// The mean over all places; 0 where there are not two clusters.
    static func mean(_ places: [Place], labels: [Int32]) -> Double {
        let labels = labels.map { Int($0) }
        let clusters = (labels.max() ?? 0) + 1
        guard clusters > 1 else { return 0 }
        var sizes = [Double](repeating: 0, count: clusters)
        for label in labels { sizes[label] += 1 }
        var sum = 0.0
        for (place, own) in zip(places, labels) where sizes[own] > 1 {
            var distances = [Double](repeating: 0, count: clusters)
            for (other, label) in zip(places, labels) {
                distances[label] += place.squaredDistance(to: other).squareRoot()
            }
            let within = distances[own] / (sizes[own] - 1)
            let beside = (0..<clusters).filter { $0 != own }.map { distances[$0] / sizes[$0] }.min() ?? 0
            let larger = max(within, beside)
            if larger > 0 { sum += (beside - within) / larger }
        }
        return sum / Double(places.count)
    }
}
