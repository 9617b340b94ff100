// SPDX-License-Identifier: Apache-2.0

import Markup

/// Paper slips to cut apart, twelve on a sheet: each with its code, to scan and to type.
struct SlipSheet: Sendable {
    /// One slip.
    struct Slip: Sendable {
        var code: String
        /// Its page's address as a code for cameras, an `<svg>` without ids.
        var qr: HTML
        var address: String
    }

    var roomName: String
    /// 2026年3月31日
    var validUntil: String
    var slips: [Slip]

    private static let onSheet = 12

    /// The sheets; the heading is on the screen alone.
    var html: HTML {
        """
        <h1 class="vh">\(roomName)的纸条，\(slips.count)张</h1>\(each: sheets, { sheet in
            "<article class=\"sheet slips\">\(each: sheet, slip)</article>"
        })
        """
    }

    private var sheets: [ArraySlice<Slip>] {
        stride(from: 0, to: slips.count, by: Self.onSheet).map { slips[$0..<min($0 + Self.onSheet, slips.count)] }
    }

    private func slip(_ slip: Slip) -> HTML {
        """
        <section class="slip"><h2>\(roomName)</h2><p>凭这张纸条提一件议题，不用手机、不用注册</p>\
        <div class="qr" role="img" aria-label="纸条的二维码">\(slip.qr)</div><p class="code">\(slip.code)</p>\
        <p class="address">\(slip.address)</p><p>用一次 · \(validUntil)前有效</p></section>
        """
    }
}
