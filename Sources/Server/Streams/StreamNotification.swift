// SPDX-License-Identifier: Apache-2.0

import Domain

/// What servers tell each other over PostgreSQL: that a channel has something new. What it is, each reads itself.
struct StreamNotification: Equatable, Sendable {
    let channel: StreamChannel
    let isFigure: Bool

    /// The name under which they tell it.
    static let name = "shangliang_stream"

    init(_ channel: StreamChannel, isFigure: Bool) {
        self.channel = channel
        self.isFigure = isFigure
    }

    /// Reads what ``text`` writes; nil for anything else, such as a kind that another version knows.
    init?(_ text: String) {
        let parts = text.split(separator: " ")
        guard parts.count == 2, ["event", "figure"].contains(parts[0]),
            let channel = StreamChannel(key: String(parts[1]))
        else { return nil }
        self.init(channel, isFigure: parts[0] == "figure")
    }

    var text: String { "\(isFigure ? "figure" : "event") \(channel.key)" }
}
