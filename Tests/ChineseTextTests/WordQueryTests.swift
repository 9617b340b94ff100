// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import ChineseText

@Suite("Looking for words")
struct WordQueryTests {
    @Test(
        "a text is found by any part of it",
        arguments: [
            ("灯", true), ("路灯", true), ("南路路灯", true), ("路燈", true), ("３", true), ("3号", true), ("a栋", true),
            ("坏了 南路", true),
            ("灯路", false), ("路灯 积水", false), ("坏了13", false), ("B栋", false),
        ])
    func found(words: String, isFound: Bool) throws {
        let query = try #require(WordQuery(words))
        let text = FoldedText("南路路灯坏了，13号楼Ａ栋门前很黑")
        #expect(query.matches([text]) == isFound)
        if isFound { #expect(Set(text.grams).isSuperset(of: query.grams)) }
    }

    @Test("each word may stand in another part of the topic")
    func parts() throws {
        let query = try #require(WordQuery("路灯 停水"))
        #expect(query.matches([FoldedText("路灯坏了"), FoldedText("还常常停水")]))
        #expect(!query.matches([FoldedText("路灯坏了")]))
    }

    @Test("a mark is no character and no pair of them")
    func marks() {
        let last = UInt32(0x10_FFFF)
        for mark in [0, 990_101_100_201, (1 << 41) - 1] as [Int64] {
            #expect(Gram(mark: mark).number > Gram(last, last).number)
        }
        #expect(Gram(mark: 1) != Gram(mark: 2))
    }

    @Test("punctuation alone looks for nothing")
    func nothing() {
        for text in ["", " ", "，。！", "\u{200B}"] { #expect(WordQuery(text) == nil) }
    }

    @Test("what was found is shown where it stands, and as it is written")
    func places() throws {
        let text = "路燈壞了，Ｗｉｆｉ也坏了。cafe\u{301}"
        let query = try #require(WordQuery("路灯坏 wifi café"))
        #expect(query.places(in: text).map { String(text[$0]) } == ["路燈壞", "Ｗｉｆｉ", "cafe\u{301}"])
        #expect(try #require(WordQuery("了")).places(in: text).count == 2)
        #expect(try #require(WordQuery("路灯 灯坏")).places(in: text).map { String(text[$0]) } == ["路燈壞"])
    }
}
