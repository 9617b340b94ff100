// SPDX-License-Identifier: Apache-2.0

import Markup

/// The opening of a room's page: where one is, and the question it asks.
struct Hero: Sendable {
    /// Where one is: 清河街道 · 杨柳社区协商议事室.
    var place: String
    /// The page's `h1`, a line each: 有什么事， / 想和大家商量？
    var lines: [String]

    /// The opening.
    var html: HTML {
        """
        <div class="hero">\(Logo.art)<span class="over">\(place)</span>\
        <h1>\(lines.map { "\($0)" as HTML }.joined(separator: "<br>"))</h1></div>
        """
    }
}
