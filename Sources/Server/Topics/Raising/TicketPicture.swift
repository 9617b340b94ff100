// SPDX-License-Identifier: Apache-2.0

import HTTPTypes
import Markup

/// The tracking code as a picture to keep: the code, the way to the status page for cameras, and whose room it is.
///
/// Its letters are drawn by the browser, which has the fonts; the script of the page makes a PNG of it.
struct TicketPicture: Sendable {
    var roomName: String
    /// Three groups of four: 7K4M-92QX-H3TB.
    var code: String
    /// The status page's address as a code for cameras, an `<svg>` without ids.
    var qr: HTML

    var svg: HTML {
        // A long name stays on its line.
        let size = max(9, min(20, 330 / max(1, roomName.count)))
        return """
            <svg xmlns="http://www.w3.org/2000/svg" width="360" height="480" viewBox="0 0 360 480" \
            font-family="sans-serif" text-anchor="middle"><rect width="360" height="480" fill="#ffffff"/>\
            <text x="180" y="44" font-size="\(size)">\(roomName)</text>\
            <text x="180" y="76" font-size="15">您的查询码</text>\
            <text x="180" y="112" font-size="27" font-weight="bold">\(code)</text>\
            <svg x="30" y="120" width="300" height="300">\(qr)</svg>\
            <text x="180" y="442" font-size="14">扫一扫看进度，不用登录</text>\
            <text x="180" y="464" font-size="14">请收好，不要给别人</text></svg>
            """
    }

    var response: WebResponse {
        WebResponse(
            status: .ok,
            headers: [
                .contentType: "image/svg+xml", .cacheControl: "no-store",
                .contentDisposition: "inline; filename=\"\(code).svg\"",
            ], body: svg.bytes)
    }
}
