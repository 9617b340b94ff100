// SPDX-License-Identifier: Apache-2.0

import Glibc

/// Which proxies may say where a request came from. None by default; the rightmost untrusted hop counts.
struct TrustedProxies: Sendable {
    private let networks: [Network]

    init(_ networks: [Network] = []) {
        self.networks = networks
    }

    /// The ranges as they were given; nil without any.
    var text: String? { networks.isEmpty ? nil : networks.map(\.text).joined(separator: "，") }

    /// The client's address, from the peer's own and what `X-Forwarded-For` claims.
    func client(peer: String, forwardedFor: String?) -> String {
        guard isTrusted(peer), let forwardedFor else { return peer }
        let hops = forwardedFor.split(separator: ",").map { $0.trimmingPrefix { $0 == " " } }
        for hop in hops.reversed() {
            let address = String(hop.prefix { $0 != " " })
            guard Network.bytes(of: address) != nil else { return peer }
            if !isTrusted(address) { return address }
        }
        return peer
    }

    private func isTrusted(_ address: String) -> Bool {
        networks.contains { $0.contains(address) }
    }
}

/// A range of addresses in CIDR notation, as in `10.0.0.0/8` or `::1/128`.
struct Network: Sendable, Hashable {
    private let prefix: [UInt8]
    private let bits: Int
    /// As it was written.
    let text: String

    /// Nil unless it is an address with, perhaps, the length of its prefix.
    init?(_ text: String) {
        let halves = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        guard let first = halves.first, let bytes = Self.bytes(of: String(first)) else { return nil }
        // Of an IPv4 address in IPv6 the prefix counts from the beginning of that.
        let isMapped = bytes.count == 4 && first.contains(":")
        let bits = halves.count > 1 ? Int(halves[1]).map { isMapped ? $0 - 96 : $0 } : bytes.count * 8
        guard let bits, (0...bytes.count * 8).contains(bits) else { return nil }
        prefix = bytes
        self.bits = bits
        self.text = text
    }

    private static let mapped: [UInt8] = Array(repeating: 0, count: 10) + [0xFF, 0xFF]

    func contains(_ address: String) -> Bool {
        guard let bytes = Self.bytes(of: address), bytes.count == prefix.count else { return false }
        for index in 0..<bytes.count {
            let covered = min(8, max(0, bits - index * 8))
            let mask = covered == 0 ? 0 : UInt8.max << UInt8(8 - covered)
            if bytes[index] & mask != prefix[index] & mask { return false }
        }
        return true
    }

    /// The bytes of an IPv4 or IPv6 address. One of IPv4 that came in by a listener of IPv6 (`::ffff:192.0.2.1`) is that of IPv4:
    /// by its first half all of them would be one.
    static func bytes(of address: String) -> [UInt8]? {
        var four = in_addr()
        if inet_pton(AF_INET, address, &four) == 1 { return withUnsafeBytes(of: &four) { Array($0) } }
        var six = in6_addr()
        guard inet_pton(AF_INET6, address, &six) == 1 else { return nil }
        let bytes = withUnsafeBytes(of: &six) { Array($0) }
        return bytes.starts(with: mapped) ? Array(bytes.dropFirst(mapped.count)) : bytes
    }
}
