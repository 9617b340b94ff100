// SPDX-License-Identifier: Apache-2.0

import Markup

/// Whether something is on time, as shape, colour and word: circle, triangle, diamond.
struct Lamp: Sendable {
    /// The three states of a deadline.
    enum State: String, CaseIterable, Sendable {
        case onTrack = "ok"
        case dueSoon = "soon"
        case overdue = "late"

        /// The shape that says the same as the colour.
        var icon: Icon {
            switch self {
            case .onTrack: .dot
            case .dueSoon: .triangle
            case .overdue: .diamond
            }
        }
    }

    var state: State
    /// What it says, with its unit: 还有2个工作日, 今天到期, 超期1个工作日.
    var words: String

    /// The lamp; it stands in running text.
    var html: HTML {
        "<span class=\"lamp\" data-lamp=\"\(state.rawValue)\">\(state.icon.html)\(words)</span>"
    }
}
