// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import OfficialDocuments

@Suite("Text is made printable")
struct PrintableTextTests {
    @Test("characters that XML cannot hold go, and so do those that turn a line around; the rest is escaped")
    func xml() {
        let hostile = "一\u{0}二\u{8}\u{B}\u{C}\u{1F}三\u{FFFE}\u{FFFF}四\u{202E}五\u{2066}六"
        #expect(PrintableText.xml(hostile) == "一二三四五六")
        #expect(PrintableText.xml("<a href=\"x\">&amp;</a>") == "&lt;a href=&quot;x&quot;&gt;&amp;amp;&lt;/a&gt;")
        #expect(PrintableText.xml("一\t二\n三") == "一\t二\n三")
        #expect(PrintableText.xml("👨‍👩‍👧 𠮷") == "👨‍👩‍👧 𠮷")
    }

    @Test("a single dash is bound to what stands before it, a double one is not")
    func dashes() {
        #expect(PrintableText.withBoundDashes("2024—2025年") == "2024\u{2060}—2025年")
        #expect(PrintableText.withBoundDashes("他说——不行") == "他说——不行")
        #expect(PrintableText.withBoundDashes("—") == "\u{2060}—")
    }
}
