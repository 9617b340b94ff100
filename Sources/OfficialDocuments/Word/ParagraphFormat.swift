// SPDX-License-Identifier: Apache-2.0

/// How a style lays out its paragraphs and letters. Its elements come out in the order that the schema demands, since
/// Word calls a file damaged in which they do not.
struct ParagraphFormat {
    var keepsWithNext = false
    var beginsPage = false
    /// A rule above or below, as `w:pBdr` holds it.
    var top, bottom: Border?
    /// A tab stop at the right, in twentieths of a point.
    var rightTab: Int?
    /// Whether lines follow the grid of the page; what has another line height does not.
    var snapsToGrid = true
    var before = 0
    var after = 0
    /// The exact height of a line, in twentieths of a point.
    var line = WordPage.linePitch
    var left, right, hanging: Int?
    /// In characters, with what that is in twentieths of a point.
    var firstLineCharacters: Int?
    var alignment: String?
    var outlineLevel: Int?
    /// The name of the font; nil for the body's.
    var font: WordFont?
    var isBold = false
    var color: String?
    /// Between characters, in twentieths of a point.
    var tracking: Int?
    /// In half points.
    var size: Int?

    struct Border {
        let style: String
        /// In eighths of a point.
        let size: Int
        /// From the text, in points.
        let space: Int
        let color: String

        func xml(_ side: String) -> String {
            "<w:\(side) w:val=\"\(style)\" w:sz=\"\(size)\" w:space=\"\(space)\" w:color=\"\(color)\"/>"
        }
    }

    /// What stands in `w:pPr`.
    var paragraph: String {
        var xml = ""
        if keepsWithNext { xml += "<w:keepNext/>" }
        if beginsPage { xml += "<w:pageBreakBefore/>" }
        if top != nil || bottom != nil {
            xml += "<w:pBdr>\(top?.xml("top") ?? "")\(bottom?.xml("bottom") ?? "")</w:pBdr>"
        }
        if let rightTab { xml += "<w:tabs><w:tab w:val=\"right\" w:pos=\"\(rightTab)\"/></w:tabs>" }
        if !snapsToGrid { xml += "<w:snapToGrid w:val=\"0\"/>" }
        xml += """
            <w:spacing w:before="\(before)" w:after="\(after)" w:line="\(line)" w:lineRule="exact"/>
            """
        xml += Self.indent(left: left, right: right, hanging: hanging, firstLineCharacters: firstLineCharacters)
        if let alignment { xml += "<w:jc w:val=\"\(alignment)\"/>" }
        if let outlineLevel { xml += "<w:outlineLvl w:val=\"\(outlineLevel)\"/>" }
        return xml
    }

    /// What stands in `w:rPr`.
    var run: String {
        var xml = ""
        if let font { xml += font.element }
        if isBold { xml += "<w:b/>" }
        if let color { xml += "<w:color w:val=\"\(color)\"/>" }
        if let tracking { xml += "<w:spacing w:val=\"\(tracking)\"/>" }
        if let size { xml += "<w:sz w:val=\"\(size)\"/><w:szCs w:val=\"\(size)\"/>" }
        return xml
    }

    static func indent(
        left: Int? = nil, right: Int? = nil, hanging: Int? = nil, firstLineCharacters: Int? = nil
    ) -> String {
        var attributes = ""
        if let left { attributes += " w:left=\"\(left)\"" }
        if let right { attributes += " w:right=\"\(right)\"" }
        if let hanging { attributes += " w:hanging=\"\(hanging)\"" }
        if let firstLineCharacters {
            attributes +=
                " w:firstLineChars=\"\(firstLineCharacters * 100)\" w:firstLine=\"\(firstLineCharacters * WordPage.character)\""
        }
        return attributes.isEmpty ? "" : "<w:ind\(attributes)/>"
    }
}

/// The fonts of the standard. A file names them and brings none; a computer without them takes its own of the kind.
enum WordFont: String, CaseIterable {
    case fang = "仿宋_GB2312"
    case hei = "黑体"
    case kai = "楷体_GB2312"
    case song = "宋体"
    case title = "方正小标宋简体"

    /// What Windows and WPS have in its place.
    var substitute: String {
        switch self {
        case .fang: "仿宋"
        case .hei: "SimHei"
        case .kai: "楷体"
        case .song: "SimSun"
        case .title: "华文中宋"
        }
    }

    var element: String {
        "<w:rFonts w:ascii=\"\(rawValue)\" w:hAnsi=\"\(rawValue)\" w:eastAsia=\"\(rawValue)\" w:cs=\"\(rawValue)\"/>"
    }
}

/// The page of GB/T 9704-2012 in twentieths of a point.
enum WordPage {
    static let width = 11_906
    static let height = 16_838
    static let top = 2098
    static let bottom = 1984
    static let left = 1587
    static let right = 1474
    /// 156 mm.
    static let textWidth = 8845
    /// 22 lines in 225 mm.
    static let linePitch = 579
    /// 28 characters in 156 mm.
    static let character = 316

    static func millimetres(_ number: Double) -> Int { Int((number * 56.693).rounded()) }
}
