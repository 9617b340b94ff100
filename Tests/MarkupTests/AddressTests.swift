// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Markup

struct AddressTests {
    @Test(
        "addresses of known kinds pass as they are",
        arguments: [
            "/", "/topics/1?x=1#y", "/topics/安澜", "#main", "#", "?page=2", "http://example.org/a b",
            "HTTPS://example.org",
            "https://example.org:8443/", "tel:+8613800000000", "mailto:a@example.org", "/a//b", "/javascript:alert(1)",
        ])
    func allowed(address: String) {
        #expect(Address.safe(address) == address)
    }

    @Test(
        "anything else leads nowhere",
        arguments: [
            "", " /", "//evil.example", "/\\evil.example", "\\\\evil.example", "javascript:alert(1)",
            "JaVaScRiPt:alert(1)", " javascript:alert(1)", "data:text/html,x", "vbscript:x", "blob:x",
            "file:///etc/passwd", "ftp://x", "topics/1", "http", ":", "http :x", "ht\u{301}tp:x", "http\u{FF1A}//x",
        ])
    func refused(address: String) {
        #expect(Address.safe(address) == "#")
    }

    @Test("a control character anywhere refuses the address")
    func controlCharacters() {
        let addresses = [
            "/\t/evil.example", "/a\nb", "\u{0}/", "/\u{7F}", "java\tscript:alert(1)", "\u{1}javascript:1",
        ]
        for address in addresses {
            #expect(Address.safe(address) == "#", "\(address.debugDescription)")
        }
    }

    @Test("a checked address is escaped as an attribute and not encoded again")
    func interpolation() {
        let page = "/topics?q=%E6%A1%A5&sort=\"new\""
        let html: HTML = "<a href=\"\(url: page)\">x</a><form action=\"\(url: "javascript:1")\"></form>"
        #expect(
            html.text == "<a href=\"/topics?q=%E6%A1%A5&amp;sort=&quot;new&quot;\">x</a><form action=\"#\"></form>")
    }

    @Test("a query can follow a checked address, with its value encoded")
    func queryAfterAddress() {
        let html: HTML = "<a href=\"\(url: "/topics")?after=\("a&b")\">x</a>"
        #expect(html.text == "<a href=\"/topics?after=a%26b\">x</a>")
    }

    @Test("no hostile address names a script or another scheme")
    func hostile() {
        for value in HostileText.samples(seed: 7, count: 2_000) {
            let address = Address.safe(value)
            let isKnown = ["/", "#", "?", "http:", "https:", "tel:", "mailto:"].contains { address.hasPrefix($0) }
            #expect(isKnown && !address.hasPrefix("//"), "seed 7, value \(value.debugDescription)")
        }
    }
}
