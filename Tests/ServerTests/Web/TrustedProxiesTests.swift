// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Server

@Suite("Where a request came from")
struct TrustedProxiesTests {
    private func proxies(_ ranges: String...) -> TrustedProxies { TrustedProxies(ranges.compactMap { Network($0) }) }

    @Test("without a trusted proxy the peer counts, whatever it claims")
    func untrusted() {
        #expect(TrustedProxies().client(peer: "10.0.0.1", forwardedFor: "1.2.3.4") == "10.0.0.1")
        #expect(proxies("10.0.0.2").client(peer: "10.0.0.1", forwardedFor: "1.2.3.4") == "10.0.0.1")
    }

    @Test("behind trusted proxies the rightmost untrusted hop counts: what stands left of it may be invented")
    func trusted() {
        let proxies = proxies("10.0.0.0/8", "::1")
        let cases: [(String?, String)] = [
            ("1.2.3.4", "1.2.3.4"), ("6.6.6.6, 1.2.3.4", "1.2.3.4"), ("6.6.6.6, 1.2.3.4, 10.9.9.9", "1.2.3.4"),
            ("10.1.1.1, 10.2.2.2", "10.0.0.1"), ("nonsense", "10.0.0.1"), ("1.2.3.4, nonsense", "10.0.0.1"),
            ("", "10.0.0.1"), (nil, "10.0.0.1"), ("2001:db8::7,  10.0.0.3 ", "2001:db8::7"),
        ]
        for (claim, client) in cases {
            #expect(proxies.client(peer: "10.0.0.1", forwardedFor: claim) == client, "\(claim ?? "none")")
        }
        #expect(proxies.client(peer: "::1", forwardedFor: "1.2.3.4") == "1.2.3.4")
    }

    @Test("a range holds the addresses of its prefix and no others")
    func ranges() throws {
        let cases = [
            ("10.0.0.0/8", "10.255.0.1", true), ("10.0.0.0/8", "11.0.0.1", false),
            ("192.168.4.0/22", "192.168.7.255", true),
            ("192.168.4.0/22", "192.168.8.0", false), ("0.0.0.0/0", "8.8.8.8", true), ("0.0.0.0/0", "::1", false),
            ("1.2.3.4", "1.2.3.4", true), ("1.2.3.4", "1.2.3.5", false), ("1.2.3.4/31", "1.2.3.5", true),
            ("2001:db8::/33", "2001:db8:7fff::1", true), ("2001:db8::/33", "2001:db8:8000::1", false),
            ("::1/128", "::1", true), ("127.0.0.1", "::ffff:127.0.0.1", true), ("127.0.0.1", "::ffff:127.0.0.2", false),
            ("::ffff:10.0.0.0/104", "10.9.9.9", true), ("::ffff:10.0.0.0/104", "::ffff:11.0.0.1", false),
        ]
        for (range, address, isIn) in cases {
            let network = try #require(Network(range))
            #expect(network.contains(address) == isIn, "\(address) in \(range)")
        }
    }

    @Test(
        "what is no range is none",
        arguments: [
            "", "10.0.0", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/", "10.0.0.0/8/8", "::/129", "host", "1.2.3.4 ",
        ])
    func malformed(_ text: String) {
        #expect(Network(text) == nil)
    }
}
