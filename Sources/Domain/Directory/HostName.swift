// SPDX-License-Identifier: Apache-2.0

/// A host name as it stands in a Host header: lower-case, without scheme and port, as in `www.example.org`.
package struct HostName: Hashable, Sendable {
    package let text: String

    /// Nil for anything that no Host header could be. Capitals are made small.
    package init?(_ typed: some StringProtocol) {
        let text = typed.lowercased()
        let labels = text.split(separator: ".", omittingEmptySubsequences: false)
        guard (1...Self.lengthMax).contains(text.utf8.count), labels.allSatisfy(Self.isLabel) else { return nil }
        self.text = text
    }

    /// A name that is stored already, whatever it is: earlier releases took others than ``init(_:)`` does, and nobody but the
    /// committee's administrator takes one away.
    package init(stored text: String) {
        self.text = text
    }

    /// Whether a Host header could ask for it; false for some that are stored.
    package var isSound: Bool { HostName(text)?.text == text }

    /// What the system of names allows (RFC 1035).
    private static let lengthMax = 253

    private static func isLabel(_ label: Substring) -> Bool {
        (1...63).contains(label.utf8.count) && label.first != "-" && label.last != "-"
            && label.utf8.allSatisfy {
                (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0)
                    || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) || $0 == UInt8(ascii: "-")
            }
    }
}
