// SPDX-License-Identifier: Apache-2.0

import NIOCore

/// A channel that somebody watches: what it has told, and when it is read next.
struct StreamFeed {
    /// What is to be read.
    struct Wish {
        /// Which feed asks: a channel that was left and is watched again has another.
        let feed: Int
        /// Nil before the first reading.
        let after: Int64?
        let withFigures: Bool
    }

    private enum Reading {
        case idle, scheduled, running
    }

    let number: Int
    /// Nil before the first reading.
    private(set) var memory: StreamMemory?
    /// As they were last told.
    private(set) var figures = ByteBuffer()
    var viewers = 0
    /// How many readings have begun, and which was the last whose end is known here.
    private(set) var begun = 0
    private(set) var ended = 0
    private var reading = Reading.idle
    private var isDue = false
    private var areFiguresDue = false
    private var toldAt: ContinuousClock.Instant?

    init(number: Int) { self.number = number }

    /// Says that there is something new; returns after which time it is to be read, nil where it will be anyway. What
    /// comes alone is read at once; what follows is gathered.
    mutating func wake(figures: Bool, gathering: Duration, at now: ContinuousClock.Instant) -> Duration? {
        if figures { areFiguresDue = true } else { isDue = true }
        guard reading == .idle else { return nil }
        reading = .scheduled
        return toldAt.map { max(.zero, gathering - (now - $0)) } ?? .zero
    }

    /// Begins to read; nil where it is being read.
    mutating func begin() -> Wish? {
        guard reading == .scheduled else { return nil }
        reading = .running
        begun += 1
        defer { (isDue, areFiguresDue) = (false, false) }
        return Wish(feed: number, after: memory?.last, withFigures: areFiguresDue || memory == nil)
    }

    /// Takes what was read; returns what all are to be sent, nil where there is nothing new.
    mutating func take(
        _ reading: StreamReading, _ wish: Wish, bounds: StreamMemory.Bounds, at now: ContinuousClock.Instant
    ) -> StreamFrame? {
        (toldAt, ended) = (now, begun)
        let changed = wish.withFigures && replaceFigures(reading.figures)
        guard var memory else {
            memory = StreamMemory(last: reading.last, reading.events, bounds: bounds)
            return nil
        }
        var text = memory.append(reading.events)
        self.memory = memory
        if changed { text.writeImmutableBuffer(figures) }
        guard text.readableBytes > 0 else { return nil }
        let after = memory.last - Int64(reading.events.count)
        return StreamFrame(after: after, last: memory.last, bytes: StreamFrame.chunk(text))
    }

    /// Whether they are others than before.
    private mutating func replaceFigures(_ events: [StreamEvent]) -> Bool {
        var text = ByteBuffer()
        for event in events { event.write(to: &text) }
        defer { figures = text }
        return text != figures
    }

    /// The reading is over; returns after which time the next is due, nil where none is.
    mutating func end(isFull: Bool, gathering: Duration, at now: ContinuousClock.Instant) -> Duration? {
        reading = .idle
        guard isFull || isDue || areFiguresDue else { return nil }
        return wake(figures: !isFull && !isDue, gathering: isFull ? .zero : gathering, at: now)
    }

    /// The reading failed; returns after which time it is tried again.
    mutating func fail(_ wish: Wish) -> Duration {
        reading = .scheduled
        isDue = true
        areFiguresDue = areFiguresDue || wish.withFigures
        return .seconds(1)
    }
}
