// SPDX-License-Identifier: Apache-2.0

/// Knows, in release builds too, whether the next value stands inside an attribute that holds an address, so that it
/// is percent-encoded. It looks only at the last sign that can change the answer; `ContextChecker` keeps literals in
/// the shape this relies on: attribute values in double quotes and without angle brackets.
struct AddressTracker {
    /// Whether the literal so far ends inside an address.
    private(set) var isOpen = false

    /// Reads the literal's next part. A part without quotes and brackets leaves the answer as it was.
    mutating func read(_ literal: UnsafeBufferPointer<UInt8>) {
        var index = literal.count
        while index > 0 {
            index -= 1
            switch literal[index] {
            case UInt8(ascii: "<"), UInt8(ascii: ">"):
                isOpen = false
                return
            case UInt8(ascii: "\""):
                isOpen = opensAddress(before: index, in: literal)
                return
            default: continue
            }
        }
    }

    private func opensAddress(before quote: Int, in literal: UnsafeBufferPointer<UInt8>) -> Bool {
        guard quote > 0, literal[quote - 1] == UInt8(ascii: "=") else { return false }
        let end = quote - 1
        var start = end
        while start > 0, AttributeName.allows(literal[start - 1]) { start -= 1 }
        return AttributeName.isAddress(literal[start..<end])
    }
}
