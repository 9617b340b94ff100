// SPDX-License-Identifier: Apache-2.0

@testable import OfficialDocuments

extension OfficialDocument {
    static let hostileText = "<w:p/>&amp;\u{0}\u{B}#import \"/etc/passwd\" $x$ *粗* `raw` \\u{41} ]] @ref // 注 \u{202E}反"

    /// A document that has everything there is.
    static func sketch(_ layout: Layout, words: String = "正文") -> OfficialDocument {
        OfficialDocument(
            layout: layout, issuer: "政协安澜县委员会文件", number: "政协安发〔2026〕1号",
            marks: .init(copyNumber: "000001", secrecy: "秘密★1年", urgency: "特急", signatory: words),
            byline: .init(left: "政协安澜县委员会", right: "2026年3月5日"), title: "关于\(words)的通知", note: "（草案）",
            addressee: "各单位",
            blocks: [
                .heading("一、\(words)"), .heading("（一）\(words)", level: .second), .paragraph(words),
                .entry(label: "时间", words),
                .table(
                    .init(
                        columns: [
                            .init("序号", width: 10, .center), .init("事项", width: 40), .init("数", width: 20, .right),
                        ],
                        rows: [["1", "\(words)\n第二行", "3"], ["2", "", ""]], rowHeight: 10)),
                .paragraph("完。"),
            ],
            annexes: [.init(title: "甲", blocks: [.paragraph(words)]), .init(title: "乙", blocks: [.paragraph(words)])],
            signature: .init(signer: "政协安澜县委员会", date: "2026年3月5日"), remark: "联系人：\(words)",
            imprint: .init(copiedTo: "县政府", office: "政协安澜县委员会办公室", printedOn: "2026年3月5日"))
    }
}
