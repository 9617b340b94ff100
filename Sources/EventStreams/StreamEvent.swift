// SPDX-License-Identifier: Apache-2.0

import NIOCore

/// One thing that those who watch a channel are told.
package struct StreamEvent: Sendable, Equatable {
    /// Its place in the channel; nil for what is not told a second time: a figure, of which only the latest matters.
    package let number: Int64?
    package let name: String
    package let data: String

    package init(number: Int64?, name: String, data: String) {
        self.number = number
        self.name = name
        self.data = data
    }

    /// The page shall be read anew: too much was missed.
    static let reload = StreamEvent(number: nil, name: "reload", data: "{}")

    /// As Server-Sent Events write it. Line ends inside of it begin new lines of the same field.
    func write(to buffer: inout ByteBuffer) {
        if let number { buffer.writeString("id: \(number)\n") }
        Self.write("event", name, to: &buffer)
        Self.write("data", data, to: &buffer)
        buffer.writeStaticString("\n")
    }

    private static func write(_ field: String, _ text: String, to buffer: inout ByteBuffer) {
        for line in text.utf8.split(omittingEmptySubsequences: false, whereSeparator: { $0 == 0x0A || $0 == 0x0D }) {
            buffer.writeString(field)
            buffer.writeStaticString(": ")
            buffer.writeBytes(line)
            buffer.writeStaticString("\n")
        }
    }
}
