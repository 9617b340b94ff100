// SPDX-License-Identifier: Apache-2.0

import Foundation
import Spreadsheets
import Testing

@testable import ChineseText

@Suite("Similar texts")
struct SimilarityQueryTests {
    private func index(_ texts: [String]) -> MemoryIndex {
        var index = MemoryIndex()
        for text in texts { index.append(text) }
        return index
    }

    @Test("courtesy says nothing of what a text is about")
    func fillers() throws {
        let index = index(["请问一下，希望修路，谢谢", "广场舞太吵，晚上睡不着"])
        let found = try SimilarityQuery("您好，请问广场舞太吵怎么办，谢谢").matches(in: index, limit: 1)
        #expect(found.map(\.id) == [1])
        #expect(try SimilarityQuery("您好，谢谢！").matches(in: index, limit: 5).isEmpty)
    }

    @Test("of equal texts the later comes first, and no more come than asked for")
    func order() throws {
        let index = index(["路灯坏了", "路灯坏了", "路灯坏了"])
        #expect(try SimilarityQuery("路灯坏了").matches(in: index, limit: 2).map(\.id) == [2, 1])
    }

    @Test("looked for among some, the others are not found, however many they are")
    func among() throws {
        let index = index(["路灯不亮，请修"] + Array(repeating: "路灯坏了", count: 300))
        let query = SimilarityQuery("路灯坏了")
        #expect(try !query.matches(in: index, limit: 100).map(\.id).contains(0))
        #expect(try query.matches(in: index, limit: 100, among: [0, 7]).map(\.id) == [7, 0])
        #expect(try query.matches(in: index, limit: 100, among: []).isEmpty)
    }

    @Test("what nobody has said is like nothing, however much the words around it are")
    func likeness() throws {
        let index = index([
            "老街公厕晚上八点锁门，摆夜摊的和散步的人没有地方上厕所", "公交车班次太少，等一个小时才来一班", "物业收费不公开，停车费一涨再涨",
            "路灯坏了两个月没人修，晚上看不清路",
        ])
        for (text, number) in [("公厕八点就锁门，晚上散步没地方上厕所", 0), ("路灯两个月前就坏了，晚上路都看不清", 3)] {
            let found = try #require(try SimilarityQuery(text).matches(in: index, limit: 1).first)
            #expect(found.id == number && found.likeness >= 0.18, "\(text): \(found)")
            #expect(found.likeness <= found.score)
        }
        for text in ["无人机喷药飘到养蜂场，车停在路边", "殡仪馆收费太高，骨灰盒强制买"] {
            let found = try #require(try SimilarityQuery(text).matches(in: index, limit: 1).first)
            #expect(found.likeness < 0.18, "\(text): \(found)")
        }
        let same = try #require(
            try SimilarityQuery("公交车班次太少，等一个小时才来一班").matches(in: index, limit: 1).first)
        #expect(same.likeness == 1 && same.score == 1)
    }

    @Test("texts beyond the first block are found")
    func blocks() throws {
        var index = MemoryIndex()
        for number in 0...NumberSet.span { index.append("第\(number)件，路灯坏了") }
        let found = try SimilarityQuery("路灯坏了，第\(NumberSet.span)件").matches(in: index, limit: 1)
        #expect(found.map(\.id) == [NumberSet.span])
        let words = try #require(WordQuery("路灯 \(NumberSet.span)件"))
        #expect(try index.holders(of: words.grams).numbers == [NumberSet.span])
    }

    @Test("the passage is the sentence that says the same, with what both say")
    func passage() throws {
        let query = SimilarityQuery("請問南門路燈壞了誰來修")
        let passage = try #require(query.passage(of: ["出行不便", "停车也难。南门路灯坏了两个月，没人来修！"]))
        #expect(passage.text == "南门路灯坏了两个月，没人来修")
        #expect(passage.places.map { String(passage.text[$0]) } == ["南门路灯坏了", "来修"])
        #expect(query.passage(of: ["饭店油烟"]) == nil)
    }

    @Test("the common subsequence is as long as the plain way finds it")
    func subsequence() {
        var state: UInt64 = 7
        func text(_ length: Int) -> [UInt32] {
            (0..<length).map { _ in
                state = state &* 6_364_136_223_846_793_005 &+ 1
                return UInt32(state >> 33) % 6 + 1
            }
        }
        for length in [0, 1, 63, 64, 65, 130, 200] {
            let (one, other) = (text(length), text(90))
            #expect(CommonSubsequence(of: one).length(with: other) == plain(one, other), "\(length)")
        }
    }

    private func plain(_ one: [UInt32], _ other: [UInt32]) -> Int {
        var row = [Int](repeating: 0, count: other.count + 1)
        for character in one {
            var diagonal = 0
            for (index, against) in other.enumerated() {
                let above = row[index + 1]
                row[index + 1] = character == against ? diagonal + 1 : max(above, row[index])
                diagonal = above
            }
        }
        return row[other.count]
    }
}
