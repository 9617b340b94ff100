// SPDX-License-Identifier: Apache-2.0

import Markup

/// What whoever sends something of the own states by sending it: a child under 14 needs the guardian's consent (个人信息保护法
/// art. 31). Nobody's age is asked, so that none has to be kept.
enum AgeStatement {
    static let words = "点下面的按钮，就是说您已满14周岁；还不满的，已经得到父母或别的监护人同意，手机号也留他们的。"

    /// Before the button of a form.
    static let html: HTML = "<p class=\"small mute\">\(words)</p>"
}
