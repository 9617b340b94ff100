// SPDX-License-Identifier: Apache-2.0

/// The text of a Word file: head, title, blocks, signature, annexes and imprint, as paragraphs with named styles.
struct WordBody {
    let document: OfficialDocument

    var xml: String {
        let content =
            head + title + addressee + blocks(document.blocks, isSigned: true) + annexLines + signature + remark
            + annexes
        return WordParts.declaration + """
            <w:document xmlns:w="\(WordParts.namespace)" \
            xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" \
            xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" \
            xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" \
            xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" \
            xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">\
            <w:body>\(content)\(content.hasSuffix("</w:tbl>") ? end : "")\(imprint)\(section)</w:body></w:document>
            """
    }

    // MARK: - Head and title

    private var head: String {
        switch document.layout {
        case .document:
            marks + issuer(.issuer, largest: 120) + numberLine + paragraph(.rule, "") + blank(2)
        case .minutes:
            marks + issuer(.issuer, largest: 104) + blank(1) + (document.number.map { paragraph(.number, $0) } ?? "")
                + byline
                + paragraph(.rule, "") + blank(1)
        case .letter:
            issuer(.letterIssuer, largest: 96) + letterLines + blank(1)
        case .sheet, .page: ""
        }
    }

    /// As large as one line allows: `largest` in half points.
    private func issuer(_ style: WordStyle, largest: Int) -> String {
        let fitting = Int(880 / max(1, PrintableText.width(document.issuer)))
        let size = "<w:sz w:val=\"\(min(largest, fitting))\"/>"
        // The marks stand in the room above it and do not move it.
        let lines = document.marks.lines.count
        guard style == .issuer, lines > 0 else { return paragraph(style, document.issuer, run: size) }
        let before = WordStyle.issuer.format.before - lines * WordPage.linePitch
        return paragraph(
            style, document.issuer, run: size,
            format: "<w:spacing w:before=\"\(before)\" w:after=\"0\" w:line=\"1240\" w:lineRule=\"exact\"/>")
    }

    private var marks: String {
        document.marks.lines.map { paragraph(.mark, content: mark($0)) }.joined()
    }

    private func mark(_ line: (words: String, isFigure: Bool)) -> String {
        text(line.words, run: line.isFigure ? "" : WordFont.hei.element)
    }

    /// The number in the middle; upwards it stands at the left, and who signed at the right.
    private var numberLine: String {
        guard let signatory = document.marks.signatory else {
            return document.number.map { blank(2) + paragraph(.number, $0) } ?? blank(1)
        }
        let signed = text("签发人：") + text(signatory, run: WordFont.kai.element)
        return blank(2)
            + paragraph(.byline, content: "\(document.number.map { text($0) } ?? "")<w:r><w:tab/></w:r>\(signed)")
    }

    /// The marks at the left edge; at the right one the number, and below it what a reply came to.
    private var letterLines: String {
        let left = document.marks.lines
        let right = [document.number, document.marks.result].compactMap(\.self)
        return (0..<max(left.count, right.count)).map { index in
            guard index < left.count else { return paragraph(.letterNumber, right[index]) }
            let beside = index < right.count ? "<w:r><w:tab/></w:r>\(text(right[index]))" : ""
            return paragraph(.mark, content: mark(left[index]) + beside)
        }.joined()
    }

    private var byline: String {
        guard let byline = document.byline else { return "" }
        return paragraph(.byline, content: "\(text(byline.left))<w:r><w:tab/></w:r>\(text(byline.right))")
    }

    private var title: String {
        TitleLines.broken(document.title).map { paragraph(.title, $0) }.joined()
            + (document.note.map { paragraph(.note, $0) } ?? "") + blank(1)
    }

    private var addressee: String { document.addressee.map { paragraph(.addressee, "\($0)：") } ?? "" }

    // MARK: - Text

