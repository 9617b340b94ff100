// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Markup

struct EscapingTests {
    static let seed: UInt64 = 20_260_101

    @Test("no value brings a sign of markup into text, and reading it back gives the value")
    func text() {
        for value in HostileText.samples(seed: Self.seed, count: 3_000) {
            let html: HTML = "\(value)"
            #expect(isHarmless(html.bytes), "seed \(Self.seed), value \(value.debugDescription)")
            #expect(Array(unescaped(html.text).utf8) == Array(showable(value).utf8), "seed \(Self.seed)")
        }
    }

    @Test("no value ends the attribute it stands in")
    func attribute() {
        for value in HostileText.samples(seed: Self.seed + 1, count: 1_000) {
            for html: HTML in ["<p title=\"\(value)\"></p>", "<p\(attribute: "title", value)></p>"] {
                let inner = html.bytes.dropFirst("<p title=\"".utf8.count).dropLast("\"></p>".utf8.count)
                #expect(html.text.hasPrefix("<p title=\"") && html.text.hasSuffix("\"></p>"))
                #expect(isHarmless(inner), "seed \(Self.seed + 1), value \(value.debugDescription)")
                let shown = unescaped(String(decoding: inner, as: UTF8.self))
                #expect(Array(shown.utf8) == Array(showable(value).utf8), "seed \(Self.seed + 1)")
            }
        }
    }

    @Test("a value inside an address is percent-encoded down to unreserved signs")
    func insideAddress() {
        for value in HostileText.samples(seed: Self.seed + 2, count: 1_000) {
            let html: HTML = "<a href=\"/t?q=\(value)&amp;p=1\">x</a>"
            let inner = html.bytes.dropFirst("<a href=\"/t?q=".utf8.count).dropLast("&amp;p=1\">x</a>".utf8.count)
            let isUnreserved = inner.allSatisfy { byte in
                Character(Unicode.Scalar(byte)).isLetter && byte < 128 || (0x30...0x39).contains(byte)
                    || "-._~%".utf8.contains(byte)
            }
            #expect(isUnreserved, "seed \(Self.seed + 2), value \(value.debugDescription)")
        }
    }

    @Test("each sign has its reference, and neighbours pass")
    func references() {
        let cases = [
            ("<b>", "&lt;b&gt;"), ("\"'&", "&quot;&#39;&amp;"), ("a\u{0}b", "a\u{FFFD}b"), ("a\u{202E}b", "ab"),
            ("“桥”…", "“桥”…"), ("\u{2029}\u{202F}\u{2065}\u{206A}", "\u{2029}\u{202F}\u{2065}\u{206A}"),
        ]
        for (value, expected) in cases {
            let html: HTML = "\(value)"
            #expect(html.text == expected, "\(value.debugDescription)")
        }
    }

    @Test("a quote that carries a combining mark is still a quote")
    func combiningMark() {
        let html: HTML = "<input value=\"\("\"\u{301} onfocus=alert(1)")\">"
        #expect(html.bytes == Array("<input value=\"&quot;\u{301} onfocus=alert(1)\">".utf8))
    }

    @Test("a substring and other string types are escaped like a string")
    func otherStrings() {
        let value = "x<y>z"
        let part: Substring = value.dropFirst()
        let html: HTML =
            "\(part) \(Array(value).reversed().map(String.init).joined()) \(value.unicodeScalars.description)"
        #expect(html.text == "&lt;y&gt;z z&gt;y&lt;x x&lt;y&gt;z")
    }

    @Test("an existing triple stays and any other percent sign is encoded")
    func percentSigns() {
        let html: HTML = "<a href=\"/q/\("100%")/\("%E5%ae")/\("%4")/\("%5g")/\("桥 a/b")\">x</a>"
        #expect(html.text == "<a href=\"/q/100%25/%E5%ae/%254/%255g/%E6%A1%A5%20a%2Fb\">x</a>")
    }

    /// No sign of markup stands bare: every ampersand begins one of the five references.
    private func isHarmless(_ bytes: some Collection<UInt8>) -> Bool {
        guard !bytes.contains(where: { "<>\"'".utf8.contains($0) }) else { return false }
        let text = Array(bytes)
        return text.indices.allSatisfy { index in
            text[index] != UInt8(ascii: "&")
                || ["&amp;", "&lt;", "&gt;", "&quot;", "&#39;"].contains { text[index...].starts(with: $0.utf8) }
        }
    }
}
