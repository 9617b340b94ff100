// SPDX-License-Identifier: Apache-2.0

import Markup

/// The form for signing in.
struct SignInForm: Sendable {
    let token: String
    /// Where one wanted to go.
    let next: String
    let typed: String
    let problem: String?
    /// Whether a password was just set by a link.
    var isPasswordSet = false

    var html: HTML {
        """
        \(isPasswordSet ? Note(text: "密码设好了，请用它登录。", tone: .done, icon: .done).html : HTML())\
        \(PostForm(
            action: "/sign-in", token: token, hidden: [HiddenField(name: "next", value: next)],
            content: """
                \(Field(name: "name", label: "账号", value: typed, isRequired: true, autocomplete: "username").html)\
                \(Field(
                    name: "password", label: "密码", control: .password, error: problem, isRequired: true,
                    autocomplete: "current-password").html)\
                \(Button(label: "登录", role: .submit(busy: "正在登录"), style: .primary, size: .big).html)
                """).html)
        \(Note(text: "居民不用登录，扫议事室的码就能提议题、查进度。", link: TextLink(text: "去议事室", address: "/")).html)
        """
    }
}
