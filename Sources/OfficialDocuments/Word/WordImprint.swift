// SPDX-License-Identifier: Apache-2.0

/// The imprint (版记) at the foot of the last page: a text box that is held by the lower margin, since neither floating
/// tables nor frames stay there in every program. It cannot know whether its page is an even one.
struct WordImprint {
    let imprint: OfficialDocument.Imprint
    /// Of a letter it says who gets a copy, and has neither rules nor who printed it and when.
    let isLetter: Bool

    /// Nothing where a letter has nobody to say.
    var xml: String {
        guard !lines.isEmpty else { return "" }
        // 156 mm, and 10 mm for each line, in the units of drawings.
        let width = 156 * 36_000
        let height = (lines.count * 9 + 2) * 36_000
        return """
            <w:p><w:pPr><w:pStyle w:val="\(WordStyle.blank.rawValue)"/></w:pPr><w:r><mc:AlternateContent>\
            <mc:Choice Requires="wps"><w:drawing><wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" \
            relativeHeight="2" behindDoc="0" locked="0" layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/>\
            <wp:positionH relativeFrom="margin"><wp:align>left</wp:align></wp:positionH>\
            <wp:positionV relativeFrom="margin"><wp:align>bottom</wp:align></wp:positionV>\
            <wp:extent cx="\(width)" cy="\(height)"/><wp:effectExtent l="0" t="0" r="0" b="0"/><wp:wrapTopAndBottom/>\
            <wp:docPr id="1" name="版记"/><wp:cNvGraphicFramePr/><a:graphic>\
            <a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp>\
            <wps:cNvSpPr txBox="1"/><wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="\(width)" cy="\(height)"/></a:xfrm>\
            <a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/><a:ln><a:noFill/></a:ln></wps:spPr>\
            <wps:txbx><w:txbxContent>\(table)<w:p><w:pPr><w:pStyle w:val="\(WordStyle.blank.rawValue)"/>\
            <w:snapToGrid w:val="0"/><w:spacing w:line="20" w:lineRule="exact"/></w:pPr></w:p></w:txbxContent></wps:txbx>\
            <wps:bodyPr lIns="0" tIns="0" rIns="0" bIns="0" anchor="b"><a:spAutoFit/></wps:bodyPr></wps:wsp>\
            </a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice></mc:AlternateContent></w:r></w:p>
            """
    }

    /// What stands in each line; a tab before what stands at its right.
    private var lines: [String] {
        let copied = imprint.copiedTo.map { [WordRun.xml("抄送：\($0)。")] } ?? []
        let printed = WordRun.xml(imprint.office) + "<w:r><w:tab/></w:r>" + WordRun.xml("\(imprint.printedOn)印发")
        return copied + (isLetter ? [] : [printed])
    }

    /// The outer rules are 0.35 mm thick, those between 0.25 mm.
    private var table: String {
        func rule(_ side: String, _ size: Int) -> String {
            "<w:\(side) w:val=\"single\" w:sz=\"\(size)\" w:space=\"0\" w:color=\"000000\"/>"
        }
        let rows = lines.map { line in
            """
            <w:tr><w:tc><w:tcPr><w:tcW w:w="\(WordPage.textWidth)" w:type="dxa"/></w:tcPr>\
            <w:p><w:pPr><w:pStyle w:val="\(WordStyle.imprint.rawValue)"/></w:pPr>\(line)</w:p></w:tc></w:tr>
            """
        }.joined()
        let rules =
            isLetter ? "" : "<w:tblBorders>\(rule("top", 8))\(rule("bottom", 8))\(rule("insideH", 6))</w:tblBorders>"
        return """
            <w:tbl><w:tblPr><w:tblW w:w="\(WordPage.textWidth)" w:type="dxa"/>\(rules)<w:tblLayout w:type="fixed"/><w:tblCellMar>\
            <w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tblCellMar></w:tblPr>\
            <w:tblGrid><w:gridCol w:w="\(WordPage.textWidth)"/></w:tblGrid>\(rows)</w:tbl>
            """
    }
}
