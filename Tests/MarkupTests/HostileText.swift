// SPDX-License-Identifier: Apache-2.0

/// Texts that people or attackers send, and random mixtures of them, the same for the same seed.
struct HostileText {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    static let corpus: [String] = [
        "", " ", "安澜县清河镇", "关于“桥面”的建议……", "<script>alert(1)</script>", "</textarea>", "-->", "]]>",
        "\" onfocus=alert(1) autofocus x=\"", "' onload='x", "\"\u{301} onfocus=alert(1) x=", "<\u{338}b>",
        "&\u{20DD}amp;",
        "&lt;", "&#60;", "&", "&&amp;&", "<", ">", "\"", "'", "`", "=", "\u{0}", "a\u{8}b", "\u{B}\u{C}\u{1B}[31m",
        "\t\r\n", "\u{7F}\u{85}", "\u{202E}gpj.exe", "\u{2066}left\u{2069}", "\u{200E}\u{200F}\u{2028}", "\u{FFFD}",
        "👩‍👩‍👧‍👦", "𠮷野家", "e\u{301}\u{302}\u{303}", "\u{10FFFF}", "=HYPERLINK(\"http://x\")", "+1+1", "@SUM(A1)", "-2",
        "javascript:alert(1)", "//evil.example", "../../..", "%3Cscript%3E", "100%", "{{7*7}}", "${x}", "\\(x)",
        String(decoding: [0xED, 0xA0, 0x80, 0xE2, 0x80], as: UTF8.self), String(repeating: "很长的一行<", count: 2_000),
    ]

    /// The corpus, then `count` mixtures of up to six of its shorter texts.
    static func samples(seed: UInt64, count: Int) -> [String] {
        var source = HostileText(seed: seed)
        let short = corpus.filter { $0.utf8.count < 100 }
        let mixtures = (0..<count).map { _ in
            (0..<source.next(below: 7)).map { _ in short[source.next(below: short.count)] }.joined()
        }
        return corpus + mixtures
    }

    private mutating func next(below bound: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int((state >> 33) % UInt64(bound))
    }
}
