// SPDX-License-Identifier: Apache-2.0

/// The named styles of a Word file: a clerk who edits it changes the style and not each paragraph.
enum WordStyle: String, CaseIterable {
    case body = "Body"
    case issuer = "Issuer"
    case letterIssuer = "LetterIssuer"
    case number = "Number"
    case letterNumber = "LetterNumber"
    case byline = "Byline"
    case mark = "Mark"
    case rule = "Rule"
    case title = "DocumentTitle"
    case note = "TitleNote"
    case addressee = "Addressee"
    case headingOne = "Heading1"
    case headingTwo = "Heading2"
    case entry = "Entry"
    case contents = "Contents"
    case annexLine = "AnnexLine"
    case signer = "Signer"
    case date = "Date"
    case remark = "Remark"
    case annexLabel = "AnnexLabel"
    case cellHead = "CellHead"
    case cell = "Cell"
    case imprint = "Imprint"
    case blank = "Blank"
    case pageNumber = "PageNumber"
    case letterFoot = "LetterFoot"

    /// What people read in the list of styles.
    var name: String {
        switch self {
        case .body: "公文正文"
        case .issuer: "发文机关标志"
        case .letterIssuer: "信函发文机关标志"
        case .number: "发文字号"
        case .letterNumber: "信函发文字号"
        case .byline: "纪要编发单位"
        case .mark: "份号密级紧急程度"
        case .rule: "红色分隔线"
        case .title: "公文标题"
        case .note: "标题说明"
        case .addressee: "主送机关"
        case .headingOne: "heading 1"
        case .headingTwo: "heading 2"
        case .entry: "条目"
        case .contents: "目录条目"
        case .annexLine: "附件说明"
        case .signer: "发文机关署名"
        case .date: "成文日期"
        case .remark: "附注"
        case .annexLabel: "附件编号"
        case .cellHead: "表头"
        case .cell: "表格文字"
        case .imprint: "版记"
        case .blank: "空行"
        case .pageNumber: "页码"
        case .letterFoot: "信函页脚"
        }
    }

    /// Whether it is ours; the two headings are Word's own, so that its outline shows them.
    var isOwn: Bool { self != .headingOne && self != .headingTwo }

    private static let red = "E60012"

    var format: ParagraphFormat {
        switch self {
        case .body: ParagraphFormat(firstLineCharacters: 2)
        case .issuer:
            ParagraphFormat(
                snapsToGrid: false, before: WordPage.millimetres(33), line: 1240, alignment: "center", font: .title,
                color: Self.red, tracking: 0)
        case .letterIssuer:
            // 170 mm, 8 mm and 6 mm over the edges of the text.
            ParagraphFormat(
                bottom: .init(style: "thickThinSmallGap", size: 36, space: 10, color: Self.red), snapsToGrid: false,
                line: 1000, left: -WordPage.millimetres(8), right: -WordPage.millimetres(6), alignment: "center",
                font: .title, color: Self.red, tracking: 0)
        case .number: ParagraphFormat(alignment: "center")
        case .letterNumber: ParagraphFormat(alignment: "right")
        case .byline:
            ParagraphFormat(rightTab: WordPage.textWidth - WordPage.character, left: WordPage.character)
        case .mark: ParagraphFormat(rightTab: WordPage.textWidth)
        case .rule:
            ParagraphFormat(
                bottom: .init(style: "single", size: 18, space: 1, color: Self.red), snapsToGrid: false,
                line: WordPage.millimetres(4))
        case .title:
            ParagraphFormat(
                keepsWithNext: true, snapsToGrid: false, line: 600, alignment: "center", font: .title, tracking: 0,
                size: 44)
        case .note: ParagraphFormat(keepsWithNext: true, alignment: "center", font: .kai)
        case .addressee: ParagraphFormat()
        case .headingOne: ParagraphFormat(keepsWithNext: true, firstLineCharacters: 2, outlineLevel: 0, font: .hei)
        case .headingTwo: ParagraphFormat(keepsWithNext: true, firstLineCharacters: 2, outlineLevel: 1, font: .kai)
        case .entry, .annexLine: ParagraphFormat()
        case .contents: ParagraphFormat(rightTab: WordPage.textWidth)
        case .signer: ParagraphFormat(keepsWithNext: true, alignment: "right")
        case .date: ParagraphFormat(alignment: "right")
        case .remark: ParagraphFormat(firstLineCharacters: 2)
        case .annexLabel: ParagraphFormat(beginsPage: true, font: .hei)
        case .cellHead:
            ParagraphFormat(
                keepsWithNext: true, snapsToGrid: false, before: 60, after: 60, line: 340, alignment: "center",
                font: .hei, tracking: 0, size: 24)
        case .cell:
            ParagraphFormat(snapsToGrid: false, before: 40, after: 40, line: 340, tracking: 0, size: 24)
        case .imprint:
            ParagraphFormat(
                rightTab: WordPage.textWidth - 280, snapsToGrid: false, before: 40, after: 40, line: 400, left: 280,
                right: 280, tracking: 0, size: 28)
        case .blank: ParagraphFormat()
        case .pageNumber:
            ParagraphFormat(snapsToGrid: false, line: 340, font: .song, tracking: 0, size: 28)
        case .letterFoot:
            ParagraphFormat(
                top: .init(style: "thinThickSmallGap", size: 36, space: 1, color: Self.red), snapsToGrid: false,
                line: 60, left: -WordPage.millimetres(8), right: -WordPage.millimetres(6))
        }
    }
}
