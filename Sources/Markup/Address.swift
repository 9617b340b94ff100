// SPDX-License-Identifier: Apache-2.0

/// Decides which addresses a page may point to.
enum Address {
    /// The address itself when it is a path on this site (`/…`, but not `//…` or `/\…`, which name another host), a
    /// fragment, a query, or has the scheme http, https, tel or mailto; else `#`, which leads nowhere.
    ///
    /// A control character anywhere refuses the address: browsers drop tabs and line ends before they look for the
    /// scheme or the host.
    static func safe(_ address: String) -> String {
        let bytes = Array(address.utf8)
        guard let first = bytes.first, !bytes.contains(where: { $0 < 0x20 || $0 == 0x7F }) else { return "#" }
        switch first {
        case UInt8(ascii: "#"), UInt8(ascii: "?"): return address
        case UInt8(ascii: "/"): return namesAnotherHost(bytes) ? "#" : address
        default: return hasAllowedScheme(bytes) ? address : "#"
        }
    }

    /// Whether a path's second sign makes browsers read a host name after it.
    static func namesAnotherHost(_ path: [UInt8]) -> Bool {
        path.count > 1 && (path[1] == UInt8(ascii: "/") || path[1] == UInt8(ascii: "\\"))
    }

    private static func hasAllowedScheme(_ bytes: [UInt8]) -> Bool {
        guard let colon = bytes.firstIndex(of: UInt8(ascii: ":")) else { return false }
        let scheme = String(decoding: bytes[..<colon], as: UTF8.self).lowercased()
        return ["http", "https", "tel", "mailto"].contains(scheme)
    }
}
