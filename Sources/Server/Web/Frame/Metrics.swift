// SPDX-License-Identifier: Apache-2.0

import Synchronization

/// What Prometheus reads: requests and their times by route pattern and kind of status.
final class Metrics: Sendable {
    /// Upper edges in seconds.
    private static let edges: [Double] = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5]

    private struct Series {
        var counts = [Int](repeating: 0, count: Metrics.edges.count + 1)
        var seconds = 0.0
        var byStatus: [Int: Int] = [:]
    }

    private let series = Mutex<[String: Series]>([:])

    /// Counts an answer of a route, as in `GET /topics`.
    func count(route: String, status: Int, seconds: Double) {
        let bucket = Self.edges.firstIndex { seconds <= $0 } ?? Self.edges.count
        series.withLock { all in
            all[route, default: Series()].counts[bucket] += 1
            all[route, default: Series()].seconds += seconds
            all[route, default: Series()].byStatus[status / 100, default: 0] += 1
        }
    }

    /// The text exposition format. `gauges` are added as they are.
    func text(gauges: [(String, String, Int)]) -> String {
        var text = "# HELP shangliang_http_requests_total Answers by route and kind of status.\n"
        text += "# TYPE shangliang_http_requests_total counter\n"
        let all = series.withLock { $0 }.sorted { $0.key < $1.key }
        for (route, series) in all {
            for (kind, count) in series.byStatus.sorted(by: { $0.key < $1.key }) {
                text += "shangliang_http_requests_total{route=\"\(route)\",status=\"\(kind)xx\"} \(count)\n"
            }
        }
        text += "# HELP shangliang_http_seconds Time from the request's end to the answer's bytes.\n"
        text += "# TYPE shangliang_http_seconds histogram\n"
        for (route, series) in all {
            var sum = 0
            for (edge, count) in zip(Self.edges.map { String($0) } + ["+Inf"], series.counts) {
                sum += count
                text += "shangliang_http_seconds_bucket{route=\"\(route)\",le=\"\(edge)\"} \(sum)\n"
            }
            text += "shangliang_http_seconds_sum{route=\"\(route)\"} \(series.seconds)\n"
            text += "shangliang_http_seconds_count{route=\"\(route)\"} \(sum)\n"
        }
        for (name, help, value) in gauges {
            text += "# HELP \(name) \(help)\n# TYPE \(name) gauge\n\(name) \(value)\n"
        }
        return text
    }
}
