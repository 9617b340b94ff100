// SPDX-License-Identifier: Apache-2.0

import Domain
import Markup

/// The opinion map as a drawing: groups with their fields, sizes and letters, and where one is oneself. Colours stand in
/// attributes, so that the file is whole by itself; on a page the stylesheet has its own.
struct OpinionPlot: Sendable {
    let groups: [OpinionGroup]
    /// Where whoever looks at it stands; nil in a file, and for whoever has answered too little.
    let own: OpinionPlane.Point?
    /// What it says to whoever does not see it.
    let title: String
    let description: String

    private static let colours = ["#2f5d8c", "#8a5a12", "#6c4a8e", "#1f6b4f", "#8c2f39"]

    /// On a page.
    var html: HTML {
        """
        <svg viewBox="0 0 \(OpinionPlane.width) \(OpinionPlane.height)" role="img" aria-labelledby="map-title map-text">\
        <title id="map-title">\(title)</title><desc id="map-text">\(description)</desc>\(content)</svg>
        """
    }

    /// As a file.
    var file: HTML {
        """
        <svg xmlns="http://www.w3.org/2000/svg" width="\(OpinionPlane.width)" height="\(OpinionPlane.height)" \
        viewBox="0 0 \(OpinionPlane.width) \(OpinionPlane.height)" font-family="sans-serif" role="img">\
        <title>\(title)</title><desc>\(description)</desc>\
        <rect width="\(OpinionPlane.width)" height="\(OpinionPlane.height)" fill="#ffffff"/>\(content)</svg>
        """
    }

    private var content: HTML {
        let (width, height) = (OpinionPlane.width, OpinionPlane.height)
        return """
            <path class="axis" fill="none" stroke="#c9c4b8" d="M24 \(height / 2)H\(width - 24)M\(width / 2) 24V\(height - 24)"/>\
            \(each: groups, field)\(each: groups, people)\(each: groups, name)\(present: own, you)
            """
    }

    private func look(_ group: OpinionGroup) -> String { "g\(group.number % 5 + 1)" }
    private func colour(_ group: OpinionGroup) -> String { Self.colours[group.number % 5] }

    private func field(_ group: OpinionGroup) -> HTML {
        let corners = group.hull.map { "\($0.x),\($0.y)" }.joined(separator: " ")
        return """
            <polygon class="\(look(group)) hull" data-group="\(group.number)" points="\(corners)" fill="\(colour(group))" fill-opacity="0.13" \
            stroke="\(colour(group))" stroke-width="1.5" stroke-linejoin="round"/>
            """
    }

    private func people(_ group: OpinionGroup) -> HTML {
        "\(each: group.cells, { mark($0, group) })"
    }

    /// Groups differ in shape too, for whoever does not tell the colours apart. The more people, the larger.
    private func mark(_ cell: OpinionPlane.Cell, _ group: OpinionGroup) -> HTML {
        let radius = cell.people == 1 ? 4 : min(11, 4 + (cell.people * 8).squareRoot() / 2)
        let points = OpinionShape.corners(group.number, around: cell.middle, radius: radius)
        guard !points.isEmpty else {
            return """
                <circle class="\(look(group)) dot" data-group="\(group.number)" cx="\(cell.middle.x)" cy="\(cell.middle.y)" r="\(radius)" \
                fill="\(colour(group))" fill-opacity="0.62"/>
                """
        }
        let corners = points.map { "\($0.x),\($0.y)" }.joined(separator: " ")
        return """
            <polygon class="\(look(group)) dot" data-group="\(group.number)" points="\(corners)" fill="\(colour(group))" fill-opacity="0.62"/>
            """
    }

    private func name(_ group: OpinionGroup) -> HTML {
        let top = group.hull.map(\.y).min() ?? group.middle.y
        return """
            <text class="\(look(group))" data-group="\(group.number)" x="\(group.middle.x)" \
            y="\(max(22, top - 6))" text-anchor="middle" \
            font-size="22" fill="\(colour(group))">\(group.name) \(group.size)人</text>
            """
    }

    private func you(_ place: OpinionPlane.Point) -> HTML {
        """
        <circle class="you" cx="\(place.x)" cy="\(place.y)" r="10" fill="#b3261e" stroke="#ffffff" stroke-width="3"/>\
        <text class="strong" x="\(place.x + 14)" y="\(place.y + 8)" font-size="22" fill="#1c1b19">您在这里</text>
        """
    }
}

/// The marks of groups: a circle, and fields with three to six corners.
enum OpinionShape {
    /// The corners in tenths would be too fine: whole units. None for the first group, which has circles.
    static func corners(_ number: Int, around middle: OpinionPlane.Point, radius: Int) -> [OpinionPlane.Point] {
        let (r, h) = (radius + 1, (radius + 1) / 2)
        let offsets: [(Int, Int)] =
            switch number % 5 {
            case 1: [(-radius, -radius), (radius, -radius), (radius, radius), (-radius, radius)]
            case 2: [(0, -r), (r, r - 1), (-r, r - 1)]
            case 3: [(0, -r - 1), (r + 1, 0), (0, r + 1), (-r - 1, 0)]
            case 4: [(-h, -r), (h, -r), (r, 0), (h, r), (-h, r), (-r, 0)]
            default: []
            }
        return offsets.map { OpinionPlane.Point(x: middle.x + $0.0, y: middle.y + $0.1) }
    }
}

extension Int {
    /// The root, rounded down.
    fileprivate func squareRoot() -> Int { Int(Double(self).squareRoot()) }
}
