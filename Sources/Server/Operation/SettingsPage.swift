// SPDX-License-Identifier: Apache-2.0

import Markup

/// The settings that the server runs with.
struct SettingsPage: Sendable {
    let facts: [SettingsFacts.Fact]

    /// The page's content.
    var html: HTML {
        """
        \(RecordHead(title: "设置", parent: TextLink(text: "运行", address: "/desk/health")).html)
        <div class="stack"><p class="mute">要改，请在服务器的设置文件里改，再重新启动；网页上改不了，\
        这样拿到一个账号的人也改不了。写法在《运行手册》里。</p>\
        \(Facts(rows: facts.map(row)).html)\
        <p>规则、期限和理由在\(TextLink(text: "规则", address: "/desk/practice").html)里改，\
        休息日和补班在\(TextLink(text: "工作日历", address: "/desk/calendar").html)里看。\
        要试邮件和短信，请在\(TextLink(text: "我的登录", address: "/desk/account").html)里填自己的地址，选“每件都发”。</p></div>
        """
    }

    private func row(_ fact: SettingsFacts.Fact) -> Facts.Row {
        Facts.Row(
            fact.label,
            html: """
                <p>\(fact.value)</p><p class="small mute">\(fact.meaning) <code>--\(fact.name)</code></p>
                """)
    }
}
