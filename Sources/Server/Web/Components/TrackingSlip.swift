// SPDX-License-Identifier: Apache-2.0

import Markup

/// A tracking code on paper, for whoever said in person what became a topic.
struct TrackingSlip: Sendable {
    var roomName: String
    var code: String
    /// The status page's address as a code for cameras, an `<svg>` without ids.
    var qr: HTML
    var address: String

    /// The sheet; the heading is on the screen alone.
    var html: HTML {
        """
        <h1 class="vh">查询码</h1><article class="sheet slips"><section class="slip"><h2>\(roomName)</h2>\
        <p>您说的事成了一件议题，凭这个查询码看进度</p>\
        <div class="qr" role="img" aria-label="进度页的二维码">\(qr)</div><p class="code">\(code)</p>\
        <p class="address">\(address)</p><p>请收好，不要给别人</p></section></article>
        """
    }
}
