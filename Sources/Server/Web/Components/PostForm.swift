// SPDX-License-Identifier: Apache-2.0

import Markup

/// A name and a value that travel with a form unseen. It is not a secret and not to be trusted.
struct HiddenField: Sendable {
    var name: String
    var value: String

    /// The input.
    var html: HTML { "<input type=\"hidden\" name=\"\(name)\" value=\"\(value)\">" }
}

/// A form that changes something. Every page writes its forms through it, so none forgets the token.
struct PostForm: Sendable {
    /// Where it is sent.
    var action: String
    /// The value of `_token`: ties the form to the person and makes sending it twice harmless.
    var token: String
    var hidden: [HiddenField] = []
    /// Whether it stands on a card of its own.
    var isPanel = false
    /// Whether it holds nothing but a ``ThumbBar``, which then stays at the edge beside the whole page.
    var isBar = false
    /// Whether it holds a ``FileField``.
    var takesFiles = false
    /// Keeps what is typed in this browser under this name until a page shows `DraftDone` of the same name.
    var draft: String?
    /// Names the words that it begins with, where it does: the record's version. What the browser keeps is put back over just
    /// these; over newer ones it is only offered.
    var draftBase: String?
    /// Whether it says so, instead of being sent, while there is no network. A form that keeps a draft does.
    var tellsOffline = false
    /// The fields and the button.
    var content: HTML

    /// The form. The browser's own checks are off: the server's say what to do, beside the field.
    var html: HTML {
        """
        <form method="post" action="\(url: action)"\(attribute: "class", isPanel ? "panel stack" : isBar ? "at-thumb" : nil)\
        \(attribute: "enctype", takesFiles ? "multipart/form-data" : nil)\(attribute: "data-draft", draft)\
        \(attribute: "data-draft-base", draft == nil ? nil : draftBase) novalidate>\(HiddenField(name: "_token", value: token).html)\
        \(each: hidden, { $0.html })\(draft == nil ? HTML() : draftBase == nil ? Self.draftNote : Self.overNotes)\
        \(draft == nil && !tellsOffline ? HTML() : Self.offlineNote)\(content)</form>
        """
    }

    private static let draftNote: HTML = """
        <div class="note" data-draft-note role="status" hidden>\(Icon.history.html)<div>上次没写完的话还在。\
        <button type="button" class="btn quiet small" data-draft-clear>清空重写</button></div></div>
        """

    /// Of words that were written over others: what was put back, and what is older than what stands here.
    private static let overNotes: HTML = """
        <div class="note" data-draft-note role="status" hidden>\(Icon.history.html)<div>上次没存上的话放回来了\
        <span data-draft-what></span>，还没有存。\
        <button type="button" class="btn quiet small" data-draft-clear>不要了，回到原来的</button></div></div>\
        <div class="note" data-draft-earlier role="status" hidden>\(Icon.history.html)<div>这台设备上还有没存上的话\
        <span data-draft-what></span>，是在这一稿以前写的。这里的字没有动。\
        <button type="button" class="btn quiet small" data-draft-swap>和这里的对换</button>\
        <button type="button" class="btn quiet small" data-draft-drop>不要了</button></div></div>
        """

    private static let offlineNote: HTML = """
        <div class="note" data-tone="late" data-offline role="status" tabindex="-1" hidden>\(Icon.alert.html)<div><b>网络断了：</b>\
        写的内容还在这一页，连上后再点一次。</div></div>
        """
}

/// Says that what a form collected has arrived, so that the browser forgets its draft; stands on the done page.
struct DraftDone: Sendable {
    /// The form's `draft`.
    var draft: String

    /// The mark, nothing to see.
    var html: HTML { "<div data-draft-done=\"\(draft)\" hidden></div>" }
}
