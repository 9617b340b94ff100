// SPDX-License-Identifier: Apache-2.0

import Markup

/// The second question at the door.
struct SignInCodeForm: Sendable {
    let token: String
    /// What shows that the password was right.
    let half: String
    let next: String
    let problem: String?

    var html: HTML {
        """
        \(PostForm(
            action: "/sign-in/code", token: token,
            hidden: [HiddenField(name: "half", value: half), HiddenField(name: "next", value: next)],
            content: """
                \(Field(
                    name: "code", label: "验证码", help: "手机验证器上的6位数字；手机不在身边，可以输一个备用码。", error: problem,
                    isRequired: true, autocomplete: "one-time-code").html)\
                \(Button(label: "登录", role: .submit(busy: "正在登录"), style: .primary, size: .big).html)
                """).html)
        \(Note(text: "5分钟内有效。手机和备用码都丢了，请找安全管理员重设。").html)
        """
    }
}