    /// The last paragraph above a signature goes along with it, so that a signature never stands on a page by itself.
    private func blocks(_ blocks: [OfficialDocument.Block], isSigned: Bool = false) -> String {
        let keepsLast = isSigned && document.signature != nil && document.annexes.isEmpty
        let hasContents = blocks.contains(.contents)
        var chapter = 0
        return blocks.enumerated().map { index, each in
            if case .table(let table) = each {
                // Text stands as far from a table as on paper; below the last one it is given its room by what follows.
                return (index == 0 ? "" : gap(160)) + WordTable(table: table).xml
                    + (index == blocks.count - 1 ? "" : gap(240))
            }
            guard hasContents, case .heading(let words, .first) = each else {
                return block(each, keepsWithNext: keepsLast && index == blocks.count - 1)
            }
            chapter += 1
            return paragraph(.headingOne, content: mark(chapter) + text(words))
        }.joined()
    }

    // MARK: - Contents

    /// What the contents find a heading's page by.
    private func mark(_ chapter: Int) -> String {
        "<w:bookmarkStart w:id=\"\(chapter)\" w:name=\"_Toc\(chapter)\"/><w:bookmarkEnd w:id=\"\(chapter)\"/>"
    }

    /// The headings of the first level; Word counts their pages as it opens the file.
    private var contents: String {
        let headings = document.blocks.compactMap { block -> String? in
            guard case .heading(let words, .first) = block else { return nil }
            return words
        }
        func field(_ kind: String) -> String { "<w:r><w:fldChar w:fldCharType=\"\(kind)\"/></w:r>" }
        let lines = headings.enumerated().map { index, words in
            let page = "<w:r><w:instrText xml:space=\"preserve\"> PAGEREF _Toc\(index + 1) \\h </w:instrText></w:r>"
            let dirty = "<w:r><w:fldChar w:fldCharType=\"begin\" w:dirty=\"true\"/></w:r>"
            return paragraph(
                .contents,
                content: text(words) + "<w:r><w:tab/></w:r>" + dirty + page + field("separate") + text("1")
                    + field("end"))
        }
        return paragraph(.number, "目录", run: WordFont.hei.element) + lines.joined()
            + paragraph(.blank, content: "<w:r><w:br w:type=\"page\"/></w:r>")
    }

    private func block(_ block: OfficialDocument.Block, keepsWithNext: Bool) -> String {
        let keep = keepsWithNext ? "<w:keepNext/>" : ""
        switch block {
        case .heading(let words, .first): return paragraph(.headingOne, words)
        case .heading(let words, .second): return paragraph(.headingTwo, words)
        case .paragraph(let words): return paragraph(.body, words, format: keep)
        case .entry(let label, let words):
            let hang = Int((PrintableText.width(label) + 1) * Double(WordPage.character))
            return paragraph(
                .entry, content: text(label, run: WordFont.hei.element) + text("：\(words)"),
                format: keep + ParagraphFormat.indent(left: hang + 2 * WordPage.character, hanging: hang))
        case .table(let table): return WordTable(table: table).xml
        case .contents: return contents
        }
    }

    /// 附件：1. …
    private var annexLines: String {
        guard !document.annexes.isEmpty else { return "" }
        let isNumbered = document.annexes.count > 1
        let lines = document.annexes.enumerated().map { index, annex in
            let lead = 5 * WordPage.character
            let number = isNumbered ? "\(index + 1). " : ""
            return paragraph(
                .annexLine, (index == 0 ? "附件：" : "") + number + annex.title,
                format: index == 0
                    ? ParagraphFormat.indent(left: lead, hanging: 3 * WordPage.character)
                    : ParagraphFormat.indent(left: lead))
        }
        return blank(1) + lines.joined()
    }

    /// The date four characters from the edge, the signer centred above it, with room for the seal.
    private var signature: String {
        guard let signature = document.signature else { return "" }
        let (signer, date) = (PrintableText.width(signature.signer), PrintableText.width(signature.date))
        let usual = 4.0
        // A long signer reaches over the date to both sides, but not over the edge.
        let signerRight = max(0, usual + (date - signer) / 2)
        let dateRight = max(usual, (signer - date) / 2)
        func right(_ characters: Double) -> String {
            ParagraphFormat.indent(right: Int(characters * Double(WordPage.character)))
        }
        return blank(2, keepsWithNext: true)
            + paragraph(.signer, signature.signer, format: right(signerRight))
            + paragraph(
                .date, signature.date, format: (document.remark == nil ? "" : "<w:keepNext/>") + right(dateRight))
    }

