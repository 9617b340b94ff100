// SPDX-License-Identifier: Apache-2.0

/// Where a stream is shown: only over https, by a host's name, without names or passwords in it.
package struct StreamAddress: Hashable, Sendable {
    package let text: String
    package let host: String

    /// Nil for what is no such address.
    package init?(_ text: String) {
        let scheme = "https://"
        guard text.utf8.count <= 500, text.lowercased().hasPrefix(scheme),
            text.utf8.allSatisfy({ $0 > 32 && $0 < 127 })
        else { return nil }
        let host = text.dropFirst(scheme.count).prefix { !"/?#".contains($0) }.lowercased()
        guard Self.isName(host) else { return nil }
        self.text = text
        self.host = host
    }

    /// Whether it may be shown within a page: of these hosts alone, each with what lies below it. Anything else is a link.
    package func isEmbedded(from hosts: [String]) -> Bool {
        hosts.contains { host == $0 || host.hasSuffix(".\($0)") }
    }

    /// Whether it is a host's name as the content policy writes it: letters, digits, hyphens, dots.
    package static func isName(_ host: String) -> Bool {
        host.utf8.count <= 253 && host.contains(".") && !host.hasPrefix(".") && !host.hasSuffix(".")
            && host.utf8.allSatisfy { letters.contains($0) || digits.contains($0) || "-.".utf8.contains($0) }
    }

    private static let letters = UInt8(ascii: "a")...UInt8(ascii: "z")
    private static let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
}
