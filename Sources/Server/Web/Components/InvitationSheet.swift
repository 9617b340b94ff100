// SPDX-License-Identifier: Apache-2.0

import Markup

/// Invitations to cut apart, twelve on a sheet: whose each is, and the link that sets the password.
struct InvitationSheet: Sendable {
    /// One person's.
    struct Slip: Sendable {
        var name: String
        var signInName: String
        /// The link as a code for cameras, an `<svg>` without ids.
        var qr: HTML
        var address: String
    }

    /// 安澜县政协
    var organ: String
    /// 3月12日9:00
    var validUntil: String
    var slips: [Slip]

    private static let onSheet = 12

    /// The sheets; the heading is on the screen alone.
    var html: HTML {
        """
        <h1 class="vh">设密码的链接，\(slips.count)张</h1>\(each: sheets, { sheet in
            "<article class=\"sheet slips\">\(each: sheet, slip)</article>"
        })
        """
    }

    private var sheets: [ArraySlice<Slip>] {
        stride(from: 0, to: slips.count, by: Self.onSheet).map { slips[$0..<min($0 + Self.onSheet, slips.count)] }
    }

    private func slip(_ slip: Slip) -> HTML {
        """
        <section class="slip"><h2>\(slip.name)</h2><p>\(organ)的账号：\(slip.signInName)</p>\
        <div class="qr" role="img" aria-label="\(slip.name)设密码的二维码">\(slip.qr)</div>\
        <p class="address">\(slip.address)</p><p>只给本人 · 用一次 · \(validUntil)前有效</p></section>
        """
    }
}
