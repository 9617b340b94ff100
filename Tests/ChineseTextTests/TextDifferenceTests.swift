// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import ChineseText

@Suite("What texts do not share")
struct TextDifferenceTests {
    private func own(_ text: String, _ others: String...) -> [String] {
        TextDifference(from: others).places(in: text).map { String(text[$0]) }
    }

    @Test("what one text says alone is marked, in its own script")
    func marked() {
        #expect(own("村口3盏路灯半年不亮", "村口路灯半年不亮") == ["3盏"])
        #expect(own("請6月底前更換線路", "请8月底前更换线路") == ["請6"])
        #expect(own("东门的路灯", "西门的路灯", "东街") == ["东"])
    }

    @Test("how a text is punctuated and cut into lines makes no difference")
    func punctuation() {
        #expect(own("路灯不亮。\n没人修！", "路灯不亮，没人修") == [])
        #expect(own("好，路灯亮了", "路灯亮了") == ["好"])
        #expect(own("好，路灯亮了", "路灯亮了。好") == [])
    }

    @Test("against nothing all of it is its own, and nothing has nothing")
    func empty() {
        #expect(own("路灯，亮了") == ["路灯", "亮了"])
        #expect(own("", "路灯") == [] && own("。！", "路灯") == [])
    }
}
