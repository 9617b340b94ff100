// SPDX-License-Identifier: Apache-2.0

import Markup

/// The face before signing in: the motto beside the form; on a phone the form alone.
struct SignInLayout: Sendable {
    var head: PageHead
    /// 安澜县政协
    var tenant: String
    var footer: PageFooter
    /// What stands below tenant and title: the form and what else is to say.
    var content: HTML

    /// The whole document; its `h1` is the head's title.
    var html: HTML {
        head.document(
            face: "sign-in",
            body: """
                <div class="sign"><aside class="sign-art" aria-label="商量">\(Logo.art)\
                <p class="motto">众人的事情，<br>由众人商量。</p></aside>
                <main id="main" class="sign-form stack"><p class="logo">\(Logo.html)</p>\
                <div><span class="over">\(tenant)</span><h1>\(head.title)</h1></div>
                \(content)
                \(footer.html)</main></div>
                """)
    }
}