    private var remark: String { document.remark.map { paragraph(.remark, "（\($0)）") } ?? "" }

    private var annexes: String {
        document.annexes.enumerated().map { index, annex in
            paragraph(.annexLabel, document.annexes.count > 1 ? "附件\(index + 1)" : "附件") + blank(1)
                + TitleLines.broken(annex.title).map { paragraph(.title, $0) }.joined() + blank(1)
                + blocks(annex.blocks)
        }.joined()
    }

    // MARK: - The end

    private var imprint: String {
        document.imprint.map { WordImprint(imprint: $0, isLetter: document.layout == .letter).xml } ?? ""
    }

    /// Some room above or below a table, in twentieths of a point; what stands above stays with it.
    private func gap(_ height: Int) -> String {
        paragraph(
            .blank, content: "",
            format: "<w:keepNext/><w:snapToGrid w:val=\"0\"/><w:spacing w:line=\"\(height)\" w:lineRule=\"exact\"/>")
    }

    /// A text does not end with a table: Word wants a paragraph behind it, which here takes no room.
    private var end: String {
        paragraph(
            .blank, content: "",
            format: "<w:snapToGrid w:val=\"0\"/><w:spacing w:line=\"20\" w:lineRule=\"exact\"/>")
    }

    private var section: String {
        let footers = WordParts.Footer.allCases.filter { $0 != .first || document.layout == .letter }.map { footer in
            let kind =
                switch footer {
                case .odd: "default"
                case .even: "even"
                case .first: "first"
                }
            return "<w:footerReference w:type=\"\(kind)\" r:id=\"\(footer.rawValue)\"/>"
        }.joined()
        // A letter's mark begins 30 mm below the edge of the paper, its second rule lies 20 mm above the lower one.
        let isLetter = document.layout == .letter
        let top = isLetter ? WordPage.millimetres(28) : WordPage.top
        let foot = WordPage.millimetres(isLetter ? 17 : 23)
        return """
            <w:sectPr>\(footers)<w:pgSz w:w="\(WordPage.width)" w:h="\(WordPage.height)"/>\
            <w:pgMar w:top="\(top)" w:right="\(WordPage.right)" w:bottom="\(WordPage.bottom)" \
            w:left="\(WordPage.left)" w:header="851" w:footer="\(foot)" w:gutter="0"/>\
            \(isLetter ? "<w:titlePg/>" : "")<w:docGrid w:type="lines" w:linePitch="\(WordPage.linePitch)"/></w:sectPr>
            """
    }

    // MARK: - Pieces

    private func blank(_ lines: Int, keepsWithNext: Bool = false) -> String {
        let format = keepsWithNext ? "<w:keepNext/>" : ""
        return String(
            repeating: "<w:p><w:pPr><w:pStyle w:val=\"\(WordStyle.blank.rawValue)\"/>\(format)</w:pPr></w:p>",
            count: lines)
    }

    private func paragraph(_ style: WordStyle, _ words: String, run: String = "", format: String = "") -> String {
        paragraph(style, content: words.isEmpty ? "" : text(words, run: run), format: format)
    }

    private func paragraph(_ style: WordStyle, content: String, format: String = "") -> String {
        "<w:p><w:pPr><w:pStyle w:val=\"\(style.rawValue)\"/>\(format)</w:pPr>\(content)</w:p>"
    }

    private func text(_ words: String, run: String = "") -> String { WordRun.xml(words, run) }
}

/// A stretch of text; line breaks in it are kept.
enum WordRun {
    static func xml(_ words: String, _ format: String = "") -> String {
        let properties = format.isEmpty ? "" : "<w:rPr>\(format)</w:rPr>"
        let lines = words.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        return lines.enumerated().map { index, line in
            let pause = index == 0 ? "" : "<w:br/>"
            return
                "<w:r>\(properties)\(pause)<w:t xml:space=\"preserve\">\(PrintableText.xml(String(line)))</w:t></w:r>"
        }.joined()
    }
}
