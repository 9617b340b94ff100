// SPDX-License-Identifier: Apache-2.0

/// Bytes that must not end up in a log: printing or dumping them shows their number alone.
struct SecretBytes: Equatable, Sendable, CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    let bytes: [UInt8]

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    var description: String { "secret of \(bytes.count) bytes" }
    var debugDescription: String { description }
    var customMirror: Mirror { Mirror(self, children: []) }

    static func == (first: SecretBytes, second: SecretBytes) -> Bool {
        ConstantTime.areEqual(first.bytes, second.bytes)
    }
}
