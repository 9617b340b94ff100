// SPDX-License-Identifier: Apache-2.0

import Markup

/// The tracking code, to copy, to photograph and to scan. It is the key to the topic: whoever has it may act.
struct Ticket: Sendable {
    /// Three groups of four: 7K4M-92QX-H3TB.
    var code: String
    /// The status page's address as a code for cameras, an `<svg>` without ids.
    var qr: HTML?
    /// The status page.
    var statusAddress: String
    /// Where the picture of it is, to keep.
    var pictureAddress: String?
    var advice = "请截屏或抄下来。不登录，凭它就能看进度、补充、撤回。"

    /// The ticket; one on a page. The copy button appears where the browser can copy.
    var html: HTML {
        """
        <section class="ticket" aria-labelledby="ticket"><h2 id="ticket" class="over">您的查询码</h2>\
        <span class="code">\(code)</span>\
        \(present: qr, { "<div class=\"qr\" role=\"img\" aria-label=\"进度页的二维码\">\($0)</div>" })\
        <p class="small mute">\(advice)</p><div class="actions">\
        <button type="button" class="btn small" data-copy="\(code)" data-said="copied" hidden>\
        \(Icon.copy.html)<span>复制</span></button>\(present: pictureAddress, picture)\
        \(Button(label: "现在看看", role: .link(to: statusAddress), size: .small).html)</div>\
        <p id="copied" class="small" role="status"></p></section>
        """
    }

    /// A link to the picture; where the browser can, a button that makes a PNG of it, to save or to hold down.
    private func picture(_ address: String) -> HTML {
        """
        <a class="btn small" href="\(url: address)" data-picture-link>打开图片</a>\
        <button type="button" class="btn small" data-picture="\(address)" data-name="\(code).png" data-said="copied" hidden>\
        <span>存成图片</span></button>
        """
    }
}
