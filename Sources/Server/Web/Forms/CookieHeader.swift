// SPDX-License-Identifier: Apache-2.0

/// The `Cookie` header.
enum CookieHeader {
    private static let pairsMax = 50

    /// The cookies by name; of a name that comes twice the first counts. It is taken apart byte by byte: a semicolon
    /// ends a cookie also where a combining mark stands behind it.
    static func read(_ header: String?) -> [String: String] {
        guard let header else { return [:] }
        var cookies: [String: String] = [:]
        for pair in header.utf8.split(separator: UInt8(ascii: ";")).prefix(pairsMax) {
            let halves = pair.split(separator: UInt8(ascii: "="), maxSplits: 1)
            guard halves.count == 2 else { continue }
            let name = String(decoding: halves[0].drop { $0 == UInt8(ascii: " ") }, as: UTF8.self)
            if !name.isEmpty, cookies[name] == nil { cookies[name] = String(decoding: halves[1], as: UTF8.self) }
        }
        return cookies
    }
}
