// SPDX-License-Identifier: Apache-2.0

import HTTPTypes

/// All routes of the program, in the order in which they are read.
struct RouteTable: Sendable {
    let routes: [Route]

    init(_ routes: [Route]) {
        self.routes = routes
    }

    /// The methods that an address knows, for an answer of 405; empty when the address is unknown.
    func methods(for path: String) -> [String] {
        let parts = path.split(separator: "/", omittingEmptySubsequences: true)
        return Set(routes.filter { Self.matches($0.path, parts) }.map(\.method.rawValue)).sorted()
    }

    private static func matches(_ pattern: String, _ parts: [Substring]) -> Bool {
        let wanted = pattern.split(separator: "/", omittingEmptySubsequences: true)
        return wanted.count == parts.count && zip(wanted, parts).allSatisfy { $0.hasPrefix("{") || $0 == $1 }
    }
}
