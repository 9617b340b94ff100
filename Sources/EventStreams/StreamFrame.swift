// SPDX-License-Identifier: Apache-2.0

import NIOCore

/// What all who watch a channel are sent at one moment: written once, and the same bytes for all of them.
struct StreamFrame: Sendable {
    /// Its events are those above this number, up to ``last``.
    let after: Int64
    let last: Int64
    /// A piece of a chunked body of HTTP/1.1.
    let bytes: ByteBuffer

    /// Whether it brings figures alone, or nothing but a sign of life.
    var isWithoutEvents: Bool { after == last }

    /// A comment, which no browser reads: it shows both ends that the connection is there.
    static let signOfLife = StreamFrame(after: 0, last: 0, bytes: chunk(ByteBuffer(string: ":\n\n")))
    /// The end of a chunked body.
    static let end = ByteBuffer(string: "0\r\n\r\n")

    /// The text as one chunk.
    static func chunk(_ text: ByteBuffer) -> ByteBuffer {
        var chunk = ByteBufferAllocator().buffer(capacity: text.readableBytes + 12)
        chunk.writeString(String(text.readableBytes, radix: 16))
        chunk.writeStaticString("\r\n")
        chunk.writeImmutableBuffer(text)
        chunk.writeStaticString("\r\n")
        return chunk
    }

    /// After how many milliseconds a browser comes back when the connection breaks: each after another time, so that
    /// they do not come all at once.
    static func retry(after milliseconds: ClosedRange<Int>) -> ByteBuffer {
        ByteBuffer(string: "retry: \(Int.random(in: milliseconds))\n\n")
    }
}
