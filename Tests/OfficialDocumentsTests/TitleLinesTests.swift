// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import OfficialDocuments

@Suite("Titles are broken where a reader would pause")
struct TitleLinesTests {
    @Test(
        "examples",
        arguments: [
            ("会议通知", ["会议通知"]),
            ("关于召开“石桥村东头排水沟堵了三年”协商会的通知", ["关于召开“石桥村东头排水沟堵了三年”", "协商会的通知"]),
            ("关于安澜县政协十一届五次会议第006号提案的答复", ["关于安澜县政协十一届五次会议", "第006号提案的答复"]),
            ("关于交办安澜县政协十一届五次会议提案的通知", ["关于交办安澜县政协", "十一届五次会议提案的通知"]),
            ("关于印发“垃圾桶放在楼道口夏天味道大”协商会建议清单的通知", ["关于印发“垃圾桶放在楼道口夏天味道大”", "协商会建议清单的通知"]),
            (
                "关于印发“老旧小区加装电梯，一楼住户不同意怎么办”协商会建议清单的通知",
                ["关于印发“老旧小区加装电梯，", "一楼住户不同意怎么办”", "协商会建议清单的通知"]
            ),
        ])
    func examples(_ title: String, _ lines: [String]) {
        #expect(TitleLines.broken(title) == lines)
    }

    @Test("nothing is lost, nothing is too wide, and no line begins with what belongs to the one before")
    func always() {
        let pieces = ["关于", "“路灯不亮”", "2026年", "12月31日", "《养老条例》", "的", "通知", "（草案）", "协商会", "，", "ABC-123", "安澜县"]
        var seed: UInt64 = 7
        for _ in 0..<2000 {
            var title = ""
            for _ in 0..<(seed % 17 + 1) {
                seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                title += pieces[Int(seed >> 33) % pieces.count]
            }
            let lines = TitleLines.broken(title)
            #expect(lines.joined() == title)
            for (index, line) in lines.enumerated() {
                #expect(PrintableText.width(line) <= 20, "\(line)")
                #expect(!line.isEmpty)
                if index > 0 { #expect(!"，。、）”》".contains(line.first ?? "，"), "\(lines)") }
            }
        }
    }

    @Test("a title without any place to break, and one of nothing, still come out")
    func hostile() {
        let endless = String(repeating: "A", count: 400)
        #expect(TitleLines.broken(endless).joined() == endless)
        #expect(TitleLines.broken(String(repeating: "”", count: 100)).joined().count == 100)
        #expect(TitleLines.broken("") == [""])
        #expect(TitleLines.broken("一\n二") == ["一二"])
    }
}
