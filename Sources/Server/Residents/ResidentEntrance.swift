// SPDX-License-Identifier: Apache-2.0

import Domain
import Markup

/// Where a resident asks for a code; where there is no way to send one, what to do instead.
struct ResidentEntrance: Sendable {
    /// For the form; nil where the way is closed.
    let token: String?
    let next: String
    let typed: String
    let problem: String?
    let contact: String
    let hasSignedOut: Bool

    var html: HTML {
        """
        \(hasSignedOut ? Note(text: "已经退出了。", tone: .done, icon: .done).html : HTML())\
        <div class="stack"><h1>用手机号登录</h1>\(present: token, { _ in Self.advice })</div>\(form)
        <p>\(TextLink(text: "有查询码？凭查询码查进度", address: "/").html)</p>
        """
    }

    private static let advice: HTML = """
        <p class="mute">提议题时留过手机号的，登录后就能看到那些议题，忘了查询码也不要紧。没有留过也可以登录。</p>
        """

    private var form: HTML {
        guard let token else { return Note(text: ResidentWording.closed(contact: contact), tone: .soon).html }
        return PostForm(
            action: "/mine/code", token: token, hidden: [HiddenField(name: "next", value: next)], isPanel: true,
            tellsOffline: true,
            content: """
                \(Field(
                    name: "phone", label: "手机号", control: .telephone, value: typed,
                    help: "发一条短信验证码到这个号码。号码加密保存，办事的人看不到。", error: problem, isRequired: true,
                    autocomplete: "tel").html)\(AgeStatement.html)\
                \(Button(label: "发验证码", role: .submit(busy: "正在发"), style: .primary, size: .big).html)
                """
        ).html
    }
}

/// Where the code is typed. The phone and the ticket travel in the form, never in an address.
struct PhoneCodePage: Sendable {
    let phone: MobileNumber
    let ticket: String
    let next: String
    let problem: String?
    /// The tokens of the two forms.
    let confirm: String
    let again: String

    var html: HTML {
        let minutes = PhoneCode.lifeMilliseconds / 60_000
        let asked = [HiddenField(name: "phone", value: phone.text), HiddenField(name: "next", value: next)]
        return """
            <div class="stack"><h1>输入验证码</h1>\
            <p class="mute">号码没写错的话，\(phone.masked)马上会收到一条短信，里面有\(PhoneCode.digits)位数字，\(minutes)分钟内有效。</p></div>
            \(PostForm(
                action: "/mine/sign-in", token: confirm, hidden: asked + [HiddenField(name: "ticket", value: ticket)],
                isPanel: true,
                content: """
                    \(Field(
                        name: "code", label: "短信验证码", control: .telephone, error: problem, isRequired: true,
                        autocomplete: "one-time-code").html)\
                    \(Button(label: "登录", role: .submit(busy: "正在登录"), style: .primary, size: .big).html)
                    """).html)
            \(PostForm(
                action: "/mine/code", token: again, hidden: asked,
                content: Button(label: "没收到，再发一次", role: .submit(busy: "正在发"), style: .quiet).html).html)
            <p class="small mute">一分钟后才能再发，一个号码一天\(PhoneCode.perDay)次。\
            \(TextLink(text: "换一个号码", address: "/mine/sign-in").html)</p>
            """
    }
}
