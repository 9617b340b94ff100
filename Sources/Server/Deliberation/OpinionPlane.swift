// SPDX-License-Identifier: Apache-2.0

import Domain
import OpinionMap

/// The sheet on which a map is drawn. Places are drawn in cells of a grid, each with how many stand in it: a place by itself
/// could be told from somebody's answers.
struct OpinionPlane: Sendable {
    static let width = 640
    static let height = 480
    /// The side of a cell.
    static let cell = 24
    /// What is left free around, for letters.
    private static let margin = 56.0

    private let scale: Double

    init(_ places: [Place]) {
        let reach = places.reduce(into: Place(1e-9, 1e-9)) { reach, place in
            reach = Place(max(reach.x, abs(place.x)), max(reach.y, abs(place.y)))
        }
        scale = min(
            (Double(Self.width) / 2 - Self.margin) / reach.x, (Double(Self.height) / 2 - Self.margin) / reach.y)
    }

    /// A point of the sheet, in whole units.
    struct Point: Hashable, Sendable, Comparable {
        let x: Int
        let y: Int

        static func < (a: Self, b: Self) -> Bool { (a.x, a.y) < (b.x, b.y) }
    }

    /// A cell with those who stand in it.
    struct Cell: Sendable, Hashable {
        let middle: Point
        let people: Int
    }

    /// The middle of the cell in which a place lies.
    func point(_ place: Place) -> Point {
        Point(x: Self.snapped(place.x * scale, Self.width), y: Self.snapped(place.y * scale, Self.height))
    }

    private static func snapped(_ offset: Double, _ length: Int) -> Int {
        length / 2 + Int((offset / Double(cell)).rounded()) * cell
    }

    /// The cells in which the people of a group stand.
    func cells(of group: Int, in map: OpinionMap) -> [Cell] {
        var counts: [Point: Int] = [:]
        for (row, label) in map.groupOfParticipant.enumerated() where label == group {
            counts[point(map.places[row]), default: 0] += 1
        }
        return counts.map { Cell(middle: $0.key, people: $0.value) }.sorted { $0.middle < $1.middle }
    }
}

/// A group as it is drawn.
struct OpinionGroup: Sendable {
    /// Its place among those that are shown: A组 is 0.
    let number: Int
    /// Its place in the map.
    let index: Int
    let size: Int
    let cells: [OpinionPlane.Cell]

    var name: String { "\(["A", "B", "C", "D", "E"][number % 5])组" }

    /// Where its name stands, and around what it lies.
    var middle: OpinionPlane.Point {
        let people = max(1, cells.reduce(0) { $0 + $1.people })
        return OpinionPlane.Point(
            x: cells.reduce(0) { $0 + $1.middle.x * $1.people } / people,
            y: cells.reduce(0) { $0 + $1.middle.y * $1.people } / people)
    }

    /// The corners of the smallest field without a dent that holds all its cells whole (Andrew's monotone chain).
    var hull: [OpinionPlane.Point] {
        let half = OpinionPlane.cell / 2
        let corners = Set(
            cells.flatMap { cell in
                [(-half, -half), (-half, half), (half, -half), (half, half)].map { dx, dy in
                    OpinionPlane.Point(x: cell.middle.x + dx, y: cell.middle.y + dy)
                }
            }
        ).sorted()
        let (lower, upper) = (Self.chain(corners), Self.chain(corners.reversed()))
        return Array(lower.dropLast() + upper.dropLast())
    }

    private static func chain(_ points: [OpinionPlane.Point]) -> [OpinionPlane.Point] {
        var chain: [OpinionPlane.Point] = []
        for point in points {
            while chain.count >= 2, !turnsLeft(chain[chain.count - 2], chain[chain.count - 1], point) {
                chain.removeLast()
            }
            chain.append(point)
        }
        return chain
    }

    private static func turnsLeft(_ a: OpinionPlane.Point, _ b: OpinionPlane.Point, _ c: OpinionPlane.Point) -> Bool {
        (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x) > 0
    }
}
