// SPDX-License-Identifier: Apache-2.0

/// A mail address in plain ASCII, of characters that mean nothing else in a mail's head or in a mail server's commands.
package struct MailAddress: Hashable, Sendable {
    package let text: String

    /// Reads an address; nil for one that is none, and for the exotic forms: quotes, comments, other scripts.
    package init?(_ typed: String) {
        let halves = typed.utf8.split(separator: UInt8(ascii: "@"), omittingEmptySubsequences: false)
        guard typed.utf8.count <= 254, halves.count == 2, Self.isLocalPart(halves[0]), Self.isDomain(halves[1]) else {
            return nil
        }
        text = typed
    }

    /// The host after the @.
    package var domain: String { String(text[text.index(after: text.lastIndex(of: "@") ?? text.startIndex)...]) }

    /// `z****@example.org`.
    package var masked: String { "\(text.prefix(1))****@\(domain)" }

    private static func isLocalPart(_ part: Substring.UTF8View) -> Bool {
        let atoms = part.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        return part.count <= 64
            && atoms.allSatisfy { !$0.isEmpty && $0.allSatisfy { isAlphanumeric($0) || "+-_=&".utf8.contains($0) } }
    }

    private static func isDomain(_ part: Substring.UTF8View) -> Bool {
        let labels = part.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard labels.count >= 2, let last = labels.last, last.count >= 2, last.contains(where: isLetter) else {
            return false
        }
        return labels.allSatisfy { label in
            (1...63).contains(label.count) && label.first != UInt8(ascii: "-") && label.last != UInt8(ascii: "-")
                && label.allSatisfy { isAlphanumeric($0) || $0 == UInt8(ascii: "-") }
        }
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
    }

    private static func isAlphanumeric(_ byte: UInt8) -> Bool {
        isLetter(byte) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }
}
