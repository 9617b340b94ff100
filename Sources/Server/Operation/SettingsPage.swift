// SPDX-License-Identifier: Apache-2.0

import Domain
import Markup

/// The settings that the server runs with.
struct SettingsPage: Sendable {
    let tenant: Tenant
    let facts: [SettingsFacts.Fact]

    /// The page's content.
    var html: HTML {
        """
        \(RecordHead(title: "设置", parent: TextLink(text: "运行", address: "/desk/health")).html)
        <div class="stack"><section class="panel stack"><h2>\(tenant.name)</h2>\
        \(Facts(rows: [.init("简称", tenant.shortName), .init("联系电话", tenant.contact)]).html)\
        <div class="actions">\(Button(
            label: "改名称、电话和网址", role: .link(to: CommitteeRoutes.path), size: .small).html)</div></section>\
        \(operators)\
        <p>规则、期限和理由在\(TextLink(text: "规则", address: "/desk/practice").html)里改，\
        休息日和补班在\(TextLink(text: "工作日历", address: "/desk/calendar").html)里看。\
        要看邮件和短信发不发得出去，请\(TextLink(text: "试发一条", address: GatewayTrialRoutes.path).html)。</p></div>
        """
    }

    private var operators: HTML {
        guard !facts.isEmpty else { return "<p class=\"mute\">服务器的设置，演练里不显示；请用正式单位的系统管理员账号看。</p>" }
        return """
            <p class="mute">下面的要改，请在服务器的设置文件里改，再重新启动；网页上改不了，\
            这样拿到一个账号的人也改不了。写法在《运行手册》里。</p>\
            \(Facts(rows: facts.map(row)).html)
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
