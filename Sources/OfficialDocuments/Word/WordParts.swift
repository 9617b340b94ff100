// SPDX-License-Identifier: Apache-2.0

/// The parts of a Word file beside the text itself.
enum WordParts {
    static let declaration = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
    static let namespace = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    private static let relationship = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    private static let type = "application/vnd.openxmlformats-officedocument.wordprocessingml"

    /// The parts that the document refers to, by the ids that it uses.
    enum Footer: String, CaseIterable {
        case odd = "rIdOdd"
        case even = "rIdEven"
        case first = "rIdFirst"

        var file: String {
            switch self {
            case .odd: "footer1.xml"
            case .even: "footer2.xml"
            case .first: "footer3.xml"
            }
        }
    }

    static var contentTypes: String {
        let parts =
            [("document", "document.main"), ("styles", "styles"), ("settings", "settings")]
            .map { ("/word/\($0.0).xml", $0.1) } + [("/word/fontTable.xml", "fontTable")]
            + Footer.allCases.map { ("/word/\($0.file)", "footer") }
        let overrides = parts.map { "<Override PartName=\"\($0.0)\" ContentType=\"\(type).\($0.1)+xml\"/>" }.joined()
        return declaration + """
            <Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">\
            <Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>\
            <Default Extension="xml" ContentType="application/xml"/>\(overrides)</Types>
            """
    }

    static var packageRelations: String {
        relations([("rId1", "officeDocument", "word/document.xml")])
    }

    static var documentRelations: String {
        relations(
            [
                ("rId1", "styles", "styles.xml"), ("rId2", "settings", "settings.xml"),
                ("rId3", "fontTable", "fontTable.xml"),
            ]
                + Footer.allCases.map { ($0.rawValue, "footer", $0.file) })
    }

    private static func relations(_ targets: [(id: String, kind: String, file: String)]) -> String {
        let each = targets.map {
            "<Relationship Id=\"\($0.id)\" Type=\"\(relationship)/\($0.kind)\" Target=\"\($0.file)\"/>"
        }.joined()
        return declaration
            + "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\(each)</Relationships>"
    }

    static var settings: String {
        declaration + """
            <w:settings xmlns:w="\(namespace)"><w:evenAndOddHeaders/>\
            <w:characterSpacingControl w:val="compressPunctuation"/>\
            <w:noLineBreaksAfter w:lang="zh-CN" w:val="“‘（《〈【〔"/>\
            <w:noLineBreaksBefore w:lang="zh-CN" w:val="，。、；：？！”’）》〉】〕…—％"/>\
            <w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>\
            <w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/></w:settings>
            """
    }

    static var fontTable: String {
        let fonts = WordFont.allCases.map { font in
            """
            <w:font w:name="\(font.rawValue)"><w:altName w:val="\(font.substitute)"/><w:charset w:val="86"/>\
            <w:family w:val="auto"/><w:pitch w:val="variable"/></w:font>
            """
        }.joined()
        return declaration + "<w:fonts xmlns:w=\"\(namespace)\">\(fonts)</w:fonts>"
    }

    static var styles: String {
        let styles = WordStyle.allCases.map { style in
            """
            <w:style w:type="paragraph"\(style.isOwn ? " w:customStyle=\"1\"" : "") w:styleId="\(style.rawValue)">\
            <w:name w:val="\(style.name)"/><w:basedOn w:val="Normal"/><w:qFormat/>\
            <w:pPr>\(style.format.paragraph)</w:pPr><w:rPr>\(style.format.run)</w:rPr></w:style>
            """
        }.joined()
        return declaration + """
            <w:styles xmlns:w="\(namespace)"><w:docDefaults><w:rPrDefault><w:rPr>\(WordFont.fang.element)\
            <w:spacing w:val="-5"/><w:sz w:val="32"/><w:szCs w:val="32"/>\
            <w:lang w:val="en-US" w:eastAsia="zh-CN"/></w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>\
            <w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/><w:pPr>\
            <w:widowControl w:val="0"/><w:kinsoku/><w:overflowPunct w:val="0"/><w:autoSpaceDE w:val="0"/>\
            <w:autoSpaceDN w:val="0"/><w:spacing w:line="\(WordPage.linePitch)" w:lineRule="exact"/><w:jc w:val="both"/>\
            </w:pPr></w:style>\
            <w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:tblPr>\
            <w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:left w:w="57" w:type="dxa"/><w:right w:w="57" w:type="dxa"/>\
            </w:tblCellMar></w:tblPr></w:style>\(styles)</w:styles>
            """
    }

    /// — 1 —, one character from the outer edge of the text; or the second double rule of a letter; or nothing.
    static func footer(_ footer: Footer, of layout: OfficialDocument.Layout) -> String {
        let content: String =
            switch (footer, layout) {
            case (.first, .letter): "<w:p><w:pPr><w:pStyle w:val=\"LetterFoot\"/></w:pPr></w:p>"
            case (.first, .document), (.first, .minutes), (.first, .sheet), (.first, .page), (_, .page):
                "<w:p><w:pPr><w:pStyle w:val=\"PageNumber\"/></w:pPr></w:p>"
            case (.odd, _): pageNumber("right", "w:right=\"280\"", layout)
            case (.even, _): pageNumber("left", "w:left=\"280\"", layout)
            }
        return declaration + "<w:ftr xmlns:w=\"\(namespace)\">\(content)</w:ftr>"
    }

    /// A letter's footers reach 6 mm lower, for its rule.
    private static func pageNumber(_ side: String, _ indent: String, _ layout: OfficialDocument.Layout) -> String {
        let after = layout == .letter ? "<w:spacing w:after=\"\(WordPage.millimetres(6))\"/>" : ""
        return """
            <w:p><w:pPr><w:pStyle w:val="PageNumber"/>\(after)<w:ind \(indent)/><w:jc w:val="\(side)"/></w:pPr>\
            <w:r><w:t xml:space="preserve">— </w:t></w:r><w:r><w:fldChar w:fldCharType="begin"/></w:r>\
            <w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>\
            <w:r><w:t>1</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>\
            <w:r><w:t xml:space="preserve"> —</w:t></w:r></w:p>
            """
    }
}
