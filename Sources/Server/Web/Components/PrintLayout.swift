// SPDX-License-Identifier: Apache-2.0

import Markup

/// The face of a sheet for the printer: on screen a preview under a line of buttons, on paper the sheet alone.
struct PrintLayout: Sendable {
    var head: PageHead
    /// Where one comes from.
    var back: TextLink
    /// The sheet, with the page's one `h1`.
    var sheet: HTML
    /// Whether it runs over several pages with margins of their own; a sheet brings its margins along.
    var isList = false

    /// The whole document.
    var html: HTML {
        head.document(
            face: isList ? "listing" : "printing",
            body: """
                <header class="mast"><a class="logo" href="\(url: back.address)">\(Logo.html)</a></header>
                <main id="main"><div class="row print-bar"><span><a class="back" href="\(url: back.address)">\
                \(Icon.back.html)\(back.text)</a></span><span class="small mute">\(isList ? "打印时选A4纸。" : "打印时选A4纸，边距选“无”，缩放100%。")</span>\
                <button type="button" class="btn" data-print hidden>\(Icon.print.html)<span>打印</span></button></div>
                \(sheet)
                </main>
                """)
    }
}
