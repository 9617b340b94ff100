// SPDX-License-Identifier: Apache-2.0

extension OfficialDocument {
    /// A piece of the text, in its order.
    package enum Block: Hashable, Sendable {
        /// 一、 in 黑体 on the first level, （一） in 楷体 on the second; the text brings its number.
        case heading(String, level: Level = .first)
        case paragraph(String)
        /// A label in 黑体 and what it says, as in 时间：…; further lines begin below the first.
        case entry(label: String, String)
        case table(Table)
        /// 目录: the headings of the first level that follow, each with its page; the text begins on a page of its own.
        case contents
    }

    /// How deep a heading stands (一、 and （一）).
    package enum Level: Int, CaseIterable, Hashable, Sendable {
        case first = 1
        case second
    }

    /// A table of texts; its head comes again on every page, and no row is torn apart.
    package struct Table: Hashable, Sendable {
        package let columns: [Column]
        package let rows: [[String]]
        /// Millimetres, for tables that are filled in by hand; nil for as high as the text is.
        package let rowHeight: Int?

        package init(columns: [Column], rows: [[String]], rowHeight: Int? = nil) {
            self.columns = columns
            self.rows = rows
            self.rowHeight = rowHeight
        }
    }

    /// A column by its head.
    package struct Column: Hashable, Sendable {
        package let title: String
        /// Its share of the width, compared with the other columns'.
        package let width: Int
        package let alignment: Alignment

        package init(_ title: String, width: Int, _ alignment: Alignment = .left) {
            self.title = title
            self.width = width
            self.alignment = alignment
        }
    }

    /// Where a column's texts stand.
    package enum Alignment: String, CaseIterable, Hashable, Sendable { case left, center, right }
}

extension [OfficialDocument.Block] {
    /// Each line of what somebody wrote as a paragraph; empty lines go.
    package static func paragraphs(of text: String) -> Self {
        text.split(whereSeparator: \.isNewline).map { line in
            line.drop(while: \.isWhitespace)
        }
        .filter { !$0.isEmpty }.map { .paragraph(String($0)) }
    }
}
