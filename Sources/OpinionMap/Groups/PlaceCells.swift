// SPDX-License-Identifier: Apache-2.0

/// Places sorted into the cells of a grid, so that the nearest of many centres is found by comparing few: for all places of
/// a cell, only those centres are asked that may be nearest to something in it.
struct PlaceCells {
    /// The places, cell by cell.
    let places: [Place]
    /// Where each of `places` stood among those that were given.
    let order: [Int]
    private let cells: [Cell]

    private struct Cell {
        /// Where its places are in `places`.
        let range: Range<Int>
        /// The smallest box around its places.
        let low: Place
        let high: Place

        init(_ range: Range<Int>, of places: [Place]) {
            self.range = range
            low = PlaceCells.low(places[range])
            high = PlaceCells.high(places[range])
        }
    }

    /// How many places a cell holds on average.
    private static let filling = 8.0

    init(_ given: [Place]) {
        let (low, high) = (Self.low(given[...]), Self.high(given[...]))
        let side = max(1, Int((Double(given.count) / Self.filling).squareRoot()))
        let span = high - low
        let scale = Place(span.x > 0 ? Double(side) / span.x : 0, span.y > 0 ? Double(side) / span.y : 0)
        let numbers = given.map { place in
            let steps = (place - low) * scale
            return min(side - 1, Int(steps.y)) * side + min(side - 1, Int(steps.x))
        }
        var starts = [Int](repeating: 0, count: side * side + 1)
        for number in numbers { starts[number + 1] += 1 }
        for cell in 0..<(side * side) { starts[cell + 1] += starts[cell] }
        var (next, order) = (starts, [Int](repeating: 0, count: given.count))
        for (index, number) in numbers.enumerated() {
            order[next[number]] = index
            next[number] += 1
        }
        let places = order.map { given[$0] }
        self.places = places
        self.order = order
        cells = (0..<(side * side)).filter { starts[$0] < starts[$0 + 1] }.map {
            Cell(starts[$0]..<starts[$0 + 1], of: places)
        }
    }

    private static func low(_ places: ArraySlice<Place>) -> Place {
        places.reduce(Place(repeating: .infinity)) { pointwiseMin($0, $1) }
    }

    private static func high(_ places: ArraySlice<Place>) -> Place {
        places.reduce(Place(repeating: -.infinity)) { pointwiseMax($0, $1) }
    }

    /// For each of `places` the nearest centre, of equally near ones the first.
    func nearest(of centres: [Place]) -> [Int32] {
        [Int32](unsafeUninitializedCapacity: places.count) { labels, count in
            var candidates: [(label: Int32, centre: Place)] = []
            for cell in cells {
                collect(&candidates, of: centres, near: cell)
                for index in cell.range {
                    let place = places[index]
                    var (label, distance) = (Int32(0), Double.infinity)
                    for candidate in candidates {
                        let other = place.squaredDistance(to: candidate.centre)
                        if other < distance { (label, distance) = (candidate.label, other) }
                    }
                    labels.initializeElement(at: index, to: label)
                }
            }
            count = places.count
        }
    }

    /// The centres that may be nearest to something in a cell: those no further from its box than that centre whose
    /// furthest corner is nearest.
    private func collect(_ candidates: inout [(label: Int32, centre: Place)], of centres: [Place], near cell: Cell) {
        var bound = Double.infinity
        for centre in centres {
            bound = min(bound, pointwiseMax(centre - cell.low, cell.high - centre).squaredLength)
        }
        bound *= 1 + 1e-9
        candidates.removeAll(keepingCapacity: true)
        for (index, centre) in centres.enumerated() {
            let beside = pointwiseMax(pointwiseMax(cell.low - centre, centre - cell.high), .zero)
            if beside.squaredLength <= bound { candidates.append((Int32(index), centre)) }
        }
    }
}
