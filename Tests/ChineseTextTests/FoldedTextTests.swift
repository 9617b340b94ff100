// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import ChineseText

@Suite("Folded texts")
struct FoldedTextTests {
    @Test(
        "what people write alike is alike",
        arguments: [
            ("ＷｉＦｉ　３号楼", "wifi 3号楼"), ("門診報銷、電梯", "门诊报销 电梯"), ("后面", "後面"), ("1㎡", "1m2"), ("①", "1"),
            ("Café", "cafe"), ("路\u{200B}灯", "路灯"), ("　路灯！！", "路灯"), ("台灣", "台湾"), ("臺灣", "台湾"), ("25℃", "25°C"),
            ("㈱", "(株)"), ("ｶﾞ", "カ"),
        ])
    func alike(one: String, other: String) {
        #expect(FoldedText(one).scalars == FoldedText(other).scalars)
    }

    @Test("what is written so in both scripts, or means something else, stays apart")
    func apart() {
        for (one, other) in [("覆盖", "复盖"), ("计划", "计画"), ("修炼", "修链")] {
            #expect(FoldedText(one).scalars != FoldedText(other).scalars, "\(one) \(other)")
        }
    }

    @Test("a text is indexed by its characters and by the pairs within its words")
    func grams() {
        let grams = FoldedText("南路，灯").grams
        #expect(grams.count == 4)
        #expect(grams.filter(\.isPair).count == 1)
        #expect(grams == grams.sorted())
        #expect(FoldedText("，。").grams.isEmpty)
    }

    @Test("the table of scripts folds to what it does not fold again")
    func table() {
        let (characters, folded) = (TraditionalScript.characters, TraditionalScript.folded)
        #expect(characters.unicodeScalars.count == folded.unicodeScalars.count)
        #expect(Set(characters.unicodeScalars).isDisjoint(with: folded.unicodeScalars))
    }
}
