// SPDX-License-Identifier: Apache-2.0

import Markup

/// A blank form on paper for those who do not use a phone: the same questions as on the page, made from the same
/// fields.
struct PaperForm: Sendable {
    /// 安澜县政协
    var organ: String
    /// 杨柳社区协商议事室
    var roomName: String
    var fields: [InputField]
    /// The room's address as a code for cameras, an `<svg>` without ids.
    var qr: HTML
    /// The same to type in.
    var address: String
    /// Where it is handed in.
    var handIn: String
    var contact: String

    /// The sheet, with the page's one `h1`.
    var html: HTML {
        """
        <article class="sheet paper"><div class="rule"></div><p class="organ">\(organ) · \(roomName)</p>\
        <h1 class="name">我想商量的事</h1><p class="hand-in">\(handIn)请不要写国家秘密和别人的隐私。</p>\
        \(each: fields, blank)\
        <div class="office"><p>以下由议事室填写</p><p>收到日期：____年__月__日　经手人：____________</p>\
        <p>查询码（交给本人）：____ - ____ - ____</p></div>\
        <div class="foot-row"><div class="qr" role="img" aria-label="议事室的二维码">\(qr)</div>\
        <div><p>会用手机的家人可以扫码替您填，也可以输入：</p><p class="address">\(address)</p><p>要查进度，凭查询码扫码查，或打\(contact)。</p></div></div>\
        </article>
        """
    }

    private func blank(_ field: InputField) -> HTML {
        let mark: HTML = field.isRequired ? HTML() : "<span class=\"opt\">（可不填）</span>"
        return """
            <div class="blank"><p><b>\(field.label)</b>\(mark)</p>\
            \(each: 0..<lines(field), { _ in "<div class=\"line\"></div>" })</div>
            """
    }

    private func lines(_ field: InputField) -> Int {
        switch field.kind {
        case .paragraph: 9
        case .line, .choice, .day, .time, .phone, .phoneEnding, .areaCode, .reference, .references, .files, .photos,
            .secret,
            .version:
            1
        }
    }
}
