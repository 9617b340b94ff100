// SPDX-License-Identifier: Apache-2.0

import Markup

/// A plot on a sheet of its own: what it shows, the drawing, and the numbers behind it as a table whose cells open their
/// records. The drawing is for the eye alone; whoever does not see it reads the table.
struct Chart: Sendable {
    /// A number in the table.
    struct Cell: Sendable {
        var text: String
        /// Where the records are that it counts.
        var address: String?

        init(_ text: String, address: String? = nil) {
            (self.text, self.address) = (text, address)
        }
    }

    /// A line of the table.
    struct Row: Sendable {
        var name: String
        var cells: [Cell]
    }

    /// Unique on its page.
    var id: String
    var title: String
    /// How to read it.
    var note: String
    /// The records that all of it counts.
    var address: String
    /// An `<svg>` that hides itself from screen readers.
    var drawing: HTML
    var columns: [String]
    var rows: [Row]
    /// Whether the table is seen at once, where there is no drawing.
    var isOpen = false

    var html: HTML {
        """
        <section class="panel chart" aria-labelledby="\(id)"><div class="row between"><div><h2 id="\(id)">\(title)</h2>\
        <p class="small mute">\(note)</p></div>\
        <a class="small no-print" href="\(url: address)">打开这些记录</a></div>\(drawing)\
        <details class="behind"\(flag: "open", isOpen)><summary>看数据表</summary>\
        <div class="table-wrap" tabindex="0" role="region" aria-label="\(title)的数据表"><table class="plain">\
        <thead><tr>\(each: columns, { "<th scope=\"col\">\($0)</th>" })</tr></thead>\
        <tbody>\(each: rows, row)</tbody></table></div></details></section>
        """
    }

    private func row(_ row: Row) -> HTML {
        """
        <tr><th scope="row">\(row.name)</th>\(each: row.cells, { cell in
            "<td>\(cell.address.map { "<a href=\"\(url: $0)\">\(cell.text)</a>" as HTML } ?? "\(cell.text)")</td>"
        })</tr>
        """
    }
}

/// A number that says of what it is a part, and opens its records.
struct Figure: Sendable {
    var name: String
    var number: String
    /// 件, 场, %
    var unit: String
    /// The whole, and how it was counted.
    var note: String
    var address: String
    var isLate = false

    var html: HTML {
        """
        <a class="fig\(isLate ? " late" : "")" href="\(url: address)"><span class="over">\(name)</span>\
        <span class="n">\(number) <small>\(unit)</small></span><span class="small mute">\(note)</span></a>
        """
    }
}
