// SPDX-License-Identifier: Apache-2.0

/// Where the events of channels come from: a database, as a rule.
package protocol StreamSource: Sendable {
    /// Reads events above that number, oldest first and at most `limit`; where it is nil, the latest. Their numbers have
    /// no gaps, and none of a number comes to light after a higher one was read.
    func read(_ channel: String, after number: Int64?, limit: Int, withFigures: Bool) async throws -> StreamReading
}

/// What a channel has to tell.
package struct StreamReading: Sendable {
    /// The number of the last event that there is.
    package let last: Int64
    package let events: [StreamEvent]
    /// What stands now, of which only the latest matters.
    package let figures: [StreamEvent]

    package init(last: Int64, events: [StreamEvent], figures: [StreamEvent] = []) {
        self.last = last
        self.events = events
        self.figures = figures
    }
}
