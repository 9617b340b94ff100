// SPDX-License-Identifier: Apache-2.0

/// A table with fixed widths; its head comes again on every page.
struct WordTable {
    let table: OfficialDocument.Table

    var xml: String {
        let borders = ["top", "left", "bottom", "right", "insideH", "insideV"]
            .map { "<w:\($0) w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"000000\"/>" }.joined()
        let grid = widths.map { "<w:gridCol w:w=\"\($0)\"/>" }.joined()
        let head = row(table.columns.map(\.title), isHead: true)
        let rows = table.rows.map { row($0, isHead: false) }.joined()
        return """
            <w:tbl><w:tblPr><w:tblW w:w="\(WordPage.textWidth)" w:type="dxa"/><w:tblBorders>\(borders)</w:tblBorders>\
            <w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>\(grid)</w:tblGrid>\(head)\(rows)</w:tbl>
            """
    }

    /// The columns' widths; together the width of the text.
    private var widths: [Int] {
        let whole = max(1, table.columns.reduce(0) { $0 + $1.width })
        return table.columns.map { WordPage.textWidth * $0.width / whole }
    }

    private func row(_ cells: [String], isHead: Bool) -> String {
        let height = isHead ? nil : table.rowHeight.map { WordPage.millimetres(Double($0)) }
        var properties = "<w:cantSplit/>"
        if let height { properties += "<w:trHeight w:val=\"\(height)\" w:hRule=\"atLeast\"/>" }
        if isHead { properties += "<w:tblHeader/>" }
        let content = zip(zip(table.columns, widths), cells).map { column, words in
            cell(words, column.0, width: column.1, isHead: isHead)
        }.joined()
        return "<w:tr><w:trPr>\(properties)</w:trPr>\(content)</w:tr>"
    }

    private func cell(_ words: String, _ column: OfficialDocument.Column, width: Int, isHead: Bool) -> String {
        let style: WordStyle = isHead ? .cellHead : .cell
        let alignment = isHead ? "" : "<w:jc w:val=\"\(column.alignment.rawValue)\"/>"
        let content = words.isEmpty ? "" : WordRun.xml(words)
        return """
            <w:tc><w:tcPr><w:tcW w:w="\(width)" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr>\
            <w:p><w:pPr><w:pStyle w:val="\(style.rawValue)"/>\(alignment)</w:pPr>\(content)</w:p></w:tc>
            """
    }
}
