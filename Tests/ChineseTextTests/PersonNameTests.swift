// SPDX-License-Identifier: Apache-2.0

import ChineseText
import Testing

@Suite("Names by strokes and by initials")
struct PersonNameTests {
    @Test("by the strokes of the first character, then by their forms, then by the next character")
    func order() {
        let names = ["丁一", "卫子衡", "马三", "王小", "王小明", "王明", "刘一", "张三", "李四", "沈知秋", "陆南乔", "陈立夏", "林小禾", "周明远", "顾怀远"]
        // In the order of the standard: of seven strokes 李 begins with a horizontal, 张 陆 陈 with a turning.
        let expected = [
            "丁一", "卫子衡", "马三", "王小", "王小明", "王明", "刘一", "李四", "沈知秋", "张三", "陆南乔", "陈立夏", "林小禾", "周明远", "顾怀远",
        ]
        #expect(StrokeOrder.sorted(names.reversed()) { $0 } == expected)
    }

    @Test("rare characters stand behind, and doubles stay as they are")
    func rare() {
        #expect(StrokeOrder.sorted(["𪚥", "Zoe", "顾"]) { $0 } == ["顾", "Zoe", "𪚥"])
        let doubles = [("王小", 1), ("丁一", 2), ("王小", 3)]
        #expect(StrokeOrder.sorted(doubles) { $0.0 }.map(\.1) == [2, 1, 3])
    }

    @Test("initials find a name in any case, also in part")
    func initials() throws {
        for typed in ["szq", "SZQ", "sz", "zq", "s"] {
            #expect(try #require(NameInitials(typed)).matches("沈知秋"), "\(typed)")
        }
        for typed in ["sq", "szqx", "x"] { #expect(!(try #require(NameInitials(typed)).matches("沈知秋"))) }
    }

    @Test(
        "names of people are found by how they are read, and by the other reading",
        arguments: [
            ("曾小满", "z"), ("曾小满", "c"), ("单田", "s"), ("单田", "d"), ("仇英", "q"), ("解放", "x"), ("查良", "z"), ("区大", "o"),
            ("翟明", "z"), ("盖文", "g"), ("朴树", "p"), ("尉迟恭", "y"), ("欧阳修", "oyx"), ("吕布", "lb"), ("A公司", "ags"),
        ])
    func readings(_ name: String, _ typed: String) throws {
        #expect(try #require(NameInitials(typed)).matches(name))
    }

    @Test(
        "anything but letters is no initials", arguments: ["", " ", "沈", "s z", "s1", "%", "_", "ａ", "abcdefghijklm"])
    func none(_ typed: String) {
        #expect(NameInitials(typed) == nil)
    }
}
