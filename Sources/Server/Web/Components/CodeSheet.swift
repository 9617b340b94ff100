// SPDX-License-Identifier: Apache-2.0

import Markup

/// What hangs or stands somewhere so that people find a page: of a room, a topic or a session. The code to scan, and how it
/// goes on.
struct CodeSheet: Sendable {
    /// How it is used.
    enum Format: Sendable {
        /// A poster for the wall, A4 upright.
        case poster
        /// A card for the table (台卡), A4 folded once, the same on both sides.
        case tableCard
    }

    var format: Format
    /// 安澜县政协
    var organ: String
    /// 杨柳社区协商议事室, or what a topic or session is called.
    var name: String
    /// 有什么事，想和大家商量？
    var ask: String
    /// What one can do there: 提议题 · 提建议 · 参加协商会 · 查进度
    var functions: String
    /// Whose code it is, for those who do not see it: 议事室的二维码
    var label: String
    /// The address of the page as a code for cameras, an `<svg>` without ids.
    var qr: HTML
    /// The same address to type in, without `https://`.
    var address: String
    /// How it goes, in three short lines.
    var instructions: [String]
    /// Whom to call instead: 不会用手机？请打 0510-0000 0000，或到一楼找林小禾
    var contact: String
    /// Whether the name is a sentence, as those of topics and sessions are: then the letters are smaller.
    var isMatter = false

    /// The sheet, with the name as `h1`.
    var html: HTML {
        switch format {
        case .poster: poster
        case .tableCard: tableCard
        }
    }

    private var poster: HTML {
        """
        <article class="sheet\(kind)"><div class="rule"></div><p class="organ">\(organ)</p><h1 class="name">\(name)</h1>\
        \(asking)<p class="functions">\(functions)</p>\(code)<p class="address">\(address)</p>\(how)\
        <p class="contact">\(contact)</p></article>
        """
    }

    /// The upper face is for the other side of the table: eyes see it upside down, screen readers not at all.
    private var tableCard: HTML {
        let plain: HTML = "<p class=\"name\">\(name)</p>"
        let heading: HTML = "<h1 class=\"name\">\(name)</h1>"
        return """
            <article class="sheet card\(kind)"><div class="face" aria-hidden="true">\(face(plain))</div>\
            <div class="face">\(face(heading))</div></article>
            """
    }

    private func face(_ name: HTML) -> HTML {
        """
        <div class="rule"></div><div>\(code)<p class="address">\(address)</p></div>\
        <div><p class="organ">\(organ)</p>\(name)\(asking)<p class="functions">\(functions)</p>\(how)</div><p class="contact">\(contact)</p>
        """
    }

    private var kind: String { isMatter ? " matter" : "" }

    private var asking: HTML { "<p class=\"ask\">\(ask)</p>" }

    private var code: HTML { "<div class=\"qr\" role=\"img\" aria-label=\"\(label)\">\(qr)</div>" }

    private var how: HTML {
        """
        <ol>\(each: instructions.enumerated(), { index, line in
            "<li><b>\(index + 1)</b><span>\(line)</span></li>"
        })</ol>
        """
    }
}
