// SPDX-License-Identifier: Apache-2.0

import NIOCore

/// The latest events of a channel as they were written, for those who come, or come back.
struct StreamMemory {
    /// Bounds of what is kept: older events go first.
    struct Bounds: Sendable {
        var events = 1_000
        var bytes = 1 << 20
    }

    private let bounds: Bounds
    private var texts: CircularBuffer<ByteBuffer> = []
    private var size = 0
    private(set) var last: Int64

    /// Events above this number are here.
    var after: Int64 { last - Int64(texts.count) }

    /// A channel whose last number is `last`, with the events that come before and with it, oldest first.
    init(last: Int64, _ events: [StreamEvent], bounds: Bounds) {
        self.bounds = bounds
        self.last = last - Int64(events.count)
        _ = append(events)
    }

    /// Keeps events that follow the last one; returns how they are written, one after the other. Where some between were
    /// forgotten before they were read, so is all that came before them.
    mutating func append(_ events: [StreamEvent]) -> ByteBuffer {
        if let first = events.first?.number, first != last + 1 {
            (texts, size, last) = ([], 0, first - 1)
        }
        var all = ByteBuffer()
        for event in events {
            var text = ByteBuffer()
            event.write(to: &text)
            all.writeImmutableBuffer(text)
            keep(text)
        }
        return all
    }

    private mutating func keep(_ text: ByteBuffer) {
        texts.append(text)
        size += text.readableBytes
        last += 1
        while texts.count > bounds.events || size > bounds.bytes {
            size -= texts.removeFirst().readableBytes
        }
    }

    /// What somebody has missed who has read up to that number; nil where it cannot be said any more.
    func missed(after number: Int64) -> ByteBuffer? {
        guard number >= after, number <= last else { return nil }
        var all = ByteBuffer()
        for text in texts.dropFirst(Int(number - after)) { all.writeImmutableBuffer(text) }
        return all
    }
}
